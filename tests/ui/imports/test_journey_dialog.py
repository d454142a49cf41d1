"""A journey of another program, taken as a user takes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journey.model import Journey, NodeKind, Touchpoint, Transition
from resources.i18n import use_language
from tests.ui.imports.test_customers_dialog import combo, press
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder
from ui.dialogs.imports.journey import JourneyDialog
from ui.dialogs.imports.sketch import SketchStep
from ui.document_bridge import DocumentBridge
from ui.models.sketch_rows import SketchRows
from ui.widgets.field import TextField
from ui.widgets.label import Label
from ui.widgets.picks import PicksField

CHART = """flowchart LR
  A[Visit] -->|60%| B[Cart] --> C[Paid]
  A -->|40%| D[Somewhere]
  style A fill:#fff
"""


@pytest.fixture
def bridge(bridge_to: BridgeTo) -> DocumentBridge:
    use_language("en")
    return bridge_to("empty")


def shown(dialog: JourneyDialog, qtbot: QtBot) -> SketchStep:
    step = dialog.findChild(SketchStep)
    assert step is not None
    qtbot.waitUntil(lambda: step.sketch is not None)
    return step


def label(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(Label, name)
    assert found is not None
    return found.text()


def test_a_drawing_is_looked_at_then_taken_in_one_step(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    path = tmp_path / "shop.mmd"
    path.write_text(CHART, encoding="utf-8")
    dialog = JourneyDialog(bridge, path, owner, is_table=False)
    step = shown(dialog, qtbot)
    assert label(dialog, "sketch_about") == "0 stages, 7 points, 6 passages."
    assert label(dialog, "import_counts") == "10 elements read, 9 used, 1 not used."
    lines = dialog.findChild(QPlainTextEdit, "import_lines")
    assert lines is not None
    assert "Line 4" in lines.toPlainText()
    rows = dialog.findChild(SketchRows)
    assert rows is not None
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows.index(1, 4).data() == "Cart (60%), Somewhere (40%)"
    ends = dialog.findChild(PicksField, "sketch_success")
    assert ends is not None
    ends.picked.emit(["C"])
    combo(dialog, "sketch_stages").set_value("stset_buying")
    combo(dialog, "sketch_stages").chosen.emit("stset_buying")
    name = dialog.findChild(TextField, "sketch_name")
    assert name is not None
    name.setText("Mine")
    assert step.sketch is not None
    before = bridge.document.revision
    press(dialog, "import_next")
    snapshot = bridge.snapshot()
    assert [(row.id, row.name) for row in snapshot.all(Journey)] == [(dialog.journey_id, "Mine")]
    assert bridge.document.revision == before + 1
    kinds = {row.id: row.kind for row in snapshot.all(Touchpoint)}
    ways = {(snapshot.get(Touchpoint, row.source_id), kinds[row.target_id]) for row in snapshot.all(Transition)}
    ends_of = {point.name: kind for point, kind in ways if point is not None and kind != NodeKind.TOUCHPOINT}
    assert ends_of == {"Paid": NodeKind.SUCCESS, "Somewhere": NodeKind.DROP_OFF}
    assert told.toasts


def test_a_list_asks_for_its_columns_first(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Phase;Quoi;Canal\nAchat;Site;web\nAchat;Caisse;magasin\n", encoding="utf-8")
    dialog = JourneyDialog(bridge, path, owner, is_table=True)
    press(dialog, "import_next")
    assert combo(dialog, "list_stage").value() == "Phase"
    assert combo(dialog, "list_name").value() == "Quoi"
    press(dialog, "import_next")
    step = shown(dialog, qtbot)
    assert step.sketch is not None
    assert [point.name for point in step.sketch.points[1:3]] == ["Site", "Caisse"]
    press(dialog, "import_next")
    assert [row.name for row in bridge.snapshot().all(Journey)] == ["liste"]


def test_what_is_no_journey_is_told(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    path = tmp_path / "bad.graphml"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><graphml>&a;</graphml>', encoding="utf-8")
    dialog = JourneyDialog(bridge, path, owner, is_table=False)
    qtbot.waitUntil(lambda: bool(told.problems))
    assert "not safe" in told.problems[0].text
    dialog.reject()
