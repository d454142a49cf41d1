"""Writes the workbook that the client works in, outside the GUI thread, with progress and cancel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from resources.i18n import LANGUAGES, current, tr
from storage.errors import PeripleError
from ui.dialogs.new_plan import LANGUAGE_NAMES
from ui.jobs import IsCancelled, Job, Report
from ui.messages import Problem, Way, messages
from ui.shell.files import free_name
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from exports.written import Written
    from strategy.snapshot import Snapshot
    from ui.document_bridge import DocumentBridge

SUFFIX = ".xlsx"


class ExportDialog(Dialog):
    """Language and file; then progress, and a toast that opens the folder."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(tr("Export to Excel"), parent, closable=True, name="export_dialog")
        self._bridge = bridge
        self._job: Job | None = None
        document = bridge.document
        self._target = free_name(document.path.parent, bridge.plan().name or document.path.stem, SUFFIX)
        options = [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]
        self._language = Segmented(
            options, current().language, name="export_language", accessible_name=tr("Language of the workbook")
        )
        self._place = ElidedLabel(str(self._target), "small", "ink2", name="export_place")
        self._progress = QProgressBar()
        self._progress.setObjectName("export_progress")
        self._progress.setAccessibleName(tr("Progress"))
        self._progress.setTextVisible(False)
        self._doing = ElidedLabel("", "small", "ink3", name="export_doing")
        self._choices = (self._language, change := self._change_button())
        sentence = tr("The whole plan in one workbook, for Excel or LibreOffice. The plan itself is not changed.")
        self.body.addWidget(Label(sentence, "body", "ink2", wrap=True))
        self.body.addWidget(Field(tr("Language of the workbook"), self._language))
        self.body.addWidget(Field(tr("File"), self._place_row(change)))
        self.body.addWidget(self._progress)
        self.body.addWidget(self._doing)
        self.add_cancel()
        self._start_button = self.add_button(Button(tr("Export"), "primary", icon="download", name="export_start"))
        self._start_button.clicked.connect(self._start)
        self.set_default(self._start_button)
        self._show_busy(False)
        self._start_button.setFocus()

    def reject(self) -> None:
        """Cancel the work first; once it has stopped, the dialog closes."""
        if self._job is not None:
            self._job.cancel()
            self._doing.setText(tr("Stopping"))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait(10)
        super().closeEvent(event)

    def _change_button(self) -> Button:
        return Button(tr("Change"), size="small", on_click=self._change_place, name="export_change_place")

    def _place_row(self, change: Button) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._place, 1)
        row.addWidget(change)
        return holder

    def _change_place(self) -> None:
        pattern = tr("Excel workbooks ({pattern})").format(pattern=f"*{SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Where to write the workbook"), str(self._target), pattern)
        if chosen:
            self._target = Path(chosen if chosen.lower().endswith(SUFFIX) else f"{chosen}{SUFFIX}")
            self._place.setText(str(self._target))

    def _start(self) -> None:
        snapshot, target, language = self._bridge.snapshot(), self._target, str(self._language.value())
        self._job = Job(lambda report, is_cancelled: _write(snapshot, target, language, report, is_cancelled), self)
        self._job.progressed.connect(self._show_progress)
        self._job.succeeded.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stop)
        self._show_busy(True)
        self._job.start()

    def _show_progress(self, done: int, total: int, words: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._doing.setText(words)

    def _show_busy(self, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._doing.setVisible(busy)
        self._start_button.setEnabled(not busy)
        for widget in self._choices:
            widget.setEnabled(not busy)
        self.adjustSize()

    def _finish(self, result: Written) -> None:
        self._job = None
        self.accept()
        folder = result.path.parent
        way = Way(tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        messages().toast(tr("Exported: {name}").format(name=result.path.name), icon="file-spreadsheet", way=way)
        if result.notes:
            text = tr("The workbook was written, but some texts were too long for Excel.")
            messages().problem(Problem(tr("Some texts were cut"), text, details="\n".join(result.notes)))

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_busy(False)
        if not isinstance(error, PeripleError):
            raise error  # a mistake of ours: the hook logs it and tells
        text = error.text(current())
        messages().problem(Problem(tr("The workbook was not written"), text, details=str(self._target)))

    def _stop(self) -> None:
        self._job = None
        super().reject()


def _write(snapshot: Snapshot, target: Path, language: str, report: Report, is_cancelled: IsCancelled) -> Written:
    from exports.workbook import write_workbook
    from ui.pictures.command import maps_of

    return write_workbook(snapshot, target, language, report, is_cancelled, pictures=maps_of(snapshot, language))
