"""The outline: which lines and tables stand under which headings."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import GOTHIC, box, grid_at, layouts, page, paragraph_at, text_at

from extractors.outline import read_outline

SENTENCE = "見本市では、窓口の手続を見直し、市民が来庁しなくても申請できるようにします。"
A3 = (1191.0, 842.0)


def h1(top, text, x=60):
    return text_at(x, top, text, size=16, font=GOTHIC)


def h2(top, text, x=60):
    return text_at(x, top, text, size=12, font=GOTHIC)


def body(top, text=SENTENCE, x=60):
    return paragraph_at(x, top, text, width=40)


def outline(*pages):
    """Sections with their number of items, the text before the first heading left out."""
    return [(section.path, len(section.items)) for section in read_outline(layouts(*pages)) if section.path]


def pages_of(*items):
    """Pages after a cover, so that none of them is taken for one."""
    numbered = [page(text_at(60, 300, "見本計画", size=30), number=1)]
    return [*numbered, *(page(one, number=n) for n, one in enumerate(items, start=2))]


def test_text_belongs_to_the_heading_above_it():
    found = outline(
        *pages_of(
            [h1(80, "第１章　取組"), h2(110, "１　窓口の見直し"), body(140), h2(200, "２　会計の見直し"), body(230)]
        )
    )
    assert found == [
        (("第１章　取組",), 0),
        (("第１章　取組", "１　窓口の見直し"), 1),
        (("第１章　取組", "２　会計の見直し"), 1),
    ]


def test_a_table_belongs_to_the_heading_above_it():
    sections = read_outline(
        layouts(*pages_of([h1(80, "第１章　取組"), body(110), grid_at(60, 150, [90, 90], [["施策", "担当課"]])]))
    )
    assert [len(section.tables) for section in sections if section.path] == [1]
    assert [len(section.lines) for section in sections if section.path] == [1]


def test_text_goes_on_over_the_page_s_end():
    found = outline(*pages_of([h1(80, "第１章　取組"), body(700)], [body(80), h1(120, "第２章　体制"), body(150)]))
    assert found == [(("第１章　取組",), 2), (("第２章　体制",), 1)]


def test_text_before_the_first_heading_has_none():
    sections = read_outline(layouts(*pages_of([body(80), h1(140, "第１章　取組"), body(170)])))
    assert sections[0].headings == ()
    assert len(sections[0].items) >= 1


def test_a_heading_over_two_lines_is_one():
    found = outline(*pages_of([h1(80, "第１章　市民が来庁しなくても"), h1(100, "済む窓口", x=120), body(140)]))
    assert found == [(("第１章　市民が来庁しなくても済む窓口",), 1)]


@pytest.mark.parametrize("again", ["第１章　取組（続き）", "第１章　取組", "第１章　取組（つづき）"])
def test_a_heading_repeated_on_the_next_page_goes_on(again):
    found = outline(
        *pages_of(
            [h1(80, "第１章　取組"), h2(110, "１　窓口の見直し"), body(140)],
            [h1(80, again), body(110), h2(200, "２　会計の見直し"), body(230)],
        )
    )
    assert found == [
        (("第１章　取組",), 0),
        (("第１章　取組", "１　窓口の見直し"), 2),
        (("第１章　取組", "２　会計の見直し"), 1),
    ]


def test_a_section_with_headings_under_it_has_children():
    sections = read_outline(
        layouts(
            *pages_of(
                [h1(80, "第１章　取組"), h2(110, "１　窓口の見直し"), body(140), h1(200, "第２章　体制"), body(230)]
            )
        )
    )
    assert {section.path[-1]: section.has_children for section in sections if section.path} == {
        "第１章　取組": True,
        "１　窓口の見直し": False,
        "第２章　体制": False,
    }


def test_a_table_of_contents_holds_no_sections():
    entries = [
        text_at(60, 120 + 24 * i, f"第{i}章　見本の章{'…' * 12}{i * 3}", size=12, font=GOTHIC) for i in range(1, 6)
    ]
    found = outline(*pages_of([h1(80, "目　次"), entries], [h1(80, "第１章　取組"), body(110)]))
    assert found == [(("第１章　取組",), 1)]


def test_a_short_list_of_contents_above_a_text_opens_no_sections():
    listed = [h1(80, "目次"), h2(110, "１　窓口の見直し"), h2(130, "２　会計の見直し")]
    found = outline(*pages_of([listed, body(160), h1(300, "第１章　取組"), body(330)]))
    assert found == [(("第１章　取組",), 1)]


def test_a_cover_holds_no_sections():
    cover = page(h1(200, "見本市ＤＸ推進計画"), h2(260, "令和７年３月"), h2(700, "見本市"), number=1)
    assert outline(cover, page(h1(80, "第１章　取組"), body(110), number=2)) == [(("第１章　取組",), 1)]


@pytest.mark.parametrize("caption", ["図１　手続の流れ", "【表２】手続の数", "図表3 窓口", "写真１　窓口の見直し"])
def test_the_caption_of_a_figure_opens_no_section(caption):
    found = outline(*pages_of([h1(80, "第１章　取組"), body(110), h2(160, caption), body(190)]))
    assert found == [(("第１章　取組",), 2)]


def test_what_a_facing_page_reports_stands_beside_the_section_at_its_height():
    left = [
        h2(80, "１　窓口の見直し", x=80),
        body(110, x=80),
        h2(400, "２　会計の見直し", x=80),
        body(430, x=80),
        body(460, x=80),
    ]
    right = [
        text_at(680, 82, "【主な取組状況】"),
        text_at(680, 112, "■窓口の報告（市民課）\n予約制を始めました。"),
        text_at(680, 402, "■会計の報告（会計課）\n現金の扱いを減らしました。"),
    ]
    spread = page(left, right, number=3, size=A3)
    sections = [section for section in read_outline(layouts(spread)) if section.path]
    beside = {section.path[-1]: [item.element.text for item in section.side] for section in sections}
    assert beside["１　窓口の見直し"][-2:] == ["■窓口の報告（市民課）", "予約制を始めました。"]
    assert beside["２　会計の見直し"] == ["■会計の報告（会計課）", "現金の扱いを減らしました。"]


def test_a_heading_on_a_band_opens_a_section():
    found = outline(
        *pages_of([h1(80, "第１章　取組"), box(50, 116, 545, 136), text_at(60, 120, "① 窓口の見直し"), body(150)])
    )
    assert found == [(("第１章　取組",), 0), (("第１章　取組", "① 窓口の見直し"), 1)]


LEAD = (
    "見本市では、窓口の手続を見直し、市民が来庁しなくても申請ができる\nようにします。あわせて、様式を減らしていきます。"
)


def test_a_paragraph_in_the_type_of_headings_opens_no_section():
    lead = text_at(60, 110, LEAD, size=12, font=GOTHIC)
    found = outline(*pages_of([h1(80, "第１章　取組"), lead, h2(170, "１　窓口の見直し"), body(200, SENTENCE * 3)]))
    assert found == [(("第１章　取組",), 2), (("第１章　取組", "１　窓口の見直し"), 3)]


@pytest.mark.parametrize(
    "second",
    [text_at(60, 160, "窓口の見直し", size=12, font=GOTHIC), text_at(120, 127, "窓口の見直し", size=12, font=GOTHIC)],
    ids=["far below", "further in"],
)
def test_a_line_apart_from_a_sentence_is_none_of_its_paragraph(second):
    lead = text_at(60, 110, "見本市では、窓口の手続を見直していきます。", size=12, font=GOTHIC)
    found = outline(*pages_of([h1(80, "第１章　取組"), lead, second, body(200)]))
    assert found[-1] == (("第１章　取組", "窓口の見直し"), 1)


def test_headings_below_each_other_without_a_sentence_are_no_paragraph():
    found = outline(
        *pages_of(
            [h1(80, "第１章　取組"), h2(110, "１　来庁しなくても手続ができる窓口へ"), h2(128, "（１）予約"), body(160)]
        )
    )
    assert found[-1] == (("第１章　取組", "１　来庁しなくても手続ができる窓口へ", "（１）予約"), 1)


def test_a_label_repeated_in_large_type_opens_no_section():
    items = [
        [h2(80 + 100 * i, f"（{i + 1}）窓口"), h2(100 + 100 * i, "今後の取組"), body(120 + 100 * i)] for i in range(3)
    ]
    found = outline(*pages_of([h1(50, "第１章　取組"), items]))
    assert found[1:] == [(("第１章　取組", f"（{i}）窓口"), 2) for i in (1, 2, 3)]


def test_a_large_title_on_the_first_page_makes_it_a_cover():
    cover = page(
        text_at(60, 200, "見本市ＤＸ推進計画", size=28),
        body(400, "令和７年度から令和９年度までの三年間に取り組むことを記します"),
        number=1,
    )
    assert outline(cover, page(h1(80, "第１章　取組"), body(110), number=2)) == [(("第１章　取組",), 1)]


SHEET = [["取組", "担当課"], ["窓口の予約", "市民課"], ["回覧の電子化", "協働課"]]


def sheet(*lines, size=6.0):
    """A page printed to fit: lines above a table set in small type, smaller than the text of other pages."""
    tops = range(80, 80 + 14 * len(lines), 14)
    return [
        *(text_at(60, top, text, size=9) for top, text in zip(tops, lines, strict=True)),
        *grid_at(60, 80 + 14 * len(lines), [120, 120], SHEET, size=size),
    ]


def test_marked_lines_above_a_table_in_smaller_type_are_headings():
    found = outline(*pages_of([h1(80, "Ⅰ　趣旨"), body(110)], sheet("Ⅱ　工程表", "柱１　つながる")))
    assert found[-1] == (("Ⅱ　工程表", "柱１　つながる"), 1)


def test_a_caption_may_stand_between_a_heading_and_its_table():
    page_items = [text_at(60, 80, "Ⅱ　工程表", size=9), text_at(200, 92, "色の付いた年度に行います。", size=6)]
    found = outline(
        *pages_of([h1(80, "Ⅰ　趣旨"), body(110)], [page_items, grid_at(60, 100, [120, 120], SHEET, size=6)])
    )
    assert found[-1][0] == ("Ⅱ　工程表",)


@pytest.mark.parametrize("lines", [("工程表",), ("Ⅱ　工程表を示す。",)], ids=["no mark", "sentence"])
def test_other_lines_above_a_table_are_text(lines):
    assert outline(*pages_of([h1(80, "Ⅰ　趣旨"), body(110)], sheet(*lines)))[-1][0] == ("Ⅰ　趣旨",)


def test_a_line_above_a_table_in_its_own_type_is_text():
    found = outline(*pages_of([h1(80, "Ⅰ　趣旨"), body(110)], sheet("Ⅱ　工程表", size=9)))
    assert found[-1][0] == ("Ⅰ　趣旨",)


def test_a_counted_word_above_a_large_heading_heads_it():
    found = outline(*pages_of([text_at(60, 66, "柱Ａ　つながる", size=9), h1(80, "施策Ａ１　窓口の予約"), body(110)]))
    assert found[-1] == (("柱Ａ　つながる", "施策Ａ１　窓口の予約"), 1)


@pytest.mark.parametrize(("text", "read"), [("窓口を見直します。", True), ("見本市の計画", False)])
def test_a_second_page_with_a_sentence_is_no_cover(text, read):
    found = outline(
        page(text_at(60, 300, "見本計画", size=30), number=1),
        page(h1(80, "第１章　取組"), text_at(60, 120, text), number=2),
    )
    assert bool(found) is read


def test_a_page_that_only_lists_the_headings_holds_none_of_them():
    overview = [h1(80, "三つの方針"), h2(110, "方針１　つながる"), h2(140, "方針２　まもる")]
    found = outline(*pages_of([*overview, body(200)], [h2(80, "方針１　つながる"), body(110)]))
    assert (("方針１　つながる",), 1) in found


def running(text):
    return text_at(60, 20, text, size=8)


@pytest.mark.parametrize("text", ["第２章　取組", "２　取組"])
def test_a_running_head_is_the_heading_of_a_chapter_that_prints_none(text):
    first = "第１章　はじめに" if text[0] == "第" else "１　はじめに"
    pages = [
        [running(text), h2(100, f"（{n}）{name}"), body(130)] for n, name in enumerate(["予約", "会計", "学び"], 1)
    ]
    found = outline(*pages_of([h1(80, first), body(110)], *pages))
    assert [path for path, _ in found] == [
        (first,),
        (text,),
        (text, "（1）予約"),
        (text, "（2）会計"),
        (text, "（3）学び"),
    ]


@pytest.mark.parametrize("text", ["2 / 5", "見本市の計画", "４　取組"])
def test_other_running_heads_open_nothing(text):
    pages = [
        [running(text), h2(100, f"（{n}）{name}"), body(130)] for n, name in enumerate(["予約", "会計", "学び"], 1)
    ]
    found = outline(*pages_of([h1(80, "１　はじめに"), body(110)], *pages))
    assert [path[0] for path, _ in found] == ["１　はじめに"] * 4


def test_a_cover_may_hold_a_table_of_one_row():
    cover = page(
        text_at(60, 200, "見本市計画", size=30),
        text_at(60, 300, "見 本 市", size=16),
        grid_at(60, 400, [60, 60], [["団体コード", "990001"]]),
    )
    found = outline(cover, page([h1(80, "第１章　取組"), body(110)], number=2))
    assert [path for path, _ in found] == [("第１章　取組",)]


def test_a_caption_at_the_height_of_a_heading_leaves_it_over_its_table():
    table = grid_at(60, 114, [90, 90], [["施策", "担当課"], ["予約", "市民課"]], size=6)
    one = [text_at(60, 100, "１　一覧", size=10), text_at(180, 102, "単位：件", size=6), table]
    found = outline(*pages_of([h1(60, "第１章　取組"), body(600), body(640)], one))
    assert ("第１章　取組", "１　一覧") in [path for path, _ in found]
