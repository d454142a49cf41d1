from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from resources.i18n import words
from strategy.model import OwnEntry, Participant
from strategy.naming import Naming
from strategy.operations import add_own_entry, add_participant
from tests.ui.test_main_window import press
from tests.ui.turns import in_turn
from tests.windows import OpenWindow, in_dialog
from ui.dialogs.own_lists import OwnListsDialog
from ui.dialogs.participants import ParticipantsDialog
from ui.main_window import MainWindow
from ui.models.entries import entry_options
from ui.models.plan_lists import extensible_lists
from ui.widgets.choices import ChoiceMenu
from ui.widgets.dialog import Dialog


def typed(text: str) -> None:
    """Types in the cell that is edited, and settles it."""
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # the delegate settles a cell once the key is done


def key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def people(window: MainWindow) -> list[tuple[str, str]]:
    assert window.bridge is not None
    return [(row.name, row.department) for row in window.bridge.snapshot().all(Participant)]


def test_people_lists_and_settings_of_a_plan(open_window: OpenWindow, qtbot: QtBot) -> None:
    """One window for the stories below."""
    in_turn(
        open_window("empty"),
        participants_are_entered_by_keyboard_alone,
        a_participant_is_removed_and_brought_back_in_the_dialog,
        lambda window: an_own_entry_is_added_named_and_offered(window, qtbot),
        only_an_own_kpi_has_a_unit,
        the_reference_date_is_a_setting_of_the_plan,
        the_menu_of_the_plan_leads_to_its_people_lists_and_folder,
        an_own_category_of_tools_can_be_compared_alone,
    )


def participants_are_entered_by_keyboard_alone(window: MainWindow) -> None:

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, ParticipantsDialog)
        key(Qt.Key.Key_N)
        typed("Ana")
        table = dialog.block.table
        table.setFocus()
        table.setCurrentIndex(dialog.block.model.index(0, 1))
        key(Qt.Key.Key_F2)
        typed("Sales")
        dialog.block.add_button.click()
        typed("Luc")
        table.setFocus()
        key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    in_dialog(fill)
    window.actions_of_window["participants"].trigger()
    assert people(window) == [("Luc", ""), ("Ana", "Sales")]


def a_participant_is_removed_and_brought_back_in_the_dialog(window: MainWindow) -> None:
    assert window.bridge is not None
    add_participant(window.bridge.document, name="Ana", department="Sales")
    seen: list[int] = []

    def remove(dialog: Dialog) -> None:
        assert isinstance(dialog, ParticipantsDialog)
        dialog.block.table.setCurrentIndex(dialog.block.model.index(0, 0))
        key(Qt.Key.Key_Delete)
        seen.append(len(people(window)))
        key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    in_dialog(remove)
    window.actions_of_window["participants"].trigger()
    assert seen == [0]
    assert people(window) == [("Ana", "Sales")]


def an_own_entry_is_added_named_and_offered(window: MainWindow, qtbot: QtBot) -> None:
    assert window.bridge is not None

    def add(dialog: Dialog) -> None:
        assert isinstance(dialog, OwnListsDialog)
        key(Qt.Key.Key_N)
        menu = dialog.findChild(ChoiceMenu, "own_list_choice")
        assert menu is not None
        assert menu.list.choose_named("Channels")
        typed("Kiosk")

    in_dialog(add)
    window.actions_of_window["own_lists"].trigger()
    snapshot = window.bridge.snapshot()
    (entry,) = snapshot.all(OwnEntry)
    assert entry_options(snapshot, "channels")[-1] == (entry.id, "Kiosk")
    assert Naming(snapshot, words("fr")).label(entry.id) == "Kiosk"


def only_an_own_kpi_has_a_unit(window: MainWindow) -> None:
    assert window.bridge is not None
    kpi = add_own_entry(window.bridge.document, "kpis", "Smiles")
    add_own_entry(window.bridge.document, "channels", "Kiosk")

    def look(dialog: Dialog) -> None:
        assert isinstance(dialog, OwnListsDialog)
        model = dialog.block.model
        unit = model.column_of("unit")
        index = model.index(model.row_of(kpi), unit)
        assert model.setData(index, "percent")
        assert [model.index(row, unit).data() for row in range(2)] == ["percent", ""]

    in_dialog(look)
    window.actions_of_window["own_lists"].trigger()
    entry = window.bridge.snapshot().get(OwnEntry, kpi)
    assert entry is not None
    assert entry.details == {"unit": "percent"}


def test_every_list_that_can_be_extended_is_one_of_the_method() -> None:
    from resources.catalogue import catalogue

    assert set(extensible_lists()) <= set(catalogue().list_names)


def the_reference_date_is_a_setting_of_the_plan(window: MainWindow) -> None:
    assert window.bridge is not None

    def fill(dialog: Dialog) -> None:
        for name, written in (("plan_reference_date", "2026-03-01"), ("plan_discount_rate", "8")):
            field = dialog.findChild(QLineEdit, name)
            assert field is not None
            field.setText(written)
        press(dialog, "plan_settings_keep")

    in_dialog(fill)
    window.actions_of_window["plan_settings"].trigger()
    plan = window.bridge.plan()
    assert (plan.reference_date, plan.discount_rate) == (datetime.date(2026, 3, 1), 0.08)


def the_menu_of_the_plan_leads_to_its_people_lists_and_folder(window: MainWindow) -> None:
    from ui.shell.menus import plan_menu

    parent = QWidget(window)
    names = {action.objectName() for action in plan_menu(window.actions_of_window, parent).actions()}
    assert {"action_participants", "action_own_lists", "action_show_in_folder"} <= names


def an_own_category_of_tools_can_be_compared_alone(window: MainWindow) -> None:
    from strategy.operations import add_tool
    from ui.pages.action_plan.tools import ToolsBlock
    from ui.widgets.combo import ComboField

    assert window.bridge is not None
    document = window.bridge.document
    own = add_own_entry(document, "tool_categories", "Loyalty kiosk")
    add_tool(document, name="One", category=own)
    add_tool(document, name="Two", category="toolcat_crm")
    block = ToolsBlock(window.bridge, window)
    block.follow()
    combo = block.findChild(ComboField, "tools_category")
    assert combo is not None
    assert "Loyalty kiosk" in [combo.itemText(place) for place in range(combo.count())]


def test_an_own_entry_has_its_name_in_the_workbook(tmp_path: Path) -> None:
    from exports.workbook import write_workbook
    from journey.model import Journey, Touchpoint
    from strategy.model import PLAN_ROW, Plan
    from strategy.snapshot import Snapshot
    from tests.exports.conftest import opened

    entry = OwnEntry(list_name="channels", name="Loyalty kiosk")
    rows = [Plan(id=PLAN_ROW, name="P"), entry, Journey(id="j"), Touchpoint(journey_id="j", channel=entry.id)]
    book = opened(write_workbook(Snapshot(rows), tmp_path / "a.xlsx", "en", sheets=["touchpoints"]).path)
    cells = [cell for row in book["Touchpoints"].iter_rows(values_only=True) for cell in row]
    assert "Loyalty kiosk" in cells
    assert entry.id not in cells
