"""Tables with rules across only."""

from __future__ import annotations

from itertools import pairwise

import pytest
from unit.extractors.typed_pages import BLACK, WHITE, box, layout, rule, text_at

from extractors.rules_across import implied_rulings

XS = (60.0, 160.0, 210.0, 260.0)
ROWS = (["指標", "Ｒ７", "Ｒ８"], ["予約の数", "12件", "30件"], ["納付の数", "5件", "9件"])


def pieces(y, xs=XS):
    """A rule drawn cell by cell."""
    return [rule(x0, y, x1, y) for x0, x1 in pairwise(xs)]


def heads(top, xs=XS, fill=BLACK):
    return [box(x0, top, x1, top + 20, fill=fill) for x0, x1 in pairwise(xs)]


def words(top, rows=ROWS, xs=XS):
    return [
        text_at(x + 4, top + 6 + 30 * i, text, size=8)
        for i, row in enumerate(rows)
        for x, text in zip(xs, row, strict=False)
    ]


def table(*items):
    """The texts of the cells of a page's only table, row by row."""
    (block,) = layout(*items).tables
    return [[entry.text for entry in block.row(i)] for i in range(block.table.n_rows)]


@pytest.mark.parametrize("count", [1, 2])
def test_painted_heads_over_rules_below_each_row_make_a_table(count):
    rows = list(ROWS[: count + 1])
    rules = [pieces(150 + 30 * i) for i in range(count)]
    assert table(heads(100), *rules, words(100, rows)) == rows


def test_a_card_around_the_table_is_none_of_its_columns():
    card = [rule(40, 60, 40, 400), rule(300, 60, 300, 400), rule(320, 60, 320, 400), rule(560, 60, 560, 400)]
    assert table(card, heads(100), pieces(150), pieces(180), words(100)) == list(ROWS)


def test_tables_side_by_side_are_two():
    xs = tuple(x + 270 for x in XS)
    one = [heads(100), pieces(150), pieces(180), words(100)]
    other = [heads(100, xs), pieces(150, xs), pieces(180, xs), words(100, xs=xs)]
    tables = layout(one, other).tables
    assert [len(block.cells) for block in tables] == [9, 9]


@pytest.mark.parametrize(
    "items",
    [
        [heads(100, fill=WHITE), pieces(150)],
        [heads(100), rule(60, 150, 260, 150)],
        [heads(100), pieces(150, (60, 110, 210, 260))],
        [heads(100), pieces(190)],
        [heads(100, XS[:3]), pieces(150, XS[:3])],
    ],
    ids=["white", "one rule", "other columns", "far below", "two cells"],
)
def test_other_boxes_over_rules_are_no_heads(items):
    flat = [item for part in items for item in (part if isinstance(part, list) else [part])]
    rulings = [item for item in flat if hasattr(item, "horizontal")]
    shapes = [item for item in flat if not hasattr(item, "horizontal")]
    assert implied_rulings(rulings, shapes, lambda *_: False, lambda _: []) == []


class TestHeadsAboveTheFirstRule:
    """Heads without paint: what stands right above the first rule, a word over each of its pieces."""

    def found(self, *, first=120, names=ROWS[0], size=8):
        head = [text_at(x + 4, first - 4 - size, name, size=size) for x, name in zip(XS, names, strict=False) if name]
        head = [glyph for name in head for glyph in name if not glyph.text.isspace()]
        rules = [pieces(first + 30 * i) for i in range(3)]
        return table(head, rules, words(first, ROWS[1:]))

    def test_they_are_the_first_row(self):
        assert self.found() == list(ROWS)

    def test_they_may_be_larger_than_the_rows(self):
        assert self.found(size=12) == list(ROWS)

    @pytest.mark.parametrize(
        "options",
        [
            {"names": ("指標", "", "Ｒ８")},
            {"names": ("指標　　見本", "Ｒ７", "Ｒ８")},
            {"names": ("見本市の窓口で数えた指標の値", "Ｒ７", "Ｒ８")},
        ],
        ids=["a piece without one", "two words over a piece", "a word over two pieces"],
    )
    def test_other_words_above_are_none(self, options):
        assert self.found(**options) == list(ROWS[1:])

    def test_words_further_up_are_none(self):
        far = [text_at(x + 4, 101, name, size=8) for x, name in zip(XS, ROWS[0], strict=False)]
        rules = [pieces(120 + 30 * i) for i in range(3)]
        assert table(far, rules, words(120, ROWS[1:])) == list(ROWS[1:])

    def test_a_table_with_painted_heads_has_none_above_them(self):
        above = [text_at(x + 4, 88, "見本", size=8) for x in XS[:3]]
        assert table(above, heads(100), pieces(150), pieces(180), words(100)) == list(ROWS)
