"""Reads from the plan what a comparison shows: two journeys matched, or several side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from journey.analysis import touchpoint_valence
from journey.comparison import Difference, Fate, differences, merged_stages, stage_key
from journey.model import Friction, Journey, NodeKind, Stage, Touchpoint
from resources.i18n import current, ntr, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.models.difference_words import field_value, telling_column
from ui.models.journey_pairs import segment_name
from ui.models.journey_signs import point_icon
from ui.pages.journeys.compare.scene import Band, Column, CompareCard, CompareScene, Felt, Gap, Slot

OUTSIDE = ""
"""The column of what stands in no stage."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of one column: a difference, or the half of it that stands in this column."""

    difference: Difference
    before: Touchpoint | None
    after: Touchpoint | None


def matched_scene(
    snapshot: Snapshot,
    as_is_id: str,
    to_be_id: str,
    found: Sequence[Difference] | None = None,
    shown: Collection[Fate] = (),
) -> CompareScene:
    """An as-is journey and its target, matched; `shown` leaves out all other fates, empty shows all of them."""
    known = differences(snapshot, as_is_id, to_be_id) if found is None else found
    return _Matched(snapshot, as_is_id, to_be_id, known).scene(frozenset(shown))


def side_by_side_scene(snapshot: Snapshot, journey_ids: Sequence[str]) -> CompareScene:
    """Several journeys in bands, each touchpoint in the column of its stage."""
    naming = Naming(snapshot, current())
    columns = _columns(snapshot, journey_ids, naming)
    bands, curves = [], []
    for journey_id in journey_ids:
        journey = snapshot.get(Journey, journey_id)
        if journey is None:
            continue
        held = [[point for point in _points(snapshot, journey_id) if _place(snapshot, point) == column.id]
                for column in columns]  # fmt: skip
        slots = tuple(tuple(_plain_card(point, naming) for point in points) for points in held)
        whose = ", ".join(dict.fromkeys((segment_name(snapshot, journey), naming.label(journey.kind))))
        title = naming.title(journey) or segment_name(snapshot, journey)
        bands.append(Band(journey_id, title, _counted(snapshot, journey_id, whose), "", slots))
        curves.append(tuple(_felt(snapshot, held)))
    return CompareScene(columns, tuple(bands), tuple(curves), is_matched=False)


def in_reading_order(snapshot: Snapshot, found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Differences from left to right and down, as their cards stand."""
    stages = {stage.id: stage.position for stage in snapshot.all(Stage)}

    def place(difference: Difference) -> tuple[int, int]:
        point = snapshot.get(Touchpoint, difference.point_id)
        return (stages.get(point.stage_id or "", -1), point.position) if point else (-1, 0)

    return tuple(sorted(found, key=place))


class _Matched:
    """The reading of one pair."""

    def __init__(self, snapshot: Snapshot, as_is_id: str, to_be_id: str, found: Sequence[Difference]) -> None:
        self._snapshot, self._ids = snapshot, (as_is_id, to_be_id)
        self._naming = Naming(snapshot, current())
        self._of: dict[str, Difference] = {}
        for each in found:
            self._of.update({point_id: each for point_id in (each.as_is_id, each.to_be_id) if point_id})

    def scene(self, shown: frozenset[Fate]) -> CompareScene:
        columns = _columns(self._snapshot, self._ids, self._naming)
        befores, afters = (self._by_column(each) for each in self._ids)
        rows = [self._rows(befores.get(column.id, []), afters.get(column.id, [])) for column in columns]
        kept = [[row for row in each if not shown or row.difference.fate in shown] for each in rows]
        as_is = tuple(tuple(self._before(row) for row in each) for each in kept)
        to_be = tuple(tuple(self._after(row) for row in each) for each in kept)
        bands = (
            Band(self._ids[0], tr("As is"), self._caption(self._ids[0]), "asIs", as_is),
            Band(self._ids[1], tr("To be"), self._caption(self._ids[1]), "toBe", to_be),
        )
        curves = tuple(
            tuple(self._felt([[getattr(row, side) for row in each] for each in rows])) for side in ("before", "after")
        )
        return CompareScene(columns, bands, curves)

    def _by_column(self, journey_id: str) -> Mapping[str, list[Touchpoint]]:
        found: dict[str, list[Touchpoint]] = {}
        for point in _points(self._snapshot, journey_id):
            found.setdefault(_place(self._snapshot, point), []).append(point)
        return found

    def _rows(self, befores: list[Touchpoint], afters: list[Touchpoint]) -> list[_Row]:
        """The as-is order; what stands only in the target comes before what follows it there, if anything does."""
        here = {point.id: point for point in afters}
        rows = []
        for point in befores:
            difference = self._of[point.id]
            rows.append(_Row(difference, point, here.get(difference.to_be_id or "")))
        faced = {row.after.id: place for place, row in enumerate(rows) if row.after}
        new: dict[int, list[_Row]] = {}
        before = len(rows)
        for point in reversed(afters):
            if point.id in faced:
                before = faced[point.id]
            else:
                new.setdefault(before, []).insert(0, _Row(self._of[point.id], None, point))
        merged: list[_Row] = []
        for place, row in enumerate(rows):
            merged += [*new.get(place, []), row]
        return [*merged, *new.get(len(rows), [])]

    def _before(self, row: _Row) -> Slot:
        difference, point = row.difference, row.before
        if point is None:
            return Gap(difference.point_id, self._origin_words(difference))
        return self._card(point, difference)

    def _after(self, row: _Row) -> Slot:
        difference, point = row.difference, row.after
        if point is not None:
            return self._card(point, difference)
        if difference.fate is Fate.REMOVED:
            return Gap(difference.point_id, ntr("Removed", "Removed", 1))
        return Gap(difference.point_id, self._moved_words(difference.to_be_id, tr("To “{stage}”")))

    def _origin_words(self, difference: Difference) -> str:
        """Where the other side of a card stands that faces none in its column; "" for a new one."""
        origin = self._snapshot.get(Touchpoint, difference.as_is_id)
        if origin is not None and not difference.is_moved:  # two cards of the target stand for it
            return tr("Part of “{name}”").format(name=self._naming.title(origin))
        return self._moved_words(difference.as_is_id, tr("From “{stage}”"))

    def _moved_words(self, point_id: str | None, sentence: str) -> str:
        point = self._snapshot.get(Touchpoint, point_id)
        if point is None:
            return ""
        return sentence.format(stage=self._naming.stage_of(point) or tr("Outside the stages"))

    def _card(self, point: Touchpoint, difference: Difference) -> CompareCard:
        return CompareCard(
            ("touchpoint", point.id),
            difference.point_id,
            self._naming.title(point) or tr("To name"),
            self._change(point, difference),
            point_icon(point),
            difference.fate,
        )

    def _change(self, point: Touchpoint, difference: Difference) -> str:
        """What a changed card says under its name: the field that differs, as it is on this side."""
        if difference.fate is not Fate.CHANGED:
            return ""
        column = telling_column(difference)
        if column is None or column == "name":
            return tr("Renamed") if point.id == difference.to_be_id else ""
        value = field_value(point, column, self._naming)
        return value or (difference.reason if point.id == difference.to_be_id else "")

    def _caption(self, journey_id: str) -> str:
        return _counted(self._snapshot, journey_id)

    def _felt(self, columns: list[list[Touchpoint | None]]) -> Iterable[Felt]:
        for index, points in enumerate(columns):
            for row, point in enumerate(points):
                value = touchpoint_valence(self._snapshot, point.id) if point else None
                if point is not None and value is not None:
                    across = (row + 0.5) / len(points)
                    yield Felt(("touchpoint", point.id), self._of[point.id].point_id, index, across, value)


def _points(snapshot: Snapshot, journey_id: str) -> tuple[Touchpoint, ...]:
    return snapshot.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)


def _place(snapshot: Snapshot, point: Touchpoint) -> str:
    """The id of the column of a touchpoint."""
    return stage_key(snapshot.get(Stage, point.stage_id))


def _columns(snapshot: Snapshot, journey_ids: Sequence[str], naming: Naming) -> tuple[Column, ...]:
    """The stages where one of the journeys has a touchpoint, all of them if there is none; the numbers of the stages
    tell what is left out."""
    used = {_place(snapshot, point) for each in journey_ids for point in _points(snapshot, each)}
    columns = [
        Column(stage_key(stage), naming.title(stage) or tr("Stage to name"), place)
        for place, stage in enumerate(merged_stages(snapshot, journey_ids))
        if not used or stage_key(stage) in used
    ]
    outside = [Column(OUTSIDE, tr("Outside the stages"), None)] if OUTSIDE in used else []
    return (*outside, *columns)


def _counted(snapshot: Snapshot, journey_id: str, first: str = "") -> str:
    points = len(_points(snapshot, journey_id))
    frictions = len(snapshot.where(Friction, journey_id=journey_id))
    journey = snapshot.get(Journey, journey_id)
    counted = (
        first,
        ntr("{n} touchpoint", "{n} touchpoints", points).format(n=current().number(points)),
        ntr("{n} friction", "{n} frictions", frictions).format(n=current().number(frictions)),
        tr("one portion") if journey and journey.is_partial else "",
    )
    return ", ".join(filter(None, counted))


def _plain_card(point: Touchpoint, naming: Naming) -> CompareCard:
    channel = naming.label(point.channel)
    return CompareCard(("touchpoint", point.id), point.id, naming.title(point) or tr("To name"), channel,
                       point_icon(point))  # fmt: skip


def _felt(snapshot: Snapshot, columns: list[list[Touchpoint]]) -> Iterable[Felt]:
    for index, points in enumerate(columns):
        for row, point in enumerate(points):
            value = touchpoint_valence(snapshot, point.id)
            if value is not None:
                yield Felt(("touchpoint", point.id), point.id, index, (row + 0.5) / len(points), value)
