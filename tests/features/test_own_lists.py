"""Entries that a team adds to the lists of the method are used like the method's."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.workbook import write_workbook
from journey import operations as gestures
from journey.analysis import rank_frictions
from journey.model import Friction, NodeKind, Touchpoint
from resources.i18n import use_language, words
from strategy.naming import Naming
from strategy.operations import add_own_entry, set_value
from strategy.snapshot import Snapshot
from tests.exports.conftest import values
from tests.support import opened_plan
from ui.models.entries import entry_options

OWN = "Queue at the kiosk"


@pytest.mark.feature("feat_custom_lists")
def test_an_own_type_of_friction_is_in_picker_ranking_and_export(tmp_path: Path) -> None:
    with opened_plan(tmp_path / "plan.periple", "bank") as plan:
        entry = add_own_entry(plan, "friction_types", OWN)
        point = next(each for each in plan.all(Touchpoint) if each.kind == NodeKind.TOUCHPOINT.value)
        friction = gestures.add_friction(plan, touchpoint_id=point.id, type=entry, severity=5, frequency=1.0)
        set_value(plan, Friction, friction, "reach", 1.0)
        snapshot = Snapshot.of(plan)
    for language in ("fr", "en"):
        use_language(language)
        assert entry_options(snapshot, "friction_types")[-1] == (entry, OWN)
    first = rank_frictions(snapshot)[0]
    assert first.friction_id == friction
    noted = snapshot.get(Friction, friction)
    assert noted is not None
    assert Naming(snapshot, words("fr")).title(noted) == OWN
    for language in ("fr", "en"):
        path = tmp_path / f"{language}.xlsx"
        said = values(write_workbook(snapshot, path, language, sheets=["frictions"]).path)
        assert any(OWN in cells.values() for cells in said.values())
