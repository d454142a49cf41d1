from __future__ import annotations

from journey import operations as gestures
from journey.model import EmotionObservation, Stage, Touchpoint, Transition
from strategy.operations import set_value
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge


def with_two_points(bridge: DocumentBridge) -> tuple[str, str]:
    """A journey with "Window" then "Till" in its first stage; their ids."""
    journey = gestures.add_journey(bridge.document, language="en", stage_set="stset_buying", name="Buy")
    stage = bridge.snapshot().all(Stage)[0]
    first, second = (
        gestures.add_touchpoint(bridge.document, journey, language="en", name=name, stage_id=stage.id)
        for name in ("Window", "Till")
    )
    return first, second


def test_a_stage_says_where_its_touchpoints_go(bridge_to: BridgeTo, told: Recorder) -> None:
    bridge = bridge_to("empty")
    with_two_points(bridge)
    first, second, *_ = bridge.snapshot().all(Stage)
    set_value(bridge.document, Stage, second.id, "name", "Try {it}")
    assert delete_with_care(bridge, Stage, first.id)
    (question,) = told.questions
    assert "Kept, in the stage “Try {it}”: 3 touchpoints (Entry, Window, Till)" in question.lines
    assert bridge.snapshot().where(Touchpoint, stage_id=second.id, name="Till")


def test_a_passage_is_called_by_its_ends(bridge_to: BridgeTo, told: Recorder) -> None:
    bridge = bridge_to("empty")
    window, till = with_two_points(bridge)
    passage = gestures.connect(bridge.document, window, till)
    assert delete_with_care(bridge, Transition, passage)
    assert [toast.text for toast in told.toasts] == ["“Window → Till” deleted"]


def test_an_emotion_is_called_as_the_method_does(bridge_to: BridgeTo, told: Recorder) -> None:
    bridge = bridge_to("saas")
    emotion = bridge.snapshot().all(EmotionObservation)[0]
    assert delete_with_care(bridge, EmotionObservation, emotion.id)
    assert told.toasts[-1].text not in ("“” deleted", "“Without a name” deleted")
