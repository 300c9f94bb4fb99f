from __future__ import annotations

import io
import sys
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageStat

import pipeline.inspect
from corpus.records import Box
from extractors.checks_unplaced import UnplacedBlock
from extractors.coverage import PageCoverage
from extractors.furniture import without_furniture
from extractors.layout import page_to_layout
from extractors.outline import read_outline
from extractors.pdf import read_pages
from extractors.plan import read_plan
from pipeline.cli import run
from pipeline.commands.inspect import _say_legend
from pipeline.inspect import _render, inspect_page, layout_marks
from pipeline.terminal import Terminal


@pytest.fixture(autouse=True)
def _restored(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def mihon(sample_plans):
    return next(path for path in sample_plans if path.stem == "mihon")


def test_a_page_becomes_a_picture_and_a_line_of_counts(mihon, capsys, tmp_path):
    assert run(["inspect", str(mihon), "--page", "5", "--png", "page.png"]) == 0

    out, err = capsys.readouterr()
    assert "5ページ（全9ページ）" in out
    assert "施策名 8" in out
    assert "工程と年度 15" in out
    assert err == ""
    with Image.open("page.png") as picture:
        assert picture.format == "PNG"
        assert picture.width == 2400
    assert [path.name for path in tmp_path.iterdir()] == ["page.png"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.pdf"], "--page を指定してください"),
        (["a.pdf", "--page", "1"], "--png を指定してください"),
        (["a.pdf", "--page", "0", "--png", "o.png"], "1以上の整数"),
        (["missing.pdf", "--page", "1", "--png", "o.png"], "見つかりません"),
        (["empty", "--page", "1", "--png", "o.png"], "ファイルではありません"),
        (["a.pdf", "--page", "1", "--png", "empty"], "フォルダーです"),
        (["a.pdf", "--page", "1", "--png", "no/o.png"], "フォルダーがありません"),
        (["a.pdf", "--page", "1", "--png", "a.pdf"], "元の PDF と同じファイル"),
        (["a.pdf", "--page", "1", "--png", "o.png"], "PDFではありません"),
        (["MIHON", "--page", "10", "--png", "o.png"], "10ページはありません。この PDF は 9ページです"),
        (["MIHON", "--page", "9" * 30, "--png", "o.png"], "ページはありません"),
    ],
)
def test_an_unusable_call_is_one_japanese_line_and_status_2(arguments, said, mihon, capsys, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.pdf").write_text("文章です", encoding="utf-8")

    assert run(["inspect", *(str(mihon) if word == "MIHON" else word for word in arguments)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("keikaku: ")
    assert said in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "empty"]


def test_without_a_japanese_font_the_legend_is_printed_with_numbers(mihon, monkeypatch, capsys):
    monkeypatch.setattr(pipeline.inspect, "find_japanese_font", lambda: None)

    _say_legend(Terminal(), inspect_page(mihon.read_bytes(), 5, source_name=mihon.name))
    out, err = capsys.readouterr()
    assert "フォントが見つからない" in err
    assert out.splitlines()[:2] == ["1  表のセル 76", "2  柱・ページ番号 2"]


def test_the_layout_gives_cells_furniture_and_headings_but_no_badges(mihon):
    layouts = without_furniture([page_to_layout(page) for page in read_pages(mihon.read_bytes())])
    layout = next(layout for layout in layouts if layout.page.number == 5)

    marks = layout_marks(layout, read_outline(layouts))
    kinds = {mark.kind for mark in marks}
    assert kinds == {"cell", "furniture", "heading"}
    # 第２章　取組一覧（続き） repeats the heading of the page before.
    assert [mark.label for mark in marks if mark.kind == "heading"] == ["h1"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 30, 800, 560)])
def test_the_picture_lies_under_the_boxes_however_the_page_is_shown(mihon, turned, crop):
    out = io.BytesIO()
    with pypdfium2.PdfDocument(mihon) as pdf:
        pdf[4].set_rotation(turned)
        if crop is not None:
            pdf[4].set_cropbox(*crop)
        pdf.save(out)
    read = list(read_pages(out.getvalue()))[4]

    picture, width, height = _render(out.getvalue(), 5, None)
    assert (width, height) == pytest.approx((read.width, read.height), abs=0.1)
    grey, scale = picture.convert("L"), picture.width / width
    printed = [glyph.box for glyph in read.glyphs if "一" <= glyph.text <= "龠"]
    inked = [ImageStat.Stat(grey.crop([round(edge * scale) for edge in box])).stddev[0] > 20 for box in printed]
    assert len(printed) > 100
    assert sum(inked) > 0.98 * len(printed)


def test_text_that_belongs_to_nothing_is_marked(mihon, monkeypatch):
    lost = Box(100, 200, 180, 210)
    block = UnplacedBlock(lost, (lost,), "残った文字", 5)

    def with_lost_text(*arguments, **options):
        reading = read_plan(*arguments, **options)
        return replace(reading, coverage=(PageCoverage(5, 95, 100, (block,)),))

    monkeypatch.setattr(pipeline.inspect, "read_plan", with_lost_text)
    data = mihon.read_bytes()
    assert [m.boxes for m in inspect_page(data, 5, source_name="m").marks if m.kind == "unplaced"] == [(lost,)]
    assert not [m for m in inspect_page(data, 6, source_name="m").marks if m.kind == "unplaced"]
