"""A field for a day, typed or picked from a calendar, empty allowed."""

from __future__ import annotations

import datetime
import re
import unicodedata

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from resources.i18n import current, tr
from ui.theme.icons import icon
from ui.theme.theme import theme
from ui.widgets.field import set_error
from ui.widgets.label import tip

_MONTHS = (
    ("jan",), ("feb", "fev"), ("mar",), ("apr", "avr"), ("may", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aou"), ("sep",), ("oct",), ("nov",), ("dec",),
)  # fmt: skip
_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})(?:er)?\s+([a-z]+)\.?\s+(\d{4})")


def read_date(text: str) -> datetime.date | None:
    """The day written as 30/06/2026, 2026-06-30, 30 Jun 2026 or 30 juin 2026; None if it is no day."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().strip()
    try:
        if match := _ISO.fullmatch(plain):
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC.fullmatch(plain):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return datetime.date(year, int(match[2]), int(match[1]))
        if (match := _WORDS.fullmatch(plain)) and (month := _month(match[2])):
            return datetime.date(int(match[3]), month, int(match[1]))
    except ValueError:  # 31 February
        return None
    return None


def _month(word: str) -> int:
    for number, beginnings in enumerate(_MONTHS, start=1):
        if word.startswith(beginnings):
            return number
    return 0


class DateField(QLineEdit):
    """`committed` carries a `datetime.date`, or None when emptied. Up and Down move by a day, F4 opens the calendar."""

    committed = Signal(object)

    def __init__(
        self,
        value: datetime.date | None = None,
        *,
        placeholder: str = "",
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settled = value
        self._popup: QFrame | None = None
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        action = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        action.setText(tr("Choose a date"))
        action.setToolTip(tr("Choose a date"))
        for button in self.findChildren(QToolButton):
            button.setObjectName(f"{name}_calendar")
        action.triggered.connect(self.show_calendar)
        self.set_value(value)
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(lambda: self._show_problem(""))

    def value(self) -> datetime.date | None:
        """The last day settled."""
        return self._settled

    def set_value(self, value: datetime.date | None) -> None:
        """Shows a day that comes from the plan; nothing is announced."""
        self._settled = value
        self.setText(current().date(value))
        self._show_problem("")

    def commit(self) -> None:
        """Announces the day written, if it can be read and differs from the last one."""
        written = self.text().strip()
        day = read_date(written) if written else None
        if written and day is None:
            self._show_problem(tr("Enter a date, such as {example}").format(example=_example()))
            return
        changed = day != self._settled
        self.set_value(day)
        if changed:
            self.committed.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F4 or (days and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self.show_calendar()
        elif days:
            shown = read_date(self.text()) or datetime.date.today()
            self.setText(current().date(shown + datetime.timedelta(days=days)))
        elif event.key() == Qt.Key.Key_Escape and self.text() != current().date(self._settled):
            self.set_value(self._settled)
        else:
            super().keyPressEvent(event)

    def show_calendar(self) -> None:
        """Opens a month under the field; a day chosen there is settled at once."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale("fr_FR" if current().language == "fr" else "en_GB"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        weekend = QTextCharFormat()
        weekend.setForeground(theme().color("ink2"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, weekend)
        day = read_date(self.text()) or datetime.date.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(self._pick)
        column.addWidget(calendar)
        self._popup = popup
        popup.destroyed.connect(self._forget_popup)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + theme().px(4))))
        popup.show()
        calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.close()
        self.setText(current().date(datetime.date(day.year(), day.month(), day.day())))
        self.commit()

    def _forget_popup(self) -> None:
        self._popup = None

    def _show_problem(self, sentence: str) -> None:
        set_error(self, bool(sentence))
        self.setAccessibleDescription(sentence)
        tip(self, sentence)


def _example() -> str:
    return current().date(datetime.date(datetime.date.today().year, 6, 30))
