"""Copies of an open plan: one that the user saves, and the one that "Revert to the opened version" goes back to."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from resources.i18n import N_
from storage import database, gate
from storage.changes import StoredChange, StoredRow
from storage.errors import PlanError, storage_error, writing
from storage.files import create_exclusively, identity, replacing
from storage.schema import Kind, Schema


def save_copy(source: sqlite3.Connection, plan: Path, target: Path, schema: Schema) -> None:
    """Writes a plan of its own, with a new plan id, as of now; an existing file is replaced once the copy is checked.

    Raises PlanError if `target` is the open plan itself or cannot be written, StorageError if the plan cannot be read.
    """
    database.check_name(target)
    if identity(target) is not None and identity(target) == identity(plan):
        raise PlanError(N_("“{name}” is the plan that is open. Choose another name."), name=target.name)
    try:
        with writing(target), replacing(target) as part:
            database.copy_to_file(source, part)
            with contextlib.closing(database.connect(part, writable=True)) as copy:
                copy.execute("UPDATE head SET plan_id = ?", (gate.new_plan_id(),))
            gate.check_content(part, schema.objects, schema.kinds)
    except sqlite3.Error as error:
        raise storage_error(error, plan.name) or error from error


@contextlib.contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A file to write a whole plan into; it becomes `target` if the block ends without error, else there is none.

    Raises PlanError if the name is taken or the disk refuses.
    """
    with writing(target):
        try:
            create_exclusively(target)
        except FileExistsError as error:
            raise PlanError(N_("“{name}” exists already. Choose another name."), name=target.name) from error
    try:
        with writing(target), replacing(target) as part:
            yield part
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise storage_error(error, target.name) or error from error
        raise


def copy_alone(plan: Path, target: Path) -> None:
    """Copies a plan file that nobody has open, byte for byte, but not what lies beside it. Raises as `new_file`."""
    with new_file(target) as part:
        shutil.copyfile(plan, part)


def committed(plan: Path) -> bytes:
    """The whole of a plan as the disk has it, without the gesture in progress. Raises sqlite3.Error."""
    with contextlib.closing(database.connect(plan, writable=False)) as reader:
        return reader.serialize()


class OpenedVersion:
    """A plan as it was before its first change since it was opened, in memory: client text goes to no other file."""

    def __init__(self, source: sqlite3.Connection) -> None:
        self._memory = sqlite3.connect(":memory:")
        database.copy_into(source, self._memory)

    def changes_back(self, current: sqlite3.Connection, schema: Schema) -> Iterator[StoredChange]:
        """What to change in the plan as it is now so that it is again as it was."""
        for kind in schema.kinds.values():
            now, then = _rows_by_id(current, kind), _rows_by_id(self._memory, kind)
            for row_id in now.keys() | then.keys():
                change = StoredChange(kind.name, row_id, now.get(row_id), then.get(row_id))
                if not change.is_nothing:
                    yield change

    def content(self) -> bytes:
        """The whole of it, as its file would be."""
        return self._memory.serialize()

    def close(self) -> None:
        """Frees the memory."""
        self._memory.close()


def _rows_by_id(connection: sqlite3.Connection, kind: Kind) -> dict[str, StoredRow]:
    rows = connection.execute(f'SELECT * FROM main."{kind.name}"')
    return {row[kind.id_index]: row for row in rows}
