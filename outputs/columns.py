"""The columns of all tables that leave the program: the one list that CSV, Excel, Parquet and the docs ride on.

``python -m outputs.columns`` writes the data dictionary, docs/columns.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from outputs.column_kinds import Column, Kind, Table, count, flag, text, texts, year

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TABLES", "Column", "Kind", "Table"]

_PLAN = (
    Column(
        "municipality_code",
        "団体コード",
        "6-digit municipality code",
        "全国地方公共団体コード（6桁の文字）",
        width=11,
        is_code=True,
    ),
    Column("municipality", "市区町村", "Municipality", "市区町村名"),
    Column("prefecture", "都道府県", "Prefecture", "都道府県名", width=10),
    Column("plan_title", "計画名", "Title of the plan as printed", "計画の名称（印刷どおり）", width=28),
)
_PAGE = count("page", "ページ", "Page of the PDF, 1-based", "PDF のページ（1 から数える）", 7)
_SOURCE = (
    Column(
        "edition_id",
        "計画ID",
        "Id of the plan: that of the manifest, else the beginning of its first file's SHA-256",
        "計画の番号。台帳の plan_id、なければ最初のファイルの SHA-256 の先頭 16 桁",
        width=18,
        is_code=True,
    ),
    Column("source_name", "ファイル名", "Name of the PDF file", "PDF のファイル名", width=24),
    Column("sha256", "SHA-256", "SHA-256 of the PDF's bytes", "PDF の内容の SHA-256", width=20, is_code=True),
    Column(
        "versions",
        "版",
        "Versions of what made the record",
        "この行を作ったプログラムと辞書とモデルの版",
        width=20,
        is_code=True,
    ),
)
_MEASURE = (Column("measure_title", "施策名", "Title of the measure as printed", "施策の名称（印刷どおり）", width=40),)
_MEASURE_ID = Column("measure_id", "施策ID", "Stable id of the measure", "施策の安定した番号", width=18, is_code=True)
_FIELD = text(
    "field", "欄", "title, description or definition", "title（施策名）、description（内容）、definition（説明）", 12
)
_COUNTS = (
    count("page_count", "総ページ数", "Pages of the PDF", "PDF の総ページ数", 8),
    count("measure_count", "施策数", "Measures read", "読み取った施策の数", 8),
    count("issue_count", "確認事項数", "Doubts that a person should see", "人が確かめるべき事項の数", 8),
)
_ORIGIN = (
    Column(
        "source_url",
        "入手元",
        "Where the PDF was found (manifest)",
        "PDF の入手元の URL（台帳）",
        width=30,
        is_code=True,
    ),
    Column("retrieved_on", "入手日", "When the PDF was found (manifest)", "PDF の入手日（台帳）", width=11),
)
_CONFIDENCE = Column(
    "confidence", "確信度", "Confidence of the reading, 0 to 1", "読み取りの確からしさ（0～1）", "number", 8
)


def _table(key: str, name_ja: str, description_en: str, description_ja: str, *columns: Column) -> Table:
    """A table whose rows say their plan, their page and their source."""
    return Table(key, name_ja, description_en, description_ja, (*_PLAN, *columns, *_SOURCE))


_TABLES = (
    _table(
        "plans",
        "計画",
        "One row per plan, however many files it comes in; the file is the one that prints the title. "
        "A digest (概要版) of a plan is no plan.",
        "計画ごとに 1 行（分冊があっても 1 行。ファイルは計画名を印刷したもの）。概要版は数えない。",
        year("start_fy", "開始年度", "First fiscal year of the plan, Western", "計画期間の最初の年度（西暦）"),
        year("end_fy", "終了年度", "Last fiscal year of the plan, Western", "計画期間の最後の年度（西暦）"),
        count("page", "ページ", "Page on which the title stands", "計画名が印刷されたページ", 7),
        count("file_count", "ファイル数", "Files of the plan", "計画をなすファイルの数", 9),
        *_COUNTS,
        *_ORIGIN,
    ),
    _table(
        "files",
        "ファイル",
        "One row per PDF file, digests (概要版) too, of which no other table has rows.",
        "PDF ファイルごとに 1 行。ほかの表に行のない概要版も含む。",
        count("part_number", "分冊順", "Place of the file in its plan, from 1", "計画の中での順番（1 から）", 7),
        text("part", "分冊", "Name of the part (manifest, else as printed)", "分冊の名前（台帳、なければ印刷）", 12),
        text(
            "digest_of",
            "概要元の計画ID",
            "Plan of which the file is a digest; empty: the file counts",
            "概要版のもとの計画の番号。空欄なら数に入る",
            18,
        ),
        count("page", "ページ", "Page on which the title stands", "計画名が印刷されたページ", 7),
        *_COUNTS,
        *_ORIGIN,
    ),
    _table(
        "measures",
        "施策",
        "One row per measure.",
        "施策ごとに 1 行。",
        texts("path", "見出し", "Headings above the measure, outermost first", "施策の上にある見出し（外側から）", 40),
        text("label", "項番", "Printed item mark", "印刷された項目記号", 8),
        text("title", "施策名", "Title as printed", "施策の名称（印刷どおり）", 40),
        text("description", "内容", "Body text of this measure alone", "この施策だけの本文", 80),
        text("current", "現状", "Printed current state", "印刷された現状（現状と課題）", 50),
        texts("departments", "担当部署", "Departments in charge", "印刷された担当部署"),
        texts("printed_codes", "印刷コード", "Category codes printed in the plan", "計画に印刷された分類コード", 10),
        texts("badges", "区分", "Printed marks such as 新規, 継続", "印刷された新規・拡充・継続などの印", 10),
        flag("repost", "再掲", "The measure is printed elsewhere too (再掲)", "再掲の施策"),
        texts("term_refs", "注記号", "Footnote markers in the measure", "施策に付いた注の記号", 10),
        texts(
            "national_names",
            "国の分類",
            "National DX categories by name, main one first",
            "自治体DX推進計画の分類の名称（主なものから）",
            36,
        ),
        texts(
            "national",
            "国の分類コード",
            "National DX categories by id, main one first",
            "自治体DX推進計画の分類の番号（主なものから）",
        ),
        _PAGE,
        count("end_page", "終了ページ", "Last page of the measure, 1-based", "施策の最後のページ", 9),
        _CONFIDENCE,
        text("confidence_reason", "確信度の理由", "What lowers the confidence", "確信度を下げた理由"),
        text("extractor", "読み取り方式", "Reader that made the measure", "施策を読み取った方式", 14),
        _MEASURE_ID,
    ),
    _table(
        "schedule",
        "工程",
        "One row per measure and span of years.",
        "施策の工程（年度の幅）ごとに 1 行。",
        *_MEASURE,
        text("row", "行名", "Printed row name, if a measure has several", "複数行の工程表に印刷された行の名前"),
        text("activity", "活動", "What is done, as printed", "工程の内容（印刷どおり）", 30),
        texts(
            "phases", "段階", "Normalised phases of the activity", "工程の段階（検討・準備・実施・運用など 9 種）", 14
        ),
        year(
            "start_fy",
            "開始年度",
            "First fiscal year; empty: before the chart (これまで)",
            "最初の年度。空欄は「これまで」",
        ),
        year("end_fy", "終了年度", "Last fiscal year, inclusive", "最後の年度（その年度を含む）"),
        flag("open_end", "以降も継続", "Drawn past the last charted year", "図の最後の年度より後へ続く"),
        _CONFIDENCE,
        _PAGE,
        _MEASURE_ID,
    ),
    _table(
        "indicators",
        "指標",
        "One row per indicator and value; an indicator without values has one row.",
        "指標の値ごとに 1 行。値のない指標も 1 行。",
        *_MEASURE,
        text("indicator", "指標", "Name of the indicator", "指標の名称", 40),
        text(
            "period",
            "年度または見出し",
            "Fiscal year (2020) or printed heading (目標値)",
            "年度（2020）または印刷された見出し（目標値）",
            16,
        ),
        text("value", "値", "Value as printed", "値（印刷どおり）", 14),
        _PAGE,
        _MEASURE_ID,
    ),
    _table(
        "progress",
        "進捗",
        "One row per progress report printed beside a measure.",
        "施策に添えて印刷された進捗ごとに 1 行。",
        *_MEASURE,
        text("heading", "見出し", "Printed heading", "印刷された見出し"),
        text("text", "進捗", "Text of the report", "進捗の本文", 60),
        texts("departments", "担当部署", "Departments of the report", "進捗に印刷された担当部署"),
        _PAGE,
        _MEASURE_ID,
    ),
    _table(
        "reviews",
        "前計画の評価",
        "One row per reviewed item of the previous plan.",
        "前の計画の評価表の行ごとに 1 行。",
        texts("path", "見出し", "Headings above the row, outermost first", "上にある見出し（外側から）", 40),
        text("label", "項番", "Printed item mark", "印刷された項目記号", 8),
        text("title", "項目", "Title as printed", "項目の名称（印刷どおり）", 40),
        text("current", "現状", "Printed current state", "印刷された現状", 40),
        text("status", "評価", "Printed verdict", "印刷された評価（継続、完了など）", 8),
        text("direction", "今後の方向", "Printed direction", "印刷された今後の方向", 40),
        texts("refs", "参照", "References to measures of this plan", "この計画の施策への参照", 12),
        _PAGE,
    ),
    _table(
        "terms",
        "用語",
        "One row per footnote, endnote or glossary entry.",
        "脚注、巻末注、用語集の語ごとに 1 行。",
        text("marker", "注記号", "Printed marker; empty in a glossary", "注の記号。用語集では空欄", 8),
        text("term", "用語", "The term as printed", "用語（印刷どおり）", 24),
        text("expansion", "原語", "The term spelt out in Latin letters", "略さない原語", 24),
        text("definition", "説明", "The definition as printed", "説明（印刷どおり）", 60),
        text("kind", "種類", "footnote, endnote or table", "footnote（脚注）、endnote（巻末注）、table（用語集）", 10),
        _PAGE,
    ),
    _table(
        "actions",
        "行為",
        "One row per action of a measure (what is done to what), as `keikaku analyse` reads it.",
        "施策の「何をどうする」ごとに 1 行（keikaku analyse が読み取ったもの）。",
        *_MEASURE,
        _FIELD,
        text(
            "object",
            "対象",
            "What it is done to, as printed; empty: not named",
            "対象（印刷どおり）。空欄は明示なし",
            40,
        ),
        text("verb", "行為", "The verb in its dictionary form", "動詞（辞書の形）", 16),
        text("verb_printed", "行為（印刷）", "The verb as printed", "動詞（印刷どおり）", 16),
        count(
            "object_start", "対象の位置", "Offset of the object in the field, from 0", "欄の中の対象の位置（0 から）", 9
        ),
        count("verb_start", "行為の位置", "Offset of the verb in the field, from 0", "欄の中の動詞の位置（0 から）", 9),
        _PAGE,
        _MEASURE_ID,
    ),
    _table(
        "entities",
        "固有表現",
        "One row per name, date or amount in a measure or a definition, as `keikaku analyse` reads it.",
        "施策や用語の説明にある名前・日付・数量ごとに 1 行（keikaku analyse が読み取ったもの）。",
        *_MEASURE,
        text("term", "用語", "The term, if it stands in a definition", "用語（説明の中にあるとき）", 20),
        _FIELD,
        text("entity", "表現", "The name as printed", "表現（印刷どおり）", 30),
        text("kind", "種類", "What it names", "組織、制度・法令、製品・サービス、施設、日付、数量", 14),
        text(
            "source", "根拠", "terms, pattern, or GiNZA's label", "terms（用語辞書）、pattern（書式）、GiNZA の区分", 14
        ),
        count("start", "位置", "Offset in the field, from 0", "欄の中の位置（0 から）", 7),
        _PAGE,
        _MEASURE_ID,
    ),
    _table(
        "initiatives",
        "施策群",
        "One row per group of measures with printed problems and effects.",
        "課題と効果が印刷された施策群ごとに 1 行。",
        text("title", "施策群", "Title as printed", "施策群の名称（印刷どおり）", 40),
        texts("issues", "現状と課題", "Printed problems", "印刷された現状と課題", 60),
        texts("effects", "期待される効果", "Printed effects", "印刷された期待される効果", 60),
        texts("measure_ids", "施策ID", "Ids of its measures", "属する施策の番号", 18),
        _PAGE,
    ),
    _table(
        "classifications",
        "分類",
        "One row per label that a model gave a measure.",
        "モデルが施策に付けた分類ごとに 1 行。",
        *_MEASURE,
        text("scheme", "体系", "Classification scheme", "分類体系", 14),
        text("scheme_version", "体系の版", "Version of the scheme", "分類体系の版", 10),
        text("label", "分類", "Label", "分類の名前", 20),
        count("rank", "順位", "0 is the main label", "0 が主な分類", 6),
        Column("probability", "確率", "Probability that the model gives", "モデルの示す確率", "number", 8),
        flag("abstain", "保留", "The model doubts: a person should look", "モデルの自信が足りず、人の確認が要る"),
        text("decided_by", "判定者", "Model and its version", "判定したモデルとその版"),
        _PAGE,
        _MEASURE_ID,
    ),
    _table(
        "issues",
        "確認事項",
        "One row per doubt that a person should see.",
        "人が確かめるべき事項ごとに 1 行。",
        text("code", "種別", "Kind of doubt", "事項の種別", 24),
        text("message", "内容", "What to look at, in Japanese", "確かめる内容", 60),
        count("page", "ページ", "Page of the PDF; empty: the whole file", "PDF のページ。空欄はファイル全体", 7),
    ),
)

TABLES: Final[Mapping[str, Table]] = {table.key: table for table in _TABLES}
"""All tables by key, in the order in which they are listed and sheets are laid out."""


def main() -> int:
    """Write the data dictionary into the checkout."""
    from outputs.data_dictionary import data_dictionary  # noqa: PLC0415 - it rides on this module

    path = Path(__file__).resolve().parents[1] / "docs" / "columns.md"
    path.write_text(data_dictionary(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
