"""The figures of several journeys, with the best and the worst of each said in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from journey.model import Friction
from journey.valuation import journey_worth
from resources.i18n import current, tr
from strategy.snapshot import Snapshot
from ui.models.journey_signs import hours_label
from ui.pages.journeys.compare.painter import number_disc
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.panel import ScrollColumn, Section
from ui.widgets.signs import Sign

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RankedFigure:
    """One figure of all journeys: values in words, and which of them is the "best" or the "worst", "" for others."""

    name: str
    values: tuple[str, ...]
    ranks: tuple[str, ...]


def ranked_figures(snapshot: Snapshot, results: Sequence[JourneyResults]) -> list[RankedFigure]:
    """The figures of journeys in the order given; None ranks nowhere."""
    words, currency = current(), snapshot.plan.currency
    worths = [journey_worth(snapshot, each.journey_id).value_of(each.success) for each in results]
    frictions = [float(len(snapshot.where(Friction, journey_id=each.journey_id))) for each in results]
    return [
        _ranked(tr("Success"), [each.success for each in results], words.percent, 1),
        _ranked(tr("Value per year"), worths, lambda amount: words.compact_money(amount, currency), 1),
        _ranked(tr("Drop-off"), [each.drop_off for each in results], words.percent, -1),
        _ranked(tr("Duration"), [each.duration_hours for each in results], hours_label, -1),
        _ranked(tr("Irritation"), [each.irritation_load for each in results], _two, -1),
        _ranked(tr("Emotional balance"), [each.emotional_balance for each in results], _two, 1),
        _ranked(tr("Measured touchpoints"), [each.measured_share for each in results], _share, 1),
        _ranked(tr("Frictions"), frictions, words.number, -1),
    ]


class RankingPanel(QWidget):
    """One part a figure, one line a journey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journeys_ranking")
        self.setAccessibleName(tr("Journeys side by side"))
        self._column = ScrollColumn(margins=(16, 12, 16, 16), spacing=14, name="ranking_column")
        self._column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sections: list[QWidget] = []
        title = ElidedLabel(tr("Journeys side by side"), "heading")
        title.setContentsMargins(*(theme().px(each) for each in (16, 14, 16, 6)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(title)
        outer.addWidget(self._column, 1)

    def show_figures(self, names: Sequence[str], figures: Sequence[RankedFigure]) -> None:
        """Show these figures of the journeys of these names."""
        for section in self._sections:
            section.hide()
            section.deleteLater()
        self._sections = []
        for figure in figures:
            section = Section(figure.name, role="strong")
            for place, (name, value, rank) in enumerate(zip(names, figure.values, figure.ranks, strict=True)):
                section.body.addWidget(_Line(place, name, value, rank))
            self._sections.append(section)
            self._column.add(section)

    def take_focus(self) -> None:
        """Let the keys scroll it."""
        self._column.setFocus()


class _Number(Sign):
    """The number of a journey in its colour."""

    def __init__(self, place: int) -> None:
        super().__init__(18, 18, "", "", None)
        self._place = place

    def draw(self, painter: QPainter, area: QRectF) -> None:
        number_disc(painter, area, self._place)


class _Line(QWidget):
    """A journey's value of one figure."""

    def __init__(self, place: int, name: str, value: str, rank: str) -> None:
        super().__init__()
        said = {"best": tr("best"), "worst": tr("worst")}.get(rank, "")
        self.setAccessibleName(", ".join(filter(None, (name, value, said))))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(_Number(place))
        row.addWidget(ElidedLabel(name, "small", "ink2"), 1)
        if said:
            row.addWidget(Chip(said, "success" if rank == "best" else "danger"))
        row.addWidget(Label(value, "small", weight=600, tabular=True, align=_RIGHT))


def _ranked(
    name: str, values: Sequence[float | None], said: Callable[[float], str], better: int
) -> RankedFigure:  # fmt: skip
    shown = tuple(tr("n/a") if each is None else said(each) for each in values)
    known = [each * better for each in values if each is not None]
    if len({said(abs(each)) for each in known}) < 2:
        return RankedFigure(name, shown, ("",) * len(shown))
    best, worst = max(known), min(known)
    ranks = tuple(
        "" if each is None else "best" if each * better == best else "worst" if each * better == worst else ""
        for each in values
    )
    return RankedFigure(name, shown, ranks)


def _two(value: float) -> str:
    return current().number(value, 2)


def _share(value: float) -> str:
    return current().percent(value, 0)
