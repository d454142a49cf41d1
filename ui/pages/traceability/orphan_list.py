"""The things that fail, under the cards: each with the cure one click away, and the way to where it is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.i18n import ntr, tr
from strategy.rules.registry import Finding
from ui.document_bridge import DocumentBridge
from ui.pages.traceability.cure_buttons import CureButtons
from ui.pages.traceability.cure_words import ICONS
from ui.pages.traceability.cures import Gap, show, title_of
from ui.pages.traceability.sections import Section, nothing_missing
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.label import ElidedLabel
from ui.widgets.panel import ScrollColumn
from ui.widgets.signs import Glyph
from ui.widgets.surface import Surface

Subject = Callable[[], Sequence[Section]]
_MOST, _MOST_OF_MANY = 10, 3
"""Rows of a section before the others are asked for: of one that stands alone, and among others."""
_LOWEST, _HIGHEST, _ROW = 140, 212, 36
_NARROWEST, _WIDEST = 140, 320
"""Bounds of the room for titles, so that cures stand in a column."""


class OrphanList(Surface):
    """After a cure the next thing has the focus, so that a key struck again cures that one; Escape closes."""

    aside_wanted = Signal(object)
    """A finding of the chain to set aside."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__("sheet", lines=("bottom",), name="trace_orphans", parent=parent)
        self._bridge = bridge
        self._subject: Subject | None = None
        self._key = ""
        self._most: dict[str, int] = {}
        self._rows: list[_Row] = []
        self._shown: list[QWidget] = []
        self._opener: QWidget | None = None
        self.setAccessibleName(tr("What fails, with its cure"))
        self._close = IconButton("x", tr("Close the list"), size="small", name="trace_orphans_close")
        self._close.clicked.connect(self.close_list)
        self._holder = ScrollColumn(
            margins=(20, 0, 8, 8), spacing=2, ground="sheet", name="trace_orphans_scroll", parent=self
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme().px(6), theme().px(12), 1)
        row.addWidget(self._holder, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_subject(self, key: str, subject: Subject, opener: QWidget) -> None:
        """List what `subject` gives, now and after each change; asked again under the same key, close.

        `opener` was pressed for it, and has the focus again in the end.
        """
        if self._key == key and not self.isHidden():
            self.close_list()
            return
        self._key, self._subject, self._opener, self._most = key, subject, opener, {}
        self.show()
        self.refresh()
        self._focus(0)

    def close_list(self) -> None:
        """List nothing any more; the focus goes back to where it came from."""
        self._subject = None
        had_focus = self.has_focus()
        self.hide()
        if had_focus and self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the plan again; the focus stays at the same height."""
        if self._subject is None:
            return
        place = self._place_of_focus()
        self._fill([each for each in self._subject() if each.gaps])
        if place is not None:
            self._focus(place)

    def has_focus(self) -> bool:
        """Whether the user is in the list."""
        return self._place_of_focus() is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def _fill(self, sections: Sequence[Section]) -> None:
        """Put heads and rows in their order; a row that stays is used again, for making one takes longest."""
        known, before = {row.gap: row for row in self._rows}, self._shown
        self._rows, self._shown = [], []
        usual = _MOST if len(sections) < _MOST_OF_MANY else _MOST_OF_MANY
        for section in sections or (Section(nothing_missing(), (), {}),):
            self._shown.append(self._head(section.heading))
            most = self._most.get(section.heading, usual)
            for gap in section.gaps[:most]:
                row = known.pop(gap, None) or _Row(self._bridge, gap, section.findings.get(gap), self)
                row.refresh()
                self._rows.append(row)
                self._shown.append(row)
            if len(section.gaps) > most:
                self._shown.append(self._more(section.heading, most, len(section.gaps) - most))
        self._show(before)

    def _show(self, before: Sequence[QWidget]) -> None:
        for widget in before:
            self._holder.column.removeWidget(widget)
            if widget not in self._rows:
                widget.hide()
                widget.deleteLater()
        for widget in self._shown:
            self._holder.add(widget)
            widget.show()  # at once: what a layout shows comes later, too late for the focus
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """A third of the page at most, and room for titles as the width allows."""
        px, content, page = theme().px, self._holder.widget(), self.parentWidget()
        if content is None or page is None:
            return
        for row in self._rows:
            row.give_title(max(px(_NARROWEST), min(px(_WIDEST), self.width() * 3 // 10)))
        most = max(px(_LOWEST), min(px(_HIGHEST), page.height() * 3 // 10))
        self.setFixedHeight(min(content.sizeHint().height() + px(6) + 1, most))

    def _head(self, heading: str) -> QWidget:
        head = ElidedLabel(heading, "strong")
        head.setContentsMargins(0, theme().px(8 if self._shown else 2), 0, theme().px(2))
        return head

    def _more(self, heading: str, most: int, count: int) -> QWidget:
        words = ntr("and {n} more", "and {n} more", count).format(n=count)
        button = Button(words, kind="link", size="small", name="trace_orphans_more")
        button.clicked.connect(partial(self._show_more, heading, most + _MOST))
        return button

    def _show_more(self, heading: str, most: int) -> None:
        self._most[heading] = most
        self.refresh()

    def _place_of_focus(self) -> int | None:
        """The row that has the focus; that of the list of cures over it counts as its own."""
        focused: QWidget | None = self.window().focusWidget()
        if focused is None or self.isHidden() or not self.isAncestorOf(focused):
            return None
        return next((place for place, row in enumerate(self._rows) if row.isAncestorOf(focused)), 0)

    def _focus(self, place: int) -> None:
        """Give the focus to a row, or to the nearest one there is."""
        if self._rows:
            row = self._rows[max(0, min(place, len(self._rows) - 1))]
            row.first_button().setFocus(Qt.FocusReason.TabFocusReason)
            self._holder.ensureWidgetVisible(row, 0)
        else:
            self._close.setFocus(Qt.FocusReason.TabFocusReason)


class _Row(QWidget):
    """One gap."""

    def __init__(self, bridge: DocumentBridge, gap: Gap, finding: Finding | None, holder: OrphanList) -> None:
        super().__init__()
        self.gap, self._bridge = gap, bridge
        self._name = f"{gap.question}_{gap.element.id}"
        self.setObjectName(f"orphan_{self._name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self.setMinimumHeight(theme().px(_ROW))
        self._title = ElidedLabel("", "small")
        self._cures = CureButtons(bridge, holder)
        self._there = Button(tr("Go there"), kind="link", size="small", name=f"orphan_there_{self._name}")
        self._there.clicked.connect(lambda: show(bridge, gap.element))
        for widget in (Glyph(ICONS.get(gap.element.kind, "route")), self._title, self._cures):
            row.addWidget(widget)
        if finding is not None:
            row.addWidget(self._aside(finding, holder))
        row.addWidget(self._there)
        row.addStretch(1)

    def give_title(self, width: int) -> None:
        """Give the title its room."""
        self._title.setFixedWidth(width)

    def refresh(self) -> None:
        """Read again what it is called and what may be done."""
        title = title_of(self._bridge, self.gap.element)
        self._title.setText(title)
        self._there.setAccessibleName(tr("Go to “{title}”").format(title=title))
        self._cures.show_gap(self.gap, self._name)

    def _aside(self, finding: Finding, holder: OrphanList) -> QWidget:
        aside = Button(tr("Set aside…"), kind="link", size="small", name=f"cure_aside_{self._name}")
        aside.clicked.connect(partial(holder.aside_wanted.emit, finding))
        aside.setEnabled(not self._bridge.document.is_read_only)
        return aside

    def first_button(self) -> QWidget:
        """What the keyboard reaches first."""
        main = self._cures.main
        return main if not self._cures.isHidden() and main.isEnabled() else self._there
