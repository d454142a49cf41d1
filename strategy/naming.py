"""How the rows and the entries of a plan are called, for one reader: labels, titles and short codes such as "A3"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from journey.lanes import LANE_NAMES
from journey.model import Friction, Journey, Lane, NodeKind, Segment, Stage, Touchpoint, TouchpointChange, Transition
from resources.catalogue import catalogue
from strategy.entries import kpi_traits
from strategy.model import Action, FunctionalNeed, Objective, OwnEntry, SwotStatement
from strategy.snapshot import mapped_classes

if TYPE_CHECKING:
    from resources.i18n import Words
    from storage.base import Base
    from strategy.snapshot import Snapshot

_CODES: Mapping[type[Base], str] = {
    Objective: "O",
    Segment: "S",
    Journey: "J",
    Touchpoint: "T",
    Friction: "F",
    SwotStatement: "C",
    FunctionalNeed: "N",
    Action: "A",
}
BETWEEN_ENDS = " → "
"""Stands between the two touchpoints that a passage is called by."""
_LABELLED_BY = ("stage", "type", "aspect", "emotion", "moment", "trigger", "kpi", "criterion", "category", "kind")
"""Columns whose catalogue entry names a row that has no words of its own."""


class Naming:
    """Names for the rows of one snapshot in one language. Plan texts are given as the team wrote them."""

    def __init__(self, snapshot: Snapshot, words: Words) -> None:
        self.snapshot = snapshot
        self.words = words

    def label(self, entry_id: str | None) -> str:
        """The name of an entry of the method or of the plan's own lists; "" for None."""
        own = self.snapshot.get(OwnEntry, entry_id)
        return own.name if own else self.words.label(entry_id)

    def title(self, row: Base) -> str:
        """A row in the team's words; without any, what the method calls it; "" if it says nothing yet."""
        text = str(getattr(row, "name", "") or getattr(row, "text", "") or "").strip()
        if text:
            return text
        if isinstance(row, Transition):
            return self._ends_of(row)
        if isinstance(row, TouchpointChange):
            changed = self.snapshot.get(Touchpoint, row.touchpoint_id)
            return self.title(changed) if changed else ""
        if isinstance(row, Lane):
            return self.words.tr(LANE_NAMES[row.kind]) if row.kind in LANE_NAMES else ""
        return next(filter(None, (self.label(getattr(row, column, None)) for column in _LABELLED_BY)), "")

    def code(self, row: Base | None) -> str:
        """The short name of a row, such as "A3": its kind and its rank on screen; "" for None and for other kinds."""
        return self._codes.get((type(row), row.id), "") if row else ""

    def codes(self, rows: Iterable[Base]) -> str:
        """Several short names, as in "O1, O4"."""
        return ", ".join(filter(None, map(self.code, rows)))

    def place_of(self, friction: Friction) -> str:
        """Where a friction is felt: the title of a touchpoint, or of the two ends of a passage."""
        touchpoint = self.snapshot.get(Touchpoint, friction.touchpoint_id)
        if touchpoint:
            return self.title(touchpoint)
        passage = self.snapshot.get(Transition, friction.transition_id)
        return self.title(passage) if passage else ""

    def stage_of(self, touchpoint: Touchpoint) -> str:
        """The title of the stage where a touchpoint stands; "" if none."""
        stage = self.snapshot.get(Stage, touchpoint.stage_id)
        return self.title(stage) if stage else ""

    def row(self, kind: str, row_id: str) -> Base | None:
        """A row by the name of its table and its id."""
        mapped = next((each for each in mapped_classes() if each.__tablename__ == kind), None)
        return self.snapshot.get(mapped, row_id) if mapped else None

    def about(self, kind: str, row_id: str) -> str:
        """What a finding is about: the title of a row, or the label of a catalogue entry such as a capability area."""
        row = self.row(kind, row_id)
        return self.title(row) if row else self.label(row_id)

    def unit(self, unit: str | None) -> str:
        """The symbol or the name of a KPI unit; "currency" reads as the plan's currency."""
        if unit == "currency":
            return self.words.currency_symbol(self.snapshot.plan.currency)
        entry = catalogue().get(unit)
        return str(entry.get("symbol") or "") or self.label(unit) if entry else unit or ""

    def measure(self, value: float | None, kpi: str | None, own_unit: str | None = None) -> str:
        """A value of a KPI with its unit, as in "3.2%" or "€6,772.50"; the row's own unit comes before the KPI's."""
        unit = own_unit or kpi_traits(self.snapshot, kpi).unit or ""
        return self.words.measure(value, unit, self.snapshot.plan.currency)

    def _ends_of(self, passage: Transition) -> str:
        points = (self.snapshot.get(Touchpoint, point_id) for point_id in (passage.source_id, passage.target_id))
        return BETWEEN_ENDS.join(self.title(point) for point in points if point)

    @cached_property
    def _codes(self) -> Mapping[tuple[type[Base], str], str]:
        snapshot = self.snapshot
        ordered: dict[type[Base], tuple[Base, ...]] = {mapped: snapshot.all(mapped) for mapped in _CODES}
        ordered[Touchpoint] = tuple(
            point
            for journey in snapshot.all(Journey)
            for point in snapshot.where(Touchpoint, journey_id=journey.id)
            if point.kind == NodeKind.TOUCHPOINT.value
        )
        ordered[Friction] = tuple(
            friction
            for journey in snapshot.all(Journey)
            for friction in snapshot.where(Friction, journey_id=journey.id)
        )
        return {
            (mapped, row.id): f"{_CODES[mapped]}{number}"
            for mapped, rows in ordered.items()
            for number, row in enumerate(rows, 1)
        }
