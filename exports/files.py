"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError

_NEW_FILE_MODE = 0o600  # client data: nobody else on the machine needs to read it
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC})


@contextmanager
def atomic_write(path: Path | str) -> Iterator[Path]:
    """Gives a file beside `path` to write; on success it takes the place of `path`, else nothing has changed.

    A former file keeps its permissions, a symbolic link keeps pointing to its target. PlanError when the file is in use
    elsewhere, cannot be written there, or does not fit on the disk.
    """
    target = Path(path).resolve()
    part = _open_part(target)
    try:
        yield part
        _flush(part)
        part.chmod(_mode_of(target))
        os.replace(part, target)
    except OSError as error:
        raise _told(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink()
    _flush_folder(target.parent)


def _open_part(target: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".~{target.name[:60]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _told(error, target) from error
    os.close(handle)
    return Path(name)


def _mode_of(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return _NEW_FILE_MODE


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder, and does not need to
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _told(error: OSError, target: Path) -> PlanError:
    if isinstance(error, FileNotFoundError):
        text = N_("The folder “{folder}” does not exist any more. Choose another place.")
    elif error.errno in _NO_ROOM:
        text = N_("There is no room left on the disk for “{name}”. Free some space or choose another place.")
    elif isinstance(error, PermissionError):
        text = N_("“{name}” cannot be replaced: close it if it is open elsewhere, or choose another name.")
    else:
        text = N_("“{name}” could not be written: {reason}. Choose another place.")
    return PlanError(text, name=target.name, folder=str(target.parent), reason=error.strerror or str(error))
