"""Several deliverables at once into one folder: what their files are called, and writing them one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.files import refusal
from exports.options import DEFAULT, WorkbookOptions
from exports.written import ExportCancelled, IsCancelled, Written
from resources.i18n import tr, words
from storage.errors import PeripleError
from storage.file_names import file_stem
from ui.deliverables.formats import OFFERED, TASKS, Format, Order

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot


@dataclass(frozen=True)
class Wanted:
    """What is to be delivered, whatever the plan says meanwhile."""

    formats: tuple[str, ...]
    """Ids of those offered."""
    language: str
    folder: Path
    journeys: tuple[str, ...] | None = None
    sheets: tuple[str, ...] | None = None
    kinds: dict[str, str] = field(default_factory=dict)
    """Id of a format -> the kind chosen of it."""
    views: tuple[str, ...] = ("map", "graph")
    replaces: bool = False
    """Whether files of a former delivery give way; else these get a number."""
    workbook: WorkbookOptions = DEFAULT


Piece = tuple[Format, Order]


def pieces_of(snapshot: Snapshot, wanted: Wanted) -> list[Piece]:
    """The deliverables with the files or folders that they will be, none of which exists unless it is replaced."""
    stem = file_stem(snapshot.plan.name, words(wanted.language).tr("Untitled plan"))
    name, number = stem, 2
    while not wanted.replaces and any(_is_there(_path(each, wanted, name)) for each in _formats(wanted)):
        name, number = f"{stem} {number}", number + 1
    return [(each, _order(snapshot, each, wanted, name)) for each in _formats(wanted)]


def former_files(snapshot: Snapshot, wanted: Wanted) -> list[Path]:
    """What exists already under the names that the deliverables would have without a number."""
    return [order.path for _, order in pieces_of(snapshot, replace(wanted, replaces=True)) if _is_there(order.path)]


def _is_there(path: Path) -> bool:
    return os.path.exists(path)  # where nobody may look there is nothing; pathlib would raise


def _formats(wanted: Wanted) -> list[Format]:
    return [each for each in OFFERED if each.id in wanted.formats]


def _path(kind: Format, wanted: Wanted, name: str) -> Path:
    tail = wanted.kinds.get(kind.id, "") if kind is TASKS else kind.tail
    called = kind.kinds.get(tail, "") if kind is TASKS else words(wanted.language).tr(tail) if tail else ""
    return wanted.folder / (f"{name}, {called}{kind.suffix}" if called else f"{name}{kind.suffix}")


def _order(snapshot: Snapshot, kind: Format, wanted: Wanted, name: str) -> Order:
    return Order(
        snapshot,
        _path(kind, wanted, name),
        wanted.language,
        wanted.journeys if kind.shows_journeys else None,
        wanted.sheets,
        kind=wanted.kinds.get(kind.id, ""),
        views=wanted.views,
        workbook=wanted.workbook,
    )


@dataclass(frozen=True)
class Step:
    """How far a delivery is: which of its pieces, how many parts of that are done, and the one that starts."""

    index: int
    count: int
    format: Format
    path: Path
    done: int = 0
    total: int = 1
    part: str = ""

    @property
    def share(self) -> float:
        """Of the whole delivery, from 0 to 1."""
        return (self.index + min(self.done / max(self.total, 1), 1.0)) / self.count


@dataclass
class Delivered:
    """What came of a delivery."""

    written: list[tuple[Format, Written]] = field(default_factory=list)
    failed: list[tuple[Format, Path, PeripleError]] = field(default_factory=list)
    fault: Exception | None = None
    """A mistake of ours, the first one: it is to be raised once all else has been told."""
    is_cancelled: bool = False

    @property
    def count(self) -> int:
        """The number of files."""
        return sum(1 if kind.suffix else len(written.parts) for kind, written in self.written)

    @property
    def notes(self) -> list[str]:
        """What is worth knowing, each with the name of its format, in the language of the windows."""
        told = tr("{name}: {value}")
        return [
            told.format(name=tr(kind.title), value=note) for kind, written in self.written for note in written.notes
        ]


def deliver(pieces: Sequence[Piece], tell: Callable[[Step], None], is_cancelled: IsCancelled) -> Delivered:
    """Write them in turn, in any thread. One that cannot be written stops no other; its former file stays whole."""
    found = Delivered()
    for index, (kind, order) in enumerate(pieces):
        start = Step(index, len(pieces), kind, order.path)
        try:
            if is_cancelled():
                raise ExportCancelled
            tell(start)
            written = kind.write(order, _told(start, tell), is_cancelled)
        except ExportCancelled:
            found.is_cancelled = True
            return found
        except PeripleError as error:
            found.failed.append((kind, order.path, error))
        except OSError as error:  # of a scratch folder, as when the disk is full
            found.failed.append((kind, order.path, refusal(error, order.path)))
        except Exception as error:  # noqa: BLE001 - it is raised once what was written has been told
            found.fault = found.fault or error
        else:
            found.written.append((kind, written))
    return found


def _told(start: Step, tell: Callable[[Step], None]) -> Callable[[int, int, str], None]:
    return lambda done, total, part: tell(replace(start, done=done, total=total, part=part))
