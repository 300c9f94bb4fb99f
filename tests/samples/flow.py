"""Text that flows over pages, with furniture at the edges and footnotes at the foot.

A note stands on the page of its marker. Where the foot has no room for all of it, the rest is carried to the
foot of the next page, as word processors do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.drawing import Box, Canvas
from samples.tables import Row, Table, draw_rows, rows_to_heights
from samples.typesetting import MINCHO, Line, Style, text_to_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NOTE_STYLE = Style(font=MINCHO, size=8.5, leading=1.35, hanging_indent=2.5, justify=True)
NOTE_GAP = 12.0  # from the text to the first note; the rule stands in its middle
NOTE_RULE = 150.0
MIN_NOTE_LINES = 2  # a note begins on a page only with so many lines


class Flow:
    """A cursor that moves down the frame and opens pages as they are needed."""

    def __init__(
        self, canvas: Canvas, frame: Box, *, furniture: Callable[[Canvas], None], notes: Mapping[str, str] | None = None
    ) -> None:
        """Begin at the frame's top on the canvas's current page; ``notes`` holds each marker's printed note.

        furniture: draws header and footer of a page that has just been opened.
        """
        self.canvas = canvas
        self.frame = frame
        self.top = frame.top
        self.note_pages: dict[str, int] = {}
        self._furniture = furniture
        self._notes = dict(notes or {})
        self._foot: list[Line] = []
        self._carried: list[Line] = []
        furniture(canvas)

    def new_page(self) -> None:
        """Close the page with its notes and open another."""
        self._draw_foot()
        self.canvas.next_page()
        self.top = self.frame.top
        self._foot, self._carried = self._carried, []
        self._furniture(self.canvas)

    def finish(self) -> None:
        """Draw the last page's notes."""
        while self._carried:
            self.new_page()
        self._draw_foot()

    def space(self, height: float) -> None:
        """Leave room, unless the page has just begun."""
        if self.top > self.frame.top:
            self.top += height

    def fits(self, height: float, marks: Sequence[str] = ()) -> bool:
        """Whether a block and the beginning of its notes still find room on the page."""
        fresh = [self._note_lines(mark) for mark in marks if mark not in self.note_pages]
        n_lines = sum(len(lines) for lines in fresh)
        if fresh:
            n_lines -= max(0, len(fresh[-1]) - MIN_NOTE_LINES)
        return self.top + height <= self._limit(n_lines) + 0.01

    def reserve(self, height: float, marks: Sequence[str] = (), *, keep: float = 0.0) -> float:
        """Take ``height`` points and the room of the notes; returns the block's top.

        keep: points that must still fit below, so that a heading never ends a page.
        """
        if not self.fits(height + keep, marks):
            self.new_page()
        top = self.top
        self.top += height
        for mark in marks:
            if mark not in self.note_pages:
                self._open_note(mark)
        return top

    def paragraph(self, text: str, style: Style, *, after: float = 0.0, keep: float = 0.0) -> int:
        """Set a text line by line; returns the page it begins on."""
        x0, width = self.frame.x0, self.frame.width
        first_page = 0
        for line in text_to_lines(text, style, width):
            marks = [run.text for run in line.runs if run.raised]
            top = self.reserve(style.line_height, marks, keep=keep)
            first_page = first_page or self.canvas.page_number
            self.canvas.lines([line], x0, top, width, style)
        self.top += after
        return first_page

    def figure(self, height: float, paint: Callable[[Canvas, Box], None], *, marks: Sequence[str] = ()) -> None:
        """Give a box of the frame's width to ``paint``."""
        top = self.reserve(height, marks)
        paint(self.canvas, Box(self.frame.x0, top, self.frame.x1, top + height))

    def table(self, table: Table) -> None:
        """Draw a table; a page break falls between rows, and the header is repeated after it."""
        header_height = sum(rows_to_heights(table.header, table.widths))
        pending: list[Row] = []
        pending_top = 0.0

        def flush() -> None:
            if pending:
                rows = [*table.header, *pending]
                draw_rows(self.canvas, self.frame.x0, pending_top, rows, table.widths, rule_width=table.rule_width)
                pending.clear()

        for row in table.rows:
            height = rows_to_heights([row], table.widths)[0]
            needed = height + (0.0 if pending else header_height)
            if not self.fits(needed, row.markers):
                flush()
                self.new_page()
            if not pending:
                pending_top = self.reserve(header_height)
            self.reserve(height, row.markers)
            pending.append(row)
        flush()

    def _limit(self, n_more_lines: int = 0) -> float:
        n_lines = len(self._foot) + n_more_lines
        return self.frame.bottom - (n_lines * NOTE_STYLE.line_height + NOTE_GAP if n_lines else 0.0)

    def _note_lines(self, mark: str) -> list[Line]:
        return text_to_lines(f"{mark}　{self._notes[mark]}", NOTE_STYLE, self.frame.width)

    def _open_note(self, mark: str) -> None:
        lines = self._note_lines(mark)
        room = self._limit() - self.top - (0.0 if self._foot else NOTE_GAP)
        n_here = 0 if self._carried else min(len(lines), int((room + 0.01) // NOTE_STYLE.line_height))
        self._foot += lines[:n_here]
        self._carried += lines[n_here:]
        self.note_pages[mark] = self.canvas.page_number

    def _draw_foot(self) -> None:
        if not self._foot:
            return
        top = self._limit() + NOTE_GAP
        x0 = self.frame.x0
        self.canvas.rule(x0, top - NOTE_GAP / 2, x0 + NOTE_RULE, top - NOTE_GAP / 2, width=0.4)
        self.canvas.lines(self._foot, x0, top, self.frame.width, NOTE_STYLE)
