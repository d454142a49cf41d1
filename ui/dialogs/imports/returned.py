"""The workbook that the client sent back: chosen, compared with the plan, and merged as far as the user accepts it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from exports.returned import accept
from resources.i18n import current, ntr, tr
from ui.dialogs.imports.returned_file import ReturnedFile
from ui.dialogs.imports.returned_review import ReviewStep
from ui.dialogs.imports.wizard import ImportDialog
from ui.document_bridge import DocumentBridge
from ui.jobs import IsCancelled, Report
from ui.messages import Problem, Way, messages

if TYPE_CHECKING:
    from exports.returned import Comparison
    from strategy.operations.merging import MergeOutcome
    from strategy.snapshot import Snapshot

_FILE, _REVIEW = range(2)
_MOST_REFUSED = 12


class ReturnedDialog(ImportDialog):
    """File, then what it says. `outcome` is what was merged."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget, path: Path | None = None, merge_id: str = "") -> None:
        """`path` is read at once; `merge_id` is a former merge to show."""
        self.outcome: MergeOutcome | None = None
        self._read_path: Path | None = None
        self._start, self._review = ReturnedFile(bridge, merge_id), ReviewStep()
        steps = (
            (tr("Workbook"), tr("Which workbook came back?"), self._start),
            (tr("Changes"), tr("What should be taken into the plan?"), self._review),
        )
        super().__init__(bridge, path or Path(), tr("Returned workbook"), parent, name="import_returned", steps=steps,
                         is_table=False)  # fmt: skip
        self._start.chosen.connect(self._choose)
        self._review.decided.connect(self.follow)
        if path is not None:
            self._choose(path)
        else:
            self._start.take_focus(on_merges=bool(merge_id))

    def can_go_on(self, step: int) -> bool:
        if step == _FILE:
            return self._read_path is not None
        return bool(self._review.accepted) and not self.bridge.document.is_read_only

    def go_on(self, step: int) -> None:
        if step == _FILE:
            self.open_step(_REVIEW)
        else:
            self._take()

    def _choose(self, path: Path) -> None:
        self.path, self._read_path = path, None
        self._start.show_path(path)
        snapshot = self.bridge.snapshot()
        self.read(partial(_compared, path, snapshot), partial(self._show, snapshot))

    def _show(self, snapshot: Snapshot, comparison: Comparison) -> None:
        self._read_path = self.path
        self._review.show_comparison(comparison, snapshot)
        self.open_step(_REVIEW)

    def _take(self) -> None:
        comparison, accepted = self._review.comparison, frozenset(self._review.accepted)
        if comparison is None:
            return
        document = self.bridge.document
        outcome = self.bridge.run(lambda: accept(document, comparison, accepted))
        if outcome is None:
            return
        self.outcome = outcome
        self.leave()
        self.accept()
        count = len(outcome.changes)
        if count:
            said = ntr("{n} change taken from {name}", "{n} changes taken from {name}", count)
            way = Way(tr("Undo"), self.bridge.undo)
            messages().toast(said.format(n=current().number(count), name=comparison.returned.name), way=way)
        if outcome.refused:
            messages().problem(_refusals(outcome))


def _refusals(outcome: MergeOutcome) -> Problem:
    """What the plan did not take, row by row."""
    words, count = current(), len(outcome.refused)
    title = ntr("{n} row was not taken", "{n} rows were not taken", count).format(n=words.number(count))
    lines = [
        tr("Row {line} was refused: {reason}").format(line=words.number(row.line), reason=error.text(words))
        for row, error in outcome.refused[:_MOST_REFUSED]
    ]
    if count > len(lines):
        left = count - len(lines)
        lines.append(ntr("and {n} more row", "and {n} more rows", left).format(n=words.number(left)))
    return Problem(title, "\n".join(lines))


def import_returned(bridge: DocumentBridge, parent: QWidget, merge_id: str = "", path: Path | None = None) -> None:
    """Ask for a workbook that came back unless it is given, and merge it; or show a former merge."""
    dialog = ReturnedDialog(bridge, parent, path, merge_id)
    dialog.exec()
    dialog.deleteLater()


def _compared(path: Path, snapshot: Snapshot, report: Report, is_cancelled: IsCancelled) -> Comparison:
    from exports.returned import compare, read_returned
    from exports.wall import wall
    from strategy.imports.watch import Watch

    return compare(snapshot, wall.read(read_returned, path, watch=Watch(report, is_cancelled)))
