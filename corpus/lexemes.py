"""The words of the corpus: one row per distinct word with all its forms, to which texts point by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, insert, select

from corpus.records import Token
from corpus.schema import lexemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Lexeme", "Lexicon", "read_lexemes"]

# SQLite takes 32,766 values in one statement.
_BATCH = 10_000


class Lexeme(NamedTuple):
    """A word without its place: its forms, and the ids of the shorter units that it falls into."""

    surface: str
    dictionary_form: str
    normalised_form: str
    reading: str
    part_of_speech: str
    units_b: tuple[int, ...] = ()
    units_a: tuple[int, ...] = ()

    def token(self, start: int, words: Mapping[int, Lexeme]) -> Token:
        """The word at a place of a text; ``words`` must hold its units."""
        return Token(
            start=start,
            end=start + len(self.surface),
            surface=self.surface,
            dictionary_form=self.dictionary_form,
            normalised_form=self.normalised_form,
            reading=self.reading,
            part_of_speech=self.part_of_speech,
            units_b=_placed(self.units_b, start, words),
            units_a=_placed(self.units_a, start, words),
        )


class Lexicon:
    """Finds or makes the ids of words, inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ids: dict[Lexeme, int] = {}
        self._known: set[str] = set()

    def ids_of(self, texts: Iterable[Sequence[Token]]) -> list[list[int]]:
        """For each text the ids of its words in order."""
        texts = [list(tokens) for tokens in texts]
        units = [unit for tokens in texts for token in tokens for unit in (*token.units_b, *token.units_a)]
        self._keep([_lexeme(unit) for unit in units])
        self._keep([self._word(token) for tokens in texts for token in tokens])
        return [[self._ids[self._word(token)] for token in tokens] for tokens in texts]

    def _word(self, token: Token) -> Lexeme:
        return _lexeme(token)._replace(
            units_b=tuple(self._ids[_lexeme(unit)] for unit in token.units_b),
            units_a=tuple(self._ids[_lexeme(unit)] for unit in token.units_a),
        )

    def _keep(self, wanted: Sequence[Lexeme]) -> None:
        distinct = [lexeme for lexeme in dict.fromkeys(wanted) if lexeme not in self._ids]
        self._look_up({lexeme.surface for lexeme in distinct} - self._known)
        new = [lexeme for lexeme in distinct if lexeme not in self._ids]
        if new:
            rows = [{**lexeme._asdict(), "length": len(lexeme.surface)} for lexeme in new]
            statement = insert(lexemes).returning(lexemes.c.id, sort_by_parameter_order=True)
            self._ids.update(zip(new, self._connection.scalars(statement, rows), strict=True))

    def _look_up(self, surfaces: set[str]) -> None:
        ordered = sorted(surfaces)
        for first in range(0, len(ordered), _BATCH):
            wanted = lexemes.c.surface.in_(ordered[first : first + _BATCH])
            self._ids.update({lexeme: word_id for word_id, lexeme in _read(self._connection, wanted)})
        self._known |= surfaces


def read_lexemes(connection: Connection, ids: Iterable[int]) -> dict[int, Lexeme]:
    """The words of these ids with all their units."""
    found: dict[int, Lexeme] = {}
    wanted = set(ids)
    while wanted:
        ordered = sorted(wanted)
        for first in range(0, len(ordered), _BATCH):
            found.update(_read(connection, lexemes.c.id.in_(ordered[first : first + _BATCH])))
        wanted = {unit for word_id in ordered for unit in (*found[word_id].units_b, *found[word_id].units_a)}
        wanted -= set(found)
    return found


def _read(connection: Connection, condition: object) -> list[tuple[int, Lexeme]]:
    rows = connection.execute(
        select(
            lexemes.c.id,
            lexemes.c.surface,
            lexemes.c.dictionary_form,
            lexemes.c.normalised_form,
            lexemes.c.reading,
            lexemes.c.part_of_speech,
            lexemes.c.units_b,
            lexemes.c.units_a,
        ).where(condition)  # type: ignore[arg-type]
    )
    return [
        (
            row.id,
            Lexeme(
                row.surface,
                row.dictionary_form,
                row.normalised_form,
                row.reading,
                row.part_of_speech,
                tuple(row.units_b),
                tuple(row.units_a),
            ),
        )
        for row in rows
    ]


def _lexeme(token: Token) -> Lexeme:
    return Lexeme(token.surface, token.dictionary_form, token.normalised_form, token.reading, token.part_of_speech)


def _placed(ids: Sequence[int], start: int, words: Mapping[int, Lexeme]) -> tuple[Token, ...]:
    tokens = []
    for word_id in ids:
        tokens.append(words[word_id].token(start, words))
        start = tokens[-1].end
    return tuple(tokens)
