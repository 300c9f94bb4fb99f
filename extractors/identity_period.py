"""The fiscal years a plan is made for: the span that stands where plans say so, not one of another plan."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from corpus.records import Region
from extractors.eras import YEAR_MARK
from extractors.identity_text import PageText, compact, find_cover, reading_windows
from extractors.years import PrintedPeriod, find_periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.lines import Line

__all__ = ["read_period"]

ON_COVER, IN_TERM_SECTION, OF_THIS_PLAN, CHARTED = 10.0, 6.0, 4.0, 3.0
OF_OTHER_PLAN = -6.0
# Less speaks of some other years.
MIN_SCORE = 4.0
# Words further from the years than this speak of something else.
MAX_DISTANCE = 80
# Longest text from the name of a plan to the word 計画期間 that is said of it.
MAX_OWNER = 15
# Spans of one year and of decades are reports and visions.
MIN_YEARS = 2

_PLAN = r"(?:計画|プラン|方針|戦略|ビジョン|指針|構想|大綱|ロードマップ|プログラム)"
_TERM = re.compile(rf"{_PLAN}の?(?:対象)?期間|対象期間|(?:実施|推進|取組)期間|期間[は:・]|^期間|及び期間")
_THIS = re.compile(rf"(?:(?<!基)本|この|(?<!担)当)(?:推進|実施|行動|基本|アクション)?{_PLAN}")
_OTHER = re.compile(
    rf"""
    前(?:の)?{_PLAN}|前回|旧{_PLAN}|現行|これまでの{_PLAN}|振り返|進捗状況|検証結果    # the plan before
    |総合(?:発展|振興)?計画|総合戦略|基本構想|長期計画|国の|県の|中期計画             # plans above this one
    |[\u4e00-\u9fff]{{2}}計画(?!の?(?:対象)?期間)                                     # 介護保険事業計画
    |事業期間|契約期間|会期|募集期間|経過措置
    """,
    re.VERBOSE,
)


def read_period(
    pages: Sequence[PageText], *, title: str | None = None, charted_years: Sequence[int] = ()
) -> tuple[tuple[int, int] | None, tuple[Region, ...]]:
    """The plan's first and last fiscal year with the lines that print them; None where no line does.

    Args:
        pages: The document.
        title: Its title: years beside another plan's name are not its own.
        charted_years: The years its schedules show, which support the same span in print.

    """
    scores: defaultdict[tuple[int, int], float] = defaultdict(float)
    places: dict[tuple[int, int], tuple[float, tuple[Region, ...]]] = {}
    for page, lines, period, score in _candidates(pages, compact(title or "")):
        key = (period.start_fy, period.end_fy)
        scores[key] += score
        if key not in places or score > places[key][0]:
            places[key] = score, tuple(Region(page.number, line.box) for line in lines)
    if charted_years:
        charted = (min(charted_years), max(charted_years))
        for key in scores:
            scores[key] += CHARTED if key == charted else 0.0
    best = max(scores, key=lambda key: scores[key], default=None)
    if best is None or scores[best] < MIN_SCORE:
        return None, ()
    return best, places[best][1]


def _candidates(
    pages: Sequence[PageText], title: str
) -> Iterator[tuple[PageText, tuple[Line, ...], PrintedPeriod, float]]:
    """Every span of years, once a page, with the best reason found for it there."""
    cover = find_cover(pages)
    for page in pages:
        columns: dict[tuple[int, int], tuple[tuple[Line, ...], PrintedPeriod]] = {}
        best: dict[tuple[int, int], tuple[tuple[Line, ...], PrintedPeriod, float]] = {}
        for lines, text, is_row in reading_windows(page):
            for period in find_periods(text) if re.search(r"[年\d]", text) else ():
                key = (period.start_fy, period.end_fy)
                if is_row or page is cover:
                    _keep_best(best, lines, period, ON_COVER if page is cover else _score(period, title))
                elif key not in columns or len(period.before) > len(columns[key][1].before):
                    columns[key] = lines, period  # what stands before the years tells whose they are
        for lines, period in columns.values():
            _keep_best(best, lines, period, _score(period, title))
        for lines, period, score in best.values():
            if period.end_fy - period.start_fy + 1 >= MIN_YEARS:
                yield page, _holding(lines, period), period, score


def _keep_best(
    best: dict[tuple[int, int], tuple[tuple[Line, ...], PrintedPeriod, float]],
    lines: tuple[Line, ...],
    period: PrintedPeriod,
    score: float,
) -> None:
    key = (period.start_fy, period.end_fy)
    if key not in best or score > best[key][2]:
        best[key] = lines, period, score


def _score(period: PrintedPeriod, title: str) -> float:
    before, after = (
        re.sub(YEAR_MARK, "", text).replace(title, "本計画") if title else re.sub(YEAR_MARK, "", text)
        for text in (period.before[-MAX_DISTANCE:], period.after[:MAX_DISTANCE])
    )
    terms = list(_TERM.finditer(before))
    if terms:
        before = before[max(0, terms[-1].start() - MAX_OWNER) :]  # 介護保険事業計画の計画期間は
    score = 0.0
    if terms or _TERM.search(after):
        score += IN_TERM_SECTION
    if _THIS.search(before) or _THIS.search(after):
        score += OF_THIS_PLAN
    elif _OTHER.search(before) or (not terms and _OTHER.search(after)):
        score += OF_OTHER_PLAN
    return score


def _holding(lines: tuple[Line, ...], period: PrintedPeriod) -> tuple[Line, ...]:
    """The shortest run of the window's lines that prints the period."""
    key = (period.start_fy, period.end_fy)
    for length in range(1, len(lines) + 1):
        for start in range(len(lines) - length + 1):
            run = lines[start : start + length]
            if any((p.start_fy, p.end_fy) == key for p in find_periods("".join(compact(line.text) for line in run))):
                return run
    return lines
