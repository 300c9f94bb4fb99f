"""Why a file is in quarantine: every reason code with its name and what a person can do.

Whatever quarantines a file gives one of these codes; a test holds the code and this table together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["DUPLICATE", "REASONS", "Reason"]

DUPLICATE = "duplicate"
"""The reason of a file that is `unchanged` because another one has the same bytes."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of quarantine in Japanese: what it is called, and what to do."""

    name: str
    advice: str


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        "not_a_pdf": Reason("PDFではない", "PDFを指定してください"),
        "empty": Reason("空のファイル", "入手し直してください"),
        "truncated": Reason("途中で切れている", "ダウンロードし直してください"),
        "damaged": Reason("構造が壊れている", "入手し直すか、PDFを作り直してください"),
        "encrypted": Reason("パスワードで保護", "--password を付けて keikaku retry を実行してください"),
        "no_text_layer": Reason("画像だけで文字がない", "文字認識（OCR）済みのPDFを用意してください"),
        "garbled_fonts": Reason("文字を読み取れないフォント", "作成元のファイルからPDFを作り直してください"),
        "too_large": Reason("大きすぎる", "分割して試してください"),
        "timeout": Reason("時間切れ", "--timeout を延ばして keikaku retry を実行するか、分割してください"),
        "out_of_memory": Reason("メモリ不足", "--memory を増やして keikaku retry を実行するか、分割してください"),
        "crashed": Reason(
            "解析プロセスの異常終了", "keikaku retry を実行し、続くなら開発者にファイルをお知らせください"
        ),
        "extractor_error": Reason("解析の誤り", "開発者にファイルをお知らせください"),
        "not_storable": Reason("記録を保存できない", "開発者にファイルをお知らせください"),
        "unreadable_file": Reason("開けないファイル", "権限とリンク先を確かめてください"),
        "changed_while_reading": Reason("読み取り中の変更", "書き込みが終わってから、もう一度取り込んでください"),
    }
)
"""All reason codes of quarantine, in the order in which they are told."""
