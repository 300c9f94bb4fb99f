import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Token
from corpus.words import in_mode
from models.errors import TokenisationError
from models.tokeniser import MAX_CHARACTERS, Tokeniser, _check_rejoins, load_tokeniser, tokeniser_version

japanese = st.text(
    alphabet="防災アプリｱﾌﾟﾘのを導入する。！？（）①㈱𠮷髙﨑か\u3099゛ 　\n\r\tAiＡＩ0１-〜～\u200b\ufe0f👨‍👩‍👧",
    max_size=60,
)


def rejoins(text: str, tokens: tuple[Token, ...]) -> bool:
    follows = all(a.end == b.start for a, b in pairwise(tokens))
    slices = all(text[token.start : token.end] == token.surface and token.surface for token in tokens)
    return follows and slices and "".join(token.surface for token in tokens) == text


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=60), japanese))
def test_surfaces_rejoin_to_any_text_and_offsets_are_half_open(text):
    assert rejoins(text, load_tokeniser().tokens(text))


@settings(deadline=None, max_examples=10)
@given(st.sampled_from(["庁内の文書を電子化する。", "あ", "𠮷野家で", "公開\n", "abc "]), st.integers(-3, 3))
def test_texts_beyond_the_byte_limit_of_sudachi_are_read_whole(sentence, more):
    text = sentence * ((2 * MAX_CHARACTERS) // len(sentence) + more)

    assert rejoins(text, load_tokeniser().tokens(text))


def test_a_long_text_is_cut_at_a_sentence_end_so_that_no_word_is_broken():
    text = "窓口の待ち時間を減らす。" * 3000
    tokens = load_tokeniser().tokens(text)

    assert [t.surface for t in tokens] == [
        t.surface for t in load_tokeniser().tokens("窓口の待ち時間を減らす。")
    ] * 3000


def test_a_token_says_its_forms_and_place():
    token = load_tokeniser().tokens("会議で打合せを行なう")[2]

    assert (token.surface, token.start, token.end) == ("打合せ", 3, 6)
    assert (token.dictionary_form, token.normalised_form, token.reading) == ("打合せ", "打ち合わせ", "ウチアワセ")
    assert token.part_of_speech.startswith("名詞,")


def test_modes_give_shorter_units_of_the_same_text():
    tokens = load_tokeniser().tokens("選挙管理委員会の書かない窓口")
    units = {mode: [token.surface for token in in_mode(tokens, mode)] for mode in ("A", "B", "C")}

    assert units["C"] == ["選挙管理委員会", "の", "書かない窓口"]
    assert units["B"] == ["選挙", "管理", "委員会", "の", "書か", "ない", "窓口"]
    assert units["A"] == ["選挙", "管理", "委員", "会", "の", "書か", "ない", "窓口"]


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=60), japanese))
def test_units_of_every_mode_rejoin(text):
    tokens = load_tokeniser().tokens(text)

    for mode in ("A", "B"):
        assert rejoins(text, in_mode(tokens, mode))


@pytest.mark.parametrize(
    ("printed", "surfaces", "forms"),
    [
        ("ﾃﾞｼﾞﾀﾙﾃﾞﾊﾞｲﾄﾞを", ["ﾃﾞｼﾞﾀﾙﾃﾞﾊﾞｲﾄﾞ", "を"], ["デジタルデバイド", "を"]),
        ("デシ゛タル・ディハ゛イト゛", ["デシ゛タル・ディハ゛イト゛"], ["デジタルデバイド"]),
        ("ＬＧＷＡＮ−ＡＳＰ", ["ＬＧＷＡＮ−ＡＳＰ"], ["LGWAN-ASP"]),
        ("㍻31年", ["㍻", "31", "年"], ["平成", "31", "年"]),
        ("窓\u200b口", ["窓\u200b口"], ["窓口"]),
        ("\u200b窓口\u200b", ["\u200b窓口\u200b"], ["窓口"]),
        ("住⺠", ["住⺠"], ["住民"]),
    ],
)
def test_words_are_found_however_they_are_printed(printed, surfaces, forms):
    tokens = load_tokeniser().tokens(printed)

    assert [token.surface for token in tokens] == surfaces
    assert [token.normalised_form for token in tokens] == forms


def test_normalised_forms_leave_out_white_space_and_punctuation():
    assert load_tokeniser().normalised_forms("サーバを、 行なう。") == ("サーバー", "を", "行う")


def test_an_empty_text_has_no_tokens():
    assert load_tokeniser().tokens("") == ()


def test_half_a_surrogate_pair_is_refused_with_its_place():
    with pytest.raises(TokenisationError, match="character 2") as caught:
        load_tokeniser().tokens("窓口\ud800")

    assert caught.value.code == "text_not_unicode"


def test_tokens_that_do_not_rejoin_are_refused():
    with pytest.raises(TokenisationError, match="character 2 of 4"):
        _check_rejoins(list(load_tokeniser().tokens("窓口")), "窓口改革")


def test_the_tokeniser_is_loaded_once_and_names_what_shapes_its_tokens():
    tokeniser = load_tokeniser()

    assert tokeniser is load_tokeniser()
    assert isinstance(tokeniser, Tokeniser)
    assert tokeniser.version == tokeniser_version()
    for part in ("sudachipy ", "sudachidict-core ", "terms ", "normalisation "):
        assert part in tokeniser_version()


def test_importing_the_package_loads_no_heavy_library():
    code = (
        "import sys, models.tokeniser, models.classifier, models.taxonomy, models.artefact;"
        "sys.exit(' '.join({'sklearn', 'scipy', 'sudachipy', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert run.stderr.strip() == ""
