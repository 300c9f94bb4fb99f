"""Search finds what a substring search over NFKC texts finds, no more and no less."""

from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.errors import SearchQueryError
from corpus.records import Analysis, Document, Indicator, Measure, Plan, ScheduleEntry, Source, Token
from corpus.search import MAX_QUERY_LENGTH, search
from corpus.store import Store, open_store
from corpus.text_units import SEARCH_FIELDS
from tests import strategies as records


def measure(measure_id: str, title: str, **fields: object) -> Measure:
    return Measure(**{"id": measure_id, "path": (), "label": "", "title": title, "page": 7, "end_page": 7, **fields})


def put(
    store: Store,
    *measures: Measure,
    sha256: str = "a" * 64,
    code: str = "042072",
    words: dict[str, list[str]] | None = None,
) -> None:
    tokens = {text: make_tokens(surfaces) for text, surfaces in (words or {}).items()}
    plan = Plan(
        source=Source(source_name="a.pdf", sha256=sha256, page_count=40, extractor_version="1"),
        document=Document(municipality="名取市", municipality_code=code),
        measures=measures,
    )
    store.put_plan(plan, Analysis(), tokens=tokens, tokeniser_version="1", versions="1")


def make_tokens(surfaces: list[str]) -> tuple[Token, ...]:
    """Tokens whose normalised form is the surface without okurigana み."""
    tokens, start = [], 0
    for surface in surfaces:
        end = start + len(surface)
        form = normal(surface)
        tokens.append(
            Token(
                start=start,
                end=end,
                surface=surface,
                dictionary_form=surface,
                normalised_form=form,
                reading="",
                part_of_speech="",
            )
        )
        start = end
    return tuple(tokens)


def normal(surface: str) -> str:
    return {"取組": "取り組み", "取組み": "取り組み"}.get(surface, surface)


def found(store: Store, query: str, **options: object) -> list[str]:
    result = search(store, query, limit=1000, **options)

    assert result.total == len(result.hits)
    return [hit.measure_id for hit in result.hits]


def by_substring(measures: tuple[Measure, ...], query: str) -> list[str]:
    form = unicodedata.normalize("NFKC", query)
    return [
        measure.id
        for measure in measures
        if any(
            form in unicodedata.normalize("NFKC", text) for texts in SEARCH_FIELDS.values() for text in texts(measure)
        )
    ]


def texts_of(plan: Plan) -> list[str]:
    return [text for measure in plan.measures for texts in SEARCH_FIELDS.values() for text in texts(measure)]


class TestEqualsSubstringSearch:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(plan=records.plans.filter(lambda plan: plan.measures), data=st.data())
    def test_hits_equal_the_substring_search(self, plan: Plan, data: st.DataObject) -> None:
        """Substrings of printed texts, of their NFKC forms, of several texts joined, and words of other origin."""
        printed = texts_of(plan)
        forms = [unicodedata.normalize("NFKC", text) for text in printed]
        sources = st.sampled_from([*printed, *forms, "".join(printed), " ".join(forms)])
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
            store.put_plan(plan, Analysis(), tokens={}, tokeniser_version="1", versions="1")
            for _ in range(10):
                source = data.draw(sources)
                start = data.draw(st.integers(0, len(source)))
                query = data.draw(st.just(source[start : start + data.draw(st.integers(1, 6))]) | records.texts)
                if query.strip():
                    assert found(store, query) == by_substring(plan.measures, query)

    @given(query=st.text(max_size=20))
    @settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_query_is_answered(self, tmp_path_factory: pytest.TempPathFactory, query: str) -> None:
        assume(query.strip())
        with open_store(tmp_path_factory.getbasetemp() / "any-query") as store:
            put(store, measure("1", query, description=f"あ{query}い"))

            assert found(store, query) == ["1"]

    @pytest.mark.parametrize(
        ("title", "query", "hit"),
        [
            ("ＤＸの推進", "DX", True),
            ("DXの推進", "ＤＸ", True),
            ("ﾃﾞｼﾞﾀﾙ", "デジタル", True),
            ("施策①", "1", True),
            ("施策1", "①", True),
            ("㍻31年", "平成", True),
            ("推進", "推", True),
            ("ICT", "ict", False),
            ("か\u3099っこう", "がっこう", True),
            ("電子　申請", "電子 申請", True),
            ("電子申請", "電子 申請", False),
            ('"AND" OR *', '"AND"', True),
            ("a*", "a*", True),
            ("ab", "a*", False),
            ("NEAR(推進)", "NEAR(", True),
            ("😀の窓口", "😀", True),
            ("👨‍👩‍👧", "👩", True),
            ("a\x00b", "a\x00b", True),
            ("title:推進", "title:推", True),
            ("推進", "\ud800", False),
            ("葛\U000e0100城市", "葛城", False),
        ],
    )
    def test_cases(self, store: Store, title: str, query: str, hit: bool) -> None:  # noqa: FBT001
        put(store, measure("1", title))

        assert found(store, query) == (["1"] if hit else [])

    def test_a_phrase_never_crosses_texts(self, store: Store) -> None:
        entry = ScheduleEntry(row="", activity="検討", start_fy=2020, end_fy=2020)
        put(
            store,
            measure(
                "1",
                "推進",
                description="する",
                path=("甲", "乙"),
                departments=("総務課", "税務課"),
                schedule=(entry, replace(entry, activity="運用")),
                indicators=(Indicator(name="件数", values=(("2020", "80%"), ("2021", "90%"))),),
            ),
        )

        for query in ("推進", "する", "甲", "総務課", "運用", "件数", "90%"):
            assert found(store, query) == ["1"]
        for query in ("推進する", "甲乙", "総務課税", "検討運用", "件数80", "80%90%", "2020"):
            assert found(store, query) == []


class TestAnswer:
    def test_a_hit_says_where_and_shows_the_text_around(self, store: Store) -> None:
        put(store, measure("1", "計画", description="あ" * 40 + "窓口の推進" + "い" * 40, departments=("推進課",)))

        [hit] = search(store, "推進").hits

        assert (hit.municipality, hit.municipality_code, hit.title, hit.page) == ("名取市", "042072", "計画", 7)
        assert hit.fields == ("description", "departments")
        assert hit.snippet == "…" + "あ" * 27 + "窓口の推進" + "い" * 30 + "…"

    def test_order_is_that_of_the_plans_and_the_limit_cuts(self, store: Store) -> None:
        put(store, measure("3", "推進"), measure("1", "推進"), sha256="b" * 64, code="042072")
        put(store, measure("2", "推進"), sha256="c" * 64, code="011002")

        assert found(store, "推進") == ["2", "3", "1"]
        result = search(store, "推進", limit=2)
        assert result.total == 3
        assert [hit.measure_id for hit in result.hits] == ["2", "3"]
        assert search(store, "推進", limit=0).hits == ()

    def test_one_measure_of_two_files_is_one_hit(self, store: Store) -> None:
        shared = [measure(str(number), "推進") for number in range(5)]
        put(store, *shared, sha256="a" * 64)
        put(store, *shared, sha256="b" * 64)

        assert search(store, "推進", limit=5).total == 5
        assert [hit.measure_id for hit in search(store, "推進", limit=5).hits] == ["0", "1", "2", "3", "4"]

    @pytest.mark.parametrize("query", ["", " ", "　\n", "あ" * (MAX_QUERY_LENGTH + 1), "\ufdfa" * MAX_QUERY_LENGTH])
    def test_a_blank_or_endless_query_is_refused(self, store: Store, query: str) -> None:
        with pytest.raises(SearchQueryError):
            search(store, query)

    def test_a_long_query_is_answered(self, store: Store) -> None:
        text = "".join(chr(0x4E00 + number) for number in range(3000))
        put(store, measure("1", "推進", description=text))

        assert found(store, text) == ["1"]
        assert found(store, text + "の") == []


class TestNormalised:
    def test_words_meet_in_their_normalised_form(self, store: Store) -> None:
        put(
            store,
            measure("1", "ＤＸの取組み"),
            measure("2", "取組 推進"),
            measure("3", "取り組む"),
            words={
                "ＤＸの取組み": ["ＤＸ", "の", "取組み"],
                "取組 推進": ["取組", " ", "推進"],
                "取り組む": ["取り組む"],
            },
        )

        def split(*words: str) -> dict[str, object]:
            return {"normalised": True, "normalise_query": lambda _: [normal(word) for word in words]}

        assert found(store, "取組", **split("取組")) == ["1", "2"]
        assert found(store, "DX", **split("DX")) == ["1"]
        assert found(store, "取組み推進", **split("取組み", "推進")) == ["2"]
        assert found(store, "の推進", **split("の", "推進")) == []
        assert search(store, "取組", **split("取組")).hits[0].snippet == "ＤＸの取組み"
        assert found(store, "取組") == ["1", "2"]
        assert found(store, "取り組み") == []

    def test_replacing_a_plan_leaves_no_words_behind(self, store: Store) -> None:
        options = {"normalised": True, "normalise_query": lambda query: [query]}
        put(store, measure("1", "推進"), words={"推進": ["推進"]})
        put(store, measure("1", "推進"), words={"推進": ["推", "進"]}, sha256="b" * 64)
        put(store, measure("1", "計画"), words={"計画": ["計画"]})

        assert found(store, "推進", **options) == []
        assert found(store, "推", **options) == ["1"]
        assert found(store, "計画", **options) == ["1"]

    def test_it_needs_the_tokeniser(self, store: Store) -> None:
        with pytest.raises(ValueError, match="normalise_query"):
            search(store, "推進", normalised=True)
        with pytest.raises(SearchQueryError):
            search(store, "推進", normalised=True, normalise_query=lambda _: [" "])
