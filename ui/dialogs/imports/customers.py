"""From a file of customers or purchases to segments with their figures, in three steps and one gesture."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from resources.i18n import current, ntr, tr
from storage.errors import PeripleError
from strategy.operations import import_segments
from ui.dialogs.imports.columns import ColumnsStep
from ui.dialogs.imports.looking import Look
from ui.dialogs.imports.sorting import SortingStep
from ui.dialogs.imports.source import SourceStep
from ui.document_bridge import DocumentBridge
from ui.jobs import IsCancelled, Job, Report
from ui.messages import Problem, messages
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.label import Label

if TYPE_CHECKING:
    from strategy.imports import Customers, Decisions, Mapping, Reading

TABLE_FILES = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.xlsb"
_HEIGHT = 500
_FILE, _COLUMNS, _SORTING = range(3)


class CustomersDialog(Dialog):
    """File, columns, segments. What identifies a customer never enters the plan."""

    def __init__(self, bridge: DocumentBridge, path: Path, parent: QWidget) -> None:
        title = tr("Import customers from {name}").format(name=path.name)
        super().__init__(title, parent, width=WIDE, closable=True, name="import_customers")
        self._bridge, self._path = bridge, path
        self._look = Look()
        self._job: Job | None = None
        self._customers: Customers | None = None
        self._steps = QStackedWidget()
        self._steps.setFixedHeight(theme().px(_HEIGHT))
        self._source, self._columns = SourceStep(path), ColumnsStep()
        self._sorting = SortingStep(bridge.snapshot())
        for step in (self._source, self._columns, self._sorting):
            self._steps.addWidget(step)
        self._where = Label("", "small", "ink2", name="import_step")
        self._progress = QProgressBar()
        self._progress.setObjectName("import_progress")
        self._progress.setAccessibleName(tr("Progress"))
        self._progress.setTextVisible(False)
        self._base = CheckBox(tr("Their number becomes the number of customers of the plan"), checked=True,
                              name="import_base")  # fmt: skip
        private = tr("Only these figures enter the plan. Names and identifiers of customers stay in the file.")
        self._private = Label(private, "small", "ink2", wrap=True)
        for widget in (self._where, self._steps, self._base, self._private, self._progress):
            self.body.addWidget(widget)
        self.add_cancel()
        self._back = self.add_button(Button(tr("Back"), name="import_back", on_click=self._go_back))
        self._next = self.add_button(Button(tr("Next"), "primary", name="import_next", on_click=self._go_on))
        self.set_default(self._next)
        self._source.seen.connect(self._take_look)
        self._columns.changed.connect(self._follow)
        self._sorting.ready.connect(self._allow_taking)
        self._is_ready = False
        self._follow()
        self._source.look()
        self._next.setFocus()

    def reject(self) -> None:
        """Stop reading first; once it has stopped, the dialog closes."""
        if self._job is not None:
            self._job.cancel()
        else:
            self._leave()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait(10)
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        self._source.leave()
        self._sorting.leave()

    def _take_look(self, look: Look) -> None:
        self._look = look
        self._customers = None
        self._follow()

    def _allow_taking(self, is_ready: bool) -> None:
        self._is_ready = is_ready
        self._follow()

    def _go_back(self) -> None:
        self._steps.setCurrentIndex(self._steps.currentIndex() - 1)
        self._follow()

    def _go_on(self) -> None:
        step = self._steps.currentIndex()
        if step == _FILE and self._look.table is not None:
            self._columns.show_table(self._look.table)
            self._steps.setCurrentIndex(_COLUMNS)
        elif step == _COLUMNS:
            self._read()
        elif step == _SORTING:
            self._take()
        self._follow()

    def _follow(self) -> None:
        """Show where we are, and what can be done from here."""
        step, busy = self._steps.currentIndex(), self._job is not None
        words = (
            tr("1 of 3: is the file read as it should be?"),
            tr("2 of 3: what do its columns mean?"),
            tr("3 of 3: which segments come of it?"),
        )
        self._where.setText(words[step])
        self._progress.setVisible(busy)
        self._steps.setEnabled(not busy)
        self._back.setVisible(step > _FILE)
        self._back.setEnabled(not busy)
        self._base.setVisible(step == _SORTING)
        self._private.setVisible(step == _SORTING)
        can_go_on = (self._look.table is not None, not self._columns.missing(), self._is_ready)
        self._next.setEnabled(can_go_on[step] and not busy)
        self._next.setText(tr("Take into the plan") if step == _SORTING else tr("Next"))

    # Reading

    def _read(self) -> None:
        reading, mapping, decisions = self._look.reading, self._columns.mapping, self._columns.decisions
        if reading is None or mapping is None or decisions is None:
            return
        self._job = Job(partial(_read, self._path, reading, mapping, decisions), self)
        self._job.progressed.connect(self._show_progress)
        self._job.succeeded.connect(self._show_customers)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stop)
        self._progress.setRange(0, 0)
        self._job.start()

    def _show_progress(self, done: int, total: int, _words: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show_customers(self, customers: Customers) -> None:
        self._job, self._customers = None, customers
        self._steps.setCurrentIndex(_SORTING)
        self._sorting.show_customers(customers)
        self._follow()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._follow()
        if not isinstance(error, PeripleError):
            raise error  # a mistake of ours: the hook logs it and tells
        messages().problem(Problem(tr("The file was not read"), error.text(current()), details=str(self._path)))

    def _stop(self) -> None:
        self._job = None
        self._follow()

    # Taking

    def _take(self) -> None:
        from strategy import imports
        from strategy.operations.importing import FileRead

        chosen, customers, mapping = self._sorting.chosen(), self._customers, self._columns.mapping
        if customers is None or mapping is None or self._look.table is None:
            return
        read = FileRead.of(self._path.name, customers, datetime.date.today())
        base = len(customers) if self._base.isChecked() else None
        document = self._bridge.document
        if not self._bridge.attempt(
            lambda: import_segments(document, chosen.groups, read, into=chosen.into, base=base)
        ):
            return
        imports.remember(self._look.table, mapping)
        self._leave()
        self.accept()
        count = len(chosen.groups)
        said = ntr("{n} segment taken from {name}", "{n} segments taken from {name}", count)
        messages().toast(said.format(n=current().number(count), name=self._path.name), icon="users-round")


def import_customers(bridge: DocumentBridge, parent: QWidget) -> None:
    """Ask for a file, and take segments from it."""
    pattern = tr("Tables ({pattern})").format(pattern=TABLE_FILES)
    chosen, _kind = QFileDialog.getOpenFileName(parent, tr("Choose a file of customers"), "", pattern)
    if chosen:
        dialog = CustomersDialog(bridge, Path(chosen), parent)
        dialog.exec()
        dialog.deleteLater()


def _read(
    path: Path, reading: Reading, mapping: Mapping, decisions: Decisions, report: Report, is_cancelled: IsCancelled
) -> Customers:
    from strategy import imports

    return imports.read_customers(path, reading, mapping, decisions, imports.Watch(report, is_cancelled))
