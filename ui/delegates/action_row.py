"""Paints the table of actions: group rows, signs in the cells, bars in the calendar; edits cells in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from resources.i18n import tr
from ui.delegates.editors import name_editor, show_value, store_value
from ui.delegates.gantt import CalendarLook, paint_bar, paint_grid, paint_today
from ui.delegates.pair_editor import PairEditor
from ui.models.action_plan import ActionFacts, Group, Grouping
from ui.models.action_tree import FACTS_ROLE, GROUP_ROLE, ActionTree
from ui.models.action_words import (
    COST,
    DATES,
    FRICTIONS,
    OBJECTIVES,
    OWNER,
    SEGMENTS,
    TITLE,
    WEIGHT,
    count_words,
    rank_words,
)
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets import marks
from ui.widgets.chip import dot_color
from ui.widgets.date import DateField
from ui.widgets.number import NumberField
from ui.widgets.paint import LEFT, RIGHT, box, centred_lines, disc, focus_inset, line, text
from ui.widgets.signs import initials_of

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
ROW, GROUP = 36, 32
_PITCH = 16
"""From one line of a title to the other, in design pixels: a row has room for two."""
MARK_AT, CODE_AT, TITLE_AT = 20, 44, 76
"""Left of the status mark, the code and the title, in design pixels."""


class ActionDelegate(QStyledItemDelegate):
    """`look` is what the calendar shows beside the plan; `is_open` says whether a group is unfolded."""

    def __init__(
        self, model: ActionTree, is_open: Callable[[Index], bool], look: CalendarLook, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model, self._is_open, self._look = model, is_open, look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(40), theme().px(ROW if index.parent().isValid() else GROUP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self._look.area is not None and not self._look.area.intersects(option.rect):
            return  # the view paints whole rows, also when a bar is pulled along and only the calendar changes
        area = QRectF(option.rect)
        group = index.data(GROUP_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, theme().color(_ground(option, is_group=group is not None)))
        if index.column() == DATES:
            paint_grid(painter, area, self._model.timeline)
        under = area.bottom() - 0.5
        line(painter, QPointF(area.left(), under), QPointF(area.right(), under), "line")
        if group is not None:
            self._paint_group(painter, area, group, index)
        else:
            self._paint_cell(painter, area, index.data(FACTS_ROLE), index.column())
        if index.column() == DATES:
            paint_today(painter, area, self._model.timeline)
        if option.state & _State.State_HasFocus:
            focus_inset(painter, area.adjusted(0, 0, 0, -1))
        painter.restore()

    def _paint_group(self, painter: QPainter, area: QRectF, group: Group, index: Index) -> None:
        look = theme()
        if index.column() == COST:
            inner, bold = area.adjusted(0, 0, -look.px(12), 0), look.font("small", weight=600, tabular=True)
            text(painter, inner, self._model.money(group.cost), bold, "ink", RIGHT)
        if index.column() == SEGMENTS and not self._count_fits(group, self._title_width()):
            text(painter, _inner(area), count_words(len(group.ids)), look.font("caption"), "ink2", LEFT)
        if index.column() != TITLE:
            return
        side, middle = look.px(16), area.center().y()
        chevron = "chevron-down" if self._is_open(index) else "chevron-right"
        icons.draw(painter, chevron, QRectF(area.x() + look.px(MARK_AT), middle - side / 2, side, side), "ink2")
        left = area.x() + look.px(CODE_AT)
        color = dot_color(group.dot)
        if color is not None:
            edge = look.px(10)
            box(painter, QRectF(left, middle - edge / 2, edge, edge), color, radius=look.px(2))
            left += look.px(18)
        words = QRectF(left, area.y(), area.right() - left, area.height())
        left += text(painter, words, group.title, look.font("small", weight=600), "ink", LEFT) + look.px(10)
        if self._count_fits(group, area.width()):
            rest = QRectF(left, area.y(), area.right() - left, area.height())
            text(painter, rest, count_words(len(group.ids)), look.font("caption"), "ink2", LEFT)

    def _count_fits(self, group: Group, width: float) -> bool:
        """Whether the number of actions has room after the name of the group, else it stands in the next column."""
        look = theme()
        count = look.text_width("caption", count_words(len(group.ids)))
        return look.px(CODE_AT + 18 + 10 + 8) + look.text_width("small", group.title, weight=600) + count <= width

    def _title_width(self) -> float:
        view = self.parent()
        return view.header().sectionSize(TITLE) if isinstance(view, QTreeView) else 0.0

    def _paint_cell(self, painter: QPainter, area: QRectF, facts: ActionFacts, column: int) -> None:
        paints = {
            TITLE: _paint_title, SEGMENTS: _paint_segments, FRICTIONS: _paint_frictions,
            OBJECTIVES: _paint_objectives, OWNER: _paint_owner, WEIGHT: _paint_weight, COST: _paint_cost,
        }  # fmt: skip
        if column == DATES:
            paint_bar(painter, area, self._model.timeline, facts, self._look)
        else:
            if column == TITLE and self._model.grouping == Grouping.PRIORITY:
                area = _paint_rank(painter, area, facts)
            paints[column](painter, area, facts)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.column()
        editor: QWidget
        if column == COST:
            editor = NumberField(minimum=0, decimals=2, parent=parent)
        elif column == WEIGHT:
            editor = PairEditor(
                NumberField(minimum=1, maximum=5, decimals=0, accessible_name=tr("Expected impact, 1 to 5")),
                NumberField(minimum=0, decimals=1, accessible_name=tr("Effort in person-days")),
                tr("Impact, 1 to 5"), tr("Effort, days"), parent,
            )  # fmt: skip
        elif column == DATES:
            editor = PairEditor(
                DateField(accessible_name=tr("Start")), DateField(accessible_name=tr("End")),
                tr("Start"), tr("End"), parent,
            )  # fmt: skip
        else:
            editor = QLineEdit(parent)
        return name_editor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        show_value(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        store_value(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        area = option.rect
        if isinstance(editor, PairEditor):
            editor.place_over(area)
            return
        if index.column() == TITLE:
            area = area.adjusted(theme().px(TITLE_AT) - 10, 0, 0, 0)
        elif index.column() == OWNER:
            area = area.adjusted(0, 0, theme().px(130), 0)
        height = theme().size("control")
        editor.setGeometry(area.x() + 2, area.center().y() - height // 2, area.width() - 4, height)


def _ground(option: QStyleOptionViewItem, *, is_group: bool) -> str:
    if option.state & _State.State_Selected:
        return "selected"
    if is_group:
        return "sunken"
    return "hover" if option.state & _State.State_MouseOver else "sheet"


def _paint_rank(painter: QPainter, area: QRectF, facts: ActionFacts) -> QRectF:
    """The rank at the end of the title; returns what is left for the title."""
    place = area.adjusted(0, 0, -theme().px(8), 0)
    width = text(painter, place, rank_words(facts), theme().font("caption", tabular=True), "ink3", RIGHT)
    return area.adjusted(0, 0, -width - theme().px(6), 0)


def _inner(area: QRectF) -> QRectF:
    return area.adjusted(theme().px(8), 0, -theme().px(6), 0)


def _paint_title(painter: QPainter, area: QRectF, facts: ActionFacts) -> None:
    look = theme()
    side = look.px(16)
    marks.status_mark(
        painter, QRectF(area.x() + look.px(MARK_AT), area.center().y() - side / 2, side, side), facts.mark
    )
    ended = facts.mark in ("done", "dropped")
    code = QRectF(area.x() + look.px(CODE_AT), area.y(), look.px(TITLE_AT - CODE_AT - 2), area.height())
    text(painter, code, facts.code, look.font("small", tabular=True), "ink2", LEFT)
    words = area.adjusted(look.px(TITLE_AT), 0, -look.px(8), 0)
    weight = 400 if ended else 600
    font = look.font("small", weight=weight)
    if facts.mark == "dropped":
        font.setStrikeOut(True)
    ink = "ink2" if ended else "ink" if facts.title else "warning"
    title = facts.title or tr("Action to name")
    if look.text_width("small", title, weight=weight) > words.width() + 0.5:
        centred_lines(painter, words, title, font, ink, look.px(_PITCH))
    else:
        text(painter, words, title, font, ink, LEFT)


def _paint_segments(painter: QPainter, area: QRectF, facts: ActionFacts) -> None:
    look, place = theme(), _inner(area)
    if not facts.segments:
        text(painter, place, tr("To choose"), look.font("small"), "warning", LEFT)
        return
    name, _ = facts.segments[0]
    for _name, dot in facts.segments[:4]:
        color = dot_color(dot)
        disc(painter, QPointF(place.x() + look.px(4), place.center().y()), look.px(4), color)
        place.setLeft(place.left() + look.px(11))
    place.setLeft(place.left() + look.px(3))
    more = f"+{len(facts.segments) - 1}" if len(facts.segments) > 1 else ""
    if more:
        room = look.text_width("caption", more) + look.px(6)
        width = text(painter, place.adjusted(0, 0, -room, 0), name, look.font("small"), "ink", LEFT)
        text(painter, place.adjusted(width + look.px(6), 0, 0, 0), more, look.font("caption"), "ink3", LEFT)
    else:
        text(painter, place, name, look.font("small"), "ink", LEFT)


def _paint_frictions(painter: QPainter, area: QRectF, facts: ActionFacts) -> None:
    look, place = theme(), _inner(area)
    if not facts.frictions:
        text(painter, place, "–", look.font("small"), "ink3", LEFT)
        return
    first = facts.frictions[0]
    marks.friction_badge(painter, QPointF(place.x() + look.px(9), place.center().y()), first.severity, 8)
    place.setLeft(place.left() + look.px(25))
    width = text(painter, place, first.code, look.font("small", tabular=True), "ink", LEFT)
    if len(facts.frictions) > 1:
        rest = place.adjusted(width + look.px(4), 0, look.px(6), 0)
        text(painter, rest, f"+{len(facts.frictions) - 1}", look.font("caption"), "ink3", LEFT)


def _paint_objectives(painter: QPainter, area: QRectF, facts: ActionFacts) -> None:
    words = ", ".join(facts.objectives[:2]) + (" …" if len(facts.objectives) > 2 else "")
    ink = "ink" if words else "warning"
    text(painter, _inner(area), words or tr("To set"), theme().font("small", tabular=True), ink, LEFT)


def _paint_owner(painter: QPainter, area: QRectF, facts: ActionFacts) -> None:
    side = theme().px(24)
    place = QRectF(area.x() + theme().px(8), area.center().y() - side / 2, side, side)
    marks.avatar(painter, place, initials_of(facts.owner))


def _paint_weight(painter: QPainter, area: QRectF, facts: ActionFacts) -> None:
    look, place = theme(), _inner(area)
    width, height = look.px(33), look.px(14)
    top = place.center().y() - height / 2
    for value, color in ((facts.impact, "primary"), (facts.effort, "asIs")):
        pips = QRectF(place.x(), top, width, height)
        if value is None:
            text(painter, pips.adjusted(0, -4, 8, 4), "?", look.font("small", weight=600), "warning", LEFT)
        else:
            marks.pips(painter, pips, value, color=color)
        place.setLeft(place.left() + width + look.px(8))


def _paint_cost(painter: QPainter, area: QRectF, facts: ActionFacts) -> None:
    look = theme()
    inner = area.adjusted(0, 0, -look.px(12), 0)
    ink = "ink3" if facts.mark == "dropped" else "ink" if facts.cost is not None else "warning"
    text(painter, inner, facts.money or tr("To set"), look.font("small", tabular=True), ink, RIGHT)
