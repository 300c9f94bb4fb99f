"""The bytes of one PDF to the record of one plan: refusals, hints, ids, and what must hold for any plan."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import re
import unicodedata

import pytest
from score.corpora import read_plan
from unit.extractors.drawn_pages import (
    BODY,
    SENTENCE,
    Box,
    Canvas,
    blank_plan,
    image,
    needs_fonts,
    raw_pdf,
    read,
    stream,
    table,
)
from unit.extractors.typed_pages import page, text_at

from corpus.records import measure_id
from extractors.errors import UnreadableFileError
from extractors.geometry import contains
from extractors.lines import glyphs_to_lines, without_doubles
from extractors.pdf import read_pages
from extractors.plan import PlanHints, _require_text, extract_plan
from extractors.version import EXTRACTOR_VERSION

SHEET = Box(0, 0, 595, 842)
# Titles whose text, read again inside their boxes, must be the title: notes and marks are not in it.
MIN_REREAD = 0.95


def refusal(canvas):
    with pytest.raises(UnreadableFileError) as caught:
        read(canvas)
    assert "\n" not in caught.value.message
    return caught.value.reason


def plan_with_a_table(*rows):
    canvas = blank_plan()
    table(
        canvas, 110, (90, 160, 80), ("施策名", "取組内容", "担当課"), *(rows or (("予約", "予約制にする。", "市民課"),))
    )
    return canvas


@needs_fonts
class TestPagesWithoutText:
    def test_a_page_that_is_an_image_is_an_issue(self):
        canvas = plan_with_a_table()
        canvas.next_page()
        image(canvas, SHEET)
        plan = read(canvas)
        assert [(issue.code, issue.page) for issue in plan.issues if issue.code == "scanned_page"] == [
            ("scanned_page", 4)
        ]
        assert [measure.title for measure in plan.measures] == ["予約"]

    def test_images_alone_are_refused(self):
        canvas = Canvas()
        image(canvas, SHEET)
        canvas.next_page()
        image(canvas, SHEET)
        assert refusal(canvas) == "no_text_layer"

    def test_a_stamp_on_images_is_no_text_layer(self):
        canvas = Canvas()
        image(canvas, SHEET)
        canvas.text(500, 30, "原本証明", BODY)
        assert refusal(canvas) == "no_text_layer"

    def test_empty_pages_are_refused(self):
        canvas = Canvas()
        canvas.rule(60, 100, 500, 100)
        assert refusal(canvas) == "no_text_layer"

    def test_a_few_characters_of_the_office_s_own_are_no_reason(self):
        canvas = plan_with_a_table()
        canvas.text(60, 400, "\ue010\ue011", BODY)
        assert len(read(canvas).measures) == 1


class TestGarbledText:
    @staticmethod
    def text_without_unicode():
        """Japanese text in a font that tells only glyph numbers, as some converters leave it."""
        font = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
        info = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        numbers = b"".join(b"%04x" % number for number in range(200, 240))
        return raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            stream(b"BT /F1 10 Tf 60 700 Td <%s> Tj ET" % numbers),
            font,
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo %s /DW 1000 >>" % info,
        )

    def test_text_whose_fonts_tell_no_characters_is_refused(self):
        with pytest.raises(UnreadableFileError) as caught:
            extract_plan(self.text_without_unicode(), source_name="garbled.pdf")
        assert caught.value.reason == "garbled_fonts"
        assert "100％" in caught.value.message

    @pytest.mark.parametrize("char", ["(cid:12)", "\ufffd", "\ue010"])
    @pytest.mark.parametrize(("n_garbled", "refused"), [(20, False), (40, True)])
    def test_more_than_three_in_ten_characters_are_too_many(self, char, n_garbled, refused):
        garbled = [glyph._replace(text=char) for glyph in text_at(60, 80, "字" * n_garbled)]
        one = page(garbled, text_at(60, 120, "字" * (100 - n_garbled)))
        with pytest.raises(UnreadableFileError) if refused else contextlib.nullcontext():
            _require_text([one], skipped=0)


@needs_fonts
class TestRecord:
    def test_the_source_is_kept(self):
        data = plan_with_a_table().to_pdf()
        source = extract_plan(data, source_name="見本.pdf").source
        assert (source.source_name, source.page_count) == ("見本.pdf", 3)
        assert source.sha256 == hashlib.sha256(data).hexdigest()
        assert source.extractor_version == EXTRACTOR_VERSION

    def test_the_document_says_what_is_printed(self):
        document = read(plan_with_a_table()).document
        assert (document.municipality, document.title) == ("見本市", "見本市ＤＸ推進計画")
        assert (document.start_fy, document.end_fy) == (2025, 2027)

    @pytest.mark.parametrize(
        ("hints", "field", "value"),
        [
            (PlanHints(title="別の計画"), "title", "別の計画"),
            (PlanHints(start_fy=2020), "start_fy", 2020),
            (PlanHints(municipality_code="123456"), "municipality_code", "123456"),
            (PlanHints(prefecture="宮城県"), "prefecture", "宮城県"),
            (PlanHints(), "title", "見本市ＤＸ推進計画"),
        ],
    )
    def test_what_a_person_supplies_wins(self, hints, field, value):
        plan = extract_plan(plan_with_a_table().to_pdf(), source_name="a.pdf", hints=hints)
        assert getattr(plan.document, field) == value

    def test_progress_is_told_after_each_page(self):
        seen = []
        extract_plan(plan_with_a_table().to_pdf(), source_name="a.pdf", on_page=lambda *page: seen.append(page))
        assert seen == [(1, 3), (2, 3), (3, 3)]

    def test_a_repost_keeps_its_word(self):
        plan = read(plan_with_a_table(("予約（再掲）", "予約制にする。", "市民課")))
        assert [(measure.title, measure.repost) for measure in plan.measures] == [("予約（再掲）", True)]

    def test_equal_measures_have_ids_of_their_own(self):
        row = ("予約", "予約制にする。", "市民課")
        first, second = read(plan_with_a_table(row, row)).measures
        assert (first.title, first.path) == (second.title, second.path)
        assert first.id != second.id

    def test_the_id_follows_from_what_is_printed(self):
        hints = PlanHints(municipality_code="042072", title="見本計画", start_fy=2025)
        (measure,) = extract_plan(plan_with_a_table().to_pdf(), source_name="a.pdf", hints=hints).measures
        key = "042072\x1f見本計画\x1f2025"
        assert measure.id == measure_id(key, measure.path, "", "予約", 0)

    def test_without_a_code_the_file_s_hash_is_the_key(self):
        data = plan_with_a_table().to_pdf()
        (measure,) = extract_plan(data, source_name="a.pdf").measures
        assert measure.id == measure_id(hashlib.sha256(data).hexdigest(), measure.path, "", "予約", 0)

    def test_a_document_of_prose_has_no_measures_and_says_so(self):
        canvas = Canvas()
        canvas.text(60, 80, "見本市のお知らせ", BODY)
        canvas.paragraph(Box(60, 110, 535, 400), SENTENCE * 4, BODY)
        plan = read(canvas)
        assert plan.measures == ()
        assert "no_action_chapter" in [issue.code for issue in plan.issues]


class TestAnyPlan:
    """What must hold for any plan, seen on those that ship with the program."""

    @pytest.fixture(params=["mihon", "reiji"])
    def pdf(self, request, sample_plans):
        return next(path for path in sample_plans if path.stem == request.param)

    @pytest.fixture
    def plan(self, pdf):
        return read_plan(pdf)

    @staticmethod
    def regions(plan):
        """Every region of a plan with the name of what it belongs to."""
        for measure in plan.measures:
            for field, regions in measure.where.items():
                yield from ((f"{measure.title}: {field}", region) for region in regions)
            for part in (*measure.schedule, *measure.indicators, *measure.progress):
                yield from ((f"{measure.title}: {type(part).__name__}", region) for region in part.where)
        for record in (*plan.reviews, *plan.terms, *plan.initiatives):
            yield from ((type(record).__name__, region) for region in record.where)
        for field, regions in plan.document.where.items():
            yield from ((field, region) for region in regions)

    def test_it_has_measures_reviews_and_terms(self, plan):
        assert len(plan.measures) > 20
        assert plan.terms
        assert any(measure.schedule for measure in plan.measures)

    def test_ids_are_unique(self, plan):
        assert len({measure.id for measure in plan.measures}) == len(plan.measures)

    def test_a_second_run_gives_the_same_record(self, plan, pdf):
        assert extract_plan(pdf.read_bytes(), source_name=pdf.name) == plan

    def test_every_reference_has_its_term(self, plan):
        markers = {term.marker for term in plan.terms}
        assert {ref for measure in plan.measures for ref in measure.term_refs} <= markers

    def test_years_are_inside_the_period(self, plan):
        first, last = plan.document.start_fy, plan.document.end_fy
        for measure in plan.measures:
            for entry in measure.schedule:
                assert first <= (entry.start_fy or first) <= entry.end_fy <= last, measure.title

    def test_every_region_is_on_a_page_and_inside_it(self, plan, pdf):
        sizes = {page.number: (page.width, page.height) for page in read_pages(pdf.read_bytes())}
        regions = list(self.regions(plan))
        assert len(regions) > len(plan.measures)
        for name, region in regions:
            width, height = sizes[region.page]
            assert -1 <= region.box.x0 < region.box.x1 <= width + 1, name
            assert -1 <= region.box.top < region.box.bottom <= height + 1, name

    def test_every_measure_says_where_its_title_stands(self, plan):
        for measure in plan.measures:
            assert measure.where["title"], measure.title
            assert measure.where["title"][0].page == measure.page
            assert measure.page <= measure.end_page <= plan.source.page_count

    def test_the_text_inside_a_title_s_boxes_is_the_title(self, plan, pdf):
        glyphs = {page.number: without_doubles(page.glyphs) for page in read_pages(pdf.read_bytes())}
        marks = sorted({fold(term.marker) for term in plan.terms if term.marker}, key=len, reverse=True)
        note_mark = re.compile("|".join(map(re.escape, marks)))
        reread = [
            note_mark.sub("", fold("".join(text_inside(glyphs[one.page], one.box) for one in measure.where["title"])))
            for measure in plan.measures
        ]
        same = [
            text in {fold(measure.title), fold(measure.label + measure.title)}
            for text, measure in zip(reread, plan.measures, strict=True)
        ]
        assert sum(same) >= MIN_REREAD * len(same)

    def test_no_text_holds_a_line_s_end_or_spaces_at_its_ends(self, plan):
        texts = itertools.chain.from_iterable(
            (measure.title, measure.label, measure.description, *measure.path, *measure.departments)
            for measure in plan.measures
        )
        for text in texts:
            assert text == text.strip(" \n")
            assert "\n" not in text

    def test_records_are_complete(self, plan):
        for measure in plan.measures:
            assert measure.title
            assert measure.path
            assert measure.extractor
            assert 0 < measure.confidence <= 1
        for term in plan.terms:
            assert term.definition, term.term

    def test_the_only_doubt_is_that_the_town_is_in_no_list(self, plan):
        assert [issue.code for issue in plan.issues] == ["municipality_unknown"]


def text_inside(glyphs, box):
    return "".join(line.text for line in glyphs_to_lines([g for g in glyphs if contains(box, g.box)], max_gap=50))


def fold(text):
    return "".join(unicodedata.normalize("NFKC", text).split())
