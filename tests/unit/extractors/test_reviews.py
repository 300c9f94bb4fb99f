"""Tables that review the previous plan."""

from __future__ import annotations

import pytest
from unit.extractors.typed_pages import table_of

from extractors.reviews import read_reviews, review_columns

HEADS = ["番号", "取組名", "実績", "今後の方向性"]
WIDTHS = [30, 90, 120, 120]
PATH = ("第２章　前計画の評価",)


def reviews(*rows, heads=HEADS, widths=WIDTHS, before=(), continues=False):
    block = table_of([heads, *rows], widths)
    roles = review_columns(block)
    assert roles is not None
    return read_reviews(block, roles, PATH, before, continues=continues)


@pytest.mark.parametrize(
    ("heads", "roles"),
    [
        (HEADS, ("number", "title", "current", "direction")),
        (["施策名", "取組状況", "評価"], ("title", "current", "status")),
        (["基本目標", "事業名", "成果", "達成度", "課題と方向性"], ("path", "title", "current", "status", "direction")),
        (["項目", "施策", "実績", "今後の取組"], ("path", "title", "current", "direction")),
        (["施策番号", "前計画の施策", "これまでの歩み", "これから"], ("number", "title", "current", "direction")),
        (["主な取組", "どうなったか", "扱い"], ("title", "current", "status")),
        (["旧計画の取組名", "達成状況", "評価"], ("title", "current", "status")),
        (["個別事業", "経過", "次期計画での扱い"], ("title", "current", "direction")),
        (["施策名", "これから", "取扱い"], None),
        (["施策名", "担当課", "令和７年度"], None),
        (["施策名", "取組内容", "今後の方向性"], None),
        (["番号", "事業名", "進み具合", "評価", "今後の扱い"], ("number", "title", "current", "status", "direction")),
        (["施策名", "評価", "今後の方向性"], None),
        (["施策名", "現状値", "区分"], None),
        (["事業名", "基準値", "達成度"], None),
        (["施策名", "担当課", "評価", "今後の方向性"], None),
        (["施策名", "スケジュール", "評価", "今後の方向性"], None),
        (["施策名", "ＫＰＩ", "評価", "今後の方向性"], None),
        (["施策名", "実績", "担当課", "評価"], ("title", "current", "other", "status")),
        (["実績", "評価", "方向性"], None),
    ],
)
def test_a_review_names_what_was_done_and_how_it_goes_on(heads, roles):
    assert review_columns(table_of([heads, ["あ"] * len(heads)])) == roles


def test_a_row_is_a_review():
    (review,) = reviews(["①", "窓口の予約", "予約制を\n始めた。", "【継続】対象を\n広げる。"])
    assert (review.label, review.title, review.path) == ("①", "窓口の予約", PATH)
    assert (review.current, review.status, review.direction) == ("予約制を始めた。", "継続", "対象を広げる。")
    assert {region.page for region in review.where} == {1}


@pytest.mark.parametrize(
    ("printed", "status", "direction"),
    [
        ("＜完了＞", "完了", ""),
        ("（見直し）方法を改める。", "見直し", "方法を改める。"),
        ("〈拡充〉 対象を広げる。", "拡充", "対象を広げる。"),
        ("対象を広げる。", "", "対象を広げる。"),
        ("（注）対象を広げる。", "", "（注）対象を広げる。"),
    ],
)
def test_a_bracketed_word_that_opens_the_direction_is_the_status(printed, status, direction):
    (review,) = reviews(["1", "予約", "始めた。", printed])
    assert (review.status, review.direction) == (status, direction)


def test_a_status_column_gives_the_status():
    (review,) = reviews(["予約", "始めた。", "達成"], heads=["施策名", "取組状況", "評価"], widths=[90, 120, 60])
    assert review.status == "達成"


@pytest.mark.parametrize(
    ("printed", "refs", "direction"),
    [
        ("広げる。P7.①", ("P7.①",), "広げる。"),
        ("広げる。Ｐ13.①.②", ("P13.①", "P13.②"), "広げる。"),
        ("広げる。P7①、P9②", ("P7.①", "P9.②"), "広げる。"),
        ("窓口（P7.①）を広げる。", ("P7.①",), "窓口（P7.①）を広げる。"),
        ("広げる。", (), "広げる。"),
    ],
)
def test_references_to_the_new_plan_are_kept_one_by_one(printed, refs, direction):
    (review,) = reviews(["1", "予約", "始めた。", printed])
    assert (review.refs, review.direction) == (refs, direction)


def test_outer_columns_are_the_path():
    found = reviews(
        ["くらし", "予約", "始めた。", "広げる。"],
        ["^", "発券", "変えた。", "続ける。"],
        heads=["重点項目", "取組名", "実績", "今後の方向性"],
        widths=[60, 90, 120, 120],
    )
    assert [review.path for review in found] == [(*PATH, "くらし")] * 2


class TestAcrossPages:
    def test_a_row_cut_by_the_page_s_end_is_joined(self):
        before = reviews(["1", "予約", "予約制を", "対象を"])
        (review,) = reviews(["", "", "始めた。", "広げる。"], before=before, continues=True)
        assert (review.current, review.direction) == ("予約制を始めた。", "対象を広げる。")
        assert len(review.where) == len(before[0].where) + 2

    def test_a_title_cut_by_the_page_s_end_is_joined(self):
        before = reviews(["1", "窓口の", "始めた。", "広げる。"])
        (review,) = reviews(["", "予約", "", ""], before=before, continues=True)
        assert review.title == "窓口の予約"

    def test_a_new_table_joins_nothing(self):
        before = reviews(["1", "予約", "始めた。", "広げる。"])
        assert len(reviews(["", "発券", "変えた。", "続ける。"], before=before)) == 2

    def test_the_outer_column_is_carried_over(self):
        heads, widths = ["重点項目", "取組名", "実績", "今後の方向性"], [60, 90, 120, 120]
        before = reviews(["くらし", "予約", "始めた。", "広げる。"], heads=heads, widths=widths)
        found = reviews(["", "発券", "変えた。", "続ける。"], heads=heads, widths=widths, before=before, continues=True)
        assert [review.path[-1] for review in found] == ["くらし", "くらし"]
