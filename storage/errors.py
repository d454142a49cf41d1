"""What can go wrong with a plan, in words that the user can read.

    PeripleError                 a sentence ready to show: `error.text(words)`
    ├── PlanError                the user can act: a value is refused, a plan is only open for reading
    │   ├── ReadOnlyPlan         a change was asked of a plan that is open for reading only
    │   ├── RowGone              what a gesture works on was deleted meanwhile
    │   ├── OldPlan              of a former version, and cannot be converted where it lies
    │   ├── UnfinishedPlan       was not closed properly, and cannot be put in order where it lies
    │   └── NotWritten           a new file, such as a copy, could not be written, and is not there
    └── StorageError             disk, lock or damage
        ├── PlanNotFound         there is no such file
        ├── NotAPlan             the file is something else
        ├── NewerPlan            made by a newer version of Périple
        ├── DamagedPlan          damaged or tampered with; `newest_backup` may replace it
        ├── UnknownJournal       an unfinished change lies beside it that this computer did not leave
        ├── PlanBusy             another program holds the file
        ├── PlanMoved            moved, renamed or deleted while open
        │   └── PlanReplaced     another file has its place
        ├── ChangedElsewhere     another window wrote in it
        ├── NotConverted         of a former version: the disk refused the converted one, and the former is as it was
        ├── Protected            the system refuses: rights, a folder that is away, a disk made for reading
        └── DiskFull             no room, or the disk refuses

Everything else that is raised is a mistake of ours: nobody catches it but the hook of the program.
"""

from __future__ import annotations

import contextlib
import errno
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from resources.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path


class Translator(Protocol):
    """What an error needs of a language: `resources.i18n.Words` fits."""

    def tr(self, text: str, /) -> str:
        """The text in the reader's language, its gaps still to fill."""
        ...


def on_one_line(text: str) -> str:
    """A text that anybody made, as a terminal and a sentence can take it: spaces for what would move the cursor."""
    return re.sub(_UNPRINTABLE, " ", text)


def _shown(value: object) -> object:
    """A value, maybe from a file that anybody made, as it fits into one line of one sentence."""
    if isinstance(value, (int, float)):
        return value
    line = on_one_line(str(value))
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1] + "…"


_LONGEST_VALUE = 300
_UNPRINTABLE = "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]"
"""Ends of lines, what moves a terminal's cursor, and what turns the direction of writing."""


class PeripleError(Exception):
    """A sentence for the user: a text to translate, and the values of its gaps."""

    sentence = ""
    """What an error of this class says unless it is told otherwise."""

    def __init__(self, msgid: str = "", /, **values: object) -> None:
        self.msgid = msgid or self.sentence
        self.values = {name: _shown(value) for name, value in values.items()}
        super().__init__(self.msgid.format(**self.values))

    def text(self, words: Translator) -> str:
        """The sentence in the reader's language."""
        return words.tr(self.msgid).format(**self.values)


class PlanError(PeripleError):
    """The user can act: nothing was changed, and the sentence says why."""


class ReadOnlyPlan(PlanError):
    """A change was asked of a plan that is open for reading only."""

    sentence = N_("This plan is open for reading only: nothing was changed.")


class RowGone(PlanError):
    """What a gesture works on was deleted meanwhile, in another view or by a gesture before it."""

    sentence = N_("This item is no longer in the plan: it was deleted meanwhile. Undo brings it back.")


class OldPlan(PlanError):
    """Of a former version, and cannot be converted where it lies."""

    sentence = N_("“{name}” comes from an older version and must be converted. Open it where it can be written.")


class UnfinishedPlan(PlanError):
    """Was not closed properly, and cannot be put in order where it lies."""

    sentence = N_("“{name}” was not closed properly. Open it where it can be written.")


class NotWritten(PlanError):
    """A new file, such as a copy, could not be written. Nothing of it is left, and no plan was changed."""

    sentence = N_("“{name}” could not be written: {reason}. Choose another place.")


class StorageError(PeripleError):
    """Disk, lock or damage."""

    sentence = N_("The plan could not be read or written ({reason}).")


class PlanNotFound(StorageError):
    """There is no such file."""

    sentence = N_("“{name}” was not found. It may have been moved, renamed or deleted.")


class NotAPlan(StorageError):
    """The file is something else."""

    sentence = N_("“{name}” is not a Périple plan. It was left as it is.")


class NewerPlan(StorageError):
    """Made by a newer version of Périple."""

    sentence = N_(
        "“{name}” was made by a newer version of Périple: its format is {format}, and this one reads up to {newest}. "
        "Update Périple to open it; it was left as it is."
    )


class DamagedPlan(StorageError):
    """Damaged or tampered with. `finding` is for the log and for `check`, in English; it quotes no client text."""

    sentence = N_("“{name}” is damaged or was changed by another program. It was left as it is.")

    def __init__(self, name: str, finding: str, plan_id: str | None = None) -> None:
        super().__init__(name=name)
        self.finding = finding
        self.plan_id = plan_id
        """The id that the file claims, if it can be read."""
        self.newest_backup: Path | None = None


class UnknownJournal(StorageError):
    """An unfinished change lies beside the plan that this computer did not leave: SQLite would obey it."""

    sentence = N_(
        "An unfinished change from another computer lies beside “{name}” (“{journal}”). "
        "Copy the plan alone to another folder and open the copy."
    )


class PlanBusy(StorageError):
    """Another program holds the file."""

    sentence = N_("Another program is using the plan. Nothing was changed; try again in a moment.")


class PlanMoved(StorageError):
    """Moved, renamed or deleted while open."""

    sentence = N_("The plan was moved or deleted while it was open. Save a copy so as not to lose your work.")


class PlanReplaced(PlanMoved):
    """Another file has taken its place while it was open, as a program that synchronises folders does."""

    sentence = N_(
        "Another file has taken the place of the plan while it was open; it was left as it is. "
        "Save a copy so as not to lose your work."
    )


class ChangedElsewhere(StorageError):
    """Another window wrote in the plan since this one read it."""

    sentence = N_("The plan was changed in another window. Nothing was changed here; open it again.")


class NotConverted(StorageError):
    """Of a former version: the disk refused the converted one, or the copy made before. The former is as it was."""

    sentence = N_(
        "“{name}” comes from an older version and could not be converted: there is no room left on the disk, "
        "or it refuses to write. It was left as it was. Free some space, or save a copy elsewhere."
    )


class Protected(StorageError):
    """The system refuses: no right to it, or no way to it any more. The reason is for the details and the log."""

    sentence = N_("The file or its folder is protected, or out of reach: nothing was written.")

    def __str__(self) -> str:
        return f"{super().__str__()} ({self.values['reason']})"


class DiskFull(StorageError):
    """No room, or the disk refuses."""

    sentence = N_("There is no room left on the disk, or it refuses to write. The last change was not saved.")


_FULL_OR_FAILING = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}
_PROTECTED = {errno.EACCES, errno.EPERM, errno.EROFS}

_BY_SQLITE_NAME: tuple[tuple[str, type[StorageError]], ...] = (
    # Prefixes of sqlite_errorname, the most precise first.
    ("SQLITE_READONLY_DBMOVED", PlanMoved),
    ("SQLITE_IOERR_FSTAT", PlanMoved),
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_IOERR", DiskFull),
    ("SQLITE_BUSY", PlanBusy),
    ("SQLITE_LOCKED", PlanBusy),
)


def storage_error(error: Exception, name: str) -> StorageError | None:
    """What an error of SQLite, bare or wrapped by SQLAlchemy, means for the plan called `name`.

    None when it says nothing about the file: a broken constraint or a wrong statement is a mistake of ours.
    """
    code: str = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
    for prefix, kind in _BY_SQLITE_NAME:
        if code.startswith(prefix):
            return kind()
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DamagedPlan(name, code)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return Protected(reason=code)
    return None


def names_a_row_that_is_gone(error: BaseException) -> bool:
    """Whether SQLite refused a gesture at its end because one of its rows refers to a row that is not there.

    References go with the row they name, or let go of it; so a broken one was written after that row had been deleted.
    """
    return getattr(getattr(error, "orig", error), "sqlite_errorname", "") == "SQLITE_CONSTRAINT_FOREIGNKEY"


def os_error(error: Exception) -> StorageError:
    """What an error of the operating system means for whoever wanted a file read or written."""
    number = getattr(error, "errno", None)
    if number in _FULL_OR_FAILING:
        return DiskFull()
    reason = getattr(error, "strerror", None) or str(error)
    return Protected(reason=reason) if number in _PROTECTED else StorageError(reason=reason)


def not_written(error: Exception, target: Path) -> NotWritten | None:
    """What kept a new file from being written, in words that say so; None if that was not the disk or its rights."""
    if isinstance(error, NotWritten):  # of a scratch file beside it
        return NotWritten(error.msgid, **{**error.values, "name": target.name})
    known: Exception | None = error
    if isinstance(error, OSError):
        known = os_error(error)
    elif not isinstance(error, PeripleError):
        known = storage_error(error, target.name)
    if isinstance(known, (DiskFull, NotConverted)):
        text = N_("There is no room left on the disk for “{name}”. Free some space or choose another place.")
    elif isinstance(error, FileNotFoundError):
        text = N_("The folder “{folder}” does not exist any more. Choose another place.")
    elif isinstance(known, Protected):
        text = N_("“{name}” cannot be written: its folder “{folder}” is protected. Choose another place.")
    elif getattr(error, "errno", None) is not None:
        text = NotWritten.sentence
    else:
        return None
    return NotWritten(text, name=target.name, folder=target.parent, reason=getattr(error, "strerror", ""))


@contextlib.contextmanager
def writing(target: Path) -> Iterator[None]:
    """Tells what keeps a new file from being written as just that: else it reads as if a change had been lost."""
    try:
        yield
    except Exception as error:
        told = not_written(error, target)
        if told is not None:
            raise told from error
        if isinstance(error, OSError):
            raise os_error(error) from error
        raise
