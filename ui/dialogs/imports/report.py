"""What could not be used of a file: how many rows for which reason, and each of them with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from strategy.imports import Report

_SHOWN = 300
_HEIGHT = 132


class ReportView(QWidget):
    """One sentence for the whole; the rows themselves unfold, to be read or copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_report")
        self._report: Report | None = None
        self._sentence = Label("", "small", "ink", weight=600, wrap=True, name="import_counts")
        self._reasons = Label("", "small", "ink2", wrap=True, name="import_reasons")
        self._lines = QPlainTextEdit()
        self._lines.setObjectName("import_lines")
        self._lines.setAccessibleName(tr("Rows that were not used"))
        self._lines.setReadOnly(True)
        self._lines.setFixedHeight(theme().px(_HEIGHT))
        self._lines.hide()
        self._unfold = Button(tr("Show these rows"), "link", name="import_show_lines", on_click=self._switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for widget in (self._sentence, self._reasons, self._unfold, self._lines):
            column.addWidget(widget)

    def show_report(self, report: Report, sentence: str = "") -> None:
        """Show what was read of a file; `sentence` stands for the counts of rows where it has none."""
        self._report = report
        words = current()
        read = ntr("{n} row read", "{n} rows read", report.read).format(n=words.number(report.read))
        used = ntr("{n} used", "{n} used", report.used).format(n=words.number(report.used))
        unused = ntr("{n} not used", "{n} not used", report.unused).format(n=words.number(report.unused))
        self._sentence.setText(sentence or f"{read}, {used}, {unused}.")
        said = tr("{name}: {value}")
        found = [
            said.format(name=words.number(count), value=tr(reason.label))
            for reason, count in report.counts.most_common()
            if count
        ]
        self._reasons.setText("\n".join(found))
        self._reasons.setVisible(bool(found))
        self._unfold.setVisible(bool(found))
        self._lines.setPlainText("\n".join(report_lines(report, _SHOWN)))

    def _switch(self) -> None:
        shown = not self._lines.isVisible()
        self._lines.setVisible(shown)
        self._unfold.setText(tr("Hide these rows") if shown else tr("Show these rows"))


def report_lines(report: Report, most: int) -> list[str]:
    """Each row that was not used, as a line of text; the last line counts those that are not listed."""
    found = [
        tr("Line {line}, {column}: “{value}”. {reason}").format(
            line=each.line, column=each.column or "–", value=each.value, reason=tr(each.reason.label)
        )
        for each in report.refusals[:most]
    ]
    left = report.unused - len(found)
    if left > 0:
        found.append(ntr("and {n} more row", "and {n} more rows", left).format(n=current().number(left)))
    return found
