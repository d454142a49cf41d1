"""The picture of a journey from the window: seen, written, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from journey.model import Journey
from tests.support import drawn, plan_of, sample_plan
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder, dress
from ui.actions import key_text, spec
from ui.dialogs.picture import PictureDialog
from ui.dialogs.picture_preview import Wanted, preview_of
from ui.pictures.pages import sheets_for
from ui.pictures.picture import Picture, View, picture_of
from ui.pictures.printing import print_picture, printer_for
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented
from ui.widgets.sheet_preview import SheetPreview


@pytest.fixture
def dialog(bridge_to: BridgeTo, qtbot: QtBot, qapp: object) -> Iterator[PictureDialog]:
    """The dialog on the sample shop, shown."""
    dress(qapp)  # type: ignore[arg-type]  # what pytest-qt makes is a QApplication
    found = PictureDialog(bridge_to("shop"), None)  # type: ignore[arg-type]  # no window needed around it
    qtbot.addWidget(found)
    found.show()
    yield found
    found.close()


def choose(dialog: PictureDialog, name: str, value: object) -> None:
    choice = dialog.findChild(Segmented, name)
    assert choice is not None
    choice.set_value(value)
    choice.changed.emit(value)


def button(dialog: PictureDialog, name: str) -> Button:
    found = dialog.findChild(Button, name)
    assert found is not None
    return found


def words(dialog: PictureDialog) -> str:
    preview = dialog.findChild(SheetPreview)
    assert preview is not None
    return preview._words.text()


def test_the_actions_have_the_keys_that_the_help_tells() -> None:
    assert (key_text("picture"), key_text("print")) == ("Ctrl+Shift+E", "Ctrl+P")
    assert spec("print").icon == "printer"


def test_the_preview_says_what_will_be_written(dialog: PictureDialog) -> None:
    assert words(dialog) == "1 sheet of A4, portrait"
    choose(dialog, "picture_view", "graph")
    choose(dialog, "picture_paper", "A3")
    assert words(dialog) == "1 sheet of A3, landscape"
    choose(dialog, "picture_format", "png")
    assert words(dialog).endswith("dots")


@pytest.mark.feature("feat_graph_image")
def test_a_picture_is_written_beside_the_plan(dialog: PictureDialog, qtbot: QtBot, told: Recorder) -> None:
    choose(dialog, "picture_format", "svg")
    choose(dialog, "picture_language", "fr")
    with qtbot.waitSignal(dialog.finished):
        button(dialog, "picture_start").click()
    written = list(dialog._bridge.document.path.parent.glob("*.svg"))
    assert [each.name for each in written] == ["Buying again online - as-is, Map.svg"]
    assert "Exemple fictif" in written[0].read_text(encoding="utf-8")
    assert "Exported" in told.toasts[-1].text


def test_a_folder_that_is_gone_is_told_and_the_dialog_stays(
    dialog: PictureDialog, qtbot: QtBot, told: Recorder, tmp_path: Path
) -> None:
    dialog._chosen_place = tmp_path / "gone" / "a.pdf"
    button(dialog, "picture_start").click()
    qtbot.waitUntil(lambda: bool(told.problems))
    assert "does not exist any more" in told.problems[-1].text
    assert button(dialog, "picture_start").isEnabled()


def test_without_a_target_there_is_no_comparison_to_draw(qapp: object) -> None:
    snapshot = plan_of(drawn({"in>a": 1.0, "a>won": 1.0}, name="Alone"))
    shown = preview_of(Wanted(snapshot, "jr", "compare", "en", True, None, False, 0, 0, QSize(500, 400)))
    assert shown.picture is None
    assert shown.words.startswith("“Alone” has no other journey")


def test_what_is_printed_follows_the_paper_of_the_printer(
    dialog: PictureDialog, monkeypatch: pytest.MonkeyPatch, told: Recorder, tmp_path: Path
) -> None:
    target = tmp_path / "printed.pdf"

    def accept(asked: QPrintDialog) -> int:
        asked.printer().setOutputFileName(str(target))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    button(dialog, "picture_print").click()
    assert told.toasts[-1].text == "1 sheet sent to the printer"
    assert target.read_bytes().count(b"/MediaBox") == 1


def picture() -> Picture:
    snapshot = sample_plan("saas")
    return picture_of(snapshot, snapshot.all(Journey)[0].id, View.MAP, "fr")


def test_a_printer_gets_one_page_for_each_tile(tmp_path: Path, qapp: object) -> None:
    wide = picture()
    sheets = sheets_for(wide, "A4")
    printer = printer_for(wide, sheets)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    assert print_picture(wide, printer, tiled=False) == sheets.count > 1
    assert (tmp_path / "a.pdf").read_bytes().count(b"/MediaBox") == sheets.count


def test_the_second_sheet_is_seen_when_it_is_turned_to(qapp: object) -> None:
    snapshot = sample_plan("saas")
    wanted = Wanted(snapshot, snapshot.all(Journey)[0].id, "map", "en", True, "A4", False, 0, 1, QSize(500, 400))
    shown = preview_of(wanted)
    assert (shown.index, shown.words[:4]) == (1, "2 of")
    assert shown.image is not None
    assert max(shown.image.width(), shown.image.height()) == 500
