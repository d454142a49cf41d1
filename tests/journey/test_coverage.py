from __future__ import annotations

import pytest

from journey.coverage import SILENT_DRIFT, channel_matrix, silent_drifts
from journey.model import EmotionObservation, Friction, Moment, Stage
from tests.support import drawn, plan_of

PASSAGES = {"in>a": 1.0, "a>b": 0.7, "a>lost": 0.3, "b>c": 0.8, "b>lost": 0.2, "c>won": 0.95, "c>lost": 0.05}


@pytest.mark.feature("feat_channel_matrix")
def test_empty_stages_and_channels_where_nobody_can_answer_are_told() -> None:
    points = {
        "a": {"stage_id": "first", "channel": "ch_email", "direction": "dir_one_way"},
        "b": {"stage_id": "first", "channel": "ch_phone", "direction": "dir_two_way"},
        "c": {"stage_id": "first", "channel": "ch_phone", "direction": "dir_one_way"},
    }
    stages = [Stage(id=each, journey_id="jr", position=place) for place, each in enumerate(("first", "second"))]
    found = channel_matrix(plan_of(drawn(PASSAGES, touchpoints=points), stages), "jr")
    assert found.touchpoints["first", "ch_phone"] == ("b", "c")
    assert found.empty_stage_ids == ("second",)
    assert found.one_way == ("ch_email",)


def test_a_touchpoint_that_many_leave_without_a_word_is_a_silent_drift() -> None:
    explained = [
        Friction(id="f", journey_id="jr", transition_id="a>b"),
        EmotionObservation(id="e", touchpoint_id="b", emotion="emo_joy"),
        Moment(id="m", touchpoint_id="c", moment=SILENT_DRIFT),
    ]
    found = silent_drifts(plan_of(drawn(PASSAGES), explained), "jr")
    assert [(each.touchpoint_id, each.is_marked) for each in found] == [("c", True), ("b", False)]
