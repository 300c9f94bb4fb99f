"""How schemes and their versions map onto each other: read from data files, each fact with its mark.

``data/versions_<scheme>.json`` says under which name and at which place an id stood in each version of its scheme;
``data/crosswalk_<scheme>.json`` says which national ids an id of another scheme comes near to. A revised plan is a
change of these files; ids never change their meaning.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from models.errors import TaxonomyError
from models.taxonomy import NATIONAL_DX, load_taxonomy

__all__ = ["Correspondence", "VersionItem", "VersionNote", "correspondences", "version_items", "version_notes"]

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionNote:
    """A version of a scheme: ``date`` is an ISO date or its beginning, ``mark`` says what it rests on."""

    version: str
    date: str
    mark: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionItem:
    """An id in one version: its name there, its group, its place in it (None where not known), and the fact's mark.

    ``instead_of`` is the id itself, or another one that this version lacks and that is reported here.
    """

    version: str
    id: str
    name_ja: str
    group_ja: str
    place: int | None
    mark: str
    instead_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """An id of a scheme and the national ids that it comes near to, nearest first."""

    scheme: str
    id: str
    name_ja: str
    to: tuple[str, ...]
    mark: str


def version_notes(scheme: str = NATIONAL_DX) -> tuple[VersionNote, ...]:
    """The versions of a scheme, oldest first.

    Raises:
        TaxonomyError: nothing is shipped of it, or the file is invalid.

    """
    return tuple(VersionNote(**entry) for entry in _read(f"versions_{scheme}.json")["versions"])


def version_items(version: str, scheme: str = NATIONAL_DX) -> tuple[VersionItem, ...]:
    """What each id of a scheme is reported as in one of its versions, in the order of the newest.

    An id that the version does not have yet stands under the one that took its measures then; `outside` is in none.

    Raises:
        TaxonomyError: as `version_notes`, or there is no such version.

    """
    content = _read(f"versions_{scheme}.json")
    items = {entry["id"]: entry for entry in content["items"] if entry["version"] == version}
    if not items:
        known = "、".join(note.version for note in version_notes(scheme))
        raise TaxonomyError(f"{scheme}: no version {version!r}; it has {known}", code="taxonomy_unknown")
    instead = {entry["id"]: entry for entry in content["fallback"] if entry["version"] == version}
    found = []
    for id_ in load_taxonomy(scheme).ids:
        entry = items.get(id_) or (items[instead[id_]["to"]] if id_ in instead else None)
        if entry is not None:
            mark = entry["mark"] if id_ in items else instead[id_]["mark"]
            found.append(VersionItem(**{**entry, "mark": mark}, instead_of=id_))
    return tuple(found)


def correspondences(scheme: str) -> tuple[Correspondence, ...]:
    """The crosswalk of a scheme to the national ids, in the scheme's order.

    Raises:
        TaxonomyError: there is none, it is invalid, or it does not cover the scheme.

    """
    content = _read(f"crosswalk_{scheme}.json")
    taxonomy = load_taxonomy(scheme, content["version"])
    national = load_taxonomy(content["to_scheme"], content["to_version"])
    pairs = {pair["id"]: pair for pair in content["pairs"]}
    unknown = [id_ for pair in pairs.values() for id_ in pair["to"] if id_ not in national.ids]
    if set(pairs) != set(taxonomy.ids) or unknown:
        raise TaxonomyError(
            f"crosswalk_{scheme}.json: expected every id of {scheme} and ids of {national.scheme} {national.version}, "
            f"found {sorted(set(pairs) ^ set(taxonomy.ids)) or unknown}"
        )
    return tuple(
        Correspondence(
            scheme=scheme,
            id=category.id,
            name_ja=category.name_ja,
            to=tuple(pairs[category.id]["to"]),
            mark=pairs[category.id]["mark"],
        )
        for category in taxonomy.categories
    )


@cache
def _read(name: str) -> Mapping[str, Any]:
    place = files("models").joinpath("data", name)
    if not place.is_file():
        raise TaxonomyError(f"models/data: no {name}", code="taxonomy_unknown")
    content = json.loads(place.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise TaxonomyError(f"{name}: expected an object with format {FORMAT}; see models/crosswalk.py")
    marks = content["marks"]
    for entry in (*content.get("versions", ()), *content.get("items", ()), *content.get("pairs", ())):
        if entry["mark"] not in marks:
            raise TaxonomyError(f"{name}: expected a mark among {', '.join(marks)}, found {entry['mark']!r}")
    return content
