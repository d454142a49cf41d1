"""The groups found in a file, with their figures: which become segments, under which name, new or known ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, tr
from strategy.snapshot import Snapshot
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.field import TextField
from ui.widgets.label import Label

if TYPE_CHECKING:
    from strategy.imports import GroupFigures

_NAME, _TARGET = 150, 196


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the user wants of the groups: those to take, renamed, and the segments that some of them update."""

    groups: tuple[GroupFigures, ...]
    into: Mapping[str, str]


class GroupList(QWidget):
    """One line a group: whether to take it, its name, its figures, and where they go."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_groups")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._segments = [(row.id, row.name) for row in snapshot.all(Segment) if row.name.strip()]
        self._currency = snapshot.plan.currency
        self._lines: list[_Line] = []
        self._holder: QWidget | None = None

    def show_groups(self, groups: Sequence[GroupFigures]) -> None:
        """Show other groups; those of a name that was left out before stay left out."""
        left_out = {line.group.name for line in self._lines if line.is_left_out}
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(6))
        titles = ("", tr("Segment"), tr("Customers"), tr("Share"), tr("Average basket"), tr("Tenure"),
                  tr("Value a year"), tr("Goes into"))  # fmt: skip
        for column, title in enumerate(titles):
            right = Qt.AlignmentFlag.AlignRight if 2 <= column <= 6 else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(Label(title, "caption", "ink2", align=right | Qt.AlignmentFlag.AlignVCenter), 0, column)
        self._lines = [_Line(group, self._segments, self._currency, group.name not in left_out) for group in groups]
        for row, line in enumerate(self._lines, 1):
            for column, widget in enumerate(line.widgets):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(1, 1)
        self._column.addWidget(self._holder)

    def chosen(self) -> Chosen:
        """What is wanted now."""
        wanted = [line for line in self._lines if line.is_wanted]
        groups = tuple(replace(line.group, name=line.name) for line in wanted)
        into = {line.name: line.target for line in wanted if line.target}
        return Chosen(groups, into)


class _Line:
    """The widgets of one group."""

    def __init__(
        self, group: GroupFigures, segments: Sequence[tuple[object, str]], currency: str, is_wanted: bool
    ) -> None:
        words, px = current(), theme().px
        name = group.name or tr("Other customers")
        self.group = group
        self._is_offered = not group.is_remainder and group.size > 0
        self._take = CheckBox(
            name=f"take_{name}", accessible_name=tr("Take {name}").format(name=name),
            checked=is_wanted and self._is_offered,
        )  # fmt: skip
        self._name = TextField(name, name="group_name", accessible_name=tr("Name of the segment"))
        self._name.setMinimumWidth(px(_NAME))
        self._name.setToolTip("")
        known = next((segment_id for segment_id, said in segments if said.casefold() == name.casefold()), None)
        self._target = ComboField(segments, known, placeholder=tr("A new segment"), clearable=True, name="group_target",
                                  accessible_name=tr("Where {name} goes").format(name=name))  # fmt: skip
        self._target.setFixedWidth(px(_TARGET))
        figures = (
            words.number(group.size),
            words.percent(group.share),
            _money(group.average_basket, currency),
            _tenure(group.tenure_years),
            _money(group.value_per_year, currency),
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        labels = [Label(figure, "small", tabular=True, align=right) for figure in figures]
        self.widgets: tuple[QWidget, ...] = (self._take, self._name, *labels, self._target)

    @property
    def is_left_out(self) -> bool:
        """Whether the user does not want what was offered."""
        return self._is_offered and not self.is_wanted

    @property
    def is_wanted(self) -> bool:
        return self._take.isChecked()

    @property
    def name(self) -> str:
        return self._name.text().strip()

    @property
    def target(self) -> str:
        return str(self._target.value() or "")


def _tenure(years: float | None) -> str:
    if years is None:
        return "–"
    if years < 1:
        return tr("{n} months").format(n=current().number(years * 12, 1))
    return tr("{n} years").format(n=current().number(years, 1))


def _money(amount: float | None, currency: str) -> str:
    return "–" if amount is None else current().money(amount, currency)
