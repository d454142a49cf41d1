"""Before a client is forgotten: all that goes, and the name typed by hand, for nothing brings it back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, TextField
from ui.widgets.label import Label
from ui.widgets.surface import Surface


class ForgetDialog(Dialog):
    """Accepted only once the name of the plan has been typed."""

    def __init__(self, name: str, lines: Iterable[str], parent: QWidget) -> None:
        super().__init__(tr("Forget this client?"), parent, closable=True, name="forget")
        self._wanted = " ".join(name.split())
        text = tr("The plan and everything that this computer keeps of it are removed. Nothing brings them back.")
        self.body.addWidget(Label(text, "body", "ink2", wrap=True))
        frame = Surface("sheet", radius="card", outline="line")
        column = QVBoxLayout(frame)
        px = theme().px
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(4))
        for line in lines:
            column.addWidget(Label(line, "small", wrap=True))
        self.body.addWidget(frame)
        stays = tr("What you exported, sent or copied elsewhere yourself stays where it is.")
        self.body.addWidget(Label(stays, "small", "ink2", wrap=True))
        self._typed = TextField(name="forget_name")
        self._typed.textChanged.connect(self._follow)
        self.body.addWidget(Field(tr("Type the name of the plan: {name}").format(name=self._wanted), self._typed))
        self.add_cancel()
        self._go = self.add_button(Button(tr("Forget"), "danger", name="forget_go"), accepts=True)
        self.set_default(self._go)
        self._follow()
        self._typed.setFocus()

    def _follow(self) -> None:
        self._go.setEnabled(" ".join(self._typed.text().split()) == self._wanted)
