"""The quote at the low of the emotion curve can be read, however close together the points are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from journey.model import Journey, LaneKind
from resources.i18n import current
from tests.support import sample_plan
from ui.pages.journeys.map.curve import along, curve_path, quote_rect
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


def test_a_quote_leaves_the_curves_free_where_there_is_room() -> None:
    mine = [QPointF(60, 120), QPointF(300, 140), QPointF(420, 100)]
    twin = [QPointF(60, 20), QPointF(300, 60), QPointF(700, 30)]
    curves = [*along(mine), *along(twin)]
    place = quote_rect((190, 46), mine[1], QRectF(0, 0, 1100, 150), mine, curves)
    assert not [each for each in curves if place.contains(each)]
    assert [each for each in curves if quote_rect((190, 46), mine[1], QRectF(0, 0, 1100, 150), mine).contains(each)]


def test_places_along_a_curve_lie_on_the_curve_that_is_drawn() -> None:
    points = [QPointF(0, 0), QPointF(100, 80), QPointF(300, 20)]
    path = curve_path(points)
    drawn = [path.pointAtPercent(step / 1000) for step in range(1001)]
    for each in along(points):
        assert min((each - other).manhattanLength() for other in drawn) < 1
