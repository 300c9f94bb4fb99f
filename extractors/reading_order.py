"""The order in which a page is read: columns and facing pages one after the other, cards row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.records import Box
from extractors.blocks import Element, Framed, TableBlock
from extractors.geometry import union
from extractors.labels import label_role
from extractors.lines import Line
from extractors.marks import split_mark
from extractors.side_labels import centred_labels

__all__ = ["in_reading_order"]

# Narrowest gutter between two columns of text, in points.
MIN_GUTTER = 9.0
# A column of text is at least this share of its region's width: narrower ones are labels.
MIN_COLUMN_SHARE = 0.17
# A wider element runs over the gutter, or is no part of a column.
MAX_COLUMN_SHARE = 0.62
# Lines and tables beside the cards of a column, for each card: captions, not more.
MAX_LOOSE = 2
# Type larger than that of the text by this ratio heads it.
HEADING_RATIO = 1.15
# A label is indented by at most so many type sizes against its text.
LABEL_INDENT = 1.5
# Notes are set at most at this share of the size of most lines.
FOOT_RATIO = 0.95
# Lines that must stand on each side of a gutter.
MIN_COLUMN_LINES = 3


def in_reading_order(units: Sequence[Element | Framed]) -> Iterable[tuple[Element, int]]:
    """The elements of a page in reading order, each with the number of gutters to its left; cards stay together."""
    for unit, column in _ordered(units, 0):
        if isinstance(unit, Framed):
            yield from ((element, column) for element, _ in in_reading_order(unit.elements))
        else:
            yield unit, column


def _ordered(elements: Sequence[Element | Framed], column: int) -> Iterable[tuple[Element | Framed, int]]:
    """Elements in reading order with the number of gutters to their left.

    What runs over the gutter parts the page: columns are read to their end between two such lines.
    """
    by_top = _by_rows(elements)
    gutter = _gutter(by_top)
    if gutter is None:
        for element in _beside_labels(by_top):
            yield element, column
        return
    run: list[Element | Framed] = []
    for element in by_top:
        if element.box.x0 < gutter - 1 and element.box.x1 > gutter + 1:
            heads = _heads_of(element, run, gutter)
            yield from _columns(run[: len(run) - len(heads)], gutter, column)
            yield from ((head, column) for head in heads)
            run = []
            yield element, column
        else:
            run.append(element)
    yield from _columns(run, gutter, column)


def _beside_labels(elements: Sequence[Element | Framed]) -> list[Element | Framed]:
    """Elements in order, texts under labels that stand side by side (現状と課題 | 取組内容) one after the other."""
    out: list[Element | Framed] = []
    index = 0
    while index < len(elements):
        x = _right_label(elements, index)
        end = index + 2
        while x is not None and end < len(elements) and not elements[end].box.x0 < x - 1 < elements[end].box.x1 - 2:
            end += 1
        run = elements[index:end] if x is not None else []
        left = [element for element in run if x is not None and element.box.x0 < x - 1]
        if len(left) > 1 and len(run) - len(left) > 1:
            out.extend([*left, *(element for element in run if element not in left)])
            index = end
        else:
            out.append(elements[index])
            index += 1
    return out


def _right_label(elements: Sequence[Element | Framed], index: int) -> float | None:
    """Where the second of two labels at one height begins, if such a pair stands at an index."""
    pair = elements[index : index + 2]
    labels = [e for e in pair if isinstance(e, Line) and label_role(e.text) is not None]
    if len(labels) < 2 or not _share_row(labels[0].box, labels[1].box):  # noqa: PLR2004 - a pair
        return None
    right = labels[1]
    if right.box.x0 <= labels[0].box.x1 + MIN_GUTTER:
        return None
    # The text may begin left of its label, which stands behind a drawn sign.
    starts = [
        e.box.x0 for e in elements[index + 2 : index + 6] if abs(e.box.x0 - right.box.x0) < LABEL_INDENT * right.size
    ]
    return min([right.box.x0, *starts])


def _heads_of(element: Element | Framed, run: Sequence[Element | Framed], gutter: float) -> Sequence[Element | Framed]:
    """The last lines of a run that head an element over both columns: larger type, below all on the right.

    Right above a table its caption does, whatever its type.
    """
    right = max((e.box.bottom for e in run if e.box.x1 > gutter + 1), default=0.0)
    count = 0
    for line in reversed(run):
        larger = isinstance(line, Line) and isinstance(element, Line) and line.size > HEADING_RATIO * element.size
        captions = isinstance(line, Line) and isinstance(element, TableBlock) and not count and _captions(line, element)
        if not (larger or captions) or line.box.top < right:
            break
        count += 1
    return run[len(run) - count :]


def _captions(line: Line, table: TableBlock) -> bool:
    near = 0 <= table.box.top - line.box.bottom < line.size
    return near and abs(line.box.x0 - table.box.x0) < line.size and "。" not in line.text


def _columns(run: Sequence[Element | Framed], gutter: float, column: int) -> Iterable[tuple[Element | Framed, int]]:
    left = [element for element in run if element.box.x1 <= gutter + 1]
    right = [element for element in run if element.box.x1 > gutter + 1]
    if not left or not right:
        for element in run:
            yield element, column
        return
    yield from _ordered(left, column)
    yield from _ordered(right, column + 1)


def _by_rows(elements: Sequence[Element | Framed]) -> list[Element | Framed]:
    """Elements from top to bottom; those that share a height (a label in its small box, text beside it) by x."""
    rows: list[list[Element | Framed]] = []
    beside = {id(label): block for label, block in centred_labels([e for e in elements if isinstance(e, Line)])}
    for element in sorted(
        elements, key=lambda e: (beside[id(e)].top - 0.1 if id(e) in beside else e.box.top, e.box.x0)
    ):
        if rows and _share_row(rows[-1][0].box, element.box):
            rows[-1].append(element)
        else:
            rows.append([element])
    return [element for row in rows for element in sorted(row, key=lambda e: e.box.x0)]


def _share_row(first: Box, box: Box) -> bool:
    # Of tall elements only the first line's height counts.
    height = min(first.height, box.height, 14.0)
    shared = min(first.top + min(first.height, 14.0), box.top + min(box.height, 14.0)) - box.top
    return shared > 0.5 * height


def _gutter(elements: Sequence[Element | Framed]) -> float | None:
    """The x of the empty strip between two columns of text, or None; what is wider than a column does not count."""
    if len(elements) < 2 * MIN_COLUMN_LINES:
        return None
    region = union(e.box for e in elements)
    notes = _foot(elements)
    wide = [e for e in elements if e.box.width > MAX_COLUMN_SHARE * region.width or e in notes]
    # The caption of a table over both columns may run into the gutter.
    narrow = [
        element
        for element in elements
        if element not in wide
        and not any(
            isinstance(element, Line) and isinstance(table, TableBlock) and _captions(element, table) for table in wide
        )
    ]
    spans = sorted((e.box.x0, e.box.x1) for e in narrow)
    reach = spans[0][1] if spans else 0.0
    for x0, x1 in spans[1:]:
        if x0 - reach >= MIN_GUTTER:
            middle = (x0 + reach) / 2
            left = [e for e in narrow if e.box.x1 <= middle]
            right = [e for e in narrow if e.box.x0 >= middle]
            columns = _is_column(left, region) and _is_column(right, region) and _run_beside(left, right)
            if columns and not _are_notes(left, right) and not _is_card_grid(left, right):
                return middle
        reach = max(reach, x1)
    return None


def _foot(elements: Sequence[Element | Framed]) -> list[Line]:
    """The lines at the foot of a page that are set smaller than most: notes and the page's number part no columns."""
    sizes = sorted(element.size for element in elements if isinstance(element, Line))
    out: list[Line] = []
    for element in sorted(elements, key=lambda e: -e.box.bottom):
        if not isinstance(element, Line) or element.size > FOOT_RATIO * sizes[len(sizes) // 2]:
            break
        out.append(element)
    return out


def _are_notes(left: Sequence[Element | Framed], right: Sequence[Element | Framed]) -> bool:
    """Whether tables and boxes of indicators alone stand right of a text: each belongs to the text at its height.

    What stands above or below all of the text, such as a running head, does not count.
    """
    text = union(element.box for element in left)
    beside = [element for element in right if element.box.bottom > text.top and element.box.top < text.bottom]
    return all(_is_note(element) for element in beside)


def _is_note(element: Element | Framed) -> bool:
    if isinstance(element, Framed):
        return all(_is_note(part) for part in element.elements)
    return isinstance(element, TableBlock) or element.is_indicator


def _run_beside(left: Sequence[Element | Framed], right: Sequence[Element | Framed]) -> bool:
    """Whether most of the shorter side stands at the height of something on the other: columns run side by side.

    Offices at the right end of lines of their own stand beside nothing.
    """
    sides = [[e.box for e in side] for side in (left, right)]
    for own, others in (sides, sides[::-1]):
        level = sum(any(min(a.bottom, b.bottom) - max(a.top, b.top) > 0 for b in others) for a in own)
        if level * 2 > len(own):
            return True
    return False


def _is_column(elements: Sequence[Element | Framed], region: Box) -> bool:
    if not elements:
        return False
    box = union(e.box for e in elements)
    weight = sum(_weight(e) for e in elements)
    return box.width >= MIN_COLUMN_SHARE * region.width and weight >= MIN_COLUMN_LINES


def _is_card_grid(left: Sequence[Element | Framed], right: Sequence[Element | Framed]) -> bool:
    """Whether two columns are rows of cards side by side, which are read row by row."""
    if _headed(left, right):
        return False
    tops = [[e.box.top for e in side if isinstance(e, Framed)] for side in (left, right)]
    loose = [sum(not isinstance(e, Framed) for e in side) for side in (left, right)]
    if min(loose) > MAX_LOOSE * len(tops[0]):
        # Boxes among other text are parts of two columns, not cards.
        return False
    aligned = sum(any(abs(top - other) < 6 for other in tops[1]) for top in tops[0])  # noqa: PLR2004 - points
    return aligned >= 2 and aligned >= len(tops[0]) - 1  # noqa: PLR2004 - one pair may be chance


def _headed(left: Sequence[Element | Framed], right: Sequence[Element | Framed]) -> bool:
    """Whether each of two columns has a heading of its own above its cards, at one height, with marks of one kind."""
    return any(
        kind == other and abs(top - level) < 6  # noqa: PLR2004 - points
        for kind, top in _marks_above_cards(left)
        for other, level in _marks_above_cards(right)
    )


def _marks_above_cards(side: Sequence[Element | Framed]) -> list[tuple[str, float]]:
    """Kinds and heights of the marks that open lines above the first card of a column."""
    first = min((e.box.top for e in side if isinstance(e, Framed)), default=0.0)
    above = [e for e in side if isinstance(e, Line) and e.box.top < first]
    return [(mark.kind, line.box.top) for line in above if (mark := split_mark(line.text)[0]) is not None]


def _weight(element: Element | Framed) -> int:
    """How many lines an element counts for."""
    if isinstance(element, Line):
        return 1
    return len(element.elements) if isinstance(element, Framed) else element.table.n_rows
