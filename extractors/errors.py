"""Why a file could not be read: the errors that become quarantine reasons."""

from __future__ import annotations

__all__ = ["ExtractionError", "UnreadableFileError"]


class ExtractionError(Exception):
    """Root of the errors of this package."""


class UnreadableFileError(ExtractionError):
    """The whole file cannot be read.

    Attributes:
        reason: The reason code of the quarantine (not_a_pdf, empty, truncated, encrypted, …).
        message: One Japanese line: what was found and what to do.
        page: The 1-based page where reading stopped, if it was one page.

    """

    def __init__(self, reason: str, message: str, page: int | None = None) -> None:
        super().__init__(reason, message, page)
        self.reason = reason
        self.message = message
        self.page = page

    def __str__(self) -> str:
        where = f"{self.page}ページ: " if self.page else ""
        return f"{where}{self.message}（{self.reason}）"
