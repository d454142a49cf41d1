"""From a file of customers or purchases to segments with their figures, in three steps and one gesture."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from exports.wall import wall
from resources.i18n import current, ntr, tr
from strategy.operations import import_segments
from ui.dialogs.imports.columns import ColumnsStep
from ui.dialogs.imports.sorting import SortingStep
from ui.dialogs.imports.wizard import ImportDialog, ask_table
from ui.document_bridge import DocumentBridge
from ui.jobs import IsCancelled, Report
from ui.messages import messages
from ui.widgets.checks import CheckBox
from ui.widgets.label import Label

if TYPE_CHECKING:
    from strategy.imports import Customers, Decisions, Mapping, Reading

_FILE, _COLUMNS, _SORTING = range(3)


class CustomersDialog(ImportDialog):
    """File, columns, segments. What identifies a customer never enters the plan."""

    def __init__(self, bridge: DocumentBridge, path: Path, parent: QWidget) -> None:
        self._columns, self._sorting = ColumnsStep(), SortingStep(bridge.snapshot())
        self._customers: Customers | None = None
        self._is_ready = False
        title = tr("Import customers from {name}").format(name=path.name)
        steps = (
            (tr("Columns"), tr("What do its columns mean?"), self._columns),
            (tr("Segments"), tr("Which segments come of it?"), self._sorting),
        )
        super().__init__(bridge, path, title, parent, name="import_customers", steps=steps)
        self._columns.changed.connect(self.follow)
        self._sorting.ready.connect(self._allow_taking)

    def add_below(self) -> None:
        """Whether the plan counts these customers, and what stays out of it."""
        self._base = CheckBox(tr("Their number becomes the number of customers of the plan"), checked=True,
                              name="import_base")  # fmt: skip
        private = tr("Only these figures enter the plan. Names and identifiers of customers stay in the file.")
        self._private = Label(private, "small", "ink2", wrap=True)
        self.body.addWidget(self._base)
        self.body.addWidget(self._private)

    def can_go_on(self, step: int) -> bool:
        return not self._columns.missing() if step == _COLUMNS else self._is_ready

    def go_on(self, step: int) -> None:
        if step == _FILE and self.look.table is not None:
            self._columns.show_table(self.look.table)
            self.open_step(_COLUMNS)
        elif step == _COLUMNS:
            self._read()
        else:
            self._take()

    def show_step(self, step: int) -> None:
        self._base.setVisible(step == _SORTING)
        self._private.setVisible(step == _SORTING)

    def leave(self) -> None:
        super().leave()
        self._sorting.leave()

    def _allow_taking(self, is_ready: bool) -> None:
        self._is_ready = is_ready
        self.follow()

    def _read(self) -> None:
        reading, mapping, decisions = self.look.reading, self._columns.mapping, self._columns.decisions
        if reading is not None and mapping is not None and decisions is not None:
            self.read(partial(_read, self.path, reading, mapping, decisions), self._show_customers)

    def _show_customers(self, customers: Customers) -> None:
        self._customers = customers
        self._sorting.show_customers(customers)
        self.open_step(_SORTING)

    def _take(self) -> None:
        from strategy import imports
        from strategy.operations.importing import FileRead

        chosen, customers, mapping = self._sorting.chosen(), self._customers, self._columns.mapping
        if customers is None or mapping is None or self.look.table is None:
            return
        read = FileRead.of(self.path.name, customers, datetime.date.today())
        base = len(customers) if self._base.isChecked() else None
        document = self.bridge.document
        if not self.bridge.attempt(lambda: import_segments(document, chosen.groups, read, into=chosen.into, base=base)):
            return
        imports.remember(self.look.table, mapping)
        self.leave()
        self.accept()
        said = ntr("{n} segment taken from {name}", "{n} segments taken from {name}", len(chosen.groups))
        count = current().number(len(chosen.groups))
        messages().toast(said.format(n=count, name=self.path.name), icon="users-round")


def import_customers(bridge: DocumentBridge, parent: QWidget) -> None:
    """Ask for a file, and take segments from it."""
    path = ask_table(parent, tr("Choose a file of customers"))
    if path is not None:
        dialog = CustomersDialog(bridge, path, parent)
        dialog.exec()
        dialog.deleteLater()


def _read(
    path: Path, reading: Reading, mapping: Mapping, decisions: Decisions, report: Report, is_cancelled: IsCancelled
) -> Customers:
    from strategy import imports

    watch = imports.Watch(report, is_cancelled)
    return wall.read(imports.read_customers, path, reading, mapping, decisions, watch=watch)
