from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from journey.model import Segment
from strategy.model import Action, Objective
from strategy.operations import set_value
from tests.ui.pages.conftest import BridgeTo
from ui.models.action_tree import ActionTree
from ui.models.segments import SegmentTable


def tooltips(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        for column in range(model.columnCount(above)):
            shown = model.index(row, column, above).data(Qt.ItemDataRole.ToolTipRole)
            if shown:
                yield shown
        yield from tooltips(model, model.index(row, 0, above))


@pytest.mark.parametrize("make", [SegmentTable, ActionTree])
def test_markup_that_a_team_types_is_shown_as_typed(
    bridge_to: BridgeTo, make: type[SegmentTable] | type[ActionTree]
) -> None:
    bridge = bridge_to("saas")
    for mapped, column in ((Segment, "name"), (Objective, "aspect"), (Action, "name")):
        for row in bridge.document.all(mapped):
            set_value(bridge.document, mapped, row.id, column, "<b>Gold</b>")
    model = make(bridge)
    model.follow()
    found = list(tooltips(model))
    assert any("&lt;b&gt;Gold" in text for text in found)
    assert [text for text in found if "<b>" in text or not text.startswith("<qt>")] == []
