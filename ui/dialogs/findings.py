"""The list of warnings: go to the thing, or set the warning aside with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from resources.i18n import tr
from ui.delegates.findings import FindingDelegate
from ui.models.findings import FindingLine, FindingListModel
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.field import TextField
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.document_bridge import DocumentBridge

_WIDTH = 720


class FindingsDialog(Dialog):
    """`place` is where to go once the dialog is accepted: (kind, id, step)."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget, step: str = "") -> None:
        """`step` is the page on screen: the cursor starts at its first warning."""
        super().__init__(
            tr("What the method says of this plan"), parent, width=_WIDTH, closable=True, name="findings_list"
        )
        self._bridge = bridge
        self.place: tuple[str, str, str] | None = None
        self.model = FindingListModel(bridge, self)
        self._list = QListView()
        self._list.setObjectName("findings_view")
        self._list.setAccessibleName(tr("Warnings"))
        self._list.setModel(self.model)
        self._list.setItemDelegate(FindingDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setMinimumHeight(theme().px(392))
        self._list.activated.connect(self._go)
        self._list.selectionModel().currentChanged.connect(self._follow_selection)
        self._none = Label(tr("Nothing to settle."), "body", "ink2", name="no_finding")
        self._note = TextField(placeholder=tr("Why it is set aside"), name="set_aside_note")
        self._set_aside = Button(tr("Set aside"), icon="archive", name="set_aside")
        self._set_aside.clicked.connect(self._switch)
        self._aside = CheckBox(tr("Show those set aside too"), name="show_set_aside")
        self._aside.toggled.connect(self.model.show_set_aside)
        row = QHBoxLayout()
        row.addWidget(self._note, 1)
        row.addWidget(self._set_aside)
        self.body.addWidget(self._list)
        self.body.addWidget(self._none)
        self.body.addLayout(row)
        self.body.addWidget(self._aside)
        self.add_button(Button(tr("Close"), name="findings_close"), rejects=True)
        self._go_button = self.add_button(Button(tr("Go there"), "primary", name="findings_go"))
        self._go_button.clicked.connect(self._go)
        self.set_default(self._go_button)
        bridge.changed.connect(self._follow)
        self._follow()
        self._go_to_step(step)
        self._list.setFocus()

    def reveal_set_aside(self, dismissal_id: str) -> bool:
        """Put the cursor on a warning that was set aside; False when it is not in the list."""
        self._aside.setChecked(True)
        lines = ((row, self.model.line(row)) for row in range(self.model.rowCount()))
        wanted = (
            row for row, line in lines if line and line.is_set_aside and line.finding.dismissal_id == dismissal_id
        )
        place = next(wanted, None)
        if place is not None:
            self._list.setCurrentIndex(self.model.index(place))
            self._list.scrollTo(self.model.index(place))
        return place is not None

    def _go_to_step(self, step: str) -> None:
        lines = ((row, self.model.line(row)) for row in range(self.model.rowCount()))
        place = next((row for row, line in lines if line is not None and line.finding.step == step), None)
        if place is not None:
            self._list.setCurrentIndex(self.model.index(place))

    def _line(self) -> FindingLine | None:
        return self.model.line(self._list.currentIndex().row())

    def _follow(self) -> None:
        self.model.follow()
        count = self.model.rowCount()
        self._none.setVisible(not count)
        if count and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self.model.index(0))
        self._follow_selection()

    def _follow_selection(self, *_indexes: QModelIndex) -> None:
        line = self._line()
        can_write = line is not None and not self._bridge.document.is_read_only
        is_aside = line is not None and line.is_set_aside
        self._go_button.setEnabled(line is not None)
        self._set_aside.setEnabled(can_write)
        self._set_aside.setText(tr("Bring back") if is_aside else tr("Set aside"))
        self._note.setEnabled(can_write and not is_aside)

    def _go(self) -> None:
        line = self._line()
        if line is not None:
            self.place = (line.finding.kind, line.finding.row_id, line.finding.step)
            self.accept()

    def _switch(self) -> None:
        from strategy.operations.workshop import dismiss_warning, restore_warning

        line = self._line()
        if line is None:
            return
        document, finding = self._bridge.document, line.finding
        if line.is_set_aside:
            self._bridge.attempt(lambda: restore_warning(document, finding.rule_id, finding.row_id))
        else:
            note = self._note.text().strip()
            if self._bridge.attempt(lambda: dismiss_warning(document, finding.rule_id, finding.row_id, note)):
                self._note.set_text("")
                self._note.clear()
