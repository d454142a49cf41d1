"""A what-if under way: which frictions, how far they are fixed, and what that brings, while the slider moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from journey.flow import GraphFault
from journey.model import Touchpoint
from strategy.snapshot import Snapshot
from ui.latest import AT_ONCE, Latest
from ui.pages.journeys.journey_view import Supposition

if TYPE_CHECKING:
    from journey.ranges import RangeInput, Spread
    from journey.what_if import WhatIf, WhatIfResult

RANGE_AT_ONCE = 40
"""Points up to which the range of an answer takes a few hundredths of a second."""
_PAUSE = 120
"""Milliseconds without a move of the slider after which the range is drawn."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A journey made ready for questions, with the gain of each friction if it were gone."""

    what_if: WhatIf | GraphFault
    given: RangeInput | GraphFault


class _Ranged(NamedTuple):
    """A range, and the question that it answers."""

    asked: dict[str, float]
    spread: Spread | None


class Supposing(QObject):
    """Answers for the snapshot that was prepared last; `answered` says that the answer, or its range, has changed."""

    answered = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: dict[str, float] = {}
        self.result: WhatIfResult | None = None
        self.spread: Spread | None = None
        """The range of the gain: drawn after a pause, None until then."""
        self._snapshot: Snapshot | None = None
        self._journey_id = ""
        self._size = 0
        self._prepared: Prepared | None = None
        self._preparing = Latest(self)
        self._preparing.came.connect(self._take_prepared)
        self._ranging = Latest(self)
        self._ranging.came.connect(self._take_range)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._draw_range)

    @property
    def fault(self) -> GraphFault | None:
        """Why the journey has no figures; None also as long as it is not prepared."""
        known = self._prepared.what_if if self._prepared else None
        return known if isinstance(known, GraphFault) else None

    def can_ask(self, friction_id: str) -> bool:
        """Whether customers meet the friction, and what it explains is known or assumed."""
        known = self._prepared.what_if if self._prepared else None
        return known is not None and not isinstance(known, GraphFault) and friction_id in known.friction_ids

    def prepare(self, snapshot: Snapshot, journey_id: str) -> None:
        """Make a journey ready as the snapshot has it, then answer the last question again."""
        if snapshot is self._snapshot and journey_id == self._journey_id:
            return
        self._snapshot, self._journey_id = snapshot, journey_id
        self._size = len(snapshot.where(Touchpoint, journey_id=journey_id))
        self._prepared, self.result, self.spread = None, None, None

        def work() -> Prepared:
            from journey.ranges import range_input
            from journey.what_if import what_if

            return Prepared(what_if(snapshot, journey_id), range_input(snapshot, journey_id))

        self._preparing.ask(work, at_once=self._size <= AT_ONCE)

    def ask(self, won_back: dict[str, float]) -> None:
        """Suppose that of each friction named this fraction of what it explains is won back."""
        self.asked = dict(won_back)
        self._answer()

    def suppositions(self) -> tuple[Supposition, ...]:
        """What the graph shows of the answer."""
        if self.result is None:
            return ()
        changed = ((each, *shares) for each, shares in self.result.drop_off.items() if shares[1] < shares[0])
        return tuple(Supposition(point_id, before, after) for point_id, before, after in changed)

    def leave(self) -> None:
        """Need no answer any more, for the closing of a window."""
        self._pause.stop()
        if self._prepared is None:
            self._snapshot = None
        self._preparing.leave()
        self._ranging.leave()

    def _take_prepared(self, prepared: object) -> None:
        if isinstance(prepared, Prepared):
            self._prepared = prepared
            self._answer()

    def _answer(self) -> None:
        known = self._prepared.what_if if self._prepared else None
        if known is None or isinstance(known, GraphFault):
            self.result = self.spread = None
        else:
            self.result, self.spread = known.result(self.asked), None
            self._pause.start()
        self.answered.emit()

    def _draw_range(self) -> None:
        given = self._prepared.given if self._prepared else None
        gain = self.result.gain if self.result else None
        if given is None or isinstance(given, GraphFault) or gain is None or not any(self.asked.values()):
            return
        sound, asked = given, self.asked

        def work() -> _Ranged:
            from journey.winning_back import gain_spread

            return _Ranged(asked, gain_spread(sound, asked, gain))

        self._ranging.ask(work, at_once=self._size <= RANGE_AT_ONCE)

    def _take_range(self, ranged: object) -> None:
        if isinstance(ranged, _Ranged) and ranged.asked is self.asked:
            self.spread = ranged.spread
            self.answered.emit()
