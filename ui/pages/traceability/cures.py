"""Doing what puts right a gap of the chain: at once, from a list of candidates, or by a value that is typed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from resources.i18n import N_, current, tr
from storage.document import Document
from strategy.cures import Cure, Way, cures
from strategy.model import Action, Objective
from strategy.naming import Naming
from strategy.operations import schedule, set_value
from strategy.trace import KPI, Element
from ui.document_bridge import DocumentBridge
from ui.messages import Way as WayOut
from ui.messages import messages
from ui.pages.traceability.cure_words import candidate_words, cure_icon, cure_words, reason_words
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.date import read_date


class Gap(NamedTuple):
    """Something that fails a check, a question or a rule of the chain."""

    question: str
    element: Element


class Asked(NamedTuple):
    """A value that may be typed instead of chosen."""

    way: Way
    prompt: str
    read: Callable[[str], Any]  # any: what the column holds
    """The value written, None if it cannot be read."""
    problem: str


def _read_period(written: str) -> Any:  # any: as all readers, whose values the column takes
    parts = [read_date(part) for part in re.split(r"\s*(?:\s[-–→]\s|\bto\b|\bau\b)\s*", written.strip())]
    return tuple(parts) if len(parts) == 2 and all(parts) else None


def _number(written: str) -> float | None:
    return current().read_number(written)


_NUMBER = N_("Enter a number")
_DATE = N_("Enter a date, such as 30/06/2027")
_ASKED: Mapping[str, Asked] = {
    "objective_without_baseline": Asked(Way.BASELINE, N_("Or type a figure"), _number, _NUMBER),
    "objective_without_due_date": Asked(Way.DUE_DATE, N_("Or type a date"), read_date, _DATE),
    "objective_without_owner": Asked(Way.OWNER, N_("Or type a name"), str.strip, ""),
    "action_without_owner": Asked(Way.OWNER, N_("Or type a name"), str.strip, ""),
    "action_without_dates": Asked(
        Way.PERIOD, N_("Or type two dates"), _read_period, N_("Enter two dates, such as 01/03/2027 - 30/06/2027")
    ),
    "action_without_cost": Asked(Way.COST, N_("Or type an amount"), _number, _NUMBER),
}
"""What may be typed, by question."""
_COLUMNS: Mapping[Way, str] = {
    Way.BASELINE: "baseline", Way.DUE_DATE: "due_date", Way.OWNER: "owner", Way.COST: "cost",
}  # fmt: skip


def cures_of(bridge: DocumentBridge, gap: Gap) -> tuple[Cure, ...]:
    """What may be done about a gap, best first."""
    return cures(bridge.snapshot(), gap.question, gap.element, datetime.date.today())


def may_be_typed(gap: Gap) -> bool:
    """Whether a value of one's own closes the gap."""
    return gap.question in _ASKED


def title_of(bridge: DocumentBridge, element: Element) -> str:
    """What a thing of the chain is called."""
    return Naming(bridge.snapshot(), current()).about(element.kind, element.id) or tr("Untitled")


def do(bridge: DocumentBridge, gap: Gap, cure: Cure) -> bool:
    """Do a cure in one gesture, which the toast takes back; whether it was accepted."""
    names = Naming(bridge.snapshot(), current())
    said = tr("Done for “{title}”: {what}").format(title=bridge.title(*gap.element), what=cure_words(names, cure))
    if not bridge.attempt(lambda: cure.act(bridge.document)):
        return False
    messages().toast(said, way=WayOut(tr("Undo"), bridge.undo))
    return True


def choose(bridge: DocumentBridge, gap: Gap, found: tuple[Cure, ...], place: QPoint | QWidget, parent: QWidget) -> None:
    """Open the list of cures at a point of the screen or under a control; what is chosen or typed is done."""
    names, asked = Naming(bridge.snapshot(), current()), _ASKED.get(gap.question)
    choices = [
        Choice(cure.id, candidate_words(names, cure), note=reason_words(cure), icon=cure_icon(cure)) for cure in found
    ]
    menu = ChoiceMenu(
        choices,
        single=True,
        free_text=tr(asked.prompt) if asked else "",
        name="trace_cures",
        accessible_name=tr("Cures for “{title}”").format(title=bridge.title(*gap.element)),
        parent=parent,
    )
    by_id = {cure.id: cure for cure in found}
    # Close first: what follows rebuilds the row that the list hangs under.
    menu.changed.connect(lambda chosen: _after(menu, partial(_do_all, bridge, gap, [by_id[each] for each in chosen])))
    if asked is not None:
        menu.typed.connect(lambda written: _after(menu, partial(_do_typed, bridge, gap, asked, str(written))))
    if isinstance(place, QWidget):
        menu.open_under(place)
    else:
        menu.open_at(place)


def show(bridge: DocumentBridge, element: Element) -> None:
    """Go where a thing is edited; an indicator is edited in the objective that it proves, else in its action."""
    if element.kind != KPI:
        bridge.go_to(element.kind, element.id)
        return
    for mapped in (Objective, Action):
        found = bridge.snapshot().where(mapped, kpi=element.id)
        if found:
            bridge.go_to(mapped.__tablename__, found[0].id)
            return


def _after(menu: ChoiceMenu, act: Callable[[], object]) -> None:
    menu.close()
    act()


def _do_all(bridge: DocumentBridge, gap: Gap, chosen: list[Cure]) -> None:
    for cure in chosen:
        do(bridge, gap, cure)


def _do_typed(bridge: DocumentBridge, gap: Gap, asked: Asked, written: str) -> None:
    value = asked.read(written)
    if value is None or value == "":
        messages().toast(tr(asked.problem), icon="triangle-alert")
        return
    row_id = gap.element.id
    if asked.way is Way.PERIOD:
        act: Callable[[Document], object] = partial(schedule, dates={row_id: value})
    else:
        mapped = Objective if gap.element.kind == "objective" else Action
        act = partial(set_value, mapped=mapped, row_id=row_id, column=_COLUMNS[asked.way], value=value)
    do(bridge, gap, Cure(asked.way, act, value=value))
