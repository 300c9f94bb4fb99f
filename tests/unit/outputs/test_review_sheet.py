"""The review sheet goes out with drop-downs and comes back cell by cell."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from outputs.errors import OutputFolderError, ReviewSheetError
from outputs.review_reader import read_review_sheet
from outputs.review_sheet import (
    CHECK_COLUMNS,
    CHECKED,
    LISTS,
    MISSING,
    MISSING_COLUMNS,
    REVIEWER,
    ReviewPlan,
)
from outputs.review_writer import write_review_sheet

NAMES = {"frontyard": "自治体フロントヤード改革の推進", "bpr": "BPRの取組の徹底"}
PLANS = [ReviewPlan("見本町 見本計画（mihon.pdf aaaaaaaa）", "a" * 64)]


def row(**cells):
    return {column.key: "" for column in CHECK_COLUMNS} | {"title": "=1+1", "path": ("第１章", "窓口")} | cells


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "sheet.xlsx"
    rows = [row(measure_id="m1", labels=list(NAMES.values())), row(measure_id="m2")]
    write_review_sheet(path, rows, names=NAMES, plans=PLANS, scheme_version="2.3")
    return path


def fill(path, sheet, cells):
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)


def column_of(sheet, heading):
    return next(cell.column_letter for cell in sheet[1] if cell.value == heading)


def test_the_lists_are_hidden_and_the_drop_downs_lead_to_them(sheet):
    book = openpyxl.load_workbook(sheet)

    assert book.sheetnames == [CHECKED, MISSING, REVIEWER, LISTS]
    assert book[LISTS].sheet_state == "hidden"
    sources = {validation.formula1 for validation in book[CHECKED].data_validations.dataValidation}
    assert sources == {f"'{LISTS}'!$A$2:$A$3", f"'{LISTS}'!$B$2:$B$3"}
    assert [cell.value for cell in book[LISTS]["A"]][1:] == list(NAMES.values())


def test_texts_are_texts_and_ids_are_hidden(sheet):
    checked = openpyxl.load_workbook(sheet)[CHECKED]
    title = checked[f"{column_of(checked, '施策名')}2"]

    assert (title.value, title.data_type) == ("=1+1", "s")
    assert checked.column_dimensions[column_of(checked, "施策ID")].hidden
    assert checked[f"{column_of(checked, '見出し')}2"].value == "第１章\n窓口"


def test_the_same_rows_give_the_same_bytes(sheet, tmp_path):
    again = tmp_path / "again.xlsx"
    rows = [row(measure_id="m1", labels=list(NAMES.values())), row(measure_id="m2")]
    write_review_sheet(again, rows, names=NAMES, plans=PLANS, scheme_version="2.3")

    assert again.read_bytes() == sheet.read_bytes()


def test_an_untouched_sheet_has_no_lines(sheet):
    found = read_review_sheet(sheet)

    assert (found.lines, found.reviewer, found.scheme_version) == ((), "", "2.3")
    assert found.names == {"自治体フロントヤード改革の推進": "frontyard", "BPRの取組の徹底": "bpr"}
    assert found.plans == {PLANS[0].name: "a" * 64}


def test_filled_cells_come_back_with_their_row(sheet):
    columns = [column.heading for column in CHECK_COLUMNS]
    letter = openpyxl.utils.get_column_letter(columns.index("正しい担当部署") + 1)
    fill(sheet, CHECKED, {f"{letter}3": "甲課\n乙課"})
    fill(sheet, MISSING, {"B5": 12, "D5": "見落とし"})
    fill(sheet, REVIEWER, {"B1": " 山田 "})
    checked, missing = read_review_sheet(sheet).lines

    assert (checked.where, checked.cells["measure_id"]) == ("「確認」3行目", "m2")
    assert checked.cells["right_departments"] == "甲課\n乙課"
    assert (missing.where, missing.cells["page"], missing.cells["title"]) == ("「足りない施策」5行目", "12", "見落とし")
    assert read_review_sheet(sheet).reviewer == "山田"


def test_rows_may_be_sorted_and_columns_added(sheet):
    book = openpyxl.load_workbook(sheet)
    checked = book[CHECKED]
    ids = column_of(checked, "施策ID")
    verdict = column_of(checked, "判定")
    checked[f"{ids}2"], checked[f"{ids}3"] = "m2", "m1"
    checked[f"{verdict}2"] = "分類は正しい"
    checked.insert_cols(1)
    book.save(sheet)
    [line] = read_review_sheet(sheet).lines

    assert line.cells["measure_id"] == "m2"


@pytest.mark.parametrize(
    ("sheet_name", "heading"), [(CHECKED, "判定"), (MISSING, MISSING_COLUMNS[3].heading), (CHECKED, "施策ID")]
)
def test_a_changed_heading_is_named(sheet, sheet_name, heading):
    book = openpyxl.load_workbook(sheet)
    letter = column_of(book[sheet_name], heading)
    book[sheet_name][f"{letter}1"] = "別の見出し"
    book.save(sheet)

    with pytest.raises(ReviewSheetError, match=f"列「{heading}"):
        read_review_sheet(sheet)


def test_files_that_are_no_review_sheets_are_refused(tmp_path, sheet):
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    text = tmp_path / "text.xlsx"
    text.write_text("市区町村,計画名", encoding="utf-8")
    half = tmp_path / "half.xlsx"
    with zipfile.ZipFile(half, "w") as archive:
        archive.writestr("xl/workbook.xml", "<")
    fill(sheet, LISTS, {"F2": "keikaku-review-0"})

    for path, said in ((other, "review export"), (text, "xlsx"), (half, "xlsx"), (tmp_path / "no.xlsx", "開けません")):
        with pytest.raises(ReviewSheetError, match=said):
            read_review_sheet(path)
    with pytest.raises(ReviewSheetError, match="書き出し直してください"):
        read_review_sheet(sheet)


def test_a_sheet_that_would_fill_the_memory_is_refused(tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * (100 << 20))

    with pytest.raises(ReviewSheetError, match="展開すると大きすぎます"):
        read_review_sheet(bomb)


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(OutputFolderError, match="書き出せません"):
        write_review_sheet(tmp_path / "no" / "a.xlsx", [], names=NAMES, plans=PLANS, scheme_version="2.3")


def test_a_full_disk_leaves_no_sheet(tmp_path, full_disk):
    with full_disk(), pytest.raises(OutputFolderError, match="空き容量"):
        write_review_sheet(tmp_path / "a.xlsx", [], names=NAMES, plans=PLANS, scheme_version="2.3")

    assert list(tmp_path.iterdir()) == []
