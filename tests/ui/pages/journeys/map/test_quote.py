"""The quote at the low of the emotion curve can be read, however close together the points are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from journey.model import Journey, LaneKind
from resources.i18n import current
from tests.support import sample_plan
from ui.pages.journeys.map.layout import Dot, MapLayout
from ui.pages.journeys.map.measure import Measure
from ui.pages.journeys.map.quote import quote_beside
from ui.pages.journeys.map.reading import MapReader
from ui.pages.journeys.map.scene import FeltPoint

pytestmark = pytest.mark.usefixtures("qapp")
SAID = "They asked me the same question three times and never once gave me an answer that was of use"


@pytest.mark.parametrize("apart", [100, 120, 160])
def test_no_face_lies_on_the_words(apart: int) -> None:
    snapshot = sample_plan("bank")
    scene = MapReader(snapshot, current(), snapshot.all(Journey)[0].id).scene()
    layout = MapLayout(scene, Measure(), 1400)
    area = layout.lane_rect(next(place for place, lane in enumerate(scene.lanes) if lane.kind == LaneKind.EMOTION))
    values = [0.6, -0.5, 0.5, -1.0, 0.5, -0.5, 0.0, 0.5, -0.5]
    felt = [
        Dot(
            FeltPoint(("touchpoint", str(place)), "", value, verbatim=SAID),
            QPointF(60 + place * apart, layout.curve_y(value)),
        )
        for place, value in enumerate(values)
    ]
    quote = quote_beside(layout, area, felt[3], felt, (), is_whole=False)
    words = quote.place.adjusted(10, 5, -10, -5)
    faces = [QRectF(dot.centre.x() - 11, dot.centre.y() - 11, 22, 22) for dot in felt]
    assert not [face for face in faces if face.intersects(words)]
    assert quote.lines[0].startswith("“They asked")
