"""What a plan contains and what is kept of it, as lines in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import current, ntr, tr

if TYPE_CHECKING:
    from storage.traces import Traces
    from strategy.personal import PersonalData
    from strategy.snapshot import Snapshot

Lines = list[tuple[str, str]]
"""What, and how much of it."""
_NAMES_SHOWN = 6
_STEPS = (
    ("step_1_objectives", ("objective", "kpi_reading")),
    ("step_2_segments", ("segment", "persona")),
    (
        "step_3_journeys",
        ("journey", "stage", "touchpoint", "transition", "friction", "opportunity", "emotion_observation"),
    ),
    ("step_4_capabilities", ("swot_statement", "functional_need", "tool")),
    ("step_5_action_plan", ("action", "decision", "ab_test", "feedback_note")),
)


def plan_lines(snapshot: Snapshot) -> Lines:
    """The things of each step, counted."""
    from strategy.snapshot import mapped_classes
    from ui.deletion import count_of

    classes = {mapped.__tablename__: mapped for mapped in mapped_classes()}
    counts = {kind: len(snapshot.all(mapped)) for kind, mapped in classes.items()}
    lines: Lines = []
    for step, kinds in _STEPS:
        counted = [count_of(kind, counts[kind]) for kind in kinds if counts[kind]]
        lines.append((current().label(step), current().join(counted) if counted else tr("nothing")))
    notes = counts["workshop_note"]
    words = ntr("{n} workshop note", "{n} workshop notes", notes).format(n=current().number(notes))
    lines.append((tr("Workshop notes"), words if notes else tr("nothing")))
    return lines


def personal_lines(found: PersonalData) -> Lines:
    """Who is named and what people said; one line when there is nothing of the sort."""
    if found.is_none:
        return [(tr("Nobody"), tr("No name, statement, portrait or address is in this plan."))]
    lines: Lines = [
        (tr("Participants"), _named(found.participants)),
        (tr("Owners and authors"), _named(found.owners)),
        (tr("Personas"), _named(found.personas)),
    ]
    for words, count in (
        (tr("Statements of people"), found.statements),
        (tr("Portraits"), found.portraits),
        (tr("Texts with an e-mail address or a telephone number"), found.addresses),
    ):
        lines.append((words, current().number(count) if count else ""))
    lines.append((tr("Files imported"), _named(found.files)))
    return [(words, text) for words, text in lines if text]


def kept_lines(kept: Traces, plan: Path) -> Lines:
    """The file, the copies and the log: where, how many, since when."""
    lines: Lines = [(tr("File of the plan"), str(plan))]
    count = len(kept.copies)
    words = ntr("{n} copy since {when}, in {folder}", "{n} copies since {when}, in {folder}", count)
    since = current().date(kept.copies[-1].made_at.astimezone().date()) if kept.copies else ""
    text = words.format(n=current().number(count), when=since, folder=kept.copies_folder)
    lines.append((tr("Verified copies"), text if kept.copies else tr("none yet")))
    gestures = kept.gestures
    words = ntr(
        "{n} change since {when}, with what was deleted, in {folder}",
        "{n} changes since {when}, with what was deleted, in {folder}",
        gestures,
    )
    since = current().date(kept.since.astimezone().date()) if kept.since else ""
    text = words.format(n=current().number(gestures), when=since, folder=kept.log_folder)
    lines.append((tr("History, for undo and recovery"), text if gestures else tr("none")))
    return lines


def _named(names: Sequence[str]) -> str:
    """A count and the first few names."""
    shown = ", ".join(names[:_NAMES_SHOWN]) + (" …" if len(names) > _NAMES_SHOWN else "")
    return f"{current().number(len(names))} ({shown})" if names else ""
