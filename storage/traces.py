"""What this computer keeps of a plan besides its file, and how all of it is removed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from storage import backups, gate, gesture_log, marks, scratch
from storage.backups import Backup
from storage.database import JOURNAL
from storage.errors import os_error
from storage.files import identity, sweep_all
from storage.folders import backups_folder, recovery_folder
from storage.lock import SUFFIX
from storage.log_segment import segments


@dataclass(frozen=True, slots=True)
class Traces:
    """Copies of a plan and the log of its gestures."""

    copies: tuple[Backup, ...]
    """Newest first."""
    gestures: int
    since: datetime.datetime | None
    """The oldest gesture in the log; None without any."""
    copies_folder: Path
    log_folder: Path


def traces(plan_id: str) -> Traces:
    """What there is of a plan now."""
    records = [record for segment in segments(plan_id) for record in segment.records]
    since = records[0].at if records else None
    copies = tuple(backups.backups(plan_id))
    return Traces(copies, len(records), since, backups_folder(), recovery_folder(plan_id))


def plans_with_traces() -> set[str]:
    """The ids of all plans of which there is something."""
    return backups.copied_plans() | gesture_log.logged_plans()


def forget_past(plan_id: str, *, but: Path | None = None) -> None:
    """Removes the log of a plan and its copies, all but one. Raises StorageError if the disk refuses."""
    try:
        gesture_log.forget(plan_id)
        for copy in backups.backups(plan_id):
            if copy.path != but:
                copy.path.unlink(missing_ok=True)
        sweep_all(backups_folder())
        scratch.sweep()
    except OSError as error:
        raise os_error(error) from error


def forget_plan(plan: Path, plan_id: str, opened: tuple[int, int] | None = None) -> bool:
    """Removes a closed plan: its file, what lies beside it, scratch files included, and all that there is of it here.

    The file goes last, so that a disk that refuses leaves something to try again with. Raises StorageError then. False
    if the file is not there, or another has its place, which stays: not the one that was `opened` (`files.identity`),
    nor one that tells that it is this plan.
    """
    forget_past(plan_id)
    told = gate.told_id(plan)
    is_ours = told == plan_id if told else opened is not None and opened == identity(plan)
    try:
        marks.forget(plan, plan_id)
        if is_ours:
            sweep_all(plan.parent)
            for suffix in (JOURNAL, SUFFIX, ""):
                plan.with_name(plan.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise os_error(error) from error
    return is_ours
