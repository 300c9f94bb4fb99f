"""The core without Prefect: the bytes of one PDF become its record, its classes and its tokens.

`keikaku extract` and the tasks of the flow run this same function, each inside a worker process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.records import Analysis, Plan, Token
    from pipeline.worker import Request

__all__ = ["SKIPPED_PAGE_CODES", "OnPage", "Reader", "Reading", "open_lazy_reader", "open_reader", "read_document"]

# Larger than any plan or council paper seen; above it a PDF is an archive of scans and would fill the memory.
MAX_FILE_MB = 300

SKIPPED_PAGE_CODES = frozenset({"page_skipped"})
"""Codes of the Issues that stand for a page that was not read."""

OnPage = Callable[[int, int], None]
"""Called with the 1-based page just read and the number of pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything the store keeps of one document, and the seconds each stage took."""

    plan: Plan
    analysis: Analysis
    tokens: Mapping[str, tuple[Token, ...]]
    tokeniser_version: str
    seconds: Mapping[str, float] = field(default_factory=dict)


Reader = Callable[["Request", OnPage], Reading]
"""Reads one document; made once per worker process."""


def open_reader() -> Reader:
    """A reader whose models are loaded already: for processes that read many documents."""
    models = _Models()
    models.load()
    return lambda request, on_page: _read(request, on_page, models)


def open_lazy_reader() -> Reader:
    """A reader that loads the models after the first document's pages: for one document, soon."""
    models = _Models()
    return lambda request, on_page: _read(request, on_page, models)


class _Models:
    def load(self):
        pass


def _read(request, on_page, models):
    raise NotImplementedError
