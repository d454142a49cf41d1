"""The frame of an import: steps one after the other, long reading with progress and cancel, and what is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from exports.wall import wall
from resources.i18n import current, tr
from storage.errors import PeripleError
from strategy.imports.looking import Look
from ui.dialogs.imports.source import SourceStep
from ui.dialogs.imports.trail import StepTrail
from ui.document_bridge import DocumentBridge
from ui.jobs import Job, Work
from ui.messages import Problem, messages
from ui.shell.tab_walk import first_focusable
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.label import Label
from ui.widgets.progress import ProgressBar

TABLE_FILES = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.xlsb"
_HEIGHT, _LEAST_HEIGHT = 500, 360
_AROUND = 270
"""Design pixels of a dialog over and under its steps."""


class ImportDialog(Dialog):
    """The first step looks at the file; those that follow are of the import. Abstract: see `can_go_on` and `go_on`."""

    def __init__(
        self,
        bridge: DocumentBridge,
        path: Path,
        title: str,
        parent: QWidget,
        *,
        name: str,
        steps: Sequence[tuple[str, str, QWidget]],
        is_table: bool = True,
    ) -> None:
        """`steps` are the later ones, each with its name and the question that it answers.

        They are the only ones if the file is no table.
        """
        super().__init__(title, parent, width=WIDE, closable=True, name=name)
        self.bridge, self.path = bridge, path
        self.look = Look()
        self._job: Job | None = None
        self._source = SourceStep(path) if is_table else None
        looked = (tr("File"), tr("Is the file read as it should be?"), self._source)
        looks = [(name, asked, step) for name, asked, step in (looked,) if step is not None]
        self._questions = [question for _name, question, _step in (*looks, *steps)]
        self._trail = StepTrail([name for name, _question, _step in (*looks, *steps)])
        self.header.insertWidget(self.header.count() - 1, self._trail)
        self._stack = QStackedWidget()
        room = parent.window().height() - theme().px(_AROUND)
        self._stack.setFixedHeight(max(theme().px(_LEAST_HEIGHT), min(theme().px(_HEIGHT), room)))
        for _name, _question, step in (*looks, *steps):
            self._stack.addWidget(step)
        self._where = Label("", "small", "ink2", name="import_step")
        self._progress = ProgressBar("import_progress")
        self.body.addWidget(self._where)
        self.body.addWidget(self._stack)
        self.add_below()
        self.body.addWidget(self._progress)
        self.add_cancel()
        self._back = self.add_button(Button(tr("Back"), name="import_back", on_click=self._go_back))
        self._next = self.add_button(Button(tr("Next"), "primary", name="import_next", on_click=self._go_on))
        self.set_default(self._next)
        if self._source is not None:
            self._source.seen.connect(self._take_look)
            self._source.look()
        self.follow()
        self._next.setFocus()

    # What an import says

    def add_below(self) -> None:
        """Put what stands under the steps into the body; nothing by default."""

    def can_go_on(self, step: int) -> bool:
        """Whether a step is settled; of the look at a table nobody asks."""
        raise NotImplementedError

    def go_on(self, step: int) -> None:
        """Leave a step, which is settled, for the next; after the last, take what was chosen and accept."""
        raise NotImplementedError

    def show_step(self, step: int) -> None:
        """Show what belongs to a step besides the step itself; nothing by default."""

    # What imports use

    @property
    def step(self) -> int:
        return self._stack.currentIndex()

    def open_step(self, step: int) -> None:
        """Show another step."""
        self._stack.setCurrentIndex(step)
        self.follow()
        # Where something has to be filled in first, the focus goes there and not to what closes the dialog.
        target = self._next if self._next.isEnabled() else first_focusable(self._stack.currentWidget() or self)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def follow(self) -> None:
        """Show where we are, and what can be done from here."""
        step, busy, last = self.step, self._job is not None, len(self._questions)
        where = tr("{n} of {total}").format(n=step + 1, total=last)
        self._where.setText(f"{where}. {self._questions[step]}")
        self._trail.show_step(step)
        self._progress.setVisible(busy)
        self._stack.setEnabled(not busy)
        self._back.setVisible(step > 0)
        self._back.setEnabled(not busy)
        is_look = step == 0 and self._source is not None
        is_settled = self.look.table is not None if is_look else self.can_go_on(step)
        self._next.setEnabled(is_settled and not busy)
        self._next.setText(tr("Take into the plan") if step == last - 1 else tr("Next"))
        self.show_step(step)

    def read(self, work: Work, show: Callable[..., None]) -> None:
        """Do long work beside the window; `show` gets what it gives."""

        def done(found: object) -> None:
            if self._job is not None:  # it may have ended while the dialog closed
                self._job = None
                show(found)
                self.follow()

        self._job = Job(work, self)
        self._job.progressed.connect(self._show_progress)
        self._job.succeeded.connect(done)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stop)
        self._progress.setRange(0, 0)
        self._job.start()
        self.follow()

    def leave(self) -> None:
        """Let go of the file and of answers still to come."""
        from strategy import imports

        if self._source is not None:
            self._source.leave()
        imports.forget_workbook()
        wall.down()

    # What the user does

    def reject(self) -> None:
        """Stop reading first; once it has stopped, the dialog closes."""
        if self._job is not None:
            self._job.cancel()
        else:
            self.leave()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait(10)
            self._job = None
        super().closeEvent(event)  # which rejects

    def _take_look(self, look: Look) -> None:
        self.look = look
        self.follow()

    def _go_back(self) -> None:
        self.open_step(self.step - 1)

    def _go_on(self) -> None:
        try:
            self.go_on(self.step)
        except PeripleError as error:  # the file went away since it was looked at
            self._fail(error)

    def _show_progress(self, done: int, total: int, _words: str) -> None:
        self._progress.setRange(0, total)
        self._progress.show_value(done)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.follow()
        if not isinstance(error, PeripleError):
            raise error  # a mistake of ours: the hook logs it and tells
        messages().problem(Problem(tr("The file was not read"), error.text(current()), details=str(self.path)))

    def _stop(self) -> None:
        self._job = None
        self.follow()


def ask_table(parent: QWidget, title: str, others: str = "") -> Path | None:
    """The file of a table that the user wants to import, or one of `others`, patterns like those of tables."""
    pattern = tr("Tables ({pattern})").format(pattern=f"{TABLE_FILES} {others}".strip())
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", pattern)
    return Path(chosen) if chosen else None
