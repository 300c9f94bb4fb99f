"""Lines that name the publisher."""

from __future__ import annotations

import pytest

from extractors.imprint import is_imprint


@pytest.mark.parametrize(
    "text",
    [
        "発行：見本市企画課",
        "編集・発行　見本市総務部",
        "お問い合わせ先　見本市ＤＸ推進課",
        "見本市企画課　（市町村コード 989999）",
    ],
)
def test_the_publisher_and_the_code_are_an_imprint(text):
    assert is_imprint(text)


@pytest.mark.parametrize(
    "text",
    [
        "発行した証明書の数",
        "証明書の発行　窓口の数",
        "編集の手間を減らします。",
        "団体コードを統一します。",
        "市町村コード 989999 を帳票に印字します。",
    ],
)
def test_words_of_a_measure_are_none(text):
    assert not is_imprint(text)
