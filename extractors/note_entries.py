"""Where a note's head ends: on lines of its own, or inside its first line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.headings import font_family
from extractors.lines import join_lines
from extractors.note_heads import Entry, inline_to_entry, is_open_bracket, own_line_to_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.lines import Line
    from extractors.note_drafts import Draft

# Characters of a head set in a face of its own.
MIN_HEAD, MAX_HEAD = 2, 60
# What spells a head out, behind it.
_EXPANSION = re.compile(r"[\s　]*[（(][A-Za-z\ufb00-\ufb06][^（()）。、]{3,90}[)）]")

__all__ = ["draft_to_entry", "has_heads_on_lines", "is_heavy"]

# Some families have no gothic in their names: ヒラギノ角ゴ, 平成角ゴシック, 新ゴ, メイリオ, Noto Sans.
_GOTHIC = re.compile("gothic|ゴシック|kakugo|hirakaku|shingo|meiryo|sans", re.IGNORECASE)


def draft_to_entry(draft: Draft, *, own_lines: bool = False) -> Entry:
    """Head, expansion and definition of a note.

    Args:
        draft: The note.
        own_lines: Its neighbours have heads on lines of their own, so it has one even where that fills its line.

    """
    texts = _texts(draft)
    n_head = _head_lines(draft, texts, own_lines=own_lines)
    if n_head:
        return own_line_to_entry(join_lines(texts[:n_head]), join_lines(texts[n_head:]))
    head = _heavy_start(draft)
    if head:
        whole = join_lines(texts)
        spelled = _EXPANSION.match(whole, len(head))
        end = spelled.end() if spelled is not None else len(head)
        return own_line_to_entry(whole[:end], whole[end:].lstrip(" \u00a0\u3000：:"))
    return inline_to_entry(join_lines(texts))


def _heavy_start(draft: Draft) -> str:
    """The words behind the mark that are set in another face than the rest of their line; "" where there are none."""
    line = draft.pieces[0].line
    if not line.text.endswith(draft.rest):
        return ""
    rest = "".join(draft.rest.split())
    inked = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    behind = inked[-len(rest) :] if 0 < len(rest) < len(inked) else []
    if not behind or "".join(glyph.text for glyph in behind) != rest:
        return ""
    faces = [font_family(glyph.font) for glyph in behind]
    length = next((index for index, face in enumerate(faces) if face != faces[0]), len(faces))
    # Latin letters often have a face of their own: they are no head.
    latin = all(glyph.text.isascii() for glyph in behind[:length])
    if latin or not MIN_HEAD <= length <= MAX_HEAD or length == len(faces) or faces[0] in faces[length:]:
        return ""
    return _printed(draft.rest, length)


def _printed(text: str, inked: int) -> str:
    """The start of a text that holds so many characters besides blanks."""
    count = 0
    for index, char in enumerate(text):
        count += not char.isspace()
        if count == inked:
            return text[: index + 1]
    return text


def has_heads_on_lines(drafts: Sequence[Draft]) -> bool:
    """Whether most of the notes have heads on lines of their own."""
    return 2 * sum(_head_lines(draft, _texts(draft), own_lines=False) > 0 for draft in drafts) > len(drafts)


def is_heavy(line: Line) -> bool:
    """Whether a line is set in a bold or a gothic face, as heads are among lines in mincho."""
    return line.bold or _GOTHIC.search(line.font) is not None


def _holds_both(text: str) -> bool:
    """Whether a line holds a head and the beginning of a sentence behind it, though the sentence breaks off early."""
    entry = inline_to_entry(text)
    return bool(entry.term) and entry.definition != text and re.search(r"[ぁ-ん]", entry.definition) is not None


def _texts(draft: Draft) -> list[str]:
    return [draft.rest, *(piece.line.text for piece in draft.pieces[1:])]


def _head_lines(draft: Draft, texts: Sequence[str], *, own_lines: bool) -> int:
    """How many of a note's first lines are a head on lines of its own; 0 where the text runs on."""
    n_head = 1
    while n_head < len(texts) and is_open_bracket(join_lines(texts[:n_head])):
        n_head += 1
    if n_head >= len(texts) or re.search(r"[。、]$", texts[n_head - 1]):
        return 0
    first, after = draft.pieces[0].line, draft.pieces[n_head].line
    indented = after.box.x0 > first.box.x0 + 0.5 * first.size
    differs = font_family(first.font) != font_family(after.font)
    if is_heavy(first) and not is_heavy(after):
        return n_head
    if n_head == 1 and _holds_both(texts[0]):
        return 0
    if draft.full[n_head - 1] and not own_lines:
        return 0
    if re.match(r"[A-Za-z]", texts[n_head]) and re.search(r"[：:]\s*[A-Za-z ]+$", texts[n_head - 1]) and not indented:
        return 0  # the words that spell the head out run over the line's end
    return n_head if differs or indented or draft.endnote else 0
