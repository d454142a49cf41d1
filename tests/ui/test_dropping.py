"""Files dropped on the window: one local file that the window can take is opened or shown, anything else refused."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from strategy.plan_file import create_plan
from tests.windows import OpenWindow, Recorder
from ui.dialogs.imports.journey import JourneyDialog
from ui.dialogs.imports.returned import ReturnedDialog
from ui.dialogs.imports.wizard import ImportDialog
from ui.main_window import MainWindow
from ui.messages import messages


def _drop(window: MainWindow, *urls: QUrl) -> bool:
    """Whether the window took what was dropped."""
    mime = QMimeData()
    mime.setUrls(urls)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, mime, left, none)
    event.ignore()
    window.dropEvent(event)
    return event.isAccepted()


def test_plans_workbooks_and_drawings_are_taken_and_nothing_else(
    open_window: OpenWindow, told: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window("welcome")
    messages().use(told)
    create_plan(tmp_path / "dropped.periple", name="Dropped", language="en").close()
    plan, picture, workbook, drawing = (
        QUrl.fromLocalFile(str(tmp_path / name)) for name in ("dropped.periple", "a.png", "back.xlsx", "a.mmd")
    )
    refused = (workbook, drawing, picture, QUrl("https://example.org/dropped.periple"))
    assert not any(_drop(window, each) for each in refused)  # there is no plan yet that could take them
    assert not _drop(window, plan, plan)
    QApplication.processEvents()
    assert window.bridge is None
    assert _drop(window, plan)
    qtbot.waitUntil(lambda: window.bridge is not None)
    assert not _drop(window, picture)
    (tmp_path / "a.mmd").write_text("journey\n  section S\n    A: 3: Me\n")

    seen: list[type[QWidget]] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ImportDialog) and dialog._job is None:
            seen.append(type(dialog))
            dialog.reject()
        else:
            QTimer.singleShot(5, leave)

    for count, url in enumerate((workbook, drawing), 1):
        QTimer.singleShot(0, leave)
        assert _drop(window, url)
        qtbot.waitUntil(lambda count=count: len(seen) == count)  # type: ignore[misc]  # bound now
    assert seen == [ReturnedDialog, JourneyDialog]
    assert len(told.problems) == 1  # there is no such workbook, which the dialog told
