"""What can be chosen of one format: its kind, its views, its sheets, its journeys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from exports.options import WorkbookOptions
from exports.sheet_titles import SHEET_TITLES
from journey.model import Journey, JourneyKind
from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.deliverables.formats import OFFERED, PICTURES, WORKBOOK, Format
from ui.dialogs.deliverables.workbook_choices import WorkbookChoices
from ui.pictures.picture import VIEW_NAMES, View
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.choices import CheckList, Choice
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented


def _kind_name(journey: Journey) -> str:
    return tr("To be") if journey.kind == JourneyKind.TO_BE else tr("As is")


class PartsPanel(QWidget):
    """The choices of the format shown; those of the others are kept. `changed` when one is made, `moved` on a sheet."""

    changed = Signal()
    moved = Signal(str)
    """The sheet or the journey that the cursor came to."""

    def __init__(self, snapshot: Snapshot, fixed_sheet: str, options: WorkbookOptions) -> None:
        """`fixed_sheet` is always in the workbook; it has the cursor at first. `options` are those chosen last."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._format = WORKBOOK
        self._title, self._count = Label("", "label"), Label("", "label", name="export_count")
        self._all = Button("", "link", size="small", on_click=self._choose_all, name="export_choose_all")
        policy = self._all.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what lies under it keeps its place
        self._all.setSizePolicy(policy)
        self._about = Label("", "caption", "ink2", wrap=True, name="export_about")
        self._kinds = {each.id: self._kind_choice(each) for each in OFFERED if each.kinds}
        self._views = [CheckBox(tr(name), checked=view is not View.COMPARE, name=f"export_view_{view}")
                       for view, name in VIEW_NAMES.items()]  # fmt: skip
        sheets = [Choice(name, tr(title), is_fixed=name == fixed_sheet) for name, title in SHEET_TITLES.items()]
        self._sheets = CheckList(
            sheets, SHEET_TITLES, marks_current=True, most_rows=7, name="export_sheets", accessible_name=tr("Sheets")
        )  # fmt: skip
        self._sheets.go_to(fixed_sheet)
        self._workbook = WorkbookChoices(options)
        naming = Naming(snapshot, current())
        journeys = [
            Choice(each.id, naming.title(each) or tr("Journey to name"), _kind_name(each))
            for each in snapshot.all(Journey)
        ]
        self._journeys = CheckList(
            journeys, [each.id for each in journeys], marks_current=True, name="export_journeys",
            accessible_name=tr("Journeys"),
        )  # fmt: skip
        self._lay_out()
        for each in (self._sheets, self._journeys):
            each.changed.connect(lambda _chosen: self._announce())
            each.moved.connect(self.moved)
        for view in self._views:
            view.toggled.connect(lambda _on: self._announce())
        self._workbook.changed.connect(self._announce)

    @property
    def kinds(self) -> dict[str, str]:
        """The kind chosen of each format that has several."""
        return {format_id: str(choice.value()) for format_id, choice in self._kinds.items()}

    @property
    def views(self) -> tuple[str, ...]:
        """The views chosen of pictures."""
        return tuple(str(view) for view, choice in zip(VIEW_NAMES, self._views, strict=True) if choice.isChecked())

    @property
    def workbook(self) -> WorkbookOptions:
        """How the workbook is to be written."""
        return self._workbook.options

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets chosen."""
        return tuple(self._sheets.chosen())

    @property
    def leaves_sheets_out(self) -> bool:
        """Whether the workbook has not all its sheets."""
        return len(self.sheets) < self._sheets.model().rowCount()

    @property
    def current_sheet(self) -> str:
        """The sheet with the cursor."""
        return self._sheets.current_id

    @property
    def journeys(self) -> tuple[str, ...]:
        """The ids of the journeys chosen."""
        return tuple(self._journeys.chosen())

    def show_format(self, shown: Format) -> None:
        """Show the choices of another format."""
        self._format = shown
        for format_id, choice in self._kinds.items():
            choice.setVisible(format_id == shown.id)
        for view in self._views:
            view.setVisible(shown is PICTURES)
        for each in (self._sheets, self._workbook):
            each.setVisible(shown is WORKBOOK)
        self._journeys.setVisible(shown.shows_journeys)
        self._about.setText(tr(shown.about))
        self._show_count()

    def show_rows(self, counts: Mapping[str, str]) -> None:
        """How much each sheet holds, in words."""
        self._sheets.show_notes(counts)

    def show_signs(self, signs: Mapping[str, tuple[str, str]]) -> None:
        """How far the sheets are, as icons with their colours."""
        self._sheets.show_signs(signs)

    def _kind_choice(self, each: Format) -> Segmented:
        choice = Segmented(list(each.kinds.items()), small=True, name=f"export_kind_{each.id}",
                           accessible_name=tr("Kind"))  # fmt: skip
        choice.changed.connect(lambda _kind: self._announce())
        return choice

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 0, 0)
        column.setSpacing(px(8))
        head, views = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._all)
        head.addSpacing(px(8))
        head.addWidget(self._count)
        views.setSpacing(px(16))
        for view in self._views:
            views.addWidget(view)
        views.addStretch(1)
        column.addLayout(head)
        for choice in self._kinds.values():
            column.addWidget(choice)
        column.addLayout(views)
        column.addWidget(self._sheets, 100)
        column.addWidget(self._journeys, 100)
        column.addWidget(self._workbook)
        column.addWidget(self._about)
        column.addStretch(1)

    @property
    def _list(self) -> CheckList:
        return self._sheets if self._format is WORKBOOK else self._journeys

    @property
    def _is_whole(self) -> bool:
        return len(self._list.chosen()) == self._list.model().rowCount()

    def _choose_all(self) -> None:
        self._list.choose_all(not self._is_whole)

    def _show_count(self) -> None:
        shown = self._list
        titles = tr("Sheets") if self._format is WORKBOOK else tr("Journeys")
        has_list = self._format is WORKBOOK or self._format.shows_journeys
        self._title.setText(titles if has_list else tr(self._format.title))
        words, total = current(), shown.model().rowCount()
        count = tr("{n} of {total}").format(n=words.number(len(shown.chosen())), total=words.number(total))
        self._count.setText(count if has_list else "")
        self._all.setVisible(has_list and total > 1)
        self._all.setText(tr("Choose none") if self._is_whole else tr("Choose all"))

    def _announce(self) -> None:
        self._show_count()
        self.changed.emit()
