from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import JourneyKind, Stage, Touchpoint, Transition
from strategy import operations
from tests.ui.pages.conftest import BridgeTo, bridge_to
from ui.delegates.cell import CELL_ROLE, Cell
from ui.document_bridge import DocumentBridge
from ui.models.journey_cells import COLUMNS
from ui.models.journey_outline import JourneyOutline
from ui.models.journey_pairs import journey_pairs
from ui.models.journey_tree import NO_STAGE, OPPORTUNITIES, ROOT, Key

__all__ = ["bridge_to"]


def drawn(bridge: DocumentBridge) -> str:
    """A journey with the four stages of a purchase, "Shop window" in the first one."""
    journey = gestures.add_journey(bridge.document, language="en", stage_set="stset_buying", name="Buy")
    gestures.add_touchpoint(bridge.document, journey, language="en", name="Shop window")
    return journey


def outline_of(bridge: DocumentBridge, journey_id: str) -> tuple[JourneyOutline, QAbstractItemModelTester]:
    model = JourneyOutline(bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    bridge.changed.connect(lambda _changes: model.follow())
    model.show_journey(journey_id)
    return model, tester


def stages_of(bridge: DocumentBridge) -> list[Key]:
    return [("stage", stage.id) for stage in bridge.snapshot().all(Stage)]


def point_named(bridge: DocumentBridge, name: str) -> str:
    return next(point.id for point in bridge.snapshot().all(Touchpoint) if point.name == name)


def cell_of(model: JourneyOutline, key: Key, column: str) -> Cell:
    cell = model.data(model.index_of(key, COLUMNS.index(column)), CELL_ROLE)
    assert isinstance(cell, Cell)
    return cell


def test_stages_come_in_order_and_opportunities_last(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    assert model.children_of(ROOT) == [*stages_of(bridge), OPPORTUNITIES]


def test_moving_a_touchpoint_to_another_stage_moves_its_row_with_what_hangs_on_it(
    qtbot: QtBot, bridge_to: BridgeTo
) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    point = point_named(bridge, "Shop window")
    friction = gestures.add_friction(bridge.document, touchpoint_id=point, text="Closed")
    first, second, *_ = stages_of(bridge)
    heard: list[str] = []
    model.rowsMoved.connect(lambda *_: heard.append("moved"))
    model.rowsInserted.connect(lambda *_: heard.append("inserted"))
    model.modelReset.connect(lambda: heard.append("reset"))

    gestures.move_touchpoint(bridge.document, point, second[1])

    assert heard == ["moved"]
    assert model.parent_key(("touchpoint", point)) == second
    assert model.children_of(("touchpoint", point)) == [("friction", friction)]
    bridge.undo()
    assert model.parent_key(("touchpoint", point)) == first


def test_a_stage_that_goes_hands_its_rows_over(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    point = point_named(bridge, "Shop window")
    first, second, *_ = stages_of(bridge)
    operations.delete(bridge.document, Stage, first[1])
    assert model.parent_key(("touchpoint", point)) == second
    assert not model.index_of(first).isValid()
    bridge.undo()
    assert model.parent_key(("touchpoint", point)) == first


def test_points_without_a_stage_stand_first(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    point = point_named(bridge, "Shop window")
    gestures.move_touchpoint(bridge.document, point, None)
    assert model.children_of(ROOT)[0] == NO_STAGE
    assert model.children_of(NO_STAGE) == [("touchpoint", point)]


def test_more_than_all_customers_leaving_shows_in_danger(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    point = point_named(bridge, "Shop window")
    ends = [each.id for each in bridge.snapshot().all(Touchpoint) if each.kind in ("nk_goal", "nk_exit")]
    passages = [gestures.connect(bridge.document, point, end, probability=0.5) for end in ends]
    assert cell_of(model, ("transition", passages[0]), "share").tone == "ink"
    share = model.index_of(("transition", passages[1]), COLUMNS.index("share"))
    model.setData(share, 80.0)
    assert bridge.document.get(Transition, passages[1]).probability == 0.8  # type: ignore[union-attr]
    assert cell_of(model, ("transition", passages[0]), "share").tone == "danger"


def test_the_entry_has_a_name_to_edit_and_no_channel(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    entry = next(each.id for each in bridge.snapshot().all(Touchpoint) if each.kind == "nk_start")
    editable = {
        column
        for place, column in enumerate(COLUMNS)
        if model.flags(model.index_of(("touchpoint", entry), place)) & Qt.ItemFlag.ItemIsEditable
    }
    assert editable == {"name"}


def test_the_name_of_a_stage_of_the_method_stays_translated_until_it_is_changed(
    qtbot: QtBot, bridge_to: BridgeTo
) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    key = stages_of(bridge)[0]
    index = model.index_of(key)
    model.setData(index, "Discovery")
    assert bridge.document.get(Stage, key[1]).name == ""  # type: ignore[union-attr]
    model.setData(index, "Strolling")
    assert cell_of(model, key, "name").text == "Strolling"


def test_a_friction_without_action_shows_a_crossed_flag(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    model, _tester = outline_of(bridge, drawn(bridge))
    point = point_named(bridge, "Shop window")
    acted_on, new = (gestures.add_friction(bridge.document, touchpoint_id=point) for _ in range(2))
    operations.add_action(bridge.document, friction_id=acted_on)
    assert cell_of(model, ("friction", acted_on), "name").trailing_icon == "flag"
    assert cell_of(model, ("friction", new), "name").trailing_icon == "flag-off"


def test_a_to_be_journey_stands_with_the_as_is_it_derives_from(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    as_is = drawn(bridge)
    to_be = operations.derive_to_be(bridge.document, as_is)
    alone = gestures.add_journey(bridge.document, language="en", kind=JourneyKind.TO_BE, name="Return")
    pairs = [(pair.as_is_id, pair.to_be_id) for pair in journey_pairs(bridge.snapshot())]
    assert pairs == [(as_is, to_be), (None, alone)]
