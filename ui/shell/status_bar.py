"""The bar at the bottom: open warnings, a few figures of the page, the step, useful keys, and the scale.

What changes without the user's hand (saved, progress of an export) is announced here for screen readers.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from resources.i18n import current, ntr, tr
from ui.pages.page import Hints
from ui.pages.registry import STEP_PAGES
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.keycap import KeyCap
from ui.widgets.label import ElidedLabel, Label, tip
from ui.widgets.paint import LEFT, painter_on, text


class StatusBar(QWidget):
    """One line of small texts."""

    findings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName(tr("Status bar"))
        self._findings = FindingsButton(self)
        self._findings.clicked.connect(self.findings_wanted)
        self._step = Label("", "caption", "ink3", name="status_step")
        self._figures = ElidedLabel("", "caption", "ink3", name="status_figures")
        self._hints = KeyHints(self)
        self._scale = Label("", "caption", "ink3", name="status_scale")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(16)
        for widget in (self._findings, self._step, self._figures):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self._hints)
        self._row.addWidget(self._scale)
        theme().changed.connect(self._resize)
        self._resize()

    def show_findings(self, count: int) -> None:
        """Say how many warnings are open."""
        self._findings.show_count(count)

    def show_page(self, page_id: str, figures: str, hints: Hints) -> None:
        """Say where the user is and what helps there."""
        is_step = page_id in STEP_PAGES
        if is_step:
            sentence = tr("Step {number} of {count}")
            self._step.setText(sentence.format(number=STEP_PAGES.index(page_id) + 1, count=len(STEP_PAGES)))
        self._step.setVisible(is_step)
        self._figures.setText(figures)
        self._figures.setVisible(bool(figures))
        self._hints.show_hints(hints)

    def announce(self, sentence: str) -> None:
        """Tell a screen reader what has just changed."""
        self.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _resize(self) -> None:
        px = theme().px
        self.setFixedHeight(theme().size("statusbar"))
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        self._scale.setText(current().percent(theme().scale, 0))


class FindingsButton(QAbstractButton):
    """The count of open warnings; opens their list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self._words = ""
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say the count; a plan without warnings says so."""
        self._count = count
        sentence = ntr("{count} warning", "{count} warnings", count).format(count=current().number(count))
        self._words = sentence if count else tr("No warning")
        self.setAccessibleName(self._words)
        tip(self, tr("Show the list of warnings"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.text_width("caption", self._words) + look.px(21), look.size("statusbar"))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        side = look.px(14)
        place = QRectF(0, (self.height() - side) / 2, side, side)
        name, color = ("triangle-alert", "warning") if self._count else ("circle-check", "success")
        icons.draw(painter, name, place, color)
        area = QRectF(self.rect()).adjusted(look.px(20), 0, 1, 0)
        text(painter, area, self._words, look.font("caption"), "ink" if self.underMouse() else "ink2", LEFT)


class KeyHints(QWidget):
    """Keys in caps, each followed by what it does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key_hints")
        self._hints: Hints = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def show_hints(self, hints: Hints) -> None:
        """Show these keys: ((keys, words), ...)."""
        if hints == self._hints:
            return
        self._hints = hints
        self.setAccessibleName(", ".join(f"{keys} {words}" for keys, words in hints))
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for index, (keys, words) in enumerate(hints):
            if index and hints[index - 1][1]:  # else this key does the same as the one before it
                self._row.addSpacing(10)
            self._row.addWidget(KeyCap(keys))
            if words:
                self._row.addWidget(Label(words, "caption", "ink3"))
