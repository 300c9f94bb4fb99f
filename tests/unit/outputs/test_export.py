"""Exports hold what the corpus holds, alike each time, and never half a file."""

from __future__ import annotations

import csv
import gc
import hashlib
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from corpus.records import Analysis, Document, Issue, Measure, Plan, Source
from corpus.store import Store, open_store
from outputs import xlsx
from outputs.cells import cell_text, rearm
from outputs.columns import TABLES
from outputs.errors import OutputFolderError, TooManyRowsError, UnknownFormatError
from outputs.export import FORMATS, export
from outputs.json_files import JsonExporter
from outputs.tables import rows_of
from tests import strategies as records

if TYPE_CHECKING:
    from corpus.editions import StoredEdition


def put(store: Store, plan: Plan, analysis: Analysis | None = None) -> None:
    store.put_plan(plan, analysis or Analysis(), tokens={}, tokeniser_version="1", versions={"extractor": "1"})


def make_plan(number: int, source_name: str, title: str = "=1+1", **document: object) -> Plan:
    return Plan(
        source=Source(source_name=source_name, sha256=f"{number:064x}", page_count=9, extractor_version="1"),
        document=Document(
            **{"municipality": "名取市", "municipality_code": "042072", "prefecture": "宮城県", **document}
        ),
        measures=(
            Measure(id=f"{number:016x}", path=("Ⅱ", "a|b"), label="⓸", title=title, page=7, end_page=8, confidence=0.5),
        ),
        issues=(Issue(code="no_title", message="確かめてください"),),
    )


@pytest.fixture
def corpus(store: Store) -> Store:
    put(store, make_plan(1, "natori.pdf"))
    put(store, make_plan(2, "../../natori.pdf", "@x", municipality_code="131016", prefecture="東京都"))
    put(store, make_plan(3, "watari.pdf", "042072", municipality_code=None))
    return store


def digests(paths: list[Path]) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def expected_rows(store: Store, table: str) -> list[list[str]]:
    with store.snapshot() as (_, editions):
        return [[cell_text(cell) for cell in row] for stored in editions for row in rows_of(table, stored)]


def read_csv(path: Path) -> list[list[str]]:
    return [
        [rearm(cell) for cell in row]
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    ]


def read_sheet(path: Path, name: str) -> list[list[str]]:
    rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [[cell or "" for cell in row] for row in rows]


@pytest.mark.parametrize("name", FORMATS)
class TestEveryFormat:
    def test_the_same_corpus_gives_the_same_bytes(self, corpus: Store, tmp_path: Path, name: str) -> None:
        first = export(corpus, name, tmp_path / "a")
        with open_store(tmp_path / "again") as again:
            for plan, analysis in reversed(list(corpus.plans())):
                put(again, plan, analysis)
            second = export(again, name, tmp_path / "b")

        assert digests(first) == digests(second)
        assert digests(export(corpus, name, tmp_path / "a")) == digests(first)
        assert sorted((tmp_path / "a").iterdir()) == sorted(first)

    def test_a_failure_leaves_the_older_files_and_nothing_else(
        self, corpus: Store, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out_dir = tmp_path / "out"
        before = digests(export(corpus, name, out_dir))
        put(corpus, make_plan(4, "new.pdf"))
        exporter = type(FORMATS[name](tmp_path, []))
        monkeypatch.setattr(exporter, "feed", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export(corpus, name, out_dir)

        assert digests(sorted(out_dir.iterdir())) == before

    def test_a_folder_that_is_a_file_is_refused(self, corpus: Store, tmp_path: Path, name: str) -> None:
        (tmp_path / "file").write_text("")
        for out_dir in (tmp_path / "file", tmp_path / "file" / "sub"):
            with pytest.raises(OutputFolderError, match="書き出せません"):
                export(corpus, name, out_dir)

        assert (tmp_path / "file").read_text() == ""

    def test_a_place_taken_by_a_folder_is_refused(self, corpus: Store, tmp_path: Path, name: str) -> None:
        out_dir = tmp_path / "out"
        [taken, *_] = export(corpus, name, out_dir)
        taken.unlink()
        taken.mkdir()

        with pytest.raises(OutputFolderError):
            export(corpus, name, out_dir)

    def test_a_prefecture_without_plans_gives_no_rows(self, corpus: Store, tmp_path: Path, name: str) -> None:
        files = export(corpus, name, tmp_path / "out", prefecture="北海道")

        assert bool(files) == (name != "json")

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(st.lists(records.plans, max_size=3, unique_by=lambda plan: plan.source.sha256), records.analyses)
    def test_any_plan_is_written(self, name: str, plans: list[Plan], analysis: Analysis) -> None:
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
            for plan in plans:
                put(store, plan, analysis)
            files = export(store, name, Path(folder) / "out")

            assert all(path.parent == Path(folder) / "out" for path in files)
            check_contents(store, name, files)


def check_contents(store: Store, name: str, files: list[Path]) -> None:
    by_name = {path.name: path for path in files}
    if name == "json":
        documents = [json.loads(path.read_text(encoding="utf-8"))["document"] for path in files]
        sha256s = [file["sha256"] for document in documents for file in document.get("files", [document])]
        assert sorted(sha256s) == sorted(header.sha256 for header in store.headers())
    for key, table in TABLES.items():
        expected = [[column.heading_ja for column in table.columns], *expected_rows(store, key)]
        if name == "csv":
            assert read_csv(by_name[f"{key}.csv"]) == expected
        if name == "xlsx":
            assert len(read_sheet(by_name["keikaku.xlsx"], table.name_ja)) == len(expected)
        if name == "parquet":
            rows = pq.read_table(by_name[f"{key}.parquet"]).to_pylist()
            assert [
                [cell_text(tuple(cell) if isinstance(cell, list) else cell) for cell in row.values()] for row in rows
            ] == expected[1:]


class TestJson:
    def test_files_are_named_for_the_pdf_and_never_meet(self, corpus: Store, tmp_path: Path) -> None:
        files = export(corpus, "json", tmp_path / "out")

        assert sorted(path.name for path in files) == [
            f"natori-042072-{1:064x}.json",
            f"natori-131016-{2:064x}.json",
            "watari.json",
        ]
        assert all(path.parent == tmp_path / "out" for path in files)

    def test_a_prefecture_restricts(self, corpus: Store, tmp_path: Path) -> None:
        [path] = export(corpus, "json", tmp_path / "out", prefecture="東京都")

        assert path.name == "natori.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        assert record["document"]["source_name"] == "../../natori.pdf"
        assert record["versions"] == "extractor=1"


class TestCsv:
    def test_a_file_has_bom_crlf_and_japanese_headings(self, corpus: Store, tmp_path: Path) -> None:
        files = {path.name: path for path in export(corpus, "csv", tmp_path / "out")}
        content = files["measures.csv"].read_bytes()

        assert set(files) == {f"{key}.csv" for key in TABLES}
        assert content.startswith("\ufeff団体コード,市区町村,".encode())
        assert content.endswith(b"\r\n")
        assert content.count(b"\n") == content.count(b"\r\n") == 4

    def test_formulas_are_disarmed_and_codes_keep_their_zero(self, corpus: Store, tmp_path: Path) -> None:
        export(corpus, "csv", tmp_path / "out")
        text = (tmp_path / "out" / "measures.csv").read_text(encoding="utf-8-sig")

        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["施策名"] for row in rows] == ["'=1+1", "'@x", "042072"]
        assert rows[0]["団体コード"] == "042072"
        assert rows[0]["見出し"] == "Ⅱ | a\\|b"
        assert (rows[0]["確信度"], rows[0]["再掲"], rows[0]["ページ"]) == ("0.5000", "false", "7")


class TestXlsx:
    def test_texts_are_texts_and_what_is_sorted_is_numbers(self, corpus: Store, tmp_path: Path) -> None:
        [path] = export(corpus, "xlsx", tmp_path / "out")
        book = openpyxl.load_workbook(path)
        sheet = book["施策"]

        assert book.sheetnames == [table.name_ja for table in TABLES.values()]
        assert sheet["A2"].value == "042072"
        for column, cell in zip(TABLES["measures"].columns, sheet[2], strict=True):
            numeric = column.kind in {"integer", "number"}
            assert cell.value is None or cell.data_type == ("n" if numeric else "s"), column.key
        cells = {cell.value: row[1].value for cell, row in zip(sheet[1], sheet.iter_cols(), strict=True)}
        assert [cells[name] for name in ("項番", "施策名", "ページ", "確信度", "再掲")] == ["⓸", "=1+1", 7, 0.5, None]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(4, len(TABLES['measures'].columns)).coordinate}"

    @pytest.mark.parametrize(
        ("title", "shown"),
        [
            *((title, title) for title in ("_x0041_", "a\x01b", "<&>\"'", " 　端 ", "😀", "a\nb", "'=1")),
            ("a\ufffeb\uffff", "a\ufffdb\ufffd"),
        ],
    )
    def test_odd_characters_open(self, store: Store, tmp_path: Path, title: str, shown: str) -> None:
        """U+FFFE and U+FFFF may not stand in XML at all."""
        put(store, make_plan(1, "a.pdf", title))
        [path] = export(store, "xlsx", tmp_path / "out")

        # Excel resolves _x0001_ itself, openpyxl leaves it to its caller.
        assert unescape(openpyxl.load_workbook(path)["施策"]["G2"].value) == shown

    def test_a_cell_that_is_too_long_is_cut_with_a_note(self, store: Store, tmp_path: Path) -> None:
        put(store, make_plan(1, "a.pdf", "😀" * 20_000))
        [path] = export(store, "xlsx", tmp_path / "out")

        value = openpyxl.load_workbook(path)["施策"]["G2"].value
        assert len(value.encode("utf-16-le")) // 2 <= xlsx.CELL_LIMIT
        assert value.endswith(xlsx.CUT_NOTE)

    def test_more_rows_than_a_sheet_holds_are_refused(
        self, corpus: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(xlsx, "ROW_LIMIT", 3)

        with pytest.raises(TooManyRowsError, match="計画"):
            export(corpus, "xlsx", tmp_path / "out")
        assert list((tmp_path / "out").iterdir()) == []

    def test_a_full_disk_is_told_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        told_at_the_end: list[object] = []
        monkeypatch.setattr(sys, "unraisablehook", told_at_the_end.append)
        (tmp_path / xlsx.FILE_NAME).symlink_to("/dev/full")
        with pytest.raises(OutputFolderError, match="空き容量"):
            xlsx.XlsxExporter(tmp_path).close()
        gc.collect()

        assert told_at_the_end == []

    def test_long_texts_are_wrapped_and_seen_whole(self, store: Store, tmp_path: Path) -> None:
        put(store, make_plan(1, "a.pdf", "あ" * 100))
        [path] = export(store, "xlsx", tmp_path / "out")
        sheet = openpyxl.load_workbook(path)["施策"]

        assert sheet["G2"].alignment.wrap_text
        assert not sheet["A2"].alignment.wrap_text
        # 100 characters of double width in a column of 40: 5 lines.
        assert sheet.row_dimensions[2].height == pytest.approx(5 * 16, abs=0.5)

    @given(st.lists(st.text(), min_size=len(TABLES["terms"].columns), max_size=len(TABLES["terms"].columns)))
    def test_any_row_has_a_height_that_a_sheet_can_have(self, cells: list[str]) -> None:
        assert 0 < xlsx.row_height(TABLES["terms"].columns, cells) <= 409


class TestParquet:
    def test_columns_are_typed(self, corpus: Store, tmp_path: Path) -> None:
        export(corpus, "parquet", tmp_path / "out")
        [row, *_] = pq.read_table(tmp_path / "out" / "measures.parquet").to_pylist()

        assert row["path"] == ["Ⅱ", "a|b"]
        assert (row["municipality_code"], row["page"], row["confidence"], row["repost"]) == ("042072", 7, 0.5, False)


def test_an_unknown_format_names_the_known_ones(corpus: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="json、csv、xlsx、parquet"):
        export(corpus, "docx", tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_a_plan_put_meanwhile_does_not_disturb_an_export(
    corpus: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = JsonExporter.feed

    def put_and_feed(exporter: JsonExporter, stored: StoredEdition) -> None:
        put(corpus, make_plan(0, "meanwhile.pdf"))
        feed(exporter, stored)

    monkeypatch.setattr(JsonExporter, "feed", put_and_feed)

    assert len(export(corpus, "json", tmp_path / "out")) == 3
