"""Legends (凡例): words for the marks of a schedule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.lines import Line
from extractors.outline import Section

__all__ = ["read_legend"]

_LEGEND_LINE = re.compile(r"凡例|記号|マークの")
_LEGEND_PAIR = re.compile(
    r"(?P<mark>[◎○●△▲□■☆★◇◆―－×✕])[\s　]*[…：:＝=・]*[\s　]*(?P<word>[^\s　◎○●△▲□■☆★◇◆×✕…：:＝=]+)"
)


def read_legend(sections: Sequence[Section]) -> Mapping[str, str]:
    """The words that a plan prints for its marks, by mark; the first explanation of a mark counts."""
    words: dict[str, str] = {}
    for section in sections:
        lines = [line for item in section.items if isinstance(line := item.element, Line)]
        for index, line in enumerate(lines):
            if not _LEGEND_LINE.search(line.text):
                continue
            following = " ".join(other.text for other in lines[index : index + 2])
            for match in _LEGEND_PAIR.finditer(following):
                words.setdefault(match["mark"], match["word"].rstrip("、，。）)"))
    return words
