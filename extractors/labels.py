"""Labels that name the parts of one measure: 【現状】, 取組内容, 担当課 … in prose and in form sheets."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from extractors.marks import SYMBOLS

__all__ = ["PartRole", "is_purpose", "label_role"]

PartRole = Literal[
    "title",
    "number",
    "path",
    "department",
    "current",
    "description",
    "effects",
    "indicator",
    "schedule",
    "badge",
    "code",
    "progress",
    "other",
]

_ACT = r"(?:施策|事業|取組み?|取り組み?|プロジェクト|実施|計画|推進|アクション)"
_LABELS: tuple[tuple[PartRole, str], ...] = (
    (
        "title",
        (
            # 実施 and 計画 alone are what is done in a year.
            rf"(?:個別|主要|重点|具体的な?)?(?:{_ACT}(?:名|名称|項目|事項|の名称)"
            r"|施策|事業|取組み?|取り組み?|プロジェクト|アクション)|件名"
        ),
    ),
    ("number", rf"(?:{_ACT}|整理|管理)?(?:番号|No\.?|NO\.?|コード)"),
    (
        "path",
        r"(?:基本)(?:目標|方針|施策|方向|理念)|(?:施策の)?柱|分野|大項目|中項目|大分類|中分類|施策体系|体系|位置付け|戦略",
    ),
    (
        "department",
        (
            r"主?(?:担当|所管|主管|所属|関係)(?:等|名)?|"
            r"主?(?:担当|所管|主管|所属|関係|関連|実施|推進)(?:部署|課室|部課|課所|課|室|部局|部|係|所属|主体|機関|者|グループ)"
            r"(?:等|名)?|部署名?|課名|主体|(?:だれ|誰)が"
        ),
    ),
    ("current", r"(?:.*の)?(?:現状(?:と|・|及び|および|や)?(?:課題)?|現況|背景|課題|これまでの取組み?)(?:.*認識)?"),
    ("progress", r"(?:主な)?(?:取組|取り組み?|実施)?(?:実績|進捗|進捗状況|達成状況|状況)|主な取組内容|これまでの実績"),
    ("effects", r".*(?:効果|メリット)"),
    ("indicator", r".*(?:指標|KPI|KGI|数値目標|目標値|成果目標|達成目標).*|目標|どこまで|どれだけ"),
    (
        "schedule",
        r".*(?:スケジュール|年次計画|年度計画|年間計画|工程表?|行程表?|ロードマップ|年度別計画|実施時期|実施年度|実施計画)|進め方|いつ(?:までに?)?",
    ),
    ("code", r"類型|分類コード|(?:該当|対応)(?:類型|項目|番号|分類)|官民データ.*"),
    ("badge", r"(?:実施|新規・?継続)?区分|新規/?継続(?:の別)?|種別"),
    (
        "description",
        (
            rf"(?:今後の|主な|具体的な?)*{_ACT}?の?(?:内容|概要|方向性?|方針|詳細|説明|手法|方法)|"
            r"(?:今後の|主な|具体的な?)?(?:方向性|取組|取り組み|展開|対応|方策)|具体的な?(?:取組|取り組み|方策|内容)|"
            r"(?:なに|何)を(?:する(?:か|のか)?)?|目的(?:・?概要|と内容)?|ねらい|(?:事業|施策|取組)?(?:目的|概要)|目指す姿"
        ),
    ),
)
_PURPOSE = re.compile(r"(?:事業|施策|取組)?の?(?:目的|ねらい)|目指す姿")
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _LABELS)
# A sheet's title label may carry its number: 取組01, 施策３.
_NUMBERED_TITLE = re.compile(r"(?P<word>取組み?|取り組み?|施策|事業)(?:No\.?)?\d{1,3}(?:-\d{1,2})?")


def is_purpose(text: str) -> bool:
    """Whether a label of a description only says what for: 内容 beside it says what is done."""
    return _PURPOSE.fullmatch(_folded(text)) is not None


def label_role(text: str) -> PartRole | None:
    """The part that a label names, or None where the text is no known label."""
    folded = _folded(text)
    if not folded or len(folded) > 14:  # noqa: PLR2004 - labels are short
        return None
    found = next((role for role, pattern in _PATTERNS if pattern.fullmatch(folded)), None)
    if found is None and (numbered := _NUMBERED_TITLE.fullmatch(folded)) is not None:
        return label_role(numbered["word"])
    return found


def _folded(text: str) -> str:
    return re.sub(r"[\s　]+", "", unicodedata.normalize("NFKC", text)).strip("【】[]〈〉<>《》()○:・" + SYMBOLS)
