"""Timeline: each action as a native bar over the months, with its owner, the milestones and today."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from exports.deck.edition import DeckEdition
from exports.deck.gantt import Calendar, calendar_of, draw_gantt, rows_fitting
from exports.deck.page import Draw, Page, Plan, numbered
from resources.i18n import N_
from strategy.analysis import is_late
from strategy.links import kept_actions
from strategy.model import Action, ActionStatus, Milestone

TITLE = N_("Timeline")


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """The dated actions by start, on as many slides as they need; those without dates are counted."""
    actions = kept_actions(edition.snapshot)
    dated = sorted((each for each in actions if each.start_date or each.end_date), key=_order)
    if not dated:
        return ()
    tr, words = edition.tr, edition.words
    without = len(actions) - len(dated)
    late = sum(is_late(each, edition.exported_on) for each in dated)
    done = sum(each.status == ActionStatus.DONE.value for each in dated)
    told = (
        words.ntr("{n} action with dates", "{n} actions with dates", len(dated)).format(n=words.number(len(dated))),
        words.ntr("{n} done", "{n} done", done).format(n=words.number(done)) if done else "",
        words.ntr("{n} late", "{n} late", late).format(n=words.number(late)) if late else "",
        words.ntr("{n} still without dates", "{n} still without dates", without).format(n=words.number(without))
        if without
        else "",
    )
    start = Plan(
        tr(TITLE),
        f"{', '.join(filter(None, told))}.",
        step=5,
        source=tr(N_(
            "step 5, Action plan. The darker a bar, the sooner it ends; its foot is what is done, "
            "the red line is today."
        )),
        speech=[
            tr(N_("Follow the bars from top to bottom: what starts first, what waits for what.")),
            tr(N_("Name the owner of each action aloud; an action without an owner does not start.")),
        ],
    )  # fmt: skip
    calendar = calendar_of(edition, dated, edition.snapshot.all(Milestone))
    size, pieces = rows_fitting(edition, dated)
    return numbered([start.drawn(_drawing(edition, calendar, piece, size)) for piece in pieces])


def _drawing(edition: DeckEdition, calendar: Calendar, actions: Sequence[Action], size: float) -> Draw:
    def draw(page: Page) -> None:
        draw_gantt(page, edition, calendar, actions, size)

    return draw


def _order(action: Action) -> tuple[datetime.date, datetime.date, int]:
    start, end = action.start_date or action.end_date, action.end_date or action.start_date
    latest = datetime.date.max
    return start or latest, end or latest, action.position
