"""A comparison on screen: bands scroll between the heads of the stages and the curves; keys and clicks select."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from resources.i18n import tr
from ui.models.difference_words import fate_word
from ui.models.journey_tree import Key
from ui.pages.journeys.compare.layout import CompareLayout, PlacedBand
from ui.pages.journeys.compare.painter import CompareLook, ComparePainter
from ui.pages.journeys.compare.scene import CompareCard, CompareScene
from ui.pages.journeys.compare.strip import STRIP, EmotionStrip
from ui.pages.journeys.compare.walk import ARROWS, step
from ui.pages.journeys.map.measure import Measure
from ui.theme.theme import theme
from ui.widgets.label import plain_tip
from ui.widgets.paint import painter_on

_LOW_STRIP, _LOW = 104, 520
"""The height of the strip in a window that is less high than this."""
_EMPTY_STRIP = 36
_MOST_SPARE = 96
"""How much the strip grows where the bands leave room."""
_WHEEL = 48


class CompareCanvas(QAbstractScrollArea):
    """`selected` carries the key of a card, `menu_wanted` a place on screen, `opened` follows Enter or a double click.

    Keys and clicks only select; the view that holds the canvas changes the plan.
    """

    selected = Signal(object)
    opened = Signal()
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journey_compare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocusMark", True)
        self.viewport().setMouseTracking(True)
        self.scene = CompareScene()
        self.look = CompareLook()
        self._measure = Measure()
        self.layout_ = CompareLayout(self.scene, self._measure, 800)
        self._say = QTimer(self, singleShot=True, interval=0)
        self._say.timeout.connect(self._name_card)
        theme().changed.connect(self._restyle)
        self._name_card()

    # The scene

    def show_scene(self, scene: CompareScene, *, keep_place: bool) -> None:
        """Put a scene on screen; the same card stays selected if it is still there."""
        self.scene = scene
        if not keep_place:
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self._lay_out()

    def select(self, key: Key | None, pair: str = "") -> None:
        """Select a card and the one that faces it, and bring them into view."""
        card = self._card(key)
        self.look.key, self.look.pair = key, card.pair if card else pair
        if card is not None:
            self._bring_into_view(card.key)
        self._say.start()
        self.viewport().update()

    def card_rect(self, key: Key) -> QRectF | None:
        """Where a card is on the viewport now; None when it is not shown."""
        place = self.scene.find(key)
        if place is None:
            return None
        band = self._bands()[place[0]]
        left, top = -self.horizontalScrollBar().value(), band.top + self.layout_.band_head - band.shift
        return self.layout_.card_rect(place).translated(left, top)

    def hit(self, at: QPointF) -> CompareCard | None:
        """The card under a place of the viewport, or behind a point of the curves."""
        x = at.x() + self.horizontalScrollBar().value()
        if self._strip_area().contains(QPointF(x, at.y())):
            felt = self._strip().nearest(QPointF(x, at.y()), self._strip_area())
            return self._card(felt.key) if felt else None
        for band in self._bands():
            top = band.top + self.layout_.band_head
            if top <= at.y() < min(top + band.height, self._bottom()):
                place = self.layout_.slot_at(band.index, x, at.y() - top + band.shift)
                slot = self.scene.slot(place) if place else None
                return slot if isinstance(slot, CompareCard) else None
        return None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self.viewport())
        shift = self.horizontalScrollBar().value()
        painter.fillRect(self.viewport().rect(), theme().color("sheet"))
        painter.translate(-shift, 0)
        paints = ComparePainter(self.layout_, self.look)
        width, head = self.viewport().width(), self.layout_.head_height
        visible = QRectF(shift, head, width, self._bottom() - head)
        painter.setClipRect(visible)
        paints.rules(painter, visible)
        for band in self._bands():
            paints.band(painter, band, visible)
        painter.setClipping(False)
        self._strip().paint(painter, self._strip_area())
        paints.heads(painter, QRectF(shift, 0, width, head))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.look.has_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        if self.look.key is None and self.look.has_focus:
            first = next(iter(self.scene.cards()), None)
            if first is not None:
                self.selected.emit(first.key)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.look.has_focus = False
        self.viewport().update()

    # Keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.look.key is not None:
            self.opened.emit()
        elif key == Qt.Key.Key_Menu and self.look.key is not None:
            self._ask_for_menu()
        elif key in ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.look.has_focus = True
            found = step(self.scene, self.layout_, self.look.key, key)
            if found is not None:
                self.selected.emit(found)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        card = self.hit(event.position())
        self.look.has_focus = False
        self.selected.emit(card.key if card else None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.hit(event.position()) is not None:
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        card = self.hit(event.position())
        self._hover(card.key if card else None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu()
            return
        card = self.hit(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
        if card is not None:
            self.selected.emit(card.key)
            self.menu_wanted.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self._told(QPointF(event.pos()))), self.viewport())
            return True
        return super().viewportEvent(event)

    # Inside

    def _told(self, at: QPointF) -> str:
        """What is said of a place: the card there, or the stage, whose name may be cut."""
        if at.y() < self.layout_.head_height:
            return self.layout_.head_at(at.x() + self.horizontalScrollBar().value())
        card = self.hit(at)
        return spoken(self.scene, card.key) if card else ""

    def _lay_out(self) -> None:
        room = self.viewport().width()
        self.layout_ = CompareLayout(self.scene, self._measure, room)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, round(self.layout_.width) - room))
        across.setPageStep(room)
        across.setSingleStep(_WHEEL)
        height = self._bottom() - self.layout_.head_height
        down.setRange(0, round(self.layout_.scroll_range(height)))
        down.setPageStep(max(1, round(height / max(1, len(self.scene.bands) if self.scene.is_matched else 1))))
        down.setSingleStep(_WHEEL)
        card = self._card(self.look.key)
        if card is None:
            self.look.key = None
        self.look.pair = card.pair if card else self.look.pair
        self._say.start()
        self.viewport().update()

    def _restyle(self) -> None:
        self._measure = Measure()
        self._lay_out()

    def _bands(self) -> tuple[PlacedBand, ...]:
        return self.layout_.arranged(self.layout_.head_height, self._bottom(), self.verticalScrollBar().value())

    def _bottom(self) -> float:
        """Where the bands end and the curves begin."""
        height, px = self.viewport().height(), theme().px
        if not any(self.scene.curves):
            return float(height - px(_EMPTY_STRIP))
        if height < px(_LOW):
            return float(height - px(_LOW_STRIP))
        layout = self.layout_
        spare = height - px(STRIP) - layout.head_height - sum(layout.band_head + each for each in layout.body_heights)
        return float(height - px(STRIP) - min(max(0.0, spare), px(_MOST_SPARE)))

    def _strip(self) -> EmotionStrip:
        return EmotionStrip(self.layout_, self.look)

    def _strip_area(self) -> QRectF:
        """The strip, x counted from the first column."""
        top = self._bottom()
        return QRectF(self.horizontalScrollBar().value(), top, self.viewport().width(), self.viewport().height() - top)

    def _card(self, key: Key | None) -> CompareCard | None:
        place = self.scene.find(key) if key is not None else None
        slot = self.scene.slot(place) if place is not None else None
        return slot if isinstance(slot, CompareCard) else None

    def _hover(self, key: Key | None) -> None:
        if key != self.look.hovered:
            self.look.hovered = key
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if key is not None else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()

    def _bring_into_view(self, key: Key) -> None:
        place = self.scene.find(key)
        area = self.card_rect(key)
        if place is None or area is None:
            return
        band = self._bands()[place[0]]
        top = max(band.top + self.layout_.band_head, self.layout_.head_height)
        bottom = min(band.top + self.layout_.band_head + band.height, self._bottom())
        margin = theme().px(12)
        bar = self.verticalScrollBar()
        if area.top() < top + margin:
            bar.setValue(bar.value() - round(top + margin - area.top()))
        elif area.bottom() > bottom - margin:
            bar.setValue(bar.value() + round(area.bottom() - bottom + margin))
        across = self.horizontalScrollBar()
        if area.left() < margin:
            across.setValue(across.value() - round(margin - area.left()))
        elif area.right() > self.viewport().width() - margin:
            across.setValue(across.value() + round(area.right() - self.viewport().width() + margin))

    def _ask_for_menu(self) -> None:
        area = self.card_rect(self.look.key) if self.look.key is not None else None
        if area is not None:
            self.menu_wanted.emit(self.viewport().mapToGlobal(area.bottomLeft().toPoint()))

    def _name_card(self) -> None:
        """Tell screen readers what the cursor stands on."""
        words = spoken(self.scene, self.look.key) if self.look.key is not None else ""
        self.setAccessibleName(words or tr("Comparison of journeys"))


def spoken(scene: CompareScene, key: Key) -> str:
    """A card in words: kind, name, journey, stage, what changes; "" when it is not shown."""
    place = scene.find(key)
    card = scene.slot(place) if place is not None else None
    if place is None or not isinstance(card, CompareCard):
        return ""
    stage = tr("stage {name}").format(name=scene.columns[place[1]].title)
    fate = fate_word(card.fate, 1) if card.fate else ""
    return ", ".join(
        filter(None, (tr("Touchpoint"), card.title, scene.bands[place[0]].title, stage, fate, card.caption))
    )
