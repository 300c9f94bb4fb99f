"""Schedules without rulings, told by where their words stand."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import box, layout, rule, text_at

YEARS = ("令和７年度", "令和８年度", "令和９年度")


def heads(top=100.0, *, names=("取組", "担当"), size=9.0):
    """Heads of two columns of names, and three years of 90 points from x = 250."""
    xs = (60, 160, *(272 + 90 * i for i in range(3)))
    return [text_at(x, top, text, size=size) for x, text in zip(xs, (*names, *YEARS), strict=True)]


def row(top, name, office, *words, size=9.0):
    xs = (60, 160, *(280 + 90 * i for i in range(3)))
    return [text_at(x, top, text, size=size) for x, text in zip(xs, (name, office, *words), strict=True) if text]


ROWS = [
    row(130, "窓口の予約", "市民課", "検討", "導入", "運用"),
    row(160, "回覧の電子化", "協働課", "", "検討", "導入"),
]
RULES = [rule(56, y, 530, y) for y in (116, 150, 180)]


def cells(*items):
    tables = layout(*items).tables
    return [[[entry.text for entry in table.row(i)] for i in range(table.table.n_rows)] for table in tables]


PLAIN = [
    ["取組", "担当", *YEARS],
    ["窓口の予約", "市民課", "検討", "導入", "運用"],
    ["回覧の電子化", "協働課", "", "検討", "導入"],
]


@pytest.mark.parametrize("rules", [[], RULES], ids=["no rules", "rules"])
def test_words_below_years_are_a_table(rules):
    assert cells(heads(), ROWS, rules) == [PLAIN]


def test_a_table_ends_with_the_last_rule_as_long_as_its_first():
    after = text_at(60, 190, "窓口の見直しは毎年", size=9)
    (found,) = cells(heads(), ROWS, RULES, after)
    assert found == PLAIN


@pytest.mark.parametrize(
    "between",
    [
        [text_at(60, 300, "これらの取組は、毎年度の終わりに確かめます。", size=9)],
        [text_at(60, 230, "２　会計の見直し", size=14), text_at(60, 260, "納付の方法を増やします。", size=9)],
        [text_at(60, 200, "会計の窓口では、納付の方法を増やし、待つ時間を短くしていきます。", size=9)],
    ],
    ids=["a wide space", "a heading", "a paragraph"],
)
@pytest.mark.parametrize("foot", [340, 780])
def test_a_rule_of_the_same_length_below_other_text_is_none_of_the_table(between, foot):
    one = layout(heads(), ROWS, RULES, between, rule(56, foot, 530, foot))
    assert [table.table.n_rows for table in one.tables] == [3]
    assert len(one.lines) == len(between)


@pytest.mark.parametrize(
    "rules", [[], [rule(56, y, 530, y) for y in (141, 169)]], ids=["with the rows", "in a row of its own"]
)
def test_a_large_line_between_rules_heads_the_rows_below_it(rules):
    group = text_at(60, 122, "１　くらしの窓口", size=12)
    rows = [row(148, "窓口の予約", "市民課", "検討", "導入", "運用"), row(176, "回覧", "協働課", "", "検討", "導入")]
    (found,) = cells(heads(), group, rows, rule(56, 116, 530, 116), rules, rule(56, 200, 530, 200))
    assert [line[0] for line in found] == ["取組", "１　くらしの窓口", "窓口の予約", "回覧"]


def test_a_ruled_list_under_the_next_heading_is_none_of_the_schedule():
    after = [
        text_at(60, 215, "２　会計の見直し", size=14),
        text_at(60, 255, "納付の窓口", size=9),
        text_at(400, 255, "会計室", size=9),
    ]
    one = layout(heads(), ROWS, RULES, after, [rule(56, y, 530, y) for y in (245, 270)])
    assert [table.table.n_rows for table in one.tables] == [3]


def test_rows_far_apart_between_rules_are_one_table():
    far = row(260, "水道の検針", "水道課", "", "", "検討")
    (found,) = cells(heads(), ROWS, far, RULES[:2], rule(56, 250, 530, 250), rule(56, 280, 530, 280))
    assert found[-1] == ["水道の検針", "水道課", "", "", "検討"]


@pytest.mark.parametrize(
    "under", [rule(56, 116, 530, 116), rule(60, 500, 530, 500)], ids=["a single rule", "far below"]
)
def test_a_rule_alone_closes_nothing(under):
    assert cells(heads(), ROWS, under) == [PLAIN]


def test_a_column_that_nearly_touches_the_one_before_it_is_one_of_its_own():
    def tight(top, name, words):
        return [text_at(60, top, name, size=9), text_at(117, top, "市民課", size=9), *row(top, "", "", *words)]

    names = ("窓口の予約", "回覧の板書", "水道の検針", "道路の台帳")
    rows = [tight(130 + 30 * i, name, ("検討", "導入", "運用")) for i, name in enumerate(names)]
    head = [text_at(60, 100, "取組", size=9), text_at(117, 100, "担当", size=9), heads()[2:]]
    (found,) = cells(head, rows)
    assert [line[:2] for line in found] == [["取組", "担当"], *([name, "市民課"] for name in names)]


def test_a_line_set_larger_than_the_rows_heads_those_below_it():
    group = text_at(60, 128, "窓口", size=10)
    later = [row(top, name, "市民課", "検討", "導入", "運用") for top, name in ((154, "予約"), (180, "発券"))]
    (found,) = cells(heads(), group, later)
    assert found[1] == ["窓口"]
    assert [line[0] for line in found[2:]] == ["予約", "発券"]


@pytest.mark.parametrize(
    "items",
    [
        [heads(), text_at(272, 120, "38", size=9), text_at(362, 120, "41", size=9)],
        [heads()],
        [text_at(60, 100, "令和７年度から令和９年度まで、窓口を見直す。")],
        [text_at(x, 100, year) for x, year in zip((60, 130, 400), YEARS, strict=True)] + ROWS,
    ],
    ids=["axis of a chart", "years alone", "period in prose", "uneven"],
)
def test_other_years_in_a_row_head_no_table(items):
    assert cells(items) == []


def test_prose_below_a_schedule_is_none_of_it():
    prose = text_at(
        60, 200, "これらの取組は、毎年度の終わりに見本市の会議で確かめ、次の年度に生かしていきます。", size=9
    )
    one = layout(heads(), ROWS, prose)
    assert len(one.tables) == 1
    assert [line.text for line in one.lines] == [
        "これらの取組は、毎年度の終わりに見本市の会議で確かめ、次の年度に生かしていきます。"
    ]


@pytest.mark.parametrize("name", ["市民課と税務課", "市民課と税務課と会計室と"], ids=["up to the years", "below them"])
def test_a_word_that_reaches_over_moves_the_columns_but_cuts_no_year(name):
    (found,) = cells(heads(), ROWS, row(190, "水道の検針", "", "", "", "検討"), text_at(174, 190, name, size=9))
    assert found[0] == PLAIN[0]
    assert found[3][1].startswith("市民課と税務課")


def test_painted_bands_part_rows():
    bands = [box(56, y, 530, y + 30) for y in (96, 156)]
    two_lines = [*row(130, "窓口の", "市民課", "検討", "導入", "運用"), text_at(60, 142, "予約", size=9)]
    (found,) = cells(bands, heads(), two_lines, ROWS[1])
    assert [line[0] for line in found] == ["取組", "窓口の予約", "回覧の電子化"]


def test_a_panel_left_of_the_years_heads_the_card_and_names_no_row():
    card, panel = box(50, 80, 540, 170, fill=None, stroke=(0.5,)), box(50, 80, 200, 170, fill=(0.3,))
    xs = [272 + 60 * i for i in range(3)]
    years = [text_at(x, 110, text, size=8) for x, text in zip(xs, ("R7", "R8", "R9"), strict=True)]
    words = [text_at(x, 140, text, size=8) for x, text in zip(xs, ("検討", "導入", "運用"), strict=True)]
    title = [text_at(60, 90, "1-1", size=16), text_at(60, 130, "窓口の予約", size=12)]
    assert cells(card, panel, title, years, words) == [[["R7", "R8", "R9"], ["検討", "導入", "運用"]]]


def test_rules_around_the_years_bound_the_schedule():
    text = [text_at(60, 100 + 20 * i, "窓口の手続を見直し、来庁せずに済む手続を増やす。", size=11) for i in range(4)]
    xs = [372 + 60 * i for i in range(3)]
    years = [text_at(x, 104, word, size=8) for x, word in zip(xs, ("R7", "R8", "R9"), strict=True)]
    words = [text_at(x, 140, word, size=8) for x, word in zip(xs, ("検討", "導入", "運用"), strict=True)]
    rules = [*(rule(x, 114, x, 180) for x in (350, 410, 470, 530)), rule(350, 180, 530, 180)]
    assert cells(text, years, words, rules) == [[["R7", "R8", "R9"], ["検討", "導入", "運用"]]]


def test_a_text_that_ends_in_a_short_line_beside_the_years_is_no_column_of_theirs():
    text = text_at(60, 96, "町の施設では、公共料金を現金で支払って\nいます。", size=10)
    xs = [372 + 60 * i for i in range(3)]
    years = [text_at(x, 100, word, size=9) for x, word in zip(xs, ("R7", "R8", "R9"), strict=True)]
    words = [text_at(x, 130, word, size=9) for x, word in zip(xs, ("検討", "導入", "運用"), strict=True)]
    assert cells(text, years, words) == [[["R7", "R8", "R9"], ["検討", "導入", "運用"]]]


COLUMN_LINES = [rule(x, 116, x, 182) for x in (339.5, 429.5)]


def test_lines_between_the_years_end_the_schedule_where_they_end():
    after = text_at(60, 196, "窓口の見直しは毎年", size=9)
    one = layout(heads(), ROWS, COLUMN_LINES, after)
    assert [[[e.text for e in t.row(i)] for i in range(t.table.n_rows)] for t in one.tables] == [PLAIN]
    assert [line.text for line in one.lines] == ["窓口の見直しは毎年"]


def test_lines_between_the_years_may_be_drawn_row_by_row():
    far = row(240, "水道の検針", "水道課", "", "", "検討")
    drawn = [rule(x, y0, x, y1) for x in (339.5, 429.5) for y0, y1 in ((116, 150), (150, 180), (180, 262))]
    (found,) = cells(heads(), ROWS, far, drawn)
    assert found[-1] == ["水道の検針", "水道課", "", "", "検討"]


def test_lines_further_down_are_those_of_another_table():
    after = row(240, "水道の検針", "水道課", "", "", "検討")
    later = [rule(x, 230, x, 262) for x in (339.5, 429.5)]
    (found,) = cells(heads(), ROWS, after, COLUMN_LINES, later)
    assert found == PLAIN


def test_heads_of_indicators_below_a_schedule_end_it():
    goals = [
        text_at(x, top, text, size=9)
        for top, texts in ((192, ("指標", "現状値", "目標値")), (208, ("予約の件数", "38件", "90件")))
        for x, text in zip((60, 272, 362), texts, strict=True)
    ]
    assert cells(heads(), ROWS, goals) == [PLAIN, [["指標", "現状値", "目標値"], ["予約の件数", "38件", "90件"]]]


def test_heads_of_values_that_do_not_stand_side_by_side_are_words_of_the_schedule():
    later = [row(190, "水道の検針", "水道課", "現状", "", ""), row(220, "道路の台帳", "道路課", "", "目標", "")]
    (found,) = cells(heads(), ROWS, later)
    assert found[-2:] == [["水道の検針", "水道課", "現状", "", ""], ["道路の台帳", "道路課", "", "目標", ""]]
