"""What the user knows of a plan beside its PDF: a row of the manifest."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

__all__ = ["Hints"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """A manifest row without its file; None where the row says nothing. It wins over what is detected.

    The last four are provenance that no extractor needs: where the PDF came from and when (ISO date), and which
    PDFs are parts of one plan edition.
    """

    municipality_code: str | None = None
    municipality: str | None = None
    prefecture: str | None = None
    title: str | None = None
    start_fy: int | None = None
    end_fy: int | None = None
    source_url: str | None = None
    retrieved_on: str | None = None
    plan_id: str | None = None
    part: str | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in asdict(self).values())

    def fingerprint(self) -> str:
        """Eight hexadecimal digits that move with any of the values; "" when nothing is known."""
        if not self:
            return ""
        text = "\x1f".join(f"{name}={value}" for name, value in sorted(asdict(self).items()) if value is not None)
        return hashlib.sha256(text.encode()).hexdigest()[:8]
