from __future__ import annotations

import pytest

from models.features import MeasureText
from pipeline.errors import UnusableError
from pipeline.jsonl import read_measures


def test_lines_come_in_order_with_what_they_have():
    lines = [
        '\ufeff{"title": "窓口", "path": ["Ⅰ"], "other": 1}\n'.encode(),
        b"\n",
        '{"title": "端末", "description": "更新", "departments": ["総務課"], "path": null}'.encode(),
    ]

    assert list(read_measures(lines, "-")) == [
        MeasureText(title="窓口", path=("Ⅰ",)),
        MeasureText(title="端末", description="更新", departments=("総務課",)),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[1]", "オブジェクト"),
        (b"{}", "title"),
        (b'{"title": " "}', "title"),
        (b'{"title": 1}', "title"),
        (b'{"title": "a", "description": 1}', "description"),
        (b'{"title": "a", "path": "b"}', "path"),
        (b'{"title": "a", "departments": [1]}', "departments"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_bad_line_is_named(line, said):
    with pytest.raises(UnusableError, match=r"in\.jsonl 2行目") as caught:
        list(read_measures([b'{"title": "a"}', line], "in.jsonl"))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
