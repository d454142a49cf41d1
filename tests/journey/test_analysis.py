from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.analysis import (
    FrictionScore,
    JourneyResults,
    friction_band,
    friction_score,
    journey_results,
    most_probable_path,
    rank_frictions,
)
from journey.flow import GraphFault
from journey.model import EmotionObservation, Friction, NodeKind, Touchpoint
from storage.base import Base
from tests.support import drawn, plan_of

# The worked example that the method gives for its indicators.
EXAMPLE = {"in>a": 1.0, "a>b": 0.6, "a>lost": 0.4, "b>won": 0.5, "b>a": 0.2, "b>lost": 0.3}
TIMES: dict[str, Any] = {
    "touchpoints": {"a": {"minutes": 5}, "b": {"minutes": 10}},
    "delays": {"a>b": 24.0, "b>a": 1.0},
}


def results_of(passages: dict[str, float], *rows: Base, **drawing: Any) -> JourneyResults:  # Any: the column decides
    return journey_results(plan_of(drawn(passages, **drawing), *rows), "jr")


def test_success_and_drop_off_match_the_worked_example() -> None:
    results = results_of(EXAMPLE)
    assert results.success == pytest.approx(0.3409, abs=1e-4)
    assert results.drop_off == pytest.approx(0.6591, abs=1e-4)


@pytest.mark.feature("feat_touchpoint_leverage")
def test_visits_losses_and_leverage_match_the_worked_example() -> None:
    a, b = (results_of(EXAMPLE).touchpoints[name] for name in "ab")
    assert [a.visits, b.visits] == pytest.approx([1.136, 0.682], abs=1e-3)
    assert [a.lost_here, b.lost_here] == pytest.approx([0.4545, 0.2045], abs=1e-4)
    assert [a.leverage, b.leverage] == pytest.approx([3.27, 2.79], abs=5e-3)


def test_leverage_is_the_success_of_the_changed_graph() -> None:
    kept = {**EXAMPLE, "b>lost": 0.25, "b>won": 0.5 * 0.75 / 0.7, "b>a": 0.2 * 0.75 / 0.7}
    gain = (results_of(kept).success or 0) - (results_of(EXAMPLE).success or 0)
    assert results_of(EXAMPLE).touchpoints["b"].leverage == pytest.approx(gain * 100)


def test_leverage_is_nothing_where_nobody_drops_off_and_unknown_where_nobody_goes_on() -> None:
    touchpoints = results_of({"in>a": 0.5, "in>b": 0.5, "a>won": 1.0, "b>lost": 1.0}).touchpoints
    assert touchpoints["a"].leverage == 0.0
    assert touchpoints["b"].leverage is None


def test_duration_counts_time_spent_and_waited_at_each_pass() -> None:
    assert results_of(EXAMPLE, **TIMES).duration_hours == pytest.approx(16.71, abs=5e-3)


def test_reach_counts_customers_and_visits_count_passes() -> None:
    results = results_of({"in>a": 0.5, "in>won": 0.5, "a>a": 0.5, "a>won": 0.5})
    assert results.touchpoints["a"].reach == pytest.approx(0.5)
    assert results.touchpoints["a"].visits == pytest.approx(1.0)
    assert results.visits == pytest.approx(1.0)


def test_parallel_passages_add_up() -> None:
    rows = drawn({"in>a": 1.0, "a>won": 0.3, "a>lost": 0.5})
    twin = drawn({"a>won": 0.2})[-1]
    twin.id = "again"
    assert journey_results(plan_of(rows, twin), "jr").success == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("passages", "fault"),
    [
        ({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.4}, GraphFault.WRONG_PROBABILITIES),
        ({"in>a": 1.0, "a>won": 1.6, "a>lost": -0.6}, GraphFault.WRONG_PROBABILITIES),
        ({"in>a": 1.0, "a>lost": 1.0}, GraphFault.NO_SUCCESS),
        ({"in>a": 1.0, "a>won": 0.5, "a>b": 0.5, "b>c": 1.0, "c>b": 1.0}, GraphFault.DEAD_END),
        ({"in>a": 1.0, "a>a": 1.0, "a>won": 0.0}, GraphFault.DEAD_END),
        ({"in>a": 1.0, "a>won": 0.5, "a>b": 0.5}, GraphFault.DEAD_END),
        ({"a>won": 1.0}, GraphFault.DEAD_END),
        ({}, GraphFault.NO_SUCCESS),
    ],
)
def test_an_unsound_graph_has_a_reason_instead_of_figures(passages: dict[str, float], fault: GraphFault) -> None:
    results = results_of(passages)
    assert results.fault == fault
    assert (results.success, results.duration_hours, results.irritation_load) == (None, None, None)
    assert most_probable_path(plan_of(drawn(passages)), "jr") is None or fault != GraphFault.NO_SUCCESS


def test_a_journey_without_entry_says_so() -> None:
    rows = [row for row in drawn({"a>won": 1.0}) if row.id != "in"]
    assert journey_results(plan_of(rows), "jr").fault == GraphFault.NO_ENTRY


def test_a_journey_that_does_not_exist_has_no_figures() -> None:
    assert journey_results(plan_of(), "nowhere").fault == GraphFault.NO_ENTRY


def test_faults_that_no_customer_meets_do_not_matter() -> None:
    results = results_of({**EXAMPLE, "far>won": 0.2, "far>stuck": 0.1})
    assert results.success == pytest.approx(0.3409, abs=1e-4)
    assert results.touchpoints["far"].reach == 0.0


def test_irritation_counts_each_pass_on_touchpoints_and_transitions() -> None:
    place = Friction(id="f1", journey_id="jr", touchpoint_id="a", severity=3, frequency=0.4)
    way = Friction(id="f2", journey_id="jr", transition_id="a>b", severity=2, frequency=0.5)
    visits = 1 / 0.88
    expected = 3 * 0.4 * visits + 2 * 0.5 * visits * 0.6
    assert results_of(EXAMPLE, place, way).irritation_load == pytest.approx(expected)
    assert results_of(EXAMPLE).irritation_load == 0.0


def test_irritation_is_unknown_while_a_friction_is_not_rated() -> None:
    assert results_of(EXAMPLE, Friction(journey_id="jr", touchpoint_id="a", severity=3)).irritation_load is None


@pytest.mark.feature("feat_emotion_curve")
def test_emotions_weigh_by_visits_and_the_lowest_is_named() -> None:
    felt = [
        EmotionObservation(id="e1", touchpoint_id="a", emotion="emo_frustration"),
        EmotionObservation(id="e2", touchpoint_id="b", emotion="emo_own", valence=0.5),
        EmotionObservation(id="e3", touchpoint_id="b", emotion="emo_own_unknown"),
    ]
    results = results_of(EXAMPLE, *felt)
    visits_a, visits_b = 1 / 0.88, 0.6 / 0.88
    assert results.emotional_balance == pytest.approx((-0.7 * visits_a + 0.5 * visits_b) / (visits_a + visits_b))
    assert results.lowest is not None
    assert (results.lowest.touchpoint_id, results.lowest.valence) == ("a", -0.7)


def test_partly_measured_touchpoints_count_half() -> None:
    touchpoints = {"a": {"measured": "yes"}, "b": {"measured": "partly"}}
    assert results_of(EXAMPLE, touchpoints=touchpoints).measured_share == 0.75


def score_of(**columns: Any) -> FrictionScore:  # Any: the column decides
    friction = Friction(id="f", journey_id="jr", **columns)
    return friction_score(plan_of(drawn(EXAMPLE), friction), friction)


def test_a_friction_scores_severity_frequency_and_reach() -> None:
    assert score_of(severity=4, frequency=0.25, reach=0.6).score == pytest.approx(12.0)


@pytest.mark.feature("feat_friction")
def test_the_reach_of_a_friction_comes_from_the_graph_unless_typed() -> None:
    assert score_of(touchpoint_id="b", severity=4, frequency=0.25).reach == pytest.approx(0.6)
    assert score_of(touchpoint_id="b", reach=0.9).reach == 0.9


def test_the_reach_of_a_friction_on_a_transition_is_that_of_the_passage() -> None:
    # Half of those at b come back to a, so the passage a>b is taken more often than by different customers.
    assert score_of(transition_id="a>b").reach == pytest.approx(0.6)
    assert score_of(transition_id="b>lost").reach == pytest.approx(0.3 * 0.6 / 0.88)


def test_a_friction_at_an_end_meets_all_who_come_there() -> None:
    at_success = Friction(id="f", journey_id="jr", touchpoint_id="won", severity=4, frequency=0.5)
    results = results_of(EXAMPLE, at_success)
    assert score_of(touchpoint_id="won").reach == pytest.approx(results.success)
    assert score_of(touchpoint_id="lost").reach == pytest.approx(results.drop_off)
    assert results.irritation_load == pytest.approx(4 * 0.5 * (results.success or 0.0))


def test_a_friction_without_place_or_sound_graph_has_no_score() -> None:
    assert score_of(severity=4, frequency=0.25).score is None
    broken = Friction(id="f", journey_id="jr", touchpoint_id="a", severity=1, frequency=1.0)
    assert friction_score(plan_of(drawn({"in>a": 1.0}), broken), broken).score is None


def test_bands_start_at_their_lower_bound() -> None:
    bands = [friction_band(score) for score in (0.0, 4.99, 5.0, 15.0, 30.0, 100.0)]
    assert [band.removeprefix("frband_") for band in bands] == ["low", "low", "medium", "high", "critical", "critical"]
    assert friction_band(29.999999999999996) == "frband_critical", "3 x 1 x 0.5 x 20 by a reach from the graph"


def test_frictions_rank_by_score_with_unknown_ones_last() -> None:
    frictions: list[Base] = [
        Friction(id="unknown", journey_id="jr"),
        Friction(id="small", journey_id="jr", severity=1, frequency=0.1, reach=1.0),
        Friction(id="large", journey_id="jr", severity=5, frequency=0.1, reach=1.0),
    ]
    ranked = rank_frictions(plan_of(drawn(EXAMPLE), frictions))
    assert [each.friction_id for each in ranked] == ["large", "small", "unknown"]


def test_the_most_probable_path_is_the_one_most_entrants_take() -> None:
    passages = {"in>a": 0.6, "in>b": 0.4, "a>won": 0.5, "a>lost": 0.5, "b>won": 0.9, "b>lost": 0.1}
    found = most_probable_path(plan_of(drawn(passages)), "jr")
    assert found is not None
    path, probability = found
    assert path == ("in", "b", "won")
    assert probability == pytest.approx(0.36)


def test_the_most_probable_path_brings_sums_to_one_as_the_figures_do() -> None:
    rows = plan_of(drawn({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.4991}))
    found = most_probable_path(rows, "jr")
    assert found is not None
    assert found.probability == pytest.approx(journey_results(rows, "jr").success, abs=1e-12)


NAMES = ["in", "a", "b", "c", "d", "won", "lost"]


@st.composite
def sound_journeys(draw: st.DrawFn) -> dict[str, float]:
    """Random journeys in which everybody may leave from everywhere, so that every customer ends somewhere."""
    passages: dict[str, float] = {}
    dice = iter(draw(st.binary(min_size=30, max_size=30)))  # drawn one by one they take longer than what they are for
    for source in NAMES[:5]:
        weights = {target: next(dice) % 6 for target in NAMES[1:]}
        weights["lost"] += 1
        total = sum(weights.values())
        passages.update({f"{source}>{target}": weight / total for target, weight in weights.items() if weight})
    passages.setdefault("a>won", 0.0)
    return passages


@given(sound_journeys())
@pytest.mark.feature("feat_journey_metrics")
def test_every_entrant_ends_once_and_no_figure_leaves_its_range(passages: dict[str, float]) -> None:
    results = results_of(passages)
    assert results.fault is None
    assert results.success is not None
    assert 0.0 <= results.success <= 1.0
    touchpoints = results.touchpoints.values()
    entry_losses = passages.get("in>lost", 0.0)
    assert results.success + entry_losses + sum(each.lost_here or 0.0 for each in touchpoints) == pytest.approx(1.0)
    for each in touchpoints:
        assert 0.0 <= (each.reach or 0.0) <= 1.0
        assert (each.visits or 0.0) >= (each.reach or 0.0) - 1e-9
        assert each.leverage is None or each.leverage >= 0.0


@given(st.dictionaries(st.sampled_from([f"{a}>{b}" for a in NAMES for b in NAMES]), st.floats(-0.5, 1.5)))
def test_any_graph_gives_figures_or_a_reason(passages: dict[str, float]) -> None:
    results = results_of(passages)
    assert (results.fault is None) == (results.success is not None)


def test_irritation_and_balance_match_the_worked_examples() -> None:
    passages = {"in>error": 1.0, "error>wait": 1.0, "wait>wait": 1 / 3, "wait>reply": 8 / 15, "wait>lost": 2 / 15,
                "reply>won": 1.0}  # fmt: skip
    frictions = [
        Friction(id="f1", journey_id="jr", touchpoint_id="wait", severity=3, frequency=0.4),
        Friction(id="f2", journey_id="jr", touchpoint_id="error", severity=4, frequency=0.05),
        Friction(id="f3", journey_id="jr", touchpoint_id="reply", severity=3, frequency=0.3),
    ]
    assert results_of(passages, *frictions).irritation_load == pytest.approx(2.72)
    passages = {"in>a": 1.0, "a>b": 0.6, "a>lost": 0.4, "b>c": 2 / 3, "b>won": 1 / 3, "c>won": 1.0}
    felt = [
        EmotionObservation(id=emotion, touchpoint_id=point, emotion=emotion)
        for point, emotion in zip("abc", ["emo_frustration", "emo_satisfaction", "emo_trust"], strict=True)
    ]
    assert results_of(passages, *felt).emotional_balance == pytest.approx(-0.03)


@pytest.mark.feature("feat_touchpoint_performance")
def test_five_measured_and_two_partly_of_ten_are_sixty_percent() -> None:
    answers = [*["yes"] * 5, *["partly"] * 2, *["no"] * 3]
    touchpoints = {f"t{each}": {"measured": answer} for each, answer in enumerate(answers)}
    assert results_of({"in>won": 1.0}, touchpoints=touchpoints).measured_share == pytest.approx(0.60)


@pytest.mark.feature("feat_external_touchpoints")
def test_touchpoints_outside_the_company_are_left_out_of_the_measured_share_if_the_user_says_so() -> None:
    touchpoints: dict[str, dict[str, Any]] = {  # Any: the column decides
        "a": {"measured": "yes"}, "b": {"measured": "no", "is_external": True},
    }  # fmt: skip
    for counts, share in ((None, 0.5), (True, 0.5), (False, 1.0)):
        assert results_of(EXAMPLE, touchpoints=touchpoints, counts_external=counts).measured_share == share


def two_entries(first: float | None, second: float | None) -> JourneyResults:
    rows = drawn({"in>won": 1.0, "door>lost": 1.0})
    for name, share in (("in", first), ("door", second)):
        point = next(row for row in rows if isinstance(row, Touchpoint) and row.id == name)
        point.kind, point.entry_share = NodeKind.ENTRY.value, share
    return journey_results(plan_of(rows), "jr")


@pytest.mark.parametrize(
    ("first", "second", "success"),
    [(None, None, 0.5), (0.8, 0.2, 0.8), (0.8, None, 0.8), (0.0, None, 0.0), (0.6, 0.6, 0.5), (0.0, 0.0, 0.5)],
)
def test_entries_share_the_entrants(first: float | None, second: float | None, success: float) -> None:
    assert two_entries(first, second).success == pytest.approx(success)


@pytest.mark.feature("feat_paths")
def test_the_most_probable_way_starts_where_most_come_in_and_may_end_in_a_drop_off() -> None:
    rows = drawn({"in>a": 1.0, "door>b": 1.0, "a>won": 0.5, "a>lost": 0.5, "b>won": 0.9, "b>lost": 0.1})
    entries = [row for row in rows if isinstance(row, Touchpoint) and row.id in ("in", "door")]
    for point, share in zip(entries, (0.9, 0.1), strict=True):
        point.kind, point.entry_share = NodeKind.ENTRY.value, share
    snapshot = plan_of(rows)
    for end, name in ((NodeKind.SUCCESS, "won"), (NodeKind.DROP_OFF, "lost")):
        path = most_probable_path(snapshot, "jr", end)
        assert path is not None
        assert (path.point_ids, round(path.probability, 9)) == (("in", "a", name), 0.45)
