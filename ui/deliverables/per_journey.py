"""Folders with a file for each journey: its pictures, or its diagrams for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from exports.files import make_folder
from exports.written import IsCancelled, Progress, Written, stop_if
from journey.model import Journey
from resources.i18n import N_, Words, words
from storage.errors import PlanError
from storage.file_names import file_stem
from strategy.naming import Naming

if TYPE_CHECKING:
    from ui.deliverables.formats import Order
    from ui.pictures.picture import View

_MERMAID = {"map": N_("journey"), "graph": N_("flow chart")}
"""The diagrams that Mermaid has of a journey, as `export_journey` calls them, and what their files are called."""


def write_pictures(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    """Write the chosen views of the chosen journeys. What cannot be drawn is told; PlanError if nothing can."""
    from ui.pictures.command import start_qt
    from ui.pictures.picture import VIEW_NAMES, View, picture_of
    from ui.pictures.writing import Choices, write_picture

    start_qt()
    reader = words(order.language)
    views = [view for view in View if view in order.views]
    wanted = [
        (journey, view, f"{title}, {reader.tr(VIEW_NAMES[view])}")
        for journey, title in _chosen(order, reader)
        for view in _views_of(order, journey, views)
    ]

    def write(number: int) -> Written:
        journey, view, name = wanted[number]
        picture = picture_of(order.snapshot, journey.id, view, order.language)
        return write_picture(picture, order.path / f"{name}.{order.kind}", Choices(), None, is_cancelled)

    return _write_all(order, [name for _, _, name in wanted], write, progress, is_cancelled)


def write_diagrams(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
    """Write the chosen journeys in the chosen notation; as a journey and as a flow chart in that of Mermaid."""
    from exports.interchange.command import export_journey

    reader = words(order.language)
    wanted: list[tuple[Journey, str | None, str]] = []
    for journey, title in _chosen(order, reader):
        if order.kind == "mmd":
            wanted += [(journey, view, f"{title}, {reader.tr(name)}") for view, name in _MERMAID.items()]
        else:
            wanted.append((journey, None, title))

    def write(number: int) -> Written:
        journey, view, name = wanted[number]
        target = order.path / f"{name}.{order.kind}"
        return export_journey(order.snapshot, target, order.language, journey=journey.id, view=view)

    return _write_all(order, [name for _, _, name in wanted], write, progress, is_cancelled)


def _chosen(order: Order, reader: Words) -> Iterator[tuple[Journey, str]]:
    """The journeys with a name for the files of each, no two of them alike wherever capitals do not count."""
    naming, taken = Naming(order.snapshot, reader), set[str]()
    for journey in order.snapshot.all(Journey):
        if order.journeys is None or journey.id in order.journeys:
            stem = file_stem(naming.title(journey), reader.tr(N_("Journey to name")))
            name, number = stem, 2
            while name.casefold() in taken:
                name, number = f"{stem} {number}", number + 1
            taken.add(name.casefold())
            yield journey, name


def _views_of(order: Order, journey: Journey, views: list[View]) -> list[View]:
    """The views that a journey has: one comparison for two journeys, none where there is nothing to compare."""
    from ui.models.journey_pairs import pair_of
    from ui.pictures.picture import View

    pair = pair_of(order.snapshot, journey.id)
    is_compared = pair is not None and pair.to_be_id == journey.id and bool(pair.as_is_id)
    return [view for view in views if view != View.COMPARE or is_compared]


def _write_all(
    order: Order,
    names: list[str],
    write: Callable[[int], Written],
    progress: Progress | None,
    is_cancelled: IsCancelled | None,
) -> Written:
    if not names:
        raise PlanError(N_("No journey is chosen: there is nothing to draw."))
    make_folder(order.path)
    done: list[str] = []
    notes: list[str] = []
    refused: PlanError | None = None
    for number, name in enumerate(names):
        stop_if(is_cancelled)
        if progress:
            progress(number, len(names), name)
        try:
            written = write(number)
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
