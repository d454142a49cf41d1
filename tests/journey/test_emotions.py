from __future__ import annotations

import pytest

from journey.emotions import EmotionCurve, emotion_curve
from journey.model import EmotionObservation, Stage
from storage.base import Base
from tests.support import drawn, plan_of

EXAMPLE = {"in>a": 1.0, "a>b": 0.6, "a>lost": 0.4, "b>won": 0.5, "b>a": 0.2, "b>lost": 0.3}


def felt(name: str, valence: float) -> EmotionObservation:
    return EmotionObservation(id=f"e{name}{valence}", touchpoint_id=name, emotion="own", valence=valence)


def curve(passages: dict[str, float], *rows: Base) -> EmotionCurve:
    stages = {"a": {"stage_id": "s1"}, "b": {"stage_id": "s1"}}
    journey = drawn(passages, touchpoints=stages)
    return emotion_curve(
        plan_of(journey, Stage(id="s1", journey_id="jr"), Stage(id="s2", journey_id="jr"), *rows), "jr"
    )


@pytest.mark.feature("feat_emotion_curve")
def test_a_stage_feels_like_its_touchpoints_weighted_by_visits() -> None:
    found = curve(EXAMPLE, felt("a", -0.5), felt("b", 0.5))
    assert found.stages[0].valence == pytest.approx((-0.5 * 1 + 0.5 * 0.6) / 1.6)
    assert found.stages[1].valence is None


def test_the_peak_is_the_strongest_moment_and_the_worse_one_of_two() -> None:
    assert curve(EXAMPLE, felt("a", -0.5), felt("b", 0.8)).peak_id == "b"
    assert curve(EXAMPLE, felt("a", 0.5), felt("b", -0.5)).peak_id == "b"


def test_the_end_is_where_customers_leave_from() -> None:
    found = curve(EXAMPLE, felt("a", -1.0), felt("b", 0.5))
    leaving_a, leaving_b = 0.4 / 0.88, 0.8 * 0.6 / 0.88
    assert found.end == pytest.approx((-leaving_a + 0.5 * leaving_b) / (leaving_a + leaving_b))
    assert found.peak_end == pytest.approx((-1.0 + (found.end or 0)) / 2)


def test_without_emotions_nothing_is_said_and_without_a_sound_graph_touchpoints_count_alike() -> None:
    assert curve(EXAMPLE).peak is None
    broken = curve({"in>a": 1.0, "a>b": 0.5}, felt("a", -0.5), felt("b", 0.0))
    assert (broken.stages[0].valence, broken.peak, broken.end) == (-0.25, -0.5, None)
