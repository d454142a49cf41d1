"""Whether what is on screen is on the disk, in words: saved and when, being saved, or not saved and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.i18n import current, tr
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel
from ui.widgets.paint import painter_on

_LONGEST_REASON = 260
_WORTH_A_WORD = 0.3
"""In seconds: from there on a change that took its time is told."""


class SavedState(QWidget):
    """Every change is on the disk as soon as it is made; this says so, and when."""

    copy_wanted = Signal()
    """The last change was not saved: the user wants a copy elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("saved_state")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._mark = _Mark(self)
        self._label = ElidedLabel("", "caption", "ink3", name="saved_at")
        self._cure: Button | None = None
        self._say_again: Callable[[], None] = lambda: None
        """Says what is true if a change that is being saved comes to nothing."""
        self._waiting = QTimer(self, singleShot=True, interval=0)
        self._waiting.timeout.connect(lambda: self._say_again())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._label)

    def show_saved(self, moment: datetime.datetime, seconds: float = 0.0) -> None:
        """Say the time, and how long the disk took if that was felt."""
        words = tr("Saved at {time}").format(time=current().time(moment))
        if seconds > _WORTH_A_WORD:
            took = current().number(seconds, decimals=1)
            words = tr("Saved at {time}, in {n} s").format(time=current().time(moment), n=took)
        self._say_again = partial(self.show_saved, moment, seconds)
        self._say(words, "check", "success", "ink3")

    def show_saving(self) -> None:
        """Say that a change waits for the disk; painted at once, as nothing else is until the wait is over.

        Events are not looked at: what the user does meanwhile stays in the queue, and comes after the change.
        """
        self._say(tr("Saving…"), "clock", "ink3", "ink3")
        self._row.activate()  # which the layout would do at the next event
        self.repaint()
        self._waiting.start()  # over by then, and told, unless nothing was changed in the end

    def show_not_saved(self, reason: str) -> None:
        """Say why the last change is not on the disk."""
        self._say_again = partial(self.show_not_saved, reason)
        self._say(tr("Not saved: {reason}").format(reason=reason), "circle-alert", "danger", "danger")
        # The reason before the name of the plan; a very long one is shown whole by the tooltip.
        self._label.setMinimumWidth(min(self._label.sizeHint().width(), theme().px(_LONGEST_REASON)))
        if self._cure is None:  # which most plans never need
            self._cure = Button(tr("Save a copy"), "link", size="small", name="saved_cure")
            self._cure.clicked.connect(self.copy_wanted)
            self._row.addWidget(self._cure)
        self._cure.show()

    def _say(self, words: str, icon: str, tone: str, ink: str) -> None:
        self._waiting.stop()
        if self._cure is not None:
            self._cure.hide()
        self._mark.show_icon(icon, tone)
        self._label.set_tone(ink)
        self._label.setText(words)
        self._label.setMinimumWidth(self._label.sizeHint().width())
        self.setAccessibleName(words)


class _Mark(QWidget):
    """The icon before the words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._tone = "check", "success"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_icon(self, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(16), theme().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().px(16)
        area = self.rect()
        area.setTop((self.height() - side) // 2)
        area.setHeight(side)
        icons.draw(painter_on(self), self._icon, area, self._tone)
