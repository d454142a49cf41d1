"""A row of large figures, each under its label and over a sentence that puts it in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.label import ElidedLabel, Label


class FigureRow(QWidget):
    """As many columns as names; `show_figure` fills one."""

    def __init__(self, columns: Sequence[tuple[str, str]], *, name: str) -> None:
        """`columns`: object name and label of each."""
        super().__init__()
        self.setObjectName(name)
        px = theme().px
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(0)
        self._grid = grid
        self._figures: dict[str, tuple[Label, ElidedLabel]] = {}
        for place, (key, label) in enumerate(columns):
            figure = Label("", "figure", tabular=True, name=f"{name}_{key}")
            said = ElidedLabel("", "small", "ink2", name=f"{name}_{key}_said")
            grid.addWidget(ElidedLabel(label, "label", "ink2"), 0, place)
            grid.addWidget(figure, 1, place)
            grid.addWidget(said, 2, place)
            grid.setColumnStretch(place, 1)
            self._figures[key] = figure, said

    def show_figure(self, key: str, words: str, said: str = "", tone: str = "ink", said_tone: str = "ink2") -> None:
        """Show a figure and what is said of it; "" shows a dash."""
        figure, under = self._figures[key]
        figure.setText(words or "–")
        figure.set_tone(tone if words else "ink3")
        under.setText(said)
        under.set_tone(said_tone)

    def put(self, key: str, widget: QWidget) -> None:
        """Show a widget of one's own where the figure would stand, such as one that is edited."""
        figure, _ = self._figures[key]
        figure.hide()
        self._grid.addWidget(widget, 1, list(self._figures).index(key))
