"""How much a page may hold before it is left out, so that one map cannot hold up a document.

Counts, not clocks: a file always gives the same record. Drawn pages that reach the bounds took 5 to 10 s to read
(one long path; forms that draw each other), 11 s to lay out 20,000 rulings or scattered words, and 9 to 33 s to lay out
4,000 shapes strewn at random, on a busy machine. The largest pages of our plans, ../shared/real and ../shared/hostile
have 4,319 glyphs, 680 rulings and 2,894 shapes (富士市, a page of charts: 4 s).
"""

from __future__ import annotations

from extractors.page import Page

__all__ = [
    "FORM_COST",
    "MAX_DRAWN",
    "MAX_GLYPHS",
    "MAX_RULINGS",
    "MAX_SHAPES",
    "Budget",
    "PageTooLargeError",
    "within_budget",
]

# Glyphs, points of paths, and forms that a page draws, seen or unseen. A form takes as long as several glyphs.
MAX_DRAWN = 200_000
FORM_COST = 5
# What is left of them on the page.
MAX_GLYPHS = 20_000
MAX_RULINGS = 20_000
MAX_SHAPES = 4_000


class PageTooLargeError(Exception):
    """A page holds more than its budget; the message says in Japanese what was found, allowed, and is to be done."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"このページには{found}あり、時間がかかりすぎるため読みませんでした。"
            "施策のページなら、元のファイルからPDFを作り直すか、人の目で確かめてください。"
        )


class Budget:
    """Counts what a page draws while it is being read."""

    def __init__(self) -> None:
        self._spent = 0

    def spend(self, number: int = 1) -> None:
        """Count drawn objects; raises PageTooLargeError beyond `MAX_DRAWN`."""
        self._spent += number
        if self._spent > MAX_DRAWN:
            raise PageTooLargeError(f"文字と線が合わせて{MAX_DRAWN:,}個より多く")


def within_budget(page: Page) -> Page:
    """The page; raises PageTooLargeError where it would take too long to lay out."""
    for found, bound, name in (
        (page.glyphs, MAX_GLYPHS, "文字"),
        (page.rulings, MAX_RULINGS, "線"),
        (page.shapes, MAX_SHAPES, "図形"),
    ):
        if len(found) > bound:
            raise PageTooLargeError(f"{name}が{len(found):,}個（上限{bound:,}個）")
    return page
