"""What the palette lists: things of the plan, then commands, then entries of the method, each under its heading.

Commands are found by their names in both languages. A command that can do nothing now is listed last, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction

from resources.folding import plain
from resources.i18n import LANGUAGES, N_, current, tr, words
from strategy.naming import Naming
from strategy.search import matched, title_in
from strategy.search_places import about
from strategy.search_words import COLUMN_WORDS
from strategy.snapshot import Snapshot
from ui.actions import SPECS, ActionSet, ActionSpec, EnabledWhen, Scope, key_text
from ui.widgets.label import plain_tip

if TYPE_CHECKING:
    from strategy.search import Hit, Place, PlanIndex

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_NOT_OFFERED = ("palette", "search", "next_region", "previous_region")
"""Found when they are typed, but of no use to offer to who has just opened the palette."""
_MOST_LATELY = 6
_REASONS = {
    EnabledWhen.CAN_UNDO: N_("Nothing to undo"),
    EnabledWhen.CAN_REDO: N_("Nothing to redo"),
    EnabledWhen.PLAN_OPEN: N_("Open a plan first"),
}
_ICONS = {
    "objective": "target", "segment": "users-round", "persona": "contact", "journey": "route", "stage": "layers",
    "touchpoint": "map-pin", "friction": "diamond", "opportunity": "lightbulb", "moment": "star",
    "emotion_observation": "heart-pulse", "lane_card": "rows-3", "touchpoint_change": "git-compare-arrows",
    "swot_statement": "layout-grid", "capability_answer": "list-checks", "resource_answer": "list-checks",
    "functional_need": "square-plus", "tool": "wrench", "action": "flag", "decision": "badge-check",
    "ab_test": "flask-conical", "kpi_reading": "gauge", "feedback_note": "message-circle", "audit_note": "newspaper",
    "segment_criterion": "list-filter", "data_inventory": "database", "workshop_note": "sticky-note",
    "guiding_answer": "circle-help", "participant": "users", "own_entry": "list", "levers": "megaphone",
    "kpis": "gauge", "workshop_questions": "circle-help", "milestone": "diamond", "follow_up_trigger": "repeat",
    "transition": "spline", "lane": "rows-3", "owner_capacity": "calendar", "reading_rhythm": "repeat",
    "engagement_rating": "gauge", "segment_import": "file-spreadsheet", "own_value": "sliders-horizontal",
    "dismissed_warning": "triangle-alert", "plan": "settings", "tool_rating": "wrench", "tool_weight": "wrench",
}  # fmt: skip


class Group(Enum):
    """What a line is; the value is the heading of such lines."""

    LATELY = N_("Seen lately")
    PLAN = N_("In this plan")
    COMMANDS = N_("Commands")
    METHOD = N_("In the method")


class Line(NamedTuple):
    """One line. `match` is a part of the title; `found` an extract of another text, `found_match` a part of that."""

    group: Group
    icon: str
    title: str
    match: tuple[int, int] = (0, 0)
    about: str = ""
    found: str = ""
    found_match: tuple[int, int] = (0, 0)
    keys: str = ""
    is_heading: bool = False
    is_disabled: bool = False
    action_id: str = ""
    place: Place | None = None

    @property
    def spoken(self) -> str:
        """The whole line for a reader of screens."""
        return ", ".join(filter(None, (self.title, self.about, self.found, self.keys)))


class PaletteModel(QAbstractListModel):
    """Lines for the words typed; `take_index` brings the plan once it is ready."""

    def __init__(self, actions: ActionSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._ran: tuple[str, ...] = ()
        self._seen: tuple[Place, ...] = ()
        self._snapshot: Snapshot | None = None
        self._names = Naming(Snapshot(), current())
        self._index: PlanIndex | None = None
        self._typed = ""
        self._only: Group | None = None
        self._lines: list[Line] = []

    def take_lately(self, ran: Iterable[str], seen: Iterable[Place], snapshot: Snapshot | None) -> None:
        """What was run and seen lately, the last first; of a plan, if one is open."""
        self._ran, self._seen, self._snapshot = tuple(ran), tuple(seen), snapshot
        self._names = Naming(snapshot or Snapshot(), current())
        self.search(self._typed)

    def take_index(self, index: PlanIndex) -> None:
        """The plan as it can be searched."""
        self._index = index
        self.search(self._typed)

    def limit_to(self, only: Group | None) -> None:
        """Show one group only, or all."""
        self._only = only
        self.search(self._typed)

    def search(self, typed: str) -> None:
        """Show what fits these words, whatever accents and capitals; without words, what was used lately."""
        self.beginResetModel()
        self._typed = typed.strip()
        lines = list(self._found() if self._typed else self._offered())
        self._lines = list(_with_headings(each for each in lines if self._only in (None, _limit_of(each.group))))
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line at a row; None outside and for headings."""
        found = self._lines[row] if 0 <= row < len(self._lines) else None
        return None if found is None or found.is_heading else found

    def first_row(self) -> int:
        """The first row that can be chosen; -1 if none."""
        return next((row for row, each in enumerate(self._lines) if not each.is_heading), -1)

    def action(self, action_id: str) -> QAction:
        """The action of a line."""
        return self._actions[action_id]

    # Qt's side

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.line(index.row()) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # any: Qt's variant
        if not 0 <= index.row() < len(self._lines):
            return None
        found = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return found.spoken
        if role == Qt.ItemDataRole.ToolTipRole and not found.is_heading:
            return plain_tip("\n".join(filter(None, (found.title, found.about, found.found))))
        return found if role == LINE_ROLE else None

    # What is found

    def _offered(self) -> Iterator[Line]:
        if self._snapshot is not None:
            for place in self._seen[:_MOST_LATELY]:
                title = title_in(self._snapshot, place, current().language)
                if title:
                    yield self._thing(Group.LATELY, place, title)
        offered = (each for each in SPECS if each.id not in _NOT_OFFERED)
        commands = [self._command(each) for each in offered if self._actions[each.id].isEnabled()]
        order = {action_id: rank for rank, action_id in enumerate(self._ran)}
        yield from sorted(commands, key=lambda each: order.get(each.action_id, len(order)))

    def _found(self) -> Iterator[Line]:
        language = current().language
        if self._index is not None:
            for hit in self._index.find(self._typed, language, self._seen):
                yield self._hit(Group.PLAN, hit)
        yield from self._commands()
        if self._index is not None:
            for hit in self._index.find_in_method(self._typed, language):
                yield self._hit(Group.METHOD, hit)

    def _commands(self) -> Iterator[Line]:
        order = {action_id: rank for rank, action_id in enumerate(self._ran)}
        ranked = []
        for declared in SPECS:
            best = self._match(declared)
            if best is not None:
                line = self._command(declared, *best[1:])
                ranked.append(((line.is_disabled, best[0], order.get(declared.id, len(order))), line))
        yield from (line for _, line in sorted(ranked, key=lambda each: each[0]))

    @cached_property
    def _called(self) -> dict[str, list[tuple[str, str, str]]]:
        """Each action's name in each language, as it is shown and as it is compared: at each letter that is typed."""
        named = {each.id: [(language, words(language).tr(each.text)) for language in LANGUAGES] for each in SPECS}
        return {each: [(*name, plain(name[1])) for name in names] for each, names in named.items()}

    def _match(self, declared: ActionSpec) -> tuple[int, tuple[int, int], str] | None:
        """How well the words fit: score, place in the name, and the name in the other language if that is what fits."""
        fitting, asked = [], plain(self._typed)
        for language, name, folded in self._called[declared.id]:
            found = matched(folded, asked)
            if found is not None:
                is_own = language == current().language
                fitting.append((found[0], (found[1], found[2]) if is_own else (0, 0), "" if is_own else name))
        return min(fitting, key=lambda each: (each[0], bool(each[2])), default=None)

    def _command(self, declared: ActionSpec, match: tuple[int, int] = (0, 0), other_name: str = "") -> Line:
        action = self._actions[declared.id]
        is_disabled = not action.isEnabled()
        return Line(
            Group.COMMANDS,
            declared.icon or "chevron-right",
            tr(declared.text),
            match,
            about=", ".join(filter(None, (other_name, self._why_not(declared) if is_disabled else ""))),
            keys=key_text(declared.id),
            is_disabled=is_disabled,
            action_id=declared.id,
        )

    def _why_not(self, declared: ActionSpec) -> str:
        needed = declared.enabled_when
        has_plan = self._snapshot is not None
        if not has_plan:
            return tr(_REASONS[EnabledWhen.PLAN_OPEN])
        if needed in _REASONS:
            return tr(_REASONS[needed])
        if needed is EnabledWhen.WRITABLE or not self._actions["plan_settings"].isEnabled():
            return tr("This plan is open for reading only here.")
        if declared.reason:
            return tr(declared.reason)
        if declared.scope is Scope.JOURNEY:
            return tr("Works in a journey, with what is selected there")
        return tr("Select a line of a list first")

    def _hit(self, group: Group, hit: Hit) -> Line:
        line = self._thing(group, hit.place, hit.title)
        if not hit.column:
            return line._replace(match=(hit.start, hit.length))
        if hit.text in line.about:
            return line  # the place is told already
        label = tr("{field}: {value}").format(field=tr(COLUMN_WORDS[hit.column]), value="")
        return line._replace(found=f"{label}{hit.text}", found_match=(hit.start + len(label), hit.length))

    def _thing(self, group: Group, place: Place, title: str) -> Line:
        names = self._names
        return Line(group, _ICONS[place[0]], title, about=about(names, place[0], names.row(*place)), place=place)


def _limit_of(group: Group) -> Group:
    return Group.PLAN if group is Group.LATELY else group


def _with_headings(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each group under its name; a group that stands alone needs none."""
    shown = list(lines)
    groups = dict.fromkeys(each.group for each in shown)
    for group in groups:
        yield Line(group, "", tr(group.value), is_heading=True)
        yield from (each for each in shown if each.group is group)
