"""Workbooks of Excel: the same content gives the same bytes, and a full disk is told once."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Workbook"]

# The time of writing is part of the file: a fixed one keeps the bytes alike.
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Workbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that is packed in memory.

    Packing on a full disk, a zip file raises once when it is written and, where nothing can catch it, again when it
    is thrown away. Its parts, which are many times larger, may still wait on disk.
    """

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        self._packed = BytesIO()
        super().__init__(self._packed, dict(options or {}))
        self.set_properties({"created": _CREATED})

    def pack(self) -> bytes:
        """Finish the workbook and give the bytes of its file; to be called once.

        Raises:
            XlsxFileError: the disk has no room for the parts.

        """
        self.close()
        return self._packed.getvalue()
