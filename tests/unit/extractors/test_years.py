"""Fiscal years as plans print them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.years import YearLabel, find_period, find_periods, find_year, parse_year_label, parse_year_row

WIDE = str.maketrans("0123456789RHS()", "０１２３４５６７８９ＲＨＳ（）")


def year(start: int, end: int | None = None, part: str = "") -> YearLabel:
    return YearLabel(start, start if end is None else end, "year", part)


def before(end: int | None) -> YearLabel:
    return YearLabel(None, end, "before")


def after(start: int | None) -> YearLabel:
    return YearLabel(start, None, "after")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("令和2年度", year(2020)),
        ("令和２年度", year(2020)),
        ("令 和 2 年 度", year(2020)),
        ("令和2\n年度", year(2020)),
        ("R2年度", year(2020)),
        ("R2", year(2020)),
        ("Ｒ２", year(2020)),
        ("Ｈ31", year(2019)),
        ("令和元年度", year(2019)),
        ("平成31年度", year(2019)),
        ("平成33年度", year(2021)),
        ("S63", year(1988)),
        ("㍻30年度", year(2018)),
        ("㋿２年度", year(2020)),
        ("2019年度（平成３１年度）", year(2019)),
        ("令和５年(2023)度", year(2023)),
        ("令和7年度(2025)", year(2025)),
        ("令和10年度(2028年度)", year(2028)),
        ("令和6(2024)年度", year(2024)),
        ("7年度（2025年度）", year(2025)),
        ("2021年度", year(2021)),
        ("202１年度", year(2021)),
        ("FY2024", year(2024)),
        ("2024", year(2024)),
        ("’24", year(2024)),
        ("'24年度", year(2024)),
        ("平成31年度/令和元年度", year(2019)),
        ("平成31・令和元年度", year(2019)),
        ("平成30・31年度", year(2018, 2019)),
        ("令和6～8年度", year(2024, 2026)),
        ("令和6年度～令和8年度", year(2024, 2026)),
        ("令和6年度から令和8年度まで", year(2024, 2026)),
        ("令和6～8年度まで", year(2024, 2026)),
        ("平成30～2年度", year(2018, 2020)),
        ("2024-26年度", year(2024, 2026)),
        ("１年目（令和6年度）", year(2024)),
        ("令和6年度の取組", year(2024)),
        ("令和6年度上期", year(2024, part="上期")),
        ("令和6年度（後半）", year(2024, part="後半")),
        ("R6 第1四半期", year(2024, part="第1四半期")),
        ("令和6年度 4月", year(2024, part="4月")),
        ("これまでの取り組み", before(None)),
        ("これまで", before(None)),
        ("これまで（～R4）", before(2022)),
        ("平成28年度以前", before(2016)),
        ("令和4年度まで", before(2022)),
        ("～令和4年度", before(2022)),
        ("令和9年度以降", after(2027)),
        ("R9〜", after(2027)),
        ("以降", after(None)),
    ],
)
def test_a_column_head_names_its_fiscal_years(text, label):
    assert parse_year_label(text) == label


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "項目",
            "上期",
            "4月",
            "第1四半期",
            "7",
            "7年度",
            "①",
            "3/5",
            "～3",
            "2,000",
            "12,020",
            "2,000円",
            "120人",
        ),
        *(
            "第３次",
            "令和4年3月",
            "2024年4月",
            "R6.4",
            "令和4年4月1日",
            "目標値（令和8年度）",
            "令和5年度末",
            "R0",
            "平成99年度",
        ),
        *(
            "H2O",
            "AWS S3",
            "1989",
            "2061",
            "令和8年度～令和6年度",
            "これまでの計画では、窓口の改善に取り組んできました",
        ),
    ],
)
def test_other_text_is_no_column_head(text):
    assert parse_year_label(text) is None


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        ("7年度", (2024,), 2025),
        ("7", (2024,), 2025),
        ("７", (2024, 2026), 2025),
        ("元年度", (2018,), 2019),
        ("30年度", (2019,), 2018),
        ("24", (2023,), 2024),
        ("24", (2011,), 2012),
    ],
)
def test_a_bare_number_takes_the_era_of_the_years_beside_it(text, context, found):
    assert parse_year_label(text, context=context) == year(found)


def test_a_bare_number_far_from_its_neighbours_is_no_year():
    assert parse_year_label("60", context=(2024,)) is None


@pytest.mark.parametrize(
    ("texts", "period", "labels"),
    [
        (["令和6", "7", "8年度"], None, [year(2024), year(2025), year(2026)]),
        (["取組", "7 年度", "8 年度"], (2025, 2027), [None, year(2025), year(2026)]),
        (["取組", "7 年度", "8 年度"], None, [None, None, None]),
        (["6", "7", "8"], (2024, 2026), [year(2024), year(2025), year(2026)]),
        (["24", "25", "26"], (2024, 2026), [year(2024), year(2025), year(2026)]),
        (["H24", "25", "26"], None, [year(2012), year(2013), year(2014)]),
        (["29年度", "30年度", "元年度"], None, [year(2017), year(2018), year(2019)]),
        (["これまで", "H30", "31", "2", "以降"], None, [before(2017), year(2018), year(2019), year(2020), after(2021)]),
        (["3年度以前", "令和4年度", "5年度"], None, [before(2021), year(2022), year(2023)]),
        (["R2～4", "5", "6"], None, [year(2020, 2022), year(2023), year(2024)]),
        (
            ["R6上期", "R6下期", "R7上期"],
            None,
            [year(2024, part="上期"), year(2024, part="下期"), year(2025, part="上期")],
        ),
        (["R6", "R7", "R7", "R9"], None, [year(2024), year(2025), None, year(2027)]),
        (["R2", "R4", "R6"], None, [None, None, None]),
        (["これまで", "これから"], None, [before(None), None]),
        (["4年度以前", "取組"], None, [None, None]),
        (["7"], (2024, 2026), [None]),
        ([], (2024, 2026), []),
    ],
)
def test_a_row_of_heads_is_read_together(texts, period, labels):
    assert parse_year_row(texts, period=period) == labels


def test_twelve_months_are_not_a_plan_of_twelve_years():
    months = ["4", "5", "6", "7", "8", "9", "10", "11", "12", "1", "2", "3"]

    assert parse_year_row(months, period=(2024, 2026)) == [None] * 12


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("目標値（R8）", 2026),
        ("現状値 (R5年度)", 2023),
        ("2027年度末目標", 2027),
        ("現状（令和4年3月末）", 2021),
        ("現状（令和4年4月1日）", 2022),
        ("KPI(2025)", 2025),
        ("目標値", None),
        ("2020人", None),
        ("12,020", None),
        ("R5→R8", None),
    ],
)
def test_a_heading_holds_one_year_or_none(text, found):
    assert find_year(text) == found


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("令和２年度～令和８年度", (2020, 2026)),
        ("令和2年度から令和8年度まで", (2020, 2026)),
        ("2025年度～2027年度", (2025, 2027)),
        ("令和6年度 ▷ 令和8年度", (2024, 2026)),
        ("令和5年度(2023年度)から令和7年度(2025年度)までの3年間", (2023, 2025)),
        ("令和３年度（2021年度）～７年度（2025年度）", (2021, 2025)),
        ("2021(令和3)年度から2025(令和7)年度まで", (2021, 2025)),
        ("令和3年度から5年間", (2021, 2025)),
        ("平成30年度からの3か年", (2018, 2020)),
        ("令和3年度を初年度とする5か年計画", (2021, 2025)),
        ("令和5年度を初年度とし、総合計画の最終年度である令和7年度までの3年間", (2023, 2025)),
        ("2019～2022年度", (2019, 2022)),
        ("2019～22年度", (2019, 2022)),
        ("平成31～4年度", (2019, 2022)),
        ("令和３年４月１日から令和８年３月３１日", (2021, 2025)),
        ("平成31年(2019年)4月から令和4年(2022年)3月まで", (2019, 2021)),
        ("令和6年度", None),
        ("令和8年度～令和6年度", None),
        ("1から3まで", None),
    ],
)
def test_a_plan_period_in_running_text(text, period):
    assert find_period(text) == period


def test_a_period_comes_with_the_rest_of_its_sentence():
    (period,) = find_periods("前の文です。本計画の期間は、令和6年度から令和8年度までとします。次の文です。")

    assert (period.before, period.after) == ("本計画の期間は、", "年度までとします")


def spellings(fiscal_year: int) -> list[str]:
    """The ways in which offices print one fiscal year."""
    eras = [("令和", "R", 2018), ("平成", "H", 1988)]
    (era, letter, base) = next(item for item in eras if fiscal_year > item[2])
    count = fiscal_year - base
    word = "元" if count == 1 else str(count)
    return [
        f"{era}{word}年度",
        f"{era}{word}",
        f"{letter}{count}",
        f"{letter}{count}年度",
        f"{letter}.{count}",
        f"{fiscal_year}年度",
        f"FY{fiscal_year}",
        f"{fiscal_year}",
        f"{era}{word}年度({fiscal_year}年度)",
        f"{era}{word}({fiscal_year})年度",
        f"{era}{word}年({fiscal_year})度",
        f"{fiscal_year}年度({era}{word}年度)",
        f"{fiscal_year}({letter}{count})年度",
    ]


FISCAL_YEARS = st.integers(1990, 2050)


@given(FISCAL_YEARS, st.data(), st.booleans(), st.booleans())
def test_every_spelling_reads_back(fiscal_year, data, wide, spaced):
    text = data.draw(st.sampled_from(spellings(fiscal_year)))
    text = text.translate(WIDE) if wide else text
    text = " ".join(text) if spaced and not text.startswith("FY") else text

    assert parse_year_label(text) == year(fiscal_year)
    assert find_year(f"目標値（{text}）") == fiscal_year


@given(FISCAL_YEARS, st.integers(2, 10), st.data())
def test_a_row_of_mixed_spellings_ascends(first, n_years, data):
    years = range(first, first + n_years)
    texts = [data.draw(st.sampled_from(spellings(fiscal_year))) for fiscal_year in years]

    assert parse_year_row(["これまで", *texts, "以降"]) == [
        before(first - 1),
        *map(year, years),
        after(first + n_years),
    ]


@given(FISCAL_YEARS, st.integers(1, 10), st.data(), st.sampled_from(["～", "から", "〜", " － "]))
def test_a_period_in_any_spelling_reads_back(first, n_more, data, dash):
    texts = [data.draw(st.sampled_from(spellings(fiscal_year))) for fiscal_year in (first, first + n_more)]

    assert find_period(dash.join(texts)) == (first, first + n_more)


@given(st.text(alphabet="令和平成元年度月日RHS～~-0123456789０１２これまで以降前（）()／/・、 \n\ue000①②"))
@example("0、1年")
def test_no_text_breaks_the_reading(text):
    for read in (parse_year_label, find_year, find_period):
        assert read(text) == read(unicodedata.normalize("NFKC", text)) or any(char in "①②" for char in text)
    assert len(parse_year_row([text, "R6", text], period=(2024, 2026))) == 3
