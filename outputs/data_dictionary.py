"""The data dictionary, docs/columns.md: what every table and column holds, from the column definitions themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from outputs.columns import TABLES, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["data_dictionary"]

_KINDS_EN: Final[Mapping[Kind, str]] = {
    "text": "text",
    "texts": "list of texts",
    "integer": "integer",
    "number": "number",
    "boolean": "true / false",
}

_PREFACE = """# Columns of the tables / 表の列

<!-- Written by `python -m outputs.columns`; do not edit. -->

`keikaku export --format csv|xlsx|parquet` writes the tables below. The order of rows is that of the plans (municipality
code, title, first year, sha256), then of their parts, then the printed order; the same corpus gives the same bytes.

- **Plans and files**: a plan in several PDFs is one row of `plans` with one `edition_id`; every other row names its own
  file, whose pages it counts. A 概要版 whose plan is in the corpus stands in `files` only (`digest_of`) and in its own
  JSON file. See [ADR 5](adr/0005-editions-follow-from-the-corpus.md).

- **Text** is as printed: full-width stays full-width. Years are Western fiscal years (2020 is 令和2年度), both
  ends included.
- **CSV**: UTF-8 with BOM, CRLF, Japanese headings. A text that begins with `=`, `+`, `-`, `@` (or `＝＋－＠`), a tab,
  a line break or an apostrophe gets one apostrophe (`'`) in front, so that no spreadsheet runs it as a formula; take
  one leading apostrophe away to get the text. In Excel open the .xlsx: a CSV loses the leading zero of 042072.
- **Excel**: one workbook, one sheet per table. Texts are texts (042072 keeps its zero, no apostrophe); years, pages,
  counts and shares are numbers, so that they sort; true is ○, false is empty. Cells beyond 32,767 characters are cut,
  and say so.
- **Parquet**: typed columns named by key; lists are lists.
- **Lists** in CSV and Excel: entries are parted by ` | `; inside an entry `|` is written `\\|`, and `\\` is written
  `\\\\`.
- Shares in CSV have four decimals, true and false are words; an empty cell is a value that is not printed or not known.

文字は印刷どおりです（全角は全角のまま）。年度は西暦で、両端を含みます。CSV は BOM 付き UTF-8、改行は CRLF です。
`=` `+` `-` `@`（全角も）やタブ、改行、`'` で始まる文字列の前には、式として実行されないよう `'` を 1 つ付けます。
Excel で開くときは、団体コード 042072 の先頭の 0 が消えない .xlsx を使ってください。複数の値は ` | ` で区切ります。
分冊の計画は `plans` の 1 行にまとめ、ほかの表の行は自分のファイルとページを示します。元の計画がある概要版は
`files` だけに載り、施策の数には入りません。
"""


def data_dictionary() -> str:
    """The text of docs/columns.md."""
    return "\n".join([_PREFACE, *(_describe(table) for table in TABLES.values())])


def _describe(table: Table) -> str:
    head = [
        f"## {table.key} / {table.name_ja}",
        "",
        f"{table.description_en} {table.description_ja}",
        "",
        "| key | 見出し | kind | English | 日本語 |",
        "|---|---|---|---|---|",
    ]
    rows = [
        f"| `{column.key}` | {column.heading_ja} | {_KINDS_EN[column.kind]} | {column.description_en} "
        f"| {column.description_ja} |"
        for column in table.columns
    ]
    return "\n".join([*head, *rows, ""])
