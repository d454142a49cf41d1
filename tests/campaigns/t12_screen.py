"""T12: what a team typed is shown as typed: no markup is obeyed, no file is opened, and no foreign drag runs anything.

A window on a plan whose every text is markup goes through its pages and dialogs. The campaign has each system call of
it traced, where strace is there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from strategy.plan_file import create_from_rows, sample_rows
from strategy.search_words import TEXT_COLUMNS
from tests.campaigns.nursery import nursery
from tests.campaigns.recording import ROOT, RUN, strace
from tests.campaigns.trial import Absent, Campaign, Control, Trial

_HERE = "tests.campaigns.window_walk"
_SAMPLES, _LANGUAGES = ("saas", "bank", "shop"), ("en", "fr")
_FREE = {
    "name",
    "text",
    "owner",
    "note",
    "comment",
    "company",
    "quote",
    "portrait",
    "title",
    "label",
    "subject",
}


def _plan(folder: Path, sample: str, language: str, secret: Path) -> Path:
    """A sample where all that a team may type is markup that names a file and an address."""
    nasty = (
        f'<b>{{}}</b><img src="file://{secret}"><img src="http://127.0.0.1:9/x"> $\\frac{{{{1}}}}$ =1 \u202egnp & "q"'
    )
    rows = []
    for row in sample_rows(sample, language):
        free = _FREE | set(TEXT_COLUMNS.get(row.__tablename__, ()))
        for column, value in list(vars(row).items()):
            if column in free and isinstance(value, str) and " " in value:
                setattr(row, column, nasty.format(value[:20]))
        rows.append(row)
    path = folder / "plan.periple"
    create_from_rows(path, rows).close()
    return path


def play(trial: Trial, folder: Path) -> None:
    traced = None if trial.is_in_suite else strace()
    for _dice in trial:
        own = folder / str(trial.number)
        own.mkdir()
        (own / "secret.png").write_bytes(b"x")
        sample = _SAMPLES[trial.number % len(_SAMPLES)]
        language = _LANGUAGES[trial.number // len(_SAMPLES) % len(_LANGUAGES)]
        path = _plan(own, sample, language, own / "secret.png")
        arguments = [str(path), language, "page" if trial.is_in_suite else "all"]
        if traced:
            lines = _traced(trial, traced, own, arguments)
        else:
            outcome = nursery().run(f"{_HERE}:walk", *arguments, patience=120)
            lines = [*outcome.lines, *(["raised: it crashed"] if outcome.signal else [])]
        for line in lines:
            if line.startswith(("wrong", "raised")):
                trial.lose(f"{sample} {language}: {line}")
            elif line.startswith("counted"):
                what, _, number = line.removeprefix("counted ").rpartition(" ")
                trial.count(what, int(number))
        trial.expect(any(line.startswith("counted texts with markup") for line in lines), f"{sample}: nothing was seen")


def _traced(trial: Trial, found: str, own: Path, arguments: list[str]) -> list[str]:
    """The same under strace: what the window opened and whom it called."""
    trace = own / "trace"
    calls = "trace=openat,open,stat,newfstatat,statx,access,connect"
    command = [
        found,
        "-f",
        "-qq",
        "-o",
        str(trace),
        "-e",
        calls,
        sys.executable,
        "-c",
        RUN,
        f"{_HERE}:walk",
        *arguments,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    text = trace.read_text(errors="replace")
    trial.expect("plan.periple" in text, "the trace is blind")
    trial.expect('/secret.png"' not in text, "a file that a text names was touched")
    trial.expect("AF_INET" not in text, "the window called somebody")
    return [*done.stdout.splitlines(), *([f"raised: {done.stderr[-300:]}"] if done.returncode else [])]


def careless(trial: Trial, _folder: Path) -> None:
    """A label as Qt makes it by default."""
    for _dice in trial:
        outcome = nursery().run(f"{_HERE}:show_carelessly", patience=60)
        for line in outcome.lines:
            if line.startswith("wrong"):
                trial.lose(line)


def foreign_drag(trial: Trial, folder: Path) -> None:
    """A list of Qt's own that takes what another program drags."""
    from PySide6 import __version__

    if tuple(int(part) for part in __version__.split(".")[:2]) >= (6, 12):
        raise Absent("this PySide6 refuses objects of Python in what is dragged")
    for _dice in trial:
        outcome = nursery().run(f"{_HERE}:drop_carelessly", folder / "ran", patience=60)
        trial.expect(not (folder / "ran").exists(), f"what was dragged ran code {outcome.error}")


CAMPAIGN = Campaign(
    "T12",
    "markup in every text, foreign drags",
    play,
    goal=6,
    in_suite=1,
    controls=[
        Control("a label as Qt makes it", careless, rounds=1),
        Control("a list that takes what is dragged", foreign_drag, rounds=1),
    ],
)
