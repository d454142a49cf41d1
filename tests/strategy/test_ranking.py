from __future__ import annotations

import pytest

from journey.model import Segment
from journey.own_values import OwnValue
from storage.base import link_id
from strategy.analysis import rank_actions
from strategy.model import Action, ActionSegment
from strategy.ranking import Ranking, usual_ranking
from tests.support import plan_of


def own(entry: str, key: str, value: float) -> OwnValue:
    return OwnValue(id=link_id(entry, key), entry=entry, key=key, value=value)


ROWS = (
    Segment(id="first", priority=1),
    Segment(id="second", priority=2),
    Action(id="a", impact=3, effort_days=10.0),
    Action(id="b", impact=4, effort_days=10.0),
    ActionSegment(action_id="a", segment_id="first"),
    ActionSegment(action_id="b", segment_id="second"),
)


@pytest.mark.feature("feat_priority_matrix")
def test_a_weight_of_the_team_changes_the_ranking_at_once() -> None:
    assert [each.action_id for each in rank_actions(plan_of(*ROWS))] == ["a", "b"]
    ranked = rank_actions(plan_of(*ROWS, own("priority_2", "weight", 0.9)))
    assert [(each.action_id, round(each.score or 0, 2)) for each in ranked] == [("b", 1.8), ("a", 1.5)]


def test_bands_and_thresholds_of_the_team_move_actions_to_other_quadrants() -> None:
    ranking = Ranking.of(plan_of(own("effort_2", "max_person_days", 8), own("action_score", "high_impact", 5)))
    assert ranking.effort_band(10) == 3
    assert ranking.quadrant(4, 3) == "quad_reconsider"
    assert usual_ranking().quadrant(4, 3) == "quad_major_project"


@pytest.mark.parametrize("band", range(1, 6))
def test_the_usual_days_of_a_band_lie_in_it(band: int) -> None:
    for ranking in (usual_ranking(), Ranking((1.0,), (0.4, 0.5, 0.6, 0.7), 4, 2)):
        assert ranking.effort_band(ranking.typical_days(band)) == band
