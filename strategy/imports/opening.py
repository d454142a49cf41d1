"""What stands between a path and its first row: is it there, may it be read, is it small enough."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError, StorageError

LARGEST_TEXT = 500 << 20
UNSAFE_XML = N_("This file declares entities or a document type of its own, which is not safe to read. Export it anew.")


class UnreadableFile(StorageError):
    """A file to import is gone, locked, or on a disk that fails."""

    sentence = N_("“{name}” could not be read ({reason}). Nothing was imported.")

    def __init__(self, error: OSError, name: str) -> None:
        super().__init__(_told(error), name=name, reason=error.strerror or type(error).__name__)


def _told(error: OSError) -> str:
    """A sentence of ours for what happens often; the system's own words are English."""
    if isinstance(error, FileNotFoundError):
        return N_("“{name}” was not found. It may have been moved, renamed or deleted.")
    if isinstance(error, IsADirectoryError):
        return N_("“{name}” is a folder. Choose a file in it.")
    if isinstance(error, PermissionError):
        return N_("“{name}” may not be read: it is open in another program, or belongs to somebody else.")
    return UnreadableFile.sentence


@contextlib.contextmanager
def reading_of(path: Path) -> Iterator[None]:
    """Around all that touches the file: what the system or an encoding refuses becomes a sentence about it."""
    try:
        yield
    except UnicodeError as error:  # UTF-16 without its mark: replacing single letters does not help
        raise not_in_this_encoding() from error
    except OSError as error:
        raise UnreadableFile(error, path.name) from error


def not_in_this_encoding() -> PlanError:
    """The bytes of a text are none in the encoding chosen."""
    return PlanError(N_("The file is not written in this encoding. Choose another one."))


def check_size(path: Path) -> None:
    """Raises PlanError for a text file that is empty or too large."""
    size = path.stat().st_size
    if not size:
        raise PlanError(N_("This file is empty. Export it again, then choose it."))
    if size > LARGEST_TEXT:
        raise PlanError(
            N_("This file is larger than {most} MB. Export a shorter period or fewer columns, then try again."),
            most=LARGEST_TEXT >> 20,
        )
