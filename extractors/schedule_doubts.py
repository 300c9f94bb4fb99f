"""How sure an entry of a schedule is, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.records import Box, Issue, ScheduleEntry
from extractors.axis import YearAxis, YearColumn
from extractors.bars import Bar
from extractors.blocks import TableBlock
from extractors.schedule_found import Found, bar_to_years

__all__ = ["confidence", "doubts", "in_band", "row_without_entries", "settled", "stray_bars"]

# A bar end that covers a share of its column between these is unclear: hand-drawn ends miss a line by up to a fifth,
# and no phase is drawn shorter than a third of a year. Of the 891 bar ends inside columns in the five plans, the
# practice plans, the samples and tests/layouts, one lies here (0.21).
UNCLEAR = (0.2, 0.35)
# What a doubt leaves of an entry's confidence.
EDGE, NO_LABEL, BESIDE, UNCLEAR_LABEL, PAINTED, OPEN, UNSEEN = 0.6, 0.8, 0.95, 0.7, 0.9, 0.8, 0.4


def confidence(item: Found, axis: YearAxis) -> float:
    """How sure an entry is, in [0, 1]: the product of what each doubt leaves."""
    value = EDGE ** len(list(_unclear_ends(item, axis.columns)))
    value *= {"inside": 1.0, "beside": BESIDE, "unclear": UNCLEAR_LABEL, "none": NO_LABEL}[item.label]
    value *= (PAINTED if item.painted else 1.0) * (UNSEEN if item.unseen else 1.0)
    return round(value * (OPEN if item.beyond else 1.0), 3)


def doubts(item: Found, axis: YearAxis, page: int) -> list[Issue]:
    """The issues of an entry: unclear ends, a missing or disputed label, an end beyond the charted years."""
    name = f"工程「{item.text}」" if item.text else "文字のない工程"
    out = [
        Issue(code="schedule_edge_unclear", message=f"{name}の帯の{end}ため、年度が１年ずれているおそれがあります。")
        for end in _unclear_ends(item, axis.columns)
    ]
    if item.label == "none":
        shape = "塗られたマス" if item.painted else "帯"
        message = f"工程表の{shape}に文字がないため、取組の内容が分かりません。"
        out.append(Issue(code="schedule_without_label", message=message))
    elif item.label == "unclear":
        message = f"「{item.text}」がどの帯の文字か、位置だけでは決められません。"
        out.append(Issue(code="schedule_label_unclear", message=message))
    if item.unseen:
        message = f"{name}の文字が年度の線をまたいでいますが、帯が見つかりません。年度を原本で確かめてください。"
        out.append(Issue(code="schedule_bar_unseen", message=message))
    if item.beyond:
        message = f"{name}の帯が最後の年度の右まで出ています。以降も続くものとして読みました。"
        out.append(Issue(code="schedule_open_end", message=message))
    return [Issue(code=issue.code, message=issue.message, page=page, box=item.box) for issue in out]


def _unclear_ends(item: Found, columns: Sequence[YearColumn]) -> Iterator[str]:
    """The ends of a bar that lie in a column near the share from which it counts, in Japanese."""
    if not item.is_bar or item.painted:
        return
    for column in columns:
        width = column.part_width
        for edge, covered, end in (
            (item.box.x0, column.x1 - item.box.x0, "左"),
            (item.box.x1, item.box.x1 - column.x0, "右"),
        ):
            inside = column.x0 < edge < column.x1
            if inside and UNCLEAR[0] < covered / width < UNCLEAR[1] and not _lies_in(item.box, column):
                yield f"{end}端が年度の線から{covered / width:.0%}のところにある"


def _lies_in(box: Box, column: YearColumn) -> bool:
    """Whether a short bar lies in one column: it counts for it in any case."""
    return column.x0 <= box.x0 and box.x1 <= column.x1


def row_without_entries(axis: YearAxis, band: tuple[float, float], page: int, name: str) -> Issue:
    """The issue of a row in which nothing is scheduled."""
    row = f"工程表の行「{name}」" if name else "工程表の行"
    box = Box(axis.x0, band[0], axis.x1, band[1])
    return Issue(code="schedule_row_empty", message=f"{row}に、どの年度の記載も見つかりません。", page=page, box=box)


def stray_bars(table: TableBlock, axis: YearAxis, bands: Sequence[tuple[float, float]]) -> list[Issue]:
    """The issues of bars over the years that lie in none of the rows that were read."""
    bottom = table.table.ys[min(axis.head_rows, table.table.n_rows)]
    return [
        Issue(
            code="schedule_bar_without_row",
            message="工程表のどの行にも入らない帯があります。",
            page=table.page,
            box=bar.box,
        )
        for bar in table.bars
        if (bar.box.top + bar.box.bottom) / 2 > bottom
        and bar_to_years(bar.box, axis.columns) is not None
        and not any(in_band(bar, band) for band in bands)
    ]


def settled(rows: Iterable[tuple[Sequence[ScheduleEntry], Sequence[Issue]]]) -> list[Issue]:
    """The issues of measures with their entries, each once.

    Half a row that is broken by the page's end may be empty: only a measure without any entry, or a row with a name
    of its own, lacks something.
    """
    kept = [
        issue
        for entries, issues in rows
        for issue in issues
        if issue.code != "schedule_row_empty" or not entries or any(entry.row for entry in entries)
    ]
    return list(dict.fromkeys(kept))


def in_band(bar: Bar, band: tuple[float, float]) -> bool:
    """Whether a bar lies in a row: a ribbon over several lies in each, one that pokes into the next does not."""
    shared = min(bar.box.bottom, band[1]) - max(bar.box.top, band[0])
    return shared >= 0.5 * min(bar.box.height, band[1] - band[0])
