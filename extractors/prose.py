"""Measures in prose: a numbered heading with its text, parted by labels such as 【現状】 and 【取組内容】."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.records import Indicator, Region
from extractors.departments import split_departments
from extractors.drafts import Draft
from extractors.headings import line_block_label
from extractors.labels import PartRole, label_role
from extractors.lines import Line, join_lines
from extractors.marks import split_mark
from extractors.outline import Item, Section
from extractors.years import find_year

__all__ = ["Part", "items_to_parts", "section_to_draft"]

# 現状値（R5）：38分
_HEADED_VALUE = re.compile(
    r"^(?P<head>(?P<word>(?:現状|基準|目標|実績|最終目標|中間目標)値?)(?:[（(][^（）()]*[）)])?)"
    r"[\s　]*[：:]?[\s　]*(?P<value>\S.*)$"
)
# 38分（R5）
_DATED_VALUE = re.compile(r"^(?P<value>[^（）()]{1,20})[（(](?P<year>[^（）()]{2,12})[）)]$")
_INLINE = re.compile(
    r"^[\s　]*(?P<label>担当(?:部署|課|部|課室)?|所管(?:課|部署)?|主管課|関係課|実施主体)"
    r"[\s　]*[：:][\s　]*(?P<rest>\S.*)$"
)


@dataclass(slots=True)
class Part:
    """Consecutive lines under one label; ``role`` is None for the text before the first label."""

    role: PartRole | None
    label: str
    texts: list[str] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    end_page: int = 0

    @property
    def text(self) -> str:
        """Running text."""
        return join_lines(self.texts)


def items_to_parts(items: Sequence[Item]) -> list[Part]:
    """The lines of a section parted at its labels; tables are left out."""
    parts = [Part(None, "")]
    for item in items:
        if not isinstance(item.element, Line):
            continue
        line = item.element
        text = line.text
        label = line_block_label(text)
        inline = _INLINE.match(text)
        if label is not None and (role := label_role(label[0])) is not None:
            parts.append(Part(role, label[0]))
            text = label[1].lstrip(":： 　")
        elif label is not None and (not label[1] or parts[-1].role == "department"):
            parts.append(Part("other", label[0]))
            text = label[1]
        elif inline is not None:
            parts.append(Part("department", inline["label"]))
            text = inline["rest"]
        elif (role := _bare_label(line)) is not None:
            parts.append(Part(role, text.strip()))
            text = ""
        elif parts[-1].role == "department" and parts[-1].texts and len(text) > 24:  # noqa: PLR2004 - no office
            parts.append(Part(None, ""))
        if text:
            parts[-1].texts.append(text)
            parts[-1].regions.append(Region(item.page, line.box))
            parts[-1].end_page = item.page
    return [part for part in parts if part.texts or part.role is not None]


def _bare_label(line: Line) -> PartRole | None:
    """A label in a line of its own: in a small box, or opened by a bullet (■現状と課題)."""
    if line.boxed and (role := label_role(line.text)) is not None:
        return role
    match = re.match(r"^[\s　]*[■●◆□◇▼◎▶][\s　]*(?P<label>\S{2,12})[\s　]*$", line.text)
    return label_role(match["label"]) if match is not None else None


def section_to_draft(section: Section) -> Draft:
    """The draft of the measure that a section is: its last heading, and the text under it.

    Where a label names the description (【方向性】, 【取組内容】), text under other labels does not belong to it.
    """
    heading = section.headings[-1]
    mark, title = split_mark(heading.text)
    draft = Draft(
        path=section.path[:-1],
        label=mark.text if mark is not None else "",
        title=title,
        page=heading.page,
        end_page=heading.regions[-1].page,
        extractor="prose",
    )
    draft.where["title"] = heading.regions
    fill_draft(draft, items_to_parts(section.items))
    return draft


def fill_draft(draft: Draft, parts: Sequence[Part]) -> None:
    """Put the labelled parts of a section into a draft."""
    described = [part for part in parts if part.role == "description"]
    body = described or [part for part in parts if part.role is None]
    draft.description = join_lines(text for part in body for text in part.texts)
    draft.where["description"] = tuple(region for part in body for region in part.regions)
    current = [part for part in parts if part.role == "current"]
    draft.current = join_lines(text for part in current for text in part.texts)
    if current:
        draft.where["current"] = tuple(region for part in current for region in part.regions)
    draft.indicators.extend(found for part in parts if (found := _part_to_indicator(part)) is not None)
    departments = [part for part in parts if part.role == "department"]
    if departments:
        draft.departments = split_departments(text for part in departments for text in part.texts)
        draft.where["departments"] = tuple(region for part in departments for region in part.regions)
    draft.end_page = max([draft.end_page, *(part.end_page for part in body)])


def _part_to_indicator(part: Part) -> Indicator | None:
    """The indicator that a labelled part prints: its name, then values with their year or heading."""
    if part.role != "indicator":
        return None
    names: list[str] = []
    values: list[tuple[str, str]] = []
    for text in part.texts:
        found = [*_dated_values(text)]
        if found:
            values.extend(found)
        elif not values:
            names.append(re.sub(r"^[・○●■\s　]+", "", text))
    if not names or not values:
        return None
    return Indicator(name=join_lines(names), values=tuple(values), where=tuple(part.regions))


def _dated_values(text: str) -> list[tuple[str, str]]:
    """Values in a line: 38分（R5） → 15分（R10）, 現状値：38分, 目標値（令和10年度） 15分."""
    out = []
    for piece in re.split(r"[→⇒➡]|[\s　]{2,}|、|／", text):
        headed = _HEADED_VALUE.match(piece.strip())
        dated = _DATED_VALUE.match(piece.strip())
        if headed is not None:
            out.append((str(find_year(headed["head"]) or headed["word"]), headed["value"].strip()))
        elif dated is not None and (year := find_year(dated["year"])) is not None:
            out.append((str(year), dated["value"].strip()))
    return out
