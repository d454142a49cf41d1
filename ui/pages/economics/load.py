"""The load: the days of work of each owner, month by month, against the days that each has."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from resources.i18n import current, ntr, tr
from strategy.analysis.load import Load, OwnerLoad, load
from strategy.kinds import owner_key
from strategy.model import OwnerCapacity
from strategy.operations import set_owner_days
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.best_set import days_figure
from ui.pages.economics.block import Block
from ui.pages.economics.load_months import HEAD_HEIGHT, ROW_HEIGHT, MonthNames, OwnerMonths
from ui.theme.theme import theme
from ui.widgets.focus import focus_in_view
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.number import NumberField
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Surface

_NAME, _FIELD = 164, 116


class LoadView(ScrollColumn):
    """One row an owner: name, days in all, days a month that there are, and the months."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=16, name="owner_load", parent=parent)
        self._bridge = bridge
        note = tr("The effort of each action is spread over its working days, Monday to Friday, from start to end. "
                  "Say how many days a month each owner has, and what is too much shows in red.")  # fmt: skip
        self.block = Block(tr("Load by owner and month"), note)
        self.summary = Label("", "body", wrap=True, name="load_summary")
        self.block.card.body.addWidget(self.summary)
        self._holder = Surface("sheet")
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setVerticalSpacing(theme().px(4))
        self._grid.setColumnStretch(3, 1)
        self._heads()
        sideways = QScrollArea()
        sideways.setFrameShape(QFrame.Shape.NoFrame)
        sideways.setWidgetResizable(True)
        sideways.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sideways.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sideways.setWidget(self._holder)
        self._sideways = sideways
        self.block.card.body.addWidget(sideways)
        self.add(self.block)
        self.rows: dict[str, _OwnerRow] = {}

    def follow(self) -> None:
        """Follow the plan."""
        found = _with_idle(load(self._bridge.snapshot()), self._bridge.snapshot())
        if list(self.rows) != [each.owner for each in found.owners]:
            self._make_rows(found)
        self.months.show_months(found.months)
        busiest = max((days for each in found.owners for days in each.days.values()), default=1.0)
        for each in found.owners:
            self.rows[each.owner].show_load(found, each, busiest)
        self.summary.setText(_summary(found))
        self.summary.set_tone("danger" if found.overloads else "ink")
        self._sideways.setVisible(bool(found.owners))
        look, gap = theme(), self._grid.verticalSpacing()
        rows = len(found.owners) * (look.px(ROW_HEIGHT) + gap)
        self._sideways.setFixedHeight(look.px(HEAD_HEIGHT) + rows + look.px(14))  # room for a bar below

    def reveal(self, owner: str) -> bool:
        """Put the cursor in the days that an owner has; False when nobody is called so."""
        row = next((each for name, each in self.rows.items() if owner_key(name) == owner_key(owner)), None)
        if row is not None:
            focus_in_view(row.days)
        return row is not None

    def _heads(self) -> None:
        self.months = MonthNames()
        for column, words in enumerate((tr("Owner"), tr("Days"), tr("Days a month"))):
            align = Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignLeft
            head = Label(words, "label", align=align | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(head, 0, column)
        self._grid.addWidget(self.months, 0, 3)

    def _make_rows(self, found: Load) -> None:
        for row in self.rows.values():
            for widget in row.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for place, each in enumerate(found.owners, start=1):
            row = self.rows[each.owner] = _OwnerRow(self._bridge, each.owner)
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, place, column)


class _OwnerRow:
    """The widgets of one owner, in the columns of the grid."""

    def __init__(self, bridge: DocumentBridge, owner: str) -> None:
        self._owner = owner
        self.name = ElidedLabel(owner or tr("No owner yet"), "body", "" if owner else "warning", weight=600)
        self.name.setFixedWidth(theme().px(_NAME))
        self.total = Label("", "body", tabular=True, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        said = tr("Days a month that {owner} has").format(owner=owner) if owner else tr("No owner yet")
        self.days = NumberField(minimum=0, maximum=31, decimals=1, placeholder=tr("No limit"), name="owner_days",
                                accessible_name=said)  # fmt: skip
        self.days.setFixedWidth(theme().px(_FIELD))
        self.days.setEnabled(bool(owner))
        write = partial(set_owner_days, bridge.document, owner)
        self.days.committed.connect(lambda value: bridge.attempt(lambda: write(value)))
        self.months = OwnerMonths()
        self.months.setAccessibleName(owner or tr("No owner yet"))

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.name, self.total, self.days, self.months

    def show_load(self, found: Load, each: OwnerLoad, busiest: float) -> None:
        """Show the days of this owner."""
        self.total.setText(days_figure(each.total))
        if self.days.value() != each.capacity:
            self.days.set_value(each.capacity)
        self.months.show_days(found.months, each.days, each.capacity, busiest)


def _with_idle(found: Load, snapshot: Snapshot) -> Load:
    """The owners who have days but nothing to do yet come after the busy ones, so that their days can be changed."""
    busy = {owner_key(each.owner) for each in found.owners}
    idle = [row for row in snapshot.all(OwnerCapacity) if owner_key(row.owner) not in busy]
    added = sorted((OwnerLoad(row.owner, {}, row.days, 0.0) for row in idle), key=lambda each: each.owner)
    return replace(found, owners=(*found.owners, *added)) if added else found


def _summary(found: Load) -> str:
    words = current()
    if not any(each.total for each in found.owners):
        return tr("Give actions an effort and dates to see who is busy when.")
    parts = []
    if found.overloads:
        named = [f"{owner} ({words.month(month)})" for owner, month in found.overloads[:4]]
        more = len(found.overloads) - len(named)
        listed = ", ".join([*named, *([tr("{n} more").format(n=words.number(more))] if more else [])])
        parts.append(tr("Too many days: {list}.").format(list=listed))
    else:
        total = sum(each.total for each in found.owners)
        counted = sum(bool(each.owner and each.total) for each in found.owners)
        said = ntr("{days} days of work for {n} owner.", "{days} days of work for {n} owners.", counted)
        parts.append(said.format(days=days_figure(total), n=words.number(counted)))
    undated = sum(each.undated for each in found.owners)
    if undated:
        parts.append(tr("{days} days of work have no dates yet.").format(days=days_figure(undated)))
    return " ".join(parts)
