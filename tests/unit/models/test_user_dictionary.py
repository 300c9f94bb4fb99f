"""Terms come out as one word, ordinary words are left as they are, and the same terms give the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sudachipy import Config, Dictionary

from models.dictionary_rows import DictionaryTerm, dictionary_hash, load_terms, parse_terms
from models.errors import UserDictionaryError
from models.tokeniser import load_tokeniser
from models.user_dictionary import compile_dictionary, dictionary_version, find_dictionary

HEADER = "surface,reading,kind,normalised,concept,note\n"
SENTENCES = (Path(__file__).parent / "data" / "term_boundaries.txt").read_text(encoding="utf-8").splitlines()
WITH_TERMS = [line for line in SENTENCES if line and line[0] not in "#!"]
LOOKALIKES = [line.removeprefix("! ") for line in SENTENCES if line.startswith("!")]


def surfaces_before(text: str) -> list[str]:
    """The words without our terms."""
    return [word.surface() for word in Dictionary(dict="core").create().tokenize(text)]


def surfaces_after(text: str) -> list[str]:
    return [token.surface for token in load_tokeniser().tokens(text)]


def spans_of(surfaces: list[str]) -> set[tuple[int, int]]:
    spans, start = set(), 0
    for surface in surfaces:
        spans.add((start, start + len(surface)))
        start += len(surface)
    return spans


def found_terms(surfaces) -> tuple[int, int]:
    """Annotated terms that are exactly one word, and all of them."""
    right = total = 0
    for line in WITH_TERMS:
        text = re.sub(r"[\[\]]", "", line)
        words = spans_of(surfaces(text))
        for number, match in enumerate(re.finditer(r"\[(.+?)\]", line)):
            start = match.start() - 2 * number
            right += (start, start + len(match[1])) in words
            total += 1
    return right, total


def test_terms_come_out_as_one_word():
    """Measured on sentences of our own; the ten terms that are left on purpose are in no dictionary."""
    assert found_terms(surfaces_before) == (30, 121)
    assert found_terms(surfaces_after) == (111, 121)


@pytest.mark.parametrize("line", LOOKALIKES)
def test_words_that_only_look_like_a_term_are_parted_where_they_should_be(line):
    assert surfaces_after(line.replace("|", "")) == line.split("|")


def test_every_term_is_one_word_with_its_reading_form_and_shorter_units():
    for term in load_terms():
        tokens = load_tokeniser().tokens(term.surface)

        assert len(tokens) == 1, term
        assert tokens[0].normalised_form.casefold() == term.normalised.casefold()


def test_there_are_several_hundred_terms_and_the_file_is_sorted():
    terms = load_terms()
    kinds = ["制度・法令", "組織", "施設", "製品・サービス", "業務", "技術", "概念"]

    assert len(terms) >= 400
    assert [(term.kind, term.surface) for term in terms] == sorted(
        ((term.kind, term.surface) for term in terms), key=lambda key: (kinds.index(key[0]), key[1])
    )


def test_the_same_terms_give_the_same_bytes(tmp_path):
    for name in ("one.dic", "two.dic"):
        compile_dictionary(load_terms(), tmp_path / name)

    assert (tmp_path / "one.dic").read_bytes() == (tmp_path / "two.dic").read_bytes()
    assert (tmp_path / "one.dic").read_bytes() == find_dictionary().read_bytes()


def test_a_term_that_the_system_dictionary_has_is_left_to_it(tmp_path):
    known = DictionaryTerm("図書館", "トショカン", "施設", "図書館", "図書館")
    new = DictionaryTerm("見本市電子窓口", "ミホンシデンシマドグチ", "業務", "見本市電子窓口", "見本市電子窓口")

    assert compile_dictionary([known, new], tmp_path / "user.dic") == 1
    sudachi = Dictionary(Config(user=[str(tmp_path / "user.dic")]), dict="core").create()
    assert [word.surface() for word in sudachi.tokenize("見本市電子窓口と図書館")] == ["見本市電子窓口", "と", "図書館"]


def test_a_missing_or_stale_dictionary_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("models.user_dictionary.files", lambda _: tmp_path)
    with pytest.raises(UserDictionaryError, match="make setup"):
        find_dictionary()
    (tmp_path / "artifacts").mkdir()
    (tmp_path / "artifacts" / "user.dic").write_bytes(b"\0" * 16 + b"sudachidict-core 1, terms 2".ljust(256, b"\0"))
    with pytest.raises(UserDictionaryError, match="terms 2") as caught:
        find_dictionary()

    assert caught.value.code == "user_dictionary_stale"


def test_the_version_names_the_terms():
    assert dictionary_hash("a\r\nb\n") == dictionary_hash("a\nb\n")
    assert "terms " in dictionary_version()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("ＤＸ,ディーエックス,概念,,,", "line 2: expected a term in normalised form"),
        (",ディーエックス,概念,,,", "line 2: expected a term in normalised form"),
        ("DX,DX,概念,,,", "line 2: expected a reading in katakana"),
        ("DX,ディーエックス,こと,,,", "line 2: expected one of"),
        ("DX,ディーエックス,概念,,", "expected 6 fields"),
        ("DX,ディーエックス,概念,,デジタル変革,", "expected a concept that is an entry"),
        ("DX,ディーエックス,概念,,,\nDX,ディーエックス,概念,,,", "line 3: DX stands already in line 2"),
    ],
)
def test_a_faulty_row_is_refused_with_its_line(lines, message):
    with pytest.raises(UserDictionaryError, match=message):
        parse_terms(HEADER + lines + "\n")


def test_other_columns_are_refused():
    with pytest.raises(UserDictionaryError, match="expected the columns"):
        parse_terms("surface,reading\n")
