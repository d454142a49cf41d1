"""Above the cards: which objectives are listed, and in which order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from resources.i18n import current, tr
from ui.models.objectives import Order, Show
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.menu import Menu


class Filters(QWidget):
    """`changed` when the user chooses what to list or how to sort it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("objective_filters")
        self._chips = {
            Show.ALL: Chip(tr("All objectives"), checkable=True, name="filter_all"),
            Show.FIRST: Chip(tr("Priority 1"), checkable=True, name="filter_first"),
            Show.TO_CLARIFY: Chip("", icon="triangle-alert", checkable=True, name="filter_to_clarify"),
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        for chip in self._chips.values():
            self._group.addButton(chip)
            row.addWidget(chip)
        self._chips[Show.ALL].setChecked(True)
        self._group.buttonClicked.connect(lambda: self.changed.emit())
        row.addStretch(1)
        self._orders = {
            Order.PRIORITY: tr("Sort: priority"),
            Order.DUE_DATE: tr("Sort: due date"),
            Order.NAME: tr("Sort: name"),
        }
        self._order = Order.PRIORITY
        self._sort = Button("", "ghost", size="small", trailing_icon="chevron-down", name="objective_order")
        self._sort.clicked.connect(self._offer_orders)
        row.addWidget(self._sort)
        self._choose(Order.PRIORITY)
        self.show_unclear(0)

    @property
    def show_only(self) -> Show:
        """What is listed."""
        return next(show for show, chip in self._chips.items() if chip.isChecked())

    @property
    def order(self) -> Order:
        """How it is sorted."""
        return self._order

    def show_all(self) -> None:
        """List everything, as when a thing to show is filtered out."""
        self._chips[Show.ALL].setChecked(True)

    def show_unclear(self, count: int) -> None:
        """Say how many objectives are to clarify."""
        self._chips[Show.TO_CLARIFY].set_text(tr("To clarify ({n})").format(n=current().number(count)))

    def sort_by(self, order: Order) -> None:
        """Sort otherwise, as the user does from the menu."""
        self._choose(order)
        self.changed.emit()

    def _choose(self, order: Order) -> None:
        self._order = order
        self._sort.setText(self._orders[order])
        self._sort.setAccessibleName(self._orders[order])

    def _offer_orders(self) -> None:
        menu = Menu(self, name="objective_orders", accessible_name=tr("Sort"))
        for order, words in self._orders.items():
            menu.add(words, partial(self.sort_by, order), checked=order == self._order)
        menu.popup(self._sort.mapToGlobal(self._sort.rect().bottomLeft()))
