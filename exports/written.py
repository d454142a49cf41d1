"""What every deliverable has in common: how far it is, how it is given up, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[int, int, str], None]
"""Told before each part: parts done, parts in all, name of the one that starts."""
IsCancelled = Callable[[], bool]
Pictures = Callable[[str], bytes]
"""The picture of a journey, by its id, as a PNG file; handed in, since drawing one needs Qt."""


class ExportCancelled(Exception):
    """The export was given up; nothing is left of it."""


@dataclass(frozen=True)
class Written:
    """The file, the titles of its parts (sheets, slides), and sentences its reader should see, in its language."""

    path: Path
    parts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def stop_if(is_cancelled: IsCancelled | None) -> None:
    """Raise ExportCancelled if the user has asked to stop."""
    if is_cancelled and is_cancelled():
        raise ExportCancelled
