"""What the columns of a table hold, told by their heads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from extractors.axis import YearAxis
from extractors.blocks import CellText, TableBlock
from extractors.departments import split_offices
from extractors.marks import is_bare_mark
from extractors.years import find_year

__all__ = ["Role", "column_roles", "header_role"]

Role = Literal[
    "number",
    "title",
    "content",
    "description",
    "category",
    "department",
    "code",
    "badge",
    "indicator",
    "value",
    "unit",
    "progress",
    "review",
    "schedule",
    "remarks",
    "glossary",
    "year",
    "blank",
    "other",
]

# Head words of columns in the order in which they are tried, on NFKC text without white space.
_HEADS: tuple[tuple[Role, str], ...] = (
    (
        "number",
        r"No\.?|NO\.?|№|#|番号|項番|通番|連番|(?:整理|施策|事業|取組|取組み|管理|計画|項目)(?:番号|No\.?|NO\.?|コード)",
    ),
    ("indicator", r".*(?:指標|KPI|KGI|ものさし|物差し).*"),
    (
        "value",
        r"(?:現状|現況|現在|いま|基準|当初|目標|実績|最終目標|中間目標|中間|最終|計画)値?(?:[（(].*[）)])?|目標年度",
    ),
    ("unit", r"単位"),
    ("department", r".*(?:担当|所管|主管|所属|関係課|関係部署|実施主体|実施部署|推進主体|主体|部署|部局|課名|課室).*"),
    ("badge", r"区分|新規等|新規/?・?(?:継続|拡充)(?:の別)?|種別|新・?継|継続区分|実施区分"),
    ("code", r".*(?:データ.*記号|官民ﾃﾞｰﾀ|官民データ|類型|分類コード|対応項目|対応番号|該当項目|国の(?:重点|分類)).*"),
    (
        "category",
        (
            r"(?:大|中)(?:項目|分類|区分)|基本(?:目標|方針|施策|方向|的方向)|分野|柱|施策の柱|重点(?:目標|分野|施策|項目|取組)?|"
            r"施策の(?:方向性?|展開)|取組の?方向性?|テーマ|カテゴリ.?|視点|戦略|施策体系|方針|目標|政策"
        ),
    ),
    ("review", r"達成(?:状況|度)|評価|進捗(?:状況|度|率)|検証|今後の方向(?:性)?|方向性|実績|取組実績|実施状況|成果"),
    (
        "title",
        (
            r"(?:個別|具体的な?|主な|主要|重点|実施|実施する|関連|推進)?"
            r"(?:施策|事業|取組み?|取り組み?|プロジェクト|アクション)(?:名称?|項目|事項)?|"
            r"(?:小|細)(?:項目|分類)|実施項目|推進項目|項目名?|件名|計画名|システム名|業務名|プラン名|名称|メニュー"
        ),
    ),
    (
        "content",
        r"(?:具体的な?|主な)?(?:取組|取組み|取り組み|取り組む|実施|施策|事業|推進)の?内容|具体的(?:な)?内容|実施すること",
    ),
    ("description", r"(?:.*の)?(?:内容|概要|説明|詳細|目的|ねらい|目指す姿|事業概要|取組概要|施策の概要)(?:・.*)?"),
    (
        "schedule",
        r"工程表?|スケジュール|年次計画|実施(?:時期|年度|スケジュール|計画|期間)|計画期間|ロードマップ|取組スケジュール|計画年度|年度別計画|実施予定.*|取組(?:時期|期間)",
    ),
    ("remarks", r"備考|その他|摘要|特記事項|参考"),
)
# Two heads in one, and the most characters of such.
_PARTED = re.compile(r"[(（/・]|と|及び|および")
MAX_HEAD = 24
_AMOUNT = re.compile(r"^[\s約▲△]*[\d０-９]")
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _HEADS)


def header_role(text: str) -> Role:
    """The role that a column head names: "blank" where it is empty, "other" where no word is known."""
    folded = re.sub(r"[\s　]+", "", unicodedata.normalize("NFKC", text))
    folded = re.sub(r"[(（【\[](?:注\d*|※\d*|\*\d*)[)）】\]]|[※*＊]\d*$", "", folded)
    if not folded:
        return "blank"
    found = _word_role(folded)
    if len(folded) > MAX_HEAD:
        return found
    first, _, second = _PARTED.sub("・", folded.rstrip("）)"), count=1).partition("・")
    roles = (_word_role(first), _word_role(second)) if second else ("other", "other")
    # 施策・担当, 取組名（担当課）: the names of offices stand with the title.
    if roles[1] == "department" and roles[0] in {"title", "content"}:
        return "title"
    # 取組と内容: a name, and below it what is done; 小項目（取組名）: the same in other words.
    named = roles in {("title", "description"), ("title", "content"), ("title", "title")}
    return "title" if found == "other" and named else found


def _word_role(folded: str) -> Role:
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(folded)), "other")


def column_roles(table: TableBlock, head_rows: int, axis: YearAxis | None) -> list[Role]:
    """Role of each grid column, left to right, from the lowest head cell over it.

    A head 取組内容 names the title where no other column does, else the description.
    """
    roles: list[Role] = []
    for column in range(table.table.n_columns):
        if axis is not None and axis.first_column <= column <= axis.last_column:
            roles.append("year")
            continue
        heads = [
            entry
            for row in range(head_rows)
            if (entry := table.at(row, column)) is not None and entry.cell.column_span < table.table.n_columns
        ]
        roles.append(_lowest_role(heads))
    roles = [
        "number" if role in {"blank", "title"} and _holds_marks(table, i, head_rows) else role
        for i, role in enumerate(roles)
    ]
    if "title" not in roles:
        roles = ["title" if role == "content" else role for role in roles]
    if "title" not in roles and "description" in roles and "indicator" not in roles:
        # A table of 内容 and years alone: the content is what is done.
        roles = ["title" if role == "description" else role for role in roles]
    roles = ["description" if role == "content" else role for role in roles]
    if "department" not in roles:
        roles = [
            "department" if role in {"remarks", "other", "blank"} and _holds_offices(table, i, head_rows) else role
            for i, role in enumerate(roles)
        ]
    classes = {"badge", "category", "other"}
    roles = ["code" if role in classes and _holds_codes(table, i, head_rows) else role for i, role in enumerate(roles)]
    if axis is None and head_rows:
        roles = _with_amounts(table, head_rows, roles)
    return _outer_titles_grouped(table, head_rows, roles)


def _with_amounts(table: TableBlock, head_rows: int, roles: Sequence[Role]) -> list[Role]:
    """A table of amounts below years or 現状値, 目標値, whatever its first head says: its names are indicators."""
    heads = [table.at(head_rows - 1, column) for column in range(table.table.n_columns)]
    dated = [
        i
        for i, head in enumerate(heads)
        if head is not None and (roles[i] == "value" or (roles[i] == "other" and find_year(head.text) is not None))
    ]
    known = {"indicator", "title", "description", "department", "review", "glossary"} & set(roles)
    if known or len(dated) < 2 or 0 in dated or roles[0] not in {"other", "blank"}:  # noqa: PLR2004 - from, to
        return list(roles)
    cells = [e for e in table.cells if e.cell.column in dated and e.cell.row >= head_rows and e.text]
    if not cells or sum(_AMOUNT.match(entry.text) is not None for entry in cells) * 2 <= len(cells):
        return list(roles)
    return ["indicator" if i == 0 else "value" if i in dated else role for i, role in enumerate(roles)]


def _holds_codes(table: TableBlock, column: int, head_rows: int) -> bool:
    """Whether a column holds capital letters, as those of 官民データ活用推進基本法 or of a plan's own classes."""
    head = table.at(max(head_rows - 1, 0), column)
    if head is None or not re.search(r"分類|分野|区分|類型|種別|コード|記号|項目", head.text):
        return False
    texts = [e.text.strip() for e in table.cells if e.cell.column == column and e.cell.row >= head_rows and e.text]
    return bool(texts) and all(re.fullmatch(r"[A-ZＡ-Ｚ](?:[\s・、,，/]*[A-ZＡ-Ｚ])*", text) for text in texts)


def _holds_offices(table: TableBlock, column: int, head_rows: int) -> bool:
    """Whether a column without a telling head (備考) holds offices in brackets, and nothing else."""
    texts = [e.text for e in table.cells if e.cell.column == column and e.cell.row >= head_rows and e.text]
    return len(texts) > 1 and all(not bare and offices for bare, offices in map(split_offices, texts))


def _outer_titles_grouped(table: TableBlock, head_rows: int, roles: Sequence[Role]) -> list[Role]:
    """Where columns with heads of their own name things (施策 | 取組), the outer ones group the last."""
    heads = {
        id(entry)
        for column, role in enumerate(roles)
        if role == "title" and (entry := table.at(max(head_rows - 1, 0), column)) is not None
    }
    if len(heads) < 2:  # noqa: PLR2004 - one column of names
        return list(roles)
    last = max(column for column, role in enumerate(roles) if role == "title")
    inner = table.at(max(head_rows - 1, 0), last)
    return [
        "category" if role == "title" and table.at(max(head_rows - 1, 0), column) is not inner else role
        for column, role in enumerate(roles)
    ]


def _holds_marks(table: TableBlock, column: int, head_rows: int) -> bool:
    """Whether most cells of a column hold an item mark or number and nothing else."""
    cells = [e for e in table.cells if e.cell.column == column and e.cell.row >= head_rows and e.cell.column_span == 1]
    printed = [entry.text for entry in cells if entry.text]
    return len(printed) > 1 and sum(is_bare_mark(text) for text in printed) * 2 > len(printed)


def _lowest_role(heads: Sequence[CellText]) -> Role:
    known: Role = "blank"
    for entry in heads:
        role = header_role(entry.text)
        if role not in {"blank", "other"} or known == "blank":
            known = role
    return known
