"""The actions for one segment, on a sheet of its own to be read and printed: what is filled in is the action plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.blocks import Block
from exports.client_columns import ACTIONS, UID
from exports.columns import Column, Kind, Value
from exports.conditional import add_bars, mark_due, mark_states, strike_rows
from exports.edition import Edition
from exports.lookups import Lookups
from exports.sheet import Sheet
from exports.sheets.action_rows import friction_cell
from exports.sheets.actions import STATES, in_order
from journey.model import Segment
from resources.i18n import N_
from strategy.links import frictions_of_action, is_kept, objectives_of_action, segments_of_action
from strategy.model import PRIORITY_NAMES, Action, ActionStatus

_COLUMNS = (
    Column("UID", Kind.ID, 20, UID, is_hidden=True),
    Column(N_("Row in the action plan"), Kind.COUNT, 8, "row", is_hidden=True),
    Column(N_("No."), Kind.ID, 8, "no"),
    Column(N_("Action"), width="name", key="action"),
    Column(N_("Friction"), width="friction", key="friction", fits=True),
    Column(N_("Objective"), width="objective", key="objective", fits=True),
    Column(N_("Owner"), width="owner", key="owner"),
    Column(N_("Priority"), width=12, key="priority"),
    Column(N_("Budget"), Kind.MONEY, "money", "budget"),
    Column(N_("Load (days)"), Kind.FIGURE, 10, "load"),
    Column(N_("Start"), Kind.DATE, 14, "start"),
    Column(N_("End"), Kind.DATE, 15, "end"),
    Column(N_("Status"), width="status", key="status"),
    Column(N_("% done"), Kind.SHARE, 11, "progress"),
    Column(N_("KPI"), width=22, key="kpi", fits=True),
)


@dataclass(frozen=True)
class SegmentActions:
    """What one such sheet shows; `name` is that of the segment, "" for actions without one."""

    number: int
    name: str
    actions: Sequence[Action]

    def write(self, sheet: Sheet, edition: Edition) -> None:
        """Fill the sheet."""
        title = edition.pair(edition.tr(N_("Actions")), self.name)
        count = edition.words.ntr("{count} action, {cost}.", "{count} actions, {cost}.", len(self.actions))
        cost = edition.words.money(self._sum("cost"), edition.snapshot.plan.currency)
        where = edition.tr(N_("To be filled in on the action plan."))
        note = edition.note(count.format(count=len(self.actions), cost=cost), where)
        sheet.heading(title if self.name else edition.tr(WITHOUT), note, hidden_columns=2)
        plan = Lookups(sheet.shared.tables[ACTIONS])
        rows = [_row(sheet, edition, plan, action) for action in self.actions]
        totals = {"budget": self._sum("cost"), "load": self._sum("effort_days")}
        empty = edition.tr(N_("No action serves this segment yet."))
        block = sheet.table(f"t_segment_{self.number}", _COLUMNS, rows, empty, totals=totals)
        _mark(sheet, edition, block)
        sheet.finish(frozen_columns=4, repeats_header=True)

    def _sum(self, column: str) -> float:
        return sum(getattr(action, column) or 0.0 for action in self.actions)


WITHOUT = N_("Actions without segment")


def segment_actions(edition: Edition) -> Iterator[SegmentActions]:
    """A sheet for each segment, then one for what serves none, if anything does."""
    segments = edition.snapshot.all(Segment)
    found: dict[str, list[Action]] = {segment.id: [] for segment in segments}
    alone: list[Action] = []
    for action in in_order(edition):
        served = segments_of_action(edition.snapshot, action.id) if is_kept(action) else ()
        for segment in served:
            found[segment.id].append(action)
        if is_kept(action) and not served:
            alone.append(action)
    for number, segment in enumerate(segments, 1):
        yield SegmentActions(number, edition.title(segment) or edition.code(segment), found[segment.id])
    if alone:
        yield SegmentActions(len(segments) + 1, "", alone)


def _row(sheet: Sheet, edition: Edition, plan: Lookups, action: Action) -> list[Value]:
    priority = PRIORITY_NAMES.get(action.priority or 0)
    return [
        action.id,
        plan.row(sheet.shared.numbers["action", action.id]),
        edition.code(action),
        plan("action", action.name),
        friction_cell(edition, sheet.shared, frictions_of_action(edition.snapshot, action.id)),
        edition.codes(objectives_of_action(edition.snapshot, action.id)),
        plan("owner", action.owner),
        plan("priority", edition.tr(priority) if priority else None),
        plan("budget", action.cost),
        plan("load", action.effort_days),
        plan("start", action.start_date),
        plan("end", action.end_date),
        plan("status", edition.label(action.status)),
        plan("progress", None if action.progress is None else action.progress / 100),
        plan("kpi", edition.label(action.kpi)),
    ]


def _mark(sheet: Sheet, edition: Edition, block: Block) -> None:
    """What catches the eye on the action plan too: what is late or dropped, and how far each action is."""
    worksheet, style = sheet.worksheet, sheet.style
    done, dropped = (edition.quoted(edition.label(each)) for each in (ActionStatus.DONE, ActionStatus.DROPPED))
    status, name = (f"${block.letters[key]}{block.first_row}" for key in ("status", "action"))
    mark_due(worksheet, style, block, f'{status}<>{done},{status}<>{dropped},{name}<>""', 0)
    states = {edition.quoted(edition.label(status)): state for status, state in STATES.items()}
    mark_states(worksheet, style, block, "status", states, 0)
    add_bars(worksheet, style, block, "progress", full=1)
    strike_rows(worksheet, style, block, f"{status}={dropped}", 0)
