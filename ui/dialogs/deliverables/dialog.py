"""Everything that a client is to receive: which formats, in which language, with what in them; seen, then written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports.options import DEFAULT
from exports.sheet_titles import SHEET_TITLES
from resources.i18n import LANGUAGES, current, ntr, tr, words
from ui.deliverables.delivery import Delivered, Step, Wanted, deliver, former_files, pieces_of
from ui.deliverables.formats import OFFERED, WORKBOOK, Format
from ui.deliverables.previews.pages import Asked, Pages
from ui.dialogs.deliverables.foot import Foot
from ui.dialogs.deliverables.formats import FormatList
from ui.dialogs.deliverables.parts import PartsPanel
from ui.dialogs.deliverables.preview import Preview
from ui.dialogs.new_plan import LANGUAGE_NAMES
from ui.jobs import Job
from ui.messages import Problem, Way, messages
from ui.settings import settings
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Rule, Surface

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.document_bridge import DocumentBridge

_SIDE, _PREVIEW = 236, (348, 396)
_BY_ID = {each.id: each for each in OFFERED}
_ACTION_PLAN = "actions"
Signs = dict[str, tuple[str, str]]
_DONE, _DOING, _WAITING, _FAILED = (
    ("check", "success"), ("circle-dashed", "primary"), ("clock", "ink3"), ("triangle-alert", "danger"),
)  # fmt: skip


class DeliverablesDialog(Dialog):
    """Formats at the left, what is in the one with the cursor in the middle, its preview at the right."""

    _stepped = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(tr("Deliverables"), parent, width=WIDE, closable=True, name="export_dialog")
        self._bridge = bridge
        self._snapshot: Snapshot = bridge.snapshot()
        self._job: Job | None = None
        self._former: list[str] = []
        self._make_parts()
        self._lay_out()
        self._connect()
        self._formats.go_to(WORKBOOK.id)
        self._show_format(WORKBOOK.id)
        self._show_files()
        self._start_button.setFocus()

    def _make_parts(self) -> None:
        chosen = {WORKBOOK.id, *settings().deliverables}
        self._formats = FormatList(each.id for each in OFFERED if each.id in chosen)
        self._language = Segmented(
            [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES], settings().deliverables_language,
            name="export_language", accessible_name=tr("Language of the files"),
        )  # fmt: skip
        self._parts = PartsPanel(self._snapshot, _ACTION_PLAN, settings().workbook_options)
        px = theme().px
        self._preview = Preview(QSize(px(_PREVIEW[0]), px(_PREVIEW[1])), self)
        self._foot = Foot(self._bridge.document.path.parent)

    # Layout

    def _lay_out(self) -> None:
        px = theme().px
        column = self.panel.layout()
        assert isinstance(column, QVBoxLayout)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header.setContentsMargins(px(24), px(14), px(16), px(14))
        self.body.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side())
        middle.addWidget(self._main(), 1)
        self.body.addWidget(Rule())
        self.body.addLayout(middle)
        self.body.addWidget(Rule())
        self.buttons.setContentsMargins(px(24), px(14), px(24), px(16))
        self.buttons.insertWidget(0, self._foot, 1)
        self.buttons.setStretch(1, 0)
        self.buttons.insertSpacing(1, px(16))
        self.add_cancel()
        self._start_button = self.add_button(Button(tr("Export"), "primary", icon="download", name="export_start"))
        self.set_default(self._start_button)

    def _side(self) -> QWidget:
        px = theme().px
        side = Surface("shell", lines=["right"])
        side.setFixedWidth(px(_SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(px(12), px(16), px(12), px(12))
        column.setSpacing(px(6))
        column.addWidget(_inset(Label(tr("Formats"), "label")))
        column.addWidget(self._formats)
        column.addStretch(1)
        column.addWidget(_inset(Label(tr("Language"), "label")))
        column.addWidget(_inset(self._language))
        return side

    def _main(self) -> QWidget:
        px = theme().px
        main = QWidget()
        row = QHBoxLayout(main)
        row.setContentsMargins(px(20), 0, px(24), px(12))
        row.setSpacing(px(24))
        row.addWidget(self._parts, 1)
        side = QVBoxLayout()
        side.setContentsMargins(0, px(8), 0, 0)
        side.setSpacing(px(8))
        self._preview.widget.setFixedWidth(px(_PREVIEW[0]))
        self._told = Label("", "caption", "ink2", wrap=True, name="export_preview_note")
        side.addWidget(self._preview.widget)
        side.addWidget(self._told)
        side.addStretch(1)
        row.addLayout(side)
        return main

    def _connect(self) -> None:
        self._formats.moved.connect(self._show_format)
        self._formats.changed.connect(lambda _chosen: self._show_files())
        self._language.changed.connect(lambda _language: self._follow())
        self._parts.changed.connect(self._follow)
        self._parts.moved.connect(self._show_preview)
        self._foot.changed.connect(self._show_files)
        self._preview.came.connect(self._show_counts)
        self._stepped.connect(self._show_step)
        self._start_button.clicked.connect(self._start)

    # Following

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_preview()  # only now the preview knows its size

    @property
    def _shown(self) -> Format:
        return _BY_ID[self._formats.current_id]

    def _follow(self) -> None:
        self._show_files()
        self._show_preview()

    def _show_format(self, format_id: str) -> None:
        self._parts.show_format(_BY_ID[format_id])
        is_sketch = format_id in ("workbook", "deck")
        self._told.setText(tr("A sketch of the real content: charts and pictures are left out.") if is_sketch else "")
        self._show_preview()

    def _show_preview(self, part: str = "") -> None:
        if not self.isVisible():
            return
        shown, room = self._shown, self._preview.widget.room
        if shown is WORKBOOK and not part:
            part = self._parts.current_sheet
        asked = Asked(
            shown.id, self._snapshot, str(self._language.value()),
            self._parts.journeys if shown.shows_journeys else (), self._parts.kinds.get(shown.id, ""),
            self._parts.views if shown.kinds else (), (room.width(), room.height()),
            self._parts.workbook if shown is WORKBOOK else DEFAULT,
        )  # fmt: skip
        self._preview.show(asked, part)

    def _show_counts(self, pages: Pages) -> None:
        """How many rows each sheet has, once the sheets have been made."""
        counts = getattr(pages, "counts", None)
        if counts is not None:
            number = current().number
            self._parts.show_rows(
                {sheet: ntr("{n} row", "{n} rows", n).format(n=number(n)) for sheet, n in counts.items() if n}
            )

    def _wanted(self) -> Wanted:
        sheets = self._parts.sheets
        return Wanted(
            tuple(self._formats.chosen()), str(self._language.value()), self._foot.folder, self._parts.journeys,
            sheets if self._parts.leaves_sheets_out else None, self._parts.kinds, self._parts.views,
            self._foot.replaces, self._parts.workbook,
        )  # fmt: skip

    def _show_files(self) -> None:
        """Say which files there will be, and which of them there are."""
        wanted = self._wanted()
        self._former = [each.name for each in former_files(self._snapshot, wanted)]
        names = [order.path.name for _, order in pieces_of(self._snapshot, wanted)]
        self._foot.show_files(names, self._former)
        self._start_button.setEnabled(bool(names) and self._job is None)

    # Writing

    def _start(self) -> None:
        told, replaces = self._former, self._foot.replaces
        self._show_files()
        if replaces and set(self._former) - set(told):
            return  # what came meanwhile is told first
        wanted = self._wanted()
        settings().deliverables, settings().deliverables_language = wanted.formats, wanted.language
        settings().workbook_options = wanted.workbook
        pieces = pieces_of(self._snapshot, wanted)
        self._preview.hold()
        self._job = Job(lambda _report, is_cancelled: deliver(pieces, self._stepped.emit, is_cancelled), self)
        self._job.succeeded.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._formats.show_signs({kind.id: _WAITING for kind, _ in pieces})
        self._sheet_signs: Signs = dict.fromkeys(self._parts.sheets, _WAITING)
        self._show_busy(True)
        self._job.start()

    def _show_step(self, step: Step) -> None:
        if self._job is None:
            return
        self._foot.show_step(step)
        chosen = self._formats.chosen()
        self._formats.show_signs(
            {each: _DONE if at < step.index else _DOING if at == step.index else _WAITING
             for at, each in enumerate(chosen)}
        )  # fmt: skip
        if step.format is WORKBOOK:
            self._show_sheets(step)

    def _show_sheets(self, step: Step) -> None:
        spoken = str(self._language.value())
        for sheet, sign in self._sheet_signs.items():
            if sign == _DOING:
                self._sheet_signs[sheet] = _DONE
            elif words(spoken).tr(SHEET_TITLES[sheet]) == step.part:
                self._sheet_signs[sheet] = _DOING
        self._parts.show_signs(self._sheet_signs)

    def _show_busy(self, busy: bool) -> None:
        for widget in (self._formats, self._language, self._parts):
            widget.setEnabled(not busy)
        self._start_button.setEnabled(not busy)
        self._start_button.setText(tr("Exporting") if busy else tr("Export"))
        if not busy:
            self._foot.show_ready()
            self._parts.show_signs({})

    def _finish(self, found: Delivered) -> None:
        self._job = None
        if not found.failed and found.fault is None:
            self._leave(accepted=not found.is_cancelled)
        else:
            self._show_busy(False)
            self._show_failures(found)
        self._tell(found)
        if found.fault is not None:
            raise found.fault  # a mistake of ours: the hook logs it and tells

    def _show_failures(self, found: Delivered) -> None:
        """Leave chosen what could not be written: it is tried again in another place."""
        written = [kind.id for kind, _ in found.written]
        failed = [kind.id for kind, _, _ in found.failed]
        for each in written:
            self._formats.set_chosen(each, False)
        self._formats.show_signs({**dict.fromkeys(written, _DONE), **dict.fromkeys(failed, _FAILED)})
        self._follow()
        self._start_button.setFocus()

    def _tell(self, found: Delivered) -> None:
        if found.written:
            self._tell_written(found)
        if found.failed:
            told = tr("{name}: {value}")
            lines = tuple(
                told.format(name=tr(kind.title), value=error.text(current())) for kind, _, error in found.failed
            )
            title = ntr("{n} deliverable was not written", "{n} deliverables were not written", len(lines))
            is_rest_written = found.written and not found.is_cancelled and found.fault is None
            text = tr("Former files are as they were.")
            if is_rest_written:
                text = tr("Former files are as they were. Everything else was written.")
            count = current().number(len(lines))
            messages().problem(Problem(title.format(n=count), text, details=str(self._foot.folder),
                                       lines=(*lines, *found.notes)))  # fmt: skip
        elif found.notes:
            text = tr("The files are whole. This is worth knowing before they are sent:")
            messages().problem(Problem(tr("Written, with notes"), text, lines=tuple(found.notes), icon="info",
                                       tone="primary"))  # fmt: skip

    def _tell_written(self, found: Delivered) -> None:
        folder = self._foot.folder
        way = Way(tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        told = ntr("{n} file in {folder}", "{n} files in {folder}", found.count)
        icon = found.written[0][0].icon if len(found.written) == 1 else "folder-open"
        messages().toast(
            told.format(n=current().number(found.count), folder=folder.name or str(folder)), icon=icon, way=way
        )  # fmt: skip

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_busy(False)
        raise error  # a mistake of ours: the hook logs it and tells

    # Closing

    def reject(self) -> None:
        """Cancel the work first; once it has stopped, the dialog closes."""
        if self._job is not None:
            self._job.cancel()
            self._foot.show_stopping()
        else:
            self._leave(accepted=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait(10)
        self._preview.leave()
        super().closeEvent(event)

    def _leave(self, *, accepted: bool) -> None:
        self._preview.leave()
        if accepted:
            self.accept()
        else:
            super().reject()


def _inset(widget: QWidget) -> QWidget:
    """A widget as far from the edge as the words of the rows."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme().px(10), 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder
