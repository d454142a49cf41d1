"""A journey drawn from a log of events, as a user draws it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journey.model import Journey, NodeKind, Touchpoint, Transition
from resources.i18n import use_language
from tests.ui.imports.test_customers_dialog import combo, press
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder
from ui.dialogs.imports.log import LogDialog
from ui.document_bridge import DocumentBridge
from ui.widgets.label import Label
from ui.widgets.number import NumberField

CASES = {"NA": "visit cart pay", "2": "visit cart leave", "3": "visit leave", "4": "visit cart pay"}


@pytest.fixture
def bridge(bridge_to: BridgeTo) -> DocumentBridge:
    use_language("en")
    return bridge_to("empty")


def events() -> list[tuple[str, str, str]]:
    return [(case, word, f"2026-03-0{day}T10:00:00") for case, words in CASES.items()
            for day, word in enumerate(words.split(), 1)]  # fmt: skip


def table(folder: Path) -> Path:
    path = folder / "log.csv"
    path.write_text("\n".join(["case id,activity,timestamp", *(",".join(row) for row in events())]), encoding="utf-8")
    return path


def xes(folder: Path) -> Path:
    path = folder / "log.xes.gz"
    traces = []
    for case in CASES:
        rows = [f'<event><string key="concept:name" value="{word}"/><date key="time:timestamp" value="{at}"/></event>'
                for name, word, at in events() if name == case]  # fmt: skip
        traces.append(f'<trace><string key="concept:name" value="{case}"/>{"".join(rows)}</trace>')
    path.write_bytes(gzip.compress(f'<?xml version="1.0"?><log>{"".join(traces)}</log>'.encode()))
    return path


@pytest.mark.feature("feat_graph_from_counts")
@pytest.mark.parametrize("make", [table, xes])
def test_a_log_becomes_a_journey_with_its_counts(
    make: object, bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    assert callable(make)
    dialog = LogDialog(bridge, make(tmp_path), owner)
    if make is table:
        press(dialog, "import_next")
        press(dialog, "import_next")
    about = dialog.findChild(Label, "log_about")
    assert about is not None
    qtbot.waitUntil(lambda: bool(about.text()))
    assert "4 cases, 4 activities, 4 passages drawn." in about.text()
    assert "50%  visit → cart → pay" in about.text()
    before = bridge.document.revision
    press(dialog, "import_next")
    snapshot = bridge.snapshot()
    assert [row.id for row in snapshot.all(Journey)] == [dialog.journey_id]
    points = {row.id: row.name for row in snapshot.all(Touchpoint) if row.kind == NodeKind.TOUCHPOINT.value}
    assert sorted(points.values()) == ["cart", "leave", "pay", "visit"]
    shares = {
        (points.get(row.source_id), points.get(row.target_id)): (row.count, row.probability, row.delay_hours)
        for row in snapshot.all(Transition)
    }
    assert shares["visit", "cart"] == (3, 0.75, 24.0)
    assert shares["cart", "pay"] == (2, 2 / 3, 24.0)
    assert bridge.document.revision == before + 1
    assert told.toasts


def test_fewer_activities_are_drawn_when_asked(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = LogDialog(bridge, table(tmp_path), owner)
    press(dialog, "import_next")
    press(dialog, "import_next")
    about, steps = dialog.findChild(Label, "log_about"), dialog.findChild(NumberField, "log_steps")
    assert about is not None
    assert steps is not None
    qtbot.waitUntil(lambda: bool(about.text()))
    steps.set_value(2)
    steps.committed.emit(2)
    assert "1 passage drawn" in about.text()
    dialog.reject()


def test_a_needed_column_is_asked_for(bridge: DocumentBridge, owner: QWidget, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b,c\n1,x,2026-01-01\n", encoding="utf-8")
    dialog = LogDialog(bridge, path, owner)
    press(dialog, "import_next")
    missing = dialog.findChild(Label, "event_missing")
    assert missing is not None
    assert missing.isVisibleTo(dialog)
    for field, column in (("case", "a"), ("activity", "b"), ("moment", "c")):
        combo(dialog, f"event_{field}").set_value(column)
        combo(dialog, f"event_{field}").chosen.emit(column)
    assert not missing.isVisibleTo(dialog)
    dialog.reject()


def test_what_is_no_log_is_told(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    path = tmp_path / "bad.xes"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><log>&a;</log>', encoding="utf-8")
    dialog = LogDialog(bridge, path, owner)
    qtbot.waitUntil(lambda: bool(told.problems))
    assert "XES" in told.problems[0].text
    dialog.reject()
