"""What can still be read of a damaged plan, in a plan of its own, and what cannot, by name.

The file is read by `storage.salvage`; of what is proven, whatever cannot be without the rest is left out, so that the
new plan obeys the rules of any plan. Nothing that is not proven is in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import N_
from storage import backups, gate, salvage
from storage.base import Base
from storage.changes import StoredRow
from storage.errors import StorageError
from storage.files import scratch_file
from storage.folders import backups_folder
from storage.salvage import Salvage, Why
from storage.schema import Kind, schema_of
from strategy import examination
from strategy.checks import RowRefused, check_together
from strategy.model import PLAN_ROW, Plan
from strategy.plan_file import create_from_rows, open_plan

if TYPE_CHECKING:
    from storage.document import Document

Place = tuple[str, str]
"""The kind and the id of a row."""

_REASONS: Mapping[Why, str] = {
    Why.LOST: N_("nothing of it could be read"),
    Why.ALTERED: N_("what was read is not what was written"),
    Why.UNPROVEN: N_("it was read, but nothing proves it"),
    Why.SOME: N_("some are missing; how many cannot be told"),
}
ALONE = N_("it is proven, but hangs on something that is not")
UNFIT = N_("it is proven, but does not fit what is left")
EMPTIED = N_("it is kept, but no longer names something that is not")


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that the new plan does not have as the damaged one had it."""

    place: Place
    why: str
    """To be translated."""
    row: Base | None
    """What is left of it; None if nothing is, or if it is a whole kind."""


@dataclass(frozen=True)
class Salvaged:
    """What a damaged file still gives."""

    path: Path
    found: Salvage
    rows: tuple[Base, ...]
    """Of the new plan: proven, and right together. The plan's own row is a new one if it is lost."""
    losses: tuple[Loss, ...]

    @property
    def is_exact(self) -> bool:
        """Whether it is the last state, all of it."""
        return self.found.is_exact

    @property
    def count(self) -> int:
        """How many things are safe: a row that stands for the plan's own, which is lost, is not one."""
        if self.is_exact:
            return self.found.count
        return sum(row.id in self.found.rows[row.__tablename__] for row in self.rows)


def salvage_of(path: Path, plan_id: str | None, language: str) -> Salvaged:
    """What can be read of a damaged file, with the help of the newest copy of the plan. Changes nothing.

    `language` is that of a plan's own row, where it must be a new one. Raises PeripleError if it cannot be read at all.
    """
    schema = schema_of(Base)
    found = salvage.read(path, schema, _rows_of_copy(plan_id))
    if plan_id is None and found.head is not None and not found.is_exact:
        found = salvage.read(path, schema, _rows_of_copy(found.head.plan_id))
    if found.is_exact and examination.finding(lambda kind: [*found.rows[kind].values()]) is None:
        return Salvaged(path, found, (), ())
    found = dataclasses.replace(found, is_exact=False)  # whole, and yet nothing that a gesture could have written
    proven = {
        (name, row_id): schema.kinds[name].mapped(**schema.kinds[name].python_values(row))
        for name, rows in found.rows.items()
        for row_id, row in rows.items()
    }
    kept, losses = _settled(proven, path.stem, language)
    doubts = [Loss((each.kind, each.id), _REASONS[each.why], _detached(schema.kinds[each.kind], each.row))
              for each in found.doubts]  # fmt: skip
    order = list(schema.kinds)
    return Salvaged(
        path, found, tuple(kept), tuple(sorted([*doubts, *losses], key=lambda each: order.index(each.place[0])))
    )


def bring_salvaged(salvaged: Salvaged, target: Path) -> Document:
    """What is proven, in a new file, opened. PlanError if the name is taken, StorageError if it cannot be made."""
    if not salvaged.is_exact:
        return create_from_rows(target, salvaged.rows)
    salvage.write(salvaged.found, target, schema_of(Base), examination.finding)
    return open_plan(target)


def _rows_of_copy(plan_id: str | None) -> list[tuple[str, StoredRow]]:
    """The rows of the newest verified copy of a plan that has today's tables; none without one."""
    from strategy.snapshot import mapped_classes

    rows: list[tuple[str, StoredRow]] = []
    schema = schema_of(Base)

    def collect(read: gate.ReadRows) -> None:
        rows.extend((mapped.__tablename__, row) for mapped in mapped_classes() for row in read(mapped.__tablename__))

    with suppress(OSError, StorageError):  # without a copy, or with one that is damaged too, the file is read alone
        copy = next((each for each in backups.backups(plan_id or "") if each.version is None), None)
        if copy is not None:
            with scratch_file(backups_folder()) as unpacked:
                backups.unpack(copy.path, unpacked)
                gate.check_content(unpacked, schema.objects, schema.kinds, collect)
    return rows


def _settled(proven: dict[Place, Base], name: str, language: str) -> tuple[list[Base], list[Loss]]:
    """The rows that can be a plan together, and the losses among those that are proven."""
    from strategy.draft import Draft
    from strategy.operations.plan import new_plan_rows
    from strategy.snapshot import Snapshot

    unfit = {place for place, row in proven.items() if not examination.obeys_limits(row)}
    given = [row for place, row in proven.items() if place not in unfit]
    if (Plan.__tablename__, PLAN_ROW) not in proven.keys() - unfit:
        given += new_plan_rows(name=name, language=language)
    draft = Draft(Snapshot(given))
    while True:
        kept = draft.rows()
        try:
            check_together(Snapshot(kept))
            break
        except RowRefused as error:
            place = (str(error.values["kind"]), str(error.values["id"]))
            if place in unfit or place not in proven:
                raise
            unfit.add(place)
            draft.leave_out(type(proven[place]), place[1])
    return kept, [*_losses(proven, kept, unfit)]


def _losses(proven: dict[Place, Base], kept: list[Base], unfit: set[Place]) -> Iterator[Loss]:
    here = {(row.__tablename__, row.id): row for row in kept}
    for place, row in proven.items():
        if place not in here:
            yield Loss(place, UNFIT if place in unfit else ALONE, row)
        elif any(getattr(here[place], column) != getattr(row, column) for column in row.__columns__):
            yield Loss(place, EMPTIED, row)


def _detached(kind: Kind, row: StoredRow | None) -> Base | None:
    return None if row is None else kind.mapped.detached(kind.python_values(row))
