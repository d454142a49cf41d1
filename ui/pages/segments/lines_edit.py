"""A list of short texts, read with bullets and edited in place, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from resources.i18n import tr
from ui.models.lines import lines_of
from ui.widgets.inline import InlineEdit


class LinesEdit(InlineEdit):
    """`lines_committed` carries the lines that are not empty, if they changed; Shift+Enter begins another one."""

    lines_committed = Signal(object)

    def __init__(self, *, name: str, accessible_name: str, placeholder: str = "") -> None:
        super().__init__(
            role="small", multiline=True, name=name, accessible_name=accessible_name,
            placeholder=placeholder or tr("One per line"),
        )  # fmt: skip
        self.committed.connect(lambda text: self.lines_committed.emit(lines_of(text)))

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show the lines of the plan."""
        self.set_text("\n".join(lines))

    def _show_text(self) -> None:
        super()._show_text()
        if self._text:
            self._label.setText("\n".join(f"•  {line}" for line in self._text.split("\n")))
