"""The core without Prefect: the bytes of one PDF become its record, its classes and its tokens.

`keikaku extract` and the tasks of the flow run this same code, each inside a worker process.
"""

from __future__ import annotations

import hashlib
import importlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from extractors.errors import UnreadableFileError

if TYPE_CHECKING:
    from corpus.records import Analysis, Plan, Token
    from pipeline.annotate import Annotator
    from pipeline.worker import Request

__all__ = [
    "SKIPPED_PAGE_CODES",
    "OnPage",
    "Reader",
    "Reading",
    "open_lazy_reader",
    "open_reader",
    "read_document",
    "with_passwords",
]

# Larger than any plan or council paper seen; above it a PDF is an archive of scans and would fill the memory.
MAX_FILE_MB = 300

SKIPPED_PAGE_CODES = frozenset({"skipped_page"})
"""Codes of the Issues that stand for a page that was not read."""

Result = TypeVar("Result")

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
    from pipeline.annotate import open_annotator  # noqa: PLC0415 - the parent imports this module, lightly

    importlib.import_module("extractors.plan")  # what cannot be imported must show before a document is blamed
    annotator = open_annotator()
    return lambda request, on_page: read_document(request, on_page, lambda: annotator)


def open_lazy_reader() -> Reader:
    """A reader that loads the models after the document's pages: for one document, soon."""
    from pipeline.annotate import open_annotator  # noqa: PLC0415

    importlib.import_module("extractors.plan")
    return lambda request, on_page: read_document(request, on_page, open_annotator)


def read_document(request: Request, on_page: OnPage, annotator: Callable[[], Annotator]) -> Reading:
    """Extract, tokenise and classify one document.

    Raises:
        UnreadableFileError: nothing of it can be read, with a reason code.

    """
    from extractors.plan import PlanHints, extract_plan  # noqa: PLC0415 - pdfplumber takes a third of a second

    seconds: dict[str, float] = {}
    hints = request.hints
    with _timed(seconds, "extract"):
        data = _read_bytes(request)
        plan = with_passwords(
            lambda password: extract_plan(
                data,
                source_name=request.source_name,
                hints=PlanHints(
                    municipality_code=hints.municipality_code,
                    municipality=hints.municipality,
                    prefecture=hints.prefecture,
                    title=hints.title,
                    start_fy=hints.start_fy,
                    end_fy=hints.end_fy,
                ),
                password=password,
                on_page=on_page,
            ),
            request.passwords,
        )
    with _timed(seconds, "load"):
        models = annotator()
    with _timed(seconds, "tokenise"):
        tokens = models.tokenise(plan) if request.tokenise else {}
    with _timed(seconds, "classify"):
        analysis = models.classify(plan)
    return Reading(
        plan=plan, analysis=analysis, tokens=tokens, tokeniser_version=models.tokeniser_version, seconds=seconds
    )


def with_passwords(read: Callable[[str | None], Result], passwords: Sequence[str]) -> Result:
    """Read without a password, then with each in turn while the file is locked; the last refusal counts."""
    for password in (None, *passwords[:-1]):
        try:
            return read(password)
        except UnreadableFileError as error:
            if error.reason != "encrypted" or not passwords:
                raise
    return read(passwords[-1])


def _read_bytes(request: Request) -> bytes:
    try:
        size_mb = request.path.stat().st_size >> 20
        if size_mb > MAX_FILE_MB:
            message = f"ファイルが大きすぎます（{size_mb} MB、上限 {MAX_FILE_MB} MB）。分割して試してください"
            raise UnreadableFileError("too_large", message)
        data = request.path.read_bytes()
    except OSError as error:
        raise UnreadableFileError("unreadable_file", f"ファイルを開けません（{error.strerror}）") from error
    if hashlib.sha256(data).hexdigest() != request.sha256:
        message = "読み取り中にファイルの内容が変わりました。もう一度取り込んでください"
        raise UnreadableFileError("changed_while_reading", message)
    return data


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = time.perf_counter() - start
