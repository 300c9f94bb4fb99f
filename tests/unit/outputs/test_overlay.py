from __future__ import annotations

import io
from types import MappingProxyType

import pytest
from PIL import Image

from corpus.records import (
    Box,
    Document,
    Indicator,
    Initiative,
    Issue,
    Measure,
    Plan,
    Progress,
    Region,
    Review,
    ScheduleEntry,
    Source,
    Term,
)
from outputs.overlay import KIND_NAMES, Mark, overlay_marks, page_issues, years_text
from outputs.overlay_fonts import find_japanese_font
from outputs.overlay_picture import PageView, draw_overlay, legend_entries
from outputs.overlay_tags import place_tag

PAGE = (200.0, 300.0)
BLANK = (255, 255, 255)


def at(top: float, page: int = 1) -> tuple[Region, ...]:
    return (Region(page, Box(40, top, 120, top + 10)),)


def box(top: float) -> tuple[Box, ...]:
    return tuple(region.box for region in at(top))


def measure(title: str = "窓口", **fields) -> Measure:
    return Measure(id=title, path=(), label="", title=title, page=1, end_page=1, **fields)


def plan(**fields) -> Plan:
    source = Source(source_name="p.pdf", sha256="0", page_count=2, extractor_version="1")
    return Plan(source=source, **{"document": Document(), **fields})


def view(**fields) -> PageView:
    picture = Image.new("RGB", (400, 600), BLANK)
    return PageView(**{"picture": picture, "width": PAGE[0], "height": PAGE[1], **fields})


def drawn(marks: list[Mark], **fields) -> Image.Image:
    return Image.open(io.BytesIO(draw_overlay(view(**fields), marks)))


class TestMarks:
    def test_each_part_of_the_record_has_its_kind_and_label(self):
        entry = ScheduleEntry(row="", activity="運用", start_fy=2024, end_fy=2026, where=at(60))
        read = plan(
            document=Document(where=MappingProxyType({"title": at(0)})),
            measures=(
                measure(
                    where=MappingProxyType(
                        {"title": at(10), "departments": at(20), "description": at(30), "current": at(40), "x": at(50)}
                    ),
                    schedule=(entry,),
                    indicators=(Indicator(name="件数", values=(), where=at(70)),),
                    progress=(Progress(heading="", text="", where=at(80)),),
                ),
            ),
            reviews=(Review(path=(), label="", title="", current="", status="", direction="", page=1, where=at(90)),),
            terms=(Term(marker="※1", term="", expansion="", definition="", kind="footnote", page=1, where=at(100)),),
            initiatives=(Initiative(title="", issues=(), effects=(), measure_ids=(), page=1, where=at(110)),),
            issues=(Issue(code="c", message="m", page=1, box=box(120)[0]),),
        )

        assert {(mark.kind, mark.boxes, mark.label) for mark in overlay_marks(read, 1)} == {
            ("document", box(0), ""),
            ("title", box(10), "1"),
            ("departments", box(20), "1"),
            ("description", box(30), "1"),
            ("current", box(40), "1"),
            ("other", box(50), "1"),
            ("schedule", box(60), "2024〜2026"),
            ("indicator", box(70), "1"),
            ("progress", box(80), "1"),
            ("review", box(90), "1"),
            ("term", box(100), "※1"),
            ("initiative", box(110), ""),
            ("issue", box(120), "!1"),
        }

    def test_only_what_stands_on_the_page_is_marked(self):
        where = MappingProxyType({"title": at(10), "description": (*at(30), *at(5, page=2))})

        assert overlay_marks(plan(measures=(measure(where=where),)), 2) == [Mark("description", box(5), "1")]
        assert overlay_marks(plan(measures=(measure(where=where),)), 3) == []

    def test_a_measure_keeps_its_number_in_the_record(self):
        measures = tuple(measure(t, where=MappingProxyType({"title": at(p, p)})) for p, t in enumerate("あいう", 1))

        assert overlay_marks(plan(measures=measures), 3) == [Mark("title", box(3), "3")]

    def test_a_ribbon_over_several_measures_is_drawn_once(self):
        entry = ScheduleEntry(row="", activity="運用", start_fy=2024, end_fy=2024, where=at(10))

        marks = overlay_marks(plan(measures=(measure("あ", schedule=(entry,)), measure("い", schedule=(entry,)))), 1)
        assert marks == [Mark("schedule", box(10), "2024")]

    def test_issues_are_numbered_on_their_page_and_drawn_last(self):
        where = MappingProxyType({"title": at(10)})
        issues = (
            Issue(code="a", message="文書"),
            Issue(code="b", message="箱なし", page=1),
            Issue(code="c", message="箱あり", page=1, box=box(50)[0]),
        )
        read = plan(measures=(measure(where=where),), issues=issues)

        assert [(label, issue.code) for label, issue in page_issues(read, 1)] == [("!1", "b"), ("!2", "c")]
        assert overlay_marks(read, 1)[-1] == Mark("issue", box(50), "!2")

    @pytest.mark.parametrize(
        ("start", "end", "beyond", "text"),
        [
            (2024, 2026, False, "2024〜2026"),
            (2024, 2024, False, "2024"),
            (None, 2022, False, "〜2022"),
            (2024, 2026, True, "2024〜"),
        ],
    )
    def test_years_are_written_short(self, start, end, beyond, text):
        entry = ScheduleEntry(row="", activity="", start_fy=start, end_fy=end, open_end=beyond)

        assert years_text(entry) == text


class TestTags:
    BOX = Box(60, 100, 120, 110)

    def place(self, **changes) -> Box:
        given = {"page": PAGE, "texts": (), "tags": ()}
        return place_tag(self.BOX, (10, 7), **{**given, **changes})

    def test_a_number_stands_before_its_box_and_years_at_its_end(self):
        assert self.place().x1 < self.BOX.x0
        assert self.place(at_end=True).x1 < self.BOX.x1 < self.place(at_end=True).x1 + 10

    def test_years_of_a_thin_arrow_stand_behind_it(self):
        thin = Box(60, 100, 120, 106)

        assert place_tag(thin, (10, 7), page=PAGE, texts=(), tags=(), at_end=True).x0 > thin.x1

    @pytest.mark.parametrize("taken", ["texts", "tags"])
    def test_a_tag_makes_way_for_what_is_there(self, taken):
        left = self.place()
        moved = self.place(**{taken: [left]})

        assert min(left.bottom, moved.bottom) <= max(left.top, moved.top) or moved.x0 >= left.x1

    def test_a_tag_stays_on_the_page(self):
        place = place_tag(Box(0, 0, 200, 300), (10, 7), page=PAGE, texts=(), tags=())

        assert 0 <= place.x0 < place.x1 <= PAGE[0]
        assert 0 <= place.top < place.bottom <= PAGE[1]


class TestPicture:
    @pytest.mark.parametrize("kind", KIND_NAMES)
    def test_every_kind_is_seen_at_its_box_and_nowhere_else(self, kind):
        picture = drawn([Mark(kind, (Box(40, 100, 120, 130),))])
        around = picture.crop((76, 196, 244, 264))

        assert around.getextrema() != ((255, 255),) * 3
        assert picture.getpixel((300, 50)) == BLANK

    def test_kinds_can_be_told_apart(self):
        tints = {kind: drawn([Mark(kind, box(100))]).crop((76, 196, 244, 224)).tobytes() for kind in KIND_NAMES}

        assert len(set(tints.values())) == len(KIND_NAMES)

    def test_lines_below_one_another_get_one_outline(self):
        lines = (Box(40, 100, 120, 110), Box(40, 116, 120, 126))
        between = (160, 226)

        assert drawn([Mark("description", lines)]).getpixel(between) != BLANK
        assert drawn([Mark("description", lines[:1]), Mark("description", lines[1:])]).getpixel(between) == BLANK

    def test_the_legend_stands_below_the_page(self):
        bare, full = drawn([]), drawn([Mark("title", box(10), "1")])

        assert bare.width == full.width == 400
        assert 600 < bare.height < full.height

    def test_it_counts_each_kind(self):
        marks = [Mark("term", box(1)), Mark("title", box(2)), Mark("term", box(3))]

        assert legend_entries(marks) == [(1, "title", 1), (2, "term", 2)]

    def test_boxes_at_and_beyond_the_edge_do_no_harm(self):
        marks = [Mark("title", (Box(-30, -10, 20, 8),), "1"), Mark("schedule", (Box(190, 290, 260, 330),), "2024")]

        assert drawn([*marks, Mark("issue", (Box(500, 500, 510, 510),), "!1")]).width == 400

    def test_notes_and_caption_need_a_japanese_font(self):
        words = {"caption": "計画", "notes": ("!1　年度が計画期間の外です。" * 9,)}
        font = find_japanese_font()

        assert drawn([Mark("issue", box(10), "!1")], **words).height == drawn([Mark("issue", box(10))]).height
        if font is not None:
            assert drawn([], font=font, **words).height > drawn([], font=font).height

    def test_labels_without_a_japanese_font_are_written_as_far_as_they_go(self):
        years, dashed = ([Mark("schedule", box(100), text)] for text in ("2024〜2026", "2024-2026"))

        assert drawn(years).tobytes() == drawn(dashed).tobytes()
        assert drawn([Mark("term", box(100), "※")]).tobytes() == drawn([Mark("term", box(100))]).tobytes()


class TestFonts:
    def test_the_best_face_wins_wherever_it_lies(self, tmp_path):
        for path in ("a/ipam.ttf", "b/c/NotoSansCJK-Regular.ttc", "b/Other.ttf"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).touch()

        assert find_japanese_font([tmp_path / "a", tmp_path / "b"]) == tmp_path / "b/c/NotoSansCJK-Regular.ttc"
        assert find_japanese_font([tmp_path / "a"]) == tmp_path / "a/ipam.ttf"

    def test_no_folder_and_no_face_give_none(self, tmp_path):
        assert find_japanese_font([tmp_path, tmp_path / "missing"]) is None
