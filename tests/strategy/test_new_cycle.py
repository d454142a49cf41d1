from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.model import EmotionObservation, Friction, Journey, JourneyKind, Touchpoint
from storage.document import Document
from storage.errors import PlanError
from strategy.checks import check_together
from strategy.model import (
    AbTest,
    Action,
    ActionStatus,
    ActionTouchpoint,
    Decision,
    FeedbackNote,
    KpiReading,
    Objective,
    Plan,
    ReadingOrigin,
)
from strategy.new_cycle import CycleChoices, create_new_cycle, new_cycle_rows, treated_frictions
from strategy.operations import add_decision, add_reading, derive_to_be, set_reading, set_value
from strategy.plan_file import open_plan, to_json
from strategy.snapshot import Snapshot
from tests.kept_plans import KeptPlans
from tests.support import sample_plan

CHOICES = CycleChoices("Second cycle", "Nuage", start_date=datetime.date(2028, 1, 3))


@pytest.fixture
def plan(kept_plans: KeptPlans) -> Iterator[Document]:
    plan = kept_plans.take("saas")
    yield plan
    kept_plans.give_back(plan)


def next_plan(plan: Document, choices: CycleChoices = CHOICES) -> Snapshot:
    return Snapshot(new_cycle_rows(Snapshot.of(plan), choices))


@pytest.mark.feature("feat_new_cycle")
def test_the_last_readings_become_the_baselines_and_the_plan_stays_as_it_was(plan: Document, tmp_path: Path) -> None:
    before, revision = to_json(plan), plan.revision
    create_new_cycle(tmp_path / "second.periple", Snapshot.of(plan), CHOICES).close()
    assert (to_json(plan), plan.revision) == (before, revision)
    plan.close()
    assert before == to_json(open_plan(plan.path))
    with open_plan(tmp_path / "second.periple") as second:
        readings = {(row.kpi, row.segment_id): row for row in second.all(KpiReading)}
        assert {row.origin for row in readings.values()} == {ReadingOrigin.BASELINE.value}
        read = readings["kpi_churn_rate", "sg_saas_high_value"]
        assert read.value == 11.8
        assert "read on 31 Aug 2027" in read.comment
        assert "Clear effect of dedicated contacts." in read.comment
        assert readings["kpi_nps", "sg_saas_high_value"].comment.endswith("not read again.")
        baselines = {row.id: row.baseline for row in second.all(Objective)}
        assert baselines == {"ob_saas_1": 4.1, "ob_saas_2": 6772.5, "ob_saas_3": 11.8, "ob_saas_4": 27.0}
        named = second.get(Plan, "plan")
        assert named is not None
        assert (named.name, named.start_date) == ("Second cycle", datetime.date(2028, 1, 3))


@pytest.mark.feature("feat_new_cycle")
def test_a_file_of_that_name_is_not_overwritten(plan: Document, tmp_path: Path) -> None:
    (tmp_path / "second.periple").write_bytes(b"mine")
    with pytest.raises(PlanError):
        create_new_cycle(tmp_path / "second.periple", Snapshot.of(plan), CHOICES)
    assert (tmp_path / "second.periple").read_bytes() == b"mine"


def test_decisions_stand_in_the_comment_of_the_new_baseline(plan: Document) -> None:
    (churn,) = plan.all(KpiReading, kpi="kpi_churn_rate", origin=ReadingOrigin.FOLLOW_UP.value)
    add_decision(plan, reading_id=churn.id, text="Call every month")
    found = next_plan(plan)
    kept = found.get(KpiReading, churn.id)
    assert kept is not None
    assert kept.comment.endswith("Decided: Call every month")
    assert found.all(Decision) == ()


def test_actions_done_stay_behind_with_the_frictions_that_they_treated(plan: Document) -> None:
    for action_id in ("ac_saas_2", "ac_saas_6"):
        set_value(plan, Action, action_id, "status", ActionStatus.DONE.value)
    set_value(plan, Action, "ac_saas_7", "status", ActionStatus.DROPPED.value)
    treated = treated_frictions(Snapshot.of(plan))
    assert treated
    found = next_plan(plan)
    assert {"ac_saas_2", "ac_saas_6", "ac_saas_7"} & {row.id for row in found.all(Action)} == set()
    frictions = {row.id for row in plan.all(Friction)}
    assert {row.id for row in found.all(Friction)} == frictions - treated
    kept = next_plan(plan, CycleChoices("Second", keeps_done=True))
    done = kept.get(Action, "ac_saas_2")
    assert done is not None
    assert (done.status, done.baseline, done.target) == (ActionStatus.DONE.value, 22.0, 32.0)
    assert {row.id for row in kept.all(Friction)} == frictions
    assert kept.get(Action, "ac_saas_7") is None


def test_an_objective_reached_stays_behind_or_waits_for_a_new_target(plan: Document) -> None:
    (churn,) = plan.all(KpiReading, kpi="kpi_churn_rate", origin=ReadingOrigin.FOLLOW_UP.value)
    set_reading(plan, churn.id, 9.5)
    assert next_plan(plan).get(Objective, "ob_saas_3") is None
    kept = next_plan(plan, CycleChoices("Second", keeps_reached=True)).get(Objective, "ob_saas_3")
    assert kept is not None
    assert (kept.baseline, kept.target, kept.due_date) == (9.5, None, None)


def test_the_to_be_journeys_take_the_place_of_those_they_replace(plan: Document) -> None:
    found = next_plan(plan, CycleChoices("Second", adopts_to_be=True))
    assert {row.kind for row in found.all(Journey)} == {JourneyKind.AS_IS.value}
    assert {row.id for row in found.all(Journey)} == {"jr_saas_free_to_be", "jr_saas_hv_to_be"}
    assert all(row.origin_id is None for row in found.all(Touchpoint))
    moved = found.all(Friction)
    assert moved
    assert all(found.get(Touchpoint, row.touchpoint_id) or row.transition_id for row in moved)
    assert {row.journey_id for row in moved} <= {"jr_saas_free_to_be", "jr_saas_hv_to_be"}
    assert {link.touchpoint_id for link in found.all(ActionTouchpoint)} <= {row.id for row in found.all(Touchpoint)}
    kept = next_plan(plan)
    assert len(kept.all(Journey)) == len(plan.all(Journey))


def test_what_was_noted_at_a_touchpoint_follows_it_to_the_target(plan: Document) -> None:
    derived = derive_to_be(plan, "jr_saas_free_as_is")
    with plan.transact("Pin") as session:
        session.add(FeedbackNote(id="note", text="Too slow", touchpoint_id="fa_support"))
    twin = plan.all(Touchpoint, journey_id=derived, origin_id="fa_support")[0].id
    found = next_plan(plan, CycleChoices("Second", adopts_to_be=True))
    note = found.get(FeedbackNote, "note")
    assert note is not None
    point = found.get(Touchpoint, note.touchpoint_id)
    assert point is not None
    assert point.id == twin or point.journey_id == "jr_saas_free_to_be"
    assert all(found.get(Touchpoint, row.touchpoint_id) for row in found.all(EmotionObservation))


def test_tests_with_a_result_stay_behind(plan: Document) -> None:
    with plan.transact("Open a test") as session:
        session.add(AbTest(id="open", name="Subject"))
    assert [row.id for row in next_plan(plan).all(AbTest)] == ["open"]


def test_the_latest_reading_counts_whatever_the_order_of_entry(plan: Document) -> None:
    day = datetime.date(2027, 12, 1)
    add_reading(plan, "kpi_free_to_paid_rate", origin=ReadingOrigin.FOLLOW_UP, value=4.4, date=day,
                segment_id="sg_saas_free")  # fmt: skip
    add_reading(plan, "kpi_free_to_paid_rate", origin=ReadingOrigin.FOLLOW_UP, value=3.9,
                date=datetime.date(2027, 6, 1), segment_id="sg_saas_free")  # fmt: skip
    objective = next_plan(plan).get(Objective, "ob_saas_1")
    assert objective is not None
    assert objective.baseline == 4.4


@pytest.mark.parametrize("sample", ["saas", "bank", "shop"])
def test_every_choice_gives_a_plan_that_obeys_all_rules(sample: str) -> None:
    for done, reached, to_be in itertools.product((False, True), repeat=3):
        choices = CycleChoices("Second", keeps_done=done, keeps_reached=reached, adopts_to_be=to_be)
        check_together(Snapshot(new_cycle_rows(sample_plan(sample), choices)))
