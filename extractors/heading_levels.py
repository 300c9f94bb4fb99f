"""Which headings stay open under another one: the order of headings, learnt from the document.

A mark class or type that is already open closes everything inside it, a larger type closes everything smaller, and the
words that offices put before a number rank alike in every plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.headings import SAME_SIZE, Heading
from extractors.labels import label_role
from extractors.marks import ordinals

__all__ = ["push_heading"]

# A larger heading closes a smaller one: from this ratio on, and where both have marks from the second one on.
CLOSING_RATIO = 1.04
MARKED_CLOSING_RATIO = 1.2

# Titles of pages that show the plan as a whole.
_OVERVIEW = re.compile(r"(?:体系図?|全体像|見方|読み方|構成|構成図)$")
# Words that offices rank alike, whatever the size they are set in: 基本目標 hold 施策, 施策 hold 取組.
_RANKED = (
    {"基本目標", "基本方針", "基本方向", "柱", "戦略", "ビジョン", "政策"},
    {"施策", "基本施策", "個別施策", "主要施策"},
    {"取組", "取組み", "取り組み", "事業", "個別事業"},
)
# Titles of texts before the first chapter.
_PREFACE = re.compile(r"^[\s　]*は[\s　]*じ[\s　]*め[\s　]*に[\s　]*$|あいさつ$|挨拶$|まえがき$|巻頭言$")


def push_heading(stack: Sequence[Heading], heading: Heading) -> list[Heading]:
    """The open headings after ``heading``, outermost first."""
    kept = list(stack)
    heading = _counted_on(kept, heading)
    same = next((i for i, other in enumerate(kept) if _is_of_class(other, heading)), None)
    if same is not None:
        # A class that is open already closes itself, unless the type says that this one is set much larger.
        kept = kept[:same]
    below = kept[-1].mark if same is None and len(kept) > 1 else None
    if below is not None and below.counts and _heads_table(heading):
        # 数値目標（柱１） below the last of several measures stands beside it, not below it.
        kept.pop()
    if kept and heading.mark is None and heading.family and kept[0].size <= heading.size + SAME_SIZE:
        # 資料編, set like the numbered chapters before it, is no part of the last of them.
        heading = _ranked_with(kept[0], heading)
        kept = []
    while kept and (
        _is_past_front(heading, kept[-1])
        or _outranks(heading, kept[-1])
        or (heading.family and _closes(heading, kept[-1]))
    ):
        heading = _ranked_with(kept.pop(), heading)
    return [*kept, heading]


def _is_of_class(other: Heading, heading: Heading) -> bool:
    """Whether two headings have marks of one class, or are both unmarked in one type."""
    unmarked = other.mark is None and heading.mark is None
    return other.kind == heading.kind or (unmarked and bool(heading.family) and _is_set_like(other, heading))


def _ranked_with(closed: Heading, heading: Heading) -> Heading:
    """An unmarked heading set like the marked one that it closes: the next of that class closes it in turn."""
    ranked = heading.mark is None and closed.mark is not None and _is_set_like(closed, heading)
    return replace(heading, kind=closed.kind) if ranked else heading


def _is_set_like(a: Heading, b: Heading) -> bool:
    return a.family == b.family and abs(a.size - b.size) < SAME_SIZE


def _heads_table(heading: Heading) -> bool:
    """Whether a heading names a table of indicators or years, and nothing that is done."""
    bare = re.sub(r"[（(〔［].*$", "", heading.text)
    plain = heading.mark is None or not heading.mark.counts
    return plain and label_role(bare) in {"indicator", "schedule"}


def _counted_on(stack: Sequence[Heading], heading: Heading) -> Heading:
    """10 after 01 … 09 is of their class, though it does not open with a zero."""
    for other in stack:
        if other.kind == "number-zero" and other.mark is not None and heading.mark is not None:
            follows = heading.mark.kind.startswith("number") and heading.mark.ordinal > 9  # noqa: PLR2004 - two digits
            if follows and heading.mark.ordinal == other.mark.ordinal + 1:
                return replace(heading, kind=other.kind)
    return heading


def _is_past_front(heading: Heading, inner: Heading) -> bool:
    """Whether a marked title follows a preface or the page that shows the whole: it does not stand below these."""
    marked = inner.mark is None and heading.mark is not None
    overview = inner.page < heading.page and _OVERVIEW.search(inner.text) is not None
    return marked and (overview or _PREFACE.search(inner.text) is not None)


def _closes(heading: Heading, inner: Heading) -> bool:
    """Whether a heading stands outside the one before it: set larger, or unmarked in the type of a marked one."""
    if _is_counted_below(heading, inner) or _is_inside_chapter(heading, inner) or _outranks(inner, heading):
        return False
    if _is_set_like(heading, inner) and heading.mark is None and inner.mark is not None:
        return True
    return heading.size > inner.size * _closing_ratio(inner, heading)


def _outranks(heading: Heading, other: Heading) -> bool:
    """Whether the word of one mark stands for a level above that of another one: 柱１ is no part of 施策１."""
    return 0 < _rank(heading) < _rank(other)


def _rank(heading: Heading) -> int:
    """The level that the word of a mark stands for, 1 for the outermost; 0 where the word says nothing."""
    word = heading.mark.kind.removeprefix("word:") if heading.mark is not None else ""
    return next((rank for rank, words in enumerate(_RANKED, start=1) if word in words), 0)


def _is_inside_chapter(heading: Heading, inner: Heading) -> bool:
    """Whether a counted word (戦略１) stands in a chapter, though designers set it larger."""
    return inner.kind == "chapter" and heading.kind.startswith("word:")


def _closing_ratio(inner: Heading, heading: Heading) -> float:
    """How much larger a heading must be set to close the one before it: marks tell levels better than sizes."""
    return MARKED_CLOSING_RATIO if inner.mark is not None and heading.mark is not None else CLOSING_RATIO


def _is_counted_below(heading: Heading, inner: Heading) -> bool:
    """Whether a mark goes on with the number of the heading before it: 1-2 stands below 方針１, set larger or not."""
    if heading.mark is None or inner.mark is None:
        return False
    own, outer = ordinals(heading.mark.text), ordinals(inner.mark.text)
    return len(own) > 1 and bool(outer) and own[:-1] == outer[-len(own) + 1 :]
