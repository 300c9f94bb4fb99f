"""Notes that open with a plain figure, where the text prints it raised."""

from __future__ import annotations

import pytest

from extractors.notes import read_notes
from tests.unit.extractors.note_pages import NOTE, Text, body, layouts

FILLER = "見本市では、窓口の仕事を見直し、市民が来庁しなくても済む手続を増やしていきます。"


def test_a_note_may_open_with_a_plain_figure_that_the_text_prints_raised() -> None:
    page = [
        *body(60, FILLER, "見本市の雲基盤^1は、広さ200m^2の部屋に置きます。", FILLER),
        Text(70, 760, "1 雲基盤：遠くの機械を借りて使う仕組み。", NOTE),
    ]
    notes = read_notes(layouts(page))
    assert [(t.marker, t.term, t.definition) for t in notes.terms] == [
        ("1", "雲基盤", "遠くの機械を借りて使う仕組み。")
    ]
    assert "見本市の雲基盤[1]は、広さ200m2の部屋に置きます。" in [line.text for line in notes.layouts[0].lines]


@pytest.mark.parametrize(
    "line",
    [
        Text(70, 760, "2 雲基盤：遠くの機械を借りて使う仕組み。", NOTE),
        Text(70, 760, "1雲基盤：遠くの機械を借りて使う仕組み。", NOTE),
        Text(70, 760, "1 雲基盤：遠くの機械を借りて使う仕組み。"),
    ],
    ids=["another figure", "no blank", "as large as the text"],
)
def test_other_lines_that_open_with_a_plain_figure_are_no_notes(line: Text) -> None:
    page = [*body(60, FILLER, "見本市の雲基盤^1は、隣の部屋に置きます。", FILLER), line]
    notes = read_notes(layouts(page))
    assert notes.terms == ()
    assert line.text in [line.text for line in notes.layouts[0].lines]


def test_a_plain_figure_of_another_page_is_no_note() -> None:
    first = body(60, FILLER, "見本市の雲基盤^1は、隣の部屋に置きます。", FILLER)
    second = [*body(60, FILLER, FILLER), Text(70, 760, "1 雲基盤：遠くの機械を借りて使う仕組み。", NOTE)]
    assert read_notes(layouts(first, second)).terms == ()
