"""The figures of 例示市デジタル化推進計画. None of them holds a measure."""

from __future__ import annotations

from samples import reiji_text as text
from samples.drawing import Box, Canvas
from samples.reiji_goals import GOALS
from samples.typesetting import GOTHIC, MINCHO, Style

NAVY = "#1f3864"
PALE = "#dbe4f0"
LABEL = Style(font=GOTHIC, size=9.5, leading=1.4, align="center")
WHITE_LABEL = Style(font=GOTHIC, size=9.5, leading=1.4, align="center", color="#ffffff")
SMALL = Style(font=MINCHO, size=8.5, leading=1.4, align="center")


def period_figure(canvas: Canvas, box: Box) -> None:
    """Years above, the term of this plan and of the plan above it below."""
    left = box.x0 + 120
    years = range(text.FACTS.start_fy - 1, text.FACTS.end_fy + 2)
    pitch = (box.x1 - left) / len(years)
    for index, year in enumerate(years):
        cell = Box(left + index * pitch, box.top, left + (index + 1) * pitch, box.top + 18)
        canvas.box(cell, fill=PALE, stroke="#7f7f7f")
        canvas.fitted(cell, f"令和{year - 2018}年度", SMALL)
    rows = (("第３次総合計画", 0, len(years), "#e7e6e6"), ("本計画", 1, len(years) - 1, "#f4b183"))
    for index, (name, first, end, fill) in enumerate(rows):
        top = box.top + 24 + index * 27
        canvas.paragraph(Box(box.x0, top, left - 8, top + 22), name, LABEL, middle=True)
        arrow = Box(left + first * pitch + 2, top, left + end * pitch - 2, top + 22)
        canvas.block_arrow(arrow, "計画期間" if index else "令和4年度～令和13年度", SMALL, fill=fill)


def motto_figure(canvas: Canvas, box: Box) -> None:
    """The plan's motto in a round frame."""
    frame = box.shrunk(20, 0)
    canvas.box(frame, fill="#fff8e5", stroke="#bf9000", width=1.2, radius=8)
    canvas.paragraph(frame, text.MOTTO, Style(font=GOTHIC, size=14, align="center"), middle=True)


def structure_figure(canvas: Canvas, box: Box) -> None:
    """計画の体系: motto, goals and sections joined by lines."""
    motto = Box(box.x0 + 4, box.top + 6, box.x0 + 34, box.bottom - 6)
    canvas.box(motto, fill=PALE, stroke=NAVY)
    canvas.stacked(motto, "基本理念", LABEL)
    pitch = box.height / len(GOALS)
    trunk = motto.x1 + 12
    for index, goal in enumerate(GOALS):
        top = box.top + index * pitch + 8
        head = Box(trunk + 12, top, trunk + 182, top + pitch - 16)
        middle = (head.top + head.bottom) / 2
        canvas.rule(motto.x1 if index == 1 else trunk, middle, head.x0, middle)
        canvas.box(head, fill=NAVY, stroke=NAVY, radius=4)
        canvas.paragraph(head.shrunk(6, 0), goal.heading.replace("　", "\n", 1), WHITE_LABEL, middle=True)
        for number, section in enumerate(goal.sections):
            leaf_top = head.top + number * head.height / 2
            leaf = Box(head.x1 + 28, leaf_top + 2, box.x1 - 4, leaf_top + head.height / 2 - 2)
            canvas.box(leaf, stroke=NAVY)
            style = Style(font=GOTHIC, size=9, leading=1.3)
            name = section.heading.split("{")[0]
            canvas.paragraph(leaf.shrunk(6, 0), name, style, middle=True)
            canvas.rule(head.x1, middle, leaf.x0, (leaf.top + leaf.bottom) / 2)
    canvas.rule(trunk, box.top + pitch / 2, trunk, box.bottom - pitch / 2)


def organisation_figure(canvas: Canvas, box: Box) -> None:
    """推進体制: headquarters, working group and office."""
    middle = (box.x0 + box.x1) / 2
    (top_name, top_role), (group_name, group_role), (office_name, office_role) = text.BODIES
    head = Box(middle - 90, box.top, middle + 90, box.top + 52)
    group = Box(middle - 90, box.top + 82, middle + 90, box.top + 130)
    office = Box(middle + 124, box.top + 50, box.x1 - 4, box.top + 92)
    canvas.rule(middle, head.bottom, middle, group.top, width=1)
    canvas.rule(middle, (office.top + office.bottom) / 2, office.x0, (office.top + office.bottom) / 2, width=1)
    for frame, name, role, fill in (
        (head, top_name, top_role, "#bdd7ee"),
        (group, group_name, group_role, PALE),
        (office, office_name, office_role, "#fff2cc"),
    ):
        canvas.box(frame, fill=fill, stroke=NAVY, radius=5)
        canvas.paragraph(frame, f"{name}\n（{role}）", LABEL, middle=True)
    names = ("市民窓口課", "高齢福祉課", "学校教育課", "都市交通課", "その他各課")
    pitch = (box.width - 40) / len(names)
    bus = group.bottom + 14
    canvas.rule(middle, group.bottom, middle, bus)
    canvas.rule(box.x0 + 20 + pitch / 2, bus, box.x1 - 20 - pitch / 2, bus)
    for index, name in enumerate(names):
        x0 = box.x0 + 20 + index * pitch
        leaf = Box(x0 + 6, bus + 14, x0 + pitch - 6, bus + 38)
        canvas.rule(x0 + pitch / 2, bus, x0 + pitch / 2, leaf.top)
        canvas.box(leaf, stroke=NAVY)
        canvas.paragraph(leaf, name, LABEL, middle=True)
