"""A campaign: rounds of a trial, each with dice of its own, and controls that must lose something.

A control is the same trial of a program that is known to be careless. A campaign whose control loses nothing has shown
nothing: its harness is blind, and it fails. A round is played again by the seed and the number that its loss tells.
"""

from __future__ import annotations

import importlib
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parent
KIND = "~"
"""Begins the name of one of many kinds that are counted together."""
_MEMORY = Path("/dev/shm")
"""A disk in memory takes the same calls and has everything at once; no trial here is about a real one."""
_ENOUGH_MEMORY = 1 << 30
"""Bytes free on it: some containers have a small one, which is no place for trials of a full disk."""


class Absent(Exception):
    """What a trial needs is not on this machine: it was not played, and that is told."""


@dataclass
class Trial:
    """The rounds of one run, and what was lost in them."""

    name: str
    seed: int
    rounds: int
    seconds: float | None = None
    first: int = 0
    stops_at_a_loss: bool = False
    is_in_suite: bool = False
    """Whether it must be quick: trials leave out what takes seconds a round."""
    number: int = -1
    played: int = 0
    losses: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    largest: dict[str, float] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Random]:
        end = None if self.seconds is None else time.monotonic() + self.seconds
        for number in range(self.first, self.first + self.rounds):
            if self.played and end is not None and time.monotonic() > end:
                return
            if self.losses and self.stops_at_a_loss:
                return
            self.played += 1
            self.number = number
            yield Random(f"{self.name} {self.seed} {self.number}")

    def lose(self, what: str) -> None:
        """Something was lost, damaged or believed in this round."""
        self.losses.append(f"round {self.number}: {what}")

    def expect(self, is_kept: bool, what: str) -> None:
        """Lose `what` unless the promise was kept."""
        if not is_kept:
            self.lose(what)

    def leave_out(self, what: str) -> None:
        """A part of the trial cannot be played on this machine: that is told, and the trial counts as skipped."""
        if what not in self.left_out:
            self.left_out.append(what)

    def count(self, what: str, number: int = 1) -> None:
        """Tells what the rounds met, for the table of results."""
        self.counts[what] += number

    def measure(self, what: str, value: float) -> None:
        """Keeps the largest of the values."""
        self.largest[what] = max(value, self.largest.get(what, value))

    def figures(self) -> str:
        """What was counted and measured, in one line."""
        kinds = [number for name, number in self.counts.items() if name.startswith(KIND)]
        told = {name: number for name, number in self.counts.items() if not name.startswith(KIND)}
        rarest = [f"{len(kinds)} kinds, each {min(kinds)} times or more"] if kinds else []
        measured = [f"{name} at most {value:.3g}" for name, value in sorted(self.largest.items())]
        return ", ".join([*(f"{name} {number}" for name, number in sorted(told.items())), *rarest, *measured])


Play = Callable[[Trial, Path], None]
"""Plays the rounds of a trial in an empty folder."""


@dataclass(frozen=True)
class Control:
    """The same trial without the precaution that it is about."""

    title: str
    play: Play
    rounds: int = 20
    in_suite: bool = True


@dataclass(frozen=True)
class Campaign:
    """One row of the test programme in docs/reliability.md."""

    name: str
    title: str
    play: Play
    goal: int
    in_suite: int
    controls: Sequence[Control]
    parts_in_suite: int = 1
    """Tests that share the rounds of the suite, so that its workers can."""

    def in_part(self, part: int, seed: int) -> Trial:
        """One of those parts; its rounds have the numbers that they have in the whole."""
        first, end = (self.in_suite * each // self.parts_in_suite for each in (part, part + 1))
        return Trial(self.name, seed, end - first, first=first, is_in_suite=True)


def campaigns() -> dict[str, Campaign]:
    """All of them by name, in order: each module `t…` of this folder declares one."""
    modules = sorted(path.stem for path in FOLDER.glob("t[0-9][0-9]_*.py"))
    found = [importlib.import_module(f"tests.campaigns.{name}").CAMPAIGN for name in modules]
    return {campaign.name: campaign for campaign in found}


def played(play: Play, trial: Trial) -> Trial:
    """The trial after its rounds, which have a folder of their own."""
    with TemporaryDirectory(dir=scratch()) as folder:
        play(trial, Path(folder))
    return trial


def scratch() -> Path | None:
    """Where folders of trials are made; None for where the system makes them."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH_MEMORY else None


def controlled(campaign: Campaign, control: Control, seed: int) -> Trial:
    """What the careless program loses; the trial ends with the first loss."""
    name = f"{campaign.name} control"
    return played(control.play, Trial(name, seed, control.rounds, stops_at_a_loss=True))
