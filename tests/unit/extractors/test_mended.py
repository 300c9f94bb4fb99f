"""What once was read wrongly, one test each: found by tests of the other modules, kept together."""

import pytest
from unit.extractors import test_reader as reader
from unit.extractors.test_checks import PERIOD, measure
from unit.extractors.test_pdf import drawn, only_page
from unit.extractors.test_schedule import HEADS, WIDTHS, read, spans
from unit.extractors.typed_pages import grid_at, only_table, page, table_of, text_at, thin_arrow

from extractors.axis import find_axis
from extractors.checks import check_measures
from extractors.departments import split_departments
from extractors.errors import UnreadableFileError
from extractors.marks import parse_mark
from extractors.plan import _require_text
from extractors.reviews import review_columns
from extractors.schedule import read_row
from extractors.table_measures import records_to_drafts
from extractors.table_records import read_table


def test_first_row_of_a_headless_continuation_keeps_its_words():
    heads = ["施策名", "担当課", "令和７年度", "令和８年度"]
    before = read_table(table_of([heads, ["予約", "市民課", "検討", "導入"]]), None, None)
    after = read_table(table_of([["発券", "市民課", "", "検討"], ["納付", "会計室", "検討", ""]]), before, None)
    assert [spans(d.schedule) for d in records_to_drafts(after, (), {})] == [
        [("検討", 2026, 2026)],
        [("検討", 2025, 2025)],
    ]


def test_a_cell_s_border_near_an_arrow_s_tip_is_no_arrow():
    arrow = [thin_arrow(145, 157, 198), text_at(150, 145, "設計", size=8)]
    assert spans(read(["窓口", "", "", "", ""], arrow)) == [("設計", 2025, 2025)]


def test_a_crop_box_is_the_page_as_shown():
    one = only_page(
        drawn(lambda c: (c.setCropBox((20, 40, 280, 180)), c.drawString(30, 150, "Desk"), c.drawString(2, 5, "trim")))
    )
    assert (one.width, one.height, round(one.glyphs[0].x0)) == (260, 140, 10)
    assert "".join(g.text for g in one.glyphs) == "Desk"


@pytest.mark.parametrize("chapter", ["資料編", "資料編　用語の解説", "おわりに"])
def test_an_unnumbered_chapter_set_like_the_others_closes_them(chapter):
    action = [
        reader.h1(80),
        reader.h2(110, "（１）窓口の予約"),
        reader.body(130, "【取組内容】", "予約制にする。", "【担当課】", "市民課"),
    ]
    other = [reader.h1(80, chapter), reader.h2(110, "（１）人口の動き"), reader.body(130, "人口は減っている。")]
    assert [title for _, _, title in reader.measures(action, other)] == ["窓口の予約"]


@pytest.mark.parametrize("labels", [["ア）", "ウ）"], ["ｱ)", "ｳ)"], ["ア．", "ウ．"], ["A.", "C."], ["Ⅰ", "Ⅲ"]])
def test_a_gap_between_labels_of_kana_letters_and_roman_numbers_is_reported(labels):
    assert [i.code for i in check_measures([measure(x) for x in labels], PERIOD)] == ["mark_gap"]


def test_a_column_headed_by_the_bare_word_is_the_title():
    block = table_of([["番号", "取組", "実績", "今後の方向性"], ["1", "a", "b", "c"]])
    assert review_columns(block) == ("number", "title", "current", "direction")


def test_commas_inside_brackets_part_no_names():
    assert split_departments(["市民課（窓口係、税務係）"]) == ["市民課（窓口係、税務係）"]


def test_an_office_in_brackets_on_the_next_line_belongs_to_its_division():
    assert split_departments(["総務課", "（情報係）"]) == ["総務課（情報係）"]


def test_full_width_quarters_belong_to_the_head():
    rows = [["施策", "令和７年度", "<", "令和８年度", "<"], ["^", "１Ｑ", "３Ｑ", "１Ｑ", "３Ｑ"], [""] * 5]
    assert find_axis(table_of(rows)).head_rows == 2


@pytest.mark.parametrize(
    "text", ["取組１年目の評価", "施策３件の完了", "12.5ポイント増加", "10 万人が利用", "3 つの柱"]
)
def test_counts_are_no_marks(text):
    assert parse_mark(text) is None


@pytest.mark.parametrize("row", [["→", "検討", "", ""], ["", "→", "検討", ""]])
def test_an_arrow_with_nothing_before_it_is_no_nameless_activity(row):
    assert all(activity for activity, _, _ in spans(read(["窓口", *row])))


def test_a_label_above_one_arrow_is_not_beside_another():
    block = only_table(
        grid_at(40, 100, WIDTHS, [HEADS, ["窓口"] + [""] * 4], height=[30, 50]),
        thin_arrow(145, 149, 255),
        text_at(150, 137, "設計", size=8),
        thin_arrow(262, 159, 318),
        text_at(265, 147, "運用", size=8),
    )
    assert spans(read_row(block, find_axis(block), (130, 180)).entries) == [("設計", 2025, 2026), ("運用", 2027, 2027)]


def test_text_of_null_characters_is_garbled():
    with pytest.raises(UnreadableFileError):
        _require_text(
            [page([g._replace(text="\x00") for g in text_at(60, 80, "字" * 60)], text_at(60, 120, "字" * 40))],
            skipped=0,
        )
