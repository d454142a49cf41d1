"""What the user should know of a returned workbook as a whole, beside its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exports.locked import NO_PRINT, cell_print
from exports.returned.differences import LockedChange
from exports.returned.reading import Returned
from resources.i18n import N_
from storage.errors import PlanError
from strategy.snapshot import Snapshot


def notes(snapshot: Snapshot, returned: Returned, locked: Sequence[LockedChange]) -> Iterator[PlanError]:
    """Sentences about the whole file."""
    facts = returned.contract.facts
    if snapshot.plan_id and facts.get("plan_id") and facts["plan_id"] != snapshot.plan_id:
        yield PlanError(
            N_("The workbook was exported from another file: a copy of this plan, or another plan. Look closely.")
        )
    for sheet in returned.lost:
        yield PlanError(N_("The table of the sheet “{sheet}” is not in the workbook any more."), sheet=sheet)
    for table in returned.tables:
        for key in table.missing:
            heading = table.exported.headings.get(key, key)
            yield PlanError(N_("The column “{heading}” is not in the workbook any more: it is left as it is."),
                            heading=heading)  # fmt: skip
    for heading, changes in _by_heading(locked).items():
        codes = ", ".join(dict.fromkeys(change.code for change in changes))
        yield PlanError(
            N_("The column “{heading}” is not the client’s: what was changed in it is ignored ({rows})."),
            heading=heading, rows=codes,
        )  # fmt: skip


def locked_changes(returned: Returned) -> Iterator[LockedChange]:
    """Cells of locked columns that are not as exported. The first row with an id counts, its copies do not."""
    for table in returned.tables:
        exported, seen = table.exported, set[str]()
        keys = exported.locked_keys
        for row in table.rows:
            prints = exported.locked.get(row.uid, ())
            if row.uid in seen or len(prints) != len(keys):
                continue
            seen.add(row.uid)
            for key, was in zip(keys, prints, strict=True):
                if was != NO_PRINT and key in row.cells and cell_print(row.cells[key]) != was:
                    code = exported.rows[row.uid].code if row.uid in exported.rows else ""
                    yield LockedChange(exported.name, row.uid, code, key, exported.headings[key], row.line)


def _by_heading(changes: Iterable[LockedChange]) -> dict[str, list[LockedChange]]:
    found: dict[str, list[LockedChange]] = {}
    for change in changes:
        found.setdefault(change.heading, []).append(change)
    return found
