"""The states that plans can be brought back to. What is chosen becomes a new file; nothing is replaced."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListView, QWidget

from resources.i18n import current, tr
from storage.errors import PeripleError
from ui.delegates.rescue import RescueDelegate
from ui.dialogs.losses import LossList
from ui.latest import Latest
from ui.models.rescue import (
    RescueLine,
    RescueModel,
    file_being_read,
    file_line,
    file_refused,
    known_names,
    plan_in_words,
)
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.label import Label

_WIDTH = 640
_HEIGHT = 280
"""Of the list of states, alone."""
_ABOVE_LOSSES = 3
"""How many states are seen at once above the list of losses."""


class RecoveryDialog(Dialog):
    """`chosen` is the state to bring back once the dialog is accepted."""

    def __init__(self, parent: QWidget, plan_id: str = "", damaged: Path | None = None) -> None:
        """Opens on the states of one plan if it is given, else on those of the plan changed last.

        `damaged` is that plan's file, if it is to be read for what is left of it. Nobody here may have it open.
        """
        super().__init__(tr("Bring a plan back"), parent, width=_WIDTH, closable=True, name="recovery")
        from strategy.rescue import rescues

        self.chosen: RescueLine | None = None
        self._names = known_names()
        self._rescues = {rescue.plan_id: rescue for rescue in rescues()}
        self._damaged = damaged
        if damaged is not None and plan_id:
            self._names.setdefault(plan_id, damaged.stem)
        self._own = plan_id if damaged is not None or plan_id in self._rescues else next(iter(self._rescues), None)
        self._file = file_being_read() if damaged is not None else None
        self._model = RescueModel(self)
        self._list = self._made_list()
        self._losses = LossList(self)
        self._plan_field = self._made_choice()
        self._add_all()
        self._reading = Latest(self)
        self._reading.came.connect(self._take)
        self._show_plan()
        if damaged is not None:
            self._reading.ask(lambda: _read(damaged, plan_id), at_once=False)

    @property
    def name_of_plan(self) -> str:
        """The name of the plan that is shown, where this computer knows it."""
        return self._names.get(str(self._plan.value()), "")

    def done(self, result: int) -> None:
        self._reading.leave()
        super().done(result)

    def _add_all(self) -> None:
        intro = tr("Copies and the log of gestures are kept on this computer, each checked. What you choose becomes a "
                   "new file; no other file is changed.")  # fmt: skip
        self.body.addWidget(Label(intro, "body", "ink2", wrap=True))
        self.body.addWidget(self._plan_field)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._losses, 1)
        self.body.addStretch()
        none = Label(tr("Nothing is kept on this computer yet."), "body", "ink2", name="recovery_none")
        self.body.addWidget(none)
        has_states = bool(self._rescues) or self._file is not None
        self._list.setVisible(has_states)
        self._plan_field.setVisible(bool(self._rescues))
        none.setVisible(not has_states)
        self.add_button(Button(tr("Close"), name="recovery_done"), rejects=True)
        self._go_button = self.add_button(Button(tr("Open as a new file…"), "primary", name="recovery_open"))
        self._go_button.clicked.connect(self._go)
        self.set_default(self._go_button)

    def _made_choice(self) -> Field:
        options = [(each.plan_id, plan_in_words(each, self._names)) for each in self._rescues.values()]
        if self._damaged is not None and self._own not in self._rescues:
            options.insert(0, (self._own or "", self._damaged.stem))
        self._plan = ComboField(options, self._own, name="recovery_plan", accessible_name=tr("Plan"))
        self._plan.chosen.connect(lambda _value: self._show_plan())
        return Field(tr("Plan"), self._plan)

    def _made_list(self) -> QListView:
        found = QListView()
        found.setObjectName("recovery_view")
        found.setAccessibleName(tr("What can be brought back"))
        found.setModel(self._model)
        found.setItemDelegate(RescueDelegate(found))
        found.setMouseTracking(True)
        found.setMinimumHeight(theme().px(_HEIGHT))
        found.activated.connect(self._go)
        found.selectionModel().currentChanged.connect(self._follow_selection)
        return found

    def _show_plan(self) -> None:
        plan_id = str(self._plan.value() or "")
        self._model.show(self._rescues.get(plan_id), self._file if plan_id == (self._own or "") else None)
        rows = min(self._model.rowCount(), _ABOVE_LOSSES)
        if self._damaged is not None and rows:
            self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2 * self._list.frameWidth())
        self._list.setCurrentIndex(self._model.index(0))
        self._follow_selection()
        (self._list if self._model.rowCount() else self).setFocus()

    def _take(self, found: object) -> None:
        """The damaged file was read."""
        self._file = found if isinstance(found, RescueLine) else None
        self._show_plan()

    def _current_line(self) -> RescueLine | None:
        return self._model.line(self._list.currentIndex().row())

    def _follow_selection(self, *_indexes: QModelIndex) -> None:
        line = self._current_line()
        self._go_button.setEnabled(line is not None and line.is_ready)
        self._losses.show_of(line.salvaged if line is not None else None)

    def _go(self) -> None:
        line = self._current_line()
        if line is not None and line.is_ready:
            self.chosen = line
            self.accept()


def _read(damaged: Path, plan_id: str) -> RescueLine:
    """In a thread: what a damaged file gives, in words."""
    from strategy.salvage import salvage_of

    try:
        return file_line(salvage_of(damaged, plan_id or None, current().language))
    except PeripleError as error:
        return file_refused(error.text(current()))
