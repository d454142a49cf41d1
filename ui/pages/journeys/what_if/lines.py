"""The figures under the slider: the gain, large, and lines of a label with its figure and range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.paint import RIGHT, painter_on, text

_SIZE, _HEIGHT = 28, 36


class GainFigure(QWidget):
    """The figure that matters most, in the primary colour."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is shown."""
        return self._words

    def set_text(self, words: str) -> None:
        """Show another figure."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(_font()).horizontalAdvance(self._words) + 2, theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        text(painter_on(self), self.rect(), self._words, _font(), "primary", RIGHT)


class Line(NamedTuple):
    """A label, its figure, and the range of the figure, "" when there is none."""

    label: str
    figure: str
    ranged: str = ""


class Lines(QWidget):
    """Lines under each other; those that are not needed are hidden, so that a moving slider makes no widgets."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        self._lines = [_LineWidget() for _ in range(most)]
        for line in self._lines:
            column.addWidget(line)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        for place, widget in enumerate(self._lines):
            widget.setVisible(place < len(lines))
            if place < len(lines):
                widget.show_line(lines[place])

    def words(self) -> list[str]:
        """What each line says."""
        return [line.accessibleName() for line in self._lines if not line.isHidden()]


class _LineWidget(QWidget):
    def __init__(self) -> None:
        super().__init__()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(8))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        self._label, self._figure = ElidedLabel("", "small", "ink2"), Label("", "small", tabular=True, align=right)
        self._ranged = Label("", "caption", "ink2", tabular=True, align=right)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._figure, 0, 1)
        grid.addWidget(self._ranged, 1, 0, 1, 2)

    def show_line(self, line: Line) -> None:
        self._label.setText(line.label)
        self._figure.setText(line.figure)
        self._ranged.setText(line.ranged)
        self._ranged.setVisible(bool(line.ranged))
        self.setAccessibleName(f"{line.label}: {line.figure}")


def _font() -> QFont:
    font = QFont(theme().font("figure", tabular=True))
    font.setPixelSize(theme().px(_SIZE))
    return font
