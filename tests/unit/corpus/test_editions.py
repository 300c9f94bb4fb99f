"""Files are one plan where that is certain, and only there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.editions import group_editions, of_prefecture
from corpus.entries import PlanHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "名取市情報化推進計画"


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def header(source_name: str = "a.pdf", title: str | None = TITLE, **fields: object) -> PlanHeader:
    facts = {
        "document_id": 1,
        "sha256": sha(f"{source_name}{title}{sorted(fields.items())}"),
        "municipality": "名取市",
        "municipality_code": "042072",
        "prefecture": "宮城県",
        "start_fy": 2020,
        "end_fy": 2026,
    }
    return PlanHeader(source_name=source_name, title=title, **(facts | fields))


def names(headers: Sequence[PlanHeader]) -> list[list[str]]:
    """The editions by the names of their files, digests marked."""
    return sorted(
        [part.source_name if edition.is_counted else f"~{part.source_name}" for part in edition.parts]
        for edition in group_editions(headers)
    )


class TestManifest:
    def test_a_plan_id_joins_what_nothing_else_would(self) -> None:
        headers = [
            header("2.pdf", None, plan_id="p", part="2", municipality=None, municipality_code=None),
            header("10.pdf", "別の題名", plan_id="p", part="10"),
            header("1.pdf", plan_id="p", part="1"),
            header("other.pdf", plan_id="q"),
        ]

        assert names(headers) == [["1.pdf", "2.pdf", "10.pdf"], ["other.pdf"]]
        assert {edition.id for edition in group_editions(headers)} == {"p", "q"}

    @pytest.mark.parametrize(
        "parts",
        [
            ["1", "2", "10"],
            ["第一部", "第二部", "資料編"],
            ["本編", "資料編", "別冊"],
            ["上", "下"],
            ["Ⅰ", "Ⅱ"],
            ["1 総論", "2 各論"],
        ],
    )
    def test_parts_stand_in_their_order(self, parts: list[str]) -> None:
        headers = [header(f"{9 - place}.pdf", plan_id="p", part=part) for place, part in enumerate(parts)]
        [edition] = group_editions(reversed(headers))

        assert [part.part for part in edition.parts] == parts

    def test_without_a_part_the_printed_pages_and_then_the_names_decide(self) -> None:
        by_name = [header(name, plan_id="p") for name in ("10.pdf", "9.pdf")]
        by_page = [header("a.pdf", plan_id="p", first_printed_page=30), header("b.pdf", plan_id="p")]

        assert names(by_name) == [["9.pdf", "10.pdf"]]
        assert names(by_page) == [["b.pdf", "a.pdf"]]

    def test_a_digest_of_the_same_plan_id_is_linked(self) -> None:
        headers = [header("a.pdf", plan_id="p"), header("b.pdf", plan_id="p", part="概要版")]
        digest = next(edition for edition in group_editions(headers) if not edition.is_counted)

        assert names(headers) == [["a.pdf"], ["~b.pdf"]]
        assert (digest.digest_of, digest.id) == ("p", headers[1].sha256[:16])

    def test_what_one_part_does_not_print_comes_from_another(self) -> None:
        nothing = {"municipality": None, "municipality_code": None, "prefecture": None, "start_fy": None}
        first = header("1.pdf", None, plan_id="p", part="1", end_fy=None, **nothing)
        second = header("2.pdf", plan_id="p", part="2", start_fy=None)
        third = header("3.pdf", "後の題名", plan_id="p", part="3", municipality="岩沼市", municipality_code="042111")
        [edition] = group_editions([third, second, first])
        whole = edition.header

        assert (whole.source_name, whole.title) == ("1.pdf", TITLE)
        assert (whole.municipality, whole.municipality_code) == ("名取市", "042072")
        assert (whole.start_fy, whole.end_fy) == (None, 2026)


class TestDetected:
    @pytest.mark.parametrize(
        "files",
        [
            [("a.pdf", TITLE + "（本編）"), ("b.pdf", TITLE + "　資料編")],
            [("計画_第1部.pdf", TITLE), ("計画_第2部.pdf", TITLE)],
            [("keikaku.pdf", TITLE), ("keikaku 資料編.pdf", TITLE)],
            [("x その1.pdf", TITLE), ("x その2.pdf", "情報化推進計画"), ("x その3.pdf", TITLE)],
        ],
    )
    def test_named_parts_are_joined(self, files: list[tuple[str, str]]) -> None:
        assert names([header(name, title) for name, title in files]) == [[name for name, _ in files]]

    def test_a_part_printed_on_the_cover_counts(self) -> None:
        headers = [header("1.pdf", printed_part="第１部"), header("2.pdf", printed_part="第２部")]

        assert names(headers) == [["1.pdf", "2.pdf"]]

    @pytest.mark.parametrize("start", [25, 26])
    def test_continuing_page_numbers_join(self, start: int) -> None:
        headers = [
            header("b.pdf", first_printed_page=1, last_printed_page=24),
            header("a.pdf", first_printed_page=start, last_printed_page=40, start_fy=None, end_fy=None),
        ]

        assert names(headers) == [["b.pdf", "a.pdf"]]

    @pytest.mark.parametrize(
        "other",
        [
            {"municipality_code": "042111"},
            {"title": "名取市総合計画"},
            {"title": None},
            {"start_fy": 2015, "end_fy": 2019},
            {"source_name": "第1部 (2).pdf"},
            {"source_name": "全体.pdf"},
            {"source_name": "本編.pdf"},
            {"source_name": "第2部会.pdf"},
        ],
    )
    def test_in_doubt_files_stay_apart(self, other: dict[str, object]) -> None:
        headers = [header("第1部.pdf"), header(**{"source_name": "第2部.pdf", **other})]

        assert len(group_editions(headers)) == 2

    def test_files_without_an_owner_stay_apart(self) -> None:
        nobody = {"municipality": None, "municipality_code": None, "prefecture": None}

        assert len(group_editions([header("第1部.pdf", **nobody), header("第2部.pdf", **nobody)])) == 2

    def test_a_part_without_years_stays_apart_where_editions_of_several_years_are(self) -> None:
        headers = [
            header("h27 本編.pdf", start_fy=2015, end_fy=2019),
            header("r2 本編.pdf"),
            header("資料編.pdf", start_fy=None, end_fy=None),
        ]

        assert len(group_editions(headers)) == 3

    def test_pages_that_several_files_could_go_on_with_join_none(self) -> None:
        headers = [
            header("a.pdf", first_printed_page=1, last_printed_page=9),
            header("b.pdf", first_printed_page=10, last_printed_page=20),
            header("c.pdf", first_printed_page=10, last_printed_page=30),
        ]

        assert len(group_editions(headers)) == 3

    def test_the_same_plan_twice_stays_two(self) -> None:
        assert names([header("a.pdf"), header("b.pdf")]) == [["a.pdf"], ["b.pdf"]]


class TestDigests:
    @pytest.mark.parametrize(
        "digest",
        [
            {"source_name": "x概要版.pdf"},
            {"source_name": "x_gaiyou.pdf", "start_fy": None, "end_fy": None},
            {"printed_part": "概要版"},
            {"title": "情報化推進計画【概要版】"},
            {"source_name": "概要.pdf", "title": None},
        ],
    )
    def test_a_digest_is_linked_to_its_plan(self, digest: dict[str, object]) -> None:
        plan = header("plan.pdf")
        short = header(**{"source_name": "short.pdf", **digest})
        editions = {edition.parts[0].sha256: edition for edition in group_editions([short, plan])}

        assert editions[short.sha256].digest_of == editions[plan.sha256].id
        assert editions[plan.sha256].is_counted

    @pytest.mark.parametrize(
        "digest",
        [
            {"start_fy": 2015, "end_fy": 2019},
            {"title": "名取市総合計画"},
            {"municipality_code": "042111"},
            {"municipality": None, "municipality_code": None, "prefecture": None},
            {"title": None, "start_fy": None, "end_fy": None},
        ],
    )
    def test_a_digest_of_another_plan_counts_itself(self, digest: dict[str, object]) -> None:
        assert names([header("plan.pdf"), header(**{"source_name": "概要版.pdf", **digest})]) == [
            ["plan.pdf"],
            ["概要版.pdf"],
        ]

    def test_of_two_possible_plans_none_is_chosen(self) -> None:
        headers = [header("a.pdf"), header("b.pdf", "名取市総合計画"), header("概要版.pdf", None)]

        assert ["概要版.pdf"] in names(headers)

    def test_a_plan_kept_twice_is_no_doubt(self) -> None:
        assert names([header("a.pdf"), header("b.pdf"), header("概要版.pdf")]) == [
            ["a.pdf"],
            ["b.pdf"],
            ["~概要版.pdf"],
        ]

    def test_a_digest_goes_with_its_plan_to_its_prefecture(self) -> None:
        headers = [
            header("a.pdf", plan_id="p"),
            header("b.pdf", plan_id="p", part="概要版", prefecture=None),
            header("c.pdf", prefecture="東京都"),
        ]
        editions = of_prefecture(group_editions(headers), "宮城県")

        assert sorted(edition.parts[0].source_name for edition in editions) == ["a.pdf", "b.pdf"]


headers_of_all_kinds = st.lists(
    st.builds(
        header,
        source_name=st.sampled_from(["a.pdf", "第1部.pdf", "第2部.pdf", "資料編.pdf", "概要版.pdf", "本編.pdf"]),
        title=st.sampled_from([TITLE, TITLE + "（本編）", None]),
        municipality_code=st.sampled_from(["042072", None]),
        start_fy=st.sampled_from([2020, 2015, None]),
        end_fy=st.sampled_from([2026, None]),
        plan_id=st.sampled_from([None, None, "p", "q"]),
        part=st.sampled_from([None, "1", "2", "概要版"]),
        first_printed_page=st.sampled_from([None, 1, 10]),
        last_printed_page=st.sampled_from([None, 9, 20]),
    ),
    max_size=7,
    unique_by=lambda made: made.sha256,
)


@given(headers_of_all_kinds, st.randoms())
def test_every_file_is_in_one_edition_whatever_the_order(headers: list[PlanHeader], random: object) -> None:
    editions = group_editions(headers)
    shuffled = list(headers)
    random.shuffle(shuffled)
    plans = {edition.id for edition in editions if edition.is_counted}

    assert group_editions(shuffled) == editions
    assert sorted(part.sha256 for edition in editions for part in edition.parts) == sorted(
        made.sha256 for made in headers
    )
    assert len({edition.id for edition in editions}) == len(editions)
    assert {edition.digest_of for edition in editions} - {None} <= plans
    for edition in editions:
        assert len({part.plan_id for part in edition.parts}) == 1


@given(headers_of_all_kinds)
def test_a_part_that_goes_changes_no_other_edition_of_a_manifest(headers: list[PlanHeader]) -> None:
    named = [made for made in headers if made.plan_id is not None and made.part in {"1", "2"}]
    for gone in named:
        before = {
            edition.id: [part for part in edition.parts if part != gone]
            for edition in group_editions(named)
            if list(edition.parts) != [gone]
        }
        after = {
            edition.id: list(edition.parts) for edition in group_editions([made for made in named if made != gone])
        }
        assert after == before
