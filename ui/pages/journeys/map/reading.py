"""Reads a map out of a snapshot: the whole of it, or again the stages that a gesture touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from journey.analysis import touchpoint_valence
from journey.lanes import lanes_of
from journey.model import (
    EmotionObservation,
    Friction,
    Journey,
    JourneyKind,
    Lane,
    LaneCard,
    LaneKind,
    Moment,
    NodeKind,
    Opportunity,
    Stage,
    Touchpoint,
    Transition,
)
from journey.operations.map_gestures import ASSUMPTION
from resources.catalogue import catalogue
from resources.i18n import N_, Words
from strategy.links import actions_of_friction
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.models.journey_pairs import pair_of
from ui.models.journey_signs import CHANNEL_ICONS, point_icon
from ui.pages.journeys.map.scene import OUTSIDE, Card, FeltPoint, MapLane, MapScene, MapStage

_UNITS = {
    LaneKind.ACTIONS: N_("of the customer"),
    LaneKind.EMOTION: N_("from −2 to +2"),
    LaneKind.FRICTIONS: N_("severity 1 to 5"),
}
_MOMENT_SIGNS = {
    "positive": ("sparkles", "success"),
    "pivotal": ("star", "brass"),
    "negative": ("triangle-alert", "danger"),
}
_NOT_PROVEN = (None, "", ASSUMPTION)
"""Evidence of what nobody has observed yet."""


class MapReader:
    """The map of one journey in one snapshot, in the words of one language."""

    def __init__(self, snapshot: Snapshot, words: Words, journey_id: str) -> None:
        self._snapshot, self._words, self._journey_id = snapshot, words, journey_id
        self._naming = Naming(snapshot, words)

    def scene(self) -> MapScene:
        """The whole map; an empty one when the journey does not exist."""
        journey = self._snapshot.get(Journey, self._journey_id)
        if journey is None:
            return MapScene()
        pair = pair_of(self._snapshot, journey.id)
        is_as_is = journey.kind == JourneyKind.AS_IS
        scene = MapScene(
            journey_id=journey.id,
            is_as_is=is_as_is,
            twin_id=(pair.to_be_id if is_as_is else pair.as_is_id) if pair else None,
            stages=self._stages(),
            all_lanes=tuple(self._lane(lane) for lane in lanes_of(self._snapshot, journey.id)),
        )
        self.read_stages(scene, [stage.id for stage in scene.stages])
        self.read_twin(scene)
        return scene

    def read_stages(self, scene: MapScene, stage_ids: Iterable[str]) -> None:
        """Read again what stands in some columns; cells that are the same keep their identity."""
        for stage_id in stage_ids:
            points = self._points(self._journey_id, stage_id)
            scene.felt[stage_id] = tuple(self._felt(point) for point in points)
            for lane in scene.all_lanes:
                cards = tuple(self._cards(lane, stage_id, points))
                if scene.cells.get((lane.id, stage_id)) != cards:
                    scene.cells[lane.id, stage_id] = cards

    def read_twin(self, scene: MapScene) -> None:
        """Read the curve of the other journey of the course, each of its stages in the column that it matches."""
        if scene.twin_id is None:
            scene.felt_other = {}
            return
        columns = self._matching_columns(scene)
        scene.felt_other = {}
        for stage in self._snapshot.where(Stage, journey_id=scene.twin_id):
            if stage.id in columns:
                felt = tuple(self._felt(point) for point in self._points(scene.twin_id, stage.id))
                scene.felt_other[columns[stage.id]] = felt

    def twin_columns(self, scene: MapScene) -> dict[str, str]:
        """The column of each stage of the other journey; stages without one are absent."""
        return self._matching_columns(scene) if scene.twin_id else {}

    # Stages and lanes

    def _stages(self) -> tuple[MapStage, ...]:
        rows = self._snapshot.where(Stage, journey_id=self._journey_id)
        titles = [self._naming.title(row) or self._words.tr("Stage to name") for row in rows]
        following = [self._words.tr("to {stage}").format(stage=title) for title in titles[1:]]
        indicators = [*following, self._words.tr("to success")]
        stages = [
            MapStage(row.id, title, place, indicator)
            for place, (row, title, indicator) in enumerate(zip(rows, titles, indicators[: len(rows)], strict=True))
        ]
        if self._has_outsiders() or not stages:
            stages.append(MapStage(OUTSIDE, self._words.tr("Outside the stages"), None))
        return tuple(stages)

    def has_same_columns(self, scene: MapScene) -> bool:
        """Whether the columns are still those of the scene: a thing outside the stages needs one more."""
        return (self._has_outsiders() or not self._stage_ids()) == any(s.id == OUTSIDE for s in scene.stages)

    def _has_outsiders(self) -> bool:
        snapshot, known = self._snapshot, self._stage_ids()
        if any(self._points(self._journey_id, OUTSIDE)):
            return True
        return any(
            self._stage_of_point(row.touchpoint_id) not in known
            for row in snapshot.where(Opportunity, journey_id=self._journey_id)
        ) or any(
            self._stage_of_friction(row) not in known for row in snapshot.where(Friction, journey_id=self._journey_id)
        )

    def _lane(self, lane: Lane) -> MapLane:
        title = self._naming.title(lane) or self._words.tr("Lane to name")
        unit = "" if lane.name or lane.kind not in _UNITS else self._words.tr(_UNITS[LaneKind(lane.kind)])
        return MapLane(lane.id, lane.kind, title, unit, lane.is_hidden, lane.height)

    def _stage_ids(self) -> Collection[str]:
        return {stage.id for stage in self._snapshot.where(Stage, journey_id=self._journey_id)}

    def _points(self, journey_id: str, stage_id: str) -> tuple[Touchpoint, ...]:
        found = self._snapshot.where(Touchpoint, stage_id=stage_id or None, journey_id=journey_id)
        return tuple(point for point in found if point.kind == NodeKind.TOUCHPOINT.value)

    def _matching_columns(self, scene: MapScene) -> dict[str, str]:
        """Stages match by their entry of the method, then by name, in any case."""
        mine = self._snapshot.where(Stage, journey_id=self._journey_id)
        by_name = {self._naming.title(stage).casefold(): stage.id for stage in mine}
        by_entry = {stage.stage: stage.id for stage in mine if stage.stage}
        found = {}
        for stage in self._snapshot.where(Stage, journey_id=scene.twin_id):
            column = by_entry.get(stage.stage or "") or by_name.get(self._naming.title(stage).casefold())
            if column:
                found[stage.id] = column
        return found

    def _stage_of_point(self, point_id: str | None) -> str:
        point = self._snapshot.get(Touchpoint, point_id)
        return (point.stage_id if point else None) or OUTSIDE

    def _stage_of_friction(self, friction: Friction) -> str:
        passage = self._snapshot.get(Transition, friction.transition_id)
        return self._stage_of_point(passage.source_id if passage else friction.touchpoint_id)

    # Cards

    def _cards(self, lane: MapLane, stage_id: str, points: tuple[Touchpoint, ...]) -> Iterable[Card]:
        if lane.takes_cards:
            return self._lane_cards(lane, stage_id, points)
        if lane.kind == LaneKind.TOUCHPOINTS:
            return [self._touchpoint(point) for point in points]
        if lane.kind == LaneKind.CHANNELS:
            return self._channels(points)
        if lane.kind == LaneKind.FRICTIONS:
            return self._frictions(stage_id)
        if lane.kind == LaneKind.OPPORTUNITIES:
            return self._opportunities(stage_id)
        return ()

    def _lane_cards(self, lane: MapLane, stage_id: str, points: tuple[Touchpoint, ...]) -> Iterable[Card]:
        placeholder = self._words.tr("To write")
        rows = self._snapshot.where(LaneCard, lane_id=lane.id)
        cards = [
            Card(("lane_card", row.id), row.text.strip(), placeholder=placeholder)
            for row in rows
            if row.stage_id == stage_id
        ]
        if cards or lane.kind != LaneKind.OWNERS:
            return cards
        # Who owns the touchpoints of the stage, as long as the team has written nothing else there.
        owners = dict.fromkeys(point.owner.strip() for point in points if point.owner.strip())
        return [Card(("owner", owner), owner, icon="user-round") for owner in owners]

    def _touchpoint(self, point: Touchpoint) -> Card:
        frictions = self._snapshot.where(Friction, touchpoint_id=point.id)
        worst = max((each.severity or 0 for each in frictions), default=0)
        signs, said = [], []
        for moment in self._snapshot.where(Moment, touchpoint_id=point.id):
            entry = catalogue().get(moment.moment)
            signs.append(_MOMENT_SIGNS.get(str(entry.get("effect")) if entry else "", ("sparkles", "brass")))
            said.append(self._naming.label(moment.moment))
        if point.is_external:
            signs.append(("external-link", "ink3"))
            said.append(self._words.tr("outside the company"))
        if worst:
            said.insert(0, self._words.tr("severity {level}").format(level=worst))
        return Card(
            ("touchpoint", point.id),
            self._naming.title(point),
            icon=point_icon(point),
            placeholder=self._words.tr("To name"),
            severity=worst or None,
            more=max(0, len(frictions) - 1) if worst else 0,
            signs=tuple(dict.fromkeys(signs)),
            state=", ".join(said),
        )

    def _channels(self, points: tuple[Touchpoint, ...]) -> list[Card]:
        channels = dict.fromkeys(point.channel for point in points if point.channel)
        return [
            Card(("channel", channel), self._naming.label(channel), icon=CHANNEL_ICONS.get(channel, "radio-tower"))
            for channel in channels
        ]

    def _frictions(self, stage_id: str) -> list[Card]:
        if stage_id == OUTSIDE:
            known = self._stage_ids()
            rows: Iterable[Friction] = (
                row
                for row in self._snapshot.where(Friction, journey_id=self._journey_id)
                if self._stage_of_friction(row) not in known
            )
        else:
            rows = self._frictions_of_stage(stage_id)
        return [self._friction(row) for row in rows]

    def _frictions_of_stage(self, stage_id: str) -> list[Friction]:
        found: list[Friction] = []
        for point in self._snapshot.where(Touchpoint, stage_id=stage_id):
            found += self._snapshot.where(Friction, touchpoint_id=point.id)
            for passage in self._snapshot.where(Transition, source_id=point.id):
                found += self._snapshot.where(Friction, transition_id=passage.id)
        return sorted(found, key=lambda row: (row.position, row.id))

    def _friction(self, row: Friction) -> Card:
        tr = self._words.tr
        flag, said = "missing", tr("no action")
        if row.declined_because.strip():
            flag, said = "declined", tr("declined: {reason}").format(reason=row.declined_because.strip())
        elif actions_of_friction(self._snapshot, row.id):
            flag, said = "planned", tr("action planned")
        is_assumed = row.evidence in _NOT_PROVEN
        severity = tr("severity {level}").format(level=row.severity) if row.severity else tr("severity to set")
        words = (severity, self._naming.place_of(row), said, tr("assumption") if is_assumed else "")
        return Card(
            ("friction", row.id),
            row.text.strip() or (self._naming.label(row.type) if row.type else ""),
            placeholder=tr("To describe"),
            severity=row.severity or 0,
            flag=flag,
            is_assumed=is_assumed,
            state=", ".join(filter(None, words)),
        )

    def _opportunities(self, stage_id: str) -> list[Card]:
        known = self._stage_ids()
        found = []
        for row in self._snapshot.where(Opportunity, journey_id=self._journey_id):
            at = self._stage_of_point(row.touchpoint_id)
            if at == stage_id or (stage_id == OUTSIDE and at not in known):
                text = row.text.strip() or (self._naming.label(row.type) if row.type else "")
                found.append(Card(("opportunity", row.id), text, icon="lightbulb",
                                  placeholder=self._words.tr("To describe")))  # fmt: skip
        return found

    def _felt(self, point: Touchpoint) -> FeltPoint:
        observed = self._snapshot.where(EmotionObservation, touchpoint_id=point.id)
        said = [each.verbatim.strip() for each in observed if each.verbatim.strip()]
        if not said:
            frictions = self._snapshot.where(Friction, touchpoint_id=point.id)
            said = [each.verbatim.strip() for each in frictions if each.verbatim.strip()]
        return FeltPoint(
            ("touchpoint", point.id),
            self._naming.title(point) or self._words.tr("To name"),
            touchpoint_valence(self._snapshot, point.id),
            is_assumed=bool(observed) and all(each.evidence in _NOT_PROVEN for each in observed),
            verbatim=said[0] if said else "",
        )
