"""A workbook that came back, merged as a user merges it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from exports.returned import RowState
from exports.workbook import write_workbook
from resources.i18n import use_language
from strategy.model import Action, WorkbookMerge
from strategy.operations.editing import set_value
from strategy.snapshot import Snapshot
from tests.exports.returned.conftest import RETURNING, Exchange
from tests.support import opened_plan
from tests.ui.imports.test_customers_dialog import combo, press
from tests.windows import Recorder
from ui.dialogs.imports.returned import ReturnedDialog
from ui.dialogs.imports.returned_review import ReviewStep
from ui.document_bridge import DocumentBridge
from ui.models.returned_rows import ReturnedRows
from ui.widgets.label import Label
from ui.widgets.table import Table


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    folder = tmp_path_factory.mktemp("returned")
    plan = opened_plan(folder / "plan.periple", "saas")
    write_workbook(Snapshot.of(plan), folder / "plan.xlsx", "en", sheets=RETURNING)
    yield Exchange(plan, folder / "plan.xlsx")
    plan.close()


@pytest.fixture
def exchange(made: Exchange) -> Iterator[Exchange]:
    """A client who filled in, cleared, typed nonsense, added a row and deleted one; and a plan that went on."""
    use_language("en")
    missing = made.uid("A4")
    made.writes("A1", owner="Client", deliverable="Theirs")
    made.writes("A2", budget="a lot")
    made.rewrites(lambda row: None if row.uid == missing else row)
    made.adds(action="Call the ten largest")
    set_value(made.plan, Action, made.uid("A1"), "deliverable", "Ours")
    yield made
    made.reset()


@pytest.fixture
def dialog(exchange: Exchange, owner: QWidget, told: Recorder) -> Iterator[ReturnedDialog]:
    bridge = DocumentBridge(exchange.plan)
    found = ReturnedDialog(bridge, owner)
    found._show(bridge.snapshot(), exchange.compared())
    yield found
    found.reject()
    bridge.leave()


def rows_of(dialog: QWidget) -> ReturnedRows:
    found = dialog.findChild(ReturnedRows)
    assert found is not None
    return found


def label(dialog: QWidget, name: str) -> str:
    found = dialog.findChild(Label, name)
    assert found is not None
    return found.text()


def listed(model: ReturnedRows) -> list[tuple[str, str]]:
    return [(model.index(row, 0).data(), model.index(row, 4).data()) for row in range(model.rowCount())]


def test_rows_and_cells_are_listed_with_their_state_in_words(dialog: ReturnedDialog, exchange: Exchange) -> None:
    model = rows_of(dialog)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first = exchange.row("A1")
    lines = listed(model)
    assert lines[:3] == [
        (f"A1 {first.title}", ""),
        ("Deliverable", "Conflict: the plan’s value stays"),
        ("Owner", "Changed by the client"),
    ]
    assert ("Budget", "“a lot” is not a number.") in lines
    assert [state for _name, state in lines if "row" in state] == ["New row", "Missing row: stays in the plan"]
    assert label(dialog, "returned_counts") == (
        "2 of 4 changes accepted. 1 conflict, 0 for the client. 1 cell not understood."
    )
    combo(dialog, "returned_filter").chosen.emit("missing")
    assert [state for _name, state in listed(model)] == ["Missing row: stays in the plan"]
    combo(dialog, "returned_filter").chosen.emit("problems")
    assert len(listed(model)) == 2


def test_keys_and_buttons_decide(dialog: ReturnedDialog) -> None:
    model, table = rows_of(dialog), dialog.findChild(Table, "returned_rows")
    assert table is not None
    table.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert model.index(1, 4).data() == "Conflict: the client’s value is taken"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    press(dialog, "returned_plan")
    assert model.data(model.index(0, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    press(dialog, "returned_none")
    assert not model.accepted
    press(dialog, "returned_all")
    assert {choice[2] for choice in model.accepted} == {"owner", "deliverable", ""}
    assert not {choice[1] for choice in model.accepted} & _missing(dialog)
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(model.accepted) == 4
    model.setData(model.index(0, 0), None, Qt.ItemDataRole.CheckStateRole)
    assert len(model.accepted) == 2


def _missing(dialog: ReturnedDialog) -> set[str]:
    step = dialog.findChild(ReviewStep)
    assert step is not None
    assert step.comparison is not None
    return {row.uid for row in step.comparison.rows if row.state is RowState.MISSING}


def test_what_is_accepted_is_one_step_and_listed_afterwards(
    dialog: ReturnedDialog, exchange: Exchange, owner: QWidget, told: Recorder
) -> None:
    model = rows_of(dialog)
    model.toggle([row for row, (_name, state) in enumerate(listed(model)) if "stays in the plan" in state])
    press(dialog, "import_next")
    assert (exchange.action("A1").owner, exchange.action("A1").deliverable) == ("Client", "Ours")
    assert exchange.action("A4").status == "status_dropped"
    [toast] = told.toasts
    assert toast.text == "3 changes taken from plan.xlsx"
    [merge] = exchange.plan.all(WorkbookMerge)
    bridge = DocumentBridge(exchange.plan)
    again = ReturnedDialog(bridge, owner, merge_id=merge.id)
    lines = again.findChild(QPlainTextEdit, "returned_lines")
    assert lines is not None
    assert f"A1 {exchange.action('A1').name}, Owner: Automation officer → Client" in lines.toPlainText()
    again.reject()
    bridge.leave()
    assert toast.way is not None
    toast.way.act()
    assert exchange.action("A1").owner == "Automation officer"
    assert exchange.action("A4").status != "status_dropped"


def test_an_untouched_file_is_told_calmly(made: Exchange, owner: QWidget, qtbot: QtBot, told: Recorder) -> None:
    use_language("en")
    bridge = DocumentBridge(made.plan)
    dialog = ReturnedDialog(bridge, owner, made.path)
    qtbot.waitUntil(lambda: dialog._job is None)
    step = dialog.findChild(ReviewStep)
    assert step is not None
    parts = step.findChild(QStackedWidget)
    assert parts is not None
    assert parts.currentIndex() == 1
    assert not dialog._next.isEnabled()
    dialog.reject()
    bridge.leave()


def test_what_is_no_workbook_of_ours_is_told(
    made: Exchange, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    use_language("en")
    (tmp_path / "other.xlsx").write_bytes(b"nothing")
    bridge = DocumentBridge(made.plan)
    dialog = ReturnedDialog(bridge, owner, tmp_path / "other.xlsx")
    qtbot.waitUntil(lambda: bool(told.problems))
    assert told.problems[0].text
    assert dialog.step == 0
    dialog.reject()
    bridge.leave()


def test_giving_up_leaves_the_plan_and_its_history_as_they_were(dialog: ReturnedDialog, exchange: Exchange) -> None:
    before, step = exchange.action("A1").owner, exchange.plan.undo_step
    press(dialog, "returned_all")
    press(dialog, "import_returned_cancel")
    assert not dialog.isVisible()
    assert (exchange.action("A1").owner, exchange.plan.undo_step) == (before, step)
    assert not exchange.plan.all(WorkbookMerge)


def test_rows_that_the_plan_refuses_are_told_and_the_others_taken(
    dialog: ReturnedDialog, exchange: Exchange, told: Recorder
) -> None:
    press(dialog, "returned_all")
    with exchange.plan.transact("Delete an action") as session:  # behind the dialog, as an undo would
        session.delete(session.get_one(Action, exchange.uid("A1")))
    press(dialog, "import_next")
    [problem] = told.problems
    assert problem.title == "1 row was not taken"
    assert "was deleted meanwhile" in problem.text
    assert "Call the ten largest" in {each.name for each in exchange.plan.all(Action)}
    assert told.toasts[0].text == "1 change taken from plan.xlsx"
    exchange.plan.undo()
    assert "Call the ten largest" not in {each.name for each in exchange.plan.all(Action)}


def test_a_reading_that_is_given_up_ends_and_the_dialog_closes_after_it(
    made: Exchange, owner: QWidget, qtbot: QtBot, told: Recorder
) -> None:
    bridge = DocumentBridge(made.plan)
    dialog = ReturnedDialog(bridge, owner, made.path)
    dialog.show()
    press(dialog, "import_returned_cancel")
    qtbot.waitUntil(lambda: dialog._job is None)
    assert (dialog.step, told.problems) == (0, [])
    press(dialog, "import_returned_cancel")
    assert not dialog.isVisible()
    bridge.leave()
