"""The sample plans that ship with the product, and the gold records that stand for the truth about them."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from samples.codes import with_check_digit
from samples.generate import GOLD_FOLDER, PDF_FOLDER, PLANS, record_to_json
from samples.reiji_goals import GOALS, Bar
from samples.typesetting import FONT_PACKAGE, fonts_installed

if TYPE_CHECKING:
    from pathlib import Path

PLAN_NAMES = sorted(PLANS)
MAX_BYTES = 600_000  # they travel in the wheel

needs_fonts = pytest.mark.skipif(not fonts_installed(), reason=f"Debian package {FONT_PACKAGE} is not installed")


@pytest.fixture(params=PLAN_NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def pdf_path(name: str) -> Path:
    return PDF_FOLDER / f"{name}.pdf"


@pytest.fixture
def gold(name: str) -> dict:
    return json.loads((GOLD_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@needs_fonts
def test_files_on_disk_are_what_the_generator_draws(name: str, pdf_path: Path) -> None:
    pdf, record = PLANS[name]()
    assert pdf_path.read_bytes() == pdf, "run tests/samples/generate.py"
    assert (GOLD_FOLDER / f"{name}.json").read_text(encoding="utf-8") == record_to_json(record)


def test_every_plan_has_a_pdf_and_a_gold_record() -> None:
    assert sorted(path.stem for path in PDF_FOLDER.glob("*.pdf")) == PLAN_NAMES
    assert sorted(path.stem for path in GOLD_FOLDER.glob("*.json")) == PLAN_NAMES


def test_pdf_is_small(pdf_path: Path) -> None:
    assert pdf_path.stat().st_size < MAX_BYTES


def test_gold_names_its_pdf(name: str, gold: dict, pdf_path: Path) -> None:
    assert gold["document"]["source_name"] == pdf_path.name
    assert gold["document"]["key"] == name


def test_code_has_its_check_digit_and_no_prefecture(gold: dict) -> None:
    code = gold["document"]["municipality_code"]
    assert code == with_check_digit(code[:5])
    assert code.startswith("99")


@pytest.mark.parametrize("code", ["042072", "131016", "011002", "473821"])
def test_check_digit_agrees_with_codes_in_use(code: str) -> None:
    assert with_check_digit(code[:5]) == code


def test_schedule_years_are_inside_the_period(gold: dict) -> None:
    first, last = gold["document"]["start_fy"], gold["document"]["end_fy"]
    for measure in gold["measures"]:
        for entry in measure["schedule"]:
            assert first <= entry["start_fy"] <= entry["end_fy"] <= last, measure["title"]


def test_every_term_ref_has_its_term(gold: dict) -> None:
    marks = {term["marker"] for term in gold["terms"]}
    refs = {ref for measure in gold["measures"] for ref in measure["term_refs"]}
    assert refs
    assert refs <= marks


def test_pages_are_pages_of_the_pdf(gold: dict, pdf_path: Path) -> None:
    with pdfplumber.open(pdf_path) as pdf:
        assert len(pdf.pages) == gold["pages"]
    for kind in ("measures", "reviews", "terms"):
        for record in gold[kind]:
            assert 1 <= record["page"] <= record.get("end_page", record["page"]) <= gold["pages"]


def test_measures_are_told_apart(gold: dict) -> None:
    keys = [(*measure["path"], measure["label"], measure["title"]) for measure in gold["measures"]]
    assert len(keys) == len(set(keys))
    assert all(measure["departments"] and measure["national"] for measure in gold["measures"])
    assert all(("再掲" in measure["title"]) == measure["repost"] for measure in gold["measures"])


def test_printed_texts_stand_on_their_pages(gold: dict, pdf_path: Path) -> None:
    """Line by line, a page holds every character that the gold record says it prints."""
    with pdfplumber.open(pdf_path) as pdf:
        printed = {page.page_number: {char["text"] for char in page.chars} for page in pdf.pages}
    for measure in gold["measures"]:
        words = measure["label"] + measure["title"] + measure["description"] + "".join(measure["departments"])
        assert set(words) <= printed[measure["page"]], measure["title"]
    for review in gold["reviews"]:
        assert set(review["title"] + review["current"] + review["direction"]) <= printed[review["page"]]


def test_no_text_leaves_its_page(pdf_path: Path) -> None:
    with pdfplumber.open(io.BytesIO(pdf_path.read_bytes())) as pdf:
        for page in pdf.pages:
            for char in page.chars:
                assert char["x0"] >= 30, (page.page_number, char["text"])
                assert char["x1"] <= page.width - 30, (page.page_number, char["text"])


def test_hand_placed_bars_stay_within_a_fifth_and_apart() -> None:
    for goal in GOALS:
        for section in goal.sections:
            for measure in section.measures:
                bars = [entry for entry in measure.schedule if isinstance(entry, Bar)]
                assert all(abs(miss) <= 0.2 for bar in bars for miss in bar.misses), measure.title
                for before, after in pairwise(bars):
                    if before.level == after.level:
                        assert before.end_fy + 1 + before.misses[1] <= after.start_fy + after.misses[0], measure.title
