"""The frictions of a journey, worst or dearest first, with boxes for a what-if of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.analysis import FrictionScore, rank_frictions
from journey.model import Friction
from resources.i18n import current, tr
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.cost_words import cost_figures
from ui.pages.journeys.diagnosis.lines import LineSection, Said
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.what_if.panel import WhatIfPanel
from ui.theme.theme import theme
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.pages.journeys.insight import Insight

DEAL_BREAKER = 5
_BY_SCORE, _BY_COST = "score", "cost"


class FrictionRanking(QWidget):
    """Deal-breakers apart, then the ranking, then what fixing the ticked ones together would bring."""

    place_wanted = Signal(str, str)

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._journey_id = ""
        self._insight: Insight | None = None
        self._ticked: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(20))
        self._breakers = LineSection(tr("Deal-breakers"), name="deal_breakers")
        self.ranking = LineSection(tr("Frictions ranked"), name="friction_ranking", wide="wide_frictions")
        self._order = Segmented([(_BY_SCORE, tr("By score")), (_BY_COST, tr("By cost a year"))], _BY_SCORE, small=True,
                                name="friction_order", accessible_name=tr("Order of the frictions"))  # fmt: skip
        self._order.changed.connect(lambda _value: self._show())
        self.ranking.body.insertWidget(0, self._order)
        self._what_if = WhatIfPanel(bridge, selection)
        self._what_if.hide()
        for section in (self._breakers, self.ranking):
            section.place_wanted.connect(self.place_wanted)
            column.addWidget(section)
        self.ranking.ticked.connect(self._tick)
        column.addWidget(self._what_if)

    def show_journey(self, snapshot: Snapshot, journey_id: str) -> None:
        """Show a journey whose figures are known."""
        if journey_id != self._journey_id:
            self._journey_id, self._insight, self._ticked = journey_id, None, []
        self._ticked = [each for each in self._ticked if snapshot.get(Friction, each) is not None]
        self._show()
        self._what_if.show_frictions(journey_id, self._ticked, with_ticks=False)
        self._what_if.show_results(snapshot)

    def show_insight(self, insight: Insight) -> None:
        """Show costs with their ranges."""
        self._insight = insight
        self._show()

    def ranked(self, snapshot: Snapshot) -> list[FrictionScore]:
        """The frictions of the journey in the order chosen; those whose cost is not known come last by cost."""
        found = [each for each in rank_frictions(snapshot) if each.journey_id == self._journey_id]
        gains = self._insight.gains if self._insight else {}
        if self._order.value() == _BY_COST:
            found.sort(key=lambda each: -_gain(gains.get(each.friction_id)))
        return found

    def _show(self) -> None:
        snapshot = self._bridge.snapshot()
        ranked = self.ranked(snapshot)
        breakers = [self._said(snapshot, each) for each in ranked if each.severity == DEAL_BREAKER]
        self._breakers.show_lines(breakers)
        lines = [self._said(snapshot, each, is_ticked=each.friction_id in self._ticked) for each in ranked]
        self.ranking.show_lines(lines, none=tr("No friction noted here."))
        self._order.setVisible(len(ranked) > 1)
        self.ranking.wide_button.setVisible(bool(ranked))

    def _said(self, snapshot: Snapshot, score: FrictionScore, *, is_ticked: bool | None = None) -> Said:
        row, naming = snapshot.get(Friction, score.friction_id), Naming(snapshot, current())
        words = (naming.title(row) if row else "") or tr("Friction to describe")
        detail = "\n".join(filter(None, (score_words(score), self._cost(naming, score.friction_id))))
        return Said(words, "", detail, ("friction", score.friction_id), score.severity, is_ticked)

    def _cost(self, naming: Naming, friction_id: str) -> str:
        likely, ranged = cost_figures(naming, self._insight, friction_id) if self._insight else ("", "")
        if not likely:
            return ""
        return tr("{likely} a year ({range})").format(likely=likely, range=ranged) if ranged else likely

    def _tick(self, friction_id: str, is_ticked: bool) -> None:
        self._ticked = [each for each in self._ticked if each != friction_id] + ([friction_id] if is_ticked else [])
        self._what_if.show_frictions(self._journey_id, self._ticked, with_ticks=False)
        self._what_if.show_results(self._bridge.snapshot())


def score_words(score: FrictionScore) -> str:
    """ "Score 13.6, medium", or that there is none yet."""
    if score.score is None or score.band is None:
        return tr("No score yet")
    band = current().label(score.band).lower()
    return tr("Score {score}, {band}").format(score=current().number(score.score, 1), band=band)


def _gain(found: object) -> float:
    gain = getattr(found, "gain", None)
    return -1.0 if gain is None else float(gain)
