"""Cover: whose plan it is, for which period, as of which day, and who may read it."""

from __future__ import annotations

from collections.abc import Iterator

from exports.deck.cleaning import one_line
from exports.deck.edition import DeckEdition
from exports.deck.measure import Face, width
from exports.deck.page import Page, Plan
from exports.deck.template import COVER_TITLE
from exports.deck.texts import paragraph
from exports.deck.theme import Box, tone
from resources.i18n import N_
from strategy.analysis.spending import plan_end
from strategy.model import Participant

TITLE = N_("Customer relationship plan")
_MARK_AT, _MARK_SIZE = 56.0, 13.0
_COMPANY = Box(COVER_TITLE.left, 108.0, COVER_TITLE.width, 40.0)


def plans(edition: DeckEdition) -> Iterator[Plan]:
    """The first slide."""
    plan = edition.snapshot.plan
    exported = edition.tr(N_("As of {date}")).format(date=edition.words.date(edition.exported_on))
    lead = "\n".join(part for part in (period(edition), exported) if part)

    def draw(page: Page) -> None:
        _draw(page, edition)

    people = [person.name for person in edition.snapshot.all(Participant) if person.name.strip()]
    invented = edition.tr(N_("Fictitious example: companies, people, tools and figures are invented."))
    speech = [
        edition.tr(N_("Say what was asked, who took part, and what this meeting should decide: the first actions.")),
        edition.tr(N_("Worked out with {people}.")).format(people=edition.words.join(people)) if people else "",
        plan.summary.strip(),
        invented if plan.is_fictitious else "",
    ]
    title = plan.name.strip() or plan.company.strip() or edition.tr(TITLE)
    yield Plan(title, lead, step=-1, speech=speech, draw=draw)


def period(edition: DeckEdition) -> str:
    """From the first to the last day of the plan; "" while it has no dates."""
    start, end = edition.snapshot.plan.start_date, plan_end(edition.snapshot.plan)
    if start is None or end is None:
        return edition.words.date(start or end)
    words = edition.tr(N_("{start} to {end}"))
    return words.format(start=edition.words.date(start), end=edition.words.date(end))


def _draw(page: Page, edition: DeckEdition) -> None:
    company = one_line(edition.snapshot.plan.company)
    if company and edition.snapshot.plan.name.strip():
        said = page.short(company, _COMPANY.width, 18, 1, Face.STRONG)
        page.words(_COMPANY, [paragraph(said, 18, tone("primary"), Face.STRONG)], anchor="b", name="Company")
    _draw_logo(page, Box(COVER_TITLE.left, _MARK_AT - 6, 36, 36))
    mark = edition.mark
    long = width(mark, _MARK_SIZE, Face.STRONG) + 24
    ground, ink = ("brassTint", "brass") if edition.snapshot.plan.is_fictitious else ("sheet", "ink2")
    page.chip(Box(COVER_TITLE.left + 52, _MARK_AT, long, 24), mark, tone(ground), tone(ink), _MARK_SIZE)


def _draw_logo(page: Page, box: Box) -> None:
    """A way between two ports."""
    logo = page.group("Périple", "Périple")
    logo.box(box, ground=tone("primary"), kind="rounded", name="Ground")
    low, high = (box.left + 10, box.bottom - 10), (box.right - 10, box.top + 10)
    bend = (box.left + 18, box.top + 18)
    for start, end in ((low, bend), (bend, high)):
        logo.rule(Box(start[0], start[1], end[0] - start[0], end[1] - start[1]), "FFFFFF", 2)
    for place, color in ((low, "FFFFFF"), (bend, "FFFFFF"), (high, tone("brassFill"))):
        logo.box(Box(place[0] - 3.5, place[1] - 3.5, 7, 7), ground=color, kind="disc", name="Port")
