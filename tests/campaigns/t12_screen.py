"""T12: what a team typed is shown as typed: no markup is obeyed, no file is opened, and no foreign drag runs anything.

A window on a plan whose every text is markup goes through its pages and dialogs, and meets each class of widgets. Each
file that it opens and each call that it makes is traced, where strace is there; where not, that is told as left out.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from strategy.plan_file import create_from_rows, sample_rows
from strategy.search_words import TEXT_COLUMNS
from tests.campaigns.nursery import nursery
from tests.campaigns.recording import ROOT, RUN, tracing
from tests.campaigns.trial import Absent, Campaign, Control, Trial

_HERE = "tests.campaigns.window_walk"
_SAMPLES, _LANGUAGES = ("saas", "bank", "shop"), ("en", "fr")
_FREE = {"name", "text", "owner", "note", "comment", "company", "quote", "portrait", "title", "label", "subject"}
_CALLS = "trace=open,openat,openat2,connect"
_LEAST_TEXTS = 1000
"""With markup, that each walk must come by. Which classes of widgets it must meet, `window_classes` knows: all."""


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
    for _dice in trial:
        own = folder / str(trial.number)
        own.mkdir()
        (own / "secret.png").write_bytes(b"x")
        sample = _SAMPLES[trial.number % len(_SAMPLES)]
        language = _LANGUAGES[trial.number // len(_SAMPLES) % len(_LANGUAGES)]
        path = _plan(own, sample, language, own / "secret.png")
        lines = _walked(trial, own, [str(path), language])
        for line in lines:
            if line.startswith(("wrong", "raised")):
                trial.lose(f"{sample} {language}: {line}")
        found = _counted(lines)
        trial.counts.update(found)
        trial.expect(found["texts with markup"] > _LEAST_TEXTS, f"{sample}: too little was seen: {found}")


def _counted(lines: list[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        if line.startswith("counted"):
            what, _, number = line.removeprefix("counted ").rpartition(" ")
            found[what] += int(number)
    return found


def _walked(trial: Trial, own: Path, arguments: list[str]) -> list[str]:
    """What the walk tells, and the trace of it."""
    try:
        command = [*tracing(), "-o", str(own / "trace"), "-e", _CALLS, sys.executable, "-c", RUN]
    except Absent as absent:
        trial.leave_out(f"the trace of calls: {absent}")
        outcome = nursery().run(f"{_HERE}:walk", *arguments, patience=120)
        return [*outcome.lines, *(["raised: it crashed"] if outcome.signal else [])]
    done = subprocess.run(
        [*command, f"{_HERE}:walk", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    for what in judged((own / "trace").read_text(errors="replace")):
        trial.lose(what)
    trial.count("calls traced", (own / "trace").read_text(errors="replace").count("\n"))
    return [*done.stdout.splitlines(), *([f"raised: {done.stderr[-300:]}"] if done.returncode else [])]


def judged(trace: str) -> list[str]:
    """What is wrong with a trace of a window on such a plan."""
    wrong = {
        "the trace is blind": "plan.periple" not in trace,
        "a file that a text names was opened": '/secret.png"' in trace,
        "the window called somebody": "AF_INET" in trace,
    }
    return [what for what, is_so in wrong.items() if is_so]


def careless(trial: Trial, _folder: Path) -> None:
    """A label as Qt makes it by default."""
    for _dice in trial:
        outcome = nursery().run(f"{_HERE}:show_carelessly", patience=60)
        for line in outcome.lines:
            if line.startswith("wrong"):
                trial.lose(line)


def walking_short(trial: Trial, _folder: Path) -> None:
    """A walk that does not come by one class of widgets."""
    for _dice in trial:
        outcome = nursery().run("tests.campaigns.window_classes:tell_what_a_short_walk_misses", patience=60)
        for line in outcome.lines:
            if line.startswith("wrong: ui.widgets.toast.Toast was not met"):
                trial.lose(line)


def reading_what_texts_name(trial: Trial, folder: Path) -> None:
    """A label that shows the picture which its text names, under the same trace."""
    try:
        command = [*tracing(), "-o", str(folder / "trace"), "-e", _CALLS, sys.executable, "-c", RUN]
    except Absent as absent:
        raise Absent(f"the trace of calls: {absent}") from absent
    (folder / "secret.png").write_bytes(b"x")
    for _dice in trial:
        subprocess.run([*command, f"{_HERE}:show_what_is_named", str(folder / "secret.png")], cwd=ROOT, check=True)
        for what in judged((folder / "trace").read_text(errors="replace")):
            if "opened" in what:
                trial.lose(what)


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
        Control("a walk that leaves out a class of widgets", walking_short, rounds=1),
        Control("a label that shows the picture which its text names", reading_what_texts_name, rounds=1),
        Control("a list that takes what is dragged", foreign_drag, rounds=1),
    ],
)
