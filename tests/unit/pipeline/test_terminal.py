from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.terminal import harmless_json, one_line

STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\x07\x9b\x7f\u202e\u2066\u2028\r\n\\u"))


@given(TEXTS)
def test_json_means_the_same_and_steers_nothing(text):
    plain = json.dumps({text: [text]}, ensure_ascii=False)

    assert json.loads(harmless_json(plain)) == {text: [text]}
    assert not STEERS.search(harmless_json(plain))


@given(TEXTS)
def test_a_line_is_one_line_and_steers_nothing(text):
    assert not STEERS.search(one_line(text))
    assert len(one_line(text).splitlines()) <= 1


def test_japanese_and_private_characters_stay():
    assert one_line("見本市\u3000髙\ue000①") == "見本市\u3000髙\ue000①"
