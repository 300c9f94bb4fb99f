"""Footnote marks: how they are written, and texts without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.markers import BARE_NOTE, MarkerSet, find_marks, normalise_marker, open_mark

KNOWN = MarkerSet(frozenset({"※1", "※2", "※12", "注2", "注5", "注22", "*3", "†", "7"}))


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("※１", "※1"),
        ("※ 10", "※10"),
        ("＊3", "*3"),
        ("(注1)", "注1"),
        ("（注 １）", "注1"),
        ("注）2", "注2"),
        ("＊注４", "注4"),
        ("註3", "註3"),
        ("[5]", "5"),
        ("†", "†"),
    ],
)
def test_markers_are_written_without_brackets(printed: str, written: str) -> None:
    assert normalise_marker(printed) == written
    assert find_marks(f"見本{printed}市")[0][0] == written


@pytest.mark.parametrize(
    ("text", "bare", "markers"),
    [
        ("(ＩＣＴ※１)は", "(ＩＣＴ)は", ("※1",)),
        ("見守り※１２の網", "見守りの網", ("※12",)),
        ("電子の窓口注22による", "電子の窓口による", ("注22",)),
        ("格差※1 の解消", "格差の解消", ("※1",)),
        ("AI ※2 を使う", "AIを使う", ("※2",)),
        ("see ICT※1 and more", "see ICT and more", ("※1",)),
        ("索引（注 2）の", "索引の", ("注2",)),
        ("（注）２の索引", "の索引", ("注2",)),
        ("索引注2)の", "索引の", ("注2",)),
        ("網（※1、※2）を", "網を", ("※1", "※2")),
        ("網※2※1と※2", "網と", ("※2", "※1")),
        ("件数 * 3の減", "件数の減", ("*3",)),
        ("図†の", "図の", ("†",)),
        ("基盤[7]を", "基盤を", ("7",)),
        ("予算注52025年度", "予算2025年度", ("注5",)),
        ("ＡＩ※1・ＲＰＡ※2の", "ＡＩ・ＲＰＡの", ("※1", "※2")),
    ],
)
def test_known_markers_are_taken_out(text: str, bare: str, markers: tuple[str, ...]) -> None:
    assert KNOWN.strip(text) == (bare, markers)
    assert KNOWN.find(text) == markers


@pytest.mark.parametrize(
    "text",
    [
        "見守り※10の網",  # all digits count: this is not ※1
        "率（45.5％）*は",
        "（図４参照）",
        "（P11 ※12参照）",
        "（※2を参照）",
        "発注2件、受注5件",
        "※印の欄",
        "注目される",
        "第[8]節",
        "",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert KNOWN.strip(text) == (text, ())


def test_a_document_without_notes_has_no_markers() -> None:
    assert MarkerSet().strip("見守り※1の網") == ("見守り※1の網", ())


# Brackets and commas right beside a mark belong to it, so the texts have none.
plain = st.text(st.sampled_from("情報化のシステムを。ＡＢａ「」Data"), min_size=1, max_size=8)
marks = st.sampled_from(["※1", "※２", "注22", "（注5）", "*3", "＊３", "†", "※１２"])


@given(st.lists(st.tuples(plain, marks), min_size=1, max_size=5), plain)
def test_a_text_with_markers_put_in_gives_the_text_back(parts: list[tuple[str, str]], end: str) -> None:
    printed = "".join(f"{text}{mark}" for text, mark in parts) + end
    bare, markers = KNOWN.strip(printed)
    assert bare == "".join(text for text, _ in parts) + end
    assert markers == tuple(dict.fromkeys(normalise_marker(mark) for _, mark in parts))


@given(st.text(st.sampled_from("情報※＊*注）(123１２[]† 、"), max_size=20))
def test_a_second_pass_over_any_text_keeps_every_letter(text: str) -> None:
    bare, markers = KNOWN.strip(text)
    assert set(markers) <= KNOWN.markers
    assert [c for c in bare if c in "情報"] == [c for c in text if c in "情報"]
    if not markers:
        assert bare == text


@pytest.mark.parametrize(
    ("line", "opened"),
    [
        ("（注22）電子の窓口", ("注22", "電子の窓口")),
        ("※１ ＩＣＴ(words)", ("※1", "ＩＣＴ(words)")),
        ("*1 網：見守る", ("*1", "網：見守る")),
        ("注1　測位：場所", ("注1", "測位：場所")),
        ("注1）測位", ("注1", "測位")),
        ("（注）１ 職員数", ("注1", "職員数")),
        ("※6ＤＸ（words）", ("※6", "ＤＸ（words）")),
        ("※1人工の知能", ("※1", "人工の知能")),
        ("[2] source", ("2", "source")),
        ("※2008年から", None),
        ("※3月は休み", None),
        ("※1～3は共通", None),
        ("※1※2", None),
        ("※詳しくは", None),
        ("1 first", None),
        ("注視する", None),
    ],
)
def test_a_line_opens_a_note_with_a_mark_and_a_number(line: str, opened: tuple[str, str] | None) -> None:
    assert open_mark(line) == opened


@pytest.mark.parametrize(
    "line", ["※ 詳しくは", "（注）年度は", "*見込みの数", "注）端数は", "【備考】", "出典：見本市"]
)
def test_remarks_have_no_number(line: str) -> None:
    assert BARE_NOTE.match(line)


@pytest.mark.parametrize("line", ["注目の", "※1 網", "資料を配る", "**", "備考の欄"])
def test_other_lines_are_no_remarks(line: str) -> None:
    assert BARE_NOTE.match(line) is None
