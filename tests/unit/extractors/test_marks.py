"""Item marks: their class, their ordinal, and the text after them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from unit.extractors.strategies_pages import relaxed

from extractors.marks import is_bare_mark, ordinals, parse_mark, split_mark

MARKED = [
    ("第１章　総論", "第１章", "chapter", 1),
    ("第二章　基本方針", "第二章", "chapter", 2),
    ("第3編 取組", "第3編", "chapter", 3),
    ("２章　取組", "２章", "chapter", 2),
    ("第４節　体制", "第４節", "section", 4),
    ("第５条　雑則", "第５条", "clause", 5),
    ("施策１　窓口の見直し", "施策１", "word:施策", 1),
    ("施策２：窓口の見直し", "施策２：", "word:施策", 2),
    ("基本目標３　くらし", "基本目標３", "word:基本目標", 3),
    ("施策1-2　窓口の見直し", "施策1-2", "word:施策", 2),
    ("取組（４）窓口の見直し", "取組（４）", "word:取組", 4),
    ("柱Ⅱ　くらし", "柱Ⅱ", "word:柱", 2),
    ("Ⅲ　情報化の推進", "Ⅲ", "roman", 3),
    ("Ⅱ－１　窓口", "Ⅱ－１", "roman-dash", 1),
    ("1-2-3　窓口", "1-2-3", "dash3", 3),
    ("2-4 窓口", "2-4", "dash2", 4),
    ("1.3 窓口", "1.3", "dot2", 3),
    ("（１）窓口の見直し", "（１）", "paren-number", 1),
    ("(12) 窓口", "(12)", "paren-number", 12),
    ("⑶ 窓口", "⑶", "paren-number", 3),
    ("（ア）窓口", "（ア）", "paren-kana", 1),
    ("（ⅳ）窓口", "（ⅳ）", "paren-roman", 4),
    ("(b) 窓口", "(b)", "paren-letter", 2),
    ("[3] 窓口", "[3]", "square", 3),
    ("ｱ) 窓口", "ｱ)", "kana", 1),
    ("エ．窓口", "エ．", "kana", 4),
    ("ウ　窓口", "ウ", "kana-space", 3),
    ("３）窓口", "３）", "number-paren", 3),
    ("４．窓口", "４．", "number-dot", 4),
    ("5 窓口", "5", "number-space", 5),
    ("三　窓口", "三", "kanji", 3),
    ("十二　窓口", "十二", "kanji", 12),
    ("二十一、窓口", "二十一、", "kanji", 21),
    ("A. 窓口", "A.", "letter", 1),
    ("③窓口", "③", "circled", 3),
    ("⑳窓口", "⑳", "circled", 20),
    ("㉑窓口", "㉑", "circled", 21),
    ("❷窓口", "❷", "circled", 2),
    ("重点施策Ａ　窓口", "重点施策Ａ", "word:重点施策", 1),
    ("プロジェクトB：窓口", "プロジェクトB：", "word:プロジェクト", 2),
    ("行-2 窓口", "行-2", "han-dash", 2),
    ("市民－12　窓口", "市民－12", "han-dash", 12),
    ("行-2人材の育成", "行-2", "han-dash", 2),
    ("01 窓口", "01", "number-zero", 1),
    ("09窓口", "09", "number-zero", 9),
    ("101 窓口", "101", "number-three", 101),
    ("２０３　納付の拡大", "２０３", "number-three", 203),
    ("PJ-01 窓口", "PJ-01", "letters-number", 1),
    ("DX-3　窓口", "DX-3", "letters-number", 3),
    ("施策３ 人がつながる窓口", "施策３", "word:施策", 3),
    ("■窓口", "■", "symbol:■", 0),
    ("◎窓口", "◎", "symbol:◎", 0),
]
UNMARKED = [
    "",
    "　",
    "窓口の見直し",
    "2025年度の取組",
    "３年間の計画",
    "令和７年度",
    "1.5倍に増やす",
    "10,000件",
    "4月から始める",
    "一人ひとりに寄り添う",
    "アンケートの結果",
    "施策の体系",
    "IT人材の育成",
    "12時間",
    "第１期計画の評価",
    "２次元コード",
    "施策DXの推進",
    "アクション一覧",
    "令和７年-8年の取組",
    "第-1回の会議",
    "地域-2025年の姿",
    "01,200件",
    "前年-12件の申請",
    "人口-5％",
    "101窓口",
    "120 件の申請",
    "300 人が使う",
    "PJ01窓口",
    "FY25 年度",
    "2025 窓口",
]


@pytest.mark.parametrize(("text", "mark", "kind", "ordinal"), MARKED, ids=[text for text, *_ in MARKED])
def test_a_mark_is_told_with_its_class_and_ordinal(text, mark, kind, ordinal):
    found = parse_mark(text)
    assert found is not None
    assert (found.text, found.kind, found.ordinal) == (mark, kind, ordinal)


@pytest.mark.parametrize("text", UNMARKED)
def test_a_text_that_only_begins_with_a_number_or_a_kana_has_no_mark(text):
    assert parse_mark(text) is None


@pytest.mark.parametrize(
    ("text", "mark", "rest"),
    [
        ("（１）窓口の見直し", "（１）", "窓口の見直し"),
        ("　①　窓口　", "①", "窓口"),
        ("施策1-2：窓口", "施策1-2：", "窓口"),
        ("⑶窓口", "⑶", "窓口"),
        ("PJ01　窓口", "PJ01", "窓口"),
        ("窓口　", "", "窓口"),
    ],
)
def test_a_text_is_split_after_its_mark(text, mark, rest):
    found, after = split_mark(text)
    assert (found.text if found else "", after) == (mark, rest)


@relaxed
@given(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", *(mark for _, mark, _, _ in MARKED)]),
        st.sampled_from(["", " ", "　", "　　", "."]),
        st.text("窓口の１2月年度()（）.．-ア①ｱⅡ㈱ 　第章施策DX", max_size=12),
    )
)
@example("㈠窓口")
@example("1‥窓口")
def test_mark_and_rest_rejoin_to_the_text(text):
    mark, rest = split_mark(text)
    bare = text.translate({ord(" "): None, ord("　"): None})
    joined = (mark.text if mark else "") + rest
    assert joined.translate({ord(" "): None, ord("　"): None}) == bare
    if mark is not None:
        assert text.lstrip(" 　").startswith(mark.text)


@relaxed
@given(st.text(max_size=60))
def test_any_text_can_be_asked_for_its_mark(text):
    mark, rest = split_mark(text)
    assert rest in text
    assert mark is None or mark.text in text


@pytest.mark.parametrize(
    "text",
    ["1", "１２", "①", "(3)", "（ア）", "ｱ)", "1-2", "A-1", "PJ01", "PJ-01", "101", "施策１", "1.2.3", " 7 ", "Ⅱ"],
)
def test_a_number_alone_is_a_bare_mark(text):
    assert is_bare_mark(text)


@pytest.mark.parametrize(
    "text", ["", "　", "窓口", "①窓口", "1 窓口", "■", "2025年", "市民課", "PJ", "PJ01 窓口", "WXYZ01"]
)
def test_words_and_symbols_are_no_bare_marks(text):
    assert not is_bare_mark(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("施策１", ("1",)),
        ("2-1①", ("2", "1", "1")),
        ("Ⅱ－１", ("II", "1")),
        ("（１）ア", ("1", "ア")),
        ("基本方針二", ("2",)),
        ("第３章", ("3",)),
        ("第十一章", ("11",)),
        ("基本方針二十", ("20",)),
        ("No.01", ("1",)),
        ("STEP 2", ("2",)),
        ("KPI３", ("3",)),
        ("B-2", ("B", "2")),
        ("00", ("00",)),
        ("施策", ()),
        ("", ()),
    ],
)
def test_the_numbers_of_a_mark_come_outermost_first(text, parts):
    assert ordinals(text) == parts


@relaxed
@given(st.lists(st.integers(1, 20), min_size=1, max_size=3))
def test_numbers_joined_by_dashes_come_back_in_any_spelling(numbers):
    expected = tuple(map(str, numbers))
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    printed = "-".join(expected)
    circled = "-".join(expected[:-1]) + chr(0x2460 + numbers[-1] - 1)
    assert ordinals(printed) == ordinals(printed.translate(wide)) == ordinals(circled) == expected
