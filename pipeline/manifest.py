"""The manifest: a CSV in which the user says what a PDF does not print."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UnusableError
from pipeline.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Manifest", "read_manifest"]

COLUMNS = tuple(field.name for field in fields(Hints))
YEAR_COLUMNS = frozenset({"start_fy", "end_fy"})
CODE = re.compile(r"[0-9]{6}")
# Line ends among them: no value of a manifest has one.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Rows by the file they name, and the Japanese remarks that reading them gave."""

    folder: Path
    rows: Mapping[str, Hints]
    remarks: tuple[str, ...] = ()

    def match(self, paths: Sequence[Path]) -> tuple[dict[Path, Hints], list[str]]:
        """Hints of each of the files, and the names in the manifest that none of them has.

        A row names a file by its path (from the manifest's folder or from here) or by its bare name.
        """
        by_path = {_real(path): path for path in paths}
        by_name: dict[str, list[Path]] = {}
        for path in paths:
            by_name.setdefault(_composed(path.name), []).append(path)
        hints: dict[Path, Hints] = {}
        missing = []
        for name, row in self.rows.items():
            named = by_path.get(_real(self.folder / name)) or by_path.get(_real(Path(name)))
            targets = [named] if named else by_name.get(name, [])
            if not targets:
                missing.append(name)
            hints.update(dict.fromkeys(targets, row))
        return hints, missing


def read_manifest(path: Path) -> Manifest:
    """The manifest of a file in UTF-8 (with or without BOM) or, with a remark, CP932.

    Raises:
        UnusableError: no such file, no column ``file``, a file named twice, or a value that cannot be right.

    """
    remarks: list[str] = []
    text = _read_text(path, remarks)
    # Without strict an unclosed quotation mark swallows all rows behind it.
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    header = _read_header(reader, path)
    reader.fieldnames = header
    if "file" not in header:
        raise UnusableError(f"{path}: 列 file がありません（見つかった列: {'、'.join(header) or 'なし'}）")
    unknown = [name for name in header if name and name != "file" and name not in COLUMNS]
    if unknown:
        remarks.append(f"{path}: 知らない列は使いません: {'、'.join(unknown)}（使える列: file, {', '.join(COLUMNS)}）")
    rows: dict[str, Hints] = {}
    try:
        for record in reader:
            name = _composed((record.get("file") or "").strip())
            where = f"{path} {reader.line_num}行目"
            if not name:
                if any(value for value in record.values() if isinstance(value, str) and value.strip()):
                    raise UnusableError(f"{where}: 列 file が空です")
                continue
            if name in rows:
                raise UnusableError(f"{where}: {name} が2度書かれています。1行にしてください")
            rows[name] = _row_to_hints(record, where, remarks)
    except csv.Error as error:
        raise UnusableError(f"{path} {reader.line_num}行目: CSVとして読めません（{error}）") from error
    remarks.extend(f"{path}: {remark}" for remark in _remarks_on_editions(rows.values()))
    return Manifest(folder=path.parent, rows=rows, remarks=tuple(remarks))


def _read_header(reader: csv.DictReader[str], path: Path) -> list[str]:
    try:
        header = [(name or "").strip() for name in reader.fieldnames or []]
    except csv.Error as error:
        raise UnusableError(f"{path} 1行目: CSVとして読めません（{error}）") from error
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise UnusableError(f"{path}: 列 {'、'.join(twice)} が2度あります。1列にしてください")
    return header


def _remarks_on_editions(rows: Iterable[Hints]) -> Iterator[str]:
    """What is probably a slip where rows share a plan_id; their files are joined all the same."""
    editions: dict[str, list[Hints]] = {}
    for row in rows:
        if row.plan_id is not None:
            editions.setdefault(row.plan_id, []).append(row)
    for plan_id, parts in editions.items():
        codes = sorted({part.municipality_code for part in parts if part.municipality_code is not None})
        if len(codes) > 1:
            yield f"plan_id {plan_id} に団体コードが複数あります（{'、'.join(codes)}）。1件の計画としてまとめます"
        named = [part.part for part in parts if part.part is not None]
        twice = sorted({part for part in named if named.count(part) > 1})
        if twice:
            yield f"plan_id {plan_id} に同じ part が複数あります（{'、'.join(twice)}）。順序はファイル名で決めます"


def _read_text(path: Path, remarks: list[str]) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnusableError(f"{path}: マニフェストを読めません（{error.strerror}）") from error
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnusableError(f"{path}: 文字コードが UTF-16 です。UTF-8 で保存してください")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp932")
    except UnicodeDecodeError as error:
        raise UnusableError(
            f"{path}: 文字コードが UTF-8 でも CP932 でもありません。UTF-8 で保存してください"
        ) from error
    remarks.append(f"{path}: UTF-8 ではないため CP932（Shift_JIS）として読みました")
    return text


def _row_to_hints(record: Mapping[str, str | None], where: str, remarks: list[str]) -> Hints:
    values: dict[str, str | int] = {}
    for column in COLUMNS:
        text = (record.get(column) or "").strip()
        if not text:
            continue
        if CONTROL.search(text):
            raise UnusableError(f"{where}: {column} に改行などの制御文字があります。引用符の閉じ忘れを確かめてください")
        if column in YEAR_COLUMNS:
            values[column] = _year(unicodedata.normalize("NFKC", text), column, where)
        elif column == "municipality_code":
            values[column] = _code(unicodedata.normalize("NFKC", text), where, remarks)
        else:
            values[column] = text
    if "retrieved_on" in values and not _is_date(str(values["retrieved_on"])):
        found = values["retrieved_on"]
        remarks.append(f"{where}: retrieved_on 「{found}」は日付（例 2026-01-31）として読めません。そのまま残します")
    start, end = values.get("start_fy"), values.get("end_fy")
    if isinstance(start, int) and isinstance(end, int) and end < start:
        raise UnusableError(f"{where}: end_fy {end} が start_fy {start} より前です")
    return Hints(**values)  # type: ignore[arg-type]  # the two kinds of value are sorted by column above


def _year(text: str, column: str, where: str) -> int:
    if not YEAR.fullmatch(text):
        raise UnusableError(f"{where}: {column} は西暦4桁の年度です（例 2020）。「{text}」とあります")
    return int(text)


def _code(text: str, where: str, remarks: list[str]) -> str:
    # A spreadsheet drops the leading zero of 042072.
    padded = text.zfill(6)
    if len(text) == len("42072") and text.isascii() and text.isdigit() and _check_digit(padded[:5]) == padded[5]:
        remarks.append(f"{where}: municipality_code {text} を {padded} と読みました（先頭の0が落ちています）")
        return padded
    if not CODE.fullmatch(text):
        raise UnusableError(f"{where}: municipality_code は6桁の数字です（例 042072）。「{text}」とあります")
    if _check_digit(text[:5]) != text[5]:
        remarks.append(
            f"{where}: municipality_code {text} の検査数字（6桁目）が合いません。書き誤りでないか確かめてください"
        )
    return text


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_digit(digits: str) -> str:
    """Sixth digit of a 全国地方公共団体コード (総務省「全国地方公共団体コード仕様」)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def _composed(name: str) -> str:
    # macOS writes ガ as カ + a combining mark in file names.
    return unicodedata.normalize("NFC", name)


def _real(path: Path) -> str:
    return _composed(os.path.realpath(path))
