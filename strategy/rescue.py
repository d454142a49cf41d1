"""Bringing a plan back from what this computer keeps of it: verified copies, and the log of its gestures."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage import backups, recovery, traces
from storage.base import Base
from storage.copies import copy_alone
from storage.errors import writing
from storage.schema import schema_of
from strategy import examination
from strategy.plan_file import open_plan

if TYPE_CHECKING:
    from storage.backups import Backup
    from storage.document import Document
    from storage.recovery import LastState


@dataclass(frozen=True, slots=True)
class Rescue:
    """What a plan can be brought back to."""

    plan_id: str
    last: LastState | None
    """The exact last state that this computer saw; None without a log."""
    copies: tuple[Backup, ...]
    """Newest first."""

    @property
    def newest_copy(self) -> Backup | None:
        """The copy made last."""
        return self.copies[0] if self.copies else None

    @property
    def at(self) -> datetime.datetime:
        """The time of the newest state, in UTC."""
        times = [self.last.at] if self.last else []
        return max([*times, *(copy.made_at for copy in self.copies[:1])])


def rescue_of(plan_id: str | None) -> Rescue | None:
    """What there is of a plan; None if there is nothing."""
    if not plan_id:
        return None
    last = recovery.last_state(plan_id, schema_of(Base))
    copies = tuple(backups.backups(plan_id))
    return Rescue(plan_id, last, copies) if last or copies else None


def rescues() -> list[Rescue]:
    """Every plan of which there is something, the one with the newest state first."""
    found = (rescue_of(plan_id) for plan_id in traces.plans_with_traces())
    return sorted((each for each in found if each), key=lambda each: each.at, reverse=True)


def bring_back(last: LastState, target: Path) -> Document:
    """The last state in a new file, opened. PlanError if the name is taken, StorageError if it cannot be made."""
    recovery.rebuild(last, target, schema_of(Base), examination.finding)
    return open_plan(target)


def bring_back_copy(copy: Backup, target: Path) -> Document:
    """A copy in a new file, opened; one from before a migration is migrated. Raises as `bring_back` does."""
    backups.restore(copy.path, target)
    try:
        with writing(target):  # it may have to be converted
            return open_plan(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def bring_alone(plan: Path, target: Path) -> Document:
    """The main file of a plan without the journal beside it, in a new file, opened. Raises as `bring_back` does."""
    copy_alone(plan, target)
    try:
        with writing(target):  # it may have to be converted
            return open_plan(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
