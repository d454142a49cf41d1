"""A journey as a picture: which view, in which language, as which file; seen before it is written or printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from exports.written import Written
from journey.model import Journey, Touchpoint
from resources.i18n import LANGUAGES, current, ntr, tr
from storage.errors import PeripleError
from strategy.naming import Naming
from ui.dialogs.new_plan import LANGUAGE_NAMES
from ui.dialogs.picture_preview import Shown, Wanted, preview_of
from ui.document_bridge import DocumentBridge
from ui.jobs import Job
from ui.latest import Latest
from ui.messages import Problem, Way, messages
from ui.pictures.pages import PAPERS, sheets_for
from ui.pictures.picture import VIEW_NAMES, View
from ui.pictures.writing import Choices, write_picture
from ui.shell.files import free_name
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.field import Field
from ui.widgets.label import ElidedLabel
from ui.widgets.progress import ProgressBar
from ui.widgets.segmented import Segmented
from ui.widgets.sheet_preview import SheetPreview

_AT_ONCE = 300
"""Touchpoints up to which a preview takes a moment only."""
_PREVIEW = (580, 440)
_ICONS = {View.MAP: "rows-3", View.GRAPH: "workflow", View.COMPARE: "git-compare-arrows"}
_DOTS = {192: "2×", 300: "300 dpi"}
_FORMATS = {"pdf": "PDF", "png": "PNG", "svg": "SVG"}


class PictureDialog(Dialog):
    """Choices at the right, at the left what comes of them. For a print, the choice of a file is left out."""

    def __init__(
        self, bridge: DocumentBridge, parent: QWidget, journey_id: str = "", view: str = "", *, for_print: bool = False
    ) -> None:
        title = tr("Print the journey") if for_print else tr("Picture of the journey")
        super().__init__(title, parent, width=WIDE, closable=True, name="picture_dialog")
        self._bridge, self._for_print = bridge, for_print
        self._job: Job | None = None
        self._shown = Shown()
        self._chosen_place: Path | None = None
        self._latest = Latest(self)
        self._latest.came.connect(self._show)
        self._make_choices(journey_id, view)
        self._lay_out()
        self._follow_format()

    # Choices

    def _make_choices(self, journey_id: str, view: str) -> None:
        snapshot = self._bridge.snapshot()
        naming, journeys = Naming(snapshot, current()), snapshot.all(Journey)
        known = [(each.id, naming.title(each) or tr("Journey to name")) for each in journeys]
        first = journey_id if any(each.id == journey_id for each in journeys) else journeys[0].id
        self._journey = ComboField(known, first, name="picture_journey", accessible_name=tr("Journey"))
        self._journey.setMinimumWidth(0)
        views = [(str(each), tr(name), _ICONS[each]) for each, name in VIEW_NAMES.items()]
        self._view = Segmented(views, view if view in set(View) else str(View.MAP), name="picture_view",
                               accessible_name=tr("View"))  # fmt: skip
        languages = [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES]
        self._language = Segmented(languages, current().language, name="picture_language",
                                   accessible_name=tr("Language"))  # fmt: skip
        self._format = Segmented(list(_FORMATS.items()), "pdf", name="picture_format", accessible_name=tr("Kind"))
        papers = [(each, each) for each in PAPERS]
        if not self._for_print:
            papers.insert(0, ("", tr("To fit")))
        self._paper = Segmented(papers, name="picture_paper", accessible_name=tr("Paper"))
        self._tiles = CheckBox(tr("Full size, on several sheets"), name="picture_tiles")
        self._dots = Segmented(list(_DOTS.items()), 192, name="picture_dots", accessible_name=tr("Sharpness"))
        self._journey.chosen.connect(lambda _id: self._refresh())
        for choice in (self._view, self._language, self._paper, self._dots):
            choice.changed.connect(lambda _value: self._refresh())
        self._format.changed.connect(lambda _value: self._follow_format())
        self._tiles.toggled.connect(lambda _on: self._refresh())

    def _lay_out(self) -> None:
        px = theme().px
        self._preview = SheetPreview(QSize(px(_PREVIEW[0]), px(_PREVIEW[1])), "picture_preview")
        self._preview.turned.connect(self._refresh)
        self._place = ElidedLabel("", "small", "ink2", is_path=True, name="picture_place")
        self._change = Button(tr("Change"), size="small", on_click=self._change_place, name="picture_change_place")
        self._progress = ProgressBar("picture_progress")
        self._progress.hide()
        side = QVBoxLayout()
        side.setSpacing(px(12))
        side.addWidget(Field(tr("Journey"), self._journey))
        side.addWidget(Field(tr("View"), self._view))
        side.addWidget(Field(tr("Language"), self._language))
        self._format_field = Field(tr("Kind"), self._format)
        self._paper_field = Field(tr("Paper"), self._paper)
        self._dots_field = Field(tr("Sharpness"), self._dots)
        self._place_field = Field(tr("File"), self._place_row())
        for widget in (self._format_field, self._paper_field, self._tiles, self._dots_field, self._place_field):
            side.addWidget(widget)
        side.addStretch(1)
        side.addWidget(self._progress)
        row = QHBoxLayout()
        row.setSpacing(px(24))
        row.addWidget(self._preview)
        row.addLayout(side, 1)
        self.body.addLayout(row)
        self.add_cancel()
        self._print_button = self.add_button(
            Button(tr("Print…"), "primary" if self._for_print else "secondary", icon="printer", name="picture_print")
        )
        self._print_button.clicked.connect(self._print)
        self._start_button = self.add_button(Button(tr("Export"), "primary", icon="download", name="picture_start"))
        self._start_button.clicked.connect(self._start)
        self._start_button.setVisible(not self._for_print)
        self._format_field.setVisible(not self._for_print)
        self._place_field.setVisible(not self._for_print)
        self._main_button = self._print_button if self._for_print else self._start_button
        self.set_default(self._main_button)
        self._main_button.setFocus()

    def _place_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._place, 1)
        row.addWidget(self._change)
        return holder

    # Following

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()  # only now the preview knows its size

    def _follow_format(self) -> None:
        on_paper = self._is_on_paper()
        self._paper_field.setVisible(on_paper)
        self._tiles.setVisible(on_paper)
        self._dots_field.setVisible(self._suffix() == ".png" and not self._for_print)
        self._refresh()

    def _refresh(self, index: int = 0) -> None:
        """Ask for the preview of what is chosen now."""
        self._place.setText(str(self._target()))
        if not self.isVisible():
            return
        snapshot, journey_id = self._bridge.snapshot(), str(self._journey.value())
        is_small = len(snapshot.where(Touchpoint, journey_id=journey_id)) <= _AT_ONCE
        if not is_small:
            self._preview.show_message(tr("The picture is being drawn…"))
            self._allow(False)
        choices = self._choices()
        wanted = Wanted(
            snapshot, journey_id, str(self._view.value()), str(self._language.value()), self._is_on_paper(),
            choices.paper, choices.is_tiled, choices.dpi if self._suffix() == ".png" else 0, index, self._preview.room,
        )  # fmt: skip
        self._latest.ask(lambda: preview_of(wanted), at_once=is_small)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        if shown.image is None:
            self._preview.show_message(shown.words)
        else:
            count = shown.sheets.count if shown.sheets else 1
            self._preview.show_image(shown.image, shown.words, shown.index, count)
        self._allow(shown.picture is not None)

    def _allow(self, is_ready: bool) -> None:
        for button in (self._print_button, self._start_button):
            button.setEnabled(is_ready)

    def _is_on_paper(self) -> bool:
        return self._for_print or self._suffix() == ".pdf"

    def _suffix(self) -> str:
        return f".{self._format.value()}"

    def _choices(self) -> Choices:
        return Choices(str(self._paper.value()) or None, self._tiles.isChecked(), float(str(self._dots.value())))

    def _target(self) -> Path:
        if self._chosen_place is not None:
            return self._chosen_place.with_suffix(self._suffix())
        words = (self._journey.currentText(), tr(VIEW_NAMES[View(str(self._view.value()))]))
        return free_name(self._bridge.document.path.parent, ", ".join(words), self._suffix())

    def _change_place(self) -> None:
        suffix = self._suffix()
        pattern = tr("Pictures ({pattern})").format(pattern=f"*{suffix}")
        title = tr("Where to write the picture")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(self._target()), pattern)
        if chosen:
            self._chosen_place = Path(chosen if chosen.lower().endswith(suffix) else f"{chosen}{suffix}")
            self._place.setText(str(self._chosen_place))

    # Writing and printing

    def _start(self) -> None:
        picture = self._shown.picture
        if picture is None:
            return
        work = partial(write_picture, picture, self._target(), self._choices())
        self._job = Job(work, self)
        self._job.progressed.connect(self._show_progress)
        self._job.succeeded.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stop)
        self._show_busy(True)
        self._job.start()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        from ui.pictures.printing import print_picture, printer_for

        picture = self._shown.picture
        if picture is None:
            return
        choices = self._choices()
        printer = printer_for(picture, sheets_for(picture, choices.paper or "A4", tiled=choices.is_tiled))
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            try:
                count = print_picture(picture, printer, tiled=choices.is_tiled)
            except PeripleError as error:
                messages().problem(Problem(tr("Nothing was printed"), error.text(current())))
            else:
                self.accept()
                said = ntr("{n} sheet sent to the printer", "{n} sheets sent to the printer", count)
                messages().toast(said.format(n=current().number(count)), icon="printer")
        dialog.deleteLater()

    def _show_progress(self, done: int, total: int, _words: str) -> None:
        self._progress.setRange(0, total)
        self._progress.show_value(done)

    def _show_busy(self, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._progress.setRange(0, 0)
        choices = (self._journey, self._view, self._language, self._format, self._paper, self._tiles, self._dots)
        for widget in (*choices, self._change, self._print_button, self._start_button):
            widget.setEnabled(not busy)

    def _finish(self, written: Written) -> None:
        self._job = None
        self.accept()
        folder = written.path.parent
        way = Way(tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        messages().toast(tr("Exported: {name}").format(name=written.path.name), icon="image", way=way)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_busy(False)
        if not isinstance(error, PeripleError):
            raise error  # a mistake of ours: the hook logs it and tells
        messages().problem(Problem(tr("The picture was not written"), error.text(current()),
                                   details=str(self._target())))  # fmt: skip

    def _stop(self) -> None:
        self._job = None
        super().reject()

    # Closing

    def reject(self) -> None:
        """Cancel the work first; once it has stopped, the dialog closes."""
        if self._job is not None:
            self._job.cancel()
        else:
            self._latest.leave()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait(10)
        self._latest.leave()
        super().closeEvent(event)
