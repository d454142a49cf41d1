"""An as-is journey and its target, whole, for a picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from journey.comparison import Fate, compare_journeys, differences
from resources.i18n import N_, current, tr
from storage.errors import PlanError
from strategy.snapshot import Snapshot
from ui.models.difference_words import fate_word
from ui.models.journey_pairs import pair_name, pair_of
from ui.pages.journeys.compare.layout import MIN_COLUMN, CompareLayout
from ui.pages.journeys.compare.painter import CompareLook, ComparePainter
from ui.pages.journeys.compare.reading import matched_scene
from ui.pages.journeys.compare.scene import CompareScene, Gap
from ui.pages.journeys.compare.strip import STRIP, EmotionStrip
from ui.pages.journeys.map.measure import Measure
from ui.pictures.body import Body, Sign
from ui.pictures.signs import dashed_line, fate, solid_line
from ui.widgets.paint import box

_COLUMN = 216.0
_BESIDE_GAP = 38.0
"""What stands around the words in an empty place."""


def compare_body(snapshot: Snapshot, journey_id: str) -> Body:
    """The two journeys of a course, matched card by card. `PlanError` while there is only one."""
    pair = pair_of(snapshot, journey_id)
    if pair is None or pair.as_is_id is None or pair.to_be_id is None:
        name = pair_name(snapshot, pair) if pair is not None else ""
        text = N_("“{name}” has no other journey to compare with: it takes an as-is and a to-be journey.")
        raise PlanError(text, name=name)
    found = differences(snapshot, pair.as_is_id, pair.to_be_id)
    scene = matched_scene(snapshot, pair.as_is_id, pair.to_be_id, found)
    measure = Measure()
    layout = CompareLayout(scene, measure, _column_width(scene, measure) * len(scene.columns), is_whole=True)
    bands = layout.arranged(layout.head_height, float("inf"), 0)
    bottom = layout.head_height + sum(layout.band_head + body for body in layout.body_heights)
    width, height = layout.width, bottom + STRIP

    def paint(painter: QPainter, visible: QRectF) -> None:
        paints = ComparePainter(layout, CompareLook())
        seen = visible.intersected(QRectF(0, layout.head_height, width, bottom - layout.head_height))
        if not seen.isEmpty():
            for band in bands:
                paints.band(painter, band, seen)
        EmotionStrip(layout, CompareLook()).paint(painter, QRectF(0, bottom, width, STRIP))
        paints.heads(painter, QRectF(0, 0, width, layout.head_height))
        box(painter, QRectF(-0.5, -0.5, width + 1, height + 1), None, "line")

    success = compare_journeys(snapshot, pair.as_is_id, pair.to_be_id).success
    shares = [current().percent(each) for each in (success.before, success.after)]
    caption = tr("success: {before} to {after}").format(before=shares[0], after=shares[1])
    counts = {each: sum(one.fate is each for one in found) for each in Fate}
    return Body(width, height, paint, _signs(scene, counts), caption)


def _column_width(scene: CompareScene, measure: Measure) -> float:
    """So wide that no word in an empty place is cut."""
    gaps = [
        measure.width(slot.words, measure.caption) + _BESIDE_GAP
        for band in scene.bands
        for slots in band.slots
        for slot in slots
        if isinstance(slot, Gap)
    ]
    return max([_COLUMN, float(MIN_COLUMN), *gaps])


def _signs(scene: CompareScene, counts: dict[Fate, int]) -> tuple[Sign, ...]:
    """The legend: how many touchpoints have each fate, then the curves."""
    found = [
        Sign(fate(each.value), f"{current().number(count)} {fate_word(each, count)}")
        for each, count in counts.items()
        if count
    ]
    if any(scene.curves):
        found += [Sign(dashed_line("asIs"), tr("emotion, as is")), Sign(solid_line("toBe"), tr("emotion, to be"))]
    return tuple(found)
