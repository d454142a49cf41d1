"""What stands out on the canvas: only where it changes is painted again, and that is enough."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.pages.journeys.graph.conftest import is_same
from ui.pages.journeys.graph.geometry import route
from ui.pages.journeys.graph.marks import Marks, differing
from ui.pages.journeys.graph.paper import Paper
from ui.pages.journeys.graph.scene import Column, Edge, Node, Scene

CHANGES: tuple[Mapping[str, object], ...] = (
    {"nodes": frozenset({"1"}), "focus": "1"},
    {"hovered": "4"},
    {"hovered": None, "target": "4"},
    {"nodes": frozenset({"1", "4"}), "target": None},
    {"focus": "5"},
    {"nodes": frozenset(), "edges": frozenset({"0 1", "3 5"}), "focus": None},
    {"sources": frozenset({"0", "2", "4"}), "link": route(120, 120, 360, 310)},
    {"sources": frozenset(), "link": route(120, 120, 500, 160), "target": "2"},
    {"link": None, "target": None, "rubber": QRectF(60, 80, 300, 190)},
    {"rubber": QRectF(60, 80, 120, 300), "edges": frozenset()},
    {"rubber": None, "ghost": (480.0, 216.0)},
    {"ghost": None, "what_if": {"0": "62 % to 100 %", "3": "Wide WWWWW"}},
    {"what_if": {"0": "62 % to 40 %"}},
    {"what_if": {}},
)


@pytest.fixture
def scene() -> Scene:
    """Six boxes with ways to the next two, one of them out of the journey, and frictions."""
    found = Scene(columns=tuple(Column(f"{place}", "Stage", place, 240.0 * place, 240.0) for place in range(3)))
    for index in range(6):
        found.put(Node(f"{index}", "nk_step", index // 2, "Step", "mail", 120.0 + 240 * (index // 2),
                       120.0 + 190 * (index % 2), frictions=index % 3, severity=3))  # fmt: skip
    for first in range(6):
        for second in (first + 1, first + 2):
            if second < 6:
                is_leaving = (first, second) == (2, 4)
                found.join(Edge(f"{first} {second}", f"{first}", f"{second}", 0.5, is_leaving=is_leaving, frictions=1))
    found.shape_all()
    return found


@pytest.mark.parametrize("zoom", [0.3, 0.5, 1.0, 1.5])
def test_what_stands_out_otherwise_is_painted_as_if_all_were_painted_again(
    qtbot: QtBot, scene: Scene, zoom: float
) -> None:  # fmt: skip
    paper = Paper()
    qtbot.addWidget(paper)
    paper.resize(900, 620)
    paper.show_scene(scene)
    paper.zoom_to(zoom)
    former = _shown(paper)
    for change in CHANGES:
        paper.mark(**change)
        seen = _shown(paper)
        paper._screen.forget()
        assert is_same(seen, _shown(paper)), change
        assert zoom < 0.4 or not is_same(seen, former), change
        former = seen


def test_little_is_painted_for_little(scene: Scene) -> None:
    before, after = Marks(nodes=frozenset({"1"})), Marks(hovered="0")
    boxes, ways = 2, scene.attached(["1"])
    pills = sum(each.id in scene.pills for each in ways)
    assert len(list(differing(scene, before, after))) == boxes + len(ways) + pills
    assert not list(differing(scene, before, before))


def _shown(paper: Paper) -> QImage:
    """The picture once it is sharp."""
    paper.viewport().grab()
    while not paper.is_sharp:
        paper._go_on()
    return paper.viewport().grab().toImage()
