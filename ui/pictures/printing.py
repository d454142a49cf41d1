"""Sends a picture to a printer."""

from __future__ import annotations

from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from resources.i18n import N_
from storage.errors import PlanError
from ui.pictures.pages import Sheets, paint_sheet, sheets_on
from ui.pictures.picture import Picture


def printer_for(picture: Picture, sheets: Sheets) -> QPrinter:
    """A printer set to these sheets; the user may choose other ones in the dialog of the system."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(sheets.layout)
    printer.setFullPage(True)
    printer.setDocName(picture.title)
    printer.setCreator("Périple")
    return printer


def print_picture(picture: Picture, printer: QPrinter, *, tiled: bool) -> int:
    """Print on the paper that the printer has now; returns the number of sheets. `PlanError` if it takes none."""
    size = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
    sheets = sheets_on(picture, size, tiled=tiled)
    printer.setPageOrientation(sheets.layout.orientation())
    painter = QPainter()
    if not painter.begin(printer):
        raise PlanError(N_("The printer does not answer. Check it, or write a PDF instead."))
    try:
        for index in range(sheets.count):
            if index:
                printer.newPage()
            painter.resetTransform()
            painter.scale(printer.resolution() / 72, printer.resolution() / 72)
            paint_sheet(painter, picture, sheets, index)
    finally:
        painter.end()
    return sheets.count
