from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from strategy.model import FeedbackNote, Objective
from strategy.operations import delete, rank_objectives, set_value
from tests.ui.pages.conftest import BridgeTo
from tests.ui.pages.objectives.conftest import ShowPage, focused, objective, type_in
from tests.windows import let_paint
from ui.delegates.cell import EDITOR_ROLE
from ui.models.objectives import ordered_ids
from ui.models.row_table import RowTableModel
from ui.models.starting_point import read_input, written_input
from ui.pages.objectives.page import START, TABLE
from ui.pages.objectives.table import objective_columns


def test_the_table_patches_itself_by_exact_moves_and_changes(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("saas")
    model = RowTableModel(bridge, objective_columns(), ordered_ids)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.follow()
    told: list[object] = []
    model.rowsInserted.connect(lambda *_: told.append("inserted"))
    model.rowsMoved.connect(lambda *_: told.append("moved"))
    model.rowsRemoved.connect(lambda *_: told.append("removed"))
    model.dataChanged.connect(lambda first, last: told.append((first.row(), first.column(), last.column())))
    set_value(bridge.document, Objective, "ob_saas_2", "target", 9000.0)
    model.follow()
    assert told == [(1, model.column_of("target"), model.column_of("target"))]
    told.clear()
    rank_objectives(bridge.document, ["ob_saas_4", "ob_saas_1", "ob_saas_2", "ob_saas_3"])
    model.follow()
    assert told[0] == "moved"
    assert not {"removed", "inserted"}.intersection(str(each) for each in told)
    assert model.ids == ("ob_saas_4", "ob_saas_1", "ob_saas_2", "ob_saas_3")
    told.clear()
    delete(bridge.document, Objective, "ob_saas_1")
    model.follow()
    assert told == ["removed"]
    del tester


def test_raw_inputs_are_read_as_they_are_written() -> None:
    for value in (768, 0.86, [9, 14, 55], "June panel"):
        assert read_input(written_input(value)) == value
    assert read_input("  ") is None


def test_a_cell_of_the_table_is_edited_in_place_and_the_starting_point_deletes_the_line_used_last(
    qtbot: QtBot,
    page_on: ShowPage,
) -> None:
    page = page_on("saas")
    page.show_view(TABLE)
    page.reveal("objective", "ob_saas_1")
    table = page.list.table
    table.setCurrentIndex(page.list.model.index(0, page.list.model.column_of("target")))
    page.handlers()["edit"]()
    editor = table.findChild(QLineEdit, "cell_editor")
    assert editor is not None
    editor.selectAll()
    type_in("6")
    qtbot.waitUntil(lambda: objective(page, "ob_saas_1").target == 6.0)
    let_paint()

    assert page.reveal("feedback_note", "fb_saas_2")
    page.handlers()["delete"]()
    assert [note.id for note in page.bridge.snapshot().all(FeedbackNote)] == ["fb_saas_1", "fb_saas_3"]
    assert page.start.feedback.current_id == "fb_saas_3"


def test_a_new_line_of_feedback_waits_for_its_words_and_a_sign_of_departure_offers_those_of_the_method(
    qtbot: QtBot,
    page_on: ShowPage,
) -> None:
    page = page_on("empty")
    page.show_view(START)
    page.start.add_feedback()
    QTest.keyClicks(focused(), "Too slow")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [note.text for note in page.bridge.snapshot().all(FeedbackNote)] == ["Too slow"])
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    block = page.start.departures
    page.start.add_note(block, "churn_signal")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    offered = block.model.index(0, block.model.column_of("signal")).data(EDITOR_ROLE)
    assert ("chs_silence", "Unspoken discontent") in offered
    assert page.start.points.model.rowCount() == 0
