from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from storage import errors
from storage.errors import DamagedPlan, DiskFull, PeripleError, PlanBusy, PlanError, PlanMoved, Protected, StorageError


class Backwards:
    def tr(self, text: str, /) -> str:
        return f"« {text} »"


def sqlite_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorname = name
    return error


def test_a_sentence_is_translated_before_its_gaps_are_filled() -> None:
    error = PlanError("“{name}” is taken.", name="{x} Plan")

    assert error.text(Backwards()) == "« “{x} Plan” is taken. »"
    assert str(error) == "“{x} Plan” is taken."


def test_what_a_file_says_stays_within_one_short_line() -> None:
    error = PlanError("“{name}” is taken.", name="a\nb\x1b[31m\u202e" + "x" * 1000)

    assert error.text(Backwards()).startswith("« “a b [31m xxx")
    assert len(str(error)) < 400
    assert len(str(PlanError("{found}", found=[{}] * 1000))) == 300


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_IOERR_WRITE", DiskFull),
        ("SQLITE_IOERR_FSTAT", PlanMoved),
        ("SQLITE_READONLY_DBMOVED", PlanMoved),
        ("SQLITE_READONLY", Protected),
        ("SQLITE_CANTOPEN", Protected),
        ("SQLITE_BUSY", PlanBusy),
        ("SQLITE_CORRUPT_VTAB", DamagedPlan),
        ("SQLITE_NOTADB", DamagedPlan),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(name: str, kind: type[StorageError]) -> None:
    found = errors.storage_error(sqlite_error(name), "a.periple")
    assert type(found) is kind


@pytest.mark.parametrize("error", [sqlite_error("SQLITE_CONSTRAINT_NOTNULL"), sqlite3.OperationalError(), ValueError()])
def test_our_own_mistakes_stay_what_they_are(error: Exception) -> None:
    assert errors.storage_error(error, "a.periple") is None


def test_a_full_disk_is_known_by_its_number() -> None:
    assert isinstance(errors.os_error(OSError(errno.ENOSPC, "No space left")), DiskFull)
    assert "Permission denied" in str(errors.os_error(PermissionError(errno.EACCES, "Permission denied")))


def test_every_error_of_the_tree_has_a_sentence_of_its_own() -> None:
    def tree(kind: type[PeripleError]) -> set[type[PeripleError]]:
        return {kind}.union(*(tree(each) for each in kind.__subclasses__() if each.__module__ == errors.__name__))

    sentences = [kind.sentence for kind in tree(StorageError)]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left"), "There is no room left on the disk for “a.periple”. Free some space"),
        (DiskFull(), "There is no room left on the disk for “a.periple”. Free some space"),
        (sqlite_error("SQLITE_FULL"), "There is no room left on the disk for “a.periple”. Free some space"),
        (PermissionError(errno.EACCES, "Denied"), "“a.periple” cannot be written: its folder “clients” is protected."),
        (FileNotFoundError(errno.ENOENT, "No such"), "The folder “clients” does not exist any more."),
        (OSError(errno.ENAMETOOLONG, "Too long"), "“a.periple” could not be written: Too long."),
        (errors.NotWritten(name=".~1.part", reason="Busy"), "“a.periple” could not be written: Busy."),
    ],
)
def test_a_new_file_that_cannot_be_written_is_told_as_that(error: Exception, words: str) -> None:
    with pytest.raises(errors.NotWritten) as told, errors.writing(Path("clients/a.periple")):
        raise error
    assert str(told.value).startswith(words)


@pytest.mark.parametrize("error", [ValueError(), sqlite_error("SQLITE_CONSTRAINT_NOTNULL"), errors.PlanBusy()])
def test_what_says_nothing_about_a_new_file_stays_what_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as told, errors.writing(Path("clients/a.periple")):
        raise error
    assert told.value is error
