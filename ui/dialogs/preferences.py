"""Theme, language, projection and motion; kept when the dialog closes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from resources.i18n import LANGUAGES, current, tr
from ui.dialogs.new_plan import LANGUAGE_NAMES
from ui.settings import PROJECTION_SCALE, settings
from ui.widgets.button import Button
from ui.widgets.checks import Switch
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the user chose."""

    theme_mode: str
    language: str
    scale: float
    has_reduced_motion: bool


class PreferencesDialog(Dialog):
    """Read `values` once it is closed: a switch of language builds the window again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Preferences"), parent, closable=True, name="preferences")
        kept = settings()
        modes = [("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))]
        self._mode = Segmented(modes, kept.theme_mode, name="theme_mode", accessible_name=tr("Theme"))
        languages = [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]
        self._language = Segmented(
            languages, current().language, name="preferred_language", accessible_name=tr("Language of the windows")
        )
        self._projection = Switch(
            tr("Larger text, to be read from the back row"), checked=kept.scale > 1, name="projection"
        )
        self._motion = Switch(tr("No animation"), checked=kept.has_reduced_motion, name="reduced_motion")
        self.body.addWidget(Field(tr("Theme"), self._mode))
        self.body.addWidget(Field(tr("Language of the windows"), self._language))
        self.body.addWidget(self._projection)
        self.body.addWidget(self._motion)
        close = self.add_button(Button(tr("Close"), "primary", name="preferences_done"), accepts=True)
        self.set_default(close)
        close.setFocus()

    def values(self) -> Preferences:
        """The choices as they stand."""
        return Preferences(
            theme_mode=str(self._mode.value()),
            language=str(self._language.value()),
            scale=PROJECTION_SCALE if self._projection.isChecked() else 1.0,
            has_reduced_motion=self._motion.isChecked(),
        )
