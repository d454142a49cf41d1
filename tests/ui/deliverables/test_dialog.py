"""The dialog of the deliverables, as whoever writes them goes through it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from exports.options import NO_PAPER, WorkbookOptions
from exports.sheet_titles import SHEET_TITLES
from exports.written import IsCancelled
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder, dress
from ui.deliverables.delivery import Delivered, Piece, Step, pieces_of
from ui.deliverables.formats import WORKBOOK
from ui.dialogs.deliverables.dialog import DeliverablesDialog
from ui.settings import settings
from ui.widgets.choices import CheckList

Part = TypeVar("Part", bound=QWidget)
STEM = "Fil & Garrigue, customer relationship 2027"


@pytest.fixture
def dialog(bridge_to: BridgeTo, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[DeliverablesDialog]:
    """The dialog on the sample shop, shown; files go to an empty folder, and only the calendar is chosen."""
    dress(qapp)
    settings().deliverables, settings().deliverables_language = ("due_dates",), "en"
    found = DeliverablesDialog(bridge_to("shop"), None)  # type: ignore[arg-type]  # no window needed around it
    qtbot.addWidget(found)
    found._foot.folder = tmp_path
    found.show()
    yield found
    found.close()
    settings().deliverables = ()


def formats(dialog: DeliverablesDialog) -> CheckList:
    return part(dialog, CheckList, "export_formats")


def part(dialog: DeliverablesDialog, kind: type[Part], name: str) -> Part:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def press(dialog: DeliverablesDialog, name: str) -> None:
    part(dialog, QAbstractButton, name).click()


def words(dialog: DeliverablesDialog, name: str) -> str:
    return part(dialog, QLabel, name).text()


def choose(dialog: DeliverablesDialog, *wanted: str) -> None:
    """By keyboard: down the list, Space where the mark is not as it is wanted."""
    found = formats(dialog)
    found.go_to("workbook")
    for _ in range(found.model().rowCount()):
        if (found.current_id in found.chosen()) != (found.current_id in wanted):
            QTest.keyClick(found, Qt.Key.Key_Space)
        QTest.keyClick(found, Qt.Key.Key_Down)
    assert found.chosen() == list(wanted)


def test_it_opens_ready_to_write_the_workbook_and_what_was_written_last(dialog: DeliverablesDialog) -> None:
    assert formats(dialog).chosen() == ["workbook", "due_dates"]
    assert formats(dialog).current_id == "workbook"
    assert part(dialog, QAbstractButton, "export_start").hasFocus() or not dialog.isActiveWindow()
    assert words(dialog, "export_files") == f"{STEM}.xlsx and {STEM}.ics"


def test_several_formats_are_chosen_with_keys_and_written_with_one_click(
    dialog: DeliverablesDialog, qtbot: QtBot, told: Recorder, tmp_path: Path
) -> None:
    choose(dialog, "tasks", "due_dates", "plan")
    press(dialog, "export_language_fr")
    with qtbot.waitSignal(dialog.finished):
        press(dialog, "export_start")
    assert {each.name for each in tmp_path.iterdir()} == {f"{STEM}, Trello.csv", f"{STEM}.ics", f"{STEM}.json"}
    assert told.toasts[-1].text == f"3 files in {tmp_path.name}"
    assert told.toasts[-1].way is not None
    assert settings().deliverables == ("tasks", "due_dates", "plan")
    assert settings().deliverables_language == "fr"


def test_how_the_workbook_is_written_is_chosen_and_remembered(dialog: DeliverablesDialog, qtbot: QtBot) -> None:
    assert dialog._wanted().workbook == WorkbookOptions()
    for each in ("export_formulas", "export_segment_sheets", "export_paper_A3"):
        press(dialog, each)
    wanted = WorkbookOptions(has_formulas=False, has_segment_sheets=True, paper="A3")
    assert {order.workbook for _, order in pieces_of(dialog._snapshot, dialog._wanted())} == {wanted}
    press(dialog, "export_pages")
    assert not part(dialog, QWidget, "export_paper").isEnabled()
    settings().workbook_options = dialog._parts.workbook
    assert settings().workbook_options.paper == NO_PAPER
    press(dialog, "export_pages")
    choose(dialog, "due_dates")
    with qtbot.waitSignal(dialog.finished):
        press(dialog, "export_start")
    assert settings().workbook_options == wanted
    settings().workbook_options = WorkbookOptions()
    assert settings().workbook_options == WorkbookOptions()


def test_former_files_are_named_and_only_give_way_if_they_are_to(
    dialog: DeliverablesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    former = tmp_path / f"{STEM}.json"
    former.write_text("former")
    choose(dialog, "plan")
    replace = part(dialog, QAbstractButton, "export_replace")
    assert replace.accessibleName() == f"Replace “{STEM}.json”"
    assert words(dialog, "export_files") == f"{STEM} 2.json"
    replace.click()
    assert words(dialog, "export_files") == f"{STEM}.json"
    with qtbot.waitSignal(dialog.finished):
        press(dialog, "export_start")
    assert json.loads(former.read_text("utf-8"))


def test_a_file_that_came_meanwhile_is_told_before_it_is_replaced(
    dialog: DeliverablesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [tmp_path / f"{STEM}.ics", tmp_path / f"{STEM}.json"]
    files[0].write_text("former")
    choose(dialog, "due_dates", "plan")
    replace = part(dialog, QAbstractButton, "export_replace")
    replace.click()
    files[1].write_text("came meanwhile")
    press(dialog, "export_start")
    assert replace.accessibleName() == f"Replace “{STEM}.ics” and “{STEM}.json”"
    assert [each.read_text() for each in files] == ["former", "came meanwhile"]
    assert not replace.isChecked()
    replace.click()
    with qtbot.waitSignal(dialog.finished):
        press(dialog, "export_start")
    assert "came meanwhile" not in files[1].read_text("utf-8")


def test_one_that_cannot_be_written_is_told_and_stays_chosen(
    dialog: DeliverablesDialog, qtbot: QtBot, told: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(dialog, "due_dates", "plan")
    (tmp_path / f"{STEM}.json").mkdir()
    dialog._show_files()
    press(dialog, "export_replace")
    press(dialog, "export_start")
    qtbot.waitUntil(lambda: bool(told.problems))
    assert told.problems[-1].title == "1 deliverable was not written"
    assert told.problems[-1].lines[0].startswith(f"JSON: “{STEM}.json”")
    assert told.toasts[-1].text == f"1 file in {tmp_path.name}"
    assert dialog.isVisible()
    assert formats(dialog).chosen() == ["plan"]
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    press(dialog, "export_change_place")
    with qtbot.waitSignal(dialog.finished):
        press(dialog, "export_start")
    assert [each.name for each in other.iterdir()] == [f"{STEM}.json"]


def test_it_tells_how_far_it_is_and_stops_when_asked(
    dialog: DeliverablesDialog, qtbot: QtBot, told: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = Event()

    def write(pieces: list[Piece], tell: object, is_cancelled: IsCancelled) -> Delivered:
        tell(Step(0, 2, WORKBOOK, pieces[0][1].path, 6, 8, "Action plan"))  # type: ignore[operator]  # a signal
        while not is_cancelled():
            stopped.wait(0.005)
        return Delivered(is_cancelled=True)

    monkeypatch.setattr("ui.dialogs.deliverables.dialog.deliver", write)
    press(dialog, "export_start")
    qtbot.waitUntil(lambda: bool(words(dialog, "export_doing")))
    assert words(dialog, "export_doing") == "Writing Action plan, sheet 7 of 8"
    assert words(dialog, "export_share") == "38%"
    assert part(dialog, QProgressBar, "export_progress").value() == 375
    assert not formats(dialog).isEnabled()
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.toasts == []


def test_a_click_beside_a_mark_shows_and_chooses_and_one_on_the_mark_gives_up(dialog: DeliverablesDialog) -> None:
    found = formats(dialog)

    def click(row: int, left: int) -> None:
        place = QPoint(left, found.visualRect(found.model().index(row, 0)).center().y())
        QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(3, 90)
    assert (found.current_id, "pictures" in found.chosen()) == ("pictures", True)
    click(3, 90)
    assert "pictures" in found.chosen()
    click(3, 18)
    assert "pictures" not in found.chosen()
    assert part(dialog, QAbstractButton, "export_view_map").isVisible()
    assert not part(dialog, CheckList, "export_sheets").isVisible()


def test_sheets_and_journeys_can_be_left_out_but_for_the_action_plan(dialog: DeliverablesDialog) -> None:
    sheets = part(dialog, CheckList, "export_sheets")
    assert dialog._wanted().sheets is None
    QTest.keyClick(sheets, Qt.Key.Key_Space)
    assert "actions" in sheets.chosen()
    sheets.go_to("glossary")
    QTest.keyClick(sheets, Qt.Key.Key_Space)
    assert set(dialog._wanted().sheets or ()) == set(SHEET_TITLES) - {"glossary"}
    press(dialog, "export_choose_all")
    assert dialog._wanted().sheets is None
    press(dialog, "export_choose_all")
    assert dialog._wanted().sheets == ("actions",)
    formats(dialog).go_to("deck")
    journeys = part(dialog, CheckList, "export_journeys")
    QTest.keyClick(journeys, Qt.Key.Key_Space)
    assert len(dialog._wanted().journeys or ()) == journeys.model().rowCount() - 1


def test_what_is_chosen_is_seen_and_sheets_tell_their_rows(dialog: DeliverablesDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog._preview.came, timeout=20_000):
        pass
    assert words(dialog, "export_preview_words") == "Action plan"
    sheets = part(dialog, CheckList, "export_sheets")
    told = [sheets.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert told[2] == "Objectives, 4 rows"
    with qtbot.waitSignal(dialog._preview.came, timeout=20_000):
        press(dialog, "export_preview_after")
    assert words(dialog, "export_preview_words") == "Priorities"
    with qtbot.waitSignal(dialog._preview.came, timeout=20_000):
        formats(dialog).go_to("due_dates")
    assert words(dialog, "export_preview_words") == f"{STEM}.ics"


def test_the_sheets_offered_are_those_of_the_workbook() -> None:
    from exports.sheets import SHEETS

    assert list(SHEET_TITLES.items()) == [(kind.name, kind.title) for kind in SHEETS]


def test_nothing_chosen_is_nothing_to_write(dialog: DeliverablesDialog) -> None:
    choose(dialog)
    assert not part(dialog, QAbstractButton, "export_start").isEnabled()
