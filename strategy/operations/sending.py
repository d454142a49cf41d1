"""Gestures that turn a workshop note into a part of the plan: the note stays, settled."""

from __future__ import annotations

from journey.operations import add_friction
from journey.operations.rows import required
from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError
from strategy.model import WorkshopNote
from strategy.operations.actions import add_action
from strategy.operations.swot import add_statement


def send_note_to_touchpoint(document: Document, note_id: str, touchpoint_id: str) -> str:
    """Make a friction of a touchpoint from a note; returns its id."""
    text = _words_of(document, note_id)
    with document.transact(N_("Send a note to a journey"), subject=text):
        _settle(document, note_id)
        return add_friction(document, touchpoint_id=touchpoint_id, text=text)


def send_note_to_quadrant(document: Document, note_id: str, quadrant: str) -> str:
    """Make a statement of a SWOT quadrant from a note; returns its id."""
    text = _words_of(document, note_id)
    with document.transact(N_("Send a note to the SWOT"), subject=text):
        _settle(document, note_id)
        return add_statement(document, quadrant, text=text)


def send_note_to_plan(document: Document, note_id: str) -> str:
    """Make an action from a note; returns its id."""
    text = _words_of(document, note_id)
    with document.transact(N_("Send a note to the plan"), subject=text):
        _settle(document, note_id)
        return add_action(document, name=text)


def _words_of(document: Document, note_id: str) -> str:
    note = document.get(WorkshopNote, note_id)
    return note.text.strip() if note is not None else ""


def _settle(document: Document, note_id: str) -> None:
    with document.transact(N_("Settle note")) as session:
        note = required(session, WorkshopNote, note_id)
        if not note.text.strip():
            raise PlanError(N_("This note has no words yet. Write it first."))
        note.is_settled = True
