"""Tables with a measure in each row."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import GOTHIC, grid_at, only_table, pentagon, table_of, text_at

from extractors.axis import find_axis
from extractors.table_measures import records_to_drafts
from extractors.table_records import counts_years, read_table

PATH = ("第２章　取組",)


def drafts(*rows, widths=None, before=None, period=None, legend=None, **options):
    block = table_of(rows, widths, **options)
    return records_to_drafts(read_table(block, before, period), PATH, legend or {})


def summary(found):
    return [(draft.path[1:], draft.label, draft.title) for draft in found]


def test_each_row_is_a_measure():
    found = drafts(
        ["No.", "施策名", "取組内容", "担当課"],
        ["1", "窓口の予約", "予約制に\nする。", "市民課\n税務課"],
        ["2", "納付の拡大", "方法を\n増やす。", "会計室"],
    )
    assert summary(found) == [((), "1", "窓口の予約"), ((), "2", "納付の拡大")]
    assert [draft.description for draft in found] == ["予約制にする。", "方法を増やす。"]
    assert [draft.departments for draft in found] == [["市民課", "税務課"], ["会計室"]]
    assert {draft.extractor for draft in found} == {"table_row"}


def test_a_mark_in_the_title_is_its_label():
    found = drafts(["施策名", "担当課"], ["① 窓口の予約", "市民課"], ["■納付の拡大", "会計室"])
    assert summary(found) == [((), "①", "窓口の予約"), ((), "", "■納付の拡大")]


def test_merged_headings_at_the_left_are_the_path():
    found = drafts(
        ["大項目", "中項目", "施策名", "担当課"],
        ["くらし", "窓口", "予約", "市民課"],
        ["^", "^", "発券", "市民課"],
        ["^", "納付", "口座", "会計室"],
        ["しごと", "文書", "電子化", "総務課"],
    )
    assert summary(found) == [
        (("くらし", "窓口"), "", "予約"),
        (("くらし", "窓口"), "", "発券"),
        (("くらし", "納付"), "", "口座"),
        (("しごと", "文書"), "", "電子化"),
    ]


def test_a_caption_row_across_the_table_is_no_measure():
    found = drafts(
        ["施策名", "担当課", "備考"],
        ["１　くらしの窓口", "<", "<"],
        ["予約", "市民課", ""],
        ["２　しごと", "<", "<"],
        ["電子化", "総務課", ""],
    )
    assert [draft.title for draft in found] == ["予約", "電子化"]


@pytest.mark.parametrize("empty", ["", "－", "―", "・"])
def test_rows_without_a_title_are_no_measures(empty):
    found = drafts(["施策名", "担当課"], ["予約", "市民課"], [empty, ""])
    assert [draft.title for draft in found] == ["予約"]


def test_a_title_over_several_rows_is_one_measure():
    found = drafts(
        ["施策名", "令和７年度", "令和８年度"],
        ["予約", "検討", "導入"],
        ["^", "設計", ""],
        ["発券", "", "検討"],
    )
    assert [draft.title for draft in found] == ["予約", "発券"]
    assert [[(e.activity, e.start_fy) for e in draft.schedule] for draft in found] == [
        [("検討", 2025), ("設計", 2025), ("導入", 2026)],
        [("検討", 2026)],
    ]


def test_the_legend_s_words_stand_in_the_schedule():
    (found,) = drafts(["施策名", "令和７年度", "令和８年度"], ["予約", "○", "◎"], legend={"○": "検討", "◎": "実施"})
    assert [entry.activity for entry in found.schedule] == ["検討", "実施"]


def test_a_row_of_an_indicator_belongs_to_the_measure_above_it():
    (found,) = drafts(
        ["項目", "<", "令和７年度", "令和８年度"],
        ["取組内容", "予約制", "検討", "導入"],
        ["指標", "予約の件数", "100", "200"],
        widths=[60, 80, 60, 60],
    )
    assert [(one.name, one.values) for one in found.indicators] == [("予約の件数", (("2025", "100"), ("2026", "200")))]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [("Ａ", ["Ａ"]), ("ＡＣ", ["Ａ", "Ｃ"]), ("A・C", ["A", "C"]), ("A、C", ["A", "C"]), ("官1", ["官1"]), ("－", [])],
)
def test_printed_codes_come_one_by_one(printed, codes):
    (found,) = drafts(["施策名", "類型", "担当課"], ["予約", printed, "市民課"])
    assert found.printed_codes == codes


def test_a_badge_is_kept_as_printed():
    (found,) = drafts(["施策名", "区分", "担当課"], ["予約", "新規", "市民課"])
    assert found.badges == ["新規"]


def test_a_measure_knows_where_its_fields_stand():
    (found,) = drafts(["施策名", "取組内容", "担当課"], ["予約", "予約制に\nする。", "市民課"])
    assert {field: len(regions) for field, regions in found.where.items()} == {
        "title": 1,
        "description": 2,
        "departments": 1,
    }


class TestAcrossPages:
    HEADS = ("施策名", "担当課", "令和７年度", "令和８年度")

    def first(self, *rows):
        return read_table(table_of([self.HEADS, *rows]), None, None)

    def test_a_table_without_a_head_goes_on_with_the_one_before_it(self):
        before = self.first(["予約", "市民課", "検討", "導入"])
        after = read_table(table_of([["発券", "市民課", "", "検討"]]), before, None)
        assert after.continues
        assert after.roles == before.roles
        (draft,) = records_to_drafts(after, PATH, {})
        assert (draft.title, draft.departments) == ("発券", ["市民課"])

    def test_a_repeated_head_is_no_measure(self):
        before = self.first(["予約", "市民課", "検討", "導入"])
        after = read_table(table_of([self.HEADS, ["発券", "市民課", "", "検討"]]), before, None)
        assert after.continues
        assert [record.title for record in after.records] == ["発券"]

    def test_a_table_with_other_columns_does_not(self):
        before = self.first(["予約", "市民課", "検討", "導入"])
        assert not read_table(table_of([["施策名", "担当課"], ["発券", "市民課"]]), before, None).continues

    def test_a_merged_heading_is_carried_over_the_page_s_end(self):
        heads = ["大項目", "施策名", "担当課"]
        before = read_table(table_of([heads, ["くらし", "予約", "市民課"]]), None, None)
        after = read_table(table_of([heads, ["", "発券", "市民課"], ["しごと", "電子化", "総務課"]]), before, None)
        assert [record.categories for record in after.records] == [("くらし",), ("しごと",)]


def test_a_bar_in_the_row_charts_its_measure():
    rows = [["施策名", "令和７年度", "令和８年度"], ["予約", "", ""], ["発券", "", ""]]
    block = only_table(
        grid_at(40, 100, [60, 60, 60], rows), pentagon(105, 166, 215, 184), text_at(150, 171, "検討", size=8)
    )
    found = records_to_drafts(read_table(block, None, None), PATH, {})
    assert [[(e.activity, e.start_fy, e.end_fy) for e in draft.schedule] for draft in found] == [
        [],
        [("検討", 2025, 2026)],
    ]


def test_heads_repeated_in_mid_table_are_no_measure():
    rows = [
        ["No.", "施策名", "内容", "担当課"],
        ["1", "窓口の予約", "予約制にする。", "市民課"],
        ["No.", "施策名", "内容", "担当課"],
        ["2", "回覧の電子化", "画面で読む。", "協働課"],
    ]
    read = read_table(table_of(rows, [40, 120, 160, 80]), None, None)
    assert [record.title for record in read.records] == ["窓口の予約", "回覧の電子化"]


class TestOfficesInTitles:
    def draft(self, title, *more):
        (found,) = drafts(
            ["施策名", *(head for head, _ in more)], [title, *(text for _, text in more)], widths=[140, 80], height=50
        )
        return found

    def read(self, title, *more):
        found = self.draft(title, *more)
        return found.title, found.departments

    def test_offices_in_brackets_below_a_title_are_its_departments(self):
        assert self.read("窓口の予約\n（市民課・税務課）", ("内容", "予約制。")) == ("窓口の予約", ["市民課", "税務課"])
        assert self.read("窓口の予約\n〔担当：企画〕", ("内容", "予約制。")) == ("窓口の予約", ["企画"])

    def test_a_bracket_may_run_over_lines(self):
        found = self.draft("窓口の予約\n（市民課・\n税務課）", ("内容", "予約制。"))
        assert (found.title, found.departments) == ("窓口の予約", ["市民課", "税務課"])
        assert [len(found.where[name]) for name in ("title", "departments")] == [1, 2]
        title, *offices = [*found.where["title"], *found.where["departments"]]
        assert title.box.bottom < offices[0].box.top < offices[1].box.top

    @pytest.mark.parametrize(
        "title", ["窓口の予約（市民課）", "窓口の予約\n（再掲）", "（市民課）\n窓口の予約", "（市民課）"]
    )
    def test_other_brackets_are_words_of_the_title(self, title):
        assert self.read(title, ("内容", "予約制。")) == (title.replace("\n", ""), [])

    def test_a_column_of_departments_leaves_titles_whole(self):
        assert self.read("窓口の予約\n（市民課）", ("担当課", "会計室")) == ("窓口の予約（市民課）", ["会計室"])


def test_an_indicator_in_a_cell_of_its_own_below_the_description_is_none_of_it():
    rows = [
        ["施策名", "取組内容", "担当課"],
        ["予約", "予約制にする。", "市民課"],
        ["^", "指標：待ち時間\n38分（R5）→15分（R9）", "^"],
    ]
    (found,) = drafts(*rows, widths=[60, 200, 60])
    assert found.description == "予約制にする。"
    assert [(one.name, one.values) for one in found.indicators] == [("待ち時間", (("2023", "38分"), ("2027", "15分")))]


def test_a_description_that_only_mentions_an_indicator_stays_one():
    (found,) = drafts(
        ["施策名", "取組内容", "担当課"], ["予約", "目標を定め、指標：件数を測る。", "市民課"], widths=[60, 200, 60]
    )
    assert (found.description, found.indicators) == ("目標を定め、指標：件数を測る。", [])


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        (["1,200", "1,100"], True),
        (["38件", "約4万人"], True),
        (["8.5％", "－"], True),
        (["100千円", "検討"], False),
        (["検討", "導入"], False),
        (["○", "◎"], False),
        (["－", ""], False),
        (["第1期", "第2期"], False),
    ],
)
def test_a_table_counts_years_where_most_of_its_cells_are_amounts(cells, counts):
    block = table_of([["施策名", "令和７年度", "令和８年度"], ["予約", *cells]])
    axis = find_axis(block)
    assert counts_years(block, axis, axis.head_rows) is counts
    assert counts_years(block, axis, axis.head_rows, skipped={1}) is False


def test_a_row_across_the_table_groups_the_rows_below_it():
    found = drafts(
        ["施策名", "内容", "担当課"],
        ["１　くらしの窓口", "<", "<"],
        ["予約", "予約制。", "市民課"],
        ["※ 毎年見直す", "<", "<"],
        ["発券", "番号札。", "市民課"],
    )
    assert summary(found) == [(("１　くらしの窓口",), "", "予約"), (("１　くらしの窓口",), "", "発券")]


def test_a_cell_may_print_an_indicator_with_its_values():
    heads, widths = ["施策名", "担当課", "成果指標"], [60, 60, 240]
    (found,) = drafts(heads, ["予約", "市民課", "待ち時間　38分（R5）→15分（R9）"], widths=widths)
    assert [(one.name, one.values) for one in found.indicators] == [("待ち時間", (("2023", "38分"), ("2027", "15分")))]
    (found,) = drafts(heads, ["予約", "市民課", "待ち時間"], widths=widths)
    assert found.indicators == []


def test_a_cell_may_print_a_schedule_as_lines():
    heads, widths = ["施策名", "担当課", "実施時期"], [60, 60, 240]
    (found,) = drafts(heads, ["予約", "市民課", "令和７年度：検討\n令和８年度以降：運用"], widths=widths)
    assert [(e.activity, e.start_fy, e.open_end) for e in found.schedule] == [
        ("検討", 2025, False),
        ("運用", 2026, True),
    ]
    (found,) = drafts(heads, ["予約", "市民課", "令和７～９年度"], widths=widths)
    assert found.schedule == []


def test_a_number_above_the_name_in_one_cell_is_the_label():
    found = drafts(
        ["取組", "内容", "担当課"], ["A1-1\n予約の拡\n大", "予約制にする。", "市民課"], widths=[60, 120, 60], height=50
    )
    assert [(draft.label, draft.title) for draft in found] == [("A1-1", "予約の拡大")]


@pytest.mark.parametrize(
    "cell",
    ["①　窓口の予約\n来庁の前に時刻を選べるように\nする。", "窓口の予約\n来庁の前に時刻を選ぶ。"],
    ids=["marked", "no mark"],
)
def test_a_name_and_its_text_may_share_a_cell(cell):
    (found,) = drafts(["取組と内容", "担当課", "令和７年度"], [cell, "市民課", "検討"], widths=[150, 60, 60], height=50)
    whole = (found.title, found.description)
    assert whole == (
        ("窓口の予約", cell.split("\n", 1)[1].replace("\n", "")) if "①" in cell else (cell.replace("\n", ""), "")
    )


def test_a_name_in_a_face_of_its_own_parts_from_its_text():
    name = text_at(44, 134, "窓口の予約", size=8, font=GOTHIC)
    text = text_at(44, 146, "来庁の前に時刻を選ぶ。", size=8)
    block = only_table(grid_at(40, 100, [150, 60], [["取組と内容", "担当課"], ["", "市民課"]]), name, text)
    (found,) = records_to_drafts(read_table(block, None, None), PATH, {})
    assert (found.title, found.description) == ("窓口の予約", "来庁の前に時刻を選ぶ。")


def test_a_heading_repeated_on_the_next_page_is_the_same():
    found = drafts(["大項目", "施策名", "担当課"], ["くらし", "予約", "市民課"], ["くらし（続き）", "発券", "市民課"])
    assert [draft.path[1:] for draft in found] == [("くらし",), ("くらし",)]


def test_offices_in_small_type_below_a_title_are_no_part_of_it():
    block = only_table(
        grid_at(40, 100, [160, 120], [["取組", "内容"], ["予約の見直し", "予約制にする。"]], height=40, size=9),
        text_at(44, 160, "市民課 税務課", size=7),
    )
    (draft,) = records_to_drafts(read_table(block, None, None), PATH, {})
    assert (draft.title, draft.departments) == ("予約の見直し", ["市民課", "税務課"])
    assert [round(region.box.top) for region in draft.where["title"]] == [144]
    assert [round(region.box.top) for region in draft.where["departments"]] == [160]


def test_a_number_at_mid_height_of_a_name_comes_first():
    block = only_table(
        grid_at(40, 100, [160, 60, 60], [["取組", "R7", "R8"], ["", "設計", "運用"]], height=40, size=8),
        text_at(44, 156, "１", size=8),
        text_at(64, 150, "窓口の総合案内と\nオンライン予約", size=8),
    )
    assert block.row(1)[0].text == "１窓口の総合案内とオンライン予約"
