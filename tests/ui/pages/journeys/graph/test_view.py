from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from journey import operations as gestures
from journey.analysis import journey_results
from journey.layout import BOX_HEIGHT, BOX_WIDTH
from journey.model import Friction, Stage, Touchpoint, Transition
from resources.i18n import words
from strategy import operations
from tests.support import drawn, plan_of, sample_plan
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.ui.pages.journeys.graph.conftest import Drawing
from tests.ui.paintings import told_at
from tests.windows import let_paint
from ui.pages.journeys.graph.building import scene_of
from ui.pages.journeys.graph.geometry import bounds_of_curve, distance, point_at, route
from ui.pages.journeys.graph.grid import Grid
from ui.pages.journeys.graph.hits import hit
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import look
from ui.pages.journeys.graph.painter import Detail, detail_at, paint_scene
from ui.pages.journeys.graph.pills import pill_of
from ui.pages.journeys.graph.scene import Scene
from ui.pages.journeys.graph.view import GraphView
from ui.pages.journeys.graph.walking import edges_at, in_order, nearest
from ui.pages.journeys.journey_view import JourneySelection, Supposition

ENGLISH = words("en")


def scene(passages: dict[str, float | None], **points: dict[str, object]) -> Scene:
    snapshot = plan_of(drawn(passages, touchpoints=points))
    return scene_of(snapshot, "jr", ENGLISH, journey_results(snapshot, "jr"))


def places(found: Scene) -> dict[str, tuple[float, float, str, str, float, int]]:
    return {node.id: (node.x, node.y, node.title, node.caption, round(node.total, 9), node.frictions)
            for node in found.nodes.values()}  # fmt: skip


def curves(found: Scene) -> dict[str, tuple[object, ...]]:
    return {edge.id: (edge.curve, edge.probability, edge.is_over, edge.frictions) for edge in found.edges.values()}


# What the scene says


def test_the_share_who_reach_a_touchpoint_stands_in_its_box() -> None:
    found = scene({"in>a": 1.0, "a>b": 0.4, "a>lost": 0.6, "b>won": 1.0})
    assert found.nodes["b"].caption == "40% reach it"
    assert found.nodes["won"].caption == "40% succeed"
    assert found.edges["a>b"].flow == pytest.approx(0.4)
    assert found.edges["a>lost"].is_leaving


def test_what_cannot_work_is_said_at_the_touchpoint() -> None:
    found = scene({"in>a": 1.0, "a>won": 0.8, "a>lost": 0.5, "in>c": None}, alone={}, c={})
    assert "130%" in found.nodes["a"].trouble
    assert "entry" in found.nodes["alone"].trouble
    assert "Nothing leaves" in found.nodes["c"].trouble
    assert not scene({"in>a": 1.0, "a>won": 1.0}).nodes["a"].trouble


def test_a_journey_that_is_only_begun_is_not_called_wrong() -> None:
    found = scene({"in>a": 1.0}, b={})
    assert not any(node.trouble for node in found.nodes.values())


def test_no_percentage_touches_another_on_the_samples() -> None:
    for name, journey_id in (("bank", "jr_bank_as_is"), ("shop", "jr_shop_as_is")):
        found = scene_of(sample_plan(name), journey_id, words("fr"))
        pills = [pill_of(found, edge, 40.0) for edge in found.edges.values() if not edge.is_leaving]
        for place, one in enumerate(pills):
            for other in pills[:place]:
                apart = one[0] >= other[2] or one[2] <= other[0] or one[1] >= other[3] or one[3] <= other[1]
                assert apart, name


def test_a_way_past_a_box_in_its_row_swings_around_it() -> None:
    found = scene({"in>a": 1.0, "a>won": 1.0, "in>won": None})
    straight = route(0, 100, 900, 100)
    barred = route(0, 100, 900, 100, is_barred=True)
    assert point_at(straight, 0.5)[1] == 100
    assert point_at(barred, 0.5)[1] < 100 - BOX_HEIGHT / 2
    assert distance(straight, 450, 130) == pytest.approx(30)
    assert found.edges["in>a"].bounds == bounds_of_curve(found.edges["in>a"].curve)


def test_the_grid_finds_what_touches_an_area_and_nothing_else() -> None:
    grid = Grid()
    grid.put("small", (10, 10, 20, 20))
    grid.put("large", (-9000, 0, 9000, 9000))
    grid.put("gone", (12, 12, 14, 14))
    grid.drop("gone")
    grid.put("moved", (0, 0, 5, 5))
    grid.put("moved", (5000, 50, 5010, 60))
    assert grid.near((15, 15, 30, 30)) == {"small", "large"}
    assert grid.near((4990, 40, 5020, 70)) == {"moved", "large"}
    assert grid.near((-50, -50, -1, -1)) == set()


# Following the plan


# Walking, selecting, telling


def test_arrows_go_to_the_nearest_box_and_tab_through_the_stages() -> None:
    found = scene({"in>a": 1.0, "in>b": None, "a>won": 1.0, "b>won": 1.0})
    assert nearest(found, "in", 0, 1) == "a"
    assert nearest(found, "a", 1, 0) == "won"
    assert nearest(found, "in", 0, -1) is None
    assert in_order(found) == ["in", "a", "b", "won"]
    assert [edge.id for edge in edges_at(found, "a")] == ["a>won", "in>a"]


# Zoom and pan


def turn(drawing: Drawing, angle: int, modifiers: Qt.KeyboardModifier, position: QPointF) -> None:
    viewport = drawing.canvas.viewport()
    event = QWheelEvent(
        position, QPointF(viewport.mapToGlobal(position.toPoint())), QPoint(), QPoint(0, angle),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def key_event(kind: QEvent.Type) -> QEvent:
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)


# Painting


def painted(found: Scene, theme_name: str, detail: Detail = Detail.FULL) -> QImage:
    """The scene as a file would show it."""
    image = QImage(round(found.width), 400, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    shown = look(theme_name)
    area = QRectF(0, 0, found.width, 400)
    paint_scene(painter, found, shown, area, detail=detail, labels=Labels(ENGLISH, shown))
    painter.end()
    return image


def test_a_scene_is_painted_in_either_look_whatever_the_window_shows(qapp: QApplication) -> None:
    found = scene({"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6})
    node = found.nodes["a"]
    at = QPoint(round(node.x + BOX_WIDTH / 2 - 20), round(node.y + BOX_HEIGHT / 2 - 8))
    for name in ("light", "dark"):
        image = painted(found, name)
        assert image.pixelColor(at) == look(name).color("raised")
        stub = found.edges["a>lost"]
        assert image.pixelColor(round(stub.curve[0]), round(stub.curve[1] + 10)) == look(name).color("drop")


def test_small_boxes_show_no_percentages_and_smaller_ones_their_colour_only(qapp: QApplication) -> None:
    assert [detail_at(zoom) for zoom in (0.3, 0.5, 1.0)] == [Detail.BOXES, Detail.TITLES, Detail.FULL]
    found = scene({"in>a": 1.0, "a>won": 1.0})
    node = found.nodes["a"]
    corner = QPoint(round(node.x), round(node.y + 20))
    assert painted(found, "light", Detail.BOXES).pixelColor(corner) == look("light").color("asIs")


def test_what_is_under_the_pointer_is_found(qapp: QApplication) -> None:
    found = scene({"in>a": 1.0, "a>won": 0.9, "a>lost": 0.5})
    labels = Labels(ENGLISH, look("light"))
    node = found.nodes["a"]
    pill = pill_of(found, found.edges["a>won"], 40.0)

    def part(x: float, y: float) -> tuple[str, str] | None:
        under = hit(found, labels, x, y)
        return (under.part, under.id) if under else None

    assert part(node.x, node.y) == ("node", "a")
    assert part(node.x + BOX_WIDTH / 2 + 2, node.y) == ("port", "a")
    assert part(node.x - 60, node.y + BOX_HEIGHT / 2 + 15) == ("scale", "a")
    assert part(pill[0] + 4, pill[1] + 4) == ("pill", "a>won")
    assert part(node.x + 60, node.y + BOX_HEIGHT / 2 + 16) == ("pill", "a>lost")
    assert part(node.x, node.y + 300) is None


def test_the_samples_are_shown_in_both_languages(qapp: QApplication, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("bank")
    view = GraphView(bridge, JourneySelection(bridge))
    view.resize(1000, 700)
    view.show_journey("jr_bank_as_is")
    view.show_results(journey_results(bridge.snapshot(), "jr_bank_as_is"))
    image = view.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(0, 1000, 9) for y in range(60, 600, 9)}
    assert len(colors) > 12
    view.deleteLater()


def test_the_canvas_scrolls_while_something_is_dragged_to_its_rim(drawing: Drawing) -> None:
    canvas, viewport = drawing.canvas, drawing.canvas.viewport()
    canvas.zoom_to(2.0)
    before, held = canvas.seen().top(), drawing.node("Entry").y
    drawing.begin_drag(drawing.middle("Entry"), QPoint(300, viewport.height() - 4))
    assert canvas.interaction is not None
    moved = drawing.node("Entry").y
    for _ in range(3):  # a step is shorter than the way to the next dot
        canvas._scroller.push()
    assert canvas.seen().top() > before
    assert drawing.node("Entry").y > moved > held
    drawing.key(Qt.Key.Key_Escape)
    canvas._scroller.push()
    assert drawing.node("Entry").y == held


def test_a_followed_scene_is_the_one_that_would_be_built_anew(drawing: Drawing) -> None:
    document, journey_id = drawing.bridge.document, drawing.view.journey_id
    first = gestures.add_touchpoint(document, journey_id, language="en", name="One", xy=(110.0, 500.0))
    second = gestures.add_touchpoint(document, journey_id, language="en", name="Two")
    way = gestures.connect(document, first, second, probability=0.7)
    gestures.connect(document, first, drawing.node("Drop-off or departure").id, probability=0.5)
    gestures.add_friction(document, touchpoint_id=first, severity=4)
    gestures.add_friction(document, transition_id=way, severity=2)
    operations.set_value(document, Transition, way, "probability", 0.2)
    operations.set_value(document, type(drawing.points()["One"]), first, "name", "Uno")
    gestures.place_touchpoints(document, {second: (120.0, 620.0)})
    operations.delete(document, Friction, drawing.bridge.snapshot().all(Friction)[0].id)
    for _ in range(2):
        fresh = scene_of(drawing.bridge.snapshot(), journey_id, ENGLISH, None, drawing.view._kept)
        assert places(drawing.canvas.graph) == places(fresh)
        assert curves(drawing.canvas.graph) == curves(fresh)
        document.undo()
        document.undo()


def test_a_transition_added_leaves_every_box_where_it_is_and_a_gesture_that_fails_puts_one_back(
    drawing: Drawing,
) -> None:
    begun = drawing.bridge.document.undo_step
    document, journey_id = drawing.bridge.document, drawing.view.journey_id
    names = ("One", "Two", "Three")
    gestures.add_touchpoints(document, journey_id, names)
    before = {node.id: (node.x, node.y) for node in drawing.canvas.graph.nodes.values()}
    gestures.connect(document, drawing.node("Three").id, drawing.node("Successful exit").id)
    gestures.connect(document, drawing.node("Entry").id, drawing.node("Three").id)
    drawing.view.follow(None)
    assert {node.id: (node.x, node.y) for node in drawing.canvas.graph.nodes.values()} == before
    take_all_back(drawing.bridge, since=begun)

    node = drawing.node("Entry")
    stood = (node.x, node.y)
    drawing.canvas.graph.move(node.id, 500, 500)
    drawing.bridge.changed.emit(type("Failed", (), {"rows": (), "of": lambda self, kind: ()})())
    assert (drawing.node("Entry").x, drawing.node("Entry").y) == stood


def test_words_are_laid_out_again_where_they_are_others(drawing: Drawing) -> None:
    document, entry, words = drawing.bridge.document, drawing.node("Entry").id, drawing.node("Entry").art
    gestures.add_touchpoints(document, drawing.view.journey_id, ["One"])
    assert drawing.node("Entry").art is words
    with document.transact("Both"):  # a new touchpoint has the scene built anew
        operations.set_value(document, Touchpoint, entry, "name", "Door")
        gestures.add_touchpoints(document, drawing.view.journey_id, ["Two"])
    (lines, _letters), *_rest = drawing.node("Door").art
    assert lines == ("Door",)


def test_a_touchpoint_taken_to_another_stage_covers_none_that_is_there(drawing: Drawing) -> None:
    """Both were placed by hand, at the same place of their stages; the map and the inspector know no places."""
    document, stages = drawing.bridge.document, drawing.bridge.snapshot().all(Stage)
    here, there = (
        gestures.add_touchpoint(document, drawing.view.journey_id, language="en", stage_id=stage.id, xy=(105, 300))
        for stage in stages[:2]
    )
    gestures.move_touchpoint(document, here, stages[1].id)
    one, other = (drawing.canvas.graph.nodes[each] for each in (here, there))
    assert (other.x - drawing.canvas.graph.columns[1].left, other.y) == (105, 300)
    assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT


def test_transitions_are_reached_by_keys_and_a_friction_is_shown_where_it_is_felt(drawing: Drawing) -> None:
    begun = drawing.bridge.document.undo_step
    entry, success = drawing.node("Entry").id, drawing.node("Successful exit").id
    gestures.connect(drawing.bridge.document, entry, success, probability=0.5)
    drawing.key(Qt.Key.Key_Tab)
    drawing.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert drawing.canvas.accessibleName() == "Transition, Entry to Successful exit, 50%"
    drawing.key(Qt.Key.Key_Return)
    drawing.write("25")
    assert list(drawing.ways().values()) == [0.25]
    drawing.key(Qt.Key.Key_Right)
    assert drawing.selection.current == ("touchpoint", success)
    take_all_back(drawing.bridge, since=begun)

    friction = gestures.add_friction(drawing.bridge.document, touchpoint_id=entry)
    assert drawing.view.reveal(("friction", friction))
    assert drawing.canvas.marks.nodes == {entry}
    assert not drawing.view.reveal(("opportunity", "none"))
    let_paint()

    drawing.selection.suppose((Supposition(entry, 0.51, 0.4),))
    assert dict(drawing.canvas.marks.what_if) == {entry: "51% to 40%"}
    drawing.selection.suppose(())
    assert not drawing.canvas.marks.what_if


def test_the_canvas_tells_a_screen_reader_what_is_selected(drawing: Drawing) -> None:
    document = drawing.bridge.document
    point = gestures.add_touchpoint(document, drawing.view.journey_id, language="en", name="Project wizard")
    gestures.connect(document, drawing.node("Entry").id, point, probability=1.0)
    gestures.connect(document, point, drawing.node("Successful exit").id, probability=1.0)
    gestures.add_friction(document, touchpoint_id=point, severity=4)
    drawing.view.show_results(journey_results(drawing.bridge.snapshot(), drawing.view.journey_id))
    assert drawing.view.reveal(("touchpoint", point))
    said = drawing.canvas.accessibleName()
    assert said == "Touchpoint, Project wizard, stage Discovery, 100% reach it, friction 4 of 5"


def test_wheel_and_keys_zoom_and_pan_and_fit_shows_everything(drawing: Drawing) -> None:
    canvas = drawing.canvas
    gestures.add_touchpoints(drawing.bridge.document, drawing.view.journey_id, [f"Step {index}" for index in range(60)])
    drawing.act("zoom_fit")
    seen = drawing.canvas.seen()
    assert drawing.canvas.zoom < 1
    assert all(seen.contains(node.x, node.y) for node in drawing.canvas.graph.nodes.values())
    drawing.act("zoom_full")
    assert drawing.canvas.zoom == 1
    let_paint()

    canvas.zoom_to(3.0)
    before = canvas.seen().topLeft()
    QApplication.sendEvent(canvas, key_event(QEvent.Type.KeyPress))
    drawing.drag(QPoint(600, 500), QPoint(500, 440))
    QApplication.sendEvent(canvas, key_event(QEvent.Type.KeyRelease))
    moved = canvas.seen().topLeft() - before
    assert (moved.x(), moved.y()) == pytest.approx((100 / 3, 60 / 3), abs=0.5)
    assert drawing.selection.current is None
    drawing.act("zoom_full")

    position = QPointF(400, 300)
    held = canvas.place_at(position)
    turn(drawing, 120, Qt.KeyboardModifier.ControlModifier, position)
    assert canvas.zoom == pytest.approx(1.15)
    after = canvas.place_at(position)
    assert (after.x(), after.y()) == pytest.approx((held.x(), held.y()), abs=1)
    for _ in range(40):
        turn(drawing, -120, Qt.KeyboardModifier.ControlModifier, position)
    assert canvas.zoom == 0.25


def test_every_button_is_named_and_what_is_cut_on_the_canvas_is_told_whole(drawing: Drawing) -> None:
    for button in drawing.view.findChildren(QAbstractButton):
        assert button.objectName()
        assert button.accessibleName()
        assert button.toolTip()

    long = "A name of a touchpoint that has no room in a box of this size"
    drawing.act("add_touchpoint")
    drawing.write(long)
    assert long in told_at(drawing.canvas.viewport(), drawing.middle(long))
    column = drawing.canvas.graph.columns[1]
    over = drawing.at(column.left + column.width - 4, 0)
    assert column.title in told_at(drawing.canvas.heads, QPoint(over.x(), 10))
