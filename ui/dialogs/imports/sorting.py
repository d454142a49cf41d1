"""The customers read, sorted into groups: by RFM scores or by rules, counted at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import Words, current, tr
from storage.errors import PlanError
from strategy.snapshot import Snapshot
from ui.dialogs.imports.groups import Chosen, GroupList
from ui.dialogs.imports.report import ReportView
from ui.dialogs.imports.rules import RuleList
from ui.latest import Latest
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from strategy.imports import Customers, GroupFigures, Rule

_RFM, _RULES, _WHOLE = "rfm", "rules", "whole"
_QUICK = 30_000
"""Customers that are sorted in a moment."""


class SortingStep(QWidget):
    """The report above, the ways to sort, and the groups found. `ready` tells whether there is something to take."""

    ready = Signal(bool)

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from strategy import imports

        self.setObjectName("import_sorting")
        self._customers: Customers | None = None
        self._latest = Latest(self)
        self._latest.came.connect(self._show)
        self.report = ReportView()
        self._way = Segmented(
            [(_RFM, tr("By RFM scores")), (_RULES, tr("By rules")), (_WHOLE, tr("All together"))],
            name="import_way", accessible_name=tr("How customers are sorted"),
        )  # fmt: skip
        self._way.changed.connect(lambda _way: self._sort())
        self._classes = self._class_field()
        self._scheme = ComboField(
            [(place, tr(words)) for place, (_groups, words) in enumerate(imports.RFM_SCHEMES)], 0,
            name="import_scheme", accessible_name=tr("Groups to form"),
        )  # fmt: skip
        self._scheme.chosen.connect(lambda _place: self._sort())
        self._about = Label("", "small", "ink2", wrap=True, name="import_about")
        self._rules = RuleList()
        self._rules.changed.connect(self._sort)
        self._problem = Label("", "small", "warning", wrap=True, name="import_problem")
        self._groups = GroupList(snapshot)
        self._lay_out()

    def show_customers(self, customers: Customers) -> None:
        """Show another file's customers."""
        from strategy import imports

        self._customers = customers
        self.report.show_report(customers.report)
        if not customers.has_rfm and self._way.value() == _RFM:
            self._way.set_value(_RULES)
        self._rules.show_fields(imports.fields(customers))
        self._sort()

    def chosen(self) -> Chosen:
        """The groups to take, with their names and where they go."""
        return self._groups.chosen()

    def leave(self) -> None:
        """Need no figures any more."""
        self._latest.leave()

    def _class_field(self) -> ComboField:
        from strategy import imports

        options = [(count, tr("{n} classes").format(n=count)) for count in imports.CLASSES]
        field = ComboField(options, 5, name="import_classes", accessible_name=tr("Classes of each score"))
        field.chosen.connect(lambda _count: self._sort())
        return field

    def _lay_out(self) -> None:
        px = theme().px
        ways = QHBoxLayout()
        ways.setSpacing(px(12))
        ways.addWidget(self._way)
        ways.addWidget(self._classes)
        ways.addWidget(self._scheme)
        ways.addStretch(1)
        content = ScrollColumn(margins=(0, 0, 12, 0), spacing=12, name="import_sorted")
        content.add(self.report)
        holder = QWidget()
        holder.setLayout(ways)
        ways.setContentsMargins(0, 0, 0, 0)
        for widget in (holder, self._about, self._rules, self._problem, self._groups):
            content.add(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)

    def _sort(self) -> None:
        customers = self._customers
        if customers is None:
            return
        way = str(self._way.value())
        self._classes.setVisible(way == _RFM)
        self._scheme.setVisible(way == _RFM)
        self._rules.setVisible(way == _RULES)
        self._latest.ask(self._work(customers, way), at_once=len(customers) < _QUICK)

    def _warnings(self) -> list[str]:
        customers = self._customers
        if customers is None or customers.period is None or customers.years >= 1:
            return []
        days = (customers.period[1] - customers.period[0]).days + 1
        said = tr("The purchases cover {n} days only: values a year are projected from them.")
        return [said.format(n=current().number(days))]

    def _work(self, customers: Customers, way: str) -> Callable[[], _Sorted]:
        asked = _Asked(way, int(str(self._classes.value())), int(str(self._scheme.value())), tuple(self._rules.rules()))
        words = current()

        def work() -> _Sorted:
            try:
                return _sorted(customers, asked, words)
            except PlanError as error:
                return _Sorted(problem=error)

        return work

    def _show(self, found: _Sorted) -> None:
        self._problem.setText(found.problem.text(current()) if found.problem is not None else "")
        self._problem.setVisible(found.problem is not None)
        self._about.setText("\n".join((*found.sentences, *self._warnings())))
        self._about.setVisible(bool(self._about.text()))
        self._groups.setVisible(bool(found.groups))
        self._groups.show_groups(found.groups)
        self.ready.emit(bool(found.groups))


@dataclass(frozen=True, slots=True)
class _Asked:
    """How customers are to be sorted."""

    way: str
    classes: int
    scheme: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Groups found, and what to say of them; or why there are none."""

    groups: tuple[GroupFigures, ...] = ()
    sentences: tuple[str, ...] = ()
    problem: PlanError | None = None


def _sorted(customers: Customers, asked: _Asked, words: Words) -> _Sorted:
    from strategy import imports

    if asked.way == _RFM:
        scores = imports.rfm(customers, asked.classes)
        grouping = imports.rfm_groups(scores, words, imports.RFM_SCHEMES[asked.scheme][0])
        groups = tuple(group for group in imports.figures(customers, grouping) if group.size)
        return _Sorted(groups, tuple(scores.sentences(customers, words)))
    if asked.way == _RULES:
        rules = asked.rules
        return _Sorted(imports.figures(customers, imports.by_rules(customers, rules, words))) if rules else _Sorted()
    return _Sorted(imports.figures(customers, imports.whole(customers)))
