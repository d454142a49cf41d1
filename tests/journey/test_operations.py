from __future__ import annotations

import pytest

from journey import operations
from journey.model import (
    EmotionObservation,
    Friction,
    Journey,
    JourneyKind,
    Moment,
    NodeKind,
    Segment,
    Stage,
    Touchpoint,
    Transition,
)
from storage.document import Document
from storage.errors import PlanError
from strategy import operations as strategy_operations
from tests.gestures import Ids


def stages_of(plan: Document, journey_id: str) -> list[str | None]:
    return [stage.stage for stage in plan.all(Stage, journey_id=journey_id)]


def test_a_segment_from_the_vip_example_is_vip_and_named_in_the_plans_language(plan: Document) -> None:
    segment = plan.get(Segment, operations.add_segment(plan, language="en", example="seg_vip"))
    assert segment is not None
    assert (segment.is_vip, segment.name) == (True, "VIP")


def test_a_rating_above_100_is_refused_and_nothing_changes(plan: Document, ids: Ids) -> None:
    revision = plan.revision
    with pytest.raises(PlanError, match="between 0 and 100"):
        operations.rate_engagement(plan, ids["segment"], "eng_cognitive", 101)
    assert plan.revision == revision


def test_a_new_journey_has_its_stages_an_entry_a_success_and_a_drop_off(plan: Document) -> None:
    journey = operations.add_journey(plan, language="en", stage_set="stset_buying")
    assert stages_of(plan, journey) == ["st_discovery", "st_consideration", "st_evaluation", "st_decision"]
    points = plan.all(Touchpoint, journey_id=journey)
    assert [point.kind for point in points] == [NodeKind.ENTRY, NodeKind.SUCCESS, NodeKind.DROP_OFF]
    assert [point.name for point in points] == ["Entry", "Successful exit", "Drop-off or departure"]


@pytest.mark.feature("feat_stage_lanes")
def test_changing_the_stage_set_loses_and_moves_no_touchpoint(plan: Document, ids: Ids) -> None:
    before = {point.id: point.stage_id for point in plan.all(Touchpoint, journey_id=ids["journey"])}
    operations.change_stage_set(plan, ids["journey"], "stset_usage")
    after = {point.id: point.stage_id for point in plan.all(Touchpoint, journey_id=ids["journey"])}
    assert after == before
    # Discovery and decision hold touchpoints and stay, in the order of the method; the two empty ones go.
    usage = ["st_contract_start", "st_onboarding", "st_adoption", "st_feedback"]
    assert stages_of(plan, ids["journey"]) == ["st_discovery", "st_decision", *usage]


def test_a_deleted_stage_hands_its_touchpoints_to_its_neighbour(plan: Document, ids: Ids) -> None:
    operations.delete_stage(plan, ids["stage"])
    points = plan.all(Touchpoint, journey_id=ids["journey"])
    assert ids["touchpoint"] in [point.id for point in points if point.stage_id == ids["other stage"]]
    assert None not in [point.stage_id for point in points]


@pytest.mark.feature("feat_touchpoint_add")
def test_channel_and_direction_come_from_the_type(plan: Document, ids: Ids) -> None:
    point = plan.get(Touchpoint, ids["touchpoint"])
    assert point is not None
    assert (point.channel, point.direction, point.name) == ("ch_advertising", "dir_one_way", "Publicité vue")


@pytest.mark.feature("feat_touchpoint_add")
def test_a_touchpoint_goes_to_the_stage_of_its_type_where_the_journey_has_it(plan: Document) -> None:
    journey = operations.add_journey(plan, language="fr", stage_set="stset_full")
    point = plan.get(Touchpoint, operations.add_touchpoint(plan, journey, language="fr", type="tpt_statement_invoice"))
    assert point is not None
    stage = plan.get(Stage, point.stage_id)
    assert stage is not None
    assert stage.stage == "st_adoption"


def test_a_touchpoint_refuses_a_stage_of_another_journey(plan: Document, ids: Ids) -> None:
    other = operations.add_journey(plan, language="fr", stage_set="stset_funnel")
    foreign = plan.all(Stage, journey_id=other)[0].id
    with pytest.raises(PlanError, match="another journey"):
        operations.move_touchpoint(plan, ids["touchpoint"], foreign)
    point = plan.get(Touchpoint, ids["touchpoint"])
    assert point is not None
    assert point.stage_id == ids["stage"]


def test_a_journey_may_have_several_entries_and_keeps_the_last_one(plan: Document, ids: Ids) -> None:
    second = operations.add_touchpoint(
        plan, ids["journey"], language="fr", name="Bouche-à-oreille", kind=NodeKind.ENTRY
    )
    strategy_operations.delete(plan, Touchpoint, second)
    with pytest.raises(PlanError, match="keeps at least one entry"):
        strategy_operations.delete(plan, Touchpoint, ids["entry"])


@pytest.mark.feature("feat_graph_validate")
def test_a_half_and_three_tenths_scale_to_five_and_three_eighths(plan: Document, ids: Ids) -> None:
    operations.scale_probabilities(plan, ids["touchpoint"])
    out, away = plan.get(Transition, ids["way out"]), plan.get(Transition, ids["way away"])
    assert out is not None
    assert away is not None
    assert (out.probability, away.probability) == (0.625, 0.375)


def test_a_range_is_scaled_with_its_probability_and_never_passes_100_percent(plan: Document, ids: Ids) -> None:
    for column, value in (("probability_low", 0.4), ("probability_high", 0.9)):
        strategy_operations.set_value(plan, Transition, ids["way out"], column, value)
    operations.scale_probabilities(plan, ids["touchpoint"])
    way = plan.get(Transition, ids["way out"])
    assert way is not None
    assert (way.probability_low, way.probability, way.probability_high) == (0.5, 0.625, 1.0)


@pytest.mark.parametrize("far", [10**15, -(10**15)])
def test_places_far_out_are_dealt_out_anew(plan: Document, ids: Ids, far: int) -> None:
    first, second = ids["segment"], ids["other segment"]
    strategy_operations.set_value(plan, Segment, first if far < 0 else second, "position", far)
    new = operations.add_segment(plan, language="fr", name="Une")
    strategy_operations.move(plan, Segment, new, 0)
    assert [segment.id for segment in plan.all(Segment)] == [new, first, second]
    assert all(abs(segment.position) < 10**6 for segment in plan.all(Segment))


def test_a_journey_that_others_derive_from_stays_an_as_is(plan: Document, ids: Ids) -> None:
    to_be = strategy_operations.derive_to_be(plan, ids["journey"])
    with pytest.raises(PlanError, match="derives from an as-is"):
        strategy_operations.set_value(plan, Journey, ids["journey"], "kind", JourneyKind.TO_BE.value)
    with pytest.raises(PlanError, match="comes from the as-is journey"):
        strategy_operations.set_value(plan, Journey, to_be, "derived_from_id", ids["smooth journey"])


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("success", "touchpoint", "ends here"),
        ("touchpoint", "entry", "starts at its entry"),
        ("entry", "touchpoint", "already joined"),
    ],
)
def test_a_transition_that_makes_no_sense_is_refused(
    plan: Document, ids: Ids, source: str, target: str, sentence: str
) -> None:
    with pytest.raises(PlanError, match=sentence):
        operations.connect(plan, ids[source], ids[target])


def test_a_transition_stays_within_its_journey(plan: Document, ids: Ids) -> None:
    other = operations.add_journey(plan, language="fr")
    foreign = operations.add_touchpoint(plan, other, language="fr", name="Ailleurs")
    with pytest.raises(PlanError, match="same journey"):
        operations.connect(plan, ids["touchpoint"], foreign)


def test_severity_and_emotions_of_a_friction_come_from_its_type(plan: Document, ids: Ids) -> None:
    friction = plan.get(Friction, operations.add_friction(plan, transition_id=ids["way out"], type="frt_errors"))
    assert friction is not None
    assert friction.severity == 4
    assert friction.emotions == ["emo_disappointment", "emo_distrust"]
    assert friction.journey_id == ids["journey"]


def test_a_friction_stays_in_its_journey(plan: Document, ids: Ids) -> None:
    other = operations.add_journey(plan, language="fr")
    foreign = operations.add_touchpoint(plan, other, language="fr", name="Ailleurs")
    with pytest.raises(PlanError, match="another journey"):
        operations.move_friction(plan, ids["friction"], touchpoint_id=foreign)


def test_no_friction_cannot_be_declared_beside_one_and_falls_with_the_first(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError, match="has frictions"):
        operations.declare_no_friction(plan, ids["journey"])
    operations.declare_no_friction(plan, ids["smooth journey"])
    place = plan.all(Touchpoint, journey_id=ids["smooth journey"])[0].id
    operations.add_friction(plan, touchpoint_id=place)
    journey = plan.get(Journey, ids["smooth journey"])
    assert journey is not None
    assert not journey.has_no_friction


def test_a_moment_is_marked_once(plan: Document, ids: Ids) -> None:
    first = operations.mark_moment(plan, ids["touchpoint"], "mom_wow")
    assert operations.mark_moment(plan, ids["touchpoint"], "mom_wow") == first
    assert len(plan.all(Moment, moment="mom_wow")) == 1


def test_an_emotion_out_of_scale_is_refused(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError, match="between -1 and 1"):
        operations.add_emotion(plan, ids["touchpoint"], "emo_frustration", valence=-1.1)
    assert len(plan.all(EmotionObservation, touchpoint_id=ids["touchpoint"])) == 1


def test_a_to_be_journey_can_be_described_from_nothing(plan: Document) -> None:
    journey = plan.get(Journey, operations.add_journey(plan, language="fr", kind=JourneyKind.TO_BE, name="Cible"))
    assert journey is not None
    assert journey.kind == "jk_to_be"


@pytest.mark.feature("feat_silent_drift")
def test_a_silent_drift_brings_the_stage_where_it_is_answered(plan: Document, ids: Ids) -> None:
    def stages() -> list[str | None]:
        return [stage.stage for stage in plan.all(Stage, journey_id=ids["journey"])]

    before = stages()
    operations.mark_moment(plan, ids["touchpoint"], "mom_silent_drift")
    operations.mark_moment(plan, ids["other touchpoint"], "mom_silent_drift")
    assert stages() == [*before, "st_disengagement"]


def test_counts_become_measured_probabilities(plan: Document, ids: Ids) -> None:
    operations.use_counts(plan, ids["counter"])
    leaving = plan.all(Transition, source_id=ids["counter"])
    assert [(each.probability, each.rate_origin) for each in leaving] == [(0.55, "measured"), (0.45, "measured")]


def test_counts_that_miss_a_passage_are_refused(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError, match="each passage"):
        operations.use_counts(plan, ids["touchpoint"])
