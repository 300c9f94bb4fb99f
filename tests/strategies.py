"""Hypothesis strategies for the records: any value that a plan could print, odd ones included.

Texts hold every character but lone surrogates, which are no text; coordinates have two decimals, as stored.
"""

from __future__ import annotations

from hypothesis import strategies as st

from corpus.records import (
    Analysis,
    Box,
    Classification,
    Document,
    Indicator,
    Initiative,
    Issue,
    Measure,
    Plan,
    Progress,
    Region,
    Review,
    ScheduleEntry,
    Source,
    Term,
    Token,
)

JAPANESE = "情報化推進計画の取組み、ＤＸDXｱアイ①が①（１）ﾊﾟ㍻ー・=+-@'\"|\\"

texts = st.text(st.sampled_from(JAPANESE) | st.characters(exclude_categories=["Cs"]), max_size=12)
lines = st.text(st.sampled_from(JAPANESE), min_size=1, max_size=10)
few_texts = st.lists(texts, max_size=3).map(tuple)
# An empty entry of a list cannot be told from no entry in a table's cell, and no reader makes one.
few_lines = st.lists(lines, max_size=3).map(tuple)
pages = st.integers(1, 500)
years = st.integers(1990, 2100)
shares = st.floats(0, 1)
sha256s = st.text("0123456789abcdef", min_size=64, max_size=64)
codes = st.text("0123456789", min_size=6, max_size=6)
coordinates = st.integers(-(10**6), 10**6).map(lambda hundredths: hundredths / 100)
boxes = st.builds(Box, coordinates, coordinates, coordinates, coordinates)
regions = st.lists(st.builds(Region, pages, boxes), max_size=2).map(tuple)


def wheres(*names: str) -> st.SearchStrategy[dict[str, tuple[Region, ...]]]:
    """Regions of some of the named fields."""
    return st.dictionaries(st.sampled_from(names), regions, max_size=len(names))


documents = st.builds(
    Document,
    municipality=st.none() | texts,
    municipality_code=st.none() | codes,
    prefecture=st.none() | st.sampled_from(["宮城県", "東京都"]),
    title=st.none() | texts,
    start_fy=st.none() | years,
    end_fy=st.none() | years,
    where=wheres("municipality", "title"),
)
sources = st.builds(Source, source_name=texts, sha256=sha256s, page_count=pages, extractor_version=texts)


@st.composite
def schedule_entries(draw: st.DrawFn) -> ScheduleEntry:
    """Entries that end no earlier than they start."""
    start_fy = draw(st.none() | years)
    return ScheduleEntry(
        row=draw(texts),
        activity=draw(texts),
        start_fy=start_fy,
        end_fy=draw(st.integers(start_fy or 1990, 2200)),
        open_end=draw(st.booleans()),
        confidence=draw(shares),
        where=draw(regions),
    )


indicators = st.builds(
    Indicator, name=texts, values=st.lists(st.tuples(texts, texts), max_size=3).map(tuple), where=regions
)
progress_reports = st.builds(Progress, heading=texts, text=texts, departments=few_lines, where=regions)
measures = st.builds(
    Measure,
    id=st.text("0123456789abcdef", min_size=16, max_size=16),
    path=few_lines,
    label=texts,
    title=texts,
    page=pages,
    end_page=pages,
    description=texts,
    current=texts,
    departments=few_lines,
    printed_codes=few_lines,
    badges=few_lines,
    repost=st.booleans(),
    schedule=st.lists(schedule_entries(), max_size=2).map(tuple),
    indicators=st.lists(indicators, max_size=2).map(tuple),
    progress=st.lists(progress_reports, max_size=1).map(tuple),
    term_refs=few_lines,
    extractor=texts,
    confidence=shares,
    confidence_reason=texts,
    where=wheres("title", "description", "departments"),
)
reviews = st.builds(
    Review,
    path=few_lines,
    label=texts,
    title=texts,
    current=texts,
    status=texts,
    direction=texts,
    page=pages,
    refs=few_lines,
    where=regions,
)
terms = st.builds(
    Term,
    marker=texts,
    term=texts,
    expansion=texts,
    definition=texts,
    kind=st.sampled_from(["footnote", "endnote", "table"]),
    page=pages,
    where=regions,
)
initiatives = st.builds(
    Initiative, title=texts, issues=few_lines, effects=few_lines, measure_ids=few_lines, page=pages, where=regions
)
issues = st.builds(Issue, code=texts, message=texts, page=st.none() | pages, box=st.none() | boxes)
classifications = st.builds(
    Classification,
    measure_id=texts,
    scheme=st.sampled_from(["national-dx", "other"]),
    scheme_version=texts,
    label=lines,
    rank=st.integers(0, 5),
    probability=shares,
    abstain=st.booleans(),
    decided_by=texts,
)
analyses = st.builds(Analysis, classifications=st.lists(classifications, max_size=3).map(tuple))
plans = st.builds(
    Plan,
    source=sources,
    document=documents,
    measures=st.lists(measures, max_size=3, unique_by=lambda measure: measure.id).map(tuple),
    reviews=st.lists(reviews, max_size=1).map(tuple),
    terms=st.lists(terms, max_size=1).map(tuple),
    initiatives=st.lists(initiatives, max_size=1).map(tuple),
    issues=st.lists(issues, max_size=2).map(tuple),
)


def _characters(surface: str, start: int) -> tuple[Token, ...]:
    return tuple(
        Token(
            start=place,
            end=place + 1,
            surface=character,
            dictionary_form=character,
            normalised_form=character,
            reading="",
            part_of_speech="名詞,普通名詞,一般,*,*,*",
        )
        for place, character in enumerate(surface, start=start)
    )


@st.composite
def tokenised_texts(draw: st.DrawFn) -> tuple[str, tuple[Token, ...]]:
    """A text and tokens that rejoin to it, some of them with shorter units."""
    surfaces = draw(st.lists(st.text(st.sampled_from(JAPANESE), min_size=1, max_size=3), max_size=5))
    tokens, start = [], 0
    for surface in surfaces:
        tokens.append(
            Token(
                start=start,
                end=start + len(surface),
                surface=surface,
                dictionary_form=draw(st.just(surface) | texts),
                normalised_form=draw(st.just(surface) | texts),
                reading=draw(texts),
                part_of_speech=draw(st.sampled_from(["名詞,普通名詞,一般,*,*,*", ""])),
                units_b=draw(st.just(()) | st.just(_characters(surface, start))),
                units_a=draw(st.just(()) | st.just(_characters(surface, start))),
            )
        )
        start += len(surface)
    return "".join(surfaces), tuple(tokens)
