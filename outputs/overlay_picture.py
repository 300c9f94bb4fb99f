"""The marks of a page drawn over its picture, with a legend below: the second half of `keikaku inspect`."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from corpus.records import Box
from outputs.overlay import KIND_NAMES, Kind, Mark
from outputs.overlay_tags import place_tag

__all__ = ["PageView", "draw_overlay", "legend_entries"]

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Rgb = tuple[int, int, int]


class _Entry(NamedTuple):
    """A kind in the legend: where its swatch, its name and its count stand, in pixels."""

    kind: Kind
    x: float
    y: float
    name: str
    name_x: float
    times: str
    times_x: float


class _Style(NamedTuple):
    """How a kind is painted: the strength of its tint (0 to 255) and the width of its outline in points."""

    colour: Rgb
    tint: int
    outline: float
    dashed: bool = False


_STYLES: Final = MappingProxyType[Kind, _Style](
    {
        "cell": _Style((120, 144, 156), 0, 0.5),
        "furniture": _Style((117, 117, 117), 70, 0.0),
        "document": _Style((69, 90, 100), 40, 1.0),
        "heading": _Style((123, 31, 162), 45, 0.8),
        "title": _Style((21, 101, 192), 60, 1.0),
        "departments": _Style((230, 81, 0), 55, 0.8),
        "current": _Style((130, 119, 23), 45, 0.8),
        "description": _Style((46, 125, 50), 45, 0.8),
        "other": _Style((84, 110, 122), 45, 0.8),
        "indicator": _Style((109, 76, 65), 50, 0.8),
        "schedule": _Style((198, 40, 40), 30, 1.2),
        "bar": _Style((198, 40, 40), 0, 1.2, dashed=True),
        "progress": _Style((0, 96, 100), 45, 0.8),
        "initiative": _Style((161, 136, 127), 50, 0.8),
        "review": _Style((93, 64, 55), 40, 0.8),
        "term": _Style((0, 137, 123), 45, 0.8),
        "unplaced": _Style((216, 27, 96), 90, 1.0),
        "issue": _Style((213, 0, 0), 25, 1.6, dashed=True),
    }
)
# Kinds whose labels are written beside their boxes; the years of an entry stand at its end.
_AT_END: Final = frozenset[Kind]({"schedule", "issue"})
_SILENT: Final = frozenset[Kind]({"indicator", "progress", "current", "other"})
# How much of the page is washed out, so that the marks stand before it (0 to 1).
_WASH = 0.22
_HINT = "札の数字は、記録での施策の順番と年度。h は見出しの段"
_INK: Rgb = (33, 33, 33)
_PAPER: Rgb = (255, 255, 255)
_GREY: Rgb = (117, 117, 117)
_FAINT: Rgb = (176, 190, 197)
_GROUND: Rgb = (250, 250, 250)

# All of these are in points, and so independent of the resolution.
_GROW = 0.8
_RADIUS = 1.6
_DASH = 4.0
_TAG_SIZE = 5.6
_TAG_PAD = 1.3
_LEGEND_SIZE = 8.0
_LEGEND_PAD = 12.0
A4_HEIGHT = 842.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page to draw on: its picture, its size and the boxes of its text in points, and what stands below it.

    ``caption`` and ``notes`` need a Japanese font; without ``font`` the legend has numbers instead of words.
    """

    picture: Image.Image
    width: float
    height: float
    texts: tuple[Box, ...] = ()
    caption: str = ""
    notes: tuple[str, ...] = ()
    font: Path | None = None


def draw_overlay(view: PageView, marks: Sequence[Mark]) -> bytes:
    """The PNG of a page with its marks and their legend."""
    scale = view.picture.width / view.width
    page = Image.blend(view.picture.convert("RGB"), Image.new("RGB", view.picture.size, _PAPER), _WASH)
    for mark in marks:
        _paint(page, mark, scale)
    _write_tags(page, view, marks, scale)
    legend = _legend(view, marks, page.width, scale)
    sheet = Image.new("RGB", (page.width, page.height + legend.height), _PAPER)
    sheet.paste(page, (0, 0))
    sheet.paste(legend, (0, page.height))
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def legend_entries(marks: Iterable[Mark]) -> list[tuple[int, Kind, int]]:
    """Number in the legend, kind and how many of it are drawn, in the order of the legend."""
    counts = Counter(mark.kind for mark in marks)
    kinds = [kind for kind in KIND_NAMES if counts[kind]]
    return [(number, kind, counts[kind]) for number, kind in enumerate(kinds, start=1)]


def _paint(page: Image.Image, mark: Mark, scale: float) -> None:
    """Tint the boxes of a mark and draw one outline around those that touch."""
    style = _STYLES[mark.kind]
    grow = 0.0 if mark.kind == "cell" else _GROW
    boxes = [Box(b.x0 - grow, b.top - grow, b.x1 + grow, b.bottom + grow) for b in (*mark.boxes, *_bridges(mark.boxes))]
    margin = 3.0
    left = max(round((min(box.x0 for box in boxes) - margin) * scale), 0)
    upper = max(round((min(box.top for box in boxes) - margin) * scale), 0)
    right = min(round((max(box.x1 for box in boxes) + margin) * scale), page.width)
    lower = min(round((max(box.bottom for box in boxes) + margin) * scale), page.height)
    if right <= left or lower <= upper:
        return
    shape = Image.new("L", (right - left, lower - upper), 0)
    draw = ImageDraw.Draw(shape)
    for box in boxes:
        edges = (box.x0 * scale - left, box.top * scale - upper, box.x1 * scale - left, box.bottom * scale - upper)
        if edges[2] > edges[0] and edges[3] > edges[1]:
            draw.rounded_rectangle(edges, radius=0 if mark.kind == "cell" else _RADIUS * scale, fill=255)
    ink = Image.new("RGB", shape.size, style.colour)
    if style.tint:
        page.paste(ink, (left, upper), shape.point(lambda value: value * style.tint // 255))
    if style.outline:
        page.paste(ink, (left, upper), _outline(shape, style, scale))


def _bridges(boxes: Sequence[Box]) -> list[Box]:
    """The strips between lines set below one another, so that a paragraph gets one outline."""
    out = []
    for upper, lower in pairwise(boxes):
        gap = lower.top - upper.bottom
        x0, x1 = max(upper.x0, lower.x0), min(upper.x1, lower.x1)
        if 0 <= gap <= upper.height * 1.2 and x1 > x0:
            out.append(Box(x0, upper.bottom, x1, lower.top))
    return out


def _outline(shape: Image.Image, style: _Style, scale: float) -> Image.Image:
    """The rim of a shape, inside its edge, as a mask."""
    width = max(round(style.outline * scale / 2), 1)
    # The crop ends where the page does; a shape there has a rim all the same.
    framed = Image.new("L", (shape.width + 2, shape.height + 2), 0)
    framed.paste(shape, (1, 1))
    inner = framed.filter(ImageFilter.MinFilter(2 * width + 1)).crop((1, 1, shape.width + 1, shape.height + 1))
    rim = ImageChops.subtract(shape, inner)
    if not style.dashed:
        return rim
    dash = max(round(_DASH * scale), 2)
    gaps = Image.new("L", rim.size, 255)
    draw = ImageDraw.Draw(gaps)
    for start in range(0, rim.width + rim.height, 2 * dash):
        # Slanted gaps cut horizontal and vertical rims alike.
        draw.line((start, 0, start - rim.height, rim.height), fill=0, width=round(dash * 0.7))
    return ImageChops.multiply(rim, gaps)


def _write_tags(page: Image.Image, view: PageView, marks: Sequence[Mark], scale: float) -> None:
    """Write the labels, the most important last, each where it hides little."""
    font = _font(view.font, _TAG_SIZE * scale)
    draw = ImageDraw.Draw(page)
    taken: list[Box] = []
    # A year beside one bar and inside the next would be read as the next one's.
    ends = [box for mark in marks if mark.kind in _AT_END for box in mark.boxes]
    for mark in reversed(marks):
        text = mark.label if view.font is not None else _ascii(mark.label)
        if not text or mark.kind in _SILENT:
            continue
        size = (draw.textlength(text, font=font) / scale + 2 * _TAG_PAD, _TAG_SIZE + 1.6)
        at_end = mark.kind in _AT_END
        anchor = mark.boxes[-1] if at_end else mark.boxes[0]
        inked = [*view.texts, *(box for box in ends if box not in mark.boxes)] if at_end else view.texts
        tag = place_tag(anchor, size, page=(view.width, view.height), texts=inked, tags=taken, at_end=at_end)
        taken.append(tag)
        edges = [round(edge * scale) for edge in tag]
        draw.rounded_rectangle(edges, radius=1.2 * scale, fill=_STYLES[mark.kind].colour)
        middle = ((edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2)
        draw.text(middle, text, font=font, fill=_PAPER, anchor="mm")


def _ascii(label: str) -> str:
    """What the built-in font can write of a label."""
    return "".join(character for character in label.replace("〜", "-") if character.isascii())


def _legend(view: PageView, marks: Sequence[Mark], width: int, scale: float) -> Image.Image:
    """A strip with the caption, a swatch for each kind with its count, and the notes."""
    # The strip is as wide as the page: on a large one it is read from further away.
    unit = scale * max(view.width, view.height) / A4_HEIGHT
    font = _font(view.font, _LEGEND_SIZE * unit)
    pad, line, swatch = _LEGEND_PAD * unit, _LEGEND_SIZE * 1.75 * unit, _LEGEND_SIZE * unit
    ruler = ImageDraw.Draw(Image.new("L", (1, 1)))
    japanese = view.font is not None
    head = [view.caption] if japanese and view.caption else []
    notes = [row for note in view.notes for row in _wrapped(note, ruler, font, width - 2 * pad)] if japanese else []
    entries = []
    x, y = pad, pad * 0.8 + line * len(head)
    for number, kind, count in legend_entries(marks):
        name, times = (KIND_NAMES[kind] if japanese else str(number)), str(count)
        name_width = ruler.textlength(f"{name} ", font=font)
        whole = swatch * 1.5 + name_width + ruler.textlength(times, font=font)
        if x > pad and x + whole > width - pad:
            x, y = pad, y + line
        entries.append(_Entry(kind, x, y, name, x + swatch * 1.5, times, x + swatch * 1.5 + name_width))
        x += whole + swatch * 1.4
    bottom = y + (line if entries else 0)
    strip = Image.new("RGB", (width, round(bottom + line * len(notes) + pad * 0.6)), _GROUND)
    draw = ImageDraw.Draw(strip)
    draw.line((0, 0, width, 0), fill=_FAINT, width=max(round(unit / 2), 1))
    for row in head:
        draw.text((pad, pad * 0.8), row, font=font, fill=_INK)
        if ruler.textlength(row + _HINT, font=font) < width - 3 * pad:
            draw.text((width - pad, pad * 0.8), _HINT, font=font, fill=_GREY, anchor="ra")
    for entry in entries:
        _swatch(strip, entry.kind, (entry.x, entry.y + swatch * 0.2), swatch, unit)
        draw.text((entry.name_x, entry.y), entry.name, font=font, fill=_INK)
        draw.text((entry.times_x, entry.y), entry.times, font=font, fill=_GREY)
    for index, row in enumerate(notes):
        draw.text((pad, bottom + index * line), row, font=font, fill=_STYLES["issue"].colour)
    return strip


def _swatch(strip: Image.Image, kind: Kind, corner: tuple[float, float], side: float, scale: float) -> None:
    x, y = (value / scale for value in corner)
    _paint(strip, Mark(kind, (Box(x, y, x + side / scale, y + side / scale),)), scale)


def _wrapped(text: str, ruler: ImageDraw.ImageDraw, font: Font, width: float) -> list[str]:
    """Japanese text broken wherever the line is full."""
    rows = [""]
    for character in text:
        if rows[-1] and ruler.textlength(rows[-1] + character, font=font) > width:
            rows.append("")
        rows[-1] += character
    return rows


def _font(path: Path | None, size: float) -> Font:
    return ImageFont.load_default(size) if path is None else ImageFont.truetype(path, round(size))
