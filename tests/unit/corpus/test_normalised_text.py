"""The normalised text says the same in one way of writing, and every part of it points to what is printed."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.annotations import find_annotations
from corpus.normalised_text import normalise_text

printed_texts = st.text(
    st.sampled_from(
        "ｱｶﾞﾊﾟか゛は゜がガサ－ビスーＡＳＰ０１2①⑴㈱⽤⺠神﨑〜～~-−‐―…㎡½²㍻ℓ　 年度令和\u3099\u200b\U000e0100\n"
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


@pytest.mark.parametrize(
    ("printed", "normalised"),
    [
        ("ＤＸの推進", "DXの推進"),
        ("ﾃﾞｼﾞﾀﾙ･ﾃﾞｨﾊﾞｲﾄﾞ", "デジタル・ディバイド"),
        ("か゛くしゅう、は゜", "がくしゅう、ぱ"),
        ("か\u3099く", "がく"),
        ("利⽤者と住⺠", "利用者と住民"),
        ("神谷﨑", "神谷﨑"),
        ("施策①を", "施策①を"),
        ("㈱見本、⑴、㊙", "㈱見本、⑴、㊙"),
        ("10²と2½と5㎡", "10²と2½と5㎡"),
        ("令和６～８年度", "令和6〜8年度"),
        ("令和６〜８年度", "令和6〜8年度"),
        ("ＬＧＷＡＮ－ＡＳＰ", "LGWAN-ASP"),
        ("ＬＧＷＡＮ−ＡＳＰ", "LGWAN-ASP"),
        ("LGWANーASP", "LGWAN-ASP"),
        ("窓口サ－ビス", "窓口サービス"),
        ("サービス－窓口", "サービス-窓口"),
        ("第１－２号", "第1-2号"),
        ("窓口―概要", "窓口―概要"),
        ("㍻31年　㋿元年", "平成31年 令和元年"),
        ("葛\U000e0100城市", "葛城市"),
        ("窓\u200b口", "窓口"),
        ("", ""),
    ],
)
def test_one_way_of_writing(printed, normalised):
    assert normalise_text(printed).text == normalised


@settings(max_examples=300, deadline=None)
@given(printed_texts)
def test_normalising_again_changes_nothing(printed):
    once = normalise_text(printed).text

    assert normalise_text(once).text == once


@settings(max_examples=300, deadline=None)
@given(printed_texts)
def test_the_map_covers_both_texts_and_never_runs_backwards(printed):
    normalised = normalise_text(printed)
    spans = [normalised.printed_span(place, place + 1) for place in range(len(normalised.text))]

    assert all(start < end <= len(printed) for start, end in spans)
    assert spans == sorted(spans)
    assert normalised.printed_span(0, len(normalised.text))[1] <= len(printed)
    if normalised.text:
        covered = {place for start, end in spans for place in range(start, end)}
        left_out = [printed[place] for place in set(range(len(printed))) - covered]
        assert all(unicodedata.category(char) in {"Cf", "Mn"} for char in left_out)


@settings(max_examples=300, deadline=None)
@given(printed_texts, st.data())
def test_a_span_comes_back_with_what_belongs_to_it(printed, data):
    normalised = normalise_text(printed)
    start = data.draw(st.integers(0, len(normalised.text)))
    end = data.draw(st.integers(start, len(normalised.text)))
    back = normalised.normalised_span(*normalised.printed_span(start, end))

    if start < end:
        assert back[0] <= start
        assert back[1] >= end
        # What it stands for, printed alone, is normalised to the same, unless a dash looks beyond the span.
        first, last = normalised.printed_span(start, end)
        if not set("-ー－−‐‑–—―─﹣⁃‒") & set(printed):
            assert normalise_text(printed[first:last]).text == normalised.text[back[0] : back[1]]


def test_spans_of_characters_that_shrink_and_grow():
    normalised = normalise_text("㍻31年度のﾃﾞｰﾀ")

    assert normalised.text == "平成31年度のデータ"
    assert normalised.printed_span(0, 6) == (0, 5)
    assert normalised.printed_span(1, 2) == (0, 1)
    assert normalised.printed_span(7, 10) == (6, 10)
    assert normalised.normalised_span(6, 8) == (7, 8)
    assert [offset for offset in range(11) if not normalised.is_boundary(offset)] == [1]


@pytest.mark.parametrize("span", [(-1, 0), (1, 0), (0, 4)])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(ValueError, match="expected a span"):
        normalise_text("窓口改").printed_span(*span)
    with pytest.raises(ValueError, match="expected a span"):
        normalise_text("窓口改").normalised_span(*span)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("平成31年度及び令和元年度", [("平成31年度", 2019, True), ("令和元年度", 2019, True)]),
        ("令和６～８年度", [("令和6", 2024, True), ("8年度", 2026, True)]),
        ("Ｈ30～Ｒ2年度", [("H30", 2018, True), ("R2年度", 2020, True)]),
        ("R6年4月", [("R6年", 2024, False)]),
        ("㍻３１年", [("平成31年", 2019, False)]),
        ("２０２４年度", [("2024年度", 2024, True)]),
        ("FY2024", [("FY2024", 2024, True)]),
        ("2024～2026年度", [("2024", 2024, True), ("2026年度", 2026, True)]),
        ("令和６年度から５年間", [("令和6年度", 2024, True)]),
        ("令和0年", []),
        ("S3バケット", []),
        ("2024人", []),
    ],
)
def test_years_are_western_years(text, values):
    normalised = normalise_text(text).text
    found = [found for found in find_annotations(normalised) if found.kind == "year"]

    assert [(normalised[year.start : year.end], year.value, year.fiscal) for year in found] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("施策①を⑳件", [1, 20]),
        ("２，０００件", [2000]),
        ("１億2,000万円", [120_000_000]),
        ("3.5％", [3.5]),
        ("⑴と½", [1, 0.5]),
        ("10²", [10]),
        ("令和6年度に5件", [5]),
        ("MP3とPC1,200台", [1200]),
    ],
)
def test_numbers_have_values_however_they_are_printed(text, values):
    found = find_annotations(normalise_text(text).text)

    assert [number.value for number in found if number.kind == "number"] == values


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("令和平成元年度R6〜8、.,1230①千万億"), max_size=20))
def test_annotations_never_overlap(text):
    found = find_annotations(normalise_text(text).text)

    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
