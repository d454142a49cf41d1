"""Quote, portrait and the other fields of a persona: texts, lists, and picks from the method's lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import Persona
from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.operations import set_value
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.journey_signs import CHANNEL_ICONS
from ui.pages.segments.lines_edit import LinesEdit
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.combo import ComboField
from ui.widgets.flow import FlowLayout
from ui.widgets.inline import InlineEdit
from ui.widgets.paint import box, painter_on
from ui.widgets.panel import SectionHeader

_INSET = 11
_FIRST = ("needs", "irritants", "channels", "emotions")
_MORE = (
    "goal", "motivations", "behaviours", "expectations", "preferences", "influencers", "values", "data_attitude",
    "switching", "evidence",
)  # fmt: skip
_ICONS = {"needs": "target", "irritants": "diamond", "channels": "radio-tower", "emotions": "heart-pulse"}
_LISTS = {"channels": "channels", "emotions": "emotions"}
_TEXTS = ("goal", "data_attitude")


class PersonaFields(QWidget):
    """What a persona says first is always seen; the rest unfolds."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._id = bridge, ""
        self._show: dict[str, Callable[[Persona], None]] = {}
        px = theme().px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self.quote = QuoteBox()
        self._bind_text("quote", self.quote.words)
        self._column.addWidget(_padded(self.quote))
        self._column.addSpacing(px(6))
        portrait = InlineEdit(role="small", multiline=True, placeholder=tr("Portrait in two sentences"),
                              name="persona_portrait", accessible_name=_title("portrait"))  # fmt: skip
        self._bind_text("portrait", portrait)
        self._column.addWidget(portrait)
        for field in _FIRST:
            self._add_field(field, self._column)
        self._unfold = SectionHeader(tr("The other fields"), role="label", foldable=True, name="persona_more_fields")
        self._column.addSpacing(px(8))
        self._column.addWidget(_padded(self._unfold))
        self._unfold.setChecked(False)
        self._unfold.folded.connect(self._fold)

    @cached_property
    def _rest(self) -> QWidget:
        """The other fields, made when they are first unfolded."""
        rest = QWidget(self)
        column = QVBoxLayout(rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for field in _MORE:
            self._add_field(field, column)
        self._column.addWidget(rest)
        return rest

    def show_persona(self, row: Persona) -> None:
        """Follow the plan."""
        self._id = row.id
        for show in self._show.values():
            show(row)
        filled = sum(bool(getattr(row, field)) for field in _MORE)
        self._unfold.set_note(tr("{n} of {total}").format(n=filled, total=len(_MORE)))

    def _fold(self, is_folded: bool) -> None:
        is_new = "_rest" not in vars(self)
        self._rest.setHidden(is_folded)
        row = self._bridge.snapshot().get(Persona, self._id) if is_new else None
        if row is not None:
            self.show_persona(row)

    def _add_field(self, field: str, column: QVBoxLayout) -> None:
        """A title with its icon, then the field that suits."""
        column.addSpacing(theme().px(6))
        icon, name = _ICONS.get(field, ""), f"persona_{field}_header"
        column.addWidget(_padded(SectionHeader(_title(field), role="label", icon=icon, name=name)))
        column.addWidget(self._editor(field))

    def _editor(self, field: str) -> QWidget:
        name, said = f"persona_{field}", _title(field)
        if field in _LISTS:
            picker = EntryPicker(self._bridge, _LISTS[field], name=name, accessible_name=said)
            picker.chosen.connect(lambda ids: self._write(field, ids))
            self._show[field] = lambda row: picker.show_ids(getattr(row, field))
            return _padded(picker)
        if field == "evidence":
            return self._evidence(name, said)
        if field in _TEXTS:
            text = InlineEdit(role="small", multiline=True, placeholder=tr("To describe"), name=name,
                              accessible_name=said)  # fmt: skip
            self._bind_text(field, text)
            return text
        lines = LinesEdit(name=name, accessible_name=said)
        lines.set_read_only(self._bridge.document.is_read_only)
        lines.lines_committed.connect(lambda found: self._write(field, found))
        self._show[field] = lambda row: lines.set_lines(getattr(row, field))
        return lines

    def _evidence(self, name: str, said: str) -> QWidget:
        combo = ComboField(placeholder=tr("None yet"), clearable=True, small=True, name=name, accessible_name=said)
        combo.set_options(entry_options(self._bridge.snapshot(), "listening_methods"))
        combo.setEnabled(not self._bridge.document.is_read_only)
        combo.chosen.connect(lambda value: self._write("evidence", value))
        self._show["evidence"] = lambda row: combo.set_options(
            entry_options(self._bridge.snapshot(), "listening_methods"), row.evidence
        )
        return _padded(combo)

    def _bind_text(self, field: str, edit: InlineEdit) -> None:
        edit.set_read_only(self._bridge.document.is_read_only)
        edit.committed.connect(lambda text: self._write(field, text))
        self._show[field] = lambda row: edit.set_text(getattr(row, field))

    def _write(self, field: str, value: object) -> None:
        self._bridge.run(lambda: set_value(self._bridge.document, Persona, self._id, field, value))


class QuoteBox(QWidget):
    """What the customer says, in serif italics between quotation marks."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(8), px(4), px(8))
        self.words = Quote()
        column.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        box(painter_on(self), self.rect(), "sunken", radius=theme().radius("control"))


class Quote(InlineEdit):
    """The marks are shown and never stored."""

    def __init__(self) -> None:
        super().__init__(role="quote", multiline=True, placeholder=tr("What this customer would say"),
                         name="persona_quote", accessible_name=_title("quote"))  # fmt: skip

    def _show_text(self) -> None:
        super()._show_text()
        if self._text and self._text[0] not in '“«"':
            self._label.setText(tr("“{quote}”").format(quote=self._text))


class EntryPicker(QWidget):
    """Chips of entries of one of the method's lists, own entries included, and the button that opens the list."""

    chosen = Signal(object)

    def __init__(self, bridge: DocumentBridge, list_name: str, *, name: str, accessible_name: str) -> None:
        super().__init__()
        self._bridge, self._list_name, self._ids = bridge, list_name, [""]
        self.setObjectName(name)
        self._said = accessible_name
        self._flow = FlowLayout(self, spacing=theme().px(6), line_spacing=theme().px(6))
        # Kept when the chips change, and with it its place in the order of Tab.
        self._choose = Chip(
            tr("Choose"), "outline", icon="plus", on_click=self._open, name=f"{name}_choose",
            accessible_name=f"{accessible_name}: {tr('Choose')}",
        )  # fmt: skip
        self._choose.setEnabled(not bridge.document.is_read_only)
        self._flow.addWidget(self._choose)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Follow the plan."""
        naming = Naming(self._bridge.snapshot(), current())
        if self._ids == list(ids):
            return
        self._ids = list(ids)
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self._choose:
                old.hide()
                old.deleteLater()
        for entry_id in self._ids:
            self._flow.addWidget(Chip(naming.label(entry_id), "plain", icon=_icon_of(entry_id), name="chosen_entry"))
        self._flow.addWidget(self._choose)

    def _open(self) -> None:
        options = entry_options(self._bridge.snapshot(), self._list_name)
        choices = [Choice(str(entry_id), label, icon=_icon_of(str(entry_id))) for entry_id, label in options]
        menu = ChoiceMenu(choices, self._ids, name=f"{self.objectName()}_list", accessible_name=self._said, parent=self)
        menu.closed.connect(self._settle)
        menu.open_under(self)

    def _settle(self, ids: list[str]) -> None:
        if ids != self._ids:
            self.chosen.emit(ids)


def _icon_of(entry_id: str) -> str:
    return CHANNEL_ICONS.get(entry_id, "")


def _title(field: str) -> str:
    return current().label(f"per_{field}")


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme().px(_INSET), 0, theme().px(_INSET), 0)
    column.addWidget(widget)
    return holder
