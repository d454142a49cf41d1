"""Journeys of several segments side by side: two to four bands over the same stages, and who does best at what."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.analysis import JourneyResults, journey_results
from journey.model import Journey, Touchpoint
from resources.i18n import current, ntr, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.latest import AT_ONCE, Latest
from ui.messages import messages
from ui.models.journey_pairs import segment_name
from ui.models.journey_tree import Key
from ui.pages.journeys.compare.canvas import CompareCanvas
from ui.pages.journeys.compare.ranking import RankingPanel, ranked_figures
from ui.pages.journeys.compare.reading import side_by_side_scene
from ui.pages.journeys.compare.scene import CompareScene
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.label import Label
from ui.widgets.surface import Surface

FEWEST, MOST = 2, 4


class SideBySide(QWidget):
    """Shows the journeys that are picked; `panel` ranks them. `bar` has room at its end for the switch of the view."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.picked: list[str] = []
        self.canvas = CompareCanvas()
        self.canvas.setObjectName("journeys_side_by_side")
        self.panel = RankingPanel()
        self._solving = Latest(self)
        self._solving.came.connect(self._rank)
        self.choose = Button(tr("Choose the journeys"), icon="route", on_click=self._choose, name="compared_journeys")
        self._count = Label("", "small", "ink2")
        surface = Surface("sheet", lines=("bottom",), name="side_by_side_bar")
        self.bar = QHBoxLayout(surface)
        self.bar.setContentsMargins(*(theme().px(each) for each in (16, 14, 16, 14)))
        self.bar.setSpacing(theme().px(12))
        self.bar.addWidget(self.choose)
        self.bar.addWidget(self._count)
        self.bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(surface)
        column.addWidget(self.canvas, 1)

    def show_around(self, journey_id: str) -> None:
        """Show a journey beside those of the other segments, unless the user has picked others."""
        snapshot = self._bridge.snapshot()
        self.picked = [each for each in self.picked if snapshot.get(Journey, each) is not None]
        if len(self.picked) < FEWEST:
            self.picked = first_picks(snapshot, journey_id)
        self.follow(keep_place=False)

    def follow(self, *, keep_place: bool = True) -> None:
        """Show the picked journeys as they are now."""
        snapshot = self._bridge.snapshot()
        self.picked = [each for each in self.picked if snapshot.get(Journey, each) is not None]
        scene = side_by_side_scene(snapshot, self.picked) if self.picked else CompareScene(is_matched=False)
        self.canvas.show_scene(scene, keep_place=keep_place)
        count = len(self.picked)
        self._count.setText(ntr("{n} journey", "{n} journeys", count).format(n=current().number(count)))

    def show_results(self) -> None:
        """Rank the picked journeys; their chains are solved here, beside the window if they are large."""
        snapshot, picked = self._bridge.snapshot(), list(self.picked)
        size = sum(len(snapshot.where(Touchpoint, journey_id=each)) for each in picked)
        self._solving.ask(
            lambda: (snapshot, [journey_results(snapshot, each) for each in picked]), at_once=size <= AT_ONCE
        )

    def leave(self) -> None:
        """Need no figures any more, for now."""
        self._solving.leave()

    def _rank(self, came: tuple[Snapshot, list[JourneyResults]]) -> None:
        snapshot, results = came
        if [each.journey_id for each in results] == self.picked:
            names = [band.title for band in self.canvas.scene.bands]
            self.panel.show_figures(names, ranked_figures(snapshot, results))

    def holds(self, key: Key) -> bool:
        """Whether a thing is on screen here."""
        return self.canvas.scene.find(key) is not None

    def pick(self, journey_ids: list[str]) -> None:
        """Show other journeys: at least two of them, at most four."""
        if len(journey_ids) < FEWEST:
            messages().toast(tr("Two journeys at least can be put side by side."), icon="info")
            return
        if len(journey_ids) > MOST:
            messages().toast(tr("Four journeys at most fit side by side: these are the first four."), icon="info")
        self.picked = journey_ids[:MOST]
        self.follow(keep_place=False)
        self.show_results()

    def _choose(self) -> None:
        snapshot = self._bridge.snapshot()
        naming = Naming(snapshot, current())
        choices = [
            Choice(each.id, naming.title(each) or segment_name(snapshot, each), segment_name(snapshot, each), "route")
            for each in snapshot.all(Journey)
        ]
        menu = ChoiceMenu(choices, self.picked, name="journeys", accessible_name=tr("Choose the journeys"),
                          parent=self.choose)  # fmt: skip
        before = list(self.picked)
        menu.closed.connect(lambda ids: self.pick(list(ids)) if set(ids) != set(before) else None)
        menu.open_under(self.choose)


def first_picks(snapshot: Snapshot, journey_id: str) -> list[str]:
    """A journey and those of the same kind of other segments, then any others while there are too few."""
    journey = snapshot.get(Journey, journey_id)
    if journey is None:
        return []
    others = [each for each in snapshot.all(Journey) if each.id != journey_id]
    alike = [each for each in others if each.kind == journey.kind and each.segment_id != journey.segment_id]
    rest = [each for each in others if each not in alike]
    picked = [journey_id, *(each.id for each in alike)][:MOST]
    return [*picked, *(each.id for each in rest[: max(0, FEWEST - len(picked))])]
