"""Which reader a file is for: by its ending, else by how it begins."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.detection import detect
from strategy.imports.journeys.dot import read_dot
from strategy.imports.journeys.found import JourneyFile
from strategy.imports.journeys.gexf import read_gexf
from strategy.imports.journeys.graphml import read_graphml
from strategy.imports.journeys.lists import named_columns, read_list
from strategy.imports.journeys.mermaid import read_mermaid
from strategy.imports.journeys.plan_journeys import read_plan_journeys
from strategy.imports.opening import reading_of
from strategy.imports.table import open_table
from strategy.imports.watch import UNWATCHED, Watch

_READERS: Mapping[str, Callable[[Path], JourneyFile]] = {
    ".graphml": read_graphml,
    ".gexf": read_gexf,
    ".dot": read_dot,
    ".gv": read_dot,
    ".mmd": read_mermaid,
    ".mermaid": read_mermaid,
    ".md": read_mermaid,
    ".markdown": read_mermaid,
    ".json": read_plan_journeys,
}
DRAWINGS = tuple(_READERS)
"""Endings of files that hold a drawing, or a plan."""
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".xlsb")
_HEAD = 4096


def is_drawing(path: Path) -> bool:
    """Whether a file is read by `read_journeys`; else it is a table, whose columns are to be said."""
    suffix = path.suffix.lower()
    if suffix in _READERS or suffix in TABLES:
        return suffix in _READERS
    return _by_its_beginning(path) is not None


def read_journeys(path: str | Path) -> JourneyFile:
    """The journeys of a drawing or a plan. Raises PlanError or StorageError when it cannot be read."""
    path = Path(path)
    reader = _READERS.get(path.suffix.lower()) or _by_its_beginning(path)
    if reader is None:
        raise PlanError(
            N_("Journeys are not read from “{name}”. Choose GraphML, GEXF, DOT, Mermaid, JSON or a table."),
            name=path.name,
        )
    found = reader(path)
    if not any(journey.sketch.points or journey.sketch.stages for journey in found.journeys):
        raise PlanError(N_("“{name}” holds no touchpoint: there is nothing to draw."), name=path.name)
    return found


def read_any(path: str | Path, watch: Watch = UNWATCHED) -> JourneyFile:
    """The same for tables too, whose columns are taken for what their names say."""
    path = Path(path)
    if is_drawing(path):
        return read_journeys(path)
    if path.suffix.lower() not in (*TABLES, ".txt"):
        return read_journeys(path)
    return _read_table(path, watch)


def _read_table(path: Path, watch: Watch) -> JourneyFile:
    """The journey of the first table with a column of touchpoints: of a workbook, on whichever sheet."""
    first = detect(path, watch)
    with open_table(path, first, watch) as table:
        sheets = [name for name, is_hidden in table.sheets if not is_hidden and name != first.sheet]
        mapping = named_columns(table)
    reading = first
    while not mapping.is_ready and sheets:
        with contextlib.suppress(PlanError):  # a sheet without a table
            reading = detect(path, watch, sheet=sheets.pop(0))
            with open_table(path, reading, watch) as table:
                mapping = named_columns(table)
    if not mapping.is_ready:
        raise PlanError(
            N_("No column says that it holds the touchpoints. Call it “Touchpoint”, or import in the window.")
        )
    return read_list(path, reading, mapping, watch)


def _by_its_beginning(path: Path) -> Callable[[Path], JourneyFile] | None:
    with reading_of(path), path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        return read_gexf if "<gexf" in head else read_graphml if "<graphml" in head else None
    first = head.split(None, 1)[0].lower() if head.strip() else ""
    if first in ("digraph", "strict"):
        return read_dot
    if "```mermaid" in head or first in ("journey", "flowchart", "graph", "---", "%%", "%%{init:"):
        return read_mermaid
    return read_plan_journeys if first.startswith("{") and "periple-plan" in head else None
