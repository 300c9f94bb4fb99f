"""What can go wrong with an export. Every message is a Japanese sentence: where, what, and what to do."""

from __future__ import annotations

__all__ = ["ExportError", "OutputFolderError", "ReviewSheetError", "TooManyRowsError", "UnknownFormatError"]


class ExportError(Exception):
    """Root of all errors of this package."""


class OutputFolderError(ExportError):
    """The output folder cannot be made or written to."""


class ReviewSheetError(ExportError):
    """A review sheet that came back cannot be read."""


class TooManyRowsError(ExportError):
    """A table has more rows than a sheet of Excel holds."""


class UnknownFormatError(ExportError):
    """No exporter has this name."""
