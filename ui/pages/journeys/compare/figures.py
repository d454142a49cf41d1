"""The figures of two journeys side by side, with what is won or lost between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from journey.comparison import FigureChange, JourneyComparison
from journey.valuation import journey_worth
from resources.i18n import current, tr
from strategy.snapshot import Snapshot
from ui.models.journey_signs import hours_label
from ui.theme.theme import theme
from ui.widgets.label import Label, tip
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Rule

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure in words; `tone` says whether the difference is for the better ("success"), worse or neither."""

    name: str
    before: str
    after: str
    difference: str
    tone: str
    help: str = ""


def worth_change(snapshot: Snapshot, as_is_id: str, to_be_id: str, found: JourneyComparison) -> FigureChange:
    """What the successes of a year are worth, before and after, in plan currency."""
    return FigureChange(
        journey_worth(snapshot, as_is_id).value_of(found.success.before),
        journey_worth(snapshot, to_be_id).value_of(found.success.after),
    )


def figure_lines(found: JourneyComparison, worth: FigureChange, currency: str) -> list[FigureLine]:
    """The figures of a comparison in the reader's words."""
    words = current()
    drop_off = FigureChange(_rest(found.success.before), _rest(found.success.after))
    lines = [
        _line(tr("Success"), found.success, words.percent, _points, 1, tr("Customers who reach the success.")),
        _line(tr("Drop-off"), drop_off, words.percent, _points, -1, tr("Customers who leave on the way.")),
        _line(tr("Duration"), found.duration_hours, _hours, _hours, -1, tr("Mean time from the entry to an end.")),
        _line(tr("Irritation"), found.irritation, _two, _two, -1,
              tr("Irritation adds severity times frequency over the passages of one customer.")),
        _line(tr("Emotional balance"), found.balance, _two, _two, 1, tr("Mean emotion, from −1 to 1.")),
        _line(tr("Measured touchpoints"), found.measured, lambda share: words.percent(share, 0), _points, 1, ""),
        _line(tr("Frictions"), found.frictions, words.number, words.number, -1, ""),
    ]  # fmt: skip

    def money(amount: float) -> str:
        return words.compact_money(amount, currency)

    help_ = tr("Size of the segment × expected value × success.")
    lines.insert(1, _line(tr("Value per year"), worth, money, money, 1, help_))
    return lines


class FigureTable(ScrollColumn):
    """A small table: name, as is, to be, difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(16, 12, 16, 16), name="compare_figures", parent=parent)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(10))
        self._grid.setVerticalSpacing(theme().px(7))
        self._grid.setColumnStretch(0, 1)
        self.add(self._holder)

    def show_lines(self, lines: list[FigureLine]) -> None:
        """Show these figures."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for column, title in enumerate((tr("As is"), tr("To be"), tr("Difference"))):
            self._grid.addWidget(Label(title, "caption", "ink2", align=_RIGHT), 0, column + 1)
        for row, line in enumerate(lines):
            self._grid.addWidget(Rule(), 2 * row + 1, 0, 1, 4)
            self._add(2 * row + 2, line)

    def _add(self, row: int, line: FigureLine) -> None:
        name = Label(line.name, "small", wrap=True)
        tip(name, line.help)
        cells: list[QLabel] = [
            name,
            Label(line.before, "small", "ink2", tabular=True, align=_RIGHT),
            Label(line.after, "small", weight=600, tabular=True, align=_RIGHT),
            Label(line.difference, "small", line.tone, weight=500, tabular=True, align=_RIGHT),
        ]
        cells[-1].setAccessibleName(f"{line.name}: {line.before}, {line.after}, {line.difference}")
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, row, column)


def _line(
    name: str,
    change: FigureChange,
    said: Callable[[float], str],
    said_difference: Callable[[float], str],
    better: int,
    help_: str,
) -> FigureLine:
    before, after = (tr("n/a") if each is None else said(each) for each in (change.before, change.after))
    by = change.difference
    if by is None:
        return FigureLine(name, before, after, "–", "ink3", help_)
    size = said_difference(abs(by))
    is_nothing = size == said_difference(0.0)
    sign = "" if is_nothing else "+" if by > 0 else "−"
    tone = "ink2" if is_nothing else "success" if by * better > 0 else "danger"
    return FigureLine(name, before, after, "=" if is_nothing else f"{sign}{size}", tone, help_)


def _rest(share: float | None) -> float | None:
    return None if share is None else 1.0 - share


def _points(share: float) -> str:
    return tr("{n} pts").format(n=current().number(round(share * 100, 1)))


def _hours(hours: float) -> str:
    return hours_label(hours)


def _two(value: float) -> str:
    return current().number(value, 2)
