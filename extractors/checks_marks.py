"""Item marks that do not run in sequence: a measure that was not found, or a mark that the plan skips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import Issue, Measure
from extractors.marks import Mark, parse_mark

__all__ = ["mark_gaps"]

# More marks are counted, not named.
MAX_NAMED = 3
# So many sections must open with 1 before one that opens with another number looks cut.
MIN_OPENED = 2

_Sequence = tuple[tuple[str, ...], str]


def mark_gaps(measures: Sequence[Measure]) -> list[Issue]:
    """Gaps in the marks of each section, over its pages, and sections whose first mark is missing."""
    out = []
    previous: dict[_Sequence, tuple[Mark, Measure]] = {}
    firsts: list[tuple[Mark, Measure]] = []
    for measure, mark in _marked(measures):
        key = (measure.path, mark.kind)
        before = previous.get(key)
        if before is None:
            firsts.append((mark, measure))
        elif mark.ordinal - before[0].ordinal > 1:
            out.append(_gap(before, mark, measure))
        previous[key] = (mark, measure)
    return [*out, *_missing_firsts(firsts, previous)]


def _marked(measures: Sequence[Measure]) -> Iterator[tuple[Measure, Mark]]:
    for measure in measures:
        # A mark is told by what follows it: a label has nothing after it.
        mark = parse_mark(f"{measure.label} 字")
        # What is printed again (再掲) keeps the mark it has elsewhere.
        if mark is not None and mark.ordinal > 0 and not measure.repost:
            yield measure, mark


def _missing_firsts(
    firsts: Sequence[tuple[Mark, Measure]], lasts: dict[_Sequence, tuple[Mark, Measure]]
) -> Iterator[Issue]:
    """The sections that open with another mark than the first, where others of their class begin anew."""
    ends = {(mark.kind, mark.ordinal) for mark, _ in lasts.values()}
    for mark, measure in firsts:
        anew = sum(other.kind == mark.kind and other.ordinal == 1 for other, _ in firsts)
        # Numbers that go on from section to section leave nothing out.
        if mark.ordinal > 1 and anew >= MIN_OPENED and (mark.kind, mark.ordinal - 1) not in ends:
            yield _issue(f"「{measure.label}」から始まっており、{_named(mark, 1)}", measure)


def _gap(before: tuple[Mark, Measure], mark: Mark, measure: Measure) -> Issue:
    last, earlier = before
    places = f"{earlier.page}ページの「{earlier.label}」の次が「{measure.label}」で、"
    return _issue(f"{places}{_named(mark, last.ordinal + 1)}", measure)


def _issue(found: str, measure: Measure) -> Issue:
    regions = measure.where.get("title", ())
    return Issue(
        code="mark_gap",
        message=f"項目番号が続いていません: {found}が見つかりません。抜けた施策がないか確かめてください。",
        page=measure.page,
        box=regions[0].box if regions else None,
    )


def _named(mark: Mark, first: int) -> str:
    """The missing marks as they would be printed, or their number where there are many or they cannot be spelt."""
    missing = [_spelt(mark, ordinal) for ordinal in range(first, mark.ordinal)]
    if len(missing) > MAX_NAMED or not all(missing):
        return f"前の{len(missing)}件"
    return "".join(f"「{text}」" for text in missing) + f"の{len(missing)}件"


def _spelt(mark: Mark, ordinal: int) -> str:
    """A mark of the same class with another number, "" where its signs are not known."""
    for signs in ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "アイウエオカキクケコサシスセソ", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿ", "０１２３４５６７８９"):
        found = [index for index, sign in enumerate(signs) if sign in mark.text]
        first = 0 if signs[0] == "０" else 1
        if len(found) == 1 and found[0] + first == mark.ordinal and ordinal - first < len(signs):
            return mark.text.replace(signs[found[0]], signs[ordinal - first])
    match = re.fullmatch(r"(?P<head>.*?)(?P<number>[0-9]+)(?P<tail>\D*)", mark.text)
    if match is None or int(match["number"]) != mark.ordinal:
        return ""
    return f"{match['head']}{ordinal}{match['tail']}"
