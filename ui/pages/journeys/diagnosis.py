"""What the figures of a journey single out: frictions from the worst score on, deal-breakers, levers, the usual way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journey.analysis import JourneyResults, most_probable_path, rank_frictions
from journey.comparison import Fate, FigureChange, compare_journeys
from journey.model import Friction, Touchpoint
from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.journey_pairs import pair_of
from ui.models.journey_signs import hours_label, points_label
from ui.pages.journeys.insight import Insight
from ui.pages.journeys.journey_view import JourneySelection
from ui.theme.theme import theme
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.panel import ScrollColumn, Section
from ui.widgets.signs import FrictionBadge
from ui.widgets.surface import Card

_DEAL_BREAKER = 5
_LEVERS_SHOWN = 3


class JourneyDiagnosis(ScrollColumn):
    """`place_wanted` carries the kind and id of the thing behind a line."""

    place_wanted = Signal(str, str)

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), spacing=20, name="journey_diagnosis", parent=parent)
        self._selection = selection
        self._bridge = bridge
        self._changes = Section(tr("Against the as is"), name="against_as_is")
        self._breakers = Section(tr("Deal-breakers"), name="deal_breakers")
        self._ranking = Section(tr("Frictions by score"), name="friction_ranking")
        self._levers = Section(tr("Best levers"), name="levers")
        self._way = Section(tr("The most probable way"), name="probable_way")
        self._lines: list[QWidget] = []
        for section in (self._changes, self._breakers, self._ranking, self._levers, self._way):
            self.add(section)

    def show_results(self, results: JourneyResults) -> None:
        """Show a journey whose figures are known."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        snapshot = self._bridge.snapshot()
        self._show_changes(snapshot, results.journey_id)
        self._show_frictions(snapshot, results.journey_id)
        self._show_levers(snapshot, results)
        self._show_way(snapshot, results.journey_id)

    def show_insight(self, insight: Insight) -> None:
        """Show ranges and costs."""

    def _show_changes(self, snapshot: Snapshot, journey_id: str) -> None:
        """For a to-be journey: figures before and after, with signs, then what is added and removed."""
        pair = pair_of(snapshot, journey_id)
        as_is_id = pair.as_is_id if pair and pair.to_be_id == journey_id else None
        self._changes.setVisible(as_is_id is not None)
        if as_is_id is None:
            return
        found = compare_journeys(snapshot, as_is_id, journey_id)
        words = current()
        points, hours = tr("pts"), tr("h")
        self._add_change(tr("Success"), found.success, words.percent, _signed(found.success, 100, points))
        self._add_change(tr("Duration"), found.duration_hours, hours_label, _signed(found.duration_hours, 1, hours))
        self._add_change(tr("Measured"), found.measured, words.percent, _signed(found.measured, 100, points))
        self._add_change(tr("Frictions"), found.frictions, words.number, _signed(found.frictions, 1, ""))
        for sign, fate in (("+", Fate.ADDED), ("−", Fate.REMOVED)):
            for point in (snapshot.get(Touchpoint, each.point_id) for each in found.of(fate)):
                if point is not None:
                    self._add_line(self._changes, Naming(snapshot, words).title(point), sign, ("touchpoint", point.id))

    def _add_change(self, name: str, change: FigureChange, said: Callable[[float | None], str], by: str) -> None:
        before, after = (said(each) or tr("n/a") for each in (change.before, change.after))
        line = tr("{name}: {before} to {after}").format(name=name, before=before, after=after)
        self._add_note(self._changes, f"{line} ({by})" if by else line)

    def _show_frictions(self, snapshot: Snapshot, journey_id: str) -> None:
        ranked = [each for each in rank_frictions(snapshot) if each.journey_id == journey_id]
        breakers = [each for each in ranked if each.severity == _DEAL_BREAKER]
        self._breakers.setVisible(bool(breakers))
        for section, scores in ((self._breakers, breakers), (self._ranking, ranked)):
            for score in scores:
                row = snapshot.get(Friction, score.friction_id)
                if row is None:
                    continue
                said = current().number(score.score, 1) if score.score is not None else tr("n/a")
                note = f"{said} · {current().label(score.band)}" if score.band else said
                words = Naming(snapshot, current()).title(row) or tr("Friction to describe")
                self._add_line(section, words, note, ("friction", row.id), row.severity)
        if not ranked:
            self._add_note(self._ranking, tr("No friction noted here."))

    def _show_levers(self, snapshot: Snapshot, results: JourneyResults) -> None:
        known = [each for each in results.touchpoints.values() if each.leverage]
        best = sorted(known, key=lambda each: each.leverage or 0.0, reverse=True)[:_LEVERS_SHOWN]
        self._levers.setVisible(bool(best))
        naming = Naming(snapshot, current())
        for each in best:
            point = snapshot.get(Touchpoint, each.touchpoint_id)
            if point is not None:
                note = tr("{points} points").format(points=points_label(each.leverage))
                self._add_line(self._levers, naming.title(point), note, ("touchpoint", point.id))

    def _show_way(self, snapshot: Snapshot, journey_id: str) -> None:
        found = most_probable_path(snapshot, journey_id)
        self._way.setVisible(found is not None)
        if found is None:
            return
        naming = Naming(snapshot, current())
        points = [snapshot.get(Touchpoint, each) for each in found[0]]
        names = [naming.title(point) for point in points if point is not None]
        self._add_note(self._way, tr("{share} of customers: {steps}").format(
            share=current().percent(found[1]), steps=", ".join(names)
        ))  # fmt: skip

    def _add_line(
        self, section: Section, words: str, note: str, place: tuple[str, str], severity: int | None = None
    ) -> None:
        card = _Line(words, note, severity)
        card.clicked.connect(lambda: self.place_wanted.emit(*place))
        self._lines.append(card)
        section.body.addWidget(card)

    def _add_note(self, section: Section, words: str) -> None:
        note = Label(words, "small", "ink2", wrap=True)
        self._lines.append(note)
        section.body.addWidget(note)


def _signed(change: FigureChange, factor: float, unit: str) -> str:
    """A difference with its sign and unit; "" when it is not known."""
    if change.difference is None:
        return ""
    value = round(change.difference * factor, 1)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return " ".join(part for part in (f"{sign}{current().number(abs(value))}", unit) if part)


class _Line(Card):
    """One thing that the figures single out; pressing it goes there."""

    def __init__(self, words: str, note: str, severity: int | None) -> None:
        super().__init__(interactive=True, margins=(10, 6, 10, 6))
        self.setAccessibleName(f"{words}, {note}")
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        if severity is not None:
            row.addWidget(FrictionBadge(severity))
        row.addWidget(ElidedLabel(words, "small", weight=500), 1)
        row.addWidget(Label(note, "caption", "ink2"))
        self.body.addLayout(row)
