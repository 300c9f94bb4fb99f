"""What a table that stands elsewhere calls a measure: its number, with or without those above it, or its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractors.drafts import Draft
from extractors.lines import fold
from extractors.marks import Ordinals, ordinals, parse_mark, split_mark

__all__ = ["find_named", "find_numbered", "fold_name"]

# A shortened name must keep this many characters to be told by.
MIN_SHORTENED = 6
# A footnote marker, on folded text. 注 without a number or brackets is part of a word: 注文書.
_NOTE = re.compile(r"\(?[※*†]\d{0,2}\)?|\(?注\d{1,2}\)?|\(注\)")


def fold_name(text: str) -> str:
    """A name for comparison, without the footnote markers that it may carry in one place and not in another."""
    return _NOTE.sub("", fold(text))


def find_numbered(drafts: Sequence[Draft], number: str, *, path: Sequence[str], page: int) -> Draft | None:
    """The measure that a number means, or None.

    The number is the measure's label, or the end of the numbers above it with the label (2-1①). Where several are
    numbered so: of those that share most headings with ``path``, the last before the end of ``page``.
    """
    if not number.strip():
        return None
    same = [draft for draft in drafts if fold(draft.label) == fold(number)]
    if not same and (wanted := ordinals(number)):
        same = [draft for draft in drafts if draft.label and _ends_with(draft, wanted)]

    def nearness(draft: Draft) -> tuple[int, bool, int]:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(draft.path, path, strict=False)))
        return shared, draft.page <= page, draft.page if draft.page <= page else -draft.page

    return max(same, key=nearness, default=None)


def find_named(drafts: Sequence[Draft], name: str) -> Draft | None:
    """The measure that a name means, with or without its mark, or None; a shortened name must fit one measure only."""
    if not name.strip():
        return None
    mark, rest = split_mark(name)
    names = {fold_name(name), *([fold_name(rest)] if mark is not None and rest else [])}
    same = [
        draft for draft in drafts if fold_name(draft.title) in names or fold_name(draft.label + draft.title) in names
    ]
    if len(same) > 1 and mark is not None:
        same = [d for d in same if _ends_with(d, ordinals(mark.text))] or same
    if same:
        return same[0]
    near = [draft for draft in drafts if any(_shortens(fold_name(draft.title), other) for other in names)]
    return near[0] if len(near) == 1 else None


def _shortens(title: str, other: str) -> bool:
    short, long = sorted((title, other), key=len)
    return len(short) >= MIN_SHORTENED and long.startswith(short)


def _ends_with(draft: Draft, wanted: Ordinals) -> bool:
    """Whether the numbers above a measure and its own end with some, its own included."""
    own = ordinals(draft.label)
    whole = _extended(_above(draft.path), own)
    return len(wanted) >= len(own) and whole[-len(wanted) :] == wanted


def _above(path: Sequence[str]) -> Ordinals:
    chain: Ordinals = ()
    for heading in path:
        mark = parse_mark(heading)
        if mark is not None:
            chain = _extended(chain, ordinals(mark.text))
    return chain


def _extended(chain: Ordinals, own: Ordinals) -> Ordinals:
    """The chain with a mark's own numbers behind it; a mark 1-2 below 方針１ repeats the number above it."""
    for shared in range(len(own) - 1, 0, -1):
        if chain[-shared:] == own[:shared]:
            return chain[:-shared] + own
    return chain + own
