"""Files written so that nobody ever sees half of one, and nobody else can read ours."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

OWNER_ONLY = 0o600


def create_exclusively(path: Path) -> None:
    """An empty file that only its owner reads; FileExistsError if anything, even a broken link, has the name."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file beside `target` to write into; it takes the place of `target` when the block ends without error.

    `target` is the former file or the whole new one, even after a power cut. A link is followed: the file that it names
    is replaced. The file keeps the rights of the one that it replaces; a new one is for its owner only.
    """
    target = target.resolve()
    part = target.with_name(f".~{secrets.token_hex(6)}.part")
    create_exclusively(part)
    try:
        yield part
        if target.exists():
            os.chmod(part, stat.S_IMODE(target.stat().st_mode))
        sync_file(part)
        os.replace(part, target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


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


def copy_content(source: Path, target: Path) -> None:
    """Copies the bytes only, not the rights."""
    with open(source, "rb") as reader, open(target, "wb") as writer:
        shutil.copyfileobj(reader, writer)
