"""What frames the parts: the cover, the contents with the numbers of pages, and the lines that run over each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from resources.i18n import N_
from strategy.model import Participant
from ui.report.paging import MARGINS, PORTRAIT, WIDTH, Item, Page, Strip
from ui.report.prose import part_title
from ui.report.setting import Setting
from ui.report.typesetting import TypeSheet, Words, one_line
from ui.theme.theme import theme
from ui.widgets.paint import box, disc, line
from ui.widgets.rhumb import Rose, draw_rhumb_lines

CONTENTS = N_("Contents")
_HEAD, _FOOT = 48.0, 44.0
_NUMBER = 44.0
_MOST_PEOPLE = 14


class Entry(NamedTuple):
    """A line of the contents: its title, its level, its page from 1, and the place of its mark among all."""

    title: str
    level: int
    page: int
    mark: int


def title_of(setting: Setting) -> str:
    """What the report is called: the plan, or the company."""
    plan = setting.snapshot.plan
    return one_line(plan.name) or one_line(plan.company) or setting.tr(N_("Action plan"))


def contents(setting: Setting, entries: Sequence[Entry]) -> Iterator[Item]:
    """The lines of the contents, each leading to its page."""
    sheet = setting.sheet
    yield from part_title(sheet, setting.tr(CONTENTS), mark=False)
    for place, each in enumerate(entries):
        yield _entry(sheet, each, 12.0 if each.level == 0 or place == 0 else 4.0)


def _entry(sheet: TypeSheet, entry: Entry, gap: float) -> Strip:
    role, left = ("strong", 0.0) if entry.level == 0 else ("body", 22.0)
    lines = sheet.set(Words(entry.title, role), WIDTH - left - _NUMBER - 24)
    number = str(entry.page)

    def paint(painter: QPainter) -> None:
        top = 0.0
        for each in lines:
            sheet.write(painter, left, top, each)
            top += each.height
        last = lines[-1]
        right = WIDTH - sheet.width(number, role)
        middle = top - last.height / 2 + 4
        pen = QPen(theme().color("control"), 1.5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 5.0])
        painter.setPen(pen)
        if left + last.width + 16 < right - 8:
            painter.drawLine(QPointF(right - 8, middle), QPointF(left + last.width + 8, middle))
        sheet.say(painter, right, top - last.height, number, role, "ink2")

    return Strip(sum(each.height for each in lines), paint, gap, leads_to=entry.mark)


def paint_running_lines(painter: QPainter, setting: Setting, page: Page, part: str, number: int, total: int) -> None:
    """Whose plan it is and the part over a page; confidentiality, date and number under it; from its corner."""
    sheet, tr = setting.sheet, setting.tr
    left, right = MARGINS.left(), page.size.width() - MARGINS.right()
    width, y = right - left, _HEAD
    part_width = min(sheet.width(part, "caption"), width * 0.4)
    plan = setting.snapshot.plan
    owner = "  ·  ".join(dict.fromkeys(filter(None, (one_line(plan.company), one_line(plan.name)))))
    sheet.say(painter, left, y, sheet.shortened(owner, "mark", width - part_width - 24), "mark", "primary")
    sheet.say(painter, right - part_width, y, sheet.shortened(part, "caption", part_width), "caption", "ink2")
    line(painter, QPointF(left, y + 22), QPointF(right, y + 22), "line")
    foot = page.size.height() - _FOOT
    line(painter, QPointF(left, foot - 8), QPointF(right, foot - 8), "line")
    at = left
    if plan.is_fictitious:
        at += _chip(painter, sheet, at, foot, tr(N_("Fictitious example"))) + 12
    at += sheet.say(painter, at, foot, tr(N_("Confidential")), "caption", "ink2") + 16
    made = tr(N_("Made with Périple on {date}.")).format(date=setting.words.date(setting.today))
    sheet.say(painter, at, foot, made, "caption", "ink2")
    said = tr(N_("Page {number} of {total}")).format(number=number, total=total)
    sheet.say(painter, right - sheet.width(said, "caption"), foot, said, "caption", "ink2")


def paint_cover(painter: QPainter, setting: Setting) -> None:
    """The first page, from its corner: whose plan, what it is about, when, and who took part."""
    sheet, plan, tr = setting.sheet, setting.snapshot.plan, setting.tr
    page = QRectF(0, 0, PORTRAIT.width(), PORTRAIT.height())
    draw_rhumb_lines(painter, page, [Rose(page.width() * 0.86, 250, (70, 150, 250)), Rose(90, page.height() - 150)])
    left, top = MARGINS.left() + 12, 230.0
    room = WIDTH - 24
    period = setting.period(plan.start_date, plan.end_date)
    company = one_line(plan.company)
    texts = [
        (Words(company if company != title_of(setting) else "", "lead", "primary"), 0.0, 5),
        (Words(title_of(setting), "brand"), 10.0, 5),
        (Words(tr(N_("Customer journeys and action plan")), "lead", "ink2"), 10.0, 2),
        (Words(period, "lead", "ink2"), 4.0, 2),
        (Words(plan.summary, "body"), 26.0, 14),
    ]
    for text, gap, most in texts:
        lines = sheet.set(text, room)
        top += gap if lines else 0.0
        for place, each in enumerate(lines[:most]):
            is_cut = place == most - 1 and len(lines) > most
            shown = sheet.shortened(f"{each.text} …", each.role, room) if is_cut else each.text
            sheet.say(painter, left, top, shown, each.role, each.ink)
            top += each.height
    _paint_course(painter, left, top + 34)
    _paint_people(painter, setting, left, top + 76)
    _paint_marks(painter, setting, left)


def _paint_course(painter: QPainter, left: float, y: float) -> None:
    """The course of the program: five ports on a line, the last one of brass."""
    line(painter, QPointF(left, y), QPointF(left + 320, y), "primary", 2)
    for place in range(5):
        centre = QPointF(left + 80 * place, y)
        disc(painter, centre, 7, "brassFill" if place == 4 else "primary")


def _paint_people(painter: QPainter, setting: Setting, left: float, top: float) -> None:
    sheet = setting.sheet
    people = setting.snapshot.all(Participant)
    if not people:
        return
    sheet.say(painter, left, top, setting.tr(N_("Participants")), "label", "ink2")
    top += 22
    room = PORTRAIT.height() - 190
    for place, person in enumerate(people[:_MOST_PEOPLE]):
        if top > room:
            break
        more = len(people) - place - 1
        is_last = place == _MOST_PEOPLE - 1 or top + 20 > room
        name = ", ".join(filter(None, (person.name, person.role, person.department)))
        if is_last and more:
            name = setting.words.ntr("and {n} more", "and {n} more", more + 1).format(n=more + 1)
        sheet.say(painter, left, top, sheet.shortened(name, "small", WIDTH - 24), "small")
        top += 20


def _paint_marks(painter: QPainter, setting: Setting, left: float) -> None:
    """Whether it is real, that it is confidential, and the day."""
    sheet, tr = setting.sheet, setting.tr
    y = PORTRAIT.height() - 130.0
    if setting.snapshot.plan.is_fictitious:
        _chip(painter, sheet, left, y - 30, tr(N_("Fictitious example")))
        told = tr(N_("Fictitious example: companies, people, tools and figures are invented."))
        sheet.say(painter, left, y, told, "small", "ink2")
    made = tr(N_("Made with Périple on {date}.")).format(date=setting.words.date(setting.today))
    sheet.say(painter, left, y + 24, f"{tr(N_('Confidential'))}  ·  {made}", "small", "ink2")


def _chip(painter: QPainter, sheet: TypeSheet, left: float, top: float, words: str) -> float:
    """A mark on brass; returns its width."""
    width = sheet.width(words, "label") + 16
    box(painter, QRectF(left, top - 3, width, 22), "brassTint", radius=theme().radius("chip"))
    sheet.say(painter, left + 8, top, words, "label", "brass")
    return width
