"""The bar over a comparison: how many of each fate, which filters it, and what becomes of the success."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journey.comparison import Fate
from resources.i18n import current, tr
from ui.models.difference_words import fate_word
from ui.theme.theme import theme
from ui.widgets.fates import fate_colors, sign_tile
from ui.widgets.label import Label, tip
from ui.widgets.paint import box, painter_on, text
from ui.widgets.surface import Surface

_PARTS = (8, 20, 10, 6, 10)
"""Margin, tile, gap, gap between figure and word, margin."""


class FateChip(QAbstractButton):
    """How many touchpoints have one fate; checked, the others are left out."""

    def __init__(self, fate: Fate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fate = fate
        self._count = 0
        self.setObjectName(f"fate_{fate.value}")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", theme().radius("control"))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show a count; a fate that nothing has filters nothing."""
        self._count = count
        words = f"{current().number(count)} {fate_word(self.fate, count)}"
        self.setText(words)
        self.setAccessibleName(words)
        self.setEnabled(count > 0 or self.isChecked())
        tip(self, f"{words}\n{tr('Show only these')}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = sum(look.px(each) for each in _PARTS) + 2
        width += look.text_width("body", current().number(self._count), weight=600)
        width += look.text_width("small", fate_word(self.fate, self._count))
        return QSize(width, look.px(36))

    def minimumSizeHint(self) -> QSize:
        """The word gives way, the count stays."""
        look, size = theme(), self.sizeHint()
        word = look.text_width("small", fate_word(self.fate, self._count))
        return QSize(size.width() - word + look.px(16), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        margin, tile, gap, small_gap, _ = (look.px(each) for each in _PARTS)
        fill, edge, ink = fate_colors(self.fate)
        if self.fate is Fate.KEPT or not self._count:
            fill, edge, ink = look.color("sheet"), look.color("line"), look.color("ink2")
        ground: QColor | str = "hover" if self.underMouse() and self.isEnabled() and not self.isChecked() else fill
        area = QRectF(self.rect())
        width = 2.0 if self.isChecked() else 1.0
        box(painter, area, ground, "primary" if self.isChecked() else edge, radius=look.radius("control"), width=width)
        painter.setOpacity(1.0 if self._count else 0.6)
        sign_tile(painter, QRectF(margin, area.center().y() - tile / 2, tile, tile), self.fate)
        left = float(margin + tile + gap)
        room = QRectF(left, 0, area.width() - left, area.height())
        left += text(painter, room, current().number(self._count), look.font("strong"), "ink") + small_gap
        font = look.font("small", weight=600 if self.isChecked() else 400)
        text(painter, QRectF(left, 0, area.width() - left, area.height()), fate_word(self.fate, self._count), font, ink)


class CompareBar(Surface):
    """`filtered` carries the fates that are shown, empty for all."""

    filtered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sheet", lines=("bottom",), name="compare_bar", parent=parent)
        px = theme().px
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(16), px(12), px(16), px(12))
        self.row.setSpacing(px(8))
        self._chips = {fate: FateChip(fate) for fate in Fate}
        for chip in self._chips.values():
            chip.toggled.connect(self._tell)
            self.row.addWidget(chip)
        self.row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._caption = Label("", "caption", "ink2", align=_RIGHT)
        words.addWidget(self._caption)
        figures = QHBoxLayout()
        figures.setSpacing(px(5))
        figures.addStretch(1)
        self._before = Label("", "heading", "ink2", weight=500, tabular=True, name="success_before")
        self._to = Label(tr("to"), "heading", "ink2", weight=400, name="success_to")
        self._after = Label("", "heading", "primary", tabular=True, name="success_after")
        for label in (self._before, self._to, self._after):
            figures.addWidget(label)
        self._to.hide()  # until there is something on both sides of it
        words.addLayout(figures)
        self.row.addLayout(words)

    def fates(self) -> frozenset[Fate]:
        """The fates that are shown; empty = all."""
        return frozenset(fate for fate, chip in self._chips.items() if chip.isChecked())

    def clear_filter(self) -> None:
        """Show everything again."""
        for chip in self._chips.values():
            chip.setChecked(False)

    def show_counts(self, counts: Mapping[Fate, int]) -> None:
        """Show how many touchpoints have each fate."""
        for fate, chip in self._chips.items():
            chip.show_count(counts.get(fate, 0))

    def show_success(self, name: str, shares: Sequence[float | None]) -> None:
        """Show the success of both journeys, under the name of what it is."""
        self._caption.setText(name or tr("Success"))
        self._before.setText(current().percent(shares[0]))
        self._after.setText(current().percent(shares[1]))
        self._after.set_tone("primary" if shares[1] is not None else "ink2")
        self._to.show()

    def _tell(self, _checked: bool) -> None:
        self.filtered.emit(self.fates())


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
