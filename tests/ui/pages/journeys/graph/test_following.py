"""After any gesture of the plan, its undo and its redo, the canvas shows what it would show if it were built anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from resources.i18n import current, use_language
from storage.document import Document
from tests.furnished import ids, plan, shared_plan
from tests.gestures import GESTURES, Ids
from tests.ui.pages.journeys.graph.test_view import curves, places
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.graph.building import scene_of
from ui.pages.journeys.graph.view import GraphView
from ui.pages.journeys.journey_view import JourneySelection

__all__ = ["ids", "plan", "shared_plan"]


@pytest.fixture
def view(qtbot: QtBot, plan: Document, ids: Ids) -> Iterator[GraphView]:
    use_language("en")
    bridge = DocumentBridge(plan)
    view = GraphView(bridge, JourneySelection(bridge))
    qtbot.addWidget(view)
    bridge.changed.connect(view.follow)
    view.show_journey(ids["journey"])
    yield view
    bridge.changed.disconnect(view.follow)


def check(view: GraphView, name: str) -> None:
    fresh = scene_of(view._bridge.snapshot(), view.journey_id, current(), None, view._kept)
    shown = view.canvas.graph
    assert places(shown) == places(fresh), name
    assert curves(shown) == curves(fresh), name
    assert [vars_of(column) for column in shown.columns] == [vars_of(column) for column in fresh.columns], name
    assert set(shown.edges) == {edge.id for edges in shown.outgoing.values() for edge in edges}, name
    assert set(shown.stubs._where) <= set(shown.curves._where) == set(shown.edges), name


def vars_of(column: object) -> tuple[object, ...]:
    return tuple(getattr(column, each) for each in ("id", "title", "place", "left", "width"))


def test_the_canvas_follows_every_gesture(view: GraphView, plan: Document, ids: Ids) -> None:
    for name, gesture in GESTURES.items():
        gesture(plan, ids)
        check(view, name)
        if plan.undo_step is None:
            continue
        plan.undo()
        check(view, f"undo {name}")
        plan.redo()
        check(view, f"redo {name}")
        plan.undo()
