from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from journey import analysis
from journey.analysis import JourneyResults
from strategy.snapshot import Snapshot
from tests.support import drawn, plan_of
from ui.pages.journeys import reckoner
from ui.pages.journeys.reckoner import Reckoner


def _plan(share: float) -> Snapshot:
    return plan_of(drawn({"in>a": 1.0, "a>won": share, "a>lost": 1 - share}))


@pytest.fixture
def seen(qapp: object) -> tuple[Reckoner, list[float | None]]:
    asked = Reckoner(qapp)  # type: ignore[arg-type]
    came: list[float | None] = []
    asked.came.connect(lambda results: came.append(results.success))
    return asked, came


def test_a_small_journey_has_its_figures_at_once(seen: tuple[Reckoner, list[float | None]]) -> None:
    seen[0].reckon(_plan(0.25), "jr")
    assert seen[1] == [0.25]


def test_a_large_journey_is_computed_beside_and_only_the_last_request_counts(
    seen: tuple[Reckoner, list[float | None]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoner, "AT_ONCE", 0)
    started, go_on, threads = threading.Event(), threading.Event(), []
    whole = analysis.journey_results

    def slow(rows: Snapshot, journey_id: str) -> JourneyResults:
        threads.append(threading.current_thread())
        started.set()
        assert go_on.wait(5)
        return whole(rows, journey_id)

    monkeypatch.setattr(analysis, "journey_results", slow)
    asked, came = seen
    with qtbot.waitSignal(asked.came):
        asked.reckon(_plan(0.25), "jr")
        assert started.wait(5)
        asked.reckon(_plan(0.5), "jr")
        asked.reckon(_plan(0.75), "jr")
        go_on.set()
    assert came == [0.75]
    assert threading.main_thread() not in threads
