"""JSON lines in: each a measure as `keikaku classify` takes it, checked field by field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from models.features import MeasureText
from pipeline.errors import UnusableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["read_measures"]


def read_measures(lines: Iterable[bytes], source: str) -> Iterator[MeasureText]:
    """The measures of the lines, in order; blank lines are skipped, unknown fields ignored.

    Raises:
        UnusableError: a line is no JSON object of that form; the message names the line (1-based).

    """
    for number, line in enumerate(lines, start=1):
        where = f"{source} {number}行目"
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise UnusableError(f"{where}: UTF-8 ではありません。UTF-8 で保存してください") from error
        if text.strip():
            yield _parse(text, where)


def _parse(text: str, where: str) -> MeasureText:
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnusableError(f"{where}: JSONとして読めません（{error.colno}文字目）") from error
    except (ValueError, RecursionError) as error:
        raise UnusableError(f"{where}: JSONとして読めません") from error
    if not isinstance(fields, dict):
        raise UnusableError(f'{where}: オブジェクトではありません。{{"title": "…"}} の形にしてください')
    title = fields.get("title")
    if not isinstance(title, str) or not title.strip():
        raise UnusableError(f"{where}: title がありません（1文字以上の文字列）")
    description = fields.get("description") or ""
    if not isinstance(description, str):
        raise UnusableError(f"{where}: description は文字列です")
    return MeasureText(
        title=title,
        description=description,
        path=_texts(fields, "path", where),
        departments=_texts(fields, "departments", where),
    )


def _texts(fields: dict[str, object], name: str, where: str) -> tuple[str, ...]:
    values = fields.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise UnusableError(f"{where}: {name} は文字列の配列です")
    return tuple(values)
