"""Names of parts are told from words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parts import PartName, compact, find_part, named_part, without_part

DIGEST = PartName(1, 0, "digest")
MAIN = PartName(1, 0, "main")


def numbered(number: int) -> PartName:
    return PartName(1, number, "numbered")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("natori", None),
        ("名取市ＤＸ推進計画（概要版）", DIGEST),
        ("ダイジェスト", DIGEST),
        ("計画の概要", DIGEST),
        ("r5_gaiyouban", DIGEST),
        ("dxplan-digest", DIGEST),
        ("keikaku_gaiyo", DIGEST),
        ("第1章 計画の概要", numbered(1)),
        ("01計画の概要", None),
        ("計画の概要説明", None),
        ("gaiyoukai", None),
        ("本編", MAIN),
        ("r6-honpen", MAIN),
        ("資料編", PartName(2, 0, "appendix")),
        ("別冊", PartName(3, 0, "appendix")),
        ("参考資料1 計画", None),
        ("第１部", numbered(1)),
        ("第Ⅳ編", numbered(4)),
        ("第十二章", numbered(12)),
        ("第二十章", numbered(20)),
        ("第1部会資料", None),
        ("計画（２／３）", numbered(2)),
        ("その②", numbered(2)),
        ("計画 その二", numbered(2)),
        ("その一環", None),
        ("下巻", numbered(3)),
        ("第2期計画", None),
        ("後期基本計画", None),
        ("資料編 その２", PartName(2, 2, "appendix")),
    ],
)
def test_a_name_says_its_part(name: str, part: PartName | None) -> None:
    assert find_part(name) == part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("2", numbered(2)),
        ("１０", numbered(10)),
        ("Ⅲ", numbered(3)),
        ("ix", numbered(9)),
        ("三", numbered(3)),
        ("前編", numbered(1)),
        ("下", numbered(3)),
        ("3 実施計画", numbered(3)),
        ("概要版", DIGEST),
        ("付録資料", PartName(2, 0, "appendix")),
        ("別紙2", PartName(3, 0, "appendix")),
        ("基本構想", MAIN),
    ],
)
def test_a_part_named_on_purpose_needs_less(name: str, part: PartName) -> None:
    assert named_part(name) == part


@pytest.mark.parametrize(
    ("title", "bare", "part"),
    [
        ("名取市ＤＸ推進計画", "名取市dx推進計画", None),
        ("名取市DX推進計画　資料編", "名取市dx推進計画", PartName(2, 0, "appendix")),
        ("名取市DX推進計画【第１部】", "名取市dx推進計画", numbered(1)),
        ("DX推進計画の概要", "dx推進計画", DIGEST),
        ("DX計画 第1部 本編", "dx計画", numbered(1)),
        ("第3次名取市総合計画　第２部　基本計画", "第3次名取市総合計画", numbered(2)),
        ("名取市第1部会計画", "名取市第1部会計画", None),
        ("概要版", "概要版", None),
        ("第2期DX計画", "第2期dx計画", None),
    ],
)
def test_a_title_is_compared_without_its_part(title: str, bare: str, part: PartName | None) -> None:
    assert without_part(title) == (bare, part)


@given(st.text(max_size=60))
def test_any_text_is_a_name(text: str) -> None:
    find_part(text)
    named_part(text)
    bare, _ = without_part(text)

    assert compact(text).startswith(bare)
