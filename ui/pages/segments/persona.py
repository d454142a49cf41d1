"""The persona of a segment as a portrait, its eighteen fields edited in place; a segment may have several."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from journey.model import Persona, Segment
from journey.operations import add_persona
from resources.i18n import current, tr
from strategy.analysis.segments import future_value, past_value
from strategy.operations import duplicate, set_value
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.segments import dot_of, name_of
from ui.pages.segments.persona_fields import PersonaFields
from ui.pages.segments.portrait import PATTERN, image_of, picture_from
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.combo import ComboField
from ui.widgets.focus import focus_in_view
from ui.widgets.inline import InlineEdit
from ui.widgets.label import Label, tip
from ui.widgets.menu import Menu
from ui.widgets.panel import ScrollColumn
from ui.widgets.shown import set_shown
from ui.widgets.signs import Avatar
from ui.widgets.surface import Rule

_INSET = 11
"""Fields that are read in place are this far from the edge of their frame, which shows under the pointer only."""


class PersonaTab(QWidget):
    """The first persona of the segment, or the one chosen among several."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("persona_tab")
        self._bridge = bridge
        self._segment_id = self._persona_id = ""
        self._stack = QStackedLayout(self)

    # What is shown with a persona and what without one, made when it is first needed

    @cached_property
    def _portrait(self) -> _Portrait:
        portrait = _Portrait(self._bridge, self)
        portrait.head.persona_chosen.connect(self.show_persona)
        portrait.head.add_wanted.connect(self.add)
        self._stack.addWidget(portrait)
        return portrait

    @cached_property
    def _nobody(self) -> _Nobody:
        nobody = _Nobody(self)
        nobody.add_button.clicked.connect(lambda: self.add())  # without what a click says of itself
        self._stack.addWidget(nobody)
        return nobody

    @property
    def persona_id(self) -> str:
        """The persona shown; "" for none."""
        return self._persona_id

    def show_segment(self, segment: Segment | None) -> None:
        """Show the personas of a segment as they are now."""
        snapshot = self._bridge.snapshot()
        rows = snapshot.where(Persona, segment_id=segment.id) if segment is not None else ()
        self._segment_id = segment.id if segment is not None else ""
        row = next((each for each in rows if each.id == self._persona_id), next(iter(rows), None))
        self._persona_id = row.id if row is not None else ""
        if segment is None or row is None:
            add = self._nobody.add_button
            add.setEnabled(segment is not None and not self._bridge.document.is_read_only)
            tip(add, "" if segment is not None else tr("A persona belongs to a segment: add one first."))
            self._stack.setCurrentWidget(self._nobody)
            return
        self._portrait.head.show_persona(segment, row, rows)
        self._portrait.fields.show_persona(row)
        self._portrait.figures.show_segment(segment, snapshot.plan.currency)
        self._stack.setCurrentWidget(self._portrait)

    def show_persona(self, persona_id: str) -> None:
        """Show one of the personas of the segment."""
        self._persona_id = persona_id
        self.show_segment(self._bridge.snapshot().get(Segment, self._segment_id))

    def reveal(self, persona_id: str) -> bool:
        """Show one of the personas of the segment, with the focus on its name."""
        self.show_persona(persona_id)
        if self._persona_id:
            focus_in_view(self._portrait.head.name)
        return self._persona_id == persona_id

    def add(self) -> None:
        """Add a persona to the segment and put the cursor in its name."""
        segment_id = self._segment_id
        made = self._bridge.run(lambda: add_persona(self._bridge.document, segment_id))
        if made is not None:
            self.show_persona(made)
            self._portrait.head.name.begin()


class _Portrait(ScrollColumn):
    """One persona, from its name to what its segment brings."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(margins=(9, 16, 9, 20), spacing=12, name="persona_scroll", parent=parent)
        self.head, self.fields, self.figures = PersonaHead(bridge), PersonaFields(bridge), _Figures()
        for part in (self.head, self.fields, _inset(Rule()), self.figures):
            self.add(part)


class _Nobody(ScrollColumn):
    """What a persona is good for, and a way to the first one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(margins=(20, 24, 20, 20), spacing=12, name="no_persona", parent=parent)
        self.add(Label(tr("No persona yet"), "strong"))
        words = tr("A persona gives the segment a face: what it wants, what holds it back, where to reach it.")
        self.add(Label(words, "small", "ink2", wrap=True))
        self.add_button = Button(tr("Add a persona"), icon="user-plus", name="add_persona")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.add(holder)


class PersonaHead(QWidget):
    """Initials, name and demographic markers; the segment and its rank; more personas."""

    persona_chosen = Signal(str)
    add_wanted = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = ""
        px = theme().px
        can_write = not bridge.document.is_read_only
        self.avatar = Avatar("", 52, name="persona_avatar")
        self.name = InlineEdit(role="heading", placeholder=tr("First name"), pad=2, name="persona_name",
                               accessible_name=current().label("per_name"))  # fmt: skip
        self._markers = InlineEdit(role="small", tone="ink2", placeholder=tr("Age, job, household"), multiline=True,
                                   pad=2, name="persona_demographics",
                                   accessible_name=current().label("per_demographics"))  # fmt: skip
        for key, field in (("name", self.name), ("demographics", self._markers)):
            field.set_read_only(not can_write)
            field.committed.connect(partial(self._write, key))
        self._more = IconButton("ellipsis", tr("More on this persona"), size="small", name="persona_more",
                                on_click=self._open_menu)  # fmt: skip
        self._more.setEnabled(can_write)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self._markers)
        top = QHBoxLayout()
        top.setContentsMargins(px(_INSET), 0, px(4), 0)
        top.setSpacing(px(2))
        top.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self._segment = Chip("", "plain", dot=("series", 0), name="persona_segment")
        self._rank = Chip(tr("Primary"), "active", name="persona_rank")
        chips = QHBoxLayout()
        chips.setContentsMargins(px(_INSET), 0, px(_INSET), 0)
        chips.setSpacing(px(6))
        chips.addWidget(self._segment)
        chips.addWidget(self._rank)
        chips.addStretch(1)
        self._choice = ComboField(name="persona_choice", accessible_name=tr("Persona shown"), small=True)
        self._choice.chosen.connect(lambda persona_id: self.persona_chosen.emit(str(persona_id)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._choice)
        column.addLayout(top)
        column.addLayout(chips)

    def show_persona(self, segment: Segment, row: Persona, rows: tuple[Persona, ...]) -> None:
        """Follow the plan."""
        self._id = row.id
        self.avatar.set_person(row.name, image_of(row.picture))
        self.name.set_text(row.name)
        self._markers.set_text(row.demographics)
        self._segment.set_text(name_of(segment))
        self._segment.set_dot(dot_of(self._bridge.snapshot(), segment.id))
        self._rank.setMinimumWidth(self._rank.sizeHint().width())  # the name gives way
        set_shown(self._rank, segment.priority == 1)
        named = [(each.id, each.name or tr("Persona {n}").format(n=place)) for place, each in enumerate(rows, 1)]
        self._choice.set_options(named, row.id)
        set_shown(self._choice, len(rows) > 1)

    def _write(self, column: str, text: str) -> None:
        self._bridge.run(lambda: set_value(self._bridge.document, Persona, self._id, column, text))

    def _open_menu(self) -> None:
        menu = Menu(self, name="persona_menu", accessible_name=tr("More on this persona"))
        menu.add(tr("Add another persona"), self.add_wanted.emit, icon="user-plus", name="add_another_persona")
        menu.add(tr("Choose a picture…"), self._choose_picture, icon="image", name="choose_persona_picture")
        if self._has_picture():
            menu.add(tr("Remove the picture"), lambda: self._write("picture", ""), icon="x",
                     name="remove_persona_picture")  # fmt: skip
        menu.add(tr("Save the page…"), self._save_page, icon="download", name="save_persona_page")
        menu.add(tr("Print this persona…"), self._print_page, icon="printer", name="print_persona")
        menu.add(tr("Duplicate this persona"), self._duplicate, icon="copy", name="duplicate_persona")
        menu.add(tr("Delete this persona"), self._delete, icon="trash-2", name="delete_persona")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _has_picture(self) -> bool:
        row = self._bridge.snapshot().get(Persona, self._id)
        return row is not None and bool(row.picture)

    def _choose_picture(self) -> None:
        pattern = tr("Pictures ({pattern})").format(pattern=PATTERN)
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("Choose a picture"), "", pattern)
        picture = self._bridge.run(lambda: picture_from(Path(chosen))) if chosen else None
        if picture:
            self._write("picture", picture)

    def _save_page(self) -> None:
        from ui.pages.segments.persona_page import save_page

        save_page(self._bridge, self._id, self)

    def _print_page(self) -> None:
        from ui.pages.segments.persona_page import print_page

        print_page(self._bridge, self._id, self)

    def _duplicate(self) -> None:
        made = self._bridge.run(lambda: duplicate(self._bridge.document, Persona, self._id))
        if made is not None:
            self.persona_chosen.emit(made)

    def _delete(self) -> None:
        delete_with_care(self._bridge, Persona, self._id)


class _Figures(QWidget):
    """What the whole segment brings and will bring, in large figures."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(_INSET), 0, px(_INSET), 0)
        self._figures: list[Label] = []
        for caption, tone in ((tr("Value now, a year"), "ink"), (tr("Potential, a year"), "primary")):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(Label(caption, "caption"))
            figure = Label("", "figure", tone)
            self._figures.append(figure)
            column.addWidget(figure)
            row.addLayout(column, 1)

    def show_segment(self, segment: Segment, currency: str) -> None:
        """Follow the plan."""
        for label, value in zip(self._figures, (past_value(segment), future_value(segment)), strict=True):
            label.setText(current().compact_money(value, currency))


def _inset(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme().px(_INSET), 0, theme().px(_INSET), 0)
    row.addWidget(widget)
    return holder
