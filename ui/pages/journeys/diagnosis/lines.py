"""Sections of lines, each line with a jump to what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import ntr, tr
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.focus import holds
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.panel import Section
from ui.widgets.signs import FrictionBadge
from ui.widgets.surface import Card

_MOST = 12
"""Lines shown in the panel; of those beyond, only the number is told."""
Place = tuple[str, str]
"""Kind and id of a thing."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line: words, a figure at the right, a second line, and what pressing it shows; None = it only says."""

    words: str
    figure: str = ""
    detail: str = ""
    place: Place | None = None
    severity: int | None = None
    tick: bool | None = None
    """Whether its box is ticked; None = it has none."""


class LineSection(Section):
    """Lines that are made again only when they say something else; `place_wanted` carries a kind and an id."""

    place_wanted = Signal(str, str)
    ticked = Signal(str, bool)
    """The id of the thing of a line, and whether its box was ticked."""

    def __init__(
        self, title: str, about: str = "", *, name: str, wide: str = "", parent: QWidget | None = None
    ) -> None:
        """`about` says what the lines tell; `wide` names `wide_button`, which opens the same as a large table."""
        super().__init__(title, name=name, parent=parent)
        self._shown: list[Said] | None = None
        self._lines: list[QWidget] = []
        if about:
            self.body.addWidget(Label(about, "caption", "ink2", wrap=True))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme().px(6))
        self.body.addLayout(self._column)
        self.wide_button = Button(tr("Open wide"), "ghost", size="small", icon="maximize", name=wide,
                                  accessible_name=f"{tr('Open wide')}: {title}")  # fmt: skip
        self.wide_button.setVisible(bool(wide))
        self.body.addWidget(self.wide_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, lines: Sequence[Said], none: str = "") -> None:
        """Show these lines; without any say `none`, or hide the section when that is empty too."""
        wanted = list(lines[:_MOST]) or ([Said(none)] if none else [])
        more = len(lines) - _MOST
        if more > 0:
            wanted.append(Said(ntr("And {n} more", "And {n} more", more).format(n=more)))
        self.setVisible(bool(wanted))
        if wanted == self._shown:
            return
        self._shown = wanted
        focused = QApplication.focusWidget()
        focus = next((place for place, line in enumerate(self._lines) if holds(line, focused)), None)
        for line in self._lines:
            line.hide()
            line.setParent(None)
            line.deleteLater()
        self._lines = [self._made(said) for said in wanted]
        for line in self._lines:
            self._column.addWidget(line)
        if focus is not None and self._lines:
            self._lines[min(focus, len(self._lines) - 1)].setFocus()

    def _made(self, said: Said) -> QWidget:
        place = said.place
        if place is None:
            words = f"{said.words}: {said.figure}" if said.figure else said.words
            return Label(words, "small", "ink2", wrap=True)
        card = _LineCard(said)
        card.setObjectName(f"show_{place[1]}")
        card.clicked.connect(lambda: self.place_wanted.emit(*place))
        if card.tick is not None:
            card.tick.toggled.connect(lambda is_ticked: self.ticked.emit(place[1], is_ticked))
        return card


class _LineCard(Card):
    def __init__(self, said: Said) -> None:
        super().__init__(interactive=True, margins=(10, 6, 10, 6))
        self.setAccessibleName(", ".join(filter(None, (said.words, said.figure, said.detail))))
        self.tick: CheckBox | None = None
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        if said.tick is not None:
            name = tr("Fix it in the what-if: {name}").format(name=said.words)
            self.tick = CheckBox("", checked=said.tick, name="what_if_friction", accessible_name=name)
            row.addWidget(self.tick)
        if said.severity is not None:
            row.addWidget(FrictionBadge(said.severity))
        column = QVBoxLayout()
        column.setSpacing(0)
        is_long = said.severity is not None
        column.addWidget(Label(said.words, "small", weight=500, wrap=True) if is_long else ElidedLabel(
            said.words, "small", weight=500
        ))  # fmt: skip
        if said.detail:
            column.addWidget(Label(said.detail, "caption", "ink2", wrap=True))
        row.addLayout(column, 1)
        if said.figure:
            row.addWidget(Label(said.figure, "caption", "ink2", tabular=True))
        self.body.addLayout(row)
