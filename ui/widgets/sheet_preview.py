"""A picture or a sheet of paper, shown as large as there is room; with several sheets, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.paint import CENTER, box, painter_on, text

_MARGIN = 16


class SheetPreview(QWidget):
    """`turned` carries the sheet that the user wants to see, counted from 0."""

    turned = Signal(int)

    def __init__(
        self, size: QSize, name: str, parent: QWidget | None = None, *, title: str = "", margin: int = _MARGIN
    ) -> None:
        """With a `title`, it and what is shown stand above the image, else below. `margin` is left around it."""
        super().__init__(parent)
        self._margin = margin
        self._sheet = _Sheet(size, name, margin)
        self._index, self._count = 0, 1
        self._before = IconButton("chevron-left", tr("Previous sheet"), name=f"{name}_before")
        self._after = IconButton("chevron-right", tr("Next sheet"), name=f"{name}_after")
        for button in (self._before, self._after):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # what stands beside them keeps its place
            button.setSizePolicy(policy)
        self._before.clicked.connect(lambda: self.turned.emit(self._index - 1))
        self._after.clicked.connect(lambda: self.turned.emit(self._index + 1))
        self._words = ElidedLabel("", *(("small", "ink") if title else ("caption", "ink2")), name=f"{name}_words")
        row = QHBoxLayout()
        if title:
            row.addWidget(Label(title, "label"))
            row.addStretch(1)
        row.addWidget(self._before)
        row.addStretch(0 if title else 1)
        row.addWidget(self._words)
        row.addStretch(0 if title else 1)
        row.addWidget(self._after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sheet, 1)
        column.insertLayout(0 if title else 1, row)
        self.show_message("")

    @property
    def room(self) -> QSize:
        """The pixels that an image has here."""
        margin = 2 * theme().px(self._margin)
        return (self._sheet.size() - QSize(margin, margin)) * self.devicePixelRatioF()

    def show_image(self, image: QImage, words: str, index: int = 0, count: int = 1) -> None:
        """Show an image; `words` tell what it is, `index` of `count` which sheet."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.show_image(image, "")
        self._words.setText(words)
        self._turn(index, count)

    def show_message(self, words: str) -> None:
        """Show why there is no image, or that it is being made."""
        self._sheet.show_image(None, words)
        self._words.setText("")
        self._turn(0, 1)

    def _turn(self, index: int, count: int) -> None:
        self._index, self._count = index, count
        for button in (self._before, self._after):
            button.setVisible(count > 1)
        self._before.setEnabled(index > 0)
        self._after.setEnabled(index < count - 1)


class _Sheet(QWidget):
    """The image on its ground."""

    def __init__(self, size: QSize, name: str, margin: int) -> None:
        super().__init__()
        self._margin = margin
        self.setObjectName(name)
        self.setAccessibleName(tr("Preview"))
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._image: QImage | None = None
        self._words = ""

    def show_image(self, image: QImage | None, words: str) -> None:
        """Show an image, or words where there is none."""
        self._image, self._words = image, words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = painter_on(self), QRectF(self.rect())
        box(painter, area, "sunken", "line", radius=theme().radius("card"))
        margin = theme().px(self._margin)
        room = area.adjusted(margin, margin, -margin, -margin)
        if self._image is None:
            text(painter, room, self._words, theme().font("small"), "ink2", CENTER)
            return
        size = self._image.deviceIndependentSize()
        size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        box(painter, place.adjusted(-1, -1, 1, 1), None, "line")
