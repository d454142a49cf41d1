"""The controls in the header of the flow: what it is about, whether it is folded, its picture, the primary button."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from journey.model import Segment
from resources.i18n import current, tr
from strategy.model import Objective
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from strategy.trace import Element
from ui.document_bridge import DocumentBridge
from ui.messages import messages
from ui.pages.page import Page
from ui.pages.traceability.flow import Flow
from ui.widgets.button import Button, IconButton
from ui.widgets.combo import ComboField

if TYPE_CHECKING:
    from exports.written import Written


class FlowHeader(QObject):
    """The controls, put in the header of a page."""

    kept = Signal()
    """Another segment or objective is chosen."""
    fold_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._choice = ComboField(name="trace_segment", accessible_name=tr("What the flow is about"))
        self._choice.chosen.connect(lambda _value: self.kept.emit())
        self._fold = Button("", kind="secondary", icon="layers", name="trace_fold")
        self._fold.clicked.connect(lambda: self.fold_wanted.emit())
        self._fold.hide()
        self._picture = IconButton("image", tr("Picture of the flow"), name="trace_picture")
        self._picture.clicked.connect(lambda: self.picture_wanted.emit())
        self.create = Button("", kind="primary", icon="flag", name="trace_create_actions")
        page.add_yielding_action(self._choice)
        for control in (self._fold, self._picture, self.create):
            page.add_action(control)

    def show_choices(self, snapshot: Snapshot) -> None:
        """Offer the segments and the objectives of the plan; the one chosen stays if it is still there."""
        names, chosen = Naming(snapshot, current()), self._choice.value()
        options = [("", tr("Everything"))]
        for row in (*snapshot.all(Segment), *snapshot.all(Objective)):
            title = f"{names.code(row)}  {names.title(row) or tr('Untitled')}"
            options.append((f"{row.__tablename__} {row.id}", title))
        known = {value for value, _ in options}
        self._choice.set_options(options, chosen if chosen in known else "")
        self._picture.setEnabled(len(options) > 1)

    def kept_with(self) -> Element | None:
        """The segment or objective that the flow is about; None for the whole plan."""
        kind, _, row_id = str(self._choice.value() or "").partition(" ")
        return Element(kind, row_id) if row_id else None

    def keep(self, element: Element | None) -> None:
        """Choose what the flow is about, without announcing it."""
        self._choice.set_value(f"{element.kind} {element.id}" if element is not None else "")

    def show_fold(self, *, is_of_use: bool, is_folded: bool) -> None:
        """Offer to open all boxes of a large plan, or to fold it again."""
        self._fold.setVisible(is_of_use)
        self._fold.setText(tr("Unfold") if is_folded else tr("Fold"))

    def write_picture(self, bridge: DocumentBridge, flow: Flow) -> None:
        """Ask where, and write what is drawn as a picture."""
        from ui.jobs import IsCancelled, Job, Report
        from ui.pages.traceability.picture import flow_picture
        from ui.pictures.writing import SUFFIXES, Choices, write_picture
        from ui.shell.files import free_name

        pattern = tr("Pictures ({pattern})").format(pattern=" ".join(f"*{each}" for each in SUFFIXES))
        target = free_name(bridge.document.path.parent, tr("Traceability"), SUFFIXES[0])
        chosen, _ = QFileDialog.getSaveFileName(None, tr("Where to write the picture"), str(target), pattern)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in SUFFIXES:
            path = path.with_name(f"{path.name}{SUFFIXES[0]}")
        subtitle = self._choice.currentText() if self.kept_with() is not None else ""
        snapshot, language = bridge.snapshot(), current().language

        def work(_report: Report, _is_cancelled: IsCancelled) -> object:
            return write_picture(flow_picture(snapshot, flow, subtitle, language), path, Choices())

        job = Job(work, self)
        job.succeeded.connect(self._tell_written)
        job.failed.connect(partial(self._tell_failed, bridge))
        job.start()

    def _tell_written(self, written: Written) -> None:
        messages().toast(tr("Exported: {name}").format(name=written.path.name), icon="image")

    def _tell_failed(self, bridge: DocumentBridge, error: Exception) -> None:
        """An error that the user can act on is told; another one is ours, and rises to the hook."""

        def again() -> None:
            raise error

        bridge.run(again)
