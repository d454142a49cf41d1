"""Values that the team sets for its plan instead of the method's."""

from __future__ import annotations

import math

import pytest

from journey import operations as gestures
from journey.analysis import touchpoint_valence
from journey.model import Journey, Segment
from journey.own_values import OwnValue, adjustables, method_value
from storage.document import Document
from storage.errors import PlanError
from strategy.analysis import Reading, area_score, strength_threshold
from strategy.method import findings
from strategy.operations import answer, reset_own_values, set_own_value, set_value
from strategy.snapshot import Snapshot

SMALL = "warn_segment_too_small"


@pytest.fixture
def plan(empty_plan: Document) -> Document:
    return empty_plan


def small_segments(plan: Document) -> list[str]:
    return [each.row_id for each in findings(Snapshot.of(plan)) if each.rule_id == SMALL]


@pytest.mark.feature("feat_custom_lists")
def test_lowering_the_threshold_of_small_segments_removes_the_warning(plan: Document) -> None:
    small, large = (gestures.add_segment(plan, language="en", name=name) for name in ("Few", "Many"))
    set_value(plan, Segment, small, "size", 3)
    set_value(plan, Segment, large, "size", 97)
    assert small_segments(plan) == [small]
    set_own_value(plan, SMALL, "threshold", 0.02)
    assert small_segments(plan) == []
    plan.undo()
    assert small_segments(plan) == [small]


def test_an_emotion_weighs_what_the_team_says(plan: Document) -> None:
    journey = gestures.add_journey(plan, language="en")
    assert plan.get(Journey, journey) is not None
    point = gestures.add_touchpoint(plan, journey, language="en", name="Wait")
    gestures.add_emotion(plan, point, "emo_frustration")
    assert touchpoint_valence(Snapshot.of(plan), point) == -0.7
    set_own_value(plan, "emo_frustration", "valence", -0.2)
    assert touchpoint_valence(Snapshot.of(plan), point) == -0.2
    reset_own_values(plan)
    assert touchpoint_valence(Snapshot.of(plan), point) == -0.7


def test_an_area_is_read_by_the_thresholds_of_the_team(plan: Document) -> None:
    answer(plan, "capq_data_360", 3)
    assert area_score(Snapshot.of(plan), "cap_data_sources").reading is Reading.STRENGTH
    set_own_value(plan, "capability_scoring", "strength_min", 0.9)
    assert strength_threshold(Snapshot.of(plan)) == 0.9
    assert area_score(Snapshot.of(plan), "cap_data_sources").reading is Reading.TO_WATCH
    set_own_value(plan, "capability_scoring", "weakness_max", 0.8)
    assert area_score(Snapshot.of(plan), "cap_data_sources").reading is Reading.WEAKNESS
    assert not area_score(Snapshot.of(plan), "cap_data_sources").is_assessed
    set_own_value(plan, "capability_scoring", "min_answered_share", 0.2)
    assert area_score(Snapshot.of(plan), "cap_data_sources").is_assessed


@pytest.mark.parametrize("value", [1.2, -0.1, math.nan, math.inf])
def test_a_value_out_of_its_range_is_refused(plan: Document, value: float) -> None:
    with pytest.raises(PlanError):
        set_own_value(plan, SMALL, "threshold", value)
    assert plan.all(OwnValue) == []


def test_what_the_method_does_not_offer_is_refused(plan: Document) -> None:
    with pytest.raises(PlanError):
        set_own_value(plan, "friction_score", "max", 3)
    with pytest.raises(PlanError):
        set_own_value(plan, SMALL, "level", 3)


def test_every_value_has_the_one_of_the_method_in_its_range(plan: Document) -> None:
    snapshot = Snapshot.of(plan)
    assert len(adjustables()) > 25
    for each in adjustables().values():
        assert each.low <= each.given <= each.high
        assert method_value(snapshot, each.entry, each.key) == each.given
