"""Gestures of the workshop: notes, answers to the guiding questions, warnings set aside."""

from __future__ import annotations

from journey.kinds import accepted, title_of
from journey.operations.rows import in_order, insert, next_position
from resources.i18n import N_
from storage.base import link_id
from storage.document import Document
from strategy.kinds import KINDS
from strategy.model import DismissedWarning, GuidingAnswer, WorkshopNote
from strategy.operations.plan import plan_label


def add_note(
    document: Document, *, text: str = "", kind: str = "idea", step: str | None = None, author: str = ""
) -> str:
    """Take a note in the room, for a step or for the plan; returns its id."""
    note = WorkshopNote(text=text, kind=kind, step=step, author=author)
    with document.transact(N_("Add note"), subject=title_of(note)) as session:
        note.position = next_position(session, WorkshopNote, step=step)
        insert(session, [note], KINDS)
    return note.id


def answer_guiding_question(document: Document, question: str, text: str) -> None:
    """Write the team's answer to a guiding question; an empty text clears it."""
    text = accepted(GuidingAnswer, "text", text, {})
    known = document.all(GuidingAnswer, question=question)
    if (known[0].text if known else "") == text:
        return
    with document.transact(
        N_("Answer a question"), f"guiding_answer {question}", subject=plan_label(document, question)
    ) as session:
        row = next(iter(in_order(session, GuidingAnswer, question=question)), None)
        if row is not None and not text:
            session.delete(row)
        elif row is not None:
            row.text = text
        else:
            insert(session, [GuidingAnswer(id=question, question=question, text=text)], KINDS)


def dismiss_warning(document: Document, warning: str, subject_id: str = "", note: str = "") -> None:
    """Set a warning aside, with the reason; `subject_id` is the row that it is about, "" for the whole plan."""
    note = accepted(DismissedWarning, "note", note, {})
    with document.transact(N_("Set a warning aside"), subject=plan_label(document, warning)) as session:
        row = next(iter(in_order(session, DismissedWarning, warning=warning, subject_id=subject_id)), None)
        if row is None:
            row = DismissedWarning(id=link_id(warning, subject_id), warning=warning, subject_id=subject_id)
            insert(session, [row], KINDS)
        row.note = note


def restore_warning(document: Document, warning: str, subject_id: str = "") -> None:
    """Show a warning again that was set aside."""
    with document.transact(N_("Restore warning"), subject=plan_label(document, warning)) as session:
        for row in in_order(session, DismissedWarning, warning=warning, subject_id=subject_id):
            session.delete(row)
