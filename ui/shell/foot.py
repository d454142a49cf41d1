"""Language, theme, preferences and help: at the foot of the rail, and of the welcome screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from resources.i18n import LANGUAGES, current, tr
from ui.actions import ActionSet, key_text, spec
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.segmented import Segmented


class Foot(QWidget):
    """Language, theme, preferences and help; in a column when the rail is folded."""

    language_wanted = Signal(str)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None, *, inset: int = 7) -> None:
        super().__init__(parent)
        self._inset = inset
        options = [(language, language.upper()) for language in LANGUAGES]
        self._language = Segmented(
            options, current().language, small=True, name="language", accessible_name=tr("Language of the windows")
        )
        self._language.changed.connect(lambda language: self.language_wanted.emit(str(language)))
        self._switch = _icon_button(actions, "toggle_language")
        self._theme = _icon_button(actions, "toggle_theme")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(4)
        self._row.addWidget(self._language)
        self._row.addStretch(1)
        for button in (self._switch, self._theme, *(_icon_button(actions, name) for name in ("preferences", "help"))):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        theme().changed.connect(self._follow_theme)
        self._follow_theme()
        self.set_folded(False)

    def set_folded(self, folded: bool) -> None:
        """One column of icons, or one row."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if folded else directions.LeftToRight)
        self._row.setContentsMargins(0 if folded else theme().px(self._inset), 0, 0, 0)
        self._language.setVisible(not folded)
        self._switch.setVisible(folded)

    def _follow_theme(self) -> None:
        self._theme.set_icon("sun" if theme().is_dark else "moon")
        self._theme.set_label(tr("Light theme") if theme().is_dark else tr("Dark theme"))


def _icon_button(actions: ActionSet, action_id: str) -> IconButton:
    declared = spec(action_id)
    button = IconButton(
        declared.icon, tr(declared.text), shortcut=key_text(action_id), size="small", name=f"rail_{action_id}"
    )
    button.clicked.connect(actions[action_id].trigger)
    return button
