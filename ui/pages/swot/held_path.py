"""One path behind the figure of a weakness: the friction, its cost, where it is felt, whom it concerns, and why."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journey.model import Friction, Segment, Touchpoint
from resources.i18n import current, tr
from storage.base import Base
from strategy.analysis.held_back import HeldFriction, Tie
from strategy.model import Action, Objective
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.models.held_back import cost_words, way_words
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, tip
from ui.widgets.signs import FrictionBadge
from ui.widgets.surface import Card

_OBJECTIVES_SHOWN = 3


class Described(NamedTuple):
    """A path in words: what it is about, what it costs, where and for whom, and how it hangs on the weakness."""

    title: str
    cost: str
    places: str
    ways: str


def described(naming: Naming, end: HeldFriction) -> Described:
    """What a path says; as long as that stays the same, so does the path on screen."""
    snapshot = naming.snapshot
    friction = snapshot.get(Friction, end.friction_id)
    rows: list[Base | None] = [snapshot.get(Touchpoint, end.touchpoint_id), snapshot.get(Segment, end.segment_id)]
    rows += [snapshot.get(Objective, objective_id) for objective_id in end.objective_ids]
    return Described(
        (naming.title(friction) if friction else "") or tr("Friction to describe"),
        cost_words(naming, end),
        ", ".join(naming.title(row) for row in rows if row is not None),
        way_words(naming, end.ways),
    )


class HeldPath(Card):
    """A click goes to the friction, the chips to the other things on the path."""

    def __init__(self, bridge: DocumentBridge, end: HeldFriction, parent: QWidget | None = None) -> None:
        super().__init__(interactive=True, margins=(12, 8, 12, 10), name=f"path_{end.friction_id}", parent=parent)
        self._bridge, self._end = bridge, end
        self._naming = Naming(bridge.snapshot(), current())
        self.body.setSpacing(theme().px(6))
        said = described(self._naming, end)
        self.setAccessibleName(", ".join(filter(None, said)))
        self.clicked.connect(lambda: bridge.go_to(Friction.__tablename__, end.friction_id))
        self.body.addLayout(self._head(said.title, said.cost))
        self.body.addWidget(self._chips())
        self.body.addWidget(Label(said.ways, "caption", wrap=True, name="path_ways"))

    def _head(self, title: str, cost: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        friction = self._naming.snapshot.get(Friction, self._end.friction_id)
        if friction is not None and friction.severity is not None:
            row.addWidget(FrictionBadge(friction.severity), 0, Qt.AlignmentFlag.AlignTop)
        words = Label(title, "small", weight=600, wrap=True)
        words.setContentsMargins(0, theme().px(5), 0, 0)
        row.addWidget(words, 1)
        is_known = self._end.cost is not None and not self._end.is_foreseen
        figure = Label(cost, "small", "ink" if is_known else "ink3", weight=600 if is_known else None, name="path_cost")
        figure.setContentsMargins(0, theme().px(5), 0, 0)
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _chips(self) -> QWidget:
        holder = QWidget()
        self._flow = FlowLayout(holder, spacing=theme().px(6), line_spacing=theme().px(4))
        snapshot, end = self._naming.snapshot, self._end
        self._lead_to(snapshot.get(Touchpoint, end.touchpoint_id), "map-pin")
        self._lead_to(snapshot.get(Segment, end.segment_id), "users-round")
        if end.segment_id is None:
            self._flow.addWidget(Chip(tr("All customers"), icon="users-round"))
        for place, objective_id in enumerate(end.objective_ids[:_OBJECTIVES_SHOWN]):
            self._lead_to(snapshot.get(Objective, objective_id), "" if place else "target", by_code=True)
        fixing = [way.by for way in end.ways if way.tie is Tie.ACTION]
        for place, action_id in enumerate(fixing):
            self._lead_to(snapshot.get(Action, action_id), "" if place else "flag", by_code=True)
        return holder

    def _lead_to(self, row: Base | None, icon: str, *, by_code: bool = False) -> None:
        """A chip that goes to a thing, named in full or by its short code; the first of its kind has the icon."""
        if row is None:
            return
        title = self._naming.title(row)
        words = self._naming.code(row) if by_code else title
        go = partial(self._bridge.go_to, row.__tablename__, row.id)
        chip = Chip(words, "link", icon=icon, on_click=go, name=f"to_{row.id}", accessible_name=title)
        tip(chip, title if by_code else "")
        self._flow.addWidget(chip)
