"""Where a thing can be sent, and the list of these places that the dialog "Send to" searches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from journey.model import Journey, NodeKind, Segment, Touchpoint
from resources.folding import plain
from resources.i18n import current, tr
from strategy.links import kept_actions
from strategy.model import Action, ActionFriction, ActionOpportunity, ActionStatement, Objective, WorkshopNote
from strategy.naming import Naming
from strategy.operations import add_action, add_objective, link
from strategy.operations.sending import send_note_to_plan, send_note_to_quadrant, send_note_to_touchpoint
from ui.models.swot import OUTLOOK, QUADRANTS
from ui.sending import PLAN, SUGGESTION

if TYPE_CHECKING:
    from storage.base import Base
    from storage.document import Document
    from strategy.snapshot import Snapshot

Index = QModelIndex | QPersistentModelIndex
TARGET_ROLE = Qt.ItemDataRole.UserRole + 1
_LINKS: dict[str, type[Base]] = {
    "friction": ActionFriction, "swot_statement": ActionStatement, "opportunity": ActionOpportunity,
}  # fmt: skip
_ORIGINS = {"friction": "friction_id", "swot_statement": "statement_id", "opportunity": "opportunity_id"}


@dataclass(frozen=True, slots=True)
class Target:
    """One place: its name, what stands beside it, and the gesture that sends the thing there.

    `send` returns the id of what came of it, a row of kind `kind`; `place` is an id, or PLAN, or "" for the objectives.
    """

    name: str
    note: str
    icon: str
    kind: str
    place: str
    send: Callable[[Document], str]


def targets_of(snapshot: Snapshot, kind: str, row_id: str) -> list[Target]:
    """The places that fit a thing, the likeliest first; none for what cannot be sent anywhere."""
    if kind == SUGGESTION:
        return list(_for_suggestion(snapshot, row_id))
    if kind == WorkshopNote.__tablename__:
        return _for_note(snapshot, row_id)
    return list(_for_diagnosis(snapshot, kind, row_id)) if kind in _LINKS else []


def can_be_sent(snapshot: Snapshot, kind: str, row_id: str) -> bool:
    """Whether there is any place for a thing: quicker than naming them all."""
    if kind == SUGGESTION:
        return bool(row_id) and not snapshot.where(Objective, aspect=row_id)
    if kind == WorkshopNote.__tablename__:
        note = snapshot.get(WorkshopNote, row_id)
        return note is not None and bool(note.text.strip())
    return kind in _LINKS and Naming(snapshot, current()).row(kind, row_id) is not None


def _for_suggestion(snapshot: Snapshot, entry_id: str) -> Iterator[Target]:
    def sent(*segment_ids: str) -> Callable[[Document], str]:
        return lambda document: add_objective(document, aspect=entry_id, segment_ids=segment_ids)

    yield Target(tr("Objectives"), tr("new objective"), "target", "objective", "", sent())
    names = Naming(snapshot, current())
    for segment in snapshot.all(Segment):
        title = names.title(segment) or tr("Segment to name")
        note = tr("new objective for this segment")
        yield Target(title, note, "users-round", "objective", segment.id, sent(segment.id))


def _for_note(snapshot: Snapshot, note_id: str) -> list[Target]:
    note = snapshot.get(WorkshopNote, note_id)
    plan = Target(
        tr("Action plan"), tr("new action"), "flag", "action", PLAN,
        lambda document: send_note_to_plan(document, note_id),
    )  # fmt: skip
    board = [plan, *_quadrants(snapshot, note_id)]
    places = list(_touchpoints(snapshot, note_id))
    is_friction = note is not None and note.kind == "friction"
    return [*places, *board] if is_friction and places else [*board, *places]


def _quadrants(snapshot: Snapshot, note_id: str) -> Iterator[Target]:
    for quadrant in QUADRANTS:
        if quadrant not in OUTLOOK or not snapshot.plan.has_skipped_outlook:
            yield Target(
                current().label(quadrant), tr("SWOT"), "layout-grid", "swot_statement", quadrant,
                lambda document, quadrant=quadrant: send_note_to_quadrant(document, note_id, quadrant),  # type: ignore[misc]
            )  # fmt: skip


def _touchpoints(snapshot: Snapshot, note_id: str) -> Iterator[Target]:
    names = Naming(snapshot, current())
    for journey in sorted(snapshot.all(Journey), key=lambda row: row.kind):  # as is first: frictions are observed there
        for point in snapshot.where(Touchpoint, journey_id=journey.id, kind=NodeKind.TOUCHPOINT.value):
            where = ", ".join(filter(None, (names.stage_of(point), names.title(journey))))
            yield Target(
                names.title(point) or tr("Touchpoint to name"), where, "diamond", "friction", point.id,
                lambda document, point_id=point.id: send_note_to_touchpoint(document, note_id, point_id),  # type: ignore[misc]
            )  # fmt: skip


def _for_diagnosis(snapshot: Snapshot, kind: str, row_id: str) -> Iterator[Target]:
    origin, link_class = {_ORIGINS[kind]: row_id}, _LINKS[kind]
    yield Target(
        tr("Action plan"), tr("new action"), "flag", "action", PLAN,
        lambda document: add_action(document, **origin),
    )  # fmt: skip
    linked = {getattr(row, "action_id", "") for row in snapshot.where(link_class, **origin)}
    names = Naming(snapshot, current())
    for action in kept_actions(snapshot):
        if action.id not in linked:
            yield Target(
                f"{names.code(action)}  {names.title(action) or tr('Action to name')}", tr("link to this action"),
                "link", Action.__tablename__, action.id, _linking(link_class, action.id, row_id),
            )  # fmt: skip


def _linking(link_class: type[Base], action_id: str, row_id: str) -> Callable[[Document], str]:
    def sent(document: Document) -> str:
        link(document, link_class, action_id, row_id)
        return action_id

    return sent


def words_of(snapshot: Snapshot, kind: str, row_id: str) -> str:
    """What is sent, in the words of the plan or of the method."""
    names = Naming(snapshot, current())
    return names.label(row_id) if kind == SUGGESTION else names.about(kind, row_id)


def icon_of(kind: str) -> str:
    """The icon of what is sent."""
    icons = {"friction": "diamond", "swot_statement": "layout-grid", "opportunity": "lightbulb", SUGGESTION: "target"}
    return icons.get(kind, "sticky-note")


class TargetListModel(QAbstractListModel):
    """The places whose name or note has the words typed, in their order."""

    def __init__(self, targets: Sequence[Target], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(targets)
        self._shown = list(self._all)

    def search(self, words: str) -> None:
        """List only what has these words, whatever the accents and the capitals."""
        wanted = plain(words.strip())
        self.beginResetModel()
        self._shown = [each for each in self._all if wanted in plain(f"{each.name} {each.note}")]
        self.endResetModel()

    def target(self, row: int) -> Target | None:
        """The place at a row, None outside."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # any: Qt's variant
        target = self.target(index.row())
        if target is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{target.name}, {target.note}"
        return target if role == TARGET_ROLE else None
