"""A small comparison of records with gold records: sets of facts that must be equal after NFKC, without white space.

It is stricter and simpler than the scorer of the reference material: nothing is paired by likeness, so that a title
with one wrong character costs the title and all that hangs on it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

Record = dict[str, Any]
DOCUMENT_FIELDS = ("municipality", "municipality_code", "prefecture", "title", "start_fy", "end_fy")


def fold(value: object) -> str:
    """A printed value for comparison."""
    return "".join(unicodedata.normalize("NFKC", "" if value is None else str(value)).split())


def _measures(facts: Callable[[Record], Iterable[tuple[Any, ...]]]) -> Callable[[Record], Iterator[Hashable]]:
    def of(record: Record) -> Iterator[Hashable]:
        for measure in record["measures"]:
            for fact in facts(measure):
                yield tuple(map(fold, (measure["title"], *fact)))

    return of


FIGURES: dict[str, Callable[[Record], Iterator[Hashable]]] = {
    "titles": _measures(lambda m: [(m["label"],)]),
    "paths": _measures(lambda m: [("".join(m["path"]),)]),
    "descriptions": _measures(lambda m: [(m["description"],)] if m["description"] else []),
    "schedule": _measures(lambda m: [(e["activity"], e["start_fy"], e["end_fy"]) for e in m["schedule"]]),
    "departments": _measures(lambda m: [(name,) for name in m["departments"]]),
    "indicators": _measures(lambda m: [(i["name"], *pair) for i in m["indicators"] for pair in i["values"].items()]),
    "term_refs": _measures(lambda m: [(ref,) for ref in set(m["term_refs"])]),
    "terms": lambda record: (tuple(map(fold, (t["marker"], t["term"], t["definition"]))) for t in record["terms"]),
    "reviews": lambda record: (
        tuple(map(fold, (r["title"], r["current"], r["status"], r["direction"]))) for r in record["reviews"]
    ),
    "document": lambda record: ((field, fold(record["document"].get(field))) for field in DOCUMENT_FIELDS),
}


def compare(gold: Mapping[str, Record], found: Mapping[str, Record]) -> dict[str, float]:
    """F1 of each figure over all plans; a figure of which there is nothing on either side is left out."""
    figures = {}
    for name, facts in FIGURES.items():
        expected: Counter[Hashable] = Counter()
        read: Counter[Hashable] = Counter()
        for plan, record in gold.items():
            expected.update((plan, fact) for fact in facts(record))
            if plan in found:
                read.update((plan, fact) for fact in facts(found[plan]))
        total = expected.total() + read.total()
        if total:
            figures[name] = 2 * (expected & read).total() / total
    return figures
