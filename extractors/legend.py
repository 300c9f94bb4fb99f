"""Legends (凡例): words for the marks of a schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.blocks import TableBlock
from extractors.lines import Line
from extractors.outline import Section

__all__ = ["fold_mark", "read_legend", "text_to_legend"]

_MARKS = "◎○〇◯●△▲□■☆★◇◆▽▼―－×✕✖"
# One circle, or cross, typed in several ways.
_SAME = str.maketrans("〇◯✕✖", "○○××")
_LEGEND_LINE = re.compile(r"凡[\s　]*例|記号|マークの")
_TIE = r"[\s　]*(?:[…：:＝=・→]+|は(?=[^\s　])|が(?=[^\s　]))?[\s　]*"
_WORD = rf"[^\s　{_MARKS}…：:＝=、，,／/；;（(）)「」]+(?:[（(][^（()）]*[)）])?"
_LEGEND_PAIR = re.compile(rf"「?(?P<mark>[{_MARKS}])」?{_TIE}「?(?P<word>{_WORD})")
# 検討…○　実施…◎
_TURNED_PAIR = re.compile(rf"(?P<word>{_WORD})[\s　]*[…：:＝=]+[\s　]*(?P<mark>[{_MARKS}])")
_SURE_PAIR = re.compile(rf"[{_MARKS}]」?[\s　]*[…：:＝=][\s　]*{_WORD}")
# ※○は検討を、◎は実施を示す
_EXPLAINS = re.compile(rf"[{_MARKS}]」?[\s　]*[はが].*(?:示|表|意味)")
_LEGEND_HEAD = re.compile(r"[\s　]*(?:記号|凡[\s　]*例|マーク|印|表示|表記)")
_END = re.compile(r"(?:」?を?(?:示|表|意味).*|です.*|とする.*|[、，。）)」]|を)+$")


def fold_mark(mark: str) -> str:
    """A mark for comparison: ○, 〇 and ◯ are one."""
    return mark.translate(_SAME)


def read_legend(sections: Sequence[Section]) -> Mapping[str, str]:
    """The words that a plan prints for its marks, by mark; the first explanation of a mark counts.

    A legend stands in a line that says so, in a line or cell that ties several marks to words, or in a table.
    """
    words: dict[str, str] = {}
    for section in sections:
        for block in section.tables:
            for mark, word in _table_to_legend(block).items():
                words.setdefault(mark, word)
        for text in _texts(section):
            for mark, word in text_to_legend(text).items():
                words.setdefault(mark, word)
    return words


def text_to_legend(text: str) -> dict[str, str]:
    """The words for marks in a line or cell that explains them; empty for other texts."""
    explained = _LEGEND_LINE.search(text) or _EXPLAINS.search(text) or len(_SURE_PAIR.findall(text)) > 1
    if not explained:
        return {}
    label = re.search(r"(?:凡[\s　]*例|記号(?:の(?:説明|意味))?|マークの(?:説明|意味))[\s　】］\])）〕：:＞>]*", text)
    rest = text[label.end() :] if label is not None else text
    turned = list(_TURNED_PAIR.finditer(rest))
    straight = list(_LEGEND_PAIR.finditer(rest))
    before = bool(turned) and (not straight or turned[0].start() < straight[0].start())
    words: dict[str, str] = {}
    for match in turned if before else straight:
        word = _END.sub("", match["word"]) if "（" not in match["word"] else match["word"]
        if word:
            words.setdefault(fold_mark(match["mark"]), word)
    return words


def _table_to_legend(block: TableBlock) -> dict[str, str]:
    """The words of a table with a mark in the first cell of each row and its meaning in the second; {} for others."""
    head = block.at(0, 0)
    if block.table.n_columns != 2 or head is None or not _LEGEND_HEAD.match(head.text):  # noqa: PLR2004 - mark, meaning
        return {}
    words: dict[str, str] = {}
    for row in range(1, block.table.n_rows):
        mark, word = block.at(row, 0), block.at(row, 1)
        if mark is not None and word is not None and len(mark.text.strip()) == 1 and mark.text.strip() in _MARKS:
            words[fold_mark(mark.text.strip())] = word.text.strip()
    return words


def _texts(section: Section) -> Iterator[str]:
    """Lines with the line after each that says 凡例, cells, and rows of tables that say 凡例."""
    lines = [line for item in section.items if isinstance(line := item.element, Line)]
    for index, line in enumerate(lines):
        if _LEGEND_LINE.search(line.text):
            yield " ".join(other.text for other in lines[index : index + 2])
        elif any(mark in line.text for mark in _MARKS):
            yield line.text
    for block in section.tables:
        yield from _table_texts(block)


def _table_texts(block: TableBlock) -> Iterator[str]:
    for row in range(block.table.n_rows):
        texts = [entry.text for entry in block.row(row) if entry.text]
        if any(_LEGEND_LINE.search(text) for text in texts):
            yield "　".join(texts)
        else:
            yield from (text for text in texts if sum(char in _MARKS for char in text) > 1)
