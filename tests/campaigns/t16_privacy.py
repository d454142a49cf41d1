"""T16: nothing of a plan leaves it: no log, mark, setting or scratch file has a word of it, and nobody is called.

A plan full of one odd word goes through commands and a window; some of them fail. Every call to a network is traced,
where strace is there; where not, that is told as left out.
"""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.campaigns.nursery import nursery
from tests.campaigns.recording import ROOT, RUN, tracing
from tests.campaigns.trial import Absent, Campaign, Control, Trial

_HERE = "tests.campaigns.t16_privacy"
_WORD = "Canarybird"
_KEPT = ("backups", "recovery")
"""Folders that hold plans by design; docs/reliability.md says so."""
_LEFT = {"periple.log", "crash.log", "settings.ini"}
"""What a day leaves in the application folder beside those."""
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind")
_ASKING = """
import subprocess, sys
asked = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
subprocess.run([sys.executable, "-c", asked], check=True)
"""


def live(folder: str) -> None:
    """A day with a plan, at the end of which the program crashes. Tells every call to a network that Python makes."""
    sys.addaudithook(lambda event, _arguments: print(f"called {event}") if event in _NETWORK else None)
    home = Path(folder, "home")
    home.mkdir()
    os.environ["HOME"] = os.environ["TMPDIR"] = tempfile.tempdir = str(home)
    plan = Path(folder, "plan", "work.periple")
    plan.parent.mkdir()
    _write_plan(plan)
    _give_commands(plan)
    _open_window(plan)
    sys.stdout.flush()


def _write_plan(path: Path) -> None:
    from strategy.plan_file import create_from_rows, sample_rows

    rows = []
    for row in sample_rows("shop", "en"):
        for column in ("name", "text", "note", "owner", "quote", "comment"):
            value = getattr(row, column, None)
            if isinstance(value, str) and value and row.__tablename__ != "plan":
                setattr(row, column, f"{_WORD} {value}")
        rows.append(row)
    create_from_rows(path, rows).close()


def _give_commands(plan: Path) -> None:
    from main import main as command

    for name in ("out.xlsx", "out.json", "out.graphml", "out.svg"):
        command(["export", str(plan), str(plan.with_name(name))])
    command(["check", str(plan)])
    command(["analyse", str(plan), "--journey", f"{_WORD} nowhere"])
    command(["export", str(plan), str(plan.parent / "no" / "out.xlsx")])
    plan.with_name("drawing.mmd").write_text(f"flowchart LR\n a[{_WORD}] --> b[{_WORD} two]\n")
    command(["import", str(plan), str(plan.with_name("drawing.mmd"))])
    plan.with_name("torn.json").write_text(f'{{"{_WORD}": [')
    command(["new", str(plan.with_name("other.periple")), "--from", str(plan.with_name("torn.json"))])
    spoilt = plan.with_name("spoilt.periple")
    spoilt.write_bytes(plan.read_bytes().replace(_WORD.encode(), _WORD[::-1].encode(), 1))
    command(["check", str(spoilt)])


def _open_window(plan: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from strategy.operations import add_note
    from tests.windows import Recorder, dress
    from ui.main_window import MainWindow
    from ui.messages import messages
    from ui.pages.registry import ALL_PAGES
    from ui.shell.log import start_log

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    start_log()
    window = MainWindow()
    window.open_plan(plan)
    messages().use(Recorder())
    window.show()
    assert window.bridge is not None
    assert window.view is not None
    add_note(window.bridge.document, text=f"{_WORD} said so")
    for page_id in ALL_PAGES:
        window.view.show_page(page_id)
        window.grab()
    window.open_plan(plan.with_name("spoilt.periple"))
    window.close()
    faulthandler.dump_traceback(start_log())  # as a crash would


def play(trial: Trial, folder: Path) -> None:
    for _dice in trial:
        _play(trial, folder / str(trial.number), lambda own: _lived(trial, own))


def _play(trial: Trial, own: Path, live_in: Callable[[Path], list[str]]) -> None:
    own.mkdir()
    os.environ["PERIPLE_DATA"] = str(own / "data")
    lines = live_in(own)
    for line in lines:
        if line.startswith(("called", "raised")):
            trial.lose(line)
    trial.expect((own / "plan" / "work.periple").exists(), "there was no plan")
    for path in (each for each in own.rglob("*") if each.is_file()):
        place = path.relative_to(own).parts
        if place[0] == "plan" or place[:2] in [("data", kept) for kept in _KEPT]:
            continue
        trial.count("files looked at")
        content = path.read_bytes()
        for encoding in ("utf-8", "utf-16-le"):
            trial.expect(_WORD.encode(encoding) not in content, f"a word of the plan is in {'/'.join(place)}")


def _lived(trial: Trial, own: Path) -> list[str]:
    """What the day tells, and the trace of it. That of the network alone: files are looked at when it is over."""
    try:
        command = [*tracing(), "-o", str(own / "trace"), "-e", "trace=%network", sys.executable, "-c", RUN]
    except Absent as absent:
        trial.leave_out(f"the trace of calls: {absent}")
        lines = nursery().run(f"{_HERE}:live", own, patience=120).lines
    else:
        done = subprocess.run([*command, f"{_HERE}:live", str(own)], cwd=ROOT, capture_output=True, text=True)
        lines = [*done.stdout.splitlines(), *([f"raised: {done.stderr[-300:]}"] if done.returncode else [])]
        lines += called(own / "trace")
    kept = {path.name for path in (own / "data").iterdir()}
    trial.expect(kept >= _LEFT, f"of what may have words of a plan, there is only {sorted(kept)}: the trial is blind")
    return lines


def called(trace: Path) -> list[str]:
    """Each call beyond this computer's own sockets; the trace is gone then."""
    calls = trace.read_text(errors="replace").splitlines()
    trace.unlink()
    return [f"called {line}" for line in calls if "AF_INET" in line]


def live_carelessly(folder: str) -> None:
    """A program that notes what the user typed, and asks for its update."""
    import socket

    sys.addaudithook(lambda event, _arguments: print(f"called {event}") if event in _NETWORK else None)
    data = Path(os.environ["PERIPLE_DATA"])
    data.mkdir()
    (data / "periple.log").write_text(f"renamed to {_WORD}")
    Path(folder, "plan").mkdir()
    Path(folder, "plan", "work.periple").touch()
    with socket.socket() as asked:
        asked.settimeout(0.01)
        asked.connect_ex(("127.0.0.1", 9))


def careless(trial: Trial, folder: Path) -> None:
    for _dice in trial:
        _play(trial, folder / str(trial.number), lambda own: nursery().run(f"{_HERE}:live_carelessly", own).lines)


def asking_beside_python(trial: Trial, folder: Path) -> None:
    """A program that starts another one which asks, so that Python sees no call; the trace does."""
    command = [*tracing(), "-o", str(folder / "trace"), "-e", "trace=%network", sys.executable, "-c", _ASKING]
    for _dice in trial:
        subprocess.run(command, check=True)
        for line in called(folder / "trace"):
            trial.lose(line)


CAMPAIGN = Campaign(
    "T16",
    "words of a plan, and calls",
    play,
    goal=5,
    in_suite=1,
    controls=[
        Control("a program that notes what was typed and asks for its update", careless, rounds=1),
        Control("a program that asks beside Python", asking_beside_python, rounds=1),
    ],
)
