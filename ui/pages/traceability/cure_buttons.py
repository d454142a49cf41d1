"""The buttons of one gap: the obvious cure by its name, the list of the others."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.cures import Cure, obvious
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.pages.traceability.cure_words import choice_words, cure_icon, cure_words
from ui.pages.traceability.cures import Gap, choose, cures_of, do, may_be_typed
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.label import tip

_WIDEST = 300


class CureButtons(QWidget):
    """One click does the obvious cure, or opens the list where one has to choose; hidden where nothing can be done."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        """The list of cures opens over `parent`, which outlives these buttons."""
        super().__init__(parent)
        self._bridge, self._holder = bridge, parent
        self._gap: Gap | None = None
        self._found: tuple[Cure, ...] = ()
        self.main = Button("", size="small", on_click=self._cure)
        self.main.setMaximumWidth(theme().px(_WIDEST))
        self._others: IconButton | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(4))
        row.addWidget(self.main)

    def show_gap(self, gap: Gap | None, name: str = "") -> None:
        """Offer the cures of a gap, under object names that end in `name`; None offers nothing."""
        self._gap = gap
        self._found = cures_of(self._bridge, gap) if gap is not None else ()
        best, may_be_typed_too = obvious(self._found), gap is not None and may_be_typed(gap)
        self.setVisible(gap is not None and bool(self._found or may_be_typed_too))
        if gap is None:
            return
        title = self._bridge.title(*gap.element)
        words = cure_words(Naming(self._bridge.snapshot(), current()), best) if best else choice_words(gap.question)
        self.main.setText(words)
        tip(self.main, words if self.main.sizeHint().width() > theme().px(_WIDEST) else "")
        self.main.set_icon(cure_icon(best) if best else "")
        self.main.setObjectName(f"cure_{name}")
        self.main.setAccessibleName(tr("{what}, for “{title}”").format(what=words, title=title))
        self.main.setEnabled(not self._bridge.document.is_read_only)
        self._offer_others(best is not None and (len(self._found) > 1 or may_be_typed_too), f"cure_others_{name}")

    def _offer_others(self, is_of_use: bool, name: str) -> None:
        """Show the button for the list, which few rows need."""
        if is_of_use and self._others is None:
            self._others = IconButton("chevron-down", tr("Other cures"), kind="secondary", size="small", parent=self)
            self._others.clicked.connect(self._choose)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._others)
        if self._others is not None:
            self._others.setObjectName(name)
            self._others.setVisible(is_of_use)
            self._others.setEnabled(self.main.isEnabled())

    def _cure(self) -> None:
        best = obvious(self._found)
        if self._gap is not None and best is not None:
            do(self._bridge, self._gap, best)
        else:
            self._choose()

    def _choose(self) -> None:
        if self._gap is not None:
            corner = self.main.mapToGlobal(QPoint(0, self.main.height() + theme().px(4)))
            choose(self._bridge, self._gap, self._found, corner, self._holder)


def cure(bridge: DocumentBridge, gap: Gap, place: QPoint, holder: QWidget) -> None:
    """What the buttons do, for a gap without buttons: the obvious cure, or the list of cures at a point."""
    found = cures_of(bridge, gap)
    best = obvious(found)
    if best is not None:
        do(bridge, gap, best)
    else:
        choose(bridge, gap, found, place, holder)
