"""Segments from a file of customers, as a user takes them: look, say what columns mean, choose, take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from exports.wall import wall
from journey.model import Segment
from resources.i18n import use_language
from strategy.imports import DateOrder, Treatment
from strategy.model import PLAN_ROW, Plan, SegmentImport
from strategy.snapshot import mapped_classes
from tests.strategy.imports.files import workbook
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder
from ui.dialogs.imports.customers import CustomersDialog
from ui.dialogs.imports.groups import GroupList
from ui.document_bridge import DocumentBridge
from ui.messages import messages
from ui.models.file_rows import FileRows
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.field import TextField
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

ROWS = [
    ("C1", "03/01/2026", "10,50", "Lyon"),
    ("C1", "14/02/2026", "20", "Lyon"),
    ("C2", "25/03/2026", "100", "Paris"),
    ("C3", "26/03/2026", "-5", "Paris"),
    ("C3", "27/03/2026", "30", "Paris"),
    ("", "28/03/2026", "12", "Nice"),
    ("C4", "31/02/2026", "12", "Nice"),
]


@pytest.fixture
def purchases(tmp_path: Path) -> Path:
    path = tmp_path / "achats été.csv"
    lines = ["Client;Date;Montant;Ville", *(";".join(row) for row in ROWS)]
    path.write_text("\n".join(lines), encoding="cp1252")
    return path


@pytest.fixture
def bridge(bridge_to: BridgeTo) -> DocumentBridge:
    return bridge_to("empty")


@pytest.fixture
def dialog(bridge: DocumentBridge, purchases: Path, qtbot: QtBot) -> Iterator[CustomersDialog]:
    use_language("en")
    owner = QWidget()
    qtbot.addWidget(owner)
    made = CustomersDialog(bridge, purchases, owner)
    yield made
    made.reject()


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(Button, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def go_to_groups(dialog: CustomersDialog, qtbot: QtBot) -> None:
    press(dialog, "import_next")
    press(dialog, "import_next")
    counts = dialog.findChild(Label, "import_counts")
    assert counts is not None
    qtbot.waitUntil(lambda: bool(counts.text()))


def combo(dialog: QWidget, name: str) -> ComboField:
    found = dialog.findChild(ComboField, name)
    assert found is not None
    return found


def test_the_file_is_detected_and_shown_and_can_be_corrected(dialog: CustomersDialog) -> None:
    """One dialog for the stories below; the second leaves the file as it was read first."""
    the_preview_tells_what_was_detected(dialog)
    the_preview_keeps_the_rules_of_item_models(dialog)
    nothing_goes_on_while_a_needed_column_is_missing(dialog)


def the_preview_tells_what_was_detected(dialog: CustomersDialog) -> None:
    assert combo(dialog, "import_separator").currentText() == "Semicolon"
    assert combo(dialog, "import_date_order").currentText() == "Day, month, year"
    rows = dialog.findChild(FileRows)
    assert rows is not None
    titles = [rows.headerData(column, Qt.Orientation.Horizontal) for column in range(5)]
    assert titles == ["Line", "Client", "Date", "Montant", "Ville"]
    assert rows.index(0, 3).data() == "10,50"
    combo(dialog, "import_separator").chosen.emit(",")
    assert rows.columnCount() != 5


@pytest.mark.feature("feat_segment_import")
def test_segments_by_rules_enter_the_plan_in_one_step_and_without_customers(
    dialog: CustomersDialog, bridge: DocumentBridge, qtbot: QtBot
) -> None:
    before = bridge.document.revision
    go_to_groups(dialog, qtbot)
    counts = dialog.findChild(Label, "import_counts")
    lines = dialog.findChild(QPlainTextEdit, "import_lines")
    assert counts is not None
    assert lines is not None
    trail = dialog.findChild(QWidget, "import_trail")
    assert trail is not None
    assert trail.accessibleName() == "Step 3 of 3: Segments"
    assert counts.text() == "7 rows read, 4 used, 3 not used."
    assert lines.toPlainText().splitlines()[0].startswith("Line 5, Montant: “-5”.")
    assert {line.split(",")[0] for line in lines.toPlainText().splitlines()} == {"Line 5", "Line 7", "Line 8"}

    way = dialog.findChild(Segmented, "import_way")
    assert way is not None
    way.set_value("rules")
    way.changed.emit("rules")
    for field, words in (("rule_name", "Large"), ("condition_values", "30")):
        control = dialog.findChild(TextField, field)
        assert control is not None
        control.setText(words)
        control.commit()
    what = combo(dialog, "condition_field")
    what.setCurrentIndex(what.findText("Amount bought"))
    what.chosen.emit(what.value())
    groups = dialog.findChild(GroupList)
    assert groups is not None
    assert [group.size for group in groups.chosen().groups] == [3]
    press(dialog, "import_next")

    snapshot = bridge.snapshot()
    (segment,) = snapshot.all(Segment)
    assert (segment.name, segment.size) == ("Large", 3)
    assert segment.average_basket == pytest.approx((10.5 + 20 + 100 + 30) / 4)
    plan = snapshot.get(Plan, PLAN_ROW)
    assert plan is not None
    assert plan.customer_base == 3
    (source,) = snapshot.all(SegmentImport)
    assert (source.file_name, source.rows_read, source.rows_used) == ("achats été.csv", 7, 4)
    for mapped in mapped_classes():
        for row in snapshot.all(mapped):
            assert not {"C1", "C2", "C3"} & {getattr(row, column) for column in row.__columns__ if column != "id"
                                             and isinstance(getattr(row, column), str)}  # fmt: skip
    assert bridge.document.revision == before + 1
    bridge.document.undo()
    assert bridge.snapshot().all(Segment) == ()


@pytest.mark.feature("feat_segment_import")
def test_rfm_names_its_groups_and_says_its_rule(dialog: CustomersDialog, bridge: DocumentBridge, qtbot: QtBot) -> None:
    go_to_groups(dialog, qtbot)
    about = dialog.findChild(Label, "import_about")
    assert about is not None
    assert "28 Mar 2026" in about.text()
    assert "same score" in about.text()
    combo(dialog, "import_scheme").set_value(1)
    combo(dialog, "import_scheme").chosen.emit(1)
    press(dialog, "import_next")
    assert sum(row.size or 0 for row in bridge.snapshot().all(Segment)) == 3


def nothing_goes_on_while_a_needed_column_is_missing(dialog: CustomersDialog) -> None:
    press(dialog, "import_next")
    combo(dialog, "import_customer").chosen.emit(None)
    missing = dialog.findChild(Label, "import_missing")
    going_on = dialog.findChild(Button, "import_next")
    assert missing is not None
    assert going_on is not None
    assert "customer" in missing.text()
    assert not going_on.isEnabled()
    combo(dialog, "import_customer").chosen.emit("Client")
    assert going_on.isEnabled()


def test_what_the_columns_mean_is_remembered(
    dialog: CustomersDialog, bridge: DocumentBridge, purchases: Path, qtbot: QtBot
) -> None:
    press(dialog, "import_next")
    combo(dialog, "import_customer").chosen.emit("Ville")
    press(dialog, "import_next")
    counts = dialog.findChild(Label, "import_counts")
    assert counts is not None
    qtbot.waitUntil(lambda: bool(counts.text()))
    press(dialog, "import_next")
    owner = QWidget()
    qtbot.addWidget(owner)
    again = CustomersDialog(bridge, purchases, owner)
    press(again, "import_next")
    assert combo(again, "import_customer").value() == "Ville"
    again.reject()


def test_a_file_that_is_no_table_is_told_in_the_dialog(bridge: DocumentBridge, tmp_path: Path, qtbot: QtBot) -> None:
    use_language("en")
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    told = Recorder()
    messages().use(told)
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = CustomersDialog(bridge, path, owner)
    doubt, going_on = dialog.findChild(Label, "import_doubt"), dialog.findChild(Button, "import_next")
    assert doubt is not None
    assert going_on is not None
    assert doubt.text()
    assert not going_on.isEnabled()
    dialog.reject()
    messages().use(None)


def test_the_columns_of_a_workbook_are_guessed_by_what_they_hold(
    bridge: DocumentBridge, tmp_path: Path, qtbot: QtBot
) -> None:
    path = workbook(tmp_path, [("Qui", "Quand", "Combien"), *(("C1", date(2026, 1, day), day + 0.5) for day in (3, 9))])
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = CustomersDialog(bridge, path, owner)
    press(dialog, "import_next")
    said = [combo(dialog, f"import_{meaning}").value() for meaning in ("customer", "date", "amount")]
    assert said == ["Qui", "Quand", "Combien"]
    dialog.reject()


def test_columns_are_guessed_again_once_the_file_is_read_in_another_way(dialog: CustomersDialog) -> None:
    combo(dialog, "import_date_order").chosen.emit(DateOrder.SERIAL)
    press(dialog, "import_next")
    assert dialog.findChild(Segmented, "import_kind").value() == "customers"  # type: ignore[union-attr]
    press(dialog, "import_back")
    combo(dialog, "import_date_order").chosen.emit(DateOrder.DMY)
    press(dialog, "import_next")
    assert dialog.findChild(Segmented, "import_kind").value() == "transactions"  # type: ignore[union-attr]
    combo(dialog, "import_returns").chosen.emit(Treatment.COUNT)
    combo(dialog, "import_order").chosen.emit("Ville")
    press(dialog, "import_back")
    press(dialog, "import_next")
    shown = dialog.findChildren(ComboField, "import_order")[-1]  # those before it wait for their end
    assert shown.value() == "Ville"
    assert combo(dialog, "import_returns").value() == "count"


def test_closing_while_reading_closes_at_once(dialog: CustomersDialog, qtbot: QtBot) -> None:
    press(dialog, "import_next")
    dialog.show()
    press(dialog, "import_next")
    assert dialog.close()
    assert not dialog.isVisible()
    qtbot.wait(20)


def test_counts_of_rows_are_written_as_in_french(bridge: DocumentBridge, purchases: Path, qtbot: QtBot) -> None:
    use_language("fr")
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = CustomersDialog(bridge, purchases, owner)
    go_to_groups(dialog, qtbot)
    reasons = dialog.findChild(Label, "import_reasons")
    assert reasons is not None
    assert all(line.startswith("1\u00a0: ") for line in reasons.text().splitlines())
    dialog.reject()
    use_language("en")


def test_a_file_that_went_away_is_told(dialog: CustomersDialog, purchases: Path, qtbot: QtBot) -> None:
    purchases.unlink()
    told = Recorder()
    messages().use(told)
    press(dialog, "import_next")  # the columns are known from the look at the file
    press(dialog, "import_next")
    qtbot.waitUntil(lambda: len(told.problems) == 1)
    messages().use(None)


def test_a_file_is_read_by_a_process_that_ends_with_the_dialog(
    bridge: DocumentBridge, purchases: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "is_up", True)
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = CustomersDialog(bridge, purchases, owner)
    qtbot.waitUntil(lambda: bool(dialog.look.table), timeout=10_000)
    reader = wall._process
    assert reader is not None
    go_to_groups(dialog, qtbot)
    assert reader.poll() is None
    dialog.reject()
    assert reader.poll() is not None


def the_preview_keeps_the_rules_of_item_models(dialog: CustomersDialog) -> None:
    rows = dialog.findChild(FileRows)
    assert rows is not None
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    combo(dialog, "import_separator").chosen.emit(",")
    combo(dialog, "import_separator").chosen.emit(";")
    assert rows.rowCount() == len(ROWS)
    tester.deleteLater()
