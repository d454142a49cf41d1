"""Puts the points and arrows of any drawing together into a journey: one kind for each point, its stage, its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from journey.model import NodeKind
from journey.sketch import MOST_POINTS, JourneySketch, SketchPoint, SketchStage, Values
from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.journeys import own_format, remarks
from strategy.imports.journeys.figures import number_of
from strategy.imports.journeys.found import ReadJourney, Remark
from strategy.imports.journeys.passages import Arrow, joined, passages_of, read_figures
from strategy.imports.journeys.plain_text import name_of
from strategy.imports.journeys.point_values import PointReader
from strategy.imports.journeys.vocabulary import (
    PASSAGE_NAMES,
    POINT_NAMES,
    entry_of,
    is_end,
    is_loss,
    kinds_of,
    meaning_of,
)
from strategy.imports.report import Reason, Report

MOST_ARROWS = 50_000
_LOOKS = frozenset({"x", "y"})
_ENDS = (NodeKind.SUCCESS, NodeKind.DROP_OFF)


@dataclass(slots=True)
class _Point:
    """A point as it was read so far. `said` are the texts of its attributes by what they mean."""

    line: int
    key: str
    said: dict[str, str] = field(default_factory=dict)
    stage: str | None = None
    is_terminal: bool = False
    own: SketchPoint | None = None


class Draft:
    """A drawing on its way to a journey. `own` is the journey that Périple wrote, without points and passages."""

    def __init__(self, report: Report, own: JourneySketch | None = None, *, is_own: bool = False) -> None:
        self._report, self._own = report, own
        self.is_own = is_own or own is not None
        self._points: dict[str, _Point] = {}
        self._arrows: list[Arrow] = []
        self._stages: dict[str, str] = {}
        self._values = PointReader(report)
        self._remarks: list[Remark] = []

    def __contains__(self, key: object) -> bool:
        return key in self._points

    def stage(self, key: str, name: str) -> None:
        """Say how a stage is called; stages come in the order in which they are named first."""
        self._stages[key] = name_of(name) or self._stages.get(key, "")

    def point(
        self,
        line: int,
        key: str,
        label: str = "",
        attributes: Mapping[str, str] | None = None,
        *,
        stage: str | None = None,
        is_terminal: bool = False,
    ) -> None:
        """Add a point, or say more of one. `is_terminal`: drawn in the shape that flow charts give to their ends."""
        point = self._points.get(key)
        if point is None:
            if len(self._points) >= MOST_POINTS:
                raise too_many_points()
            point = self._points[key] = _Point(line, key)
            self._report.use()
        if label:
            point.said["name"] = label
        if stage is not None and point.stage is None:
            point.stage = stage
            self._stages.setdefault(stage, "")
        point.is_terminal |= is_terminal
        if attributes and self._own is not None:
            point.own = own_format.read_point(key, attributes, self._refuse(line))
            self._leave_added(line, attributes, of_passage=False)
        elif attributes:
            point.said |= self._meant(line, attributes, POINT_NAMES)

    def arrow(
        self, line: int, source: str, target: str, label: str = "", attributes: Mapping[str, str] | None = None
    ) -> None:
        """Add an arrow."""
        if len(self._arrows) >= MOST_ARROWS:
            raise too_many_arrows()
        arrow = Arrow(line, source, target)
        if self._own is not None:
            arrow.own = own_format.read_passage(source, target, attributes or {}, self._refuse(line))
            self._leave_added(line, attributes or {}, of_passage=True)
        else:
            said = self._meant(line, attributes or {}, PASSAGE_NAMES)
            if label:
                said["label"] = label
            read_figures(arrow, said, self._report)
            arrow.frictions = self._values.frictions(said, line)
        self._arrows.append(arrow)

    def remark(self, remark: Remark) -> None:
        """Note what is worth knowing."""
        self._remarks.append(remark)

    def finish(self, name: str) -> ReadJourney:
        """The journey, as far as it was drawn."""
        arrows = self._known_arrows()
        kinds = self._kinds(arrows)
        arrows = [arrow for arrow in arrows if self._is_allowed(arrow, kinds)]
        arrows, repeats = joined(arrows)
        if repeats:
            self.remark(remarks.joined(repeats))
        self._report.use(len(arrows) + repeats)
        names = {key: name_of(point.said.get("name", "")) or key for key, point in self._points.items()}
        passages, told = passages_of(arrows, names, is_own=self.is_own)
        stages = self._own.stages if self._own is not None else self._read_stages()
        places = {key: place for place, key in enumerate(self._stages)}
        points, ideas = [], []
        for point in self._points.values():
            points.append(self._sketched(point, kinds[point.key], places, len(stages)))
            ideas += [(point.key, values) for values in self._values.opportunities(point.said)]
        open_ends = _without(points, {arrow.source for arrow in arrows if arrow.source != arrow.target})
        sketch = self._own or JourneySketch()
        known = tuple(each for each in sketch.opportunities if each[0] is None or each[0] in self._points)
        return ReadJourney(
            replace(
                sketch,
                name=sketch.name or name_of(name),
                stages=stages,
                points=tuple(points),
                passages=tuple(passages),
                opportunities=(*known, *ideas),
            ),
            open_ends,
            frozenset(key for key in open_ends if is_loss(names[key])),
            (*self._remarks, *told),
            self.is_own,
        )

    # Inside

    def _meant(self, line: int, attributes: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
        """The values by what they mean; those that mean nothing, or what another one says already, are told."""
        found: dict[str, str] = {}
        order = list(names)
        meanings = [(meaning_of(attribute, names), attribute, value) for attribute, value in attributes.items()]
        for meaning, attribute, value in sorted(meanings, key=lambda each: _rank(each, names)):
            if not value.strip():
                continue
            if meaning in _LOOKS:
                self._report.leave(line, attribute, value, Reason.LOOKS)
            elif meaning is None or (meaning in found and found[meaning].strip() != value.strip()):
                self._report.leave(line, attribute, value, Reason.NO_PLACE)
            else:
                found.setdefault(meaning, value)
        return {meaning: found[meaning] for meaning in order if meaning in found}

    def _leave_added(self, line: int, attributes: Mapping[str, str], *, of_passage: bool) -> None:
        """Tell of attributes that another program added to a file of Périple."""
        for name, value in attributes.items():
            if value.strip() and not own_format.is_known(name, of_passage=of_passage):
                self._report.leave(line, name, value, Reason.NO_PLACE)

    def _refuse(self, line: int) -> own_format.Refuse:
        return lambda column, value: self._report.leave(line, column, value, Reason.NOT_UNDERSTOOD)

    def _known_arrows(self) -> list[Arrow]:
        known = []
        for arrow in self._arrows:
            if arrow.source in self._points and arrow.target in self._points:
                known.append(arrow)
            else:
                self._report.leave(arrow.line, "", f"{arrow.source} → {arrow.target}", Reason.UNKNOWN_END)
        return known

    def _kinds(self, arrows: list[Arrow]) -> Mapping[str, NodeKind]:
        """What each point is: what it says of itself or is called, where the arrows agree."""
        entered = {arrow.target for arrow in arrows if arrow.source != arrow.target}
        left = {arrow.source for arrow in arrows if arrow.source != arrow.target}
        kinds, odd = {}, []
        for key, point in self._points.items():
            wanted = self._wanted(point, key in entered, key in left)
            fitting = [kind for kind in wanted if _fits(kind, key in entered, key in left)]
            kinds[key] = fitting[0] if fitting else NodeKind.TOUCHPOINT
            if not fitting and (point.own is not None or kinds_of(point.said.get("kind", ""))):
                odd.append(name_of(point.said.get("name", "")) or key)
        if odd:
            self.remark(remarks.odd_ends(odd))
        return kinds

    def _wanted(self, point: _Point, is_entered: bool, is_left: bool) -> tuple[NodeKind, ...]:
        if point.own is not None:
            return (point.own.kind,)
        said = kinds_of(point.said.get("kind", "")) or kinds_of(point.said.get("type", ""))
        if said or self.is_own or is_entered == is_left:
            return said or (NodeKind.TOUCHPOINT,)
        name = point.said.get("name", "") or point.key
        if point.is_terminal and is_left:
            return (NodeKind.ENTRY,)
        called = tuple(kind for kind in kinds_of(name) if kind is not NodeKind.TOUCHPOINT)
        return (*called, *((NodeKind.SUCCESS,) if is_end(name) else ()), NodeKind.TOUCHPOINT)

    def _is_allowed(self, arrow: Arrow, kinds: Mapping[str, NodeKind]) -> bool:
        if kinds[arrow.source] not in _ENDS and kinds[arrow.target] is not NodeKind.ENTRY:
            return True
        self._report.leave(arrow.line, "", f"{arrow.source} → {arrow.target}", Reason.NOT_ALLOWED)
        return False

    def _read_stages(self) -> tuple[SketchStage, ...]:
        """The stages in order: as declared, else as the points number them, else as they come."""
        order: dict[str, float] = {}
        for point in self._points.values():
            if point.stage is None and name_of(point.said.get("stage", "")):
                self._report.use()
                point.stage = name_of(point.said["stage"])
                self._stages.setdefault(point.stage, point.stage)
                order[point.stage] = number_of(point.said.get("stage_order", "")) or 0.0
        if order:
            self._stages = dict(sorted(self._stages.items(), key=lambda each: order.get(each[0], 0.0)))
        taken: set[str] = set()
        stages = []
        for key, title in self._stages.items():
            known = entry_of("stages", title or key)
            if known is not None and known not in taken:
                taken.add(known)
                stages.append(SketchStage(stage=known))
            else:
                stages.append(SketchStage(name=title or name_of(key)))
        return tuple(stages)

    def _sketched(self, point: _Point, kind: NodeKind, places: Mapping[str, int], stages: int) -> SketchPoint:
        if point.own is not None:
            place = point.own.stage
            return replace(point.own, kind=kind, stage=place if place is not None and place < stages else None)
        place = places.get(point.stage) if point.stage is not None else None
        name, said = name_of(point.said.get("name", "")) or name_of(point.key), point.said
        if kind is not NodeKind.TOUCHPOINT:
            return SketchPoint(point.key, name, kind, place, self._end_values(point))
        return SketchPoint(
            point.key,
            name,
            kind,
            place,
            self._values.columns(said, point.line),
            self._values.emotions(said, point.line),
            self._values.frictions(said, point.line),
        )

    def _end_values(self, point: _Point) -> Values:
        """Of entries and ends only the note: the rest belongs to touchpoints."""
        for meaning, value in point.said.items():
            if meaning not in ("name", "kind", "type", "stage", "stage_order", "note"):
                self._report.leave(point.line, meaning, value, Reason.NO_PLACE)
        return self._values.columns({key: value for key, value in point.said.items() if key == "note"}, point.line)


def too_many_points() -> PlanError:
    """Nobody walks so far."""
    return PlanError(N_("This drawing has more than {most} points: no journey has."), most=MOST_POINTS)


def too_many_arrows() -> PlanError:
    """Nobody draws so many."""
    return PlanError(N_("This drawing has more than {most} arrows: no journey has."), most=MOST_ARROWS)


def _rank(each: tuple[str | None, str, str], names: Mapping[str, str]) -> tuple[int, int]:
    """The best names of a meaning first: those that stand first in its pattern."""
    meaning, attribute, _value = each
    if meaning is None:
        return len(names), 0
    words = names[meaning].split("|")
    plain = attribute.casefold().replace("_", " ")
    return 0, words.index(plain) if plain in words else len(words)


def _fits(kind: NodeKind, is_entered: bool, is_left: bool) -> bool:
    """Whether a point of this kind may be entered and left so."""
    return not (is_entered if kind is NodeKind.ENTRY else is_left if kind in _ENDS else False)


def _without(points: list[SketchPoint], left: set[str]) -> tuple[str, ...]:
    """The keys of the touchpoints that nothing leads out of."""
    return tuple(point.key for point in points if point.kind is NodeKind.TOUCHPOINT and point.key not in left)
