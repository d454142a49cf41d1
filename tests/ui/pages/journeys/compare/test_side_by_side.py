from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from journey.analysis import journey_results
from journey.model import Journey
from strategy import operations
from tests.support import plan_of
from tests.windows import Recorder, told
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.compare.ranking import ranked_figures
from ui.pages.journeys.compare.side_by_side import first_picks
from ui.pages.journeys.compare.view import SEVERAL, CompareView
from ui.pages.journeys.journey_view import JourneySelection

__all__ = ["told"]

FREE, HIGH_VALUE = "jr_saas_free_as_is", "jr_saas_hv_as_is"


@pytest.fixture
def view(qtbot: QtBot, bridge: DocumentBridge) -> CompareView:
    """The free users of a software service, several journeys wanted."""
    view = CompareView(bridge, JourneySelection())
    qtbot.addWidget(view)
    qtbot.addWidget(view.panel)
    view.resize(1200, 800)
    view.show_journey(FREE)
    view.show_mode(SEVERAL)
    return view


def test_journeys_of_the_same_kind_of_other_segments_come_beside(view: CompareView) -> None:
    assert view.several.picked == [FREE, HIGH_VALUE]
    scene = view.several.canvas.scene
    assert [band.journey_id for band in scene.bands] == [FREE, HIGH_VALUE]
    assert not scene.is_matched
    assert view.chosen == ()


def test_touchpoints_of_the_same_stage_stand_in_one_column(view: CompareView) -> None:
    scene = view.several.canvas.scene
    (adoption,) = [place for place, column in enumerate(scene.columns) if column.title == "Adoption"]
    assert all(band.slots[adoption] for band in scene.bands)


def test_the_best_and_the_worst_are_said_in_words(bridge: DocumentBridge) -> None:
    snapshot = bridge.snapshot()
    figures = ranked_figures(snapshot, [journey_results(snapshot, each) for each in (FREE, HIGH_VALUE)])
    ranks = {figure.name: figure.ranks for figure in figures}
    assert ranks["Success"] == ("worst", "best")
    assert ranks["Duration"] == ("best", "worst")
    assert ranks["Frictions"] == ("worst", "best")


def test_equal_figures_have_no_best(bridge: DocumentBridge) -> None:
    snapshot = bridge.snapshot()
    figures = ranked_figures(snapshot, [journey_results(snapshot, FREE)] * 2)
    assert {rank for figure in figures for rank in figure.ranks} == {""}


def test_two_to_four_journeys_can_be_picked(view: CompareView, told: Recorder) -> None:
    ids = [each.id for each in view.several._bridge.snapshot().all(Journey)]
    view.several.pick(ids[:1])
    assert view.several.picked == [FREE, HIGH_VALUE]
    view.several.pick([*ids, FREE])
    assert view.several.picked == ids[:4]
    assert len(told.toasts) == 2


def test_a_deleted_journey_leaves_and_the_rest_stays(view: CompareView) -> None:
    bridge = view.several._bridge
    bridge.changed.connect(view.follow)
    ids = [each.id for each in bridge.snapshot().all(Journey)]
    view.several.pick(ids[:3])
    operations.delete(bridge.document, Journey, ids[1])
    bridge.changed.disconnect(view.follow)
    assert view.several.picked == [ids[0], ids[2]]


def test_what_is_not_side_by_side_is_revealed_in_the_pair(view: CompareView) -> None:
    assert view.reveal(("touchpoint", "fa_signup"))
    assert view.several.holds(("touchpoint", "fa_signup"))
    view.several.pick([HIGH_VALUE, "jr_saas_hv_to_be"])
    assert view.reveal(("touchpoint", "fa_signup"))
    assert view.chosen


def test_a_plan_with_one_journey_shows_it_alone() -> None:
    assert first_picks(plan_of(Journey(id="only")), "only") == ["only"]
