"""Folders with a file for each journey: its pictures, or its diagrams for other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exports.files import atomic_folder
from exports.written import IsCancelled, Progress, Written, stop_if
from journey.model import Journey
from resources.i18n import N_, Words, words
from storage.errors import PlanError
from storage.file_names import file_stem
from strategy.naming import Naming

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.deliverables.formats import Order
    from ui.pictures.picture import View

_MERMAID = {"map": N_("journey"), "graph": N_("flow chart")}
"""The diagrams that Mermaid has of a journey, as `export_journey` calls them, and what their files are called."""


def pictures_wanted(
    snapshot: Snapshot, journeys: Collection[str] | None, views: Collection[str], language: str
) -> list[tuple[Journey, View, str]]:
    """The pictures of the chosen views of the chosen journeys, each with the name of its file; None for all journeys.

    Two journeys have one comparison, and a journey alone has none.
    """
    from ui.pictures.picture import VIEW_NAMES

    reader = words(language)
    return [
        (journey, view, f"{title}, {reader.tr(name)}")
        for journey, title in _chosen(snapshot, journeys, reader)
        for view, name in VIEW_NAMES.items()
        if view in views and _has_view(snapshot, journey, view)
    ]


def write_pictures(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    """Write the pictures that are wanted. What cannot be drawn is told; PlanError if nothing can."""
    from ui.pictures.command import start_qt
    from ui.pictures.picture import picture_of
    from ui.pictures.writing import Choices, write_picture

    start_qt()
    wanted = pictures_wanted(order.snapshot, order.journeys, order.views, order.language)

    def write(number: int, folder: Path) -> Written:
        journey, view, name = wanted[number]
        picture = picture_of(order.snapshot, journey.id, view, order.language)
        return write_picture(picture, folder / f"{name}.{order.kind}", Choices(), None, is_cancelled)

    return _write_all(order, [name for _, _, name in wanted], write, progress, is_cancelled)


def write_diagrams(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    """Write the chosen journeys in the chosen notation; as a journey and as a flow chart in that of Mermaid."""
    from exports.interchange.command import export_journey

    reader = words(order.language)
    wanted: list[tuple[Journey, str | None, str]] = []
    for journey, title in _chosen(order.snapshot, order.journeys, reader):
        if order.kind == "mmd":
            wanted += [(journey, view, f"{title}, {reader.tr(name)}") for view, name in _MERMAID.items()]
        else:
            wanted.append((journey, None, title))

    def write(number: int, folder: Path) -> Written:
        journey, view, name = wanted[number]
        target = folder / f"{name}.{order.kind}"
        return export_journey(order.snapshot, target, order.language, journey=journey.id, view=view)

    return _write_all(order, [name for _, _, name in wanted], write, progress, is_cancelled)


def _chosen(snapshot: Snapshot, journeys: Collection[str] | None, reader: Words) -> Iterator[tuple[Journey, str]]:
    """The journeys with a name for the files of each, no two of them alike even where capitals do not count."""
    naming, taken = Naming(snapshot, reader), set[str]()
    for journey in snapshot.all(Journey):
        if journeys is None or journey.id in journeys:
            stem = file_stem(naming.title(journey), reader.tr(N_("Journey to name")))
            name, number = stem, 2
            while name.casefold() in taken:
                name, number = f"{stem} {number}", number + 1
            taken.add(name.casefold())
            yield journey, name


def _has_view(snapshot: Snapshot, journey: Journey, view: View) -> bool:
    from ui.models.journey_pairs import journey_pairs
    from ui.pictures.picture import View

    if view is not View.COMPARE:
        return True
    pairs = ((each.as_is_id, each.to_be_id) for each in journey_pairs(snapshot))
    return any(before and after == journey.id for before, after in pairs)


def _write_all(
    order: Order,
    names: list[str],
    write: Callable[[int, Path], Written],
    progress: Progress | None,
    is_cancelled: IsCancelled | None,
) -> Written:
    if not names:
        raise PlanError(N_("No journey is chosen: there is nothing to draw."))
    done: list[str] = []
    notes: list[str] = []
    refused: PlanError | None = None
    with atomic_folder(order.path) as folder:
        for number, name in enumerate(names):
            stop_if(is_cancelled)
            if progress:
                progress(number, len(names), name)
            try:
                written = write(number, folder)
            except PlanError as error:
                if isinstance(error.__cause__, OSError):
                    raise  # the disk or the folder: the next one would meet the same
                refused = error
                notes.append(f"{name}: {error.text(words(order.language))}")
            else:
                done.append(written.path.name)
                notes += [f"{name}: {note}" for note in written.notes]
        if refused is not None and not done:
            raise refused
    if progress:
        progress(len(names), len(names), "")
    return Written(order.path, tuple(done), tuple(notes))
