"""Undo and redo: what they bring back, how far they reach, which gestures they take together."""

from __future__ import annotations

import pytest
from sqlalchemy import Executable, delete, insert, text, update

from storage.changes import ChangeSet
from storage.document import Document
from tests.storage.small import Book, Shelf, rename, shelf_name, stored


@pytest.mark.parametrize(
    "statement",
    [
        update(Book).values(price=3.5),
        delete(Book).where(Book.id == "one"),
        delete(Shelf),
        insert(Shelf).values(id="bulk", name="Bulk", position=0),
        text("UPDATE book SET title = title || '!' WHERE price IS NULL"),
        text("INSERT OR REPLACE INTO shelf (id, name, position) VALUES ('top', 'Replaced', 7)"),
        text("REPLACE INTO reader (id, name) VALUES ('ana', 'Replaced')"),
        text("UPDATE OR REPLACE shelf SET id = 'low' WHERE id = 'top'"),
        text("UPDATE reader SET id = 'bea'"),
        text("INSERT INTO shelf (id, name, position) VALUES ('top', 'T', 1) ON CONFLICT DO UPDATE SET name = 'T'"),
    ],
    ids=str,
)
def test_bulk_statements_are_undone_to_the_value(document: Document, statement: Executable) -> None:
    if "UPDATE OR REPLACE" in str(statement):
        with document.transact("Empty the shelf") as session:
            session.execute(delete(Book))
    before = stored(document)
    with document.transact("Bulk") as session:
        session.execute(statement)
    after = stored(document)

    assert after != before
    document.undo()
    assert stored(document) == before
    document.redo()
    assert stored(document) == after


def test_undo_moves_a_child_back_before_it_removes_its_new_parent(document: Document) -> None:
    before = stored(document)
    with document.transact("Rearrange") as session:
        session.add(Shelf(id="new"))
        session.flush()
        session.execute(update(Book).values(shelf_id="new"))
        session.execute(delete(Shelf).where(Shelf.id != "new"))
    document.undo()

    assert stored(document) == before


def test_undo_and_redo_name_their_step_and_are_announced(document: Document, notices: list[ChangeSet]) -> None:
    rename(document, "New name")
    step = document.undo_step
    assert step
    assert (step.label, step.subject) == ("Rename shelf", "Top")
    undone = document.undo()
    assert notices[-1] is undone
    assert (document.undo_step, document.redo_step) == (None, step)
    redone = document.redo(initiator="menu")
    assert redone
    assert redone.initiator == "menu"
    assert shelf_name(document) == "New name"
    assert document.redo() is None


def test_a_new_gesture_forgets_what_was_undone(document: Document) -> None:
    rename(document, "A")
    document.undo()
    rename(document, "B")

    assert document.redo_step is None


def test_an_object_stays_the_same_through_undo_of_an_update(document: Document) -> None:
    shelf = document.get(Shelf, "top")
    assert shelf
    rename(document, "A")
    document.undo()

    assert shelf is document.get(Shelf, "top")
    assert shelf.name == "Top"


def test_gestures_with_the_same_key_are_undone_together(document: Document) -> None:
    for name in ("T", "To", "Toy"):
        rename(document, name, merge_key="name:top")
    document.undo()

    assert shelf_name(document) == "Top"
    assert document.undo_step is None
    document.redo()
    assert shelf_name(document) == "Toy"


def test_typing_back_to_the_start_leaves_no_step(document: Document) -> None:
    rename(document, "Before")
    rename(document, "B", merge_key="k")
    rename(document, "Before", merge_key="k")

    assert document.undo_step
    assert document.undo_step.merge_key is None
    rename(document, "C", merge_key="k")
    document.undo()
    assert shelf_name(document) == "Before"


def test_steps_do_not_merge_across_another_gesture_or_an_undo(document: Document) -> None:
    rename(document, "A", merge_key="k")
    with document.transact("Other") as session:
        session.add(Shelf(id="new"))
    rename(document, "B", merge_key="k")
    document.undo()
    assert shelf_name(document) == "A"

    document.undo()
    rename(document, "C", merge_key="k")
    document.undo()
    assert shelf_name(document) == "A"


def test_undo_reaches_back_two_hundred_steps(document: Document) -> None:
    for number in range(203):
        rename(document, f"{number}")
    undone = 0
    while document.undo():
        undone += 1

    assert undone == 200
    assert shelf_name(document) == "2"
