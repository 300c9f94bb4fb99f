"""Labels that a plan repeats under each of its measures."""

from __future__ import annotations

import pytest
from unit.extractors.test_outline import body, h1, h2, layouts, outline, pages_of
from unit.extractors.typed_pages import layout, text_at

from extractors.headings import BodyType, find_body_type
from extractors.outline import read_outline
from extractors.prose import items_to_parts
from extractors.repeated_labels import find_known_labels, find_unknown_labels

NAMES = ["窓口の予約", "会計の見直し", "学びの端末", "農地の地図", "庁内の通信"]


def measures(label, names=NAMES):
    """A page with a title, a text, a label set like a heading and a line below it, for each name."""
    return [
        [
            h2(60 + 140 * i, name),
            body(84 + 140 * i),
            text_at(60, 130 + 140 * i, label, size=12),
            body(150 + 140 * i, "年間120件"),
        ]
        for i, name in enumerate(names)
    ]


class TestKnownLabels:
    def found(self, *texts):
        return find_known_labels([layout(text_at(60, 60 + 40 * i, text)) for i, text in enumerate(texts)])

    def test_a_label_that_stands_again_and_again_parts_text(self):
        assert self.found("現状", "現 状", "現状", "担当課", "担当課") == {"現状"}

    @pytest.mark.parametrize("text", ["見本市", "（１）現状", "現状を見ると、窓口の待ち時間は長い"])
    def test_other_lines_that_repeat_do_not(self, text):
        assert self.found(*[text] * 4) == frozenset()


class TestUnknownLabels:
    def found(self, *pages):
        read = layouts(*pages_of(*pages))
        return find_unknown_labels(read, find_body_type(read), frozenset())

    def test_a_line_set_like_a_heading_under_each_measure_parts_its_text(self):
        assert self.found(measures("みんなの声")) == {"みんなの声"}

    def test_its_words_open_a_part_of_no_known_role(self):
        found = outline(*pages_of([h1(30, "第１章　取組"), *measures("みんなの声")]))
        assert [path[-1] for path, _ in found] == ["第１章　取組", *NAMES]
        section = read_outline(layouts(*pages_of([h1(30, "第１章　取組"), *measures("みんなの声")])))[-1]
        parts = items_to_parts(section.items)
        assert [(part.role, part.text[:6]) for part in parts] == [(None, "見本市では、"), ("other", "年間120件")]

    @pytest.mark.parametrize(
        "pages",
        [
            [measures("みんなの声", NAMES[:3])],
            [measures("（１）みんなの声")],
            [[h1(30, "くらしの柱"), h2(60, name), body(90)] for name in NAMES],
            [[h2(60, NAMES[0]), body(90), h2(130, "みんなの声"), body(150)] for _ in NAMES],
        ],
        ids=["three times", "counted", "over headings", "under the same heading"],
    )
    def test_other_lines_that_repeat_are_headings(self, pages):
        assert self.found(*pages) == frozenset()

    def test_without_text_there_is_none(self):
        assert find_unknown_labels([], BodyType("", 0.0), frozenset()) == frozenset()
