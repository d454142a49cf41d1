"""What comes after the plan and around it: decisions, tests, workshop notes, answers, warnings set aside."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from storage.base import Base, column, reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class Decision(Base):
    """What the team decided after a reading."""

    __tablename__ = "decision"

    reading_id: Mapped[str | None] = column(reference("kpi_reading"), default=None)
    action_id: Mapped[str | None] = column(reference("action", "SET NULL"), default=None)
    position: Mapped[int] = column(default=0)
    date: Mapped[datetime.date | None] = column(default=None)
    text: Mapped[str] = column(default="")
    owner: Mapped[str] = column(default="")


class AbTest(Base):
    """A comparison of two variants: successes out of trials for A and for B."""

    __tablename__ = "ab_test"

    action_id: Mapped[str | None] = column(reference("action", "SET NULL"), default=None)
    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")
    success_a: Mapped[int | None] = column(default=None)
    trials_a: Mapped[int | None] = column(default=None)
    success_b: Mapped[int | None] = column(default=None)
    trials_b: Mapped[int | None] = column(default=None)


class ReadingRhythm(Base):
    """How often a KPI is read; a KPI without a row is read when the team wants."""

    __tablename__ = "reading_rhythm"

    kpi: Mapped[str]
    months: Mapped[int]
    """Months between two readings."""


class WorkshopNote(Base):
    """A note taken in the room, not yet turned into anything."""

    __tablename__ = "workshop_note"

    position: Mapped[int] = column(default=0)
    step: Mapped[str | None] = column(default=None)
    kind: Mapped[str] = column(default="idea")
    """"friction", "idea", "fact" or "question"."""
    text: Mapped[str] = column(default="")
    author: Mapped[str] = column(default="")
    is_settled: Mapped[bool] = column(default=False)


class GuidingAnswer(Base):
    """The team's answer to a guiding question of a step."""

    __tablename__ = "guiding_answer"

    question: Mapped[str]
    text: Mapped[str] = column(default="")


class DismissedWarning(Base):
    """A warning that the team set aside, with the reason; the id joins the rule and the subject."""

    __tablename__ = "dismissed_warning"

    warning: Mapped[str]
    subject_id: Mapped[str] = column(default="")
    """Id of the row that it is about; empty = the whole plan."""
    note: Mapped[str] = column(default="")


class WorkbookMerge(Base):
    """A workbook that came back from the client, and what of it was taken into the plan."""

    __tablename__ = "workbook_merge"

    position: Mapped[int] = column(default=0)
    file_name: Mapped[str] = column(default="")
    merged_on: Mapped[datetime.date | None] = column(default=None)
    export_id: Mapped[str] = column(default="")
    """Of the export that came back, as its hidden sheet says."""
    exported_on: Mapped[datetime.date | None] = column(default=None)
    accepted: Mapped[int] = column(default=0)
    """Values that were taken in."""
    left: Mapped[int] = column(default=0)
    """Changes of the client that were not."""
    changes: Mapped[list[str]] = column(default_factory=list)
    """What was taken in, a line each."""
    added: Mapped[dict[str, Any]] = column(default_factory=dict)
    """Rows that were added: table of the workbook, id of the row, and the texts that the file says of it."""
