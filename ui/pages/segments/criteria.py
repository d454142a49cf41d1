"""The figures of a segment, its objectives and needs, and the criteria that tell its customers from the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Segment, SegmentCriterion
from journey.operations import add_criterion
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.entries import entry_value
from strategy.model import OwnEntry
from strategy.naming import Naming
from strategy.operations import add_own_entry, delete, move_by, set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.pages.segments.definition import Definition
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.field import TextField
from ui.widgets.focus import focus_in_view
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.menu import Menu
from ui.widgets.panel import ScrollColumn, SectionHeader
from ui.widgets.surface import Rule

CRITERIA = "segmentation_criteria"


class CriteriaTab(ScrollColumn):
    """One block for each criterion: its family and name, and the value that its customers have."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), spacing=12, name="criteria_tab", parent=parent)
        self._bridge = bridge
        self._segment_id = ""
        self._rows: dict[str, CriterionRow] = {}
        self._header = SectionHeader(tr("Criteria"), role="strong", name="segment_criteria")
        self._none = Label(tr("No criterion yet: what do these customers have in common?"), "small", "ink2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme().px(10))
        holder = QWidget()
        holder.setLayout(self._list)
        self._add = Button(
            tr("Add a criterion"), icon="plus", size="small", on_click=self.open_list, name="add_criterion"
        )
        self.definition = Definition(bridge)
        for part in (self._header, self._none, holder, _left(self._add), Rule(), self.definition):
            self.add(part)

    def show_segment(self, segment: Segment | None) -> None:
        """Show a segment as it is now."""
        snapshot = self._bridge.snapshot()
        self._segment_id = segment.id if segment is not None else ""
        self.setEnabled(segment is not None)
        found = snapshot.where(SegmentCriterion, segment_id=self._segment_id) if segment is not None else ()
        self._forget({row.id for row in found})
        for place, row in enumerate(found):
            shown = self._rows.get(row.id)
            if shown is None:
                shown = self._rows[row.id] = CriterionRow(self._bridge, row.id)
            if self._list.indexOf(shown) != place:
                self._list.insertWidget(place, shown)
            shown.show_criterion(snapshot, row, place, len(found))
        self._none.setVisible(not found)
        self._header.set_note(current().number(len(found)) if found else "")
        self._add.setEnabled(segment is not None and not self._bridge.document.is_read_only)
        self.definition.show_segment(segment)

    def reveal(self, row_id: str) -> bool:
        """Put the cursor in the value of a criterion; False when the segment has it no more."""
        row = self._rows.get(row_id)
        if row is not None:
            focus_in_view(row.value)
        return row is not None

    def open_list(self) -> None:
        """Offer the criteria of the method by family, and room for one of the team's own."""
        snapshot = self._bridge.snapshot()
        used = {row.criterion for row in snapshot.where(SegmentCriterion, segment_id=self._segment_id)}
        choices = [
            Choice(str(entry_id), label, family_of(snapshot, str(entry_id)))
            for entry_id, label in entry_options(snapshot, CRITERIA)
            if entry_id not in used
        ]
        menu = ChoiceMenu(
            choices, single=True, free_text=tr("Find one, or write your own"), name="criteria_list",
            accessible_name=tr("Criteria by family"), parent=self,
        )  # fmt: skip
        menu.list.changed.connect(lambda ids: self._choose(ids))
        menu.typed.connect(self._choose_own)
        menu.setFixedWidth(self.width())
        menu.open_under(self._add)
        over = menu.mapToGlobal(QPoint(0, menu.height())).y() - self.screen().availableGeometry().bottom()
        menu.move(self.mapToGlobal(QPoint(0, 0)).x(), menu.y() - max(0, over))

    def _choose(self, ids: object) -> None:
        for criterion in ids if isinstance(ids, list) else ():
            self._show_added(
                self._bridge.run(partial(add_criterion, self._bridge.document, self._segment_id, criterion))
            )

    def _choose_own(self, name: str) -> None:
        self._show_added(self._bridge.run(lambda: self._add_own(name)))

    def _add_own(self, name: str) -> str:
        """A criterion of the team and its use are one gesture."""
        document = self._bridge.document
        with document.transact("Add criterion", subject=name):
            return add_criterion(document, self._segment_id, add_own_entry(document, CRITERIA, name))

    def _show_added(self, row_id: str | None) -> None:
        row = self._rows.get(row_id or "")
        if row is not None:
            row.value.setFocus()

    def _forget(self, kept: set[str]) -> None:
        for row_id in [each for each in self._rows if each not in kept]:
            row = self._rows.pop(row_id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()


class CriterionRow(QWidget):
    """Family and name of a criterion over its value; arrows, suggestions and removal at the right."""

    def __init__(self, bridge: DocumentBridge, row_id: str) -> None:
        super().__init__()
        self._bridge, self._id, self._criterion = bridge, row_id, ""
        can_write = not bridge.document.is_read_only
        px = theme().px
        self._name = ElidedLabel("", "small", weight=600)
        self._family = ElidedLabel("", "caption")
        self.value = TextField(placeholder=tr("Value that defines the segment"), name="criterion_value")
        self.value.setReadOnly(not can_write)
        self.value.committed.connect(self._write)
        self._suggest = IconButton("chevron-down", tr("Suggested values"), size="small", on_click=self._open_values,
                                   name="criterion_values")  # fmt: skip
        self._menu = IconButton("ellipsis", tr("Move or remove the criterion"), size="small", on_click=self._open_menu,
                                name="criterion_menu")  # fmt: skip
        self._menu.setEnabled(can_write)
        self._suggest.setEnabled(can_write)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._family)
        top = QHBoxLayout()
        top.addLayout(texts, 1)
        top.addWidget(self._menu)
        below = QHBoxLayout()
        below.setSpacing(px(4))
        below.addWidget(self.value, 1)
        below.addWidget(self._suggest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(top)
        column.addLayout(below)

    def show_criterion(self, snapshot: Snapshot, row: SegmentCriterion, place: int, count: int) -> None:
        """Follow the plan."""
        self._criterion, self._place, self._count = row.criterion, place, count
        name = Naming(snapshot, current()).label(row.criterion)
        self._name.setText(name)
        self._family.setText(family_of(snapshot, row.criterion))
        self.value.set_text(current().label(row.value))
        self.value.setAccessibleName(tr("Value of {criterion}").format(criterion=name))
        self._suggest.setVisible(bool(values_of(row.criterion)))

    def _write(self, text: str) -> None:
        written = text.strip()
        known = next(
            (each for each, label in values_of(self._criterion) if label.casefold() == written.casefold()), written
        )
        self._bridge.run(lambda: set_value(self._bridge.document, SegmentCriterion, self._id, "value", known))

    def _open_values(self) -> None:
        menu = Menu(self, name="criterion_values_menu", accessible_name=tr("Suggested values"))
        for value, label in values_of(self._criterion):
            menu.add(label, partial(self._write, value))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.value.mapToGlobal(QPoint(0, self.value.height() + 4)))

    def _open_menu(self) -> None:
        menu = Menu(self, name="criterion_actions", accessible_name=tr("Move or remove the criterion"))
        for text, icon, steps in ((tr("Move up"), "arrow-up", -1), (tr("Move down"), "arrow-down", 1)):
            can_move = 0 <= self._place + steps < self._count
            menu.add(
                text, partial(self._move, steps),
                icon=icon, enabled=can_move,
            )  # fmt: skip
        menu.add(tr("Remove the criterion"), self.remove, icon="trash-2", name="remove_criterion")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))

    def _move(self, steps: int) -> None:
        self._bridge.run(lambda: move_by(self._bridge.document, SegmentCriterion, self._id, steps))

    def remove(self) -> None:
        """Take the criterion away from the segment."""
        self._bridge.run(lambda: delete(self._bridge.document, SegmentCriterion, self._id))


def family_of(snapshot: Snapshot, criterion: str) -> str:
    """The name of the family of a criterion; one of the team's own says so."""
    if snapshot.get(OwnEntry, criterion) is not None and not entry_value(snapshot, criterion, "family"):
        return tr("Your own criterion")
    return current().label(entry_value(snapshot, criterion, "family"))


def values_of(criterion: str) -> list[tuple[str, str]]:
    """What is stored and shown for each value that the method suggests: channels by their id, others in words."""
    entry = catalogue().get(criterion)
    if entry is None:
        return []
    language = current().language
    if entry.get("type") == "channel":
        return [(each.id, each.label(language)) for each in catalogue().entries("channels")]
    if entry.get("type") == "scale_low_medium_high":
        return [(each, each) for each in (tr("low"), tr("medium"), tr("high"))]
    return [(each, each) for each in entry.texts("values", language)]


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder
