"""What a plan says of itself, on pages typed by hand."""

import json
from pathlib import Path

import pytest

from corpus.records import Box
from extractors.identity import PageText, read_identity
from extractors.lines import Line, glyphs_to_lines, without_doubles
from extractors.pdf import read_pages

SHARED = Path(__file__).parents[3].parent / "shared"
FIELDS = ("municipality", "municipality_code", "prefecture", "title", "start_fy", "end_fy")


def page(number: int, *lines: tuple[str, float, float]) -> PageText:
    """A page of (text, size, top) lines, centred on 300 points."""
    typed = []
    for text, size, top in lines:
        half = len(text) * size / 2
        box = Box(300 - half, top, 300 + half, top + size)
        typed.append(Line(glyphs=(), box=box, text=text, size=size, font="Mincho"))
    return PageText(number, 595.0, 842.0, tuple(typed))


def text_page(number: int, *texts: str, head: str = "") -> PageText:
    """A page of running text, with a running head if there is one."""
    body = [(text, 10.5, 100.0 + 17 * index) for index, text in enumerate(texts)]
    filler = [("この行は頁を文章らしく埋めるために置きます。", 10.5, 400.0 + 17 * index) for index in range(20)]
    return page(number, *([(head, 8.0, 30.0)] if head else []), *body, *filler)


def read(*pages: PageText, **options: object):
    document, issues = read_identity(pages, **options)
    return document, [issue.code for issue in issues]


BODY = text_page(2, "見本市では窓口を改めます。", "１　計画の期間", "令和６年度から令和８年度までの３年間とします。")


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ([("見本市情報化推進計画", 28, 240)], "見本市情報化推進計画"),
        ([("見本市", 34, 200), ("デジタル推進計画", 34, 250)], "見本市デジタル推進計画"),
        ([("見本市", 34, 200), ("ＤＸ推進", 34, 250), ("アクションプラン", 34, 300)], "見本市ＤＸ推進アクションプラン"),
        ([("第２期", 15, 190), ("見本市ＤＸ計画", 32, 210)], "第２期見本市ＤＸ計画"),
        ([("みほんし", 16, 185), ("見本市", 32, 202), ("ＤＸ計画", 32, 244)], "見本市ＤＸ計画"),
        ([("見 本 市 Ｄ Ｘ 計 画", 30, 240), ("見 本 市", 18, 650)], "見本市ＤＸ計画"),
        ([("見本市ＤＸ計画（令和６年度～令和８年度）", 20, 240), ("見本市", 18, 650)], "見本市ＤＸ計画"),
        ([("見本市ＤＸ計画", 28, 240), ("～人にやさしい市役所へ～", 14, 290), ("見本市", 20, 700)], "見本市ＤＸ計画"),
        ([("見本市ＤＸ計画", 28, 240), ("（令和６年度～令和８年度）", 28, 290), ("見本市", 20, 700)], "見本市ＤＸ計画"),
        ([("見本市ＤＸ計画　令和６年度～令和８年度", 20, 240), ("見本市", 18, 650)], "見本市ＤＸ計画"),
        ([("見本市ＤＸ計画2024-2026", 20, 240), ("令和６年３月　見本市", 18, 650)], "見本市ＤＸ計画2024-2026"),
        ([("人と自然が輝く町", 40, 100), ("見本市ＤＸ計画", 28, 240), ("見本市", 20, 700)], "見本市ＤＸ計画"),
        ([("計画期間　令和６年度～令和８年度", 34, 100), ("見本市ＤＸ計画", 28, 240)], "見本市ＤＸ計画"),
        ([("見本市ＤＸ計画", 28, 240), ("令和６年３月", 28, 290), ("見本市", 28, 330)], "見本市ＤＸ計画"),
    ],
)
def test_the_title_is_the_large_type_of_the_cover(cover, title):
    document, _ = read(page(1, *cover), BODY)

    assert (document.municipality, document.title) == ("見本市", title)


def test_a_name_far_above_the_title_belongs_to_it_where_the_text_says_so():
    cover = page(1, ("見本市", 20, 60), ("ＤＸ推進計画", 36, 400))
    body = text_page(2, "見本市ＤＸ推進計画は、見本市の窓口を改めるものです。")

    assert read(cover, body)[0].title == "見本市ＤＸ推進計画"
    assert read(cover, BODY)[0].title == "ＤＸ推進計画"


def test_a_plan_without_a_cover_has_no_title():
    first = page(1, ("第１章　基本方針", 13, 60), *[("本町では窓口を改めます。", 10.5, 90 + 17 * n) for n in range(25)])

    document, codes = read(first)

    assert document.title is None
    assert "title_not_found" in codes


def test_a_slogan_beside_a_title_drawn_as_an_image_is_no_title():
    document, _ = read(page(1, ("森と水の里", 20, 600)), text_page(2, "例示町役場では、例示町の本町計画を定めます。"))

    assert document.title is None


def test_the_running_head_gives_the_title_where_the_cover_is_an_image():
    pages = [text_page(number, "文章です。", head="例示町情報化計画") for number in range(2, 6)]

    document, _ = read(PageText(1, 595, 842, ()), *pages)

    assert (document.municipality, document.title) == ("例示町", "例示町情報化計画")


def test_the_municipality_is_not_one_that_the_text_mentions_more_often():
    body = text_page(2, *["仙台市では、書かない窓口を始めています。"] * 8)

    document, _ = read(page(1, ("例示町情報化計画", 28, 240), ("例示町", 20, 700)), body)

    assert document.municipality == "例示町"


def test_an_unlisted_name_is_found_in_running_text():
    body = text_page(
        1, "本町の現状", "例示町では、人口が減っています。", "例示町は、海に面しています。", "例示町の計画です。"
    )

    assert read(body)[0].municipality == "例示町"


def test_a_period_set_over_three_cover_lines():
    cover = page(1, ("例示町情報化計画", 28, 240), ("令和６年度", 14, 300), ("～", 14, 316), ("令和８年度", 14, 332))

    document, _ = read(cover)

    assert (document.start_fy, document.end_fy) == (2024, 2026)


def test_without_a_cover_the_text_tells_whose_plan_it_is():
    body = text_page(1, "本町では窓口を改めます。", *["山元町の窓口は、仙台市の例に倣います。"] * 4)

    assert read(body)[0].municipality == "山元町"


@pytest.mark.parametrize(
    "text",
    [
        "東京都では、職員向けの指針を定めた。",
        "市町村は、都道府県とともに計画を定める。",
        "電子市役所の実現に向けて、デジタル市役所を目指す。",
        "佐賀県佐賀市鍋島、佐賀県唐津市、佐賀県鳥栖市、佐賀県佐賀市大和町",
        "宮城東部広域行政事務組合と大阪市中央区",
    ],
)
def test_a_document_of_no_municipality_has_none(text):
    document, codes = read(text_page(1, text, text, text))

    assert (document.municipality, document.municipality_code, document.prefecture) == (None, None, None)
    assert "municipality_not_found" in codes


def test_a_listed_municipality_gets_code_and_prefecture():
    document, codes = read(page(1, ("南国市ＤＸ計画", 28, 240), ("令和６年度～令和８年度", 14, 300)))

    assert (document.municipality_code, document.prefecture, document.start_fy) == ("392049", "高知県", 2024)
    assert codes == []


def test_an_invented_municipality_keeps_its_name_and_its_printed_code():
    cover = page(1, ("例示町", 30, 240), ("情報化計画", 30, 280), ("高知県　例示町", 16, 700))
    imprint = text_page(2, "発行　例示町役場　総務課", "市町村コード　984566", "11")

    document, codes = read(cover, imprint)

    assert (document.municipality, document.municipality_code, document.prefecture) == ("例示町", "984566", "高知県")
    assert "municipality_unknown" in codes


def test_another_prefecture_at_the_end_of_the_line_before_is_not_its_own():
    cover = page(1, ("南国市ＤＸ計画", 28, 240))
    body = text_page(2, "先進地として、宮城県", "南国市では、窓口を改めます。")

    assert read(cover, body)[0].municipality_code == "392049"


def test_equal_names_are_told_apart_by_the_printed_prefecture():
    cover = page(1, ("川崎町ＤＸ計画", 28, 240), ("令和６年度～令和８年度", 14, 300))
    named = text_page(2, "この計画は、宮城県柴田郡川崎町のものです。")
    unnamed, codes = read(cover)

    assert read(cover, named)[0].municipality_code == "043249"
    assert unnamed.municipality_code is None
    assert codes == ["municipality_ambiguous"]


@pytest.mark.parametrize(
    "texts",
    [
        ["３　計画の期間", "令和６年度から令和８年度までの３年間とします。"],
        ["本計画の計画期間は、総合計画との整合を図り、令和６（2024）", "年度から令和８（2026）年度までとします。"],
        ["前計画（令和３年度～令和５年度）を改めました。", "計画期間：令和６年度～令和８年度"],
        ["総合計画（令和３年度～令和12年度）に基づきます。", "この計画は、令和６年度から３年間を対象とします。"],
        ["介護保険事業計画は、令和９年度から３年間を計画期間とします。", "計画期間　令和６年度～令和８年度"],
    ],
)
def test_the_period_is_that_of_the_plan_itself(texts):
    document, _ = read(text_page(1, *texts))

    assert (document.start_fy, document.end_fy) == (2024, 2026)


def test_the_period_on_the_cover_wins():
    document, _ = read(
        page(1, ("例示町情報化計画", 28, 240), ("令和６年度～令和８年度", 14, 300)),
        text_page(2, "前の計画の計画期間は、令和３年度から令和５年度まででした。"),
    )

    assert (document.start_fy, document.end_fy) == (2024, 2026)
    assert [region.page for region in document.where["period"]] == [1]


def test_charted_years_stand_in_for_a_period_that_is_not_printed():
    document, codes = read(page(1, ("南国市ＤＸ計画", 28, 240)), charted_years=(2025, 2024, 2026))

    assert (document.start_fy, document.end_fy) == (2024, 2026)
    assert codes == ["period_from_schedule"]


def test_an_empty_document_is_all_issues():
    document, codes = read(PageText(1, 595, 842, ()))

    assert all(getattr(document, name) is None for name in FIELDS)
    assert codes == ["municipality_not_found", "title_not_found", "period_not_found"]


@pytest.mark.usefixtures("shared_dir")
@pytest.mark.parametrize(
    "gold", sorted([*SHARED.glob("gold/*.json"), *SHARED.glob("practice/*.json")]), ids=lambda path: path.stem
)
def test_the_given_plans_are_identified(gold):
    expected = json.loads(gold.read_text(encoding="utf-8"))["document"]
    folder = "plans" if gold.parent.name == "gold" else "practice"
    pages = [
        PageText(page.number, page.width, page.height, tuple(glyphs_to_lines(without_doubles(page.glyphs))))
        for page in read_pages((SHARED / folder / expected["source_name"]).read_bytes())
    ]

    document, _ = read_identity(pages)

    assert {name: getattr(document, name) for name in FIELDS} == {name: expected[name] for name in FIELDS}


@pytest.mark.parametrize(
    ("cover", "part"),
    [
        ([("見本市ＤＸ計画", 28, 240), ("概要版", 20, 300), ("見本市", 18, 650)], "概要版"),
        ([("見本市ＤＸ計画（資料編）", 24, 240), ("見本市", 18, 650)], "(資料編)"),
        ([("見本市ＤＸ計画", 28, 240), ("見本市", 18, 650)], None),
    ],
)
def test_the_cover_says_which_part_a_file_is(cover, part):
    document, _ = read(page(1, *cover), BODY)
    assert document.printed_part == part


def test_printed_page_numbers_run_along_with_the_pages():
    pages = [
        page(number, ("本文の行です。", 10.5, 400.0), (f"- {number + 30} -", 9.0, 810.0)) for number in range(1, 5)
    ]
    document, _ = read(*pages)
    assert (document.first_printed_page, document.last_printed_page) == (31, 34)


def test_numbers_that_do_not_run_are_no_page_numbers():
    pages = [page(number, ("本文の行です。", 10.5, 400.0), ("12", 9.0, 810.0)) for number in range(1, 5)]
    document, _ = read(*pages)
    assert (document.first_printed_page, document.last_printed_page) == (None, None)
