"""Deliverables that appear whole or not at all, and say why when they cannot."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from storage.files import replacing, scratch_folder

_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


@contextmanager
def atomic_write(path: Path | str) -> Iterator[Path]:
    """Gives a file beside `path` to write; on success it takes the place of `path`, else nothing has changed.

    A former file keeps its permissions, a symbolic link keeps pointing to its target. PlanError when the file is in use
    elsewhere, cannot be written there, or does not fit on the disk.
    """
    target = Path(os.path.realpath(path))
    try:
        with replacing(target) as part:
            yield part
    except OSError as error:
        raise refusal(error, target) from error


@contextmanager
def atomic_folder(path: Path | str) -> Iterator[Path]:
    """Gives a folder beside `path` to write files into; on success they stand in `path`, else nothing has changed.

    A folder that is there keeps its other files. PlanError where it cannot be made.
    """
    target = Path(path)
    with ExitStack() as made:
        with _made_or_told(target):
            folder = made.enter_context(scratch_folder(target.parent))
        yield folder
        with _made_or_told(target):
            target.mkdir(exist_ok=True)
        for each in sorted(folder.iterdir()):
            with atomic_write(target / each.name) as part:
                shutil.move(each, part)


@contextmanager
def _made_or_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PlanError(N_("The folder “{folder}” cannot be made. Choose another place."), folder=folder) from error


def refusal(error: OSError, target: Path) -> PlanError:
    """Why a file cannot be written, in words."""
    if isinstance(error, FileNotFoundError):
        text = N_("The folder “{folder}” does not exist any more. Choose another place.")
    elif error.errno in _NO_ROOM:
        text = N_("There is no room left on the disk for “{name}”. Free some space or choose another place.")
    elif error.errno == errno.ENAMETOOLONG:
        text = N_("The name “{name}” is too long. Choose a shorter one.")
    elif isinstance(error, IsADirectoryError):
        text = N_("“{name}” is a folder. Choose another name.")
    elif isinstance(error, PermissionError):
        text = N_("“{name}” cannot be replaced: close it if it is open elsewhere, or choose another name.")
    else:
        text = N_("“{name}” could not be written: {reason}. Choose another place.")
    return PlanError(text, name=target.name, folder=str(target.parent), reason=error.strerror or str(error))
