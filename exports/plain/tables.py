"""Every table of the workbook as a CSV file: the same rows, so that no figure is told twice in two ways.

All of them go into a folder, or into one archive for the command line and for programs.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from exports.files import atomic_folder, atomic_write
from exports.package import SAME_TIME
from exports.plain.csv_files import Value, write_csv
from exports.workbook import write_workbook
from exports.written import IsCancelled, Progress, Written, stop_if
from resources.i18n import N_
from storage.errors import PlanError
from strategy.snapshot import Snapshot

ACTIONS = "actions"
"""The table that is written when none is named."""
_PREFIX = "t_"
_SHEETS = {
    table: sheet
    for sheet, tables in (
        ("cover", "participants"),
        ("baseline", "baseline feedback audit_notes"),
        ("objectives", "objectives"),
        ("segments", "segments"),
        ("touchpoints", "touchpoints"),
        ("transitions", "transitions"),
        ("frictions", "frictions"),
        ("journey_results", "journey_results paths opportunities emotions"),
        ("capabilities", "capabilities areas data resources"),
        ("swot", "swot"),
        ("needs_tools", "needs loyalty"),
        ("actions", "actions"),
        ("priorities", "priorities matrix"),
        ("gaps", "gaps"),
        ("gantt", "gantt"),
        ("budget_load", "horizons quarters load"),
        ("timeline", "timeline milestones"),
        ("follow_up", "readings ab_tests decisions"),
        ("trace", "chains orphans"),
        ("warnings", "warnings"),
        ("glossary", "glossary"),
    )
    for table in tables.split()
}
"""Where a table stands: for one table, the other sheets need not be written. One that is elsewhere is found later."""
_READABLE = 0o644
"""Permissions of a file in an archive, without which some programs unpack it so that nobody may read it."""


class _NoSuchTable(PlanError):
    """No table has this name; all that there are, are told."""

    sentence = N_("There is no table “{name}”. The tables are: {names}.")

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name=name, names="")
        self.values["names"] = ", ".join(known)  # names of ours, not to be shortened as what others wrote
        self.args = (self.sentence.format(**self.values),)


def write_table(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    table: str = ACTIONS,
) -> Written:
    """Write one table, called as in the workbook or without its "t_". Raises PlanError for a name that none has."""
    table = table.removeprefix(_PREFIX)
    sheets = (_SHEETS[table],) if table in _SHEETS else None
    with tempfile.TemporaryDirectory() as folder:
        tables = dict(_tables(snapshot, Path(folder), language, progress, is_cancelled, sheets))
        if table not in tables and sheets:
            tables = dict(_tables(snapshot, Path(folder), language, progress, is_cancelled))
    if table not in tables:
        raise _NoSuchTable(table, sorted(tables))
    with atomic_write(path) as part:
        write_csv(part, tables[table], language)
    return Written(Path(path), (table,))


def write_tables(
    snapshot: Snapshot,
    folder: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> Written:
    """Write all tables into a folder, each under its name, or none: former ones give way once all are written."""
    target = Path(folder)
    with tempfile.TemporaryDirectory() as scratch:
        tables = dict(_tables(snapshot, Path(scratch), language, progress, is_cancelled))
    with atomic_folder(target) as made:
        for name, rows in tables.items():
            stop_if(is_cancelled)
            with atomic_write(made / f"{name}.csv") as part:
                write_csv(part, rows, language)
    return Written(target, tuple(tables))


def write_archive(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> Written:
    """Write all tables into one .zip, each under its name."""
    with tempfile.TemporaryDirectory() as scratch, atomic_write(path) as part:
        written = write_tables(snapshot, Path(scratch) / "tables", language, progress, is_cancelled)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in written.parts:
                member = zipfile.ZipInfo(f"{name}.csv", SAME_TIME)
                member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, _READABLE << 16
                archive.writestr(member, (written.path / f"{name}.csv").read_bytes())
    return Written(Path(path), written.parts)


def _tables(
    snapshot: Snapshot,
    folder: Path,
    language: str,
    progress: Progress | None,
    is_cancelled: IsCancelled | None,
    sheets: Collection[str] | None = None,
) -> Iterator[tuple[str, list[Sequence[Value]]]]:
    """Name and rows of each table of these sheets, or of all, headings first."""
    from python_calamine import CalamineWorkbook

    path = folder / "tables.xlsx"
    write_workbook(snapshot, path, language, progress, is_cancelled, sheets=sheets)
    workbook = CalamineWorkbook.from_path(path, load_tables=True)
    for full_name in workbook.table_names or ():
        table = workbook.get_table_by_name(full_name)
        yield full_name.removeprefix(_PREFIX), [table.columns, *table.to_python()]
