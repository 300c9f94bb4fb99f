"""Analyse: what GiNZA sees in the corpus's titles, descriptions and definitions (docs/adr/0007).

It runs over the corpus, not over a document: each distinct text is read once however many plans print it, and only
those that this version has not read yet. What is done is kept after every batch, so that a run can be broken off.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.store import Store
    from models.parser import Parser

__all__ = ["analyse"]

BATCH: Final = 256
"""Texts that are kept at a time: some seconds of work."""


def analyse(store: Store, parser: Parser, on_texts: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Read the texts that lack this version's analysis; gives how many.

    Args:
        store: the corpus.
        parser: GiNZA's pipeline.
        on_texts: called with the number of texts done and of all that were waiting.

    Raises:
        StoreError: the corpus cannot be read or written.

    """
    waiting = store.texts_to_parse(parser.version)
    done = 0
    texts = iter(waiting)
    while batch := list(islice(texts, BATCH)):
        parses = parser.parse(text for _, text in batch)
        found = [(text_id, parse) for (text_id, _), parse in zip(batch, parses, strict=True)]
        store.put_parses(found, parser.version)
        done += len(batch)
        on_texts(done, len(waiting))
    return done
