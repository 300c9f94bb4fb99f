"""Which lines are headings, and which headings stay open under another one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.extractors.typed_pages import GOTHIC, MINCHO, layout, line_of, paragraph_at, text_at

from corpus.records import Box, Region
from extractors.heading_levels import push_heading
from extractors.headings import (
    BodyType,
    Heading,
    continue_heading,
    find_body_type,
    font_family,
    line_block_label,
    line_to_heading,
)
from extractors.marks import parse_mark

BODY = BodyType("IPAMincho", 10.0)
LONG = "見本市では、窓口の手続を見直し、市民が来庁しなくても申請できるようにします"


def heading_of(text, previous=None, **options):
    return line_to_heading(line_of(text, **options), 3, BODY, previous)


def heading(text, size=12.0):
    mark = parse_mark(text)
    return Heading(
        text=text,
        mark=mark,
        kind=mark.kind if mark else f"type:{size}",
        size=size,
        family="IPAGothic",
        regions=(Region(1, Box(0, 0, 9, 9)),),
    )


class TestBodyType:
    def test_it_is_the_type_of_most_running_text(self):
        pages = [
            layout(text_at(60, 60, "第１章　取組", size=16, font=GOTHIC), paragraph_at(60, 100, LONG * 3, width=30)),
            layout(text_at(60, 60, "表の注記は小さな字で一行だけ書きます", size=8)),
        ]
        assert find_body_type(pages) == BODY

    def test_short_lines_are_labels_and_do_not_count(self):
        labels = text_at(60, 200, "\n".join(["見出しの短い行"] * 20), size=14, font=GOTHIC)
        assert find_body_type([layout(labels, text_at(60, 100, LONG))]) == BODY

    def test_a_document_without_text_has_none(self):
        assert find_body_type([layout()]) == BodyType("", 0.0)

    @pytest.mark.parametrize(("font", "family"), [("ABCDEF+IPAGothic", "IPAGothic"), ("MS-Mincho", "MS-Mincho")])
    def test_a_subset_s_prefix_is_no_part_of_the_face(self, font, family):
        assert font_family(font) == family


class TestLineToHeading:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("第１章　計画の概要", "chapter"),
            ("１　趣旨", "number-space"),
            ("２．体制", "number-dot"),
            ("（１）窓口の見直し", "paren-number"),
            ("はじめに", "type:14.0"),
            ("ＤＸ推進", "type:14.0"),
        ],
    )
    def test_larger_type_makes_a_heading(self, text, kind):
        found = heading_of(text, size=14.0)
        assert (found.text, found.kind, found.page) == (text, kind, 3)

    @pytest.mark.parametrize("text", ["１　計画の趣旨", "計画の趣旨"])
    def test_another_face_makes_a_heading(self, text):
        assert heading_of(text, font=GOTHIC) is not None

    def test_a_marked_line_on_a_band_is_a_heading_at_body_size(self):
        assert heading_of("① 窓口の見直し", banded=True) is not None
        assert heading_of("窓口の見直し", banded=True) is None

    @pytest.mark.parametrize(
        "text",
        [
            "（１）窓口の見直し",
            "見本市の取組",
        ],
    )
    def test_body_type_makes_none(self, text):
        assert heading_of(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "窓口を見直します。",
            "窓口の見直し、",
            "（令和７年４月現在）",
            "第１章　取組 …………… 12",
            "【現状】",
            "［取組内容］窓口",
            "出典：見本市調べ",
            "※１　写真は見本",
            "図１　手続の流れ",
            "表 2 手続の数",
            "1,234",
            "12.5％",
            "①",
            "国",
            "あ" * 71,
        ],
    )
    def test_sentences_captions_and_numbers_are_none_in_any_type(self, text):
        assert heading_of(text, size=14.0) is None

    def test_a_sentence_that_goes_on_in_another_face_is_none(self):
        before = line_of(LONG, top=100)
        assert heading_of("できるだけ早く", previous=before, top=114, font=GOTHIC) is None
        assert heading_of("できるだけ早く", previous=before, top=160, font=GOTHIC) is not None

    def test_latin_words_in_their_own_face_are_none(self):
        assert heading_of("Digital Desk", font="Arial") is None

    @pytest.mark.parametrize("text", ["38分（R5）", "約1,200件", "▲3.5％", "－", "50％（目標）", "約 3割"])
    def test_a_value_set_large_is_none(self, text):
        assert heading_of(text, size=20.0) is None

    @pytest.mark.parametrize("text", ["担当課", "現状"])
    def test_a_label_in_a_box_of_its_own_is_none(self, text):
        assert heading_of(text, size=14.0, boxed=True) is None
        assert heading_of(f"１　{text}", size=14.0, boxed=True) is not None

    def test_a_line_with_a_badge_is_a_heading_of_a_class_of_its_own(self):
        assert heading_of("01 窓口の見直し", badged=True).kind == "badge"
        assert heading_of("01 窓口の見直し") is None

    def test_a_label_that_parts_the_text_of_measures_is_none(self):
        line = line_of("今後の取組", size=14.0)
        assert line_to_heading(line, 3, BODY, None, {"今後の取組"}) is None
        assert line_to_heading(line, 3, BODY, None, {"現状"}) is not None
        marked = line_of("１　今後の取組", size=14.0)
        assert line_to_heading(marked, 3, BODY, None, {"今後の取組", "1今後の取組"}) is not None


class TestContinueHeading:
    def test_a_second_line_of_the_same_type_is_joined(self):
        first = heading_of("１　市民が来庁しなくても申請できる", size=14.0)
        joined = continue_heading(first, line_of("窓口の実現", size=14.0, x=74, top=120), 3)
        assert joined.text == "１　市民が来庁しなくても申請できる窓口の実現"
        assert joined.kind == "number-space"
        assert len(joined.regions) == 2

    @pytest.mark.parametrize(
        ("text", "options"),
        [
            ("窓口の実現", {"size": 10.0}),
            ("窓口の実現", {"size": 14.0, "font": GOTHIC}),
            ("窓口の実現", {"size": 14.0, "top": 200}),
            ("窓口の実現", {"size": 14.0, "x": 40}),
            ("２　窓口の実現", {"size": 14.0}),
            ("窓口を実現します。", {"size": 14.0}),
        ],
        ids=["smaller", "other face", "far below", "further left", "marked", "sentence"],
    )
    def test_any_other_line_is_not(self, text, options):
        first = heading_of("１　市民が来庁しなくても申請できる", size=14.0, font=MINCHO)
        assert continue_heading(first, line_of(text, **{"top": 120, "x": 74, **options}), 3) is None

    def test_a_line_of_the_next_page_is_not(self):
        assert continue_heading(heading_of("１　窓口", size=14.0), line_of("の実現", size=14.0, top=120), 4) is None


class TestPushHeading:
    @pytest.mark.parametrize(
        ("texts", "opened"),
        [
            (["第１章", "１　窓口", "（１）申請"], ["第１章", "１　窓口", "（１）申請"]),
            (["第１章", "１　窓口", "（１）申請", "（２）届出"], ["第１章", "１　窓口", "（２）届出"]),
            (["第１章", "１　窓口", "（１）申請", "２　会計"], ["第１章", "２　会計"]),
            (["第１章", "（１）申請", "①市民", "第２章"], ["第２章"]),
        ],
    )
    def test_a_class_that_is_open_closes_itself_and_all_inside(self, texts, opened):
        stack = []
        for text in texts:
            stack = push_heading(stack, heading(text + "　" if text.endswith("章") else text))
        assert [one.text.strip() for one in stack] == opened

    def test_larger_type_closes_smaller_type(self):
        stack = push_heading(push_heading([], heading("まえがき", 16.0)), heading("あらまし", 12.0))
        assert [one.text for one in push_heading(stack, heading("あとがき", 16.0))] == ["あとがき"]
        assert [one.text for one in push_heading(stack, heading("資料編", 20.0))] == ["資料編"]

    def test_a_slightly_larger_mark_inside_another_class_stays_inside(self):
        """Marks tell levels better than sizes: word processors scale type."""
        stack = push_heading([], heading("（１）申請", 12.0))
        assert len(push_heading(stack, heading("①市民", 13.0))) == 2
        assert len(push_heading(stack, heading("①市民", 16.0))) == 1

    def test_an_unmarked_heading_in_the_type_of_a_marked_one_stands_beside_it(self):
        stack = push_heading(push_heading([], heading("第３章　取組", 18.0)), heading("1-3　持ち運べる机", 11.0))
        assert [one.text for one in push_heading(stack, heading("めざす値", 11.0))] == ["第３章　取組", "めざす値"]

    @pytest.mark.parametrize(
        ("outer", "inner"),
        [("方針１　つながる", "1-2　窓口"), ("基本目標２　くらし", "２－１　窓口"), ("1-2　窓口", "1-2-3　予約")],
    )
    def test_a_mark_that_goes_on_with_the_number_above_it_stands_below_however_large(self, outer, inner):
        assert len(push_heading([heading(outer, 12.0)], heading(inner, 18.0))) == 2

    @pytest.mark.parametrize(
        ("outer", "inner"), [("方針２　つながる", "1-2　窓口"), ("方針１　つながる", "（１）窓口")]
    )
    def test_a_much_larger_mark_of_another_count_does_not(self, outer, inner):
        assert [one.text for one in push_heading([heading(outer, 12.0)], heading(inner, 18.0))] == [inner]

    def test_ten_follows_nine_though_it_opens_without_a_zero(self):
        opened = [heading("第３章　取組", 18.0), heading("09 窓口")]
        assert [one.text for one in push_heading(opened, heading("10 会計"))] == ["第３章　取組", "10 会計"]

    @pytest.mark.parametrize("text", ["11 会計", "3 会計", "（10）会計"])
    def test_another_number_after_nine_stands_below_it(self, text):
        assert len(push_heading([heading("09 窓口")], heading(text))) == 2

    def test_an_unmarked_heading_as_large_as_a_chapter_is_no_part_of_it(self):
        opened = [heading("第３章　取組", 18.0), heading("１　窓口")]
        assert [one.text for one in push_heading(opened, heading("資料編", 18.0))] == ["資料編"]

    def test_an_unmarked_heading_takes_the_rank_of_the_marked_one_that_it_closes(self):
        opened = push_heading([heading("Ⅱ　現状", 18.0)], heading("（参考）人口", 18.0))
        assert [one.text for one in push_heading(opened, heading("Ⅲ　取組", 14.0))] == ["Ⅲ　取組"]

    def test_unmarked_headings_of_one_type_stand_beside_each_other_whatever_their_rank(self):
        opened = push_heading([heading("Ⅱ　現状", 18.0)], heading("人口", 18.0))
        assert [one.text for one in push_heading(opened, heading("世帯", 18.0))] == ["世帯"]

    def test_a_counted_word_stands_in_its_chapter_though_it_is_set_larger(self):
        opened = [heading("第３章　取組", 14.0)]
        assert len(push_heading(opened, heading("戦略１　つながる", 18.0))) == 2

    @pytest.mark.parametrize(
        ("outer", "inner"), [("基本目標１　つながる", "施策１　予約"), ("施策１　予約", "取組１　発券")]
    )
    def test_words_rank_headings_whatever_their_size(self, outer, inner):
        assert len(push_heading([heading(outer, 11.0)], heading(inner, 18.0))) == 2
        assert [one.text for one in push_heading([heading(inner, 18.0)], heading(outer, 11.0))] == [outer]

    def test_values_of_an_indicator_are_no_heading(self):
        assert heading_of("現状値　38分　⇒　目標値　15分", size=14) is None

    def test_a_title_goes_on_inside_an_open_bracket_in_smaller_type(self):
        first = heading_of("ア　窓口の予約〔住民", size=12, font=GOTHIC, top=100)
        assert first is not None
        joined = continue_heading(first, line_of("生活課〕", top=116, size=8), 3)
        assert joined is not None
        assert joined.text == "ア　窓口の予約〔住民生活課〕"
        assert continue_heading(first, line_of("窓口を見直す。", top=116, size=8), 3) is None

    def test_a_preface_holds_no_chapter(self):
        opened = [heading("はじめに", 18.0)]
        assert [one.text for one in push_heading(opened, heading("第１章　趣旨", 14.0))] == ["第１章　趣旨"]

    def test_a_page_that_shows_the_whole_heads_no_marked_page_in_its_type(self):
        later = replace(heading("方針１　つながる", 26.0), regions=(Region(2, Box(0, 0, 9, 9)),))
        assert [one.text for one in push_heading([heading("施策の体系", 26.0)], later)] == ["方針１　つながる"]
        assert len(push_heading([heading("めざす姿", 26.0)], later)) == 2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("【現状】", ("現状", "")),
        ("【取組内容】窓口を見直す", ("取組内容", "窓口を見直す")),
        ("〈効果〉　待ち時間", ("効果", "待ち時間")),
        ("［担当課］ 市民課", ("担当課", "市民課")),
        ("現状【見本】", None),
        ("（現状）", None),
        ("【" + "あ" * 15 + "】", None),
        ("「窓口」", None),
    ],
)
def test_a_bracketed_label_is_told_from_the_rest_of_its_line(text, label):
    assert line_block_label(text) == label
