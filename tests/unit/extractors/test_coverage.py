"""Coverage: text that no record holds is seen, text that none should hold is not."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import pytest
from unit.extractors.typed_pages import GOTHIC, grid_at, layouts, page, text_at

from extractors.checks import MIN_PLACED, check_coverage
from extractors.checks_loose_tables import loose_table_lines
from extractors.coverage import Evidence, PageCoverage, plan_coverage
from extractors.lines import glyphs_to_lines
from extractors.markers import MarkerSet
from extractors.outline import read_outline
from extractors.plan import _measures, read_plan
from extractors.reader import read_sections

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "corpus/samples").glob("*.pdf"))
SENTENCE = "窓口の手続を見直し、市民が来庁しなくても申請できるようにしていきます。"
ROWS = (
    ("施策名", "取組内容", "担当課", "R7", "R8"),
    ("窓口の予約", "予約制にする。", "市民課", "検討", "実施"),
    ("申請の電子化", "届出を電子にする。", "税務課", "検討", "実施"),
    ("書庫の整理", "文書を電子にする。", "総務課", "検討", "実施"),
    ("職員の研修", "研修を毎年開く。", "人事課", "検討", "実施"),
)


def chapter(text, top, size=16.0):
    return text_at(60, top, text, size=size, font=GOTHIC)


def sheet(*items, number=3, rows=ROWS):
    """A page of an action chapter with a paragraph and a table."""
    return page(
        chapter("第２章　具体的な取組", 80),
        text_at(60, 120, SENTENCE),
        grid_at(60, 160, (100, 160, 60, 60, 60), rows),
        *items,
        number=number,
    )


def evidence(*pages):
    found = layouts(*pages)
    sections = read_outline(found)
    reading = read_sections(sections, (2025, 2026))
    measures = _measures(reading.drafts, MarkerSet(frozenset()), "key")
    return Evidence(layouts=found, sections=sections, tables=reading.tables, measures=measures)


def without(found, title):
    kept = [measure for measure in found.measures if measure.title != title]
    assert len(kept) + 1 == len(found.measures)
    return replace(found, measures=kept)


def unplaced(found):
    return [block.text for one in plan_coverage(found) for block in one.blocks]


def test_a_page_of_measures_has_a_place_for_every_glyph():
    (one,) = plan_coverage(evidence(sheet()))
    assert (one.page, one.share, one.unplaced) == (3, 1.0, ())
    assert one.total == one.placed > 100


def test_a_row_without_a_measure_is_unplaced():
    (one,) = plan_coverage(without(evidence(sheet()), "申請の電子化"))
    (block,) = one.blocks
    assert "申請の電子化" in block.text
    assert one.total - one.placed == block.n_glyphs == len("申請の電子化届出を電子にする。税務課検討実施")
    assert all(220 < box.top < 250 for box in one.unplaced)


def test_all_rows_are_unplaced_where_another_page_of_the_chapter_has_measures():
    others = [ROWS[0], *((f"広域の{row[0]}", *row[1:]) for row in ROWS[1:])]
    found = evidence(sheet(), sheet(number=4, rows=others))
    kept = [measure for measure in found.measures if measure.page == 3]
    first, second = plan_coverage(replace(found, measures=kept))
    assert (first.share, second.page) == (1.0, 4)
    assert second.share < 0.6


def prose(*titles):
    items = [chapter("第２章　具体的な取組", 80), text_at(60, 110, SENTENCE)]
    for index, title in enumerate(titles):
        top = 140 + 80 * index
        items.append(text_at(60, top, f"（{'１２３４'[index]}）{title}", size=12, font=GOTHIC))
        items.append(text_at(60, top + 20, f"【取組内容】{SENTENCE}"))
        items.append(text_at(60, top + 40, "【担当課】市民課"))
    return page(*items, number=3)


def test_a_section_that_became_no_measure_beside_some_that_did_is_unplaced():
    found = evidence(prose("窓口の予約", "推進体制の確立", "書庫の整理"))
    assert unplaced(found) == []
    (text,) = unplaced(without(found, "推進体制の確立"))
    assert text.startswith("【取組内容】窓口の手続")


def test_a_part_of_a_measure_that_is_not_kept_is_unplaced():
    found = evidence(prose("窓口の予約", "書庫の整理"))
    first, *rest = found.measures
    where = {name: regions for name, regions in first.where.items() if name != "departments"}
    assert unplaced(replace(found, measures=[replace(first, where=where), *rest])) == ["市民課"]


def test_introductions_and_notes_have_no_record_and_are_placed():
    found = evidence(sheet(text_at(60, 400, f"なお、{SENTENCE}")))
    assert unplaced(found) == []


def test_chapters_without_measures_have_no_coverage():
    background = page(chapter("第１章　計画の背景", 80), text_at(60, 120, SENTENCE), number=2)
    assert [one.page for one in plan_coverage(evidence(background, sheet()))] == [3]


def test_measures_of_a_chapter_from_which_nothing_was_read_are_unplaced():
    other = page(
        chapter("第３章　広域の連携", 80),
        grid_at(60, 160, (100, 160, 60, 60, 60), [ROWS[0], ("広域の窓口", "隣の町と開く。", "企画課", "検討", "実施")]),
        number=4,
    )
    found = evidence(sheet(), other)
    lost = without(found, "広域の窓口")
    assert unplaced(found) == []
    assert [(one.page, one.share < 1) for one in plan_coverage(lost)] == [(3, False), (4, True)]


def test_a_list_of_the_measures_names_them_only():
    titles = [("施策名", "担当課"), *((row[0], row[2]) for row in ROWS[1:])]
    listed = page(chapter("第３章　施策一覧", 80), grid_at(60, 160, (160, 100), titles), number=4)
    found = evidence(sheet(), listed)
    kept = [measure for measure in found.measures if measure.page == 3]
    assert unplaced(replace(found, measures=kept)) == []


def test_a_document_without_measures_has_no_coverage():
    assert plan_coverage(replace(evidence(sheet()), measures=[])) == []


def test_glyphs_that_the_layout_lost_are_unplaced():
    found = evidence(sheet(text_at(60, 700, SENTENCE)))
    (one,) = found.layouts
    kept = [(e, c) for e, c in zip(one.elements, one.columns, strict=True) if e.box.top < 690]
    lost = replace(one, elements=tuple(e for e, _ in kept), columns=tuple(c for _, c in kept))
    assert unplaced(replace(found, layouts=[lost])) == [SENTENCE]


def test_ruby_is_left_out_of_the_texts_and_not_unplaced():
    assert unplaced(evidence(sheet(text_at(60, 700, "窓口の手続"), text_at(60, 694, "まどぐち", size=5)))) == []


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        ([("予約", "市民課", "導入"), ("電子化", "税務課", "拡大"), ("書庫", "総務課", "整理")], True),
        ([("施策名", "令和７年度", "令和８年度", "令和９年度")], True),
        ([("人口", "2010年", "2015年", "2020年")], False),
        ([("左の段の文", "右の段の文")] * 5, False),
        ([("担当", "内容", "期間")] * 4, False),
    ],
    ids=["rows and columns", "years", "years of a diagram", "two columns", "labels of cards"],
)
def test_tables_that_the_layout_did_not_see_are_told(rows, seen):
    glyphs = [
        glyph
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
        for glyph in text_at(60 + 120 * j, 100 + 30 * i, text)
    ]
    assert bool(loose_table_lines(glyphs_to_lines(glyphs))) == seen


def test_an_unseen_table_is_unplaced():
    found = evidence(sheet(*(text_at(60 + 90 * j, 600, f"令和{year}年度") for j, year in enumerate("７８９"))))
    assert unplaced(found) == ["令和７年度令和８年度令和９年度"]


@functools.cache
def reading(pdf):
    return read_plan(pdf.read_bytes(), source_name=pdf.name)


@pytest.mark.parametrize("pdf", SAMPLES, ids=lambda pdf: pdf.stem)
class TestSamples:
    def test_every_page_is_covered(self, pdf):
        assert [one.page for one in reading(pdf).coverage if one.share < 1.0] == []
        assert {measure.page for measure in reading(pdf).plan.measures} <= {one.page for one in reading(pdf).coverage}

    def test_no_measure_can_vanish_unseen(self, pdf):
        found = reading(pdf).evidence
        for lost in found.measures:
            kept = [measure for measure in found.measures if measure is not lost]
            pages = {one.page: one.share for one in plan_coverage(replace(found, measures=kept))}
            assert min(pages[number] for number in range(lost.page, lost.end_page + 1)) < MIN_PLACED


class TestIssues:
    def test_a_page_above_the_share_is_silent(self):
        assert check_coverage([PageCoverage(3, 1000, 1000), PageCoverage(4, 0, 0)]) == []

    def test_a_page_below_it_names_the_largest_block(self):
        (one,) = plan_coverage(without(evidence(sheet()), "申請の電子化"))
        (issue,) = check_coverage([one])
        assert (issue.code, issue.page, issue.box) == ("unplaced_text", 3, one.blocks[0].box)
        assert "申請の電子化" in issue.message
        assert issue.message.endswith("。")

    def test_a_stray_sign_is_no_text(self):
        stray = evidence(sheet())
        lost = [m for m in stray.measures if m.title != "書庫の整理"]
        (one,) = plan_coverage(replace(stray, measures=lost))
        tiny = replace(one, blocks=(one.blocks[0]._replace(n_glyphs=3),))
        assert check_coverage([tiny]) == []
