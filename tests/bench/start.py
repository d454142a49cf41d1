"""How much processor time passes until the first window is painted, compared with the barest window Qt can show.

Three programs take turns, so that the machine's other work disturbs them alike; the best of each counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 5
LIMITS = {"welcome window": 1.6, "sample plan": 4.0}

# Leaves as Périple does under PERIPLE_EXIT_AFTER_PAINT: at once when the event loop comes back after the first paint,
# because taking a program apart is not part of starting it.
BARE_WINDOW = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))

application = QApplication([])
window = Window()
window.setCentralWidget(QLabel("Périple"))
window.resize(1280, 800)
window.show()
application.exec()
"""


def main() -> int:
    """Print the three times and the two ratios; 1 when a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        plan = str(Path(folder, "sample.periple"))
        programs = {
            "bare window": ["-c", BARE_WINDOW],
            "welcome window": ["main.py"],
            "sample plan": ["main.py", plan],
        }
        _cpu_seconds(["main.py", "new", plan, "--sample", "saas", "--language", "en"], environment)
        for program in programs.values():  # once for nothing: bytecode, fonts, the file cache
            _cpu_seconds(program, environment)
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(ROUNDS):
            for name, program in programs.items():
                times[name].append(_cpu_seconds(program, environment))
    best = {name: min(seconds) for name, seconds in times.items()}
    return _report(best)


def _environment(folder: Path) -> dict[str, str]:
    """The child's variables: settings of its own, no recent plans, compiled modules kept."""
    environment = {**os.environ, "PERIPLE_EXIT_AFTER_PAINT": "1", "PERIPLE_DATA": str(folder / "application")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _cpu_seconds(program: list[str], environment: dict[str, str]) -> float:
    """User and system time of one run of `program`, which must succeed."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen([sys.executable, *program], cwd=ROOT, env=environment, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            errors.seek(0)
            sys.exit(errors.read().decode(errors="replace"))
    return usage.ru_utime + usage.ru_stime


def _report(best: dict[str, float]) -> int:
    bare = best["bare window"]
    print(f"{'':16}{'cpu s':>8}{'ratio':>8}{'limit':>8}   (best of {ROUNDS})")
    print(f"{'bare window':16}{bare:8.3f}")
    for name, limit in LIMITS.items():
        ratio = best[name] / bare
        print(f"{name:16}{best[name]:8.3f}{ratio:8.2f}{limit:8.1f}   {'ok' if ratio <= limit else 'TOO SLOW'}")
    return int(any(best[name] / bare > limit for name, limit in LIMITS.items()))
