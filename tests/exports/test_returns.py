"""What an action costs to run, gains and returns, in the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.workbook import write_workbook
from strategy.model import PLAN_ROW, Action, Plan
from strategy.snapshot import Snapshot
from tests.exports.conftest import values_in


@pytest.mark.feature("feat_roi")
def test_the_workbook_tells_what_actions_gain_and_return(tmp_path: Path) -> None:
    first = Action(id="a", name="A", cost=48_000, gain=72_000)
    second = Action(id="b", name="B", position=1, cost=0, running_cost=0, gain_low=10, gain_high=30)
    snapshot = Snapshot([Plan(id=PLAN_ROW, name="P"), first, second])
    path = write_workbook(snapshot, tmp_path / "a.xlsx", "en", sheets=["priorities"]).path
    assert values_in(path, "t_actions", "Gain a year, likely") == [72_000, 20]
    assert values_in(path, "t_priorities", "Return") == [None, 0.5]
