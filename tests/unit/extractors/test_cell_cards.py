"""Grids whose cells are cards."""

from __future__ import annotations

from unit.extractors.typed_pages import table_of

from extractors.cell_cards import cell_cards

CARD = "1-1　窓口の予約\n画面で時刻を選び、\n待たずに手続します。\n〔市民課〕"
OTHER = "1-2　回覧の電子化\n画面で読めるように\nします。\n〔協働課〕"


def test_each_numbered_cell_is_a_card_headed_by_its_first_line():
    lines = cell_cards(table_of([[CARD, OTHER]], [160, 160], height=60))
    assert lines is not None
    assert [line.text for line in lines if line.banded] == ["1-1　窓口の予約", "1-2　回覧の電子化"]
    assert len(lines) == 8


def test_an_empty_last_cell_is_allowed():
    assert cell_cards(table_of([[CARD, OTHER], [CARD, ""]], [160, 160], height=60)) is not None


def test_tables_of_words_and_wide_tables_are_no_cards():
    assert cell_cards(table_of([["1-1　窓口", "予約"], ["1-2　回覧", "電子化"]], [160, 160], height=60)) is None
    assert cell_cards(table_of([[CARD, OTHER, CARD, OTHER]], [160] * 4, height=60)) is None
