"""Imprints: the lines that say who published a plan, where to ask, and the municipality's code."""

from __future__ import annotations

import re

__all__ = ["is_imprint"]

_PUBLISHER = re.compile(
    r"^[\s　【［\[■●◆]*(?:編集(?:・|及び|と)?発行|発行|編集|企画・編集|お?問い?合わ?せ先?|連絡先)(?:者|元|年月)?"
    r"[\s　】］\]]*[\s　：:／/]"
)
_CODE = re.compile(r"(?:市町村|市区町村|団体|地方公共団体)コード[\s　：:]*[\d０-９]{5,6}")


def is_imprint(text: str) -> bool:
    """Whether a line is part of an imprint: it belongs to no measure, note or glossary entry."""
    return _PUBLISHER.match(text) is not None or (_CODE.search(text) is not None and "。" not in text)
