"""The one normalisation of search, used on the texts and on the query alike.

It is NFKC and nothing else: full-width and half-width forms meet (ＤＸ and DX, ｱ and ア, ① and 1). Case is kept,
since NFKC keeps it (ICT is not ict), and so is white space (U+3000 becomes U+0020).
"""

from __future__ import annotations

import unicodedata

__all__ = ["search_form"]


def search_form(text: str) -> str:
    """NFKC of a text: a query matches a text if its form is a substring of the text's form."""
    return unicodedata.normalize("NFKC", text)
