"""Opening a plan for the window: what stands in the way is told with what is safe and the ways out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import current, tr
from storage.errors import (
    DamagedPlan,
    NewerPlan,
    NotAPlan,
    NotConverted,
    OldPlan,
    PeripleError,
    PlanBusy,
    PlanError,
    PlanNotFound,
    UnfinishedPlan,
    UnknownJournal,
)
from ui.messages import Problem, Question, Way, messages
from ui.shell.files import SUFFIX
from ui.shell.recovering import open_alone, restore_last_state, show_recovery

if TYPE_CHECKING:
    from storage.document import Document
    from storage.lock import LockOwner
    from strategy.rescue import Rescue
    from ui.main_window import MainWindow

_READ, _TAKE_OVER = "read", "take over"


def open_document(path: Path, window: MainWindow, *, takes_over: bool = False) -> Document | None:
    """The plan in a file; None when it is not opened, after the user has been told why and what can be done."""
    from strategy.plan_file import open_plan

    try:
        document = open_plan(path, takes_over=takes_over)
    except PeripleError as error:
        messages().problem(_problem(error, path, window))
        return None
    if not document.is_read_only:
        return document
    owner = document.lock_owner
    if owner is None:
        from ui.shell.protected import read_or_copy

        return read_or_copy(document, window)
    choice = _choice(owner)
    if choice == _READ:
        return document
    document.close()
    if choice != _TAKE_OVER or not take_over(owner):
        return None
    return open_document(path, window, takes_over=True)


def is_open_in(window: MainWindow, path: Path) -> bool:
    """Whether the window has this very file: its own lock would tell that somebody has the plan."""
    from storage.files import identity

    document = window.bridge.document if window.bridge is not None else None
    return document is not None and identity(path) is not None and identity(path) == identity(document.path)


def take_over(owner: LockOwner) -> bool:
    """Whether the user, who has been told what it means, takes a plan from whoever has it."""
    return messages().ask(
        Question(
            tr("Take this plan over?"),
            tr(
                "{who} may still be at work on it. Nothing will be overwritten: whoever changes the plan second "
                "is told so and opens it again."
            ).format(who=name_of(owner)),
            tr("Take over"),
        )
    )


def name_of(owner: LockOwner) -> str:
    """Who has a plan, in words."""
    return tr("{user} on {host}").format(user=owner.user, host=owner.host) if owner.user else tr("Another window")


def sentence_on(owner: LockOwner) -> str:
    """Who has a plan, and since when."""
    since = current().moment(owner.since.astimezone()) if owner.since else ""
    sentence = tr("{who} has had this plan open since {when}: here it is for reading only.")
    if not since:
        sentence = tr("{who} has this plan open: here it is for reading only.")
    return sentence.format(who=name_of(owner), when=since)


def _choice(owner: LockOwner) -> str:
    """What the user does with a plan that somebody else has open; "" for nothing."""
    chosen: list[str] = []
    ways = [Way(tr("Open for reading"), lambda: chosen.append(_READ))]
    if owner.may_be_gone:
        ways.insert(0, Way(tr("Take over…"), lambda: chosen.append(_TAKE_OVER)))
    title, text = tr("This plan is open elsewhere"), sentence_on(owner)
    messages().problem(Problem(title, text, tuple(ways), icon="lock", tone="warning"))
    return chosen[0] if chosen else ""


def _problem(error: PeripleError, path: Path, window: MainWindow) -> Problem:
    if isinstance(error, DamagedPlan):
        return _damage(error, path, window)
    title = tr("The plan cannot be opened")
    details = "" if isinstance(error, PlanError) else str(error)
    if isinstance(error, NotAPlan):
        # One that lost its first bytes is told by its name alone; anything else, such as a device, is not searched.
        is_of_use = path.suffix == SUFFIX and path.is_file()
        ways = (_way_to_the_rest("", path, window),) if is_of_use else ()
        return Problem(tr("This file is not a plan"), error.text(current()), ways, details)
    if isinstance(error, NewerPlan):
        title = tr("This plan needs a newer version")
    elif isinstance(error, PlanNotFound):
        return _known(tr("The plan was not found"), error, path, window)
    elif isinstance(error, UnfinishedPlan):
        return _known(tr("This plan has an unfinished change"), error, path, window)
    elif isinstance(error, (OldPlan, NotConverted)):
        way = Way(tr("Save a copy elsewhere…"), lambda: open_alone(window, path))
        return Problem(tr("This plan must be converted"), error.text(current()), (way,), str(path))
    elif isinstance(error, UnknownJournal):
        way = Way(tr("Open a copy of the plan alone…"), lambda: open_alone(window, path))
        return Problem(tr("This plan has an unfinished change"), error.text(current()), (way,), details)
    elif isinstance(error, PlanBusy):
        again = Way(tr("Try again"), lambda: window.open_plan(path))
        return Problem(tr("Another program is using the plan"), error.text(current()), (again,), details)
    return Problem(title, error.text(current()), details=details)


def _damage(error: DamagedPlan, path: Path, window: MainWindow) -> Problem:
    """What is safe of a damaged plan, and the ways to it. The file itself stays as it is, whatever is chosen."""
    rescue = _rescue_of(error.plan_id)
    lines = _safe(rescue) if rescue else (tr("This computer has no copy of this plan."),)
    ways = _ways(rescue, path, window)
    if rescue is None or rescue.last is None:
        ways += (_way_to_the_rest(error.plan_id or "", path, window),)
    return Problem(tr("This plan is damaged"), error.text(current()), ways, error.finding, lines)


def _known(title: str, error: PeripleError, path: Path, window: MainWindow) -> Problem:
    """A file that is gone, or cannot be finished where it lies; if the plan was known here, what is safe of it."""
    from storage.marks import known_id

    rescue = _rescue_of(known_id(path))
    lines = _safe(rescue) if rescue else ()
    return Problem(title, error.text(current()), _ways(rescue, path, window), str(path), lines)


def _rescue_of(plan_id: str | None) -> Rescue | None:
    from strategy.rescue import rescue_of

    try:
        return rescue_of(plan_id)
    except OSError:  # the folder of the copies is out of reach: the damage is told all the same
        return None


def _safe(rescue: Rescue) -> tuple[str, ...]:
    from ui.models.rescue import copies_in_words, last_in_words

    lines = [last_in_words(rescue.last)] if rescue.last else []
    return (*lines, *([copies_in_words(rescue.copies)] if rescue.copies else []))


def _way_to_the_rest(plan_id: str, path: Path, window: MainWindow) -> Way:
    """For a damaged file of which no log tells the last state."""
    return Way(tr("What can still be read…"), lambda: show_recovery(window, plan_id, path, is_damaged=True))


def _ways(rescue: Rescue | None, path: Path, window: MainWindow) -> tuple[Way, ...]:
    if rescue is None:
        return ()
    ways = [Way(tr("Open a copy…"), lambda: show_recovery(window, rescue.plan_id, path))]
    last = rescue.last
    if last is not None:
        ways.append(Way(tr("Restore the exact last state"), lambda: restore_last_state(window, last, path)))
    return tuple(ways)
