"""Files written so that nobody ever sees half of one, and nobody else can read ours."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

OWNER_ONLY = 0o600
_JOURNAL = "-journal"
"""SQLite's, beside a scratch file that is a plan."""
_SCRATCH_NAME = re.compile(rf"\.~[0-9a-f]{{12}}\.part({_JOURNAL})?")
_SECONDS_OF_A_DAY = 24 * 60 * 60


def create_exclusively(path: Path) -> None:
    """An empty file that only its owner reads; FileExistsError if anything, even a broken link, has the name."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))


def owner_only(path: str, flags: int) -> int:
    """Opens a file for `open`, which makes it for its owner only where there is none."""
    return os.open(path, flags, OWNER_ONLY)


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file beside `target` to write into; it takes the place of `target` when the block ends without error.

    `target` is the former file or the whole new one, even after a power cut. A link is followed: the file that it names
    is replaced. The file keeps the rights of the one that it replaces; a new one is for its owner only.
    """
    target = Path(os.path.realpath(target))
    with scratch_file(target.parent) as part:
        yield part
        if target.exists():
            os.chmod(part, stat.S_IMODE(target.stat().st_mode))
        sync_file(part)
        os.replace(part, target)
        sync_folder(target.parent)


@contextlib.contextmanager
def scratch_file(folder: Path) -> Iterator[Path]:
    """An empty file for its owner only, gone at the end of the block unless it was given another name."""
    part = folder / f".~{secrets.token_hex(6)}.part"
    create_exclusively(part)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + _JOURNAL).unlink(missing_ok=True)


@contextlib.contextmanager
def scratch_folder(folder: Path) -> Iterator[Path]:
    """An empty folder for its owner only, gone with what is in it at the end of the block."""
    part = folder / f".~{secrets.token_hex(6)}.part"
    part.mkdir(mode=OWNER_ONLY | stat.S_IXUSR)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Removes the scratch files and folders of a program that was killed: client text of which nobody knows."""
    yesterday = time.time() - _SECONDS_OF_A_DAY
    for left in folder.iterdir():
        # A program that is still running may be at work on a younger one.
        with contextlib.suppress(OSError):
            if _SCRATCH_NAME.fullmatch(left.name) and left.lstat().st_mtime < yesterday:
                _remove(left)


def sweep_all(folder: Path) -> None:
    """The same whatever their age. A program that is at work on one is told that its file is gone."""
    for left in folder.iterdir():
        if _SCRATCH_NAME.fullmatch(left.name):
            _remove(left)


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Returns once the content is on the disk."""
    # Windows flushes only what is open for writing.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Returns once the names in the folder are on the disk; Windows does this by itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def identity(path: Path) -> tuple[int, int] | None:
    """Which file has this name now: device and number, None if there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
