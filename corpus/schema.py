"""The tables of the corpus, in the researcher's words. Nothing here is particular to SQLite.

A record's field is the column of that name, with two exceptions for the sake of those who write SQL by hand
(both names are reserved words): ``where`` is the column ``regions`` and ``values`` is ``printed_values``.

Every value's page and box stand in its own row (``regions``), as JSON: a table of regions would have
several rows per value, some ten million for the plans of all municipalities, to be joined each time.
Rows of one document lie together (``document_id`` opens every key) and keep their printed order in ``seq``.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from corpus.column_types import BoxType, PairsType, RegionsType, TextsType, WhereType

__all__ = [
    "APPLICATION",
    "SCHEMA_VERSION",
    "classifications",
    "corrections",
    "documents",
    "files",
    "indicators",
    "initiatives",
    "issues",
    "lexemes",
    "measure_codes",
    "measure_departments",
    "measures",
    "meta",
    "metadata",
    "migrations",
    "parses",
    "progress",
    "quarantine",
    "readings",
    "reviews",
    "schedule_entries",
    "terms",
    "text_uses",
    "texts",
]

APPLICATION: Final = "keikaku"
SCHEMA_VERSION: Final = 4

metadata = MetaData()


def _text(name: str, *, key: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, key=key or name)


def _texts(name: str) -> Column[tuple[str, ...]]:
    return Column(name, TextsType, nullable=False)


def _page(name: str = "page") -> Column[int]:
    return Column(name, Integer, nullable=False)


def _regions() -> Column[Any]:
    return Column("regions", RegionsType, nullable=False, key="where")


def _where() -> Column[Any]:
    return Column("regions", WhereType, nullable=False, key="where")


def _document_table(name: str, *columns: Column[Any]) -> Table:
    """Rows of a document: (document_id, seq) is their key, so SQLite keeps them together."""
    document = ForeignKey("documents.id", ondelete="CASCADE")
    return Table(
        name,
        metadata,
        Column("document_id", Integer, document, primary_key=True),
        Column("seq", Integer, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


def _measure_table(name: str, *columns: Column[Any]) -> Table:
    """Rows of a measure: (document_id, measure_seq) is the measure's own (document_id, seq)."""
    measure = ForeignKeyConstraint(
        ["document_id", "measure_seq"], ["measures.document_id", "measures.seq"], ondelete="CASCADE"
    )
    return Table(
        name,
        metadata,
        Column("document_id", Integer, primary_key=True),
        Column("measure_seq", Integer, primary_key=True),
        Column("seq", Integer, primary_key=True),
        *columns,
        measure,
        sqlite_with_rowid=False,
    )


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value"))

migrations = Table("migrations", metadata, Column("version", Integer, primary_key=True), _text("name"))

# A row here is a file that is `done`: its Source, Document and what the manifest adds.
documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    _text("source_name"),
    _page("page_count"),
    _text("extractor_version"),
    _text("versions"),
    Column("municipality", Text),
    Column("municipality_code", String(6), index=True),
    Column("prefecture", Text, index=True),
    Column("title", Text),
    Column("start_fy", Integer),
    Column("end_fy", Integer),
    _where(),
    Column("source_url", Text),
    Column("retrieved_on", Text),
    Column("plan_id", Text),
    Column("part", Text),
    Column("printed_part", Text),
    Column("first_printed_page", Integer),
    Column("last_printed_page", Integer),
)

# `id` (the record's own, hexadecimal) is `measure_id` here; short columns come first, so that a search that only
# counts and sorts does not read the descriptions.
measures = Table(
    "measures",
    metadata,
    Column("row_id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("measure_id", Text, nullable=False, index=True, key="id"),
    _page(),
    _page("end_page"),
    Column("repost", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    _text("label"),
    _text("title"),
    _texts("path"),
    _texts("badges"),
    _texts("term_refs"),
    _text("extractor"),
    _text("confidence_reason"),
    _text("description"),
    _text("current"),
    _where(),
    UniqueConstraint("document_id", "seq"),
)

measure_departments = _measure_table("measure_departments", Column("department", Text, nullable=False, index=True))

measure_codes = _measure_table("measure_codes", Column("code", Text, nullable=False, index=True))

schedule_entries = _measure_table(
    "schedule_entries",
    _text("row"),
    _text("activity"),
    Column("start_fy", Integer),
    Column("end_fy", Integer, nullable=False),
    Column("open_end", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    _regions(),
)

indicators = _measure_table(
    "indicators", _text("name"), Column("printed_values", PairsType, nullable=False, key="values"), _regions()
)

progress = _measure_table("progress", _text("heading"), _text("text"), _texts("departments"), _regions())

reviews = _document_table(
    "reviews",
    _texts("path"),
    _text("label"),
    _text("title"),
    _text("current"),
    _text("status"),
    _text("direction"),
    _texts("refs"),
    _page(),
    _regions(),
)

terms = _document_table(
    "terms",
    _text("marker"),
    Column("term", Text, nullable=False, index=True),
    _text("expansion"),
    _text("definition"),
    _text("kind"),
    _page(),
    _regions(),
)

initiatives = _document_table(
    "initiatives", _text("title"), _texts("issues"), _texts("effects"), _texts("measure_ids"), _page(), _regions()
)

issues = _document_table(
    "issues",
    Column("code", Text, nullable=False, index=True),
    _text("message"),
    Column("page", Integer),
    Column("box", BoxType),
)

classifications = _document_table(
    "classifications",
    Column("measure_id", Text, nullable=False, index=True),
    _text("scheme"),
    _text("scheme_version"),
    Column("label", Text, nullable=False, index=True),
    Column("rank", Integer, nullable=False),
    Column("probability", Float, nullable=False),
    Column("abstain", Boolean, nullable=False),
    _text("decided_by"),
)

# What people set right, for good: rows belong to no document, since they outlive every reading of it.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("measure_id", Text, nullable=False, index=True),
    Column("plan_key", Text, nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    _text("municipality"),
    _text("plan_title"),
    _text("measure_title"),
    _page(),
    _text("field"),
    Column("printed", JSON, nullable=False),
    Column("corrected", JSON, nullable=False),
    _text("seen"),
    _text("scheme_version"),
    _text("reviewer"),
    _text("decided_on"),
    _text("note"),
    _text("state"),
)

# Measures and labels as the program gave them, of documents of which people corrected something.
readings = Table(
    "readings",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    _text("measures"),
    _text("classifications"),
)

# One row per distinct word of the corpus: a surface with all its forms. Words are never taken out, so that an id
# means the same word for ever; one that no text uses any more costs a hundred bytes.
lexemes = Table(
    "lexemes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("surface", Text, nullable=False, index=True),
    Column("dictionary_form", Text, nullable=False, index=True),
    Column("normalised_form", Text, nullable=False, index=True),
    _text("reading"),
    _text("part_of_speech"),
    Column("length", Integer, nullable=False),
    Column("units_b", JSON, nullable=False),
    Column("units_a", JSON, nullable=False),
)

# One row per distinct text of the corpus. `tokens` holds the ids of its words in order, `normalised` the normalised
# text and `pieces` its map of offsets, both null where they are those of the text itself; the view `tokens` unpacks.
texts = Table(
    "texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text_sha256", String(64), nullable=False, unique=True),
    _text("tokeniser_version"),
    _text("text"),
    Column("tokens", JSON, nullable=False),
    Column("normalised", Text),
    Column("pieces", JSON),
    Column("annotations", JSON, nullable=False),
)

# Where a text stands: in which field of which measure, term, review or initiative (`owner`, and its `seq`).
# The last place to go takes the text along.
text_uses = Table(
    "text_uses",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("owner_seq", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("text_id", Integer, ForeignKey("texts.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# What GiNZA sees in a text; the views `entities`, `phrases` and `actions` unpack.
parses = Table(
    "parses",
    metadata,
    Column("text_id", Integer, ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    _text("parser_version"),
    Column("entities", JSON, nullable=False),
    Column("phrases", JSON, nullable=False),
    Column("actions", JSON, nullable=False),
)

# Files whose bytes could not become a plan; nothing else of them is stored.
quarantine = Table(
    "quarantine",
    metadata,
    Column("sha256", String(64), primary_key=True),
    _text("source_name"),
    _text("reason"),
    _text("message"),
    _text("stage"),
    Column("page", Integer),
    _text("versions"),
)

# The last state of each input file, by its path as given; `sha256` is null where it could not be read at all.
files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("sha256", String(64), index=True),
    _text("state"),
    _text("reason"),
    _text("message"),
    _text("versions"),
)
