"""A persona leaves the program: as a page in a file, or on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from resources.i18n import current, tr
from ui.document_bridge import DocumentBridge
from ui.messages import Way, messages
from ui.pictures.pages import sheets_for
from ui.pictures.persona_picture import persona_picture
from ui.pictures.picture import Picture
from ui.pictures.writing import SUFFIXES, Choices, write_picture
from ui.shell.files import free_name


def save_page(bridge: DocumentBridge, persona_id: str, parent: QWidget) -> None:
    """Ask where, and write the page as PDF, PNG or SVG, by the suffix."""
    picture = _picture(bridge, persona_id)
    if picture is None:
        return
    pattern = tr("Pictures ({pattern})").format(pattern=" ".join(f"*{suffix}" for suffix in SUFFIXES[::-1]))
    proposal = free_name(bridge.document.path.parent, picture.title, ".pdf")
    chosen, _kind = QFileDialog.getSaveFileName(parent, tr("Where to write the page"), str(proposal), pattern)
    if not chosen:
        return
    target = Path(chosen if chosen.lower().endswith(SUFFIXES) else f"{chosen}.pdf")
    written = bridge.run(lambda: write_picture(picture, target, Choices()))
    if written is not None:
        way = Way(tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent))))
        messages().toast(tr("Exported: {name}").format(name=target.name), icon="image", way=way)


def print_page(bridge: DocumentBridge, persona_id: str, parent: QWidget) -> None:
    """Ask which printer, and print the page."""
    from PySide6.QtPrintSupport import QPrintDialog

    from ui.pictures.printing import print_picture, printer_for

    picture = _picture(bridge, persona_id)
    if picture is None:
        return
    printer = printer_for(picture, sheets_for(picture, "A4"))
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() and bridge.run(lambda: print_picture(picture, printer, tiled=False)):
        messages().toast(tr("The page was sent to the printer."), icon="printer")
    dialog.deleteLater()


def _picture(bridge: DocumentBridge, persona_id: str) -> Picture | None:
    return bridge.run(lambda: persona_picture(bridge.snapshot(), persona_id, current().language))
