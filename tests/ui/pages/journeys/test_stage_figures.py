from __future__ import annotations

from journey.analysis import journey_results
from journey.model import Stage
from journey.stages import stage_results
from resources.i18n import current
from tests.support import sample_plan
from ui.models.journey_cells import COLUMNS, cells_of
from ui.pages.journeys.graph.building import scene_of, share_text

JOURNEY = "jr_shop_as_is"


def test_list_and_graph_tell_the_share_that_the_map_tells() -> None:
    plan = sample_plan("shop")
    reached = {stage_id: each.reached for stage_id, each in stage_results(plan, JOURNEY).items()}
    results = journey_results(plan, JOURNEY)
    heads = {column.id: column.share for column in scene_of(plan, JOURNEY, current(), results).columns}
    for stage in plan.where(Stage, journey_id=JOURNEY):
        assert heads[stage.id] == share_text(reached[stage.id], current())
        cell = cells_of(plan, ("stage", stage.id), results)[COLUMNS.index("share")]
        assert cell.text == current().percent(reached[stage.id])
