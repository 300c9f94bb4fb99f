"""Sections to measures: what is a measure, and what belongs to it."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import GOTHIC, box, grid_at, layouts, page, pentagon, text_at

from extractors.outline import read_outline
from extractors.reader import read_sections

PERIOD = (2025, 2027)
YEARS = ["令和７年度", "令和８年度", "令和９年度"]
FILLER = "見本市では、窓口の手続を見直し、市民が来庁しなくても申請できるようにしていきます。"


def h1(top, text="第２章　具体的な取組"):
    return text_at(60, top, text, size=16, font=GOTHIC)


def h2(top, text, size=12):
    return text_at(60, top, text, size=size, font=GOTHIC)


def body(top, *lines):
    return [text_at(60, top + 16 * index, line) for index, line in enumerate(lines)]


def reading_of(*pages):
    """The reading of pages after a cover and a chapter of plain text, which sets the body type."""
    front = [
        page(text_at(60, 300, "見本計画", size=30), number=1),
        page(h1(80, "第１章　計画の趣旨"), body(110, *[FILLER] * 12), number=2),
    ]
    rest = [page(items, number=number) for number, items in enumerate(pages, start=3)]
    return read_sections(read_outline(layouts(*front, *rest)), PERIOD)


def measures(*pages):
    return [(draft.path, draft.label, draft.title) for draft in reading_of(*pages).drafts]


def spans(draft):
    return [(entry.row, entry.activity, entry.start_fy, entry.end_fy) for entry in draft.schedule]


class TestWhatIsAMeasure:
    def test_numbered_items_with_labelled_text_are(self):
        found = measures(
            [
                h1(80),
                h2(110, "（１）窓口の予約"),
                body(130, "【現状】", "待ち時間が長い。", "【取組内容】", "予約制にする。", "【担当課】", "市民課"),
                h2(250, "（２）納付の拡大"),
                body(270, "【現状】", "現金が多い。", "【取組内容】", "方法を増やす。", "【担当課】", "会計室"),
            ]
        )
        chapter = "第２章　具体的な取組"
        assert found == [((chapter,), "（１）", "窓口の予約"), ((chapter,), "（２）", "納付の拡大")]

    def test_rows_of_a_table_are(self):
        rows = [
            ["No.", "施策名", "担当課", *YEARS],
            ["1", "予約", "市民課", "検討", "導入", ""],
            ["2", "納付", "会計室", "", "検討", ""],
        ]
        found = measures([h1(80), h2(110, "１　くらしの窓口"), grid_at(60, 140, [30, 90, 60, 60, 60, 60], rows)])
        path = ("第２章　具体的な取組", "１　くらしの窓口")
        assert found == [(path, "1", "予約"), (path, "2", "納付")]

    def test_sheets_are(self):
        sheet = [
            ["事業名", "窓口の予約"],
            ["現状・課題", "待ち時間が長い。"],
            ["取組内容", "予約制にする。"],
            ["担当課", "市民課"],
        ]
        found = measures([h1(80), grid_at(60, 120, [80, 300], sheet)], [h1(80), grid_at(60, 120, [80, 300], sheet)])
        assert [(label, title) for _, label, title in found] == [("", "窓口の予約"), ("", "窓口の予約")]

    @pytest.mark.parametrize("chapter", ["第２章　計画の背景", "第２章　現状と課題", "第２章　推進体制"])
    def test_numbered_text_of_other_chapters_is_none(self, chapter):
        action = [
            h1(80),
            h2(110, "（１）窓口の予約"),
            body(130, "【取組内容】", "予約制にする。", "【担当課】", "市民課"),
        ]
        other = [
            h1(80, chapter),
            h2(110, "（１）人口の動き"),
            body(130, "人口は減っている。"),
            h2(200, "（２）国の動き"),
            body(220, "法が変わった。"),
        ]
        assert [title for _, _, title in measures(action, other)] == ["窓口の予約"]

    def test_a_document_without_an_action_chapter_has_none(self):
        assert measures([h1(80, "第２章　計画の背景"), body(110, FILLER)]) == []

    def test_a_table_of_counts_is_none(self):
        rows = [["区分", *YEARS], ["来庁者", "1,200", "1,100", "1,000"], ["申請", "300", "400", "500"]]
        assert measures([h1(80), h2(110, "１　窓口の利用"), grid_at(60, 140, [90, 80, 80, 80], rows)]) == []


class TestWhatBelongsToAMeasure:
    def test_a_table_of_years_under_an_item_charts_it(self):
        rows = [["取組", *YEARS], ["予約制", "検討", "導入", ""], ["発券機", "", "検討", "導入"]]
        (draft,) = reading_of(
            [
                h1(80),
                h2(110, "（１）窓口の予約"),
                body(130, "【取組内容】", "予約制にする。", "【担当課】", "市民課"),
                grid_at(60, 220, [90, 80, 80, 80], rows),
            ]
        ).drafts
        assert draft.title == "窓口の予約"
        assert spans(draft) == [
            ("予約制", "検討", 2025, 2025),
            ("予約制", "導入", 2026, 2026),
            ("発券機", "検討", 2026, 2026),
            ("発券機", "導入", 2027, 2027),
        ]

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            (
                [["区分", *YEARS], ["予約制", "検討", "導入", "<"]],
                [("予約制", "検討", 2025, 2025), ("予約制", "導入", 2026, 2027)],
            ),
            ([YEARS, ["実施", "<", "<"]], [("", "実施", 2025, 2027)]),
            (
                [YEARS, ["検討", "実施", "<"], ["県と連携", "<", "<"]],
                [("", "検討", 2025, 2025), ("", "実施", 2026, 2027)],
            ),
        ],
        ids=["rows named in a column of classes", "one cell across all years", "a note below the years"],
    )
    def test_a_chart_of_few_words_names_its_rows_from_the_columns_before_the_years(self, rows, expected):
        one = [
            h1(80),
            h2(110, "（１）窓口の予約"),
            body(130, "【取組内容】", "予約制にする。", "【担当課】", "市民課"),
            grid_at(60, 220, [90, 80, 80, 80][-len(rows[0]) :], rows),
        ]
        (draft,) = reading_of(one).drafts
        assert spans(draft) == expected

    def test_the_text_between_a_heading_and_its_table_describes_the_table_s_only_row(self):
        rows = [["施策名", "担当課", *YEARS], ["予約", "市民課", "検討", "導入", ""]]
        one = [h1(80), h2(110, "１　窓口"), body(130, "予約制にする。"), grid_at(60, 160, [90, 60, 60, 60, 60], rows)]
        (draft,) = reading_of(one).drafts
        assert (draft.title, draft.description) == ("予約", "予約制にする。")

    def test_the_introduction_of_several_rows_belongs_to_none(self):
        rows = [["施策名", "担当課", *YEARS], ["予約", "市民課", "検討", "", ""], ["発券", "市民課", "", "検討", ""]]
        one = [h1(80), h2(110, "１　窓口"), body(130, "予約制にする。"), grid_at(60, 160, [90, 60, 60, 60, 60], rows)]
        assert [draft.description for draft in reading_of(one).drafts] == ["", ""]

    def test_a_figure_charts_the_measures_described_before_it(self):
        rows = [["施策名", *YEARS], ["（１）窓口の予約", "", "", ""], ["（２）納付の拡大", "", "", ""]]
        described = [
            h1(80),
            h2(110, "（１）窓口の予約"),
            body(130, "【取組内容】", "予約制にする。", "【担当課】", "市民課"),
            h2(220, "（２）納付の拡大"),
            body(240, "【取組内容】", "方法を増やす。", "【担当課】", "会計室"),
        ]
        bars = [pentagon(202, 156, 318, 174), text_at(240, 161, "検討", size=8), pentagon(262, 186, 378, 204)]
        figure = [h2(80, "第２章の工程"), grid_at(60, 120, [140, 60, 60, 60], rows), bars]
        first, second = reading_of(described, figure).drafts
        assert spans(first) == [("", "検討", 2025, 2026)]
        assert spans(second) == [("", "", 2026, 2027)]
        assert (first.page, first.end_page) == (3, 4)

    def test_a_figure_below_the_last_measure_of_a_section_charts_all_of_them(self):
        rows = [
            ["取組", *YEARS],
            ["ア 窓口の予約", "検討", "", ""],
            ["イ 納付の拡大", "", "検討", ""],
            ["ウ 電子回覧", "", "", "検討"],
        ]
        one = [
            h1(80),
            h2(110, "（１）つながる"),
            *(
                item
                for top, text in ((130, "ア　窓口の予約"), (180, "イ　納付の拡大"), (230, "ウ　電子回覧"))
                for item in (h2(top, text, size=11), body(top + 20, f"{text[2:]}を進めます。"))
            ),
            grid_at(60, 300, [120, 60, 60, 60], rows),
        ]
        assert [(draft.label, spans(draft)) for draft in reading_of(one).drafts] == [
            ("ア", [("", "検討", 2025, 2025)]),
            ("イ", [("", "検討", 2026, 2026)]),
            ("ウ", [("", "検討", 2027, 2027)]),
        ]

    def test_the_merged_cell_before_a_mark_says_in_which_section_it_counts(self):
        described = [h1(80)]
        for top, section in ((110, "（１）つながる"), (250, "（２）まもる")):
            described += [h2(top, section)]
            for step, mark in ((30, "ア"), (80, "イ")):
                described += [h2(top + step, f"{mark}　{section[3:]}{mark}", size=11)]
                described += [body(top + step + 20, "【取組内容】", "見直す。")]
        goals = [
            ["分野", "取組", "指標", "基準値", "目標値"],
            ["（１）つながる", "イ", "件数", "1件", "2件"],
            ["（２）まもる", "ア", "割合", "3％", "4％"],
        ]
        drafts = reading_of(
            described, [h1(80, "第３章　数値目標"), grid_at(60, 120, [90, 40, 90, 60, 60], goals)]
        ).drafts
        assert [[one.name for one in draft.indicators] for draft in drafts] == [[], ["件数"], ["割合"], []]

    def test_a_table_in_a_section_of_its_own_charts_what_the_chapter_describes(self):
        rows = [
            ["取組", "担当課", *YEARS],
            ["①窓口の予約", "市民課", "検討", "", ""],
            ["②納付の拡大", "会計室", "", "検討", ""],
        ]
        one = [
            h1(80),
            h2(110, "基本目標１　つながる"),
            h2(140, "①　窓口の予約", size=11),
            body(160, "予約制にします。"),
            h2(190, "②　納付の拡大", size=11),
            body(210, "方法を増やします。"),
            h2(240, "工程表", size=11),
            grid_at(60, 270, [120, 60, 60, 60, 60], rows),
        ]
        assert [(d.title, d.description, d.departments, spans(d)) for d in reading_of(one).drafts] == [
            ("窓口の予約", "予約制にします。", ["市民課"], [("", "検討", 2025, 2025)]),
            ("納付の拡大", "方法を増やします。", ["会計室"], [("", "検討", 2026, 2026)]),
        ]

    def test_rows_without_lines_between_years_stand_under_the_table_of_heads_above_them(self):
        heads = grid_at(60, 220, [100, 80, 80, 80], [["取組", *YEARS]])
        body_rows = grid_at(60, 280, [100, 240], [["窓口の予約", ""], ["発券", ""]], height=40)
        bars = [pentagon(165, 290, 318, 312), text_at(200, 296, "検討", size=8)]
        described = [h1(80), h2(110, "（１）窓口"), body(130, "【取組内容】", "予約制にする。", "【担当課】", "市民課")]
        (draft,) = reading_of([*described, heads, body_rows, bars]).drafts
        assert ("窓口の予約", "検討", 2025, 2026) in spans(draft)

    def test_a_table_of_indicators_is_tied_by_number(self):
        rows = [
            ["No.", "施策名", "担当課", *YEARS],
            ["1", "予約", "市民課", "検討", "", ""],
            ["2", "納付", "会計室", "", "検討", ""],
        ]
        goals = [["No.", "施策名", "指標", "基準値", "目標値"], ["2", "納付", "納付の割合", "8％", "50％"]]
        reading = reading_of(
            [h1(80), grid_at(60, 120, [30, 90, 60, 60, 60, 60], rows)],
            [h1(80, "第３章　指標"), grid_at(60, 120, [30, 90, 120, 60, 60], goals)],
        )
        assert [[(one.name, one.values) for one in draft.indicators] for draft in reading.drafts] == [
            [],
            [("納付の割合", (("基準値", "8％"), ("目標値", "50％")))],
        ]
        assert reading.issues == []

    def test_an_indicator_of_no_measure_is_reported(self):
        rows = [
            ["No.", "施策名", "担当課", *YEARS],
            ["1", "予約", "市民課", "検討", "", ""],
            ["2", "納付", "会計室", "", "検討", ""],
        ]
        goals = [["No.", "施策名", "指標", "基準値", "目標値"], ["9", "発券", "待ち時間", "30分", "5分"]]
        reading = reading_of(
            [h1(80), grid_at(60, 120, [30, 90, 60, 60, 60, 60], rows)],
            [h1(80, "第３章　指標"), grid_at(60, 120, [30, 90, 120, 60, 60], goals)],
        )
        assert [(issue.code, issue.page) for issue in reading.issues] == [("indicator_without_measure", 4)]

    def test_a_legend_gives_the_marks_their_words(self):
        rows = [["施策名", "担当課", *YEARS], ["予約", "市民課", "○", "◎", "―"], ["納付", "会計室", "", "○", "◎"]]
        legend = text_at(60, 120, "【凡例】　○…検討　◎…実施　―…行わない")
        first, second = reading_of([h1(80), legend, grid_at(60, 150, [90, 60, 60, 60, 60], rows)]).drafts
        assert spans(first) == [("", "検討", 2025, 2025), ("", "実施", 2026, 2026)]
        assert spans(second) == [("", "検討", 2026, 2026), ("", "実施", 2027, 2027)]

    def test_a_report_on_the_facing_page_belongs_to_the_measure_at_its_height(self):
        items = [
            text_at(80, 60, "第２章　具体的な取組", size=16, font=GOTHIC),
            text_at(80, 90, "（１）窓口の予約", size=12, font=GOTHIC),
            [
                text_at(80, 110 + 16 * i, line)
                for i, line in enumerate(["【取組内容】", "予約制にする。", "【担当課】", "市民課"])
            ],
            text_at(80, 400, "（２）納付の拡大", size=12, font=GOTHIC),
            [
                text_at(80, 420 + 16 * i, line)
                for i, line in enumerate(["【取組内容】", "方法を増やす。", "【担当課】", "会計室"])
            ],
            text_at(680, 92, "【主な取組状況】"),
            text_at(680, 112, "■予約の開始（市民課）\n四月に始め、年度末までに多くの申込みがありました。"),
            text_at(680, 402, "■納付の拡大（会計室）\n五月に広げ、現金の扱いを大きく減らしました。"),
        ]
        front = page(h1(80, "第１章　計画の趣旨"), body(110, *[FILLER] * 12), number=2)
        spread = page(items, number=3, size=(1191.0, 842.0))
        drafts = read_sections(read_outline(layouts(front, spread)), PERIOD).drafts
        assert [[report.heading for report in draft.progress] for draft in drafts] == [["予約の開始"], ["納付の拡大"]]


class TestAcrossPages:
    HEADS = ("No.", "施策名", "取組内容", "担当課")
    WIDTHS = (30, 90, 200, 80)

    def test_a_table_goes_on_under_a_repeated_head(self):
        first = [self.HEADS, ["1", "予約", "予約制にする。", "市民課"]]
        second = [self.HEADS, ["2", "納付", "方法を増やす。", "会計室"]]
        found = measures([h1(80), grid_at(60, 600, self.WIDTHS, first)], [grid_at(60, 80, self.WIDTHS, second)])
        assert [(label, title) for _, label, title in found] == [("1", "予約"), ("2", "納付")]

    def test_a_row_cut_by_the_page_s_end_is_one_measure(self):
        first = [self.HEADS, ["1", "予約", "予約制にする。", "市民課"], ["2", "納付", "方法を", "会計室"]]
        second = [self.HEADS, ["", "", "増やす。", ""], ["3", "発券", "番号札を配る。", "市民課"]]
        drafts = reading_of(
            [h1(80), grid_at(60, 600, self.WIDTHS, first)], [grid_at(60, 80, self.WIDTHS, second)]
        ).drafts
        assert [(draft.label, draft.description) for draft in drafts] == [
            ("1", "予約制にする。"),
            ("2", "方法を増やす。"),
            ("3", "番号札を配る。"),
        ]
        assert [(draft.page, draft.end_page) for draft in drafts] == [(3, 3), (3, 4), (4, 4)]


def test_a_review_of_the_previous_plan_is_no_measure():
    rows = [["番号", "取組名", "実績", "今後の方向性"], ["1", "予約", "始めた。", "【継続】広げる。"]]
    reading = reading_of([h1(80, "第２章　前計画の評価"), grid_at(60, 120, [30, 90, 120, 120], rows)])
    assert reading.drafts == []
    assert [(review.title, review.status) for review in reading.reviews] == [("予約", "継続")]


def test_a_sheet_s_schedule_is_read():
    sheet = [
        ["事業名", "窓口の予約", "<", "<"],
        ["取組内容", "予約制にする。", "<", "<"],
        ["スケジュール", *YEARS],
        ["^", "検討", "導入", "→"],
        ["担当課", "市民課", "<", "<"],
    ]
    (draft,) = reading_of([h1(80), grid_at(60, 120, [80, 90, 90, 90], sheet)]).drafts
    assert [(a, b, c) for _, a, b, c in spans(draft)] == [("検討", 2025, 2025), ("導入", 2026, 2027)]
    assert draft.departments == ["市民課"]


def test_a_heading_in_a_band_opens_a_measure():
    one = [
        h1(80),
        box(50, 116, 545, 136),
        text_at(60, 120, "① 窓口の予約を始める"),
        body(150, "【取組内容】", "予約制にする。", "【担当課】", "市民課"),
    ]
    assert [(label, title) for _, label, title in measures(one)] == [("①", "窓口の予約を始める")]
