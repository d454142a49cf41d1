"""What the weaknesses hold back: ranked bars, each of which unfolds into the paths behind its figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis.held_back import HeldBack, HeldBackReport, WeaknessValue
from strategy.links import actions_of_statement
from strategy.model import Action, SwotStatement
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.models.held_back import (
    apart_words,
    count_words,
    figure_words,
    first_words,
    overlap_words,
    remedy_words,
    sum_words,
)
from ui.models.swot import area_icon
from ui.pages.swot.fold_head import FoldHead
from ui.pages.swot.held_path import HeldPath, described
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, tip
from ui.widgets.paint import LEFT, RIGHT, bar, box, painter_on, text
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Rule, Surface
from ui.widgets.tab_order import chain_tab_order

_HEAD = 76


class HeldBackView(ScrollColumn):
    """`links_wanted` carries a weakness whose links the user wants to set, `action_wanted` one that needs an action."""

    links_wanted = Signal(str)
    action_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=0, ground="sheet", name="held_back", parent=parent)
        self._bridge = bridge
        self.setAccessibleName(tr("What holds back most value"))
        self.sections: dict[str, WeaknessSection] = {}
        top = QWidget()
        column = QVBoxLayout(top)
        px = theme().px
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        column.addWidget(Label(tr("What holds back most value"), "heading"))
        self._first = Label("", "body", wrap=True, name="held_first")
        self._overlap = Label("", "small", "ink2", wrap=True, name="held_overlap")
        how = tr("What the frictions that hang on a weakness cost in a year, as step 3 works it out.")
        for label in (self._first, self._overlap, Label(how, "caption", wrap=True)):
            column.addWidget(label)
        self.add(top)
        self._has_opened = False

    def show_report(self, report: HeldBackReport) -> None:
        """Show the weaknesses in their order; those that are unfolded stay so."""
        naming = Naming(self._bridge.snapshot(), current())
        self._first.setText(first_words(naming, report))
        overlap = " ".join(filter(None, (overlap_words(naming, report), apart_words(naming, report))))
        self._overlap.setText(overlap)
        self._overlap.setVisible(bool(overlap))
        shown = {each.statement_id for each in report.weaknesses}
        for statement_id in [each for each in self.sections if each not in shown]:
            gone = self.sections.pop(statement_id)
            self.column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        most = max((each.held.value or 0.0 for each in report.weaknesses), default=0.0)
        for place, found in enumerate(report.weaknesses, 1):
            section = self._section(found.statement_id)
            if self.column.indexOf(section) != place:
                self.column.insertWidget(place, section)
            section.show_value(found, most)
        chain_tab_order(self.sections[each.statement_id] for each in report.weaknesses)
        if report.weaknesses and not self._has_opened:
            self._has_opened = True
            self.sections[report.weaknesses[0].statement_id].set_open(True)

    def reveal(self, statement_id: str) -> bool:
        """Unfold a weakness and give it the focus; False when it is not here."""
        section = self.sections.get(statement_id)
        if section is None:
            return False
        section.set_open(True)
        section.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(section.head, 0, theme().px(160))
        return True

    def _section(self, statement_id: str) -> WeaknessSection:
        section = self.sections.get(statement_id)
        if section is None:
            section = self.sections[statement_id] = WeaknessSection(self._bridge, statement_id)
            section.links_wanted.connect(self.links_wanted)
            section.action_wanted.connect(self.action_wanted)
        return section


class WeaknessSection(QWidget):
    """One weakness: its bar and, unfolded, what is to fix it and its paths, made when they are first asked for."""

    links_wanted = Signal(str)
    action_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, statement_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._statement_id = bridge, statement_id
        self._held: HeldBack | None = None
        self._said: object = None
        self.setObjectName(f"held_{statement_id}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = WeaknessHead(statement_id)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open))
        self._body = Surface("sunken")
        self._column = QVBoxLayout(self._body)
        px = theme().px
        self._column.setContentsMargins(px(16), px(4), px(16), px(14))
        self._column.setSpacing(px(8))
        column.addWidget(self.head)
        column.addWidget(self._body)
        column.addWidget(Rule())
        self._body.hide()

    @property
    def is_open(self) -> bool:
        return not self._body.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold the paths."""
        self._body.setVisible(is_open)
        self.head.set_open(is_open)
        self._fill()

    def show_value(self, found: WeaknessValue, most: float) -> None:
        """Show the figure as it is now, on a bar whose full length is `most`."""
        naming = Naming(self._bridge.snapshot(), current())
        row = naming.snapshot.get(SwotStatement, self._statement_id)
        title = (naming.title(row) if row else "") or tr("Statement to write")
        share = (found.held.value or 0.0) / most if most else 0.0
        counted = count_words(naming, found)
        if row is not None and row.is_accepted:
            counted = f"{counted}, {tr('accepted')}"
        self.head.show_value(found, title, figure_words(naming, found.held), counted, share)
        self._held = found.held
        self._fill()

    def _fill(self) -> None:
        """Make the paths anew where the plan has changed."""
        if not self.is_open or self._held is None:
            return
        naming = Naming(self._bridge.snapshot(), current())
        actions = actions_of_statement(naming.snapshot, self._statement_id)
        remedy = [*naming.codes(actions), remedy_words(naming, actions)]
        said = (self._held, [described(naming, end) for end in self._held.frictions], remedy)
        if said == self._said:
            return
        self._said = said
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._column.addWidget(self._remedy(naming, actions))
        for end in self._held.frictions:
            path = HeldPath(self._bridge, end)
            self._column.addWidget(path)
            path.show()  # at once: it may be given the focus
        note = sum_words(naming, self._held)
        if not self._held.frictions:
            note = tr("Link it to the frictions it explains, or to the touchpoints that need it fixed.")
        if note:
            self._column.addWidget(Label(note, "small", "ink2", wrap=True, name="held_sum"))
        if not self._held.frictions:
            link = Button(tr("Set its links"), "secondary", size="small", icon="link", name="set_links",
                          on_click=lambda: self.links_wanted.emit(self._statement_id))  # fmt: skip
            link.setEnabled(not self._bridge.document.is_read_only)
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _remedy(self, naming: Naming, actions: Sequence[Action]) -> QWidget:
        """The actions that are to fix the weakness and what they cost, or that there is none."""
        holder = QWidget()
        row = FlowLayout(holder, spacing=theme().px(6), line_spacing=theme().px(4))
        if not actions:
            gap = Chip(tr("No action"), "gap", icon="flag-off", name="no_action",
                       on_click=lambda: self.action_wanted.emit(self._statement_id))  # fmt: skip
            tip(gap, tr("Create an action"))
            row.addWidget(gap)
            return holder
        margin = theme().px(2)  # on the line of the chips
        title = Label(tr("To fix it"), "label")
        title.setContentsMargins(0, margin + 1, 0, margin + 1)
        row.addWidget(title)
        for action in actions:
            chip = Chip(naming.code(action), "link", icon="flag", name=f"fixes_{action.id}",
                        accessible_name=naming.title(action),
                        on_click=partial(self._bridge.go_to, Action.__tablename__, action.id))  # fmt: skip
            tip(chip, naming.title(action))
            row.addWidget(chip)
        cost = Label(remedy_words(naming, actions), "small", weight=600, name="remedy_cost")
        cost.setContentsMargins(0, margin, 0, margin)
        row.addWidget(cost)
        return holder


class WeaknessHead(FoldHead):
    """Rank, area and words of a weakness, what it holds back as a figure and as a bar, and a chevron."""

    def __init__(self, statement_id: str) -> None:
        super().__init__(f"held_head_{statement_id}", _HEAD)
        self._title = self._figure = self._count = ""
        self._rank: int | None = None
        self._area, self._share = "", 0.0

    def show_value(self, found: WeaknessValue, title: str, figure: str, count: str, share: float) -> None:
        """Show what the weakness holds back now; `share` of the most that any does."""
        self._rank, self._area, self._share = found.rank, found.area or "", share
        self._title, self._figure, self._count = title, figure, count
        rank = tr("Rank {n}").format(n=found.rank) if found.rank else tr("Without rank")
        a_year = tr("{amount} a year").format(amount=figure) if found.rank else figure
        self.setAccessibleName(", ".join((rank, title, a_year, count)))
        tip(self, title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        px, area = look.px, QRectF(self.rect())
        if self.is_open or self.underMouse():
            box(painter, area, "sunken" if self.is_open else "hover")
        side, left, right = px(16), px(44), area.right() - px(14)
        chevron = QRectF(right - side, px(12), side, side)
        icons.draw(painter, "chevron-up" if self.is_open else "chevron-down", chevron, "ink2")
        rank = QRectF(px(12), px(10), px(24), px(20))
        text(painter, rank, str(self._rank or "–"), look.font("strong", tabular=True), "ink" if self._rank else "ink3")
        end = chevron.left() - px(10)
        line = QRectF(left, px(10), end - left, px(20))
        ink = "ink" if self._rank else "ink3"
        taken = text(painter, line, self._figure, look.font("strong", tabular=True), ink, RIGHT)
        icons.draw(painter, area_icon(self._area), QRectF(left, px(12), side, side), "ink2")
        words = line.adjusted(px(24), 0, -taken - px(12), 0)
        text(painter, words, self._title, look.font("small", weight=600), "ink", LEFT)
        bar(painter, QRectF(left, px(34), end - left, px(12)), self._share, look.palette("swot", "weakness"), 8)
        text(painter, QRectF(left, px(50), end - left, px(18)), self._count, look.font("caption"), "ink3", LEFT)
