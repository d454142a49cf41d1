"""Verified copies of each plan in the application-data folder, away from the plan itself.

A copy counts once it has passed the gate and its compressed form has been read back. Names sort by time:
`<plan id>-<UTC>-<seq>.plan.gz`, with `-v<version>` before the ending for the copy made before a migration.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import re
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from storage import database
from storage.copies import new_file
from storage.errors import os_error, storage_error
from storage.files import replacing, scratch_file, sweep
from storage.folders import backups_folder
from storage.gate import LARGEST_FILE, Head, check_content
from storage.schema import Schema

KEPT_WHATEVER_THEIR_AGE = 3
LARGEST_TOTAL = 1 << 30
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"([0-9a-f]{32})-(\d{8}T\d{12}Z)-(\d{1,18})(?:-v(\d{1,9}))?\.plan\.gz")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy."""

    path: Path
    plan_id: str
    made_at: datetime.datetime
    seq: int
    version: int | None
    """The schema version, for a copy made before a migration."""
    size: int


def back_up(source: sqlite3.Connection, schema: Schema, *, version: int | None = None) -> tuple[Path, Head]:
    """A verified copy of an open plan and the state in it, and fewer of the old copies.

    `version` marks a copy made before a migration. Raises StorageError; then no copy was made and none removed.
    """
    return _back_up(lambda copy: database.copy_to_file(source, copy), schema, version)


def back_up_file(plan: Path, schema: Schema) -> tuple[Path, Head]:
    """The same through a connection of its own, in any thread, while another one may be at work on the plan."""

    def write(copy: Path) -> None:
        with contextlib.closing(database.connect(plan, writable=False)) as source:
            database.copy_to_file(source, copy)

    return _back_up(write, schema)


def back_up_content(content: bytes, schema: Schema) -> tuple[Path, Head]:
    """The same of a whole plan in memory."""
    return _back_up(lambda copy: copy.write_bytes(content), schema)


def _back_up(write: Callable[[Path], object], schema: Schema, version: int | None = None) -> tuple[Path, Head]:
    try:
        folder = backups_folder()
        sweep(folder)
        with scratch_file(folder) as copy:
            write(copy)
            head = check_content(copy, schema.objects, schema.kinds)
            target = folder / _name_of(head, version)
            with replacing(target) as part:
                _compress(copy, part)
    except OSError as error:
        raise os_error(error) from error
    except sqlite3.Error as error:
        raise storage_error(error, "") or error from error
    for backup in superfluous(backups(head.plan_id), datetime.datetime.now(datetime.UTC)):
        backup.path.unlink(missing_ok=True)
    return target, head


def _name_of(head: Head, version: int | None) -> str:
    stamp = datetime.datetime.now(datetime.UTC).strftime(_STAMP)
    mark = "" if version is None else f"-v{version}"
    return f"{head.plan_id}-{stamp}-{head.seq}{mark}.plan.gz"


def backups(plan_id: str) -> list[Backup]:
    """The copies of a plan, newest first."""
    found = []
    for path in backups_folder().glob(f"{plan_id}-*.plan.gz"):
        match = _NAME.fullmatch(path.name)
        if match:
            made_at = datetime.datetime.strptime(match[2], _STAMP).replace(tzinfo=datetime.UTC)
            version = int(match[4]) if match[4] else None
            with contextlib.suppress(FileNotFoundError):  # another window has just found it superfluous
                found.append(Backup(path, match[1], made_at, int(match[3]), version, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


def copied_plans() -> set[str]:
    """The ids of all plans that have a copy here."""
    return {match[1] for path in backups_folder().glob("*.plan.gz") if (match := _NAME.fullmatch(path.name))}


def newest_backup(plan_id: str | None) -> Path | None:
    """The last copy of a plan, or None."""
    try:
        found = backups(plan_id) if plan_id else []
    except OSError:  # the folder is out of reach: the damage is told all the same
        return None
    return found[0].path if found else None


def restore(backup: Path, target: Path) -> None:
    """Unpacks a copy into a new file, for its owner only. Opening that file passes the gate as any other."""
    with new_file(target) as part:
        unpack(backup, part)


def unpack(backup: Path, plan: Path) -> None:
    """Writes what a copy holds into a file of ours."""
    try:
        with gzip.open(backup, "rb") as packed, open(plan, "wb") as file:
            while chunk := packed.read(_CHUNK):
                file.write(chunk)
                if file.tell() > LARGEST_FILE:
                    raise OSError("the copy is too large for a plan")
    except (EOFError, zlib.error) as error:
        raise OSError("the copy is torn") from error


def superfluous(found: Iterable[Backup], now: datetime.datetime) -> list[Backup]:
    """The copies to remove: beyond 12 of the last day, 14 daily, 10 weekly, 12 monthly, and over 1 GB in all.

    The last three stay whatever their age, and the copies made before a migration for a year.
    """
    newest_first = sorted(found, key=lambda backup: backup.made_at, reverse=True)
    kept = set(newest_first[:KEPT_WHATEVER_THEIR_AGE])
    kept.update(b for b in newest_first if b.version is not None and now - b.made_at < datetime.timedelta(days=365))
    kept.update([b for b in newest_first if now - b.made_at < datetime.timedelta(days=1)][:12])
    for count, period in _PERIODS:
        first_of: dict[str, Backup] = {}
        for backup in newest_first:
            first_of.setdefault(backup.made_at.strftime(period), backup)
        kept.update(list(first_of.values())[:count])
    total = 0
    removed = []
    for number, backup in enumerate(newest_first):
        total += backup.size
        if backup not in kept or (total > LARGEST_TOTAL and number >= KEPT_WHATEVER_THEIR_AGE):
            removed.append(backup)
    return removed


_PERIODS = ((14, "%Y%m%d"), (10, "%G%V"), (12, "%Y%m"))
"""How many copies to keep, and what they are the last of: a day, a week, a month."""


def _compress(plan: Path, target: Path) -> None:
    """Raises OSError if what was written does not read back the same."""
    with open(plan, "rb") as source, gzip.open(target, "wb", compresslevel=1) as packed:
        shutil.copyfileobj(source, packed, _CHUNK)
    with open(plan, "rb") as source, gzip.open(target, "rb") as packed:
        while chunk := source.read(_CHUNK):
            if packed.read(_CHUNK) != chunk:
                raise OSError("the copy does not read back")
