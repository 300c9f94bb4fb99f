"""Progress reports on facing pages: ■ heading（department） and the text under it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from corpus.records import Progress, Region
from extractors.drafts import Draft
from extractors.headings import line_block_label
from extractors.lines import Line, fold, join_lines
from extractors.marks import parse_mark
from extractors.outline import Item

__all__ = ["attach_progress", "items_to_progress"]

# The department in brackets that closes a heading; brackets inside it count: （生涯学習課（図書館））.
_INNER = r"(?:[^（）()]|[（(][^（）()]*[）)])"
_OFFICE = re.compile(rf"[（(](?P<office>{_INNER}*?(?:課|室|局|部|館|所|センター|委員会|会){_INNER}*)[）)][\s　]*$")


def items_to_progress(items: Sequence[Item]) -> list[Progress]:
    """The reports among the lines of a facing page, in reading order."""
    out: list[Progress] = []
    heading: list[str] = []
    text: list[str] = []
    regions: list[Region] = []

    def close() -> None:
        if heading:
            out.append(_report(join_lines(heading), join_lines(text), tuple(regions)))

    open_heading = False
    for item in items:
        if not isinstance(item.element, Line):
            continue
        line = item.element
        if line_block_label(line.text) is not None and not line_block_label(line.text)[1]:  # type: ignore[index]
            open_heading = False
            continue
        mark = parse_mark(line.text)
        if mark is not None and not mark.counts:
            close()
            heading, text, regions = [line.text.strip()[1:].strip()], [], [Region(item.page, line.box)]
            open_heading = _OFFICE.search(heading[0]) is None
        elif heading:
            (heading if open_heading else text).append(line.text)
            open_heading = open_heading and _OFFICE.search(line.text) is None
            regions.append(Region(item.page, line.box))
    close()
    return out


def _report(heading: str, text: str, regions: tuple[Region, ...]) -> Progress:
    office = _OFFICE.search(heading)
    departments = (office["office"],) if office is not None else ()
    bare = heading[: office.start()].strip() if office is not None else heading
    return Progress(heading=bare, text=text, departments=departments, where=regions)


def attach_progress(reports: Sequence[Progress], drafts: Sequence[Draft]) -> list[Progress]:
    """Give each report to the measure whose title is most like its heading; returns those without any measure."""
    if not drafts:
        return list(reports)
    for report in reports:
        best = max(drafts, key=lambda draft: _alike(draft.title, report.heading))
        best.progress.append(report)
    return []


def _alike(a: str, b: str) -> float:
    return float(difflib.SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio())
