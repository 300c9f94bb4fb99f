"""A plan to store and a short way to store it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.records import Analysis, Document, Measure, Plan, Source

if TYPE_CHECKING:
    from corpus.store import Store

VERSIONS = {"extractor": "1", "model": "1"}


def make_plan(sha256: str = "a" * 64, **document: object) -> Plan:
    return Plan(
        source=Source(source_name="natori.pdf", sha256=sha256, page_count=40, extractor_version="1"),
        document=Document(
            **{"municipality": "名取市", "municipality_code": "042072", "prefecture": "宮城県", **document}
        ),
        measures=(Measure(id="0" * 16, path=("Ⅱ 項目",), label="ｱ)", title="防災ラジオの運用", page=7, end_page=7),),
    )


def put(store: Store, plan: Plan, analysis: Analysis | None = None, **options: object) -> None:
    defaults = {"tokens": {}, "tokeniser_version": "1", "versions": VERSIONS}
    store.put_plan(plan, analysis or Analysis(), **(defaults | options))
