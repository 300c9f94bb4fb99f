"""The user dictionary that Sudachi reads: the reviewed terms, compiled when the program is set up.

``python -m models.user_dictionary`` writes ``artifacts/user.dic``. The same terms and the same system dictionary give
the same bytes: Sudachi stamps the time of compilation, which is set to zero. What the file was made from stands in
its description, so a file that no longer fits is refused.

A term is one word in mode C; in modes A and B it falls into the words of the system dictionary.
"""

from __future__ import annotations

import csv
import io
import struct
import sys
import tempfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.dictionary_rows import dictionary_hash, load_terms, read_dictionary_text
from models.errors import UserDictionaryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sudachipy import Morpheme, Tokenizer  # type: ignore[import-untyped]

    from models.dictionary_rows import DictionaryTerm

__all__ = ["DICTIONARY_NAME", "compile_dictionary", "dictionary_version", "find_dictionary"]

DICTIONARY_NAME: Final = "user.dic"
COMPILER_VERSION: Final = "1"
"""Goes up with every change of what is made of a term here."""
REBUILD: Final = "run `make setup` in the checkout, or `python -m models.user_dictionary`"

# Connection ids and parts of speech of the system dictionary, as the guide to user dictionaries gives them.
_NOUN: Final = ("5146", "名詞,普通名詞,一般,*,*,*")
_VERBAL_NOUN: Final = ("5133", "名詞,普通名詞,サ変可能,*,*,*")
# Lets Sudachi estimate the cost from the words that the term would fall into otherwise.
_ESTIMATED_COST: Final = -32768
# So long a run of characters is no accident, so the term always wins, and the longest of several does: 5 because
# 市民課 + 題 and 住民課 + 税 were such accidents, and estimated costs lost 光ファイバ網.
_SURE_LENGTH: Final = 5
_COST_PER_CHARACTER, _LEAST_COST = -2000, -30000
# DictionaryHeader of Sudachi: a version of 8 bytes, the time of 8 bytes, a description of 256 bytes.
_TIME_OFFSET: Final = 8
_JOINED: Final = 2**28 - 1
_DESCRIPTION: Final = slice(16, 16 + 256)


def dictionary_version() -> str:
    """What the words of a text depend on besides SudachiPy: the system dictionary and the terms."""
    terms = dictionary_hash(read_dictionary_text())[:12]
    return f"sudachidict-core {version('sudachidict-core')}, terms {terms}-{COMPILER_VERSION}"


def find_dictionary() -> Path:
    """The compiled dictionary.

    Raises:
        UserDictionaryError: it is missing, or made from other terms or another system dictionary than those here.

    """
    path = Path(str(files("models").joinpath("artifacts", DICTIONARY_NAME)))
    try:
        with path.open("rb") as stream:
            head = stream.read(_DESCRIPTION.stop)
    except OSError as error:
        raise UserDictionaryError(
            f"{path}: expected the compiled dictionary, found {error.strerror}; {REBUILD}"
        ) from error
    found = head[_DESCRIPTION].rstrip(b"\0").decode("utf-8", "replace")
    if found != dictionary_version():
        raise UserDictionaryError(
            f"{path}: expected a dictionary of {dictionary_version()}, found one of {found!r}; {REBUILD}",
            code="user_dictionary_stale",
        )
    return path


def compile_dictionary(terms: Sequence[DictionaryTerm], path: Path) -> int:
    """Write the dictionary of these terms; gives how many of them the system dictionary lacks.

    Terms that it has as one word with the same normalised form are left to it.
    """
    import sudachidict_core  # type: ignore[import-untyped]  # noqa: PLC0415 - only when it is compiled
    from sudachipy import Dictionary  # noqa: PLC0415
    from sudachipy.sudachipy import build_user_dic  # type: ignore[import-untyped]  # noqa: PLC0415

    sudachi = Dictionary(dict="core").create()
    rows = [row for term in terms if (row := _source_row(term, sudachi)) is not None]
    system = Path(sudachidict_core.__file__).parent / "resources" / "system.dic"
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / DICTIONARY_NAME
        build_user_dic(
            system=system, lex=[_to_csv(rows).encode()], output=str(compiled), description=dictionary_version()
        )
        content = bytearray(compiled.read_bytes())
    content[_TIME_OFFSET : _TIME_OFFSET + 8] = struct.pack("<Q", 0)
    path.write_bytes(content)
    return len(rows)


def _source_row(term: DictionaryTerm, sudachi: Tokenizer) -> list[str] | None:
    """The term as a row of Sudachi's source; None where the system dictionary has it."""
    from sudachipy import SplitMode  # noqa: PLC0415

    longest = list(sudachi.tokenize(term.surface, SplitMode.C))
    known = len(longest) == 1 and not longest[0].is_oov()
    if known and _same_form(longest[0].normalized_form(), term.normalised):
        return None
    short, middle = (list(sudachi.tokenize(term.surface, mode)) for mode in (SplitMode.A, SplitMode.B))
    connection, part_of_speech = _VERBAL_NOUN if _ends_in_verbal_noun(short) else _NOUN
    units = (_units(short), _units(middle))
    return [
        term.surface.lower(),  # Sudachi looks words up in lower case
        connection,
        connection,
        str(_cost(term.surface)),
        term.surface,
        *part_of_speech.split(","),
        term.reading,
        term.normalised,
        "*",
        "A" if units == ("*", "*") else "C",
        *units,
        "*",
    ]


def _cost(surface: str) -> int:
    if len(surface) < _SURE_LENGTH:
        return _ESTIMATED_COST
    return max(_LEAST_COST, _COST_PER_CHARACTER * len(surface))


def _same_form(found: str, wanted: str) -> bool:
    return found.casefold() == wanted.casefold()


def _ends_in_verbal_noun(words: Sequence[Morpheme]) -> bool:
    return "サ変可能" in words[-1].part_of_speech()


def _units(words: Sequence[Morpheme]) -> str:
    """The shorter units by their ids in the system dictionary; * where it lacks one, or there is only one."""
    # A number that a plugin joined has no entry either.
    if len(words) == 1 or any(word.dictionary_id() != 0 or word.word_id() >= _JOINED for word in words):
        return "*"
    return "/".join(str(word.word_id()) for word in words)


def _to_csv(rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def main() -> int:
    """Compile the shipped terms into their place."""
    path = Path(__file__).parent / "artifacts" / DICTIONARY_NAME
    terms = load_terms()
    count = compile_dictionary(terms, path)
    sys.stdout.write(f"{path.name}: {count} of {len(terms)} terms that the system dictionary lacks\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
