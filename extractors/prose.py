"""Measures in prose: a numbered heading with its text, parted by labels such as 【現状】 and 【取組内容】."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.records import Region
from extractors.closing_offices import ClosedText, part_offices
from extractors.departments import (
    bracketed_offices,
    is_codes,
    is_office,
    split_codes,
    split_departments,
    split_offices,
)
from extractors.drafts import Draft
from extractors.headings import line_block_label
from extractors.imprint import is_imprint
from extractors.indicator_lines import is_value_head, lines_to_indicators, prints_indicator
from extractors.labels import PartRole, is_purpose, label_role
from extractors.lines import Line, join_lines, part_box
from extractors.marks import BULLETS, SYMBOLS, split_mark
from extractors.outline import Item, Section
from extractors.schedule_lines import lines_to_entries

__all__ = ["Part", "items_to_parts", "section_to_draft", "split_badge"]

# 取組内容：…, 担当課：…, with the text on the label's own line.
_INLINE = re.compile(
    rf"^[\s　]*[{BULLETS}]?[\s　]*(?P<label>[^\s　：:。、（）()]{{2,10}})[\s　]*[：:][\s　]*(?P<rest>\S.*)$"
)
# ■担当課　総務課
_BULLETED = re.compile(rf"^[\s　]*[{BULLETS}][\s　]*(?P<label>[^\s　：:。、（）()]{{2,12}})[\s　]+(?P<rest>\S.*)$")
# 担当課　総務課
_SPACED = re.compile(r"^[\s　]*(?P<label>[^\s　：:。、（）()]{2,10})(?:　|[\s　]{2,})[\s　]*(?P<rest>\S.*)$")
_RUN_IN = re.compile(
    r"^[\s　]*(?P<label>(?:主?担当|所管|主管)(?:課|部署|課室)?)[\s　]*(?P<rest>[^\s　：:（(]\S+(?:[\s　]\S+)*)$"
)
# Whether a measure is new, goes on or grows.
_BADGE = re.compile(
    r"[\s　]*[（(〔［\[【<＜](?P<badge>一部新規|新規|新|拡充|拡|継続|継|重点|既存|完了)[）)〕］\]】>＞][\s　]*$"
)
# What the names of offices end with that nothing else in a box of its own does.
_OFFICE = re.compile(r"(?:課|室|係|局|班|署|診療所|保健所|支所|委員会|協議会|協会|組合|公社|センター)$")
# A longer line is no office.
MAX_OFFICES = 24
# Lines of one box: the step between them in type sizes, and how much their sizes may differ in points.
MAX_LEADING, SAME_SIZE = 2.0, 0.3
# Boxes with the offices of one card follow each other within so many type sizes.
MAX_BOX_STEP = 3.0


@dataclass(slots=True)
class Part:
    """Consecutive lines under one label; ``role`` is None for the text before the first label.

    ``bracketed`` parts are offices in brackets, and codes, which end with their line; ``guessed`` ones are offices that
    nothing but their names and place tells; ``boxed`` ones end with their box.
    """

    role: PartRole | None
    label: str
    texts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    end_page: int = 0
    bracketed: bool = False
    guessed: bool = False
    boxed: bool = False

    @property
    def text(self) -> str:
        """Running text."""
        return join_lines(self.texts)


def items_to_parts(items: Sequence[Item]) -> list[Part]:
    """The lines of a section parted at its labels; tables are left out."""
    lines = [item.element for item in items if isinstance(item.element, Line)]
    boxed = _with_other_offices([line for line in lines if _boxes_offices(line) and _inline_label(line) is None], lines)
    boxed = next(([a, b] for a, b in pairwise(lines) if _box_broken_offices(a, b)), boxed)
    parts = _parted(items, boxed if _are_set_together(boxed, lines) else [])
    if len(lines) > 1 and _names_offices_alone(lines[-1]) and not any(part.role == "department" for part in parts):
        # Offices in the last line of a card.
        parts = _parted(items, [lines[-1]])
    return parts


def _with_other_offices(boxed: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Boxes with offices, and those beside or right below one of them whose words may be an office: 図書館."""
    rest = [line for line in lines if line.boxed and not line.banded and _lists_offices(line, None)]
    near = [
        line
        for line in rest
        if any(abs(line.box.top - one.box.top) < MAX_BOX_STEP * line.size and line.size == one.size for one in boxed)
    ]
    return [line for line in lines if line in boxed or (line in near and label_role(line.text) is None)]


def _are_set_together(boxed: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether boxes with offices stand at one height or right below each other, and say whose card it is.

    Elsewhere they are an organisation chart.
    """
    if len({round(line.box.top / 3) for line in boxed}) == 1:
        return True
    places = [index for index, line in enumerate(lines) if line in boxed]
    steps = [b.box.top - a.box.top for a, b in pairwise(boxed)]
    near = all(step < MAX_BOX_STEP * boxed[0].size for step in steps)
    return bool(boxed) and near and places == list(range(places[0], places[-1] + 1)) and len(boxed) < len(lines)


def _names_offices_alone(line: Line) -> bool:
    plain = not re.search(r"[【】（）()［］〔〕：:■●◆]", line.text) and _inline_label(line) is None
    return plain and _OFFICE.search(line.text) is not None and _lists_offices(line, None)


def _parted(items: Sequence[Item], offices: Sequence[Line]) -> list[Part]:
    """The parts of a section, with the lines of ``offices`` that nothing but their place tells."""
    parts = [Part(None, "")]
    face = _body_face(items)
    for item in items:
        if not isinstance(item.element, Line):
            continue
        line = item.element
        part, text = (
            (Part("department", "", bracketed=True, guessed=True), line.text)
            if line in offices
            else _opened(line, parts[-1], face)
        )
        if part is not None:
            parts.append(part)
        if text:
            parts[-1].texts.append(text)
            parts[-1].lines.append(line)
            parts[-1].regions.append(Region(item.page, part_box(line, text)))
            parts[-1].end_page = item.page
    return [part for part in parts if part.texts or part.role is not None]


def _opened(line: Line, current: Part, face: str) -> tuple[Part | None, str]:
    """The part that a line opens, or None where it goes on with ``current``; and what it prints besides its label."""
    if line.is_indicator:
        return (None if current.boxed else Part("indicator", "", boxed=True)), line.text
    return (Part("other", line.text.strip()), "") if line.is_label else _worded(line, current, face)


def _worded(line: Line, current: Part, face: str) -> tuple[Part | None, str]:
    """The part that the words of a line open, or None; and what it prints besides its label."""
    text = line.text
    label = line_block_label(text)
    ended = (
        current.bracketed
        or current.boxed
        or (current.role == "department" and current.texts and not _lists_offices(line, current))
    )
    if is_imprint(text):
        part, rest = Part("other", ""), text
    elif label is not None and (role := _part_role(label[0])) is not None:
        part, rest = Part(role, label[0]), label[1].lstrip(":： 　")
    elif (offices := bracketed_offices(text)) is not None:
        part, rest = Part("department", "", bracketed=True), offices
    elif label is not None and (not label[1] or current.role == "department"):
        part, rest = Part("other", label[0]), label[1]
    elif (inline := _inline_label(line)) is not None:
        role = _part_role(inline["label"])
        part, rest = Part(role, inline["label"], bracketed=role == "code"), inline["rest"]
    elif current.role != "indicator" and prints_indicator(text):
        part, rest = Part("indicator", "", bracketed=True), text
    elif current.role == "indicator" and (is_value_head(text) or re.search(r"\d", text)):
        # 目標値 35％ is a value, though it opens with a word that may be a label.
        return None, text
    elif (role := _bare_label(line, face)) is not None:
        part, rest = Part(role, text.strip()), ""
    else:
        return (Part(None, "") if ended else None), text
    return part, rest


def _boxes_offices(line: Line) -> bool:
    plain = line.boxed and not line.banded and _OFFICE.search(line.text) and label_role(line.text) is None
    return bool(plain) and _lists_offices(line, None)


def _box_broken_offices(line: Line, below: Line) -> bool:
    """Whether two lines of one small box name offices, one of them broken: 市民課・税務課・保険年 / 金課."""
    boxed = line.boxed and below.boxed and not (line.banded or below.banded) and _OFFICE.search(below.text) is not None
    near = 0 < below.box.top - line.box.top < MAX_LEADING * line.size and abs(line.size - below.size) < SAME_SIZE
    level = min(line.box.x1, below.box.x1) > max(line.box.x0, below.box.x0)
    whole = line.text + below.text
    short = len(whole) <= MAX_OFFICES * 2 and label_role(whole) is None and "。" not in whole
    broken = not all(is_office(name) for name in split_departments([line.text]))
    return boxed and near and level and short and broken and all(is_office(name) for name in split_departments([whole]))


def _lists_offices(line: Line, current: Part | None) -> bool:
    """Whether a line names offices, or goes on with those above it, which end with a comma."""
    if current is not None and current.texts[-1].rstrip().endswith(("、", "・", "，", "／")):
        return True
    before = split_departments([current.texts[-1]]) if current is not None and current.texts else []
    if current is not None and before and not is_office(before[-1]):
        # 生涯学習セン / ター
        return all(is_office(name) for name in split_departments([current.texts[-1], line.text]))
    return len(line.text) <= MAX_OFFICES and all(is_office(name) for name in split_departments([line.text]))


def _inline_label(line: Line) -> re.Match[str] | None:
    """A label with its text on one line, or None where the words before the colon name no part of a measure."""
    text = line.text
    match = _INLINE.match(text) or _BULLETED.match(text) or _faced_label(line) or _run_in_offices(text)
    return match if match is not None and _part_role(match["label"]) not in {None, "title", "number", "path"} else None


def _run_in_offices(text: str) -> re.Match[str] | None:
    """担当住民課: a label and offices with nothing but space or colour between them."""
    match = _RUN_IN.match(text) if label_role(text) is None else None
    names = split_departments([match["rest"]]) if match is not None else []
    return match if names and len(text) <= MAX_OFFICES + 8 and all(is_office(name) for name in names) else None


def _faced_label(line: Line) -> re.Match[str] | None:
    """A label set in a face of its own before a blank: 指標　申請率 8％ → 50％; a department's, in any face."""
    match = _SPACED.match(line.text)
    if match is None:
        return None
    count = len(re.sub(r"\s", "", match["label"]))
    inked = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    own = {glyph.font for glyph in inked[:count]}
    rest = {glyph.font for glyph in inked[count:]}
    role = _part_role(match["label"])
    named = role == "department" or (role == "code" and is_codes(match["rest"]))
    return match if named or not own & rest else None


def _part_role(label: str) -> PartRole | None:
    """The part that a label names in a text: its title stands in the heading, so that 取組 means what is done."""
    role = label_role(label)
    return "description" if role == "title" and not re.search(r"名称?\s*$|件", label) else role


def _body_face(items: Sequence[Item]) -> str:
    """The face of most characters of a section's lines."""
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item.element, Line):
            counts[item.element.font] += len(item.element.text)
    return max(counts, key=lambda face: (counts[face], face), default="")


def split_badge(text: str) -> tuple[str, list[str]]:
    """A title without the badge in brackets that closes it (〔新規〕, 【拡充】), and the badge."""
    match = _BADGE.search(text)
    return (text[: match.start()].rstrip(" \u3000"), [match["badge"]]) if match is not None else (text, [])


def _bare_label(line: Line, face: str) -> PartRole | None:
    """A label in a line of its own: in a small box, in another face, or opened by a bullet (■現状と課題)."""
    if label_role(line.text) == "department":
        return "department"
    if (line.boxed or line.font != face) and (role := _part_role(line.text)) is not None:
        return role
    match = re.match(rf"^[\s　]*[{SYMBOLS}][\s　]*(?P<label>\S{{2,12}})[\s　]*$", line.text)
    return _part_role(match["label"]) if match is not None else None


def section_to_draft(section: Section) -> Draft:
    """The draft of the measure that a section is: its last heading, and the text under it.

    Where a label names the description (【方向性】, 【取組内容】), text under other labels does not belong to it.
    """
    heading = section.headings[-1]
    mark, title = split_mark(heading.text)
    title, offices = split_offices(title)
    title, badges = split_badge(title)
    draft = Draft(
        path=section.path[:-1],
        label=mark.text if mark is not None else "",
        title=title,
        page=heading.page,
        end_page=heading.regions[-1].page,
        extractor="prose",
        departments=offices,
        badges=badges,
    )
    draft.where["title"] = heading.regions
    pages = [region.page for region in heading.regions]
    parted = part_offices(heading.text, list(zip(heading.lines, pages, strict=True))) if heading.lines else None
    if parted is not None:
        draft.where["title"], draft.where["departments"] = parted[2:]
    fill_draft(draft, items_to_parts(section.items))
    return draft


def fill_draft(draft: Draft, parts: Sequence[Part]) -> None:
    """Put the labelled parts of a section into a draft."""
    # A label may be read before what stands beside it, and its text after that.
    described = [part for part in parts if part.role == "description" and part.texts]
    described = [part for part in described if not is_purpose(part.label)] or described
    body = described or [part for part in parts if part.role is None]
    draft.description = join_lines(text for part in body for text in part.texts)
    draft.where["description"] = tuple(region for part in body for region in part.regions)
    current = [part for part in parts if part.role == "current"]
    draft.current = join_lines(text for part in current for text in part.texts)
    if current:
        draft.where["current"] = tuple(region for part in current for region in part.regions)
    for part in parts:
        if part.role == "schedule":
            draft.schedule.extend(lines_to_entries(list(zip(part.texts, part.lines, part.regions, strict=True))))
    for part in parts:
        if part.role == "indicator":
            draft.indicators.extend(lines_to_indicators(list(zip(part.texts, part.regions, strict=True))))
    draft.printed_codes.extend(code for part in parts if part.role == "code" for code in split_codes(part.text))
    departments = [part for part in parts if part.role == "department"]
    if departments:
        draft.departments = split_departments(text for part in departments for text in part.texts)
        draft.where["departments"] = tuple(region for part in departments for region in part.regions)
    elif (parted := _closing_offices(draft.description, body)) is not None:
        draft.description, draft.departments, draft.where["description"], draft.where["departments"] = parted
    draft.end_page = max([draft.end_page, *(part.end_page for part in body)])


def _closing_offices(description: str, parts: Sequence[Part]) -> ClosedText | None:
    """A text without the offices in brackets behind its last sentence, these, and where both stand; or None."""
    lines = [(line, region.page) for part in parts for line, region in zip(part.lines, part.regions, strict=True)]
    parted = part_offices(description, lines)
    return parted if parted is not None and parted[0].endswith("。") else None
