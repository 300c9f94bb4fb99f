"""What stops a command, and what costs one document.

Two kinds only: `UnusableError` ends a command with exit status 2 and its message; `ReadingFailedError` is the
fate of one document, which is quarantined while the others go on.
"""

from __future__ import annotations

__all__ = ["InterruptedReadingError", "PipelineError", "ReadingFailedError", "UnusableError"]


class PipelineError(Exception):
    """Root of the errors of this package."""


class UnusableError(PipelineError):
    """The call, its input or its surroundings cannot be used; the message is one Japanese line for the user."""


class ReadingFailedError(PipelineError):
    """One document could not be read.

    Attributes:
        reason: The reason code of the quarantine (`pipeline.reasons`).
        message: One Japanese line: what was found and what to do.
        page: The 1-based page where reading stopped, if known.
        detail: The traceback behind it, for the log.

    """

    def __init__(self, reason: str, message: str, page: int | None = None, *, detail: str = "") -> None:
        super().__init__(reason, message, page)
        self.detail = detail
        self.reason = reason
        self.message = message
        self.page = page

    def __str__(self) -> str:
        where = f"{self.page}ページ: " if self.page else ""
        return f"{where}{self.message}（{self.reason}）"


class InterruptedReadingError(PipelineError):
    """The user stopped the run while this document was being read: nothing is known of it, nothing is kept."""
