"""The names that an entry of a glossary gives its term: ICT（情報通信技術） is ICT and 情報通信技術."""

from __future__ import annotations

import re
from typing import Final

from corpus.normalised_text import normalise_text

__all__ = ["printed_names"]

_BRACKETED: Final = re.compile(r"^(?P<head>[^(（]+)[(（](?P<other>[^()（）]+)[)）]$")


def printed_names(term: str) -> tuple[str, ...]:
    """The term as printed, or its two names in normalised form where a bracket at its end holds the second."""
    bracketed = _BRACKETED.match(normalise_text(term).text.strip())
    return (bracketed["head"].strip(), bracketed["other"].strip()) if bracketed else (term,)
