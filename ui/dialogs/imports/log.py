"""From a log of events to the journey that it tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from exports.wall import wall
from journey import operations as gestures
from journey.model import Journey, Segment
from resources.i18n import current, ntr, tr
from strategy.operations import plan_language
from strategy.snapshot import Snapshot
from ui.dialogs.imports.event_columns import EventColumns
from ui.dialogs.imports.report import ReportView
from ui.dialogs.imports.wizard import ImportDialog, ask_table
from ui.document_bridge import DocumentBridge
from ui.jobs import IsCancelled, Report
from ui.latest import Latest
from ui.messages import messages
from ui.models.entries import entry_options
from ui.theme.theme import theme
from ui.widgets.choices import Choice
from ui.widgets.combo import ComboField
from ui.widgets.field import Field, TextField
from ui.widgets.label import Label
from ui.widgets.number import NumberField
from ui.widgets.panel import ScrollColumn
from ui.widgets.picks import PicksField

if TYPE_CHECKING:
    from journey.discovered import DiscoveredJourney
    from journey.event_log import Events
    from strategy import imports
    from strategy.imports import Reading
    from strategy.imports.events import EventMapping

XES_FILES = "*.xes *.xes.gz"
_USUAL_STEPS, _WIDTH, _WAYS = 25, 420, 5
_QUICK = 50_000
_TANGLED, _RARE = 4, 2.0
"""Passages for each activity that make a tangle, and the percentage under which they are left out then."""


@dataclass(frozen=True, slots=True)
class ReadLog:
    """A log that was read: its events, what could not be used, its activities and its most frequent ways."""

    events: Events
    report: imports.Report
    activities: tuple[str, ...]
    last: tuple[str, ...]
    ways: tuple[tuple[tuple[str, ...], int], ...]
    cases: int
    is_tangled: bool
    """So many passages that the rare ones would hide the others."""


class LogDialog(ImportDialog):
    """File, columns, journey; a log in XES needs no columns. `journey_id` is the journey that was drawn."""

    def __init__(self, bridge: DocumentBridge, path: Path, parent: QWidget) -> None:
        self._is_table = not path.name.lower().endswith((".xes", ".xes.gz"))
        self._columns, self._drawing = EventColumns(), Drawing(bridge.snapshot(), path.stem.partition(".")[0])
        self._log: ReadLog | None = None
        self.journey_id = ""
        columns = [(tr("Columns"), tr("What do its columns mean?"), self._columns)] if self._is_table else []
        title = tr("Draw the journey of {name}").format(name=path.name)
        steps = [*columns, (tr("Journey"), tr("What should be drawn?"), self._drawing)]
        super().__init__(bridge, path, title, parent, name="import_log", steps=steps, is_table=self._is_table)
        self._last = len(steps) if self._is_table else 0
        self._columns.changed.connect(self.follow)
        self._drawing.changed.connect(self.follow)
        if not self._is_table:
            self.read(partial(_read_xes, path), self._show)

    def can_go_on(self, step: int) -> bool:
        if self._is_table and step == 1:
            return self._columns.mapping is not None
        return self._log is not None and self._drawing.found is not None

    def go_on(self, step: int) -> None:
        reading, mapping = self.look.reading, self._columns.mapping
        if self._is_table and step == 0 and self.look.table is not None:
            self._columns.show_table(self.look.table)
            self.open_step(1)
        elif self._is_table and step == 1 and reading is not None and mapping is not None:
            self.read(partial(_read_table, self.path, reading, mapping), self._show)
        else:
            self._take()

    def leave(self) -> None:
        super().leave()
        self._drawing.leave()

    def _show(self, log: ReadLog) -> None:
        self._log = log
        self._drawing.show_log(log)
        self.open_step(2 if self._is_table else 0)

    def _take(self) -> None:
        found, drawing, document = self._drawing.found, self._drawing, self.bridge.document
        if found is None:
            return
        made = self.bridge.run(
            lambda: gestures.add_discovered_journey(
                document, found, drawing.successes, language=plan_language(document), name=drawing.name,
                segment_id=drawing.segment_id, stage_set=drawing.stage_set,
            )
        )  # fmt: skip
        if made is None:
            return
        self.journey_id = made
        self.leave()
        self.accept()
        count = len(found.steps)
        said = ntr("{n} touchpoint drawn from {name}", "{n} touchpoints drawn from {name}", count)
        messages().toast(said.format(n=current().number(count), name=self.path.name), icon="workflow")


class Drawing(ScrollColumn):
    """What becomes of the log: how much of it is drawn, what success is, whose journey it is."""

    changed = Signal()

    def __init__(self, snapshot: Snapshot, name: str) -> None:
        super().__init__(margins=(0, 0, 12, 0), spacing=12, name="log_drawing")
        self.found: DiscoveredJourney | None = None
        self._log: ReadLog | None = None
        self._latest = Latest(self)
        self._latest.came.connect(self._take)
        self.report = ReportView()
        self._about = Label("", "small", "ink2", wrap=True, name="log_about")
        self._steps = NumberField(_USUAL_STEPS, minimum=1, maximum=200, decimals=0, name="log_steps",
                                  accessible_name=tr("Activities to draw, the most frequent first"))  # fmt: skip
        share = tr("Leave out passages under this share of their touchpoint")
        self._share = NumberField(0, minimum=0, maximum=50, unit="%", name="log_share", accessible_name=share)
        for number in (self._steps, self._share):
            number.committed.connect(lambda _value: self._discover())
            number.setFixedWidth(theme().px(_WIDTH))
        self._success = PicksField(placeholder=tr("None: all cases drop off"), name="log_success",
                                   accessible_name=tr("Activities that end a case with success"))  # fmt: skip
        self._success.picked.connect(self._settle_successes)
        segments = [(row.id, row.name) for row in snapshot.all(Segment) if row.name]
        self._segment = ComboField([(None, tr("All customers")), *segments], None, name="log_segment",
                                   accessible_name=tr("Segment"))  # fmt: skip
        self._stages = ComboField(entry_options(snapshot, "stage_sets"), "stset_full", name="log_stages",
                                  accessible_name=tr("Stages"))  # fmt: skip
        self._name = TextField(name, name="log_name", accessible_name=tr("Name of the journey"))
        self.successes: list[str] = []
        self.add(self.report)
        self.add(self._about)
        for control in (self._name, self._segment, self._stages, self._steps, self._share, self._success):
            control.setMaximumWidth(theme().px(_WIDTH))
            self.add(Field(control.accessibleName(), control))

    @property
    def name(self) -> str:
        return self._name.text().strip() or tr("Journey of a log")

    @property
    def segment_id(self) -> str | None:
        value = self._segment.value()
        return None if value is None else str(value)

    @property
    def stage_set(self) -> str | None:
        value = self._stages.value()
        return None if value is None else str(value)

    def show_log(self, log: ReadLog) -> None:
        """Show another log; the last activity of most cases is taken for success until the user says otherwise."""
        self._log = log
        self.report.show_report(log.report)
        self.successes = list(log.last[:1])
        self._success.show_choices([Choice(name, name) for name in log.last], self.successes)
        self._steps.set_value(float(min(len(log.activities), _USUAL_STEPS)))
        self._share.set_value(_RARE if log.is_tangled else 0.0)
        self._discover()

    def leave(self) -> None:
        """Need no drawing any more."""
        self._latest.leave()

    def _settle_successes(self, names: list[str]) -> None:
        self.successes = names
        self.changed.emit()

    def _discover(self) -> None:
        from journey.discovered import discovered

        log = self._log
        if log is None:
            return
        names = log.activities[: int(self._steps.value() or 1)]
        share = (self._share.value() or 0.0) / 100.0
        self._latest.ask(partial(discovered, log.events, names, share), at_once=len(log.events.cases) < _QUICK)

    def _take(self, found: DiscoveredJourney) -> None:
        self.found = found
        log, words = self._log, current()
        if log is None:
            return
        lines = [
            ntr("{n} case", "{n} cases", log.cases).format(n=words.number(log.cases)),
            ntr("{n} activity", "{n} activities", len(log.activities)).format(n=words.number(len(log.activities))),
            ntr("{n} passage drawn", "{n} passages drawn", len(found.walks)).format(n=words.number(len(found.walks))),
        ]
        told = [", ".join(lines) + "."]
        if found.left_out:
            left = ntr("{n} crossing left out", "{n} crossings left out", found.left_out)
            told.append(left.format(n=words.number(found.left_out)) + ".")
        told.append(tr("Most frequent ways:"))
        told += [f"{words.percent(cases / log.cases)}  {' → '.join(way)}" for way, cases in log.ways]
        self._about.setText("\n".join(told))
        self.changed.emit()


def import_log(bridge: DocumentBridge, parent: QWidget) -> None:
    """Ask for a log of events, draw its journey, and go there."""
    path = ask_table(parent, tr("Choose a log of events"), XES_FILES)
    if path is None:
        return
    dialog = LogDialog(bridge, path, parent)
    dialog.exec()
    journey_id = dialog.journey_id
    dialog.deleteLater()
    if journey_id:
        bridge.go_to(Journey.__tablename__, journey_id)


def _read_table(
    path: Path, reading: Reading, mapping: EventMapping, report: Report, is_cancelled: IsCancelled
) -> ReadLog:
    from strategy import imports
    from strategy.imports import events

    watch = imports.Watch(report, is_cancelled)
    return _told(*wall.read(events.read_events, path, reading, mapping, watch=watch))


def _read_xes(path: Path, report: Report, is_cancelled: IsCancelled) -> ReadLog:
    from strategy import imports
    from strategy.imports import xes

    watch = imports.Watch(report, is_cancelled)
    return _told(*wall.read(xes.read_xes, path, only_complete=True, watch=watch))


def _told(events: Events, report: imports.Report) -> ReadLog:
    from journey.event_log import Discovery

    discovery = Discovery(events)
    return ReadLog(
        events,
        report,
        tuple(activity.name for activity in discovery.activities),
        tuple(discovery.last_activities),
        tuple((variant.activities, variant.cases) for variant in discovery.variants[:_WAYS]),
        discovery.case_count,
        len(discovery.passages) > _TANGLED * len(discovery.activities),
    )
