"""What a plan says of itself: whose it is, what it is called, and for which fiscal years it is made.

Only printed text counts. A PDF's metadata is left aside: it often names the template or the scanner.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.records import Document, Issue
from extractors.identity_name import read_municipality
from extractors.identity_part import read_part, read_printed_pages
from extractors.identity_period import read_period
from extractors.identity_text import PageText
from extractors.identity_title import read_title

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PageText", "read_identity"]


def read_identity(
    pages: Sequence[PageText], *, charted_years: Sequence[int] = ()
) -> tuple[Document, tuple[Issue, ...]]:
    """The document's own fields with their places, and what a person should look at.

    Args:
        pages: The pages in order; without text where they are scanned.
        charted_years: The fiscal years of the schedule tables, taken where no period is printed.

    """
    owner, name_regions, name_issues = read_municipality(pages)
    title, title_regions = read_title(pages, owner.name if owner else None)
    period, period_regions = read_period(pages, title=title, charted_years=charted_years)
    issues = list(name_issues)
    if title is None:
        message = "計画の題名が印刷されていません（表紙がないか、読めません）。必要ならマニフェストに書いてください。"
        issues.append(Issue(code="title_not_found", message=message))
    if period is None and charted_years:
        period = min(charted_years), max(charted_years)
        message = f"計画期間の記載が見つからないため、工程表の年度（{period[0]}～{period[1]}年度）を採りました。"
        issues.append(Issue(code="period_from_schedule", message=message))
    elif period is None:
        message = "計画期間が見つかりません。マニフェストに開始年度と終了年度を書いてください。"
        issues.append(Issue(code="period_not_found", message=message))
    first_printed, last_printed = read_printed_pages(pages)
    where = {"municipality": name_regions, "title": title_regions, "period": period_regions}
    document = Document(
        municipality=owner.name if owner else None,
        municipality_code=owner.code if owner else None,
        prefecture=owner.prefecture if owner else None,
        title=title,
        start_fy=period[0] if period else None,
        end_fy=period[1] if period else None,
        printed_part=read_part(pages),
        first_printed_page=first_printed,
        last_printed_page=last_printed,
        where=MappingProxyType({name: regions for name, regions in where.items() if regions}),
    )
    return document, tuple(issues)
