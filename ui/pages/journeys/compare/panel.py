"""The panel beside a comparison: the differences to bring about, the figures before and after, one in full."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journey.comparison import Difference
from resources.i18n import current, ntr, tr
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.journey_differences import DifferenceLine, DifferenceList
from ui.pages.journeys.compare.details import DifferenceDetails
from ui.pages.journeys.compare.differences_view import DifferencesView
from ui.pages.journeys.compare.figures import FigureLine, FigureTable
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.panel import Tabs
from ui.widgets.surface import Rule

_MOST_OF_HEIGHT = 0.55


class ComparePanel(QWidget):
    """`left` says that the keyboard goes back to the cards."""

    left = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_panel")
        self.setAccessibleName(tr("Changes"))
        self.model = DifferenceList(bridge, self)
        self.view = DifferencesView(self.model)
        self.details = DifferenceDetails(bridge)
        self.figures = FigureTable()
        self.only_open = IconButton("list-filter", tr("Only changes without action"), name="only_without_action")
        self.only_open.setCheckable(True)
        self._title = ElidedLabel("", "heading", name="differences_count")
        self._caption = ElidedLabel("", "caption", "ink2", name="differences_carried")
        self._hint = Label("", "caption", "ink2", wrap=True)
        self._hint.setContentsMargins(*(theme().px(each) for each in (16, 12, 16, 12)))
        self._soon = QTimer(self, singleShot=True, interval=0)  # once Qt shows the fields that were just made
        self._soon.timeout.connect(self._share_height)
        self._lay_out()

    def show_lines(self, journey_id: str, lines: list[DifferenceLine], total: int, carried: int) -> None:
        """Show the differences; `carried` of the `total` ones have an action."""
        kept = lines
        if self.only_open.isChecked():
            kept = _without_empty_headings([each for each in lines if not each.actions])
        self.model.show_lines(journey_id, kept)
        figure = current().number
        self._title.setText(ntr("{n} change", "{n} changes", total).format(n=figure(total)))
        self._hint.setText(tr("Select a card to see it before and after.") if total else tr("Nothing changes yet."))
        without = total - carried
        self._caption.setText(", ".join((
            ntr("{n} with an action", "{n} with an action", carried).format(n=figure(carried)),
            ntr("{n} without", "{n} without", without).format(n=figure(without)),
        )))  # fmt: skip

    def show_difference(self, snapshot: Snapshot, journeys: tuple[str, str], difference: Difference | None) -> None:
        """Show one difference in full; None shows how to get there."""
        self.view.select(difference.point_id if difference else "")
        self._hint.setVisible(difference is None)
        self.details.setVisible(difference is not None)
        if difference is not None:
            self.details.show_difference(snapshot, journeys, difference)
            self._soon.start()

    def show_figures(self, lines: list[FigureLine]) -> None:
        """Show the figures of both journeys."""
        self.figures.show_lines(lines)

    def take_focus(self) -> None:
        """Give the keyboard to what is shown in full, or to the list."""
        if self.details.isVisible() and self.tabs.currentIndex() == 0:
            target = self.details.reason if self.details.reason.isVisible() else self.details.match
            target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _lay_out(self) -> None:
        px = theme().px
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._caption)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(10), px(12), px(6))
        head.addLayout(words, 1)
        head.addWidget(self.only_open)
        changes = QWidget()
        column = QVBoxLayout(changes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(Rule())
        column.addWidget(self._hint)
        column.addWidget(self.details)
        self.details.hide()
        stack = QStackedWidget()
        stack.addWidget(changes)
        stack.addWidget(self.figures)
        self.tabs = Tabs([tr("Changes"), tr("Figures")], name="compare_tabs", accessible_name=tr("Parts of the panel"))
        self.tabs.currentChanged.connect(stack.setCurrentIndex)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addLayout(self.tabs.head())
        outer.addWidget(stack, 1)

    def _share_height(self) -> None:
        """The details take what they need, up to about half of the panel."""
        needed = self.details.needed_height(self.width()) + 2
        self.details.setFixedHeight(min(needed, round(self.height() * _MOST_OF_HEIGHT)))


def _without_empty_headings(lines: list[DifferenceLine]) -> list[DifferenceLine]:
    fates = {each.fate for each in lines if each.point_id}
    return [each for each in lines if each.point_id or each.fate in fates]
