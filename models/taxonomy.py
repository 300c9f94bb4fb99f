"""The categories a measure can have, read from versioned data files.

A revised national plan is a new file ``data/taxonomy_<scheme>_<version>.json``; no code changes. Ids are never
renamed, so that old classifications stay readable.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from models.errors import TaxonomyError

__all__ = ["NATIONAL_DX", "OUTSIDE", "Category", "Taxonomy", "load_taxonomy", "parse_taxonomy"]

NATIONAL_DX = "national-dx"
OUTSIDE = "outside"

FORMAT = 1
MARKED = ("name", "versions", "definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category: ``versions`` are the editions of the national plan in which it stands.

    ``marks`` says for "name", "versions" and "definition" whether the fact was read in a source or inferred; its
    words are explained by ``Taxonomy.marks``.
    """

    id: str
    name_ja: str
    group_ja: str
    versions: tuple[str, ...]
    definition_ja: str
    marks: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxonomy:
    """The categories of one scheme in one version, in their official order; ``as_of`` is an ISO date."""

    scheme: str
    version: str
    as_of: str
    title_ja: str
    note_ja: str
    marks: Mapping[str, str]
    categories: tuple[Category, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The categories' ids in their official order."""
        return tuple(category.id for category in self.categories)

    def category(self, category_id: str) -> Category:
        """The category with this id.

        Raises:
            TaxonomyError: there is none.

        """
        for category in self.categories:
            if category.id == category_id:
                return category
        raise TaxonomyError(
            f"{self.scheme} {self.version}: no category {category_id!r}; it has {', '.join(self.ids)}",
            code="category_unknown",
        )


@cache
def load_taxonomy(scheme: str = NATIONAL_DX, version: str = "") -> Taxonomy:
    """A scheme in one version, by default the one with the newest ``as_of``; loaded once.

    Raises:
        TaxonomyError: no such scheme or version is shipped, or a file is invalid.

    """
    shipped = [
        parse_taxonomy(file.read_text(encoding="utf-8"), where=file.name)
        for file in files("models").joinpath("data").iterdir()
        if file.name.startswith("taxonomy_") and file.name.endswith(".json")
    ]
    fitting = [t for t in shipped if t.scheme == scheme and version in ("", t.version)]
    if not fitting:
        known = ", ".join(sorted(f"{t.scheme} {t.version}" for t in shipped)) or "none"
        wanted = f"{scheme} {version}".strip()
        raise TaxonomyError(f"no taxonomy {wanted!r} in models/data; shipped: {known}", code="taxonomy_unknown")
    return max(fitting, key=lambda taxonomy: (taxonomy.as_of, taxonomy.version))


def parse_taxonomy(text: str, *, where: str) -> Taxonomy:
    """Read and check one taxonomy file; ``where`` names it in errors.

    Raises:
        TaxonomyError: not JSON, another format, a field missing or of the wrong kind, an id twice, an unknown mark.

    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise TaxonomyError(f"{where}, line {error.lineno}: expected JSON, found {error.msg}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        found = content.get("format") if isinstance(content, dict) else type(content).__name__
        raise TaxonomyError(
            f"{where}: expected an object with format {FORMAT}, found {found!r}; see models/taxonomy.py"
        )
    entries = content.get("categories")
    if not isinstance(entries, list) or not entries:
        raise TaxonomyError(f"{where}: expected a list of categories, found {entries!r}")
    marks = _words(content, "marks", where)
    taxonomy = Taxonomy(
        scheme=_word(content, "scheme", where),
        version=_word(content, "version", where),
        as_of=_word(content, "as_of", where),
        title_ja=_word(content, "title_ja", where),
        note_ja=_word(content, "note_ja", where),
        marks=marks,
        categories=tuple(_category(entry, f"{where}, category {n}", marks) for n, entry in enumerate(entries, 1)),
    )
    twice = sorted({i for i in taxonomy.ids if taxonomy.ids.count(i) > 1})
    if twice:
        raise TaxonomyError(f"{where}: each id must stand once, found twice: {', '.join(twice)}")
    return taxonomy


def _category(entry: object, where: str, marks: Mapping[str, str]) -> Category:
    if not isinstance(entry, dict):
        raise TaxonomyError(f"{where}: expected an object, found {entry!r}")
    versions = entry.get("versions")
    if not isinstance(versions, list) or not all(isinstance(v, str) for v in versions):
        raise TaxonomyError(f"{where}: expected versions to be a list of texts, found {versions!r}")
    own_marks = _words(entry, "marks", where)
    for field in MARKED:
        mark = own_marks.get(field)
        if mark not in marks:
            raise TaxonomyError(
                f"{where}: expected the mark of {field!r} to be one of {', '.join(marks)}, found {mark!r}"
            )
    note = entry.get("note", "")
    return Category(
        id=_word(entry, "id", where),
        name_ja=_word(entry, "name_ja", where),
        group_ja=_word(entry, "group_ja", where),
        versions=tuple(versions),
        definition_ja=_word(entry, "definition_ja", where),
        marks=own_marks,
        note=str(note),
    )


def _word(entry: Mapping[str, object], field: str, where: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value:
        raise TaxonomyError(f"{where}: expected a text in {field!r}, found {value!r}")
    return value


def _words(entry: Mapping[str, object], field: str, where: str) -> Mapping[str, str]:
    value = entry.get(field)
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise TaxonomyError(f"{where}: expected {field!r} to map names to texts, found {value!r}")
    return cast("dict[str, str]", value)
