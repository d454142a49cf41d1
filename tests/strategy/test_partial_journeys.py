from __future__ import annotations

import pytest

from journey import operations as gestures
from journey.comparison import merged_stages
from journey.model import Journey, Stage
from storage.document import Document
from strategy import method, operations
from strategy.snapshot import Snapshot
from tests.gestures import Ids


def raised(plan: Document, journey_id: str) -> set[str]:
    return {each.rule_id for each in method.findings(Snapshot.of(plan)) if each.row_id == journey_id}


@pytest.mark.feature("feat_journey_partial")
def test_marking_a_portion_takes_the_missing_stages_away_and_says_that_it_is_one(plan: Document, ids: Ids) -> None:
    assert "info_partial_journey" not in raised(plan, ids["journey"])
    empty = _stages_without_touchpoint(plan, ids["journey"])
    assert empty
    operations.set_value(plan, Journey, ids["journey"], "is_partial", True)
    assert "info_partial_journey" in raised(plan, ids["journey"])
    assert not _stages_without_touchpoint(plan, ids["journey"])
    plan.undo()
    assert _stages_without_touchpoint(plan, ids["journey"]) == empty


def test_the_target_and_the_copy_of_a_portion_are_portions(plan: Document, ids: Ids) -> None:
    operations.set_value(plan, Journey, ids["journey"], "is_partial", True)
    for made in (operations.derive_to_be(plan, ids["journey"]), operations.duplicate(plan, Journey, ids["journey"])):
        journey = plan.get(Journey, made)
        assert journey is not None
        assert journey.is_partial


def test_stages_of_several_journeys_keep_their_order(plan: Document, ids: Ids) -> None:
    gestures.add_stage(plan, ids["target journey"], name="Attente", index=1)
    stages = merged_stages(Snapshot.of(plan), [ids["journey"], ids["target journey"]])
    names = [each.stage or each.name for each in stages]
    as_is = [each.stage for each in plan.all(Stage, journey_id=ids["journey"])]
    assert names == [as_is[0], "Attente", *as_is[1:]]


def _stages_without_touchpoint(plan: Document, journey_id: str) -> list[str]:
    stages = {stage.id for stage in plan.all(Stage, journey_id=journey_id)}
    found = [each for each in method.findings(Snapshot.of(plan)) if each.rule_id == "warn_stage_without_touchpoint"]
    return [each.row_id for each in found if each.row_id in {journey_id, *stages}]
