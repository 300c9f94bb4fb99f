"""An edition as the public JSON record: that of its file, or one record over the files of all its parts.

A record of several files has the form of a record of one, with these additions: ``document.files`` lists the parts
in order; every measure, review, term, initiative and issue says its ``file``, whose pages its page numbers and boxes
count; ``document.where_files`` says the same of the document's own boxes. ``document.source_name`` and ``sha256`` are
those of the first part, ``versions`` stand with the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from corpus.identities import first_origins
from outputs.contract_json import stored_plan_to_contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.editions import StoredEdition

__all__ = ["edition_to_contract"]

Record = dict[str, Any]

_LISTS: Final = ("measures", "reviews", "terms", "initiatives", "issues")
_OF_FILE: Final = ("source_name", "sha256", "page_count", "extractor_version")
_OF_MANIFEST: Final = ("part", "source_url", "retrieved_on")


def edition_to_contract(stored: StoredEdition) -> Record:
    """The record of one edition, of JSON types only."""
    records = [stored_plan_to_contract(part) for part in stored.parts]
    record = records[0] if len(records) == 1 else _join(stored, records)
    if stored.edition.digest_of is not None:
        record["document"]["digest_of"] = stored.edition.digest_of
    return record


def _join(stored: StoredEdition, records: Sequence[Record]) -> Record:
    names = _unlike(record["document"]["source_name"] for record in records)
    joined: Record = {"document": _document(stored, records, names)}
    for key in _LISTS:
        joined[key] = [
            {**row, "file": name} for name, record in zip(names, records, strict=True) for row in record[key]
        ]
    return joined


def _document(stored: StoredEdition, records: Sequence[Record], names: Sequence[str]) -> Record:
    documents = [record["document"] for record in records]
    origins = first_origins([part.plan.document for part in stored.parts])
    # The boxes of the years are one field.
    places = {("period" if key == "start_fy" else key): place for key, place in origins.items() if key != "end_fy"}
    for place, document in enumerate(documents):
        for key in document["where"]:
            places.setdefault(key, place)
    where = {key: (place, documents[place]["where"].get(key)) for key, place in sorted(places.items())}
    return {
        **{key: value for key, value in documents[0].items() if key not in _OF_MANIFEST},
        **{key: documents[place][key] for key, place in origins.items()},
        "page_count": sum(document["page_count"] for document in documents),
        "where": {key: boxes for key, (_, boxes) in where.items() if boxes},
        "edition_id": stored.edition.id,
        "files": [
            {
                "file": name,
                **{key: record["document"][key] for key in _OF_FILE},
                "versions": record["versions"],
                **{key: record["document"].get(key) for key in _OF_MANIFEST},
            }
            for name, record in zip(names, records, strict=True)
        ],
        "where_files": {key: names[place] for key, (place, boxes) in where.items() if boxes},
    }


def _unlike(names: Iterable[str]) -> list[str]:
    """The files' names, the second of one name with its number behind it: x.pdf, x.pdf (2)."""
    unlike: list[str] = []
    for name in names:
        number, label = 1, name
        while label in unlike:
            number += 1
            label = f"{name} ({number})"
        unlike.append(label)
    return unlike
