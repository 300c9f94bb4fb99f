"""Editions as rows of the tables in `outputs.columns`: one function per table, each row a dict by column key."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from corpus.phases import phases_of
from corpus.schemes import NATIONAL_NAMES, NATIONAL_SCHEME
from outputs.cells import Cell
from outputs.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from corpus.editions import StoredEdition
    from corpus.entries import StoredPlan
    from corpus.records import Measure, Region

__all__ = ["ROWS", "Row", "rows_of"]

Row = dict[str, Cell]


def rows_of(table: str, stored: StoredEdition) -> Iterator[tuple[Cell, ...]]:
    """The rows of one edition in a table, in printed order, their cells in the order of the table's columns."""
    plan = stored.edition.header
    shared: Row = {
        "municipality_code": plan.municipality_code,
        "municipality": plan.municipality,
        "prefecture": plan.prefecture,
        "plan_title": plan.title,
        "edition_id": stored.edition.id,
    }
    keys = [column.key for column in TABLES[table].columns]
    for row in ROWS[table](stored):
        cells = {**shared, **row}
        yield tuple(cells[key] for key in keys)


def _of_parts(rows_of_part: Callable[[StoredPlan], Iterator[Row]]) -> Callable[[StoredEdition], Iterator[Row]]:
    """Rows of every part of an edition, each with its own file; none of a digest, whose plan has them."""

    def rows_of_edition(stored: StoredEdition) -> Iterator[Row]:
        if stored.edition.is_counted:
            for part in stored.parts:
                source = _source(part)
                for row in rows_of_part(part):
                    yield {**source, **row}

    return rows_of_edition


def _plans(stored: StoredEdition) -> Iterator[Row]:
    if not stored.edition.is_counted:
        return
    titled = next((part for part in stored.parts if part.plan.document.title is not None), stored.parts[0])
    counts = [_counts(part) for part in stored.parts]
    yield {
        **_source(titled),
        **_origin(titled),
        **{key: sum(count[key] for count in counts) for key in counts[0]},
        "start_fy": stored.edition.header.start_fy,
        "end_fy": stored.edition.header.end_fy,
        "file_count": len(stored.parts),
    }


def _files(stored: StoredEdition) -> Iterator[Row]:
    for number, part in enumerate(stored.parts, start=1):
        yield {
            **_source(part),
            **_origin(part),
            **_counts(part),
            "part_number": number,
            "part": part.manifest.part or part.plan.document.printed_part,
            "digest_of": stored.edition.digest_of,
        }


def _source(part: StoredPlan) -> Row:
    source = part.plan.source
    return {"source_name": source.source_name, "sha256": source.sha256, "versions": part.versions}


def _origin(part: StoredPlan) -> Row:
    return {
        "page": _page(part.plan.document.where.get("title", ()), None),
        "source_url": part.manifest.source_url,
        "retrieved_on": part.manifest.retrieved_on,
    }


def _counts(part: StoredPlan) -> dict[str, int]:
    plan = part.plan
    return {
        "page_count": plan.source.page_count,
        "measure_count": len(plan.measures),
        "issue_count": len(plan.issues),
    }


def _measures(stored: StoredPlan) -> Iterator[Row]:
    national: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for classification in stored.analysis.classifications:
        if classification.scheme == NATIONAL_SCHEME:
            national[classification.measure_id].append((classification.rank, classification.label))
    for measure in stored.plan.measures:
        labels = tuple(label for _, label in sorted(national[measure.id], key=lambda ranked: ranked[0]))
        yield {
            "measure_id": measure.id,
            "path": measure.path,
            "label": measure.label,
            "title": measure.title,
            "description": measure.description,
            "current": measure.current,
            "departments": measure.departments,
            "printed_codes": measure.printed_codes,
            "badges": measure.badges,
            "repost": measure.repost,
            "term_refs": measure.term_refs,
            "national_names": tuple(NATIONAL_NAMES.get(label, label) for label in labels),
            "national": labels,
            "page": measure.page,
            "end_page": measure.end_page,
            "confidence": float(measure.confidence),
            "confidence_reason": measure.confidence_reason,
            "extractor": measure.extractor,
        }


def _schedule(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for entry in measure.schedule:
            yield {
                **_of(measure),
                "row": entry.row,
                "activity": entry.activity,
                "phases": phases_of(entry.activity),
                "start_fy": entry.start_fy,
                "end_fy": entry.end_fy,
                "open_end": entry.open_end,
                "confidence": float(entry.confidence),
                "page": _page(entry.where, measure.page),
            }


def _indicators(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for indicator in measure.indicators:
            for period, value in indicator.values or (("", ""),):
                yield {
                    **_of(measure),
                    "indicator": indicator.name,
                    "period": period,
                    "value": value,
                    "page": _page(indicator.where, measure.page),
                }


def _progress(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for report in measure.progress:
            yield {
                **_of(measure),
                "heading": report.heading,
                "text": report.text,
                "departments": report.departments,
                "page": _page(report.where, measure.page),
            }


def _reviews(stored: StoredPlan) -> Iterator[Row]:
    for review in stored.plan.reviews:
        yield {
            "path": review.path,
            "label": review.label,
            "title": review.title,
            "current": review.current,
            "status": review.status,
            "direction": review.direction,
            "refs": review.refs,
            "page": review.page,
        }


def _terms(stored: StoredPlan) -> Iterator[Row]:
    for term in stored.plan.terms:
        yield {
            "marker": term.marker,
            "term": term.term,
            "expansion": term.expansion,
            "definition": term.definition,
            "kind": term.kind,
            "page": term.page,
        }


def _actions(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for field, text in (("title", measure.title), ("description", measure.description)):
            parse = stored.parses.get(text)
            for action in parse.actions if parse else ():
                yield {
                    **_of(measure),
                    "field": field,
                    "object": text[action.object_start : action.object_end],
                    "verb": action.verb,
                    "verb_printed": text[action.verb_start : action.verb_end],
                    "object_start": action.object_start,
                    "verb_start": action.verb_start,
                    "page": _page(measure.where.get(field, ()), measure.page),
                }


def _entities(stored: StoredPlan) -> Iterator[Row]:
    for measure in stored.plan.measures:
        for field, text in (("title", measure.title), ("description", measure.description)):
            page = _page(measure.where.get(field, ()), measure.page)
            of: Row = {**_of(measure), "term": None, "field": field, "page": page}
            yield from _names(stored, text, of)
    for term in stored.plan.terms:
        of = {"measure_id": None, "measure_title": None, "term": term.term, "field": "definition", "page": term.page}
        yield from _names(stored, term.definition, of)


def _names(stored: StoredPlan, text: str, of: Row) -> Iterator[Row]:
    parse = stored.parses.get(text)
    for entity in parse.entities if parse else ():
        yield {
            **of,
            "entity": text[entity.start : entity.end],
            "kind": entity.kind,
            "source": entity.source,
            "start": entity.start,
        }


def _initiatives(stored: StoredPlan) -> Iterator[Row]:
    for initiative in stored.plan.initiatives:
        yield {
            "title": initiative.title,
            "issues": initiative.issues,
            "effects": initiative.effects,
            "measure_ids": initiative.measure_ids,
            "page": initiative.page,
        }


def _classifications(stored: StoredPlan) -> Iterator[Row]:
    measures = {measure.id: measure for measure in stored.plan.measures}
    for classification in stored.analysis.classifications:
        measure = measures.get(classification.measure_id)
        yield {
            "measure_id": classification.measure_id,
            "measure_title": measure.title if measure else None,
            "scheme": classification.scheme,
            "scheme_version": classification.scheme_version,
            "label": classification.label,
            "rank": classification.rank,
            "probability": float(classification.probability),
            "abstain": classification.abstain,
            "decided_by": classification.decided_by,
            "page": measure.page if measure else None,
        }


def _issues(stored: StoredPlan) -> Iterator[Row]:
    for issue in stored.plan.issues:
        yield {"code": issue.code, "message": issue.message, "page": issue.page}


def _of(measure: Measure) -> Row:
    return {"measure_id": measure.id, "measure_title": measure.title}


def _page(regions: tuple[Region, ...], otherwise: int | None) -> int | None:
    """The page on which a value begins."""
    return regions[0].page if regions else otherwise


ROWS: Final[Mapping[str, Callable[[StoredEdition], Iterator[Row]]]] = {
    "plans": _plans,
    "files": _files,
    "measures": _of_parts(_measures),
    "schedule": _of_parts(_schedule),
    "indicators": _of_parts(_indicators),
    "progress": _of_parts(_progress),
    "reviews": _of_parts(_reviews),
    "terms": _of_parts(_terms),
    "actions": _of_parts(_actions),
    "entities": _of_parts(_entities),
    "initiatives": _of_parts(_initiatives),
    "classifications": _of_parts(_classifications),
    "issues": _of_parts(_issues),
}
"""What fills each table of `outputs.columns.TABLES`."""
