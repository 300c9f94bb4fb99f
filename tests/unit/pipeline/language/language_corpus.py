"""A small corpus of our own for what looks into its language."""

from __future__ import annotations

from corpus.entries import Manifest
from corpus.records import Analysis, Document, Measure, Plan, Source, Term
from models.tokeniser import load_tokeniser
from pipeline.annotate import Annotator


def tokens(text):
    return load_tokeniser().tokens(text)


def measure(number: int, title: str, description: str = "", **fields: object) -> Measure:
    page = 3 + number
    defaults = {"path": (), "label": "", "page": page, "end_page": page, "description": description}
    return Measure(**{"id": f"{number:016x}", "title": title, **defaults, **fields})


def term(name: str, definition: str = "説明。", marker: str = "", page: int = 20, **fields: object) -> Term:
    defaults = {"expansion": "", "kind": "footnote" if marker else "table"}
    return Term(**{**defaults, **fields}, marker=marker, term=name, definition=definition, page=page)


def plan(name: str, sha256: str, *measures: Measure, terms=(), **fields: object) -> Plan:
    fields = {"start_fy": 2024, "end_fy": 2028, "title": f"{name}計画", "prefecture": "見本県", **fields}
    return Plan(
        source=Source(source_name=f"{name}.pdf", sha256=sha256 * 64, page_count=30, extractor_version="1"),
        document=Document(municipality=name, municipality_code=f"99{int(sha256, 16):04d}", **fields),
        measures=measures,
        terms=tuple(terms),
    )


MIHON = plan(
    "見本町",
    "a",
    measure(1, "書かない窓口の導入", "ＩＣＴを使い、窓口のサーバを更新する。", term_refs=("※1",)),
    measure(2, "デジタル・ディバイドの解消", "スマホ教室を開く。窓口でも教える。"),
    terms=[
        term("ICT（情報通信技術）", "情報通信技術のこと。", "※1"),
        term("デジタルデバイド", "使える人と使えない人の差。"),
        term("ＲＰＡ", "決まった作業を任せる仕組み。"),
    ],
)
REIJI = plan(
    "例示市",
    "b",
    measure(3, "サーバー室の移設", "サーバーを県の施設に移す。", term_refs=("※7",)),
    measure(4, "ＩＣＴリテラシーの向上", "RPAの研修を開く。"),
    terms=[term("情報格差", "受け取れる知らせの差。"), term("ＩＣＴ", "知らせを伝える技術。")],
    start_fy=2025,
)


def put(store, one: Plan, analysis: Analysis | None = None, manifest: Manifest | None = None) -> None:
    words = Annotator(load_tokeniser(), None).tokenise(one)
    store.put_plan(
        one, analysis or Analysis(), tokens=words, tokeniser_version="1", versions="1", manifest=manifest or Manifest()
    )
