"""Step 2: segments in a table and on a chart, with their persona, criteria, data and questions beside."""

from __future__ import annotations

from functools import cached_property, partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from journey.model import DataInventory, EngagementRating, Persona, Segment, SegmentCriterion
from journey.operations import add_segment
from resources.catalogue import catalogue
from resources.i18n import current, ntr, tr
from storage.changes import ChangeSet
from strategy.analysis.segments import future_value, past_value
from strategy.model import SegmentImport
from strategy.operations import duplicate, plan_language, rank_segments
from ui.actions import explain, key_text
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.segments import ranked_after_move, segment_ids
from ui.pages.page import Handlers, Hints, Page
from ui.pages.segments.board import SegmentBoard
from ui.pages.segments.panel import SegmentPanel
from ui.widgets.button import Button
from ui.widgets.menu import Menu

_DETAILS = {
    mapped.__tablename__: (mapped, tab)
    for mapped, tab in (
        (SegmentCriterion, "criteria"),
        (DataInventory, "data"),
        (EngagementRating, "data"),
        (Persona, "persona"),
        (SegmentImport, "criteria"),
    )
}


class SegmentsPage(Page):
    """Which customers matter most, how many they are, what they bring and what they will bring."""

    page_id: ClassVar[str] = "step_2_segments"

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._new = Button(tr("New segment"), "primary", icon="plus", on_click=self.open_new_menu, name="new_segment")
        explain(self._new, "new", tr("New segment"))
        self._new.setEnabled(not bridge.document.is_read_only)
        importing = Button(
            tr("Import customers"), icon="file-spreadsheet", on_click=self.import_file, name="new_from_customers"
        )
        explain(importing, "import_customers")
        importing.setEnabled(not bridge.document.is_read_only)
        self.add_action(importing)
        self.add_action(self._new)
        self.board = SegmentBoard(bridge)
        self.board.add_wanted.connect(self.add)
        self.board.examples_wanted.connect(self._offer_examples)
        self.board.moved.connect(self.move_to)
        self.board.current_changed.connect(self._show_current)
        self.board.menu_wanted.connect(self._open_list_menu)
        self.board.criteria_wanted.connect(lambda: self._open_tab("criteria"))
        self.set_main(self.board)
        self.offer_panel(lambda: self.side)

    @cached_property
    def side(self) -> SegmentPanel:
        """The segment selected in detail, made when it is first asked for."""
        side = SegmentPanel(self.bridge, self.panel_place)
        side.show_segment(self.board.current_id)
        return side

    # The contract of a page

    def title(self) -> str:
        return tr("Segments")

    def question(self) -> str:
        return tr("Which customers matter most, today and over the next twelve months?")

    def refresh(self) -> None:
        self.board.follow()
        self._show_details()
        # One primary button a screen: the empty page has its own.
        self._new.set_kind("primary" if self.bridge.snapshot().all(Segment) else "secondary")
        self.handlers_changed.emit()

    def apply(self, changes: ChangeSet) -> None:
        self.refresh()

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind == Segment.__tablename__:
            return self.board.select(row_id)
        if kind not in _DETAILS:
            return False
        mapped, tab = _DETAILS[kind]
        row = self.bridge.snapshot().get(mapped, row_id)
        segment_id = getattr(row, "segment_id", "")
        if segment_id and not self.board.select(segment_id, focus=False):
            return False
        self._open_tab(tab)
        return row is None or self.side.reveal(row)

    def standing(self) -> str:
        return self.board.current_id

    def stand_on(self, standing: object) -> None:
        if isinstance(standing, str):
            self.board.select(standing, focus=False)

    def handlers(self) -> Handlers:
        if self.bridge.document.is_read_only:
            return {}
        found: Handlers = {"new": self.add}
        if not self.board.current_id:
            return found
        return {
            **found,
            "edit": self.board.edit_current,
            "move_up": lambda: self._move_by(-1),
            "move_down": lambda: self._move_by(1),
            "duplicate": self.duplicate,
            "delete": self.delete,
        }

    def status_hints(self) -> Hints:
        return ((key_text("new"), tr("new segment")), (key_text("edit"), tr("edit")), (key_text("move_up"), tr("rank")))

    def status_text(self) -> str:
        rows = self.bridge.snapshot().all(Segment)
        if not rows:
            return ""
        words, currency = current(), self.bridge.plan().currency
        counted = ntr("{customers} customers in {n} segment", "{customers} customers in {n} segments", len(rows))
        said = counted.format(customers=words.number(sum(row.size or 0 for row in rows)), n=len(rows))
        now, later = (sum(value(row) or 0.0 for row in rows) for value in (past_value, future_value))
        return "   ".join((said, tr("{now} now, {later} potential").format(
            now=words.compact_money(now, currency), later=words.compact_money(later, currency))))  # fmt: skip

    # What the user does

    def open_new_menu(self) -> None:
        """Offer a free segment and the method's examples."""
        menu = Menu(self, name="new_segment_menu", accessible_name=tr("New segment"))
        menu.add(tr("Free segment") + "\t" + key_text("new"), self.add, icon="square-plus", name="new_free_segment")
        menu.add(tr("From a file of customers…"), self.import_file, icon="file-spreadsheet", name="new_from_file")
        menu.addSection(tr("From an example"))
        self._add_examples(menu)
        menu.popup(self._new.mapToGlobal(QPoint(self._new.width() - menu.sizeHint().width(), self._new.height() + 4)))

    def _offer_examples(self, place: QPoint) -> None:
        menu = Menu(self, name="segment_examples_menu", accessible_name=tr("Start from an example"))
        self._add_examples(menu)
        menu.popup(place)

    def _add_examples(self, menu: Menu) -> None:
        for entry in catalogue().entries("example_segments"):
            menu.add(entry.label(current().language), partial(self.add_example, entry.id), name=entry.id)
        menu.aboutToHide.connect(menu.deleteLater)

    def add(self) -> None:
        """Add a free segment at the end and put the cursor in its name."""
        self._show_added(self.bridge.run(lambda: add_segment(self.bridge.document, language=self._language())))
        self.board.edit_name()

    def import_file(self) -> None:
        """Ask for a file of customers or purchases, and take segments from it."""
        from ui.dialogs.imports.customers import import_customers

        import_customers(self.bridge, self.window())

    def add_example(self, example: str) -> None:
        """Add a segment from an example of the method; its criteria wait for their values."""
        document = self.bridge.document
        self._show_added(self.bridge.run(lambda: add_segment(document, language=self._language(), example=example)))
        self._open_tab("criteria")

    def duplicate(self) -> None:
        """Copy the current segment."""
        segment_id = self.board.current_id
        self._show_added(self.bridge.run(lambda: duplicate(self.bridge.document, Segment, segment_id)))

    def delete(self) -> None:
        """Delete the current segment, telling first what depends on it."""
        delete_with_care(self.bridge, Segment, self.board.current_id)
        self.board.focus()

    def move_to(self, segment_id: str, above: int) -> None:
        """Rank a segment below `above` rows, itself counted if it stands among them."""
        order = segment_ids(self.bridge.snapshot())
        if segment_id in order:
            self._rank(segment_id, above - (order.index(segment_id) < above))

    def _move_by(self, steps: int) -> None:
        order, segment_id = segment_ids(self.bridge.snapshot()), self.board.current_id
        place = order.index(segment_id) + steps
        if 0 <= place < len(order):
            self._rank(segment_id, place)

    def _rank(self, segment_id: str, place: int) -> None:
        ranked = ranked_after_move(self.bridge.snapshot(), segment_id, place)
        self.bridge.run(lambda: rank_segments(self.bridge.document, ranked))
        self.board.select(segment_id)

    def _language(self) -> str:
        return plan_language(self.bridge.document)

    def _show_added(self, segment_id: str | None) -> None:
        if segment_id is not None:
            self.board.select(segment_id)

    def _show_current(self) -> None:
        self._show_details()
        self.handlers_changed.emit()

    def _show_details(self) -> None:
        if "side" in vars(self):
            self.side.show_segment(self.board.current_id)

    def _open_tab(self, tab: str) -> None:
        self.show_panel()
        self.side.open_tab(tab)

    def _open_list_menu(self, place: QPoint) -> None:
        from ui.actions import list_menu

        menu = list_menu(self.handlers(), self, {"new": tr("New segment")})
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
