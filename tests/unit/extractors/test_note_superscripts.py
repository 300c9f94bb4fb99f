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


def test_a_note_that_no_longer_fits_its_page_counts_on_at_the_foot_of_the_next() -> None:
    first = [
        *body(60, FILLER, "見本市の雲基盤^1と地図^2は、隣の部屋に置きます。", FILLER),
        Text(70, 760, "1) 雲基盤：遠くの機械を借りて使う仕組み。", NOTE),
    ]
    second = [*body(60, FILLER, FILLER), Text(70, 760, "2) 地図：土地の形を写したもの。", NOTE)]
    assert [(t.marker, t.term, t.page) for t in read_notes(layouts(first, second)).terms] == [
        ("1", "雲基盤", 1),
        ("2", "地図", 2),
    ]


def test_notes_collected_under_a_heading_are_as_large_as_the_text() -> None:
    first = body(60, FILLER, "見本市の雲基盤^1と地図^2は、隣の部屋に置きます。", FILLER)
    second = [
        Text(50, 60, "【注】"),
        *body(90, "1 雲基盤：遠くの機械を借りて使う仕組み。", "2 地図：土地の形を写したもの。"),
    ]
    notes = read_notes(layouts(first, second))
    assert [(t.marker, t.term, t.kind) for t in notes.terms] == [("1", "雲基盤", "endnote"), ("2", "地図", "endnote")]
    headed = [Text(50, 60, "【宛先】"), *second[1:]]
    assert read_notes(layouts(first, headed)).terms == ()


def test_notes_may_be_most_of_what_a_short_document_prints() -> None:
    texts = ["1 雲基盤：遠くの機械を借りて使う仕組み。", *["使う分だけ費用を払い、災害のときも止まりにくい。"] * 6]
    page = [*body(60, "見本市の雲基盤^1を置きます。"), *[Text(70, 600 + 12 * i, t, NOTE) for i, t in enumerate(texts)]]
    assert [term.term for term in read_notes(layouts(page)).terms] == ["雲基盤"]
