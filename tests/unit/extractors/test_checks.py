"""Self-checks: what does not add up becomes an issue."""

from __future__ import annotations

import itertools

import pytest
from unit.extractors.typed_pages import page, text_at

from corpus.records import Box, Document, Measure, Region, ScheduleEntry
from extractors.checks import check_measures, check_pages

PERIOD = Document(start_fy=2025, end_fy=2028)


NUMBERS = itertools.count()


def measure(label="", *, path=("第２章",), schedule=(), page=5, title="", departments=(), repost=False):
    entries = tuple(
        ScheduleEntry(row="", activity="検討", start_fy=start, end_fy=end, where=(Region(page, Box(1, 2, 3, 4)),))
        for start, end in schedule
    )
    return Measure(
        id="0",
        path=path,
        label=label,
        title=title or f"窓口の予約{next(NUMBERS)}",
        page=page,
        end_page=page,
        schedule=entries,
        departments=tuple(departments),
        repost=repost,
        where={"title": (Region(page, Box(60, 80, 200, 92)),)},
    )


def codes(issues):
    return [issue.code for issue in issues]


@pytest.mark.parametrize(
    ("labels", "n_gaps"),
    [
        (["①", "②", "③"], 0),
        (["①", "③"], 1),
        (["（１）", "（２）", "（５）"], 1),
        (["3）", "5）", "9）"], 2),
        (["③", "④"], 0),
        (["①", "②", "①", "②"], 0),
        (["■", "■"], 0),
        (["", "予約"], 0),
    ],
)
def test_marks_out_of_sequence_are_reported(labels, n_gaps):
    issues = check_measures([measure(label) for label in labels], PERIOD)
    assert codes(issues) == ["mark_gap"] * n_gaps


def test_each_section_has_a_sequence_of_its_own():
    found = [
        measure("①", path=("一",)),
        measure("②", path=("一",)),
        measure("①", path=("二",)),
        measure("②", path=("二",)),
    ]
    assert check_measures(found, PERIOD) == []


def test_a_gap_names_its_place_and_what_is_missing():
    (issue,) = check_measures([measure("①"), measure("④")], PERIOD)
    assert (issue.page, issue.box) == (5, Box(60, 80, 200, 92))
    assert "④" in issue.message
    assert "2件" in issue.message


@pytest.mark.parametrize(
    ("years", "inside"),
    [
        ((2025, 2028), True),
        ((2024, 2025), True),
        ((None, 2024), True),
        ((2023, 2025), False),
        ((2027, 2029), False),
        ((None, 2022), False),
    ],
    ids=["period", "the year before", "until then", "too early", "too late", "long before"],
)
def test_years_outside_the_period_are_reported(years, inside):
    issues = check_measures([measure(schedule=[years])], PERIOD)
    assert codes(issues) == ([] if inside else ["year_outside_period"])


def test_the_same_years_on_a_page_are_reported_once():
    issues = check_measures([measure(schedule=[(2027, 2030)]), measure(schedule=[(2027, 2030)])], PERIOD)
    assert codes(issues) == ["year_outside_period"]
    assert (issues[0].page, issues[0].box) == (5, Box(1, 2, 3, 4))


def test_without_a_period_no_year_is_outside():
    assert check_measures([measure(schedule=[(1999, 2050)])], Document()) == []


def test_a_document_without_measures_is_reported():
    assert codes(check_measures([], PERIOD)) == ["no_action_chapter"]


@pytest.mark.parametrize(
    ("text", "cover", "scanned"),
    [
        ("", 1.0, True),
        ("12", 0.9, True),
        ("窓口の手続を見直し、手間を減らします。", 1.0, False),
        ("", 0.3, False),
        ("", 0.0, False),
    ],
    ids=["image", "image with page number", "image with text layer", "small image", "empty page"],
)
def test_a_page_whose_text_is_in_an_image_is_reported(text, cover, scanned):
    issues = check_pages([page(text_at(60, 80, text), number=7, cover=cover)])
    assert [(issue.code, issue.page) for issue in issues] == ([("scanned_page", 7)] if scanned else [])


def test_every_message_is_a_japanese_sentence():
    issues = [
        *check_pages([page(cover=1.0)]),
        *check_measures([], PERIOD),
        *check_measures([measure("①"), measure("④", schedule=[(2027, 2030)])], PERIOD),
    ]
    assert len(issues) == 4
    for issue in issues:
        assert issue.message.endswith("。")
        assert "\n" not in issue.message
