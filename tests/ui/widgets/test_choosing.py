from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.conftest import Show
from ui.delegates.cell import CELL_ROLE, EDITOR_ROLE, Cell, CellChip
from ui.delegates.table import TableDelegate
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox, Switch
from ui.widgets.choices import CheckList, Choice, ChoiceMenu
from ui.widgets.combo import ComboField
from ui.widgets.focus import FocusRing, show_focus_rings
from ui.widgets.panel import Panel, ScrollColumn, Section
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Card
from ui.widgets.table import Table

CHOICES = [Choice("s1", "Free users"), Choice("s2", "Growing teams"), Choice("s3", "Key <accounts>")]


def part(window: QWidget, name: str) -> QWidget:
    """The widget of that object name, which has to be there."""
    found = window.findChild(QWidget, name)
    assert found is not None
    return found


def test_arrows_move_the_choice_of_a_segmented_control(qtbot: QtBot, shown: Show) -> None:
    control = Segmented([("a", "As is"), ("b", "To be"), ("c", "Both")], name="mode")
    window = shown(control)
    part(window, "mode_a").setFocus()
    with qtbot.waitSignal(control.changed, timeout=1000) as caught:
        QTest.keyClick(part(window, "mode_a"), Qt.Key.Key_Right)
    assert caught.args == ["b"]
    assert control.value() == "b"


def test_a_choice_set_by_the_program_is_not_announced(qtbot: QtBot) -> None:
    control = Segmented([("a", "As is"), ("b", "To be")])
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.changed):
        control.set_value("b")
    assert control.value() == "b"


def test_tab_leaves_a_segmented_control_at_once(shown: Show) -> None:
    after = QLineEdit()
    window = shown(Segmented([("a", "A"), ("b", "B")], name="mode"), after)
    part(window, "mode_a").setFocus()
    QTest.keyClick(part(window, "mode_a"), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_list_that_pops_up_stays_on_the_screen(qtbot: QtBot) -> None:
    for corner in (QPoint(5000, 5000), QPoint(-50, -50)):
        menu = ChoiceMenu(CHOICES, single=True, name="popup")
        qtbot.addWidget(menu)
        menu.open_at(corner)
        assert menu.screen().availableGeometry().contains(menu.geometry())
        menu.close()


def test_space_checks_a_row_and_the_order_is_that_of_the_list(qtbot: QtBot, shown: Show) -> None:
    picker = CheckList(CHOICES, ["s3"])
    shown(picker)
    picker.setCurrentIndex(picker.model().index(0, 0))
    with qtbot.waitSignal(picker.changed, timeout=1000) as caught:
        QTest.keyClick(picker, Qt.Key.Key_Space)
    assert caught.args == [["s1", "s3"]]


def test_a_single_choice_takes_the_place_of_the_one_before(shown: Show) -> None:
    picker = CheckList(CHOICES, ["s3"], single=True)
    shown(picker)
    QTest.keyClick(picker, Qt.Key.Key_Space)
    assert picker.chosen() == ["s1"]


def test_the_filter_hides_rows_but_keeps_what_is_chosen(qtbot: QtBot) -> None:
    menu = ChoiceMenu(CHOICES, ["s2"], name="links")
    qtbot.addWidget(menu)
    menu.filter.setText("key")
    assert [menu.list.isRowHidden(row) for row in range(3)] == [True, True, False]
    assert menu.list.chosen() == ["s2"]


def test_the_filter_of_a_list_needs_no_accents(qtbot: QtBot) -> None:
    menu = ChoiceMenu([Choice("s1", "Clients fidèles"), Choice("s2", "Élèves")], [], name="links")
    qtbot.addWidget(menu)
    for typed, hidden in (("fideles", [False, True]), ("ÉLÈVES", [True, False])):
        menu.filter.setText(typed)
        assert [menu.list.isRowHidden(row) for row in range(2)] == hidden


def test_a_choice_menu_tells_what_is_chosen_when_it_closes(qtbot: QtBot, shown: Show) -> None:
    anchor = Button("Link")
    shown(anchor)
    menu = ChoiceMenu(CHOICES, parent=anchor)
    menu.open_under(anchor)
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(menu.closed, timeout=1000) as caught:
        QTest.keyClick(menu.list, Qt.Key.Key_Escape)
    assert caught.args == [["s1"]]


def test_a_click_on_the_words_toggles_a_switch(shown: Show) -> None:
    switch = Switch("Opportunities & threats")
    shown(switch)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 4, switch.height() // 2))
    assert switch.isChecked()
    assert switch.accessibleName() == "Opportunities & threats"


def test_a_card_opens_by_enter_and_is_chosen_by_space(shown: Show) -> None:
    card, heard = Card(interactive=True), []
    card.clicked.connect(lambda: heard.append("clicked"))
    card.opened.connect(lambda: heard.append("opened"))
    shown(card)
    QTest.keyClick(card, Qt.Key.Key_Space)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert heard == ["clicked", "clicked", "opened"]


def test_a_section_folds_its_content_away(shown: Show) -> None:
    section, content = Section("Questions", "3 of 5", foldable=True), CheckBox("one")
    section.body.addWidget(content)
    shown(section)
    section.header.click()
    assert not content.isVisible()
    section.header.click()
    assert content.isVisible()


def test_tabs_of_a_panel_show_their_page(shown: Show) -> None:
    panel, pages = Panel(name="side"), [CheckBox("a"), CheckBox("b")]
    panel.set_tabs([("Persona", lambda: pages[0]), ("R&D", lambda: pages[1])]).show_part(0)
    shown(panel)
    assert panel.tabs is not None
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_Right)
    assert pages[1].isVisible()


def test_the_ring_shows_only_after_a_move_by_keyboard(shown: Show, qapp: QApplication) -> None:
    rings = show_focus_rings(qapp)
    first, second = Button("one"), Button("two")
    window = shown(first, second)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert not [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    QTest.keyClick(first, Qt.Key.Key_Tab)
    (ring,) = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert ring.geometry().adjusted(4, 4, -4, -4) == second.geometry()
    for _ in range(2):  # there is never a second ring
        QTest.keyClick(qapp.focusWidget() or window, Qt.Key.Key_Tab)
        qapp.sendPostedEvents()
        assert len([ring for ring in window.findChildren(FocusRing) if ring.isVisible()]) == 1
    rings.deleteLater()


def test_the_ring_follows_a_control_whose_surroundings_move(shown: Show, qapp: QApplication) -> None:
    rings = show_focus_rings(qapp)
    before, around = Button("before"), QWidget()
    button = Button("inside", parent=around)
    window = shown(before, around)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    around.move(around.x() + 30, around.y() + 50)
    (ring,) = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert ring.geometry().adjusted(4, 4, -4, -4).topLeft() == button.mapTo(window, QPoint())
    rings.deleteLater()


def test_tab_into_a_scrolled_part_brings_its_control_into_view(shown: Show, qapp: QApplication) -> None:
    rings = show_focus_rings(qapp)
    before, column = Button("before"), ScrollColumn()
    buttons = [column.add(Button(f"button {number}")) for number in range(12)]
    column.setFixedHeight(100)
    shown(before, column)
    column.verticalScrollBar().setValue(column.verticalScrollBar().maximum())
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert buttons[0].hasFocus()
    assert buttons[0].visibleRegion().boundingRect() == buttons[0].rect()
    rings.deleteLater()


def table(shown: Show) -> Table:
    """Two columns, a name and a number, painted and edited by the delegate."""
    model = QStandardItemModel(2, 2)
    for row, (name, count) in enumerate([("Free users", 18400), ("Key accounts", 86)]):
        first, second = QStandardItem(name), QStandardItem()
        first.setData(Cell(name, dot=("series", row), chips=(CellChip("VIP", "vip"),), severity=4), CELL_ROLE)
        second.setData(count, Qt.ItemDataRole.EditRole)
        second.setData("number", EDITOR_ROLE)
        model.setItem(row, 0, first)
        model.setItem(row, 1, second)
    view = Table(name="segments", accessible_name="Segments")
    model.setParent(view)
    view.setModel(model)
    view.setItemDelegate(TableDelegate(view))
    shown(view)
    return view


def test_enter_edits_a_cell_in_place_and_escape_restores_it(shown: Show) -> None:
    view = table(shown)
    index = view.model().index(0, 0)
    view.setCurrentIndex(index)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = part(view, "cell_editor")
    QTest.keyClicks(editor, "Other")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert index.data() == "Free users"


def test_a_number_cell_is_edited_as_a_number(qtbot: QtBot, shown: Show) -> None:
    view = table(shown)
    index = view.model().index(1, 1)
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = part(view, "cell_editor")
    QTest.keyClicks(editor, "1,250")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: index.data(Qt.ItemDataRole.EditRole) == 1250, timeout=1000)


def test_a_wrong_number_leaves_the_cell_as_it_was(qtbot: QtBot, shown: Show) -> None:
    view = table(shown)
    index = view.model().index(1, 1)
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = part(view, "cell_editor")
    QTest.keyClicks(editor, "many")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state() != Table.State.EditingState, timeout=1000)
    assert index.data(Qt.ItemDataRole.EditRole) == 86


def test_enter_opens_a_row_that_cannot_be_edited(shown: Show) -> None:
    view = table(shown)
    model = view.model()
    assert isinstance(model, QStandardItemModel)
    model.item(0, 0).setEditable(False)
    view.setCurrentIndex(model.index(0, 0))
    opened: list[QModelIndex] = []
    view.opened.connect(opened.append)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert [index.row() for index in opened] == [0]


def test_rows_grow_with_the_projection(shown: Show) -> None:
    view = table(shown)
    assert view.rowHeight(0) == 40
    theme().set_scale(1.25)
    assert view.rowHeight(0) == 50
    assert not view.grab().isNull()


def test_a_choice_that_is_cut_off_is_told_in_full(qtbot: QtBot) -> None:
    combo = ComboField([("a", "Plan currency, <euros>")], "a", name="unit")
    qtbot.addWidget(combo)
    combo.resize(80, 32)
    assert combo.elided_words() == "<qt>Plan currency, &lt;euros&gt;</qt>"
    combo.resize(400, 32)
    assert combo.elided_words() == ""
