"""The small map comes when the journey grows out of sight, and goes when all of it is in sight again."""

from __future__ import annotations

from journey import operations as gestures
from tests.ui.pages.journeys.graph.conftest import Drawing


def test_the_small_map_follows_what_a_gesture_makes_of_the_journey(drawing: Drawing) -> None:
    small, document = drawing.view.minimap, drawing.bridge.document
    assert small.isHidden(), "all is in sight"
    gestures.place_touchpoints(document, {drawing.node("Successful exit").id: (105.0, 2000.0)})
    assert small.isVisible()
    document.undo()
    assert small.isHidden()
