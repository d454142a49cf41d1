"""What the cursor of a map stands on, in words: kind, name, state. Screen readers and tooltips say it."""

from __future__ import annotations

from journey.model import LaneKind
from resources.i18n import current, ntr, tr
from ui.models.journey_signs import face_of, hours_label
from ui.pages.journeys.map.cursor import Cursor
from ui.pages.journeys.map.scene import Card, MapLane, MapScene, MapStage


def spoken(scene: MapScene, cursor: Cursor | None) -> str:
    """The accessible name of what the cursor stands on."""
    if cursor is None:
        return tr("Journey map")
    stage = next((each for each in scene.stages if each.id == cursor.stage_id), None)
    lane = scene.lane(cursor.lane_id)
    if stage is not None and cursor.is_stage_head:
        return _stage(scene, stage)
    if lane is not None and cursor.is_lane_head:
        return tr("Lane, {name}").format(name=lane.title)
    if lane is None or stage is None:
        return tr("Journey map")
    if lane.kind == LaneKind.INDICATORS:
        return _indicator(scene, stage)
    if cursor.key is None:
        return tr("{lane}, stage {stage}, empty").format(lane=lane.title, stage=stage.title)
    if lane.kind == LaneKind.EMOTION:
        return _felt(scene, stage, cursor)
    card = scene.card(lane.id, stage.id, cursor.key)
    return _card(lane, stage, card) if card else tr("Journey map")


def _card(lane: MapLane, stage: MapStage, card: Card) -> str:
    kinds = {
        "touchpoint": tr("Touchpoint"), "friction": tr("Friction"), "opportunity": tr("Opportunity"),
        "channel": tr("Channel"), "owner": tr("Owner"), "lane_card": lane.title,
    }  # fmt: skip
    words = (kinds[card.key[0]], card.text or card.placeholder, tr("stage {name}").format(name=stage.title), card.state)
    return ", ".join(filter(None, words))


def _stage(scene: MapScene, stage: MapStage) -> str:
    figures = scene.figures.get(stage.id)
    parts = [tr("Stage"), stage.title]
    if figures and figures.reached is not None:
        parts.append(tr("{share} reach it").format(share=current().percent(figures.reached)))
    if figures and figures.hours:
        parts.append(hours_label(figures.hours))
    return ", ".join(parts)


def _felt(scene: MapScene, stage: MapStage, cursor: Cursor) -> str:
    felt = next((each for each in scene.felt.get(stage.id, ()) if each.key == cursor.key), None)
    if felt is None:
        return tr("Journey map")
    face = face_of(felt.value)
    value = tr("nothing noted") if face is None else (f"+{face}" if face > 0 else current().number(face))
    words = (tr("Emotion"), felt.name, tr("stage {name}").format(name=stage.title), value)
    assumed = tr("assumption") if felt.is_assumed else ""
    return ", ".join(filter(None, (*words, assumed)))


def _indicator(scene: MapScene, stage: MapStage) -> str:
    figures = scene.figures.get(stage.id)
    shown = current().percent(figures.passed) if figures and figures.passed is not None else tr("n/a")
    parts = [tr("Indicator"), stage.title, f"{stage.indicator} {shown}"]
    if figures and figures.target is not None:
        parts.append(tr("target {share}").format(share=current().percent(figures.target)))
    return ", ".join(parts)


def described(scene: MapScene) -> str:
    """The picture in words: its size, and the course of the emotion curve."""
    points = [felt for stage in scene.stages for felt in scene.felt.get(stage.id, ())]
    known = [felt for felt in points if felt.value is not None]
    said = [
        ntr("{n} stage", "{n} stages", len(scene.stages)).format(n=len(scene.stages)),
        ntr("{n} touchpoint", "{n} touchpoints", len(points)).format(n=len(points)),
    ]
    if known:
        lowest = min(known, key=lambda felt: felt.value or 0.0)
        said.append(tr("lowest point: {name}").format(name=lowest.name))
        said.append(tr("end: {name}").format(name=known[-1].name))
    return ", ".join(said)
