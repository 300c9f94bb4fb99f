"""What can go wrong with a corpus. Every message says where, what was found and what to do."""

from __future__ import annotations

__all__ = [
    "CorpusError",
    "CorpusMissingError",
    "ForeignDatabaseError",
    "InvalidSha256Error",
    "NewerSchemaError",
    "SearchQueryError",
    "StoreError",
    "UnstorableRecordError",
    "WorkspaceBusyError",
]


class CorpusError(Exception):
    """Root of all errors of this package; its text is a Japanese sentence for the user."""


class StoreError(CorpusError):
    """The workspace could not be read or written: no fault of a record, unless it is an `UnstorableRecordError`."""


class UnstorableRecordError(StoreError):
    """A value of the record is one that cannot be stored: a fault of this record alone, others can be stored."""


class CorpusMissingError(StoreError):
    """A corpus was to be read where there is none."""


class ForeignDatabaseError(StoreError):
    """The file is no SQLite database, or one of another program."""


class NewerSchemaError(StoreError):
    """The database was written by a newer version of this program."""


class WorkspaceBusyError(CorpusError):
    """Another process is writing to the same workspace."""


class InvalidSha256Error(CorpusError):
    """A name of a kept file is not 64 lower-case hexadecimal digits."""


class SearchQueryError(CorpusError):
    """A query cannot be searched for: it is blank or too long."""
