"""Printed activities become normalised phases."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.phases import PHASES, phases_of

if TYPE_CHECKING:
    from corpus.phases import Phase

STUDY, PREPARE, TRY, BUILD, RUN = "検討", "準備", "試行・実証", "導入・構築", "実施・運用"
WIDEN, GO_ON, REVIEW, DONE = "拡充", "継続", "見直し", "完了"


@pytest.mark.parametrize(
    ("activity", "phases"),
    [
        ("検討", [STUDY]),
        ("調査・研究", [STUDY]),
        ("先進事例の調査", [STUDY]),
        ("関係課との協議", [STUDY]),
        ("導入可否の判断", [STUDY]),
        ("課題の洗出し", [STUDY]),
        ("準備", [PREPARE]),
        ("機器の選定", [PREPARE]),
        ("仕様書の作成", [PREPARE]),
        ("要件定義", [PREPARE]),
        ("入札・契約", [PREPARE]),
        ("条例の改正", [PREPARE]),
        ("住民への周知", [PREPARE]),
        ("試行", [TRY]),
        ("実証実験", [TRY]),
        ("モデル地区での実証", [TRY]),
        ("ＰｏＣ", [TRY]),
        ("導入", [BUILD]),
        ("システムの構築", [BUILD]),
        ("端末の入替え・設置", [BUILD]),
        ("Ｗｉ－Ｆｉの整備", [BUILD]),
        ("ｼｽﾃﾑ改修", [BUILD]),
        ("実施", [RUN]),
        ("本稼働", [RUN]),
        ("サービス提供", [RUN]),
        ("研修会の開催", [RUN]),
        ("拡充", [WIDEN]),
        ("対象の拡大", [WIDEN]),
        ("全庁展開", [WIDEN]),
        ("機能強化", [WIDEN]),
        ("継続", [GO_ON]),
        ("引き続き", [GO_ON]),
        ("見直し", [REVIEW]),
        ("見直", [REVIEW]),
        ("評価", [REVIEW]),
        ("効果検証", [REVIEW]),
        ("効果の検証", [REVIEW]),
        ("改善", [REVIEW]),
        ("完了", [DONE]),
        ("終了", [DONE]),
        ("移行済み", [DONE]),
    ],
)
def test_a_word_of_the_vocabulary_names_its_phase(activity, phases):
    assert list(phases_of(activity)) == phases


@pytest.mark.parametrize(
    ("activity", "phases"),
    [
        ("導入、運用", [BUILD, RUN]),
        ("検討・検証・試行・実施", [STUDY, TRY, RUN]),
        ("運用／見直し", [RUN, REVIEW]),
        ("検討→導入", [STUDY, BUILD]),
        ("設計及び構築", [PREPARE, BUILD]),
        ("点検と改訂", [REVIEW]),
        ("運用､拡充", [RUN, WIDEN]),
        ("導入　運用", [BUILD, RUN]),
        ("検討し、実施する取組", [STUDY, RUN]),
        ("検討し導入", [STUDY, BUILD]),
        ("試行した上で導入", [TRY, BUILD]),
        ("実証後に導入", [TRY, BUILD]),
        ("検討検証", [STUDY, TRY]),
        ("運用、検討、運用", [RUN, STUDY]),
    ],
)
def test_several_printed_phases_are_several(activity, phases):
    assert list(phases_of(activity)) == phases


@pytest.mark.parametrize(
    ("activity", "phases"),
    [
        ("導入の検討", [STUDY]),
        ("導入検討", [STUDY]),
        ("導入を検討する", [STUDY]),
        ("導　入", [BUILD]),
        ("実施準備", [PREPARE]),
        ("実施設計", [PREPARE]),
        ("運用の見直し", [REVIEW]),
        ("クラウドへの移行検討", [STUDY]),
        ("公開範囲の拡大", [WIDEN]),
        ("マイナポータルを活用した申請の導入", [BUILD]),
        ("カードを利用した、窓口の導入", [BUILD]),
        ("公開方法・項目の検討", [STUDY]),
        ("検討開始", [STUDY]),
        ("移行開始", [BUILD]),
        ("整備の推進", [BUILD]),
        ("見直しの実施", [REVIEW]),
        ("運用開始", [RUN]),
        ("試行導入", [TRY]),
        ("試験運用", [TRY]),
        ("実証運行", [TRY]),
        ("試行の評価", [REVIEW]),
        ("継続実施", [GO_ON, RUN]),
        ("継続して実施", [GO_ON, RUN]),
        ("検討継続", [STUDY, GO_ON]),
        ("構築完了", [DONE]),
        ("導入済", [DONE]),
    ],
)
def test_the_last_word_of_a_phrase_counts(activity, phases):
    assert list(phases_of(activity)) == phases


@pytest.mark.parametrize(
    ("activity", "phases"),
    [
        ("試行（２課）", [TRY]),
        ("強化（人材の派遣を検討）", [WIDEN]),
        ("（検討）", [STUDY]),
        ("２課（試行）", [TRY]),
        ("【運用】", [RUN]),
    ],
)
def test_brackets_are_read_only_where_nothing_stands_outside_them(activity, phases):
    assert list(phases_of(activity)) == phases


@pytest.mark.parametrize(
    "activity", ["", "　", "→", "10か所", "全課", "令和７年４月", "○", "経済", "更新者", "研究会", "小学校", "Ａ班"]
)
def test_what_is_no_phase_has_none(activity):
    assert phases_of(activity) == ()


@given(st.lists(st.sampled_from(["検討", "準備", "試行", "導入", "運用", "拡充", "継続", "見直し", "完了"])))
def test_listed_phases_are_found_in_printed_order(words):
    names: dict[str, Phase] = {"試行": TRY, "導入": BUILD, "運用": RUN}
    expected = tuple(dict.fromkeys(names.get(word, word) for word in words))
    assert phases_of("、".join(words)) == expected


@given(st.text(alphabet="検討導入運用試行し後の、・（）／準備 ＡＢ12１２ｶﾞｱ見直継続", max_size=20))
def test_any_text_gives_known_phases_once_and_width_changes_nothing(text):
    found = phases_of(text)
    assert set(found) <= set(PHASES)
    assert len(set(found)) == len(found)
    assert phases_of(unicodedata.normalize("NFKC", text).strip()) == found
