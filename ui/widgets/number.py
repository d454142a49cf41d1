"""A field for a figure: decimal comma or point, empty allowed, limits checked."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from resources.i18n import current, tr
from ui.theme.theme import theme
from ui.widgets.field import set_error
from ui.widgets.label import tip
from ui.widgets.paint import RIGHT, painter_on, text


class NumberField(QLineEdit):
    """`committed` carries the figure, or None when emptied, after Enter or on leaving; Up and Down change it.

    What cannot be read, or lies outside the limits, is shown as an error and not announced; Esc restores.
    Thousands stand apart, as in any table, until the field is edited.
    """

    committed = Signal(object)

    def __init__(
        self,
        value: float | None = None,
        *,
        minimum: float = -math.inf,
        maximum: float = math.inf,
        decimals: int = 2,
        step: float = 1,
        unit: str = "",
        placeholder: str = "",
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._minimum, self._maximum, self._decimals = minimum, maximum, decimals
        self._step, self._unit, self._settled = step, unit, value
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self._restyle()
        theme().changed.connect(self._restyle)
        self.set_value(value)
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(lambda: self._show_problem(""))

    def value(self) -> float | None:
        """The last figure settled."""
        return self._settled

    def set_value(self, value: float | None) -> None:
        """Shows a figure that comes from the plan; nothing is announced."""
        self._settled = value
        self.setText(self._written(value))
        self._show_problem("")

    def words_for(self, value: float | None) -> str:
        """How the figure is written for editing: in the reader's language, without trailing zeros."""
        if value is None:
            return ""
        written = f"{value:.{self._decimals}f}"
        if "." in written:
            written = written.rstrip("0").rstrip(".")
        return written.replace(".", ",") if current().language == "fr" else written

    def commit(self) -> None:
        """Announces what is written, if it can be read and differs from the last figure."""
        written = self.text().strip()
        value = current().read_number(written.removesuffix(self._unit)) if written else None
        problem = self._problem(written, value)
        self._show_problem(problem)
        if problem:
            return
        rounded = None if value is None else round(value, self._decimals)
        changed = rounded != self._settled
        self.set_value(rounded)
        if changed:
            self.committed.emit(rounded)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_as(self._grouped(self._settled), self.words_for(self._settled))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_as(self.words_for(self._settled), self._grouped(self._settled))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(steps)
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._written(self._settled):
            self.set_value(self._settled)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must not change a figure on its way

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unit:
            area = QRectF(self.rect()).adjusted(0, 0, -theme().px(10), 0)
            text(painter_on(self), area, self._unit, theme().font("body"), "ink3", RIGHT)

    def _show_as(self, before: str, after: str) -> None:
        """Writes the settled figure another way; what is being typed stays."""
        if before == after or self.text() != before:
            return
        is_selected = self.hasSelectedText()
        self.setText(after)
        if is_selected:
            self.selectAll()

    def _written(self, value: float | None) -> str:
        """The figure as it is to be seen now: bare while it is edited."""
        return self.words_for(value) if self.hasFocus() else self._grouped(value)

    def _grouped(self, value: float | None) -> str:
        """The same decimals as `words_for`, with the thousands apart."""
        written = self.words_for(value)
        whole, mark, rest = written.partition("," if current().language == "fr" else ".")
        return written if value is None else f"{current().number(int(whole))}{mark}{rest}"

    def _restyle(self) -> None:
        self.setFont(theme().font("body", tabular=True))
        margin = theme().text_width("body", self._unit) + theme().px(6) if self._unit else 0
        self.setTextMargins(0, 0, margin, 0)

    def _move(self, steps: int) -> None:
        value = current().read_number(self.text()) or 0.0
        moved = min(self._maximum, max(self._minimum, value + steps * self._step))
        self.setText(self.words_for(moved))
        self._show_problem("")

    def _problem(self, written: str, value: float | None) -> str:
        """What is wrong with the text, as a sentence; "" when nothing is."""
        if not written:
            return ""
        if value is None:
            return tr("Enter a number")
        if self._minimum <= value <= self._maximum:
            return ""
        low, high = (self.words_for(limit) if math.isfinite(limit) else "" for limit in (self._minimum, self._maximum))
        if low and high:
            return tr("Enter {low} to {high}").format(low=low, high=high)
        return tr("Enter {low} or more").format(low=low) if low else tr("Enter {high} or less").format(high=high)

    def _show_problem(self, sentence: str) -> None:
        set_error(self, bool(sentence))
        self.setAccessibleDescription(sentence)
        tip(self, sentence)
