"""The bridge between an open plan and the windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from resources.i18n import N_
from storage.errors import PlanError
from strategy.model import PLAN_ROW, Objective, Plan
from strategy.operations.editing import delete, set_value
from tests.support import opened_plan
from tests.windows import Recorder
from ui.document_bridge import DocumentBridge


@pytest.fixture
def bridge(tmp_path: Path, qapp: object) -> Iterator[DocumentBridge]:
    """A bridge to the bank's sample."""
    made = DocumentBridge(opened_plan(tmp_path / "plan.periple", "bank"))
    yield made
    made.close()


def test_a_gesture_is_announced_once_with_its_rows(bridge: DocumentBridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.changed) as heard:
        set_value(bridge.document, Plan, PLAN_ROW, "name", "Renamed")
    assert heard.args is not None
    assert heard.args[0].touches("plan", "name")


def test_the_snapshot_is_kept_until_the_plan_changes(bridge: DocumentBridge) -> None:
    before = bridge.snapshot()
    assert bridge.snapshot() is before
    set_value(bridge.document, Plan, PLAN_ROW, "name", "Renamed")
    assert bridge.snapshot().plan.name == "Renamed"
    assert before.plan.name != "Renamed"


def test_findings_follow_the_plan(bridge: DocumentBridge) -> None:
    objective = bridge.snapshot().all(Objective)[0]
    assert not any(found.rule_id == "warn_objective_not_measurable" for found in bridge.findings())
    set_value(bridge.document, Objective, objective.id, "target", None)
    assert any(found.rule_id == "warn_objective_not_measurable" for found in bridge.findings())


def test_a_refused_operation_is_told_and_gives_nothing(bridge: DocumentBridge, told: Recorder) -> None:
    def refused() -> str:
        raise PlanError(N_("This plan is open for reading only: nothing was changed."))

    assert bridge.run(refused) is None
    assert [toast.text for toast in told.toasts] == ["This plan is open for reading only: nothing was changed."]


def test_a_mistake_of_ours_is_not_hidden(bridge: DocumentBridge, told: Recorder) -> None:
    def broken() -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        bridge.run(broken)
    assert not told.problems


def test_undoing_a_deletion_goes_to_what_came_back(bridge: DocumentBridge, qtbot: QtBot) -> None:
    objective_id = bridge.snapshot().all(Objective)[0].id
    delete(bridge.document, Objective, objective_id)
    with qtbot.waitSignal(bridge.rewound) as heard:
        bridge.undo()
    assert heard.args == [("objective", objective_id)]


def test_a_closed_bridge_hears_no_more(bridge: DocumentBridge) -> None:
    heard: list[object] = []
    bridge.changed.connect(heard.append)
    bridge.close()
    assert heard == []
