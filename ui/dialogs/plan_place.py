"""Where the file of a new plan will be: shown, and chosen elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.i18n import tr
from ui.shell.files import ask_where, free_name
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel


class PlanPlace(QWidget):
    """A free name in `folder` that follows the name of the plan, until the user chooses a place."""

    def __init__(self, folder: Path, *, name: str) -> None:
        super().__init__()
        self._folder, self._plan_name = folder, ""
        self._chosen: Path | None = None
        self._shown = ElidedLabel("", "small", "ink2", is_path=True, name=f"{name}_place")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._shown, 1)
        row.addWidget(Button(tr("Change"), size="small", on_click=self._change, name=f"{name}_change_place"))

    @property
    def path(self) -> Path:
        """The place as it is now."""
        return self._chosen or free_name(self._folder, self._plan_name or tr("Untitled plan"))

    def follow_name(self, plan_name: str) -> None:
        """The plan is called so now."""
        self._plan_name = plan_name.strip()
        self._shown.setText(str(self.path))

    def _change(self) -> None:
        chosen = ask_where(self, self.path)
        if chosen is not None:
            self._chosen = chosen
            self._shown.setText(str(chosen))
