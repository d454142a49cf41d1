"""T19: what is installed is what was locked, hash by hash, and importing the program calls nobody.

The bans on code have a test of their own, with planted violations: tests/test_bans.py.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.campaigns.recording import ROOT
from tests.campaigns.trial import Campaign, Control, Trial

_PACKAGES = ("resources", "storage", "journey", "strategy", "exports", "ui", "main")
_IMPORT = """
import importlib, sys
from pathlib import Path
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
sys.addaudithook(lambda event, _arguments: print("called", event, flush=True) if event in NETWORK else None)
for name in sys.argv[1:]:
    importlib.import_module(name)
print("imported", len(sys.argv) - 1)
"""


def _modules() -> list[str]:
    paths = [
        path for name in _PACKAGES for path in [ROOT / f"{name}.py", *(ROOT / name).rglob("*.py")] if path.is_file()
    ]
    return sorted(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths)


def play(trial: Trial, _folder: Path) -> None:
    for dice in trial:
        modules = _modules()
        dice.shuffle(modules)  # which also shows that none relies on another having been imported before
        done = subprocess.run([sys.executable, "-c", _IMPORT, *modules], cwd=ROOT, capture_output=True, text=True)
        lines = done.stdout.splitlines()
        trial.expect(lines[-1:] == [f"imported {len(modules)}"], f"not all could be imported: {done.stderr[-300:]}")
        trial.expect(not any(line.startswith("called") for line in lines), f"importing calls: {lines[:3]}")
        trial.count("modules", len(modules))
        for lock in sorted((ROOT / "locks").glob("*.txt")):
            trial.expect(not unlocked(lock.read_text(encoding="utf-8")), f"{lock.name} has packages without hashes")


def unlocked(text: str) -> list[str]:
    """The packages of a lock that any file would do for."""
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    return [entry.split("==")[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]


def careless(trial: Trial, folder: Path) -> None:
    """A module that looks for its update, and a lock that names versions only."""
    for _dice in trial:
        (folder / "eager.py").write_text("import socket\nsocket.getaddrinfo('localhost', 80)\n")
        done = subprocess.run([sys.executable, "-c", _IMPORT, "eager"], cwd=folder, capture_output=True, text=True)
        seen = "called" in done.stdout and bool(unlocked("numpy==2.4.0\npillow==13.0 \\\n    --hash=sha256:00"))
        if seen:
            trial.lose("importing calls")


CAMPAIGN = Campaign(
    "T19",
    "what is installed, what importing does",
    play,
    goal=10,
    in_suite=1,
    controls=[Control("a module that looks for its update", careless, rounds=1)],
)
