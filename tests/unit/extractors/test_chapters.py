"""Which titles are about the plan itself."""

from __future__ import annotations

import pytest

from extractors.chapters import NO_ACTION


@pytest.mark.parametrize(
    "title",
    [
        "第１章　計画の趣旨",
        "推進体制",
        "資料編",
        "用語解説",
        "施策の体系",
        "委員名簿（敬称略）",
        "国の動向と町の役割",
        "前計画の取組",
    ],
)
def test_titles_about_the_plan_hold_no_measures(title):
    assert NO_ACTION.search(title)


@pytest.mark.parametrize(
    "title",
    [
        "資料の電子配付",
        "相談体制の整備",
        "評価事務の自動化",
        "目的地までの案内",
        "現状値の自動収集",
        "施策の体系と展開",
    ],
)
def test_a_word_inside_a_title_does_not_say_so(title):
    assert not NO_ACTION.search(title)
