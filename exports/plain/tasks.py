"""The actions as tasks, in the columns that Trello, Jira and Planner read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.files import atomic_write
from exports.plain.csv_files import Value, write_csv
from exports.written import IsCancelled, Progress, Written, stop_if
from journey.model import Journey
from resources.i18n import N_, Words, words
from storage.errors import PlanError
from strategy.links import frictions_of_action, kept_actions, objectives_of_action, segments_of_action
from strategy.model import Action, ActionStatus
from strategy.naming import Naming
from strategy.snapshot import Snapshot

_STATES: Mapping[str, tuple[str, str, str]] = {
    ActionStatus.PLANNED: ("To do", "To Do", "Not started"),
    ActionStatus.IN_PROGRESS: ("Doing", "In Progress", "In progress"),
    ActionStatus.DONE: ("Done", "Done", "Completed"),
    ActionStatus.BLOCKED: ("Blocked", "To Do", "Not started"),
}
"""What Trello, Jira and Planner call a status: they read these words in English, whatever their language."""
_PRIORITIES = {1: ("High", "Important"), 2: ("Medium", "Medium"), 3: ("Low", "Low")}
"""What Jira and Planner call a priority."""
NOTATION = "en"
"""Of the file: these programs read commas between columns and ISO dates."""


@dataclass(frozen=True)
class Task:
    """One action that is not dropped, in the words of its plan."""

    action: Action
    title: str
    description: str
    labels: tuple[str, ...]
    """The segments that it serves."""
    column: str
    """The horizon or the place where a board shows it: its journey, else nothing."""


def write_tasks(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    program: str,
) -> Written:
    """Write the actions for "trello", "jira" or "planner". Raises PlanError for another program."""
    if program not in PROGRAMS:
        raise PlanError(N_("Tasks are written for Trello, Jira or Planner only."))
    stop_if(is_cancelled)
    heads, row = PROGRAMS[program]
    tasks = tasks_of(snapshot, words(language))
    with atomic_write(path) as part:
        write_csv(part, [heads, *map(row, tasks)], NOTATION)
    return Written(Path(path), (program,))


def tasks_of(snapshot: Snapshot, reader: Words) -> list[Task]:
    """The actions in the order of the plan."""
    naming = Naming(snapshot, reader)
    return [_task(snapshot, naming, action) for action in kept_actions(snapshot)]


def _task(snapshot: Snapshot, naming: Naming, action: Action) -> Task:
    frictions = frictions_of_action(snapshot, action.id)
    objectives = objectives_of_action(snapshot, action.id)
    tr = naming.words.tr
    told = [
        (N_("Deliverable"), action.deliverable or ""),
        (N_("Contributors"), action.contributors or ""),
        (N_("Friction"), ", ".join(map(naming.title, frictions))),
        (N_("Objective"), ", ".join(map(naming.title, objectives))),
        (N_("KPI"), naming.label(action.kpi)),
        (N_("Risk"), action.risk or ""),
        (N_("Note"), action.note),
    ]
    pair = tr(N_("{name}: {value}"))
    description = "\n".join(pair.format(name=tr(name), value=value) for name, value in told if value)
    segments = tuple(map(naming.title, segments_of_action(snapshot, action.id)))
    journey = snapshot.get(Journey, action.journey_id)
    title = f"{naming.code(action)} {naming.title(action)}".strip()
    return Task(action, title, description, segments, naming.title(journey) if journey else "")


def _trello(task: Task) -> Sequence[Value]:
    action = task.action
    state = _STATES[ActionStatus(action.status)][0]
    return task.title, task.description, state, ", ".join(task.labels), action.owner, action.start_date, action.end_date


def _jira(task: Task) -> Sequence[Value]:
    action = task.action
    state, priority = _STATES[ActionStatus(action.status)][1], _PRIORITIES.get(action.priority or 2, ("", ""))[0]
    labels = " ".join(label.replace(" ", "_") for label in task.labels)  # a space ends a label there
    days = action.effort_days
    estimate = None if days is None else round(days * _SECONDS_OF_A_DAY)
    return (task.title, task.description, "Task", state, priority, action.owner, labels, action.start_date,
            action.end_date, estimate)  # fmt: skip


def _planner(task: Task) -> Sequence[Value]:
    action = task.action
    state, priority = _STATES[ActionStatus(action.status)][2], _PRIORITIES.get(action.priority or 2, ("", ""))[1]
    return (task.title, task.column, state, priority, action.owner, action.start_date, action.end_date,
            ", ".join(task.labels), task.description)  # fmt: skip


_SECONDS_OF_A_DAY = 8 * 60 * 60
"""Of work, as Jira counts estimates."""
PROGRAMS: Mapping[str, tuple[Sequence[str], Callable[[Task], Sequence[Value]]]] = {
    "trello": (
        ("Card Name", "Card Description", "List Name", "Labels", "Members", "Start Date", "Due Date"),
        _trello,
    ),
    "jira": (
        ("Summary", "Description", "Issue Type", "Status", "Priority", "Assignee", "Labels", "Start date", "Due date",
         "Original estimate"),
        _jira,
    ),
    "planner": (
        ("Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Start Date", "Due Date", "Labels",
         "Description"),
        _planner,
    ),
}  # fmt: skip
"""Headings that each program looks for, and the row of a task under them."""
