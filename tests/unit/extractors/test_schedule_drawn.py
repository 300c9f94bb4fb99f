"""Bars drawn in every way that offices draw them, read from the bytes of a PDF."""

from __future__ import annotations

import pytest
from unit.extractors import schedule_drawings as ways
from unit.extractors.drawn_pages import (
    BODY,
    HEADING,
    LABEL,
    SENTENCE,
    Box,
    blank_plan,
    image,
    needs_fonts,
    read,
    spans,
    thin_arrow,
    upward_text,
)

pytestmark = needs_fonts

ALL = [
    ways.block_arrow,
    ways.arrow_with_shoulders,
    ways.double_arrow,
    ways.chevron,
    ways.rectangle,
    ways.rounded,
    ways.outlined,
    ways.white,
    ways.dashed,
    ways.transparent,
    ways.shadowed,
    ways.gradient,
    ways.body_and_head,
    ways.body_and_high_head,
    ways.halves,
    ways.thin,
    ways.thin_label_below,
    ways.thin_two_heads,
    ways.thin_open_head,
    ways.thin_head_of_lines,
    ways.thin_dashed,
    ways.dot_to_arrow,
    ways.dot_to_dot,
    ways.with_end_caps,
    ways.plain_line,
    ways.bracket,
    ways.bracket_of_lines,
    ways.brace,
    ways.label_left,
    ways.label_below,
    ways.label_above,
]


@pytest.mark.parametrize("way", ALL, ids=lambda way: way.__name__)
def test_a_bar_drawn_in_any_way_has_its_years_and_its_words(way):
    (measure,) = ways.measures(way, ("検討", 0.04, 0.97), ("本格運用", 1.04, 2.97))
    assert spans(measure) == [("検討", 2025, 2025), ("本格運用", 2026, 2027)]


@pytest.mark.parametrize("way", ALL, ids=lambda way: way.__name__)
@pytest.mark.parametrize(("left", "right"), [(-0.18, 0.18), (0.18, -0.18), (0.18, 0.18), (-0.18, -0.18)])
def test_ends_that_miss_the_lines_by_less_than_a_fifth_change_no_year(way, left, right):
    (measure,) = ways.measures(way, ("検討", 1 + left, 2 + right))
    assert spans(measure) == [("検討", 2026, 2026)]


def drawn(rows=1, **options):
    """A plan with the year table, its canvas, and the tops of its rows."""
    canvas = blank_plan()
    return canvas, ways.year_table(canvas, rows, **options)


def at(first, last, top, height=16.0):
    """A box over columns, numbered from the first year on."""
    return Box(ways.X0 + first * ways.COLUMN, top, ways.X0 + last * ways.COLUMN, top + height)


class TestBarsTogether:
    @pytest.mark.parametrize("way", [ways.block_arrow, ways.rectangle, ways.outlined, ways.thin, ways.rounded])
    def test_lanes_in_one_row_are_entries_of_their_own(self, way):
        canvas, (top,) = drawn(height=70)
        way(canvas, at(0.04, 1.9, top + 8, 20), "設計")
        way(canvas, at(1.1, 2.9, top + 40, 20), "構築")
        (measure,) = read(canvas).measures
        assert spans(measure) == [("設計", 2025, 2026), ("構築", 2026, 2027)]

    @pytest.mark.parametrize("way", [ways.block_arrow, ways.rectangle, ways.outlined, ways.chevron])
    @pytest.mark.parametrize("gap", [-0.12, 0.0, 0.05], ids=["overlapping", "touching", "apart"])
    def test_phases_that_touch_or_overlap_stay_apart(self, way, gap):
        canvas, (top,) = drawn()
        way(canvas, at(0.04, 1.0, top + 12, 20), "検討")
        way(canvas, at(1.0 + gap, 2.96, top + 12, 20), "本格運用")
        (measure,) = read(canvas).measures
        assert spans(measure) == [("検討", 2025, 2025), ("本格運用", 2026, 2027)]

    def test_a_ribbon_behind_several_rows_is_an_entry_of_each(self):
        canvas = blank_plan()
        canvas.box(at(1.1, 1.9, 150, 100), fill="#dddddd", stroke=None)
        ways.year_table(canvas, 3)
        ways.text_in(canvas, at(1.1, 1.9, 150, 100), "標準化")
        assert [spans(measure) for measure in read(canvas).measures] == [[("標準化", 2026, 2026)]] * 3

    def test_the_order_in_which_labels_and_bars_are_drawn_does_not_matter(self):
        canvas, (top,) = drawn(height=70)
        boxes = {"設計": at(0.04, 1.9, top + 8, 20), "構築": at(1.1, 2.9, top + 40, 20)}
        for box in reversed(boxes.values()):
            ways.rounded(canvas, box, "")
        canvas.text(60, 400, "注：年度は予定である。", BODY)
        for label, box in boxes.items():
            ways.text_in(canvas, box, label)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("設計", 2025, 2026), ("構築", 2026, 2027)]


class TestLabels:
    @pytest.mark.parametrize("way", [ways.rectangle, ways.block_arrow, ways.outlined])
    def test_a_label_over_several_lines_is_joined(self, way):
        canvas, (top,) = drawn(height=60)
        way(canvas, at(0.04, 0.96, top + 8, 40), "")
        for index, text in enumerate(("対象手続の整理", "及び申請様式の", "見直し")):
            canvas.text(ways.X0 + 10, top + 12 + 11 * index, text, LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("対象手続の整理及び申請様式の見直し", 2025, 2025)]

    def test_a_label_written_downwards_is_read(self):
        canvas, (top,) = drawn(height=60)
        box = at(1.1, 1.9, top + 4, 50)
        canvas.box(box, fill="#bdd7ee")
        canvas.stacked(box, "標準化", LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("標準化", 2026, 2026)]

    @pytest.mark.parametrize("way", [ways.rectangle, ways.outlined, ways.rounded])
    def test_a_label_that_runs_over_the_end_of_its_bar_is_wholly_its(self, way):
        canvas, (top,) = drawn()
        way(canvas, at(0.04, 0.96, top + 12, 20), "")
        canvas.text(ways.X0 + 6, top + 18, "窓口の混雑の予測と配信", LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("窓口の混雑の予測と配信", 2025, 2025)]

    def test_a_label_that_runs_into_the_next_bar_is_wholly_of_the_first(self):
        canvas, (top,) = drawn()
        ways.rectangle(canvas, at(0.02, 1.0, top + 12, 20), "")
        ways.outlined(canvas, at(1.02, 2.98, top + 12, 20), "")
        canvas.text(ways.X0 + 4, top + 18, "窓口の混雑の予測と配信", LABEL)
        canvas.text(ways.X0 + 110, top + 18, "運用", LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("窓口の混雑の予測と配信", 2025, 2025), ("運用", 2026, 2027)]

    def test_lines_out_of_reach_follow_the_nearest_line_of_their_label(self):
        canvas, (top,) = drawn(height=60)
        for index, text in enumerate(("対象手続の整理及び", "様式の見直し")):
            canvas.text(ways.X0 + 6, top + 6 + 10 * index, text, LABEL)
        thin_arrow(canvas, ways.X0 + 4, top + 32, ways.X0 + 156)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("対象手続の整理及び様式の見直し", 2025, 2026)]

    @pytest.mark.parametrize("below", [False, True])
    def test_in_lanes_of_thin_arrows_all_labels_stand_on_one_side(self, below):
        canvas, (top,) = drawn(height=70)
        way = ways.thin_label_below if below else ways.thin
        way(canvas, at(0.04, 0.96, top + 8, 14), "調査")
        way(canvas, at(1.04, 2.9, top + 36, 14), "構築")
        (measure,) = read(canvas).measures
        assert spans(measure) == [("調査", 2025, 2025), ("構築", 2026, 2027)]

    def test_a_label_turned_upwards_is_read(self):
        canvas, (top,) = drawn(height=60)
        canvas.box(at(1.3, 1.7, top + 4, 50), fill="#bdd7ee")
        upward_text(canvas, ways.X0 + 122, top + 48, "標準化", LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("標準化", 2026, 2026)]

    def test_words_over_a_line_without_a_bar_are_one_doubtful_entry(self):
        canvas, (top,) = drawn()
        image(canvas, at(0.1, 1.9, top + 10, 20))
        ways.text_in(canvas, at(0.1, 1.9, top + 10, 20), "検討")
        plan = read(canvas)
        assert [(e.activity, e.start_fy, e.end_fy) for e in plan.measures[0].schedule] == [("検討", 2025, 2026)]
        assert plan.measures[0].schedule[0].confidence < 0.5
        assert "schedule_bar_unseen" in [issue.code for issue in plan.issues]

    def test_bars_without_labels_are_entries_without_words(self):
        canvas, (top,) = drawn()
        ways.rectangle(canvas, at(0.04, 1.96, top + 12, 20), "")
        (measure,) = read(canvas).measures
        assert spans(measure) == [("", 2025, 2026)]


class TestNoBars:
    def test_a_balloon_over_the_years_is_no_bar(self):
        canvas, (top,) = drawn()
        ways.block_arrow(canvas, at(0.04, 2.9, top + 22, 18), "運用")
        box = at(1.2, 2.8, top - 2, 16)
        points = [(box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0 + 30, box.bottom)]
        points += [(box.x0 + 22, box.bottom + 8), (box.x0 + 20, box.bottom), (box.x0, box.bottom)]
        canvas.polygon(points, fill="#fff2cc")
        (measure,) = read(canvas).measures
        assert spans(measure) == [("運用", 2025, 2027)]

    def test_the_columns_of_a_chart_below_years_are_no_schedule(self):
        canvas = blank_plan()
        canvas.text(60, 100, "（１）窓口の見直し", HEADING)
        canvas.text(70, 120, "【取組内容】", BODY)
        canvas.text(70, 136, "予約制にする。", BODY)
        canvas.text(70, 152, "【担当課】市民課", BODY)
        for index, year in enumerate(ways.YEARS):
            canvas.text(220 + 80 * index, 180, year, LABEL)
            canvas.box(Box(230 + 80 * index, 300 - 30 * (index + 1), 255 + 80 * index, 300), fill="#4472c4")
            canvas.text(232 + 80 * index, 288 - 30 * (index + 1), f"{12 * (index + 1)}件", LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == []

    def test_the_columns_of_a_chart_in_a_cell_below_years_are_no_bars(self):
        canvas, (top,) = drawn(height=80)
        for index in range(3):
            height = 20 + 15 * index
            canvas.box(Box(230 + 80 * index, top + 76 - height, 260 + 80 * index, top + 76), fill="#4472c4")
        (measure,) = read(canvas).measures
        assert spans(measure) == []

    def test_an_organisation_chart_is_no_schedule(self):
        canvas = blank_plan()
        canvas.text(60, 100, "（１）推進の体制", HEADING)
        canvas.text(70, 120, "【取組内容】", BODY)
        canvas.text(70, 136, "本部を置く。", BODY)
        for index, name in enumerate(("本部", "部会", "事務局")):
            box = Box(100 + 130 * index, 200, 190 + 130 * index, 225)
            canvas.box(box)
            ways.text_in(canvas, box, name)
            ways.thin(canvas, Box(box.x1, 205, box.x1 + 40, 217), "")
        (measure,) = read(canvas).measures
        assert spans(measure) == []

    def test_words_underlined_in_a_cell_are_no_bar(self):
        canvas = blank_plan()
        bottom = ways.table(canvas, 110, ways.WIDTHS, ("施策名", "担当課", *ways.YEARS))
        row = ("予約", "市民課", ways.cell(columns=3), None, None)
        ways.table(canvas, bottom, ways.WIDTHS, row, min_height=40)
        canvas.text(220, bottom + 12, "本格運用", LABEL)
        canvas.rule(220, bottom + 21, 252, bottom + 21)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("本格運用", 2025, 2027)]

    def test_the_shading_of_heads_and_rows_is_no_bar(self):
        canvas = blank_plan()
        tops = ways.year_table(canvas, 2)
        canvas.box(Box(60, 110, 450, 111), fill="#2f5597", stroke=None)
        canvas.box(Box(60, tops[1], 450, tops[1] + ways.HEIGHT), fill="#d9d9d9", stroke=None)
        for top in tops:
            ways.block_arrow(canvas, at(0.04, 0.96, top + 12, 18), "検討")
        assert [spans(measure) for measure in read(canvas).measures] == [[("検討", 2025, 2025)]] * 2


class TestAxes:
    def test_bars_over_quarters_count_for_their_years(self):
        canvas = blank_plan()
        widths = (90, 60, *([20] * 8), 80)
        heads = ("施策名", "担当課", ways.cell("令和７年度", columns=4), None, None, None)
        heads += (ways.cell("令和８年度", columns=4), None, None, None, "令和９年度")
        bottom = ways.table(canvas, 110, widths, heads)
        bottom = ways.table(canvas, bottom, widths, ("", "", *(["1", "2", "3", "4"] * 2), ""))
        ways.table(canvas, bottom, widths, ("予約", "市民課", *([""] * 9)), min_height=40)
        ways.block_arrow(canvas, at(0.5, 1.0, bottom + 10, 18), "検討")
        ways.block_arrow(canvas, at(1.02, 1.5, bottom + 10, 18), "試行")
        ways.block_arrow(canvas, at(1.52, 2.97, bottom + 10, 18), "運用")
        (measure,) = read(canvas).measures
        assert spans(measure) == [("検討", 2025, 2025), ("試行", 2026, 2026), ("運用", 2026, 2027)]

    def test_heads_on_the_first_page_only_hold_for_the_next(self):
        canvas = blank_plan()
        (top,) = ways.year_table(canvas, top=660)
        ways.block_arrow(canvas, at(0.04, 0.96, top + 12, 18), "検討")
        canvas.next_page()
        ways.table(canvas, 70, ways.WIDTHS, ("発券", "市民課", "", "", ""), min_height=44)
        ways.block_arrow(canvas, at(1.04, 2.96, 82, 18), "運用")
        assert [spans(m) for m in read(canvas).measures] == [[("検討", 2025, 2025)], [("運用", 2026, 2027)]]

    def test_a_bar_that_leaves_the_table_has_an_open_end(self):
        canvas, (top,) = drawn()
        ways.block_arrow(canvas, at(1.04, 3.2, top + 12, 18), "運用")
        (measure,) = read(canvas).measures
        (entry,) = measure.schedule
        assert (entry.start_fy, entry.end_fy, entry.open_end) == (2026, 2027, True)

    @pytest.mark.parametrize("last", ["令和９年度以降", "令和９年度～", "それ以降"])
    def test_a_bar_into_the_column_of_later_years_has_an_open_end(self, last):
        canvas, (top,) = drawn(heads=("令和７年度", "令和８年度", last))
        ways.block_arrow(canvas, at(1.04, 2.9, top + 12, 18), "運用")
        (measure,) = read(canvas).measures
        assert [(e.start_fy, e.end_fy, e.open_end) for e in measure.schedule] == [(2026, 2027, True)]

    @pytest.mark.parametrize("first", ["これまで", "令和７年度まで", "～令和７年度"])
    def test_a_bar_over_the_column_of_earlier_years_has_no_start(self, first):
        canvas, (top,) = drawn(heads=(first, "令和８年度", "令和９年度"))
        ways.block_arrow(canvas, at(0.04, 0.9, top + 12, 18), "試行")
        ways.block_arrow(canvas, at(1.04, 2.9, top + 12, 18), "運用")
        (measure,) = read(canvas).measures
        assert spans(measure) == [("試行", None, 2025), ("運用", 2026, 2027)]


class TestPaintedCells:
    @staticmethod
    def painted(*runs, rows=2):
        canvas = blank_plan()
        top = ways.year_table(canvas, rows)[0]
        for row, first, last, _ in runs:
            for column in range(first, last + 1):
                x = ways.X0 + column * ways.COLUMN
                box = Box(x, top + ways.HEIGHT * row, x + ways.COLUMN, top + ways.HEIGHT * (row + 1))
                canvas.box(box, fill="#9dc3e6", stroke=None)
        for row, first, last, label in runs:
            ways.text_in(canvas, at(first, last + 1, top + ways.HEIGHT * row, ways.HEIGHT), label)
        return [spans(measure) for measure in read(canvas).measures]

    def test_a_run_of_painted_cells_around_one_label_is_one_entry(self):
        assert self.painted((0, 0, 1, "検討"), (1, 1, 2, "運用の見直し")) == [
            [("検討", 2025, 2026)],
            [("運用の見直し", 2026, 2027)],
        ]

    def test_painted_cells_without_words_are_entries_without_words(self):
        assert self.painted((0, 0, 1, ""), (1, 2, 2, "")) == [[("", 2025, 2026)], [("", 2027, 2027)]]

    def test_painted_cells_beside_painted_words_are_entries_too(self):
        assert self.painted((0, 0, 0, "設計"), (0, 2, 2, ""), (1, 0, 1, "検討")) == [
            [("設計", 2025, 2025), ("", 2027, 2027)],
            [("検討", 2025, 2026)],
        ]

    def test_painted_cells_beside_plain_words_shade_them(self):
        canvas = blank_plan()
        (top,) = ways.year_table(canvas)
        canvas.box(Box(ways.X0 + 160, top, ways.X0 + 240, top + ways.HEIGHT), fill="#9dc3e6", stroke=None)
        canvas.text(ways.X0 + 10, top + 10, "検討", LABEL)
        assert [spans(m) for m in read(canvas).measures] == [[("検討", 2025, 2025)]]

    def test_runs_that_cover_the_same_columns_in_part_are_bars(self):
        assert self.painted((0, 1, 2, "実施"), (1, 0, 2, "運用")) == [
            [("実施", 2026, 2027)],
            [("運用", 2025, 2027)],
        ]

    def test_columns_shaded_in_every_row_are_no_bars(self):
        canvas = blank_plan()
        first, second = ways.year_table(canvas, 2)
        canvas.box(Box(ways.X0, first, ways.X0 + 160, second + ways.HEIGHT), fill="#9dc3e6", stroke=None)
        canvas.text(ways.X0 + 4, first + 10, "検討", LABEL)
        canvas.text(ways.X0 + 84, second + 10, "導入", LABEL)
        assert [spans(m) for m in read(canvas).measures] == [[("検討", 2025, 2025)], [("導入", 2026, 2026)]]


class TestTypedArrows:
    @pytest.mark.parametrize(
        "text",
        [
            "●―――――検討――――――→",
            "検討――――――――――→",
            "●――――検討―――――――●",
            "検討・・・・・・・・・・・→",
            "検討　━━━━━━━━━▶",
        ],
    )
    def test_an_arrow_of_characters_over_several_cells_is_a_bar(self, text):
        canvas, (top,) = drawn()
        canvas.text(ways.X0 + 84, top + 15, text, LABEL)
        canvas.text(ways.X0 + 4, top + 15, "設計", LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("設計", 2025, 2025), ("検討", 2026, 2027)]

    def test_words_above_an_arrow_of_characters_name_its_activity(self):
        canvas, (top,) = drawn()
        canvas.text(ways.X0 + 6, top + 8, "検討", LABEL)
        canvas.text(ways.X0 + 6, top + 20, "●" + "―" * 15 + "→", LABEL)
        (measure,) = read(canvas).measures
        assert spans(measure) == [("検討", 2025, 2026)]


class TestLegends:
    LEGEND = "凡例　○：検討　◎：実施　－：行わない"

    @staticmethod
    def marked(canvas, top):
        rows = (("予約", "市民課", "○", "◎", "→"), ("発券", "市民課", "－", "○", "◎"))
        ways.table(canvas, top, ways.WIDTHS, ("施策名", "担当課", *ways.YEARS), *rows)
        assert [spans(measure) for measure in read(canvas).measures] == [
            [("検討", 2025, 2025), ("実施", 2026, 2027)],
            [("検討", 2026, 2026), ("実施", 2027, 2027)],
        ]

    def test_in_a_row_of_the_table(self):
        canvas = blank_plan()
        bottom = ways.table(canvas, 110, ways.WIDTHS, (ways.cell(self.LEGEND, columns=5), *([None] * 4)))
        self.marked(canvas, bottom)

    def test_in_a_table_of_its_own_two_pages_before(self):
        canvas = blank_plan()
        ways.table(canvas, 110, (60, 300), ("記号の説明", "○…検討、◎…実施、－…行わない"))
        canvas.next_page()
        canvas.text(60, 80, SENTENCE, BODY)
        canvas.next_page()
        self.marked(canvas, 110)

    def test_in_a_sentence_below_the_heading(self):
        canvas = blank_plan()
        canvas.text(60, 110, "※「○」は検討、「◎」は実施を示します。", BODY)
        self.marked(canvas, 150)
