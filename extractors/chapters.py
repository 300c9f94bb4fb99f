"""Which chapters of a plan hold measures, and which of their headings are measures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.outline import Section
from extractors.prose import items_to_parts
from extractors.section_tables import SectionTable, describes_measures

__all__ = ["NO_ACTION", "action_chapters", "chapter_of", "has_own_parts", "heads_attributes", "is_marked", "item_kinds"]

# So many numbered texts with offices below them are the measures of a chapter; one may be an organisation chart.
MIN_CARDS = 3
# Words of chapter titles that hold measures, and words of those that do not.
_ACTION = re.compile(r"取組|取り組|施策|事業|アクション|実施計画|推進項目|展開|プロジェクト|具体")
# Words that end titles under which no measures stand: they name the plan, not what is done (資料の電子配付 is done).
_ABOUT_PLAN = (
    r"背景|現状|課題|趣旨|位置付け|位置づけ|理念|体制|組織|用語|用語集|用語解説|解説|資料|資料編|資料集|参考|参考資料|"
    r"評価|検証|期間|はじめに|動向|進行管理|進捗管理|進め方|体系|体系図|策定|目的|概要|見方|結果|経過|経緯|名簿|要綱|委員|関係"
)
# Words that say so wherever they stand in a title.
NO_ACTION = re.compile(
    rf"(?:{_ABOUT_PLAN})(?:等|など|について|一覧|[（(〔][^）)〕]*[）)〕])?[\s　]*$|"
    r"国の|県の|前計画|前期計画|アンケート|ふりかえり|振り返り"
)


def chapter_of(section: Section) -> str:
    """The outermost open heading; "" before the first one."""
    return section.headings[0].text if section.headings else ""


def is_marked(section: Section) -> bool:
    """Whether a section's own heading opens with an item mark."""
    return section.headings[-1].mark is not None


def has_own_parts(section: Section) -> bool:
    """Whether a section is written as one measure: numbered, with its department or two labelled parts."""
    if not is_marked(section):
        return False
    roles = {part.role for part in items_to_parts(section.items) if not part.guessed} & {
        "current",
        "description",
        "department",
    }
    return "department" in roles or len(roles) > 1


def _is_card(section: Section) -> bool:
    """Whether a numbered section is text with offices alone in a box or in its last line."""
    return is_marked(section) and any(part.guessed for part in items_to_parts(section.items))


def heads_attributes(section: Section) -> bool:
    """Whether a section may be a measure whose table says who does what."""
    return (
        bool(section.headings)
        and not section.has_children
        and not NO_ACTION.search(chapter_of(section))
        and not NO_ACTION.search(section.headings[-1].text)
    )


def action_chapters(sections: Sequence[Section], tables: Sequence[SectionTable]) -> set[str]:
    """The chapters that hold measures.

    Schedules, form sheets and sections written as measures tell them; where a plan has none of these, their titles do.
    """
    charted = {
        chapter_of(t.section)
        for t in tables
        if t.kind == "measures"
        or (t.kind == "schedule" and t.section.headings and not NO_ACTION.search(t.section.headings[-1].text))
    }
    charted |= {
        chapter_of(t.section)
        for t in tables
        if t.kind == "form" and describes_measures(t.read.block) and not NO_ACTION.search(chapter_of(t.section))
    }
    charted |= {chapter_of(t.section) for t in tables if t.kind == "attributes" and heads_attributes(t.section)}
    written = {
        chapter_of(section)
        for section in sections
        if section.headings
        and not section.has_children
        and has_own_parts(section)
        and not NO_ACTION.search(chapter_of(section))
        and not NO_ACTION.search(section.headings[-1].text)
    }
    cards = Counter(chapter_of(s) for s in sections if s.headings and not s.has_children and _is_card(s))
    written |= {chapter for chapter, count in cards.items() if count >= MIN_CARDS and not NO_ACTION.search(chapter)}
    if charted or written:
        return charted | written
    chapters = {chapter_of(section) for section in sections}
    listed = {chapter_of(t.section) for t in tables if t.kind == "list" and not NO_ACTION.search(chapter_of(t.section))}
    named = {chapter for chapter in chapters if _ACTION.search(chapter) and not NO_ACTION.search(chapter)}
    return named | {chapter for chapter in listed if _ACTION.search(chapter)}


def item_kinds(sections: Sequence[Section], tables: Sequence[SectionTable], chapters: set[str]) -> set[tuple[str, str]]:
    """Level classes, by chapter, of the headings that are measures where they have no table.

    They are those under which tables of measures stand; in chapters without tables, that of most innermost headings.
    """
    kinds = {
        (chapter_of(t.section), t.section.headings[-1].kind)
        for t in tables
        if t.section.headings
        and t.kind in {"measures", "schedule", "list", "form", "attributes"}
        and chapter_of(t.section) in chapters
    }
    for chapter in chapters - {chapter for chapter, _ in kinds}:
        leaves = Counter(
            section.headings[-1].kind
            for section in sections
            if chapter_of(section) == chapter and section.headings and not section.has_children and is_marked(section)
        )
        if leaves:
            kinds.add((chapter, max(leaves.items(), key=lambda item: (item[1], item[0]))[0]))
    return kinds
