"""The columns of the action plan, in the order in which a client reads them.

Their keys are the contract of `docs/workbook.md`: a heading may change, a key may not.
"""

from __future__ import annotations

from dataclasses import replace

from exports.client_columns import ACTIONS, UID, is_client
from exports.columns import Accepts, Column, Kind
from exports.edition import Edition
from resources.i18n import N_
from strategy.model import PRIORITY_NAMES, ActionStatus

_LEVELS = ("1", "2", "3", "4", "5")
_FIRST_DAY, _LAST_DAY = "36526", "73050"
"""1 January 2000 and 31 December 2099, as Excel counts days."""
_A_DAY = Accepts("date", N_("A date between 2000 and 2099, such as 30/06/2027."), _FIRST_DAY, _LAST_DAY)
_AN_END = Accepts(
    "date", N_("A date on or after the start of the action."), f"MAX({_FIRST_DAY},N({{start}}))", _LAST_DAY
)
_AN_AMOUNT = Accepts("decimal", N_("An amount from 0, without the currency."), "0", "1000000000000")
_DAYS = Accepts("decimal", N_("Person-days, from 0."), "0", "100000")
_A_SHARE = Accepts("decimal", N_("A percentage from 0% to 100%."), "0", "1")
_AN_EFFORT = Accepts("whole", N_("A whole number from 1 to 5."), "1", "5")
_A_NUMBER = Accepts("decimal", N_("A number, without its unit."), "-1000000000000", "1000000000000")


def columns(edition: Edition, *, has_formulas: bool = True) -> list[Column]:
    """All columns, in the order of `action_row`; every one has a key."""
    hints = {} if has_formulas else _HINTS_OF_VALUES
    return [
        replace(column, is_input=is_client(ACTIONS, column.key), hint=hints.get(column.key, column.hint))
        for column in _columns(edition)
    ]


_HINTS_OF_VALUES = {
    "effort": N_("From 1 to 5, as the load was on the day of export. Type another one if the days are not known."),
    "score": N_("Impact × weight of the segment ÷ effort, on the day of export."),
    "start": "",
}
"""What is said of columns where there is no formula to follow what is typed."""


def _columns(edition: Edition) -> list[Column]:
    return [*_reasons(), *_work(edition), *_figures(), *_calendar(edition), *_proof()]


def _reasons() -> list[Column]:
    """Why the action is there: what the plan says, for reading only."""
    return [
        Column("UID", Kind.ID, 20, UID, is_hidden=True),
        Column(N_("No."), Kind.ID, 7, "no"),
        Column(N_("Segment"), width=22, key="segment", fits=True),
        Column(N_("Objective"), width="objective", key="objective", fits=True),
        Column(N_("Journey"), width=24, key="journey", group=1, fits=True),
        Column(N_("Stage"), width=15, key="stage", group=1, fits=True),
        Column(N_("Touchpoint"), width=24, key="touchpoint", group=1, fits=True),
        Column(N_("Channel"), width=17, key="channel", group=1, fits=True),
        Column(N_("Friction"), width="friction", key="friction", fits=True),
        Column(N_("Capability"), width=28, key="capability", group=1, fits=True),
        Column(N_("Lever"), width=22, key="lever", fits=True),
    ]


def _work(edition: Edition) -> list[Column]:
    priorities = tuple(edition.tr(name) for name in PRIORITY_NAMES.values())
    return [
        Column(N_("Action"), width="name", key="action", hint=N_("What will be done. Yours to correct.")),
        Column(N_("Deliverable"), width=26, key="deliverable", hint=N_("What will be there once it is done.")),
        Column(N_("Owner"), width="owner", key="owner", hint=N_("A person or a department. Hatched while missing.")),
        Column(N_("Contributors"), width=20, key="contributors", hint=N_("Who helps, separated by commas.")),
        Column(
            N_("Priority"), width=12, key="priority", choices=priorities, choices_name="priority",
            hint=N_("High, medium or low, as you see it. The score does not depend on it."),
        ),
    ]  # fmt: skip


def _figures() -> list[Column]:
    effort = N_("From 1 to 5, worked out from the load. Type another one if the days are not known.")
    score = N_("Impact × weight of the segment ÷ effort. Follows what you type.")
    return [
        Column(N_("Impact"), Kind.LEVEL, 9, "impact"),
        Column(N_("Effort"), Kind.LEVEL, 9, "effort", accepts=_AN_EFFORT, hint=effort),
        Column(N_("Confidence"), Kind.LEVEL, 12, "confidence"),
        Column(N_("Score"), Kind.RATIO, "score", "score", hint=score),
        Column(N_("Gain a year, low"), Kind.MONEY, "money", "gain_low", group=1),
        Column(N_("Gain a year, likely"), Kind.MONEY, "money", "gain"),
        Column(N_("Gain a year, high"), Kind.MONEY, "money", "gain_high", group=1),
        Column(N_("Budget"), Kind.MONEY, "money", "budget", accepts=_AN_AMOUNT, hint=N_("What the action costs once.")),
        Column(N_("Load (days)"), Kind.FIGURE, 10, "load", accepts=_DAYS, hint=N_("Person-days in all.")),
    ]


def _calendar(edition: Edition) -> list[Column]:
    statuses = tuple(edition.label(status.value) for status in ActionStatus)
    late = N_("▲ overdue, ◆ due within 14 days. Not before the start.")
    waits = N_("The numbers of the actions that must end first, such as A3, A5.")
    return [
        Column(N_("Start"), Kind.DATE, 14, "start", accepts=_A_DAY, hint=N_("The bars of the Gantt follow this date.")),
        Column(N_("End"), Kind.DATE, 15, "end", accepts=_AN_END, hint=late),
        Column(N_("Duration (days)"), Kind.COUNT, 11, "duration"),
        Column(N_("Depends on"), width=12, key="depends_on", hint=waits),
        Column(
            N_("Status"), width="status", key="status", choices=statuses, choices_name="status",
            hint=N_("Choose from the list."),
        ),
        Column(N_("% done"), Kind.SHARE, 11, "progress", accepts=_A_SHARE, hint=N_("From 0% to 100%.")),
    ]  # fmt: skip


def _proof() -> list[Column]:
    return [
        Column(N_("KPI"), width=22, key="kpi", fits=True, hint=N_("What proves the effect. Hatched while missing.")),
        Column(N_("Baseline"), Kind.FIGURE, 11, "baseline"),
        Column(N_("Target"), Kind.FIGURE, 11, "target", accepts=_A_NUMBER, hint=N_("In the unit of the KPI.")),
        Column(N_("Risk"), width=26, key="risk", hint=N_("What could stand in the way.")),
        Column(N_("Client comment"), width=36, key="client_comment", hint=N_("What you want to tell us about it.")),
        Column(N_("Last change"), Kind.DATE, 14, "last_change"),
    ]
