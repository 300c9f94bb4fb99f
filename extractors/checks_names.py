"""Names that look wrong: offices that look cut, titles that do not read like one, measures read twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.records import Issue, Measure, Region
from extractors.departments import is_office

__all__ = ["duplicates", "is_unusual_title", "unusual_departments", "unusual_titles"]

# Titles of more characters are sentences; the longest of the 443 in our gold records has 46.
MAX_TITLE = 80
# A shorter name may differ from another by one sign and be an office of its own (総務課, 財務課).
MIN_NAME = 4
# What a title does not end with: it was cut.
_OPEN_ENDS = ("。", "、", "，", "・", "（", "(", "「", "『", "【")


def unusual_departments(measures: Sequence[Measure]) -> list[Issue]:
    """Offices named once that look like another one with a sign too few or too many, or do not end like an office."""
    counts = Counter(name for measure in measures for name in measure.departments)
    recurring = [name for name, count in counts.items() if count > 1]
    out = []
    for measure in measures:
        for name in measure.departments:
            if counts[name] > 1 or name.isdigit():
                continue
            near = next((other for other in recurring if _lacks_one(name, other)), None)
            if near is not None:
                found = f"他の「{near}」と１字だけ違います"
            elif not is_office(name):
                found = "部署名らしくない終わり方で、ほかに出てきません"
            else:
                continue
            message = f"担当部署「{name}」は{found}。改行で切れていないか元のPDFで確かめてください。"
            out.append(_issue("department_unusual", message, measure, measure.where.get("departments", ())))
    return out


def _lacks_one(a: str, b: str) -> bool:
    """Whether one of two names is the other without one sign."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) != 1 or len(long) < MIN_NAME:
        return False
    return any(short == long[:index] + long[index + 1 :] for index in range(len(long)))


def is_unusual_title(title: str) -> bool:
    """Whether a title is empty, a sentence, too long, or cut."""
    text = title.strip()
    unbalanced = sum(text.count(sign) for sign in "（(「『") != sum(text.count(sign) for sign in "）)」』")
    return not text or len(text) > MAX_TITLE or text.endswith(_OPEN_ENDS) or unbalanced


def unusual_titles(measures: Sequence[Measure]) -> list[Issue]:
    """Measures whose title does not read like one."""
    return [
        _issue(
            "title_unusual",
            f"施策名「{measure.title[:30]}{'…' if len(measure.title) > 30 else ''}」は施策名らしくありません"  # noqa: PLR2004
            "（長い、文になっている、または途中で切れています）。元のPDFで確かめてください。",
            measure,
            measure.where.get("title", ()),
        )
        for measure in measures
        if is_unusual_title(measure.title)
    ]


def duplicates(measures: Sequence[Measure]) -> list[Issue]:
    """Measures with the path, mark and title of an earlier one that do not say that they are printed again."""
    first: dict[tuple[tuple[str, ...], str, str], Measure] = {}
    out = []
    for measure in measures:
        earlier = first.setdefault((measure.path, measure.label, measure.title), measure)
        if earlier is not measure and not measure.repost:
            message = (
                f"施策「{measure.title}」が{earlier.page}ページの施策と同じ場所に同じ名前で２度あります。"
                "同じものを２度読んでいないか確かめてください。"
            )
            out.append(_issue("duplicate_measure", message, measure, measure.where.get("title", ())))
    return out


def _issue(code: str, message: str, measure: Measure, regions: Sequence[Region]) -> Issue:
    place = regions[0] if regions else None
    return Issue(
        code=code,
        message=message,
        page=place.page if place is not None else measure.page,
        box=place.box if place is not None else None,
    )
