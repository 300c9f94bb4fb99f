"""What the generators of the held-out plans share: the helpers of ../../layouts/source, and short forms for texts."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "layouts" / "source"))

import common  # noqa: E402
from common import MARKER, Plan, chromium, markup, office, plain, weasy  # noqa: E402

common.PLANS = HERE.parent / "plans"
__all__ = ["MARKER", "M", "chromium", "make", "markup", "office", "plain", "term", "weasy", "write"]


def M(label, title, description="", departments="", schedule=(), indicators=(), **more):
    """A measure; departments divided by blanks, the schedule and indicators as in the first batch's TOML."""
    return {
        "label": label,
        "title": title,
        "description": description,
        "departments": departments.split(),
        "schedule": list(schedule),
        "entries": [common.entry(s) for s in schedule],
        "indicators": list(indicators),
        "kpi": [common.indicator(s) for s in indicators],
        **more,
    }


def make(key, code, municipality, prefecture, title, start, end, groups, terms=(), reviews=()) -> Plan:
    """A plan from ``[(path, [measure, …]), …]``."""
    facts = {
        "code": code,
        "municipality": municipality,
        "prefecture": prefecture,
        "title": title,
        "start_fy": start,
        "end_fy": end,
    }
    measures = [m for path, items in groups for m in items if m.setdefault("path", list(path)) is not None]
    return Plan(key, facts, measures, list(terms), list(reviews))


def term(marker, head, definition, kind="endnote", expansion="", **more):
    return {"marker": marker, "term": head, "definition": definition, "kind": kind, "expansion": expansion, **more}


def write(plan, pdf, *, first_page, ends=None) -> None:
    """Write PDF and record; ``ends`` gives the last page by label or title."""
    for m in plan.measures:
        end = (ends or {}).get(m["title"]) or (ends or {}).get(m["label"])
        if end:
            m["end_page"] = end
    common.write(plan, pdf, first_page=first_page)
