"""From a file of another program to a journey: a drawing, a plan in JSON, or a list of touchpoints."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from exports.wall import wall
from journey.model import Journey
from resources.i18n import current, ntr, tr
from strategy.operations import import_journey as take_journey
from strategy.operations import plan_language
from ui.dialogs.imports.list_columns import ListColumns
from ui.dialogs.imports.sketch import SketchStep
from ui.dialogs.imports.wizard import TABLE_FILES, ImportDialog
from ui.document_bridge import DocumentBridge
from ui.jobs import IsCancelled, Report
from ui.messages import messages

if TYPE_CHECKING:
    from strategy.imports import Reading
    from strategy.imports.journeys import JourneyFile, ListMapping


class JourneyDialog(ImportDialog):
    """File, columns, journey; a drawing needs no columns. `journey_id` is the journey that was taken."""

    def __init__(self, bridge: DocumentBridge, path: Path, parent: QWidget, *, is_table: bool) -> None:
        self._is_table, self._file = is_table, None
        self._columns, self._taking = ListColumns(), SketchStep(bridge.snapshot(), path.stem)
        self.journey_id = ""
        columns = [(tr("Columns"), tr("What do its columns mean?"), self._columns)] if is_table else []
        steps = [*columns, (tr("Journey"), tr("What should be taken?"), self._taking)]
        title = tr("Import a journey from {name}").format(name=path.name)
        super().__init__(bridge, path, title, parent, name="import_journey", steps=steps, is_table=is_table)
        self._columns.changed.connect(self.follow)
        self._taking.changed.connect(self.follow)
        if not is_table:
            self.read(partial(_read_drawing, path), self._show)

    def can_go_on(self, step: int) -> bool:
        if self._is_table and step == 1:
            return self._columns.mapping is not None
        return self._taking.sketch is not None

    def go_on(self, step: int) -> None:
        reading, mapping = self.look.reading, self._columns.mapping
        if self._is_table and step == 0 and self.look.table is not None:
            self._columns.show_table(self.look.table)
            self.open_step(1)
        elif self._is_table and step == 1 and reading is not None and mapping is not None:
            self.read(partial(_read_list, self.path, reading, mapping), self._show)
        else:
            self._take()

    def _show(self, file: JourneyFile) -> None:
        self._taking.show_file(file)
        self.open_step(2 if self._is_table else 0)

    def _take(self) -> None:
        taking, document = self._taking, self.bridge.document
        sketch = taking.sketch
        if sketch is None:
            return
        made = self.bridge.run(
            lambda: take_journey(
                document, sketch, language=plan_language(document), segment_id=taking.segment_id, name=taking.name
            )
        )
        if made is None:
            return
        self.journey_id = made
        self.leave()
        self.accept()
        count = len(sketch.points)
        said = ntr("{n} point taken from {name}", "{n} points taken from {name}", count)
        messages().toast(said.format(n=current().number(count), name=self.path.name), icon="route")


def import_journey(bridge: DocumentBridge, parent: QWidget, path: Path | None = None) -> None:
    """Ask for a file unless it is given, take its journey, and go there."""
    from storage.errors import PeripleError
    from strategy.imports.journeys import is_drawing
    from ui.messages import Problem

    path = path or _asked(parent)
    if path is None:
        return
    try:
        is_table = not is_drawing(path)
    except PeripleError as error:
        messages().problem(Problem(tr("The file was not read"), error.text(current()), details=str(path)))
        return
    dialog = JourneyDialog(bridge, path, parent, is_table=is_table)
    dialog.exec()
    journey_id = dialog.journey_id
    dialog.deleteLater()
    if journey_id:
        bridge.go_to(Journey.__tablename__, journey_id)


def _asked(parent: QWidget) -> Path | None:
    from strategy.imports.journeys import DRAWINGS

    pattern = f"{' '.join(f'*{ending}' for ending in DRAWINGS)} {TABLE_FILES}"
    named = tr("Journeys ({pattern})").format(pattern=pattern)
    chosen, _kind = QFileDialog.getOpenFileName(parent, tr("Choose the file of a journey"), "", named)
    return Path(chosen) if chosen else None


def _read_drawing(path: Path, _report: Report, _is_cancelled: IsCancelled) -> JourneyFile:
    from strategy.imports.journeys import read_journeys

    return wall.read(read_journeys, path)


def _read_list(
    path: Path, reading: Reading, mapping: ListMapping, report: Report, is_cancelled: IsCancelled
) -> JourneyFile:
    from strategy import imports
    from strategy.imports.journeys import read_list

    return wall.read(read_list, path, reading, mapping, watch=imports.Watch(report, is_cancelled))
