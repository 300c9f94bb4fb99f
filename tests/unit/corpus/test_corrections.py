"""What people set right is applied to every reading of the plan, for as long as the plan says what they saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.corrections import (
    REOPENED,
    Correction,
    correct_plan,
    measure_fingerprint,
    missing_measure_id,
    plan_key,
    printed_value,
)
from corpus.records import Analysis, Box, Classification, Measure, Plan, Region, ScheduleEntry
from corpus.search import search
from corpus.store import Store, open_store
from tests.unit.corpus.stored import make_plan, put

YES = True
MODEL = "keikaku-national 2.3-abc"


def make(**changes: object) -> tuple[Plan, Analysis]:
    plan = make_plan(title="見本計画", start_fy=2025)
    where = {"title": (Region(7, Box(1, 2, 3, 4)),)}
    entry = ScheduleEntry(row="", activity="運用", start_fy=2025, end_fy=2026, where=where["title"])
    first = replace(plan.measures[0], departments=("防災課",), schedule=(entry,), where=where, **changes)
    second = Measure(id="1" * 16, path=("Ⅱ 項目",), label="ｲ)", title="目次の行", page=9, end_page=9)
    plan = replace(plan, measures=(first, second))
    return plan, Analysis(classifications=(label(first.id, "outside"), label(second.id, "bpr")))


def label(measure_id: str, name: str) -> Classification:
    return Classification(
        measure_id=measure_id,
        scheme="national-dx",
        scheme_version="2.3",
        label=name,
        rank=0,
        probability=0.4,
        abstain=True,
        decided_by=MODEL,
    )


def correction(field: str, corrected: object, *, of: int = 0, **changes: object) -> Correction:
    plan, analysis = make()
    measure = plan.measures[of]
    given = [one.label for one in analysis.classifications if one.measure_id == measure.id]
    values = {
        "field": field,
        "measure_id": measure.id,
        "plan_key": plan_key(plan),
        "sha256": plan.source.sha256,
        "municipality": "名取市",
        "plan_title": "見本計画",
        "measure_title": measure.title,
        "page": measure.page,
        "printed": printed_value(measure, given, field),
        "corrected": corrected,
        "seen": measure_fingerprint(measure),
        "scheme_version": "2.3",
        "reviewer": "山田",
        "decided_on": "2026-04-01",
        "number": 1,
    }
    return Correction(**(values | changes))


ADDED = {
    "path": ["Ⅱ 項目"],
    "title": "見落とした施策",
    "description": "本文",
    "departments": ["甲課"],
    "schedule": [["", "運用", None, 2026]],
    "national": ["telework", "bpr"],
}


def missing(**changes: object) -> Correction:
    plan, _ = make()
    id_ = missing_measure_id(plan, ADDED["path"], ADDED["title"])
    values = {"measure_id": id_, "page": 8, "printed": None, "seen": "", "measure_title": ADDED["title"]}
    return correction("missing", ADDED, **(values | changes))


class TestApplying:
    def test_nothing_to_correct_leaves_the_record_alone(self) -> None:
        plan, analysis = make()
        corrected = correct_plan(plan, analysis, [])

        assert (corrected.plan, corrected.analysis, corrected.is_changed) == (plan, analysis, False)

    def test_labels_are_a_persons_with_name_and_date(self) -> None:
        corrected = correct_plan(*make(), [correction("national", ["regional_digital", "digital_divide"])])
        found = [one for one in corrected.analysis.classifications if one.measure_id == "0" * 16]

        assert [(one.label, one.rank, one.abstain) for one in found] == [
            ("regional_digital", 0, False),
            ("digital_divide", 1, False),
        ]
        assert {one.decided_by for one in found} == {"person 山田 2026-04-01"}
        assert {one.scheme_version for one in found} == {"2.3"}

    def test_a_label_stays_whatever_another_model_says(self) -> None:
        plan, analysis = make()
        other = Analysis(classifications=(label("0" * 16, "bpr"), *analysis.classifications[1:]))
        corrected = correct_plan(plan, other, [correction("national", ["regional_digital"])])

        assert corrected.states == {1: "applied"}

    @pytest.mark.parametrize(
        ("field", "value", "found"),
        [
            ("title", "防災ラジオの配備", lambda one: one.title),
            ("departments", ["総務課", "防災課"], lambda one: list(one.departments)),
            ("departments", [], lambda one: list(one.departments)),
        ],
    )
    def test_a_value_is_replaced_and_keeps_its_place(self, field, value, found) -> None:
        corrected = correct_plan(*make(), [correction(field, value)])
        measure = corrected.plan.measures[0]

        assert found(measure) == value
        assert (measure.id, measure.where["title"][0].page) == ("0" * 16, 7)

    def test_an_entry_that_was_read_right_keeps_its_box(self) -> None:
        corrected = correct_plan(
            *make(), [correction("schedule", [["", "運用", 2025, 2026], ["甲", "整備", None, 2024]])]
        )
        first, second = corrected.plan.measures[0].schedule

        assert first.where
        assert (second.row, second.activity, second.start_fy, second.end_fy) == ("甲", "整備", None, 2024)

    def test_what_is_no_measure_goes_with_its_labels(self) -> None:
        corrected = correct_plan(*make(), [correction("false", YES, of=1)])

        assert [one.id for one in corrected.plan.measures] == ["0" * 16]
        assert {one.measure_id for one in corrected.analysis.classifications} == {"0" * 16}

    def test_a_missing_measure_stands_at_its_page_with_its_labels(self) -> None:
        corrected = correct_plan(*make(), [missing()])

        assert [one.title for one in corrected.plan.measures] == ["防災ラジオの運用", "見落とした施策", "目次の行"]
        added = corrected.plan.measures[1]
        assert (added.departments, added.schedule[0].end_fy, added.extractor) == (("甲課",), 2026, "person")
        given = [one.label for one in corrected.analysis.classifications if one.measure_id == added.id]
        assert given == ["telework", "bpr"]

    def test_of_two_corrections_the_newest_day_counts(self) -> None:
        old = correction("title", "古い", number=2, decided_on="2026-03-01")
        new = correction("title", "新しい", number=1, reviewer="鈴木")
        corrected = correct_plan(*make(), [old, new])

        assert corrected.plan.measures[0].title == "新しい"
        assert corrected.states == {1: "applied", 2: "superseded"}


class TestAnotherReading:
    def test_a_label_opens_again_where_the_text_changed(self) -> None:
        plan, analysis = make(description="新しい本文")
        corrected = correct_plan(plan, analysis, [correction("national", ["regional_digital"])])

        assert corrected.states == {1: "reopened"}
        assert corrected.analysis.classifications[0].decided_by == MODEL
        [issue] = corrected.plan.issues
        assert (issue.code, issue.page) == (REOPENED, 7)
        assert "山田（2026-04-01）" in issue.message

    def test_a_value_opens_again_where_it_is_read_otherwise(self) -> None:
        plan, analysis = make()
        plan = replace(plan, measures=(replace(plan.measures[0], departments=("危機管理課",)), plan.measures[1]))
        corrected = correct_plan(plan, analysis, [correction("departments", ["総務課"])])

        assert corrected.states == {1: "reopened"}
        assert corrected.plan.measures[0].departments == ("危機管理課",)

    def test_a_value_that_is_now_read_right_is_settled(self) -> None:
        plan, analysis = make()
        plan = replace(plan, measures=(replace(plan.measures[0], departments=("総務課",)), plan.measures[1]))
        corrected = correct_plan(plan, analysis, [correction("departments", ["総務課"])])

        assert (corrected.states, corrected.plan.issues) == ({1: "settled"}, ())

    def test_a_measure_that_is_gone_opens_its_correction(self) -> None:
        plan, analysis = make()
        corrected = correct_plan(replace(plan, measures=plan.measures[1:]), analysis, [correction("title", "別")])

        assert corrected.states == {1: "reopened"}

    def test_a_false_measure_that_is_no_longer_read_is_settled(self) -> None:
        plan, analysis = make()
        plan = replace(plan, measures=plan.measures[:1])

        assert correct_plan(plan, analysis, [correction("false", YES, of=1)]).states == {1: "settled"}

    def test_a_missing_measure_that_is_now_read_is_not_added_twice(self) -> None:
        plan, analysis = make()
        found = Measure(id=missing().measure_id, path=("Ⅱ 項目",), label="", title="見落とした施策", page=8, end_page=8)
        corrected = correct_plan(replace(plan, measures=(*plan.measures, found)), analysis, [missing()])

        assert (corrected.states, len(corrected.plan.measures)) == ({1: "settled"}, 3)

    def test_a_missing_measure_of_another_file_is_asked_for_again(self) -> None:
        corrected = correct_plan(*make(), [missing(sha256="b" * 64)])

        assert (corrected.states, len(corrected.plan.measures)) == ({1: "reopened"}, 2)


class TestStore:
    @pytest.fixture
    def filled(self, store: Store) -> Store:
        put(store, *make())
        found = [correction("title", "防災ラヂオの配備"), correction("false", YES, of=1), missing()]
        store.put_corrections(found, tokenise=lambda _: {}, version="1")
        return store

    def titles(self, store: Store) -> list[str]:
        return [measure.title for measure in store.get_plan("a" * 64)[0].measures]

    def test_everyone_sees_the_corrected_record(self, filled: Store) -> None:
        assert self.titles(filled) == ["防災ラヂオの配備", "見落とした施策"]
        assert search(filled, "防災ラヂオ").total == 1
        assert search(filled, "防災ラジオ").total == 0
        assert search(filled, "目次の行").total == 0
        assert [one.state for one in filled.corrections()] == ["applied"] * 3
        assert filled.corrections()[0].printed == "防災ラジオの運用"

    def test_what_was_read_is_not_lost(self, filled: Store) -> None:
        [stored] = filled.unreviewed_plans()

        assert (stored.plan, stored.analysis) == make()

    def test_corrections_survive_another_reading(self, filled: Store, tmp_path) -> None:
        put(filled, *make(), versions={"extractor": "2", "model": "2"})
        filled.close()
        with open_store(tmp_path) as again:
            assert self.titles(again) == ["防災ラヂオの配備", "見落とした施策"]

    def test_corrections_survive_an_edition_read_from_other_bytes(self, filled: Store) -> None:
        plan, analysis = make()
        plan = replace(plan, source=replace(plan.source, sha256="b" * 64))
        put(filled, plan, analysis)
        measures = filled.get_plan("b" * 64)[0].measures

        assert [measure.title for measure in measures] == ["防災ラヂオの配備"]

    def test_the_same_sheet_twice_is_kept_once(self, filled: Store) -> None:
        filled.put_corrections([correction("title", "防災ラヂオの配備"), missing()], tokenise=lambda _: {}, version="1")

        assert len(filled.corrections()) == 3

    def test_a_changed_text_opens_again_and_is_right_after_a_new_decision(self, filled: Store) -> None:
        plan, analysis = make()
        plan = replace(plan, measures=(replace(plan.measures[0], title="防災ラジオの適用"), *plan.measures[1:]))
        put(filled, plan, analysis)

        assert "reopened" in {one.state for one in filled.corrections()}
        assert [issue.code for issue in filled.get_plan("a" * 64)[0].issues] == [REOPENED]
        again = correction("title", "防災ラヂオの配備", printed="防災ラジオの適用", decided_on="2026-05-01")
        filled.put_corrections([again], tokenise=lambda _: {}, version="1")
        assert filled.get_plan("a" * 64)[0].issues == ()
        assert self.titles(filled)[0] == "防災ラヂオの配備"

    def test_another_model_labels_anew_all_but_what_people_decided(self, filled: Store) -> None:
        filled.put_corrections([correction("national", ["telework"])], tokenise=lambda _: {}, version="1")
        relabelled = Analysis(classifications=(label("0" * 16, "security"), label("1" * 16, "security")))

        assert filled.relabel(lambda _: relabelled, "2.3-new") == 1
        given = {one.measure_id: one.label for one in filled.get_plan("a" * 64)[1].classifications}
        assert given["0" * 16] == "telework"
        [stored] = filled.unreviewed_plans()
        assert stored.analysis == relabelled
        assert stored.versions == "extractor=1 model=2.3-new"

    def test_all_corrections_are_kept_or_none(self, filled: Store) -> None:
        def fail(_: object) -> dict[str, tuple[()]]:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            filled.put_corrections([correction("title", "別の名")], tokenise=fail, version="1")
        assert len(filled.corrections()) == 3
        assert self.titles(filled)[0] == "防災ラヂオの配備"
