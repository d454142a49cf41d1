"""One raw figure of a KPI: its name over the control that suits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from strategy.kpis import Input, InputKind
from strategy.kpis.words import choice_name, how_to_write
from ui.models.starting_point import read_input, written_input
from ui.widgets.combo import ComboField
from ui.widgets.field import Field, TextArea, TextField, set_error

_CHOSEN = (InputKind.CHOICE, InputKind.JOURNEY, InputKind.TOUCHPOINT)


class RawField(Field):
    """`edited` at each key, `settled` when what is written differs from what was there."""

    edited = Signal()
    settled = Signal()

    def __init__(self, asked: Input, label: str, parent: QWidget | None = None) -> None:
        self.asked = asked
        super().__init__(label, self._made(label), help_text=how_to_write(current(), asked), parent=parent)
        control = self.control
        if isinstance(control, ComboField):
            control.chosen.connect(lambda _value: self.settled.emit())
        elif isinstance(control, TextArea):
            control.textChanged.connect(self.edited)
            control.committed.connect(lambda _text: self.settled.emit())
        elif isinstance(control, TextField):
            control.textEdited.connect(lambda _text: self.edited.emit())
            control.committed.connect(lambda _text: self.settled.emit())

    def value(self) -> object:
        """What is written: a figure, several, lines of figures, words or an id; None for nothing."""
        control = self.control
        if isinstance(control, ComboField):
            return control.value()
        if isinstance(control, TextArea):
            lines = [line for line in control.toPlainText().splitlines() if line.strip()]
            return [_listed(read_input(line)) for line in lines] or None
        assert isinstance(control, TextField)
        return control.text().strip() or None if self.asked.kind is InputKind.TEXT else read_input(control.text())

    def show_value(self, inputs: Mapping[str, object]) -> None:
        """Show what the plan holds; what is being typed is left alone."""
        keys = (self.asked.key, *self.asked.former_keys)
        value = next((inputs[key] for key in keys if inputs.get(key) is not None), None)
        control = self.control
        if isinstance(control, ComboField):
            control.set_value(self.asked.default if value is None else value)
        elif isinstance(control, TextArea):
            control.set_text("\n".join(map(written_input, value)) if isinstance(value, list) else "")
        elif isinstance(control, TextField):
            control.set_text(written_input(value))

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """What there is to choose; the choice stays if it is still offered."""
        if isinstance(self.control, ComboField):
            self.control.set_options(options, self.control.value())

    def show_wrong(self, is_wrong: bool) -> None:
        """Mark the control when the error is about it."""
        set_error(self.control, is_wrong)

    def _made(self, label: str) -> QWidget:
        name = f"input_{self.asked.key}"
        if self.asked.kind in _CHOSEN:
            options = [(each, choice_name(current(), each)) for each in self.asked.options]
            is_id = self.asked.kind is not InputKind.CHOICE
            return ComboField(
                options, self.asked.default, placeholder=tr("To choose"), clearable=is_id, name=name,
                accessible_name=label,
            )  # fmt: skip
        if self.asked.kind is InputKind.TABLE:
            return TextArea(name=name, accessible_name=label)
        default = "" if self.asked.default is None else written_input(self.asked.default)
        return TextField(name=name, accessible_name=label, placeholder=default)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
