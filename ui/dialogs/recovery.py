"""The states that plans can be brought back to. What is chosen becomes a new file; nothing is replaced."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListView, QWidget

from resources.i18n import tr
from ui.delegates.rescue import RescueDelegate
from ui.models.rescue import RescueLine, RescueModel, known_names, plan_in_words
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.label import Label

_WIDTH = 640


class RecoveryDialog(Dialog):
    """`chosen` is the state to bring back once the dialog is accepted."""

    def __init__(self, parent: QWidget, plan_id: str = "") -> None:
        """Opens on the states of one plan if it is given, else on those of the plan changed last."""
        super().__init__(tr("Bring a plan back"), parent, width=_WIDTH, closable=True, name="recovery")
        from strategy.rescue import rescues

        self.chosen: RescueLine | None = None
        self._names = known_names()
        self._rescues = {rescue.plan_id: rescue for rescue in rescues()}
        first = plan_id if plan_id in self._rescues else next(iter(self._rescues), None)
        options = [(each.plan_id, plan_in_words(each, self._names)) for each in self._rescues.values()]
        self._plan = ComboField(options, first, name="recovery_plan", accessible_name=tr("Plan"))
        self._plan.chosen.connect(lambda _value: self._show_plan())
        self._model = RescueModel(self)
        self._list = self._made_list()
        intro = tr("Copies and the log of gestures are kept on this computer, each checked. What you choose becomes a "
                   "new file; no other file is changed.")  # fmt: skip
        self.body.addWidget(Label(intro, "body", "ink2", wrap=True))
        plan = Field(tr("Plan"), self._plan)
        self.body.addWidget(plan)
        self.body.addWidget(self._list, 1)
        self._none = Label(tr("Nothing is kept on this computer yet."), "body", "ink2", name="recovery_none")
        self.body.addWidget(self._none)
        for widget in (plan, self._list):
            widget.setVisible(bool(self._rescues))
        self._none.setVisible(not self._rescues)
        self.add_button(Button(tr("Close"), name="recovery_done"), rejects=True)
        self._go_button = self.add_button(Button(tr("Open as a new file…"), "primary", name="recovery_open"))
        self._go_button.clicked.connect(self._go)
        self.set_default(self._go_button)
        self._show_plan()

    @property
    def name_of_plan(self) -> str:
        """The name of the plan that is shown, where this computer knows it."""
        return self._names.get(str(self._plan.value()), "")

    def _made_list(self) -> QListView:
        found = QListView()
        found.setObjectName("recovery_view")
        found.setAccessibleName(tr("What can be brought back"))
        found.setModel(self._model)
        found.setItemDelegate(RescueDelegate(found))
        found.setMouseTracking(True)
        found.setMinimumHeight(theme().px(280))
        found.activated.connect(self._go)
        found.selectionModel().currentChanged.connect(self._follow_selection)
        return found

    def _show_plan(self) -> None:
        self._model.show(self._rescues.get(str(self._plan.value())))
        self._list.setCurrentIndex(self._model.index(0))
        self._follow_selection()
        (self._list if self._rescues else self).setFocus()

    def _follow_selection(self, *_indexes: QModelIndex) -> None:
        self._go_button.setEnabled(self._model.line(self._list.currentIndex().row()) is not None)

    def _go(self) -> None:
        self.chosen = self._model.line(self._list.currentIndex().row())
        if self.chosen is not None:
            self.accept()
