"""A process that has imported the program once and forks a child for each trial, which may be killed, starve or hang.

    outcome = nursery().run("tests.campaigns.t01_kill:write", path, kill_after=0.1)

The function runs in a child of its own with the arguments, which JSON must hold; what it prints comes back as lines.
The environment of the child has the caller's PERIPLE_DATA. A new plan is opened in each child: none is ever inherited.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_MARK = "raised: "
_PRELOADED = (
    *("tests.campaigns.working", "strategy.imports.surveys", "strategy.imports.xes", "strategy.imports.journeys"),
    *("exports.returned.reading", "numpy", "python_calamine", "defusedxml.ElementTree", "openpyxl"),
    *("exports.workbook", "exports.interchange.command", "ui.pictures.command", "ui.report.report"),
    *(f"tests.campaigns.{path.stem}" for path in sorted(Path(__file__).parent.glob("t[0-9][0-9]_*.py"))),
)
"""What many children would import each for itself."""
_WARMED = "tests.campaigns.working:warm"
"""What each child would do first of all for itself: the tables mapped, the statements written."""


@dataclass(frozen=True)
class Outcome:
    """What became of a child."""

    lines: list[str]
    signal: int
    """That ended it, 0 if none did."""
    is_hung: bool
    """Whether it had to be killed because its patience was over."""
    seconds: float
    megabytes: float
    """At its largest, beyond what it inherited, its own children included."""

    @property
    def error(self) -> str:
        """The last line of what it raised; empty if it ended well."""
        return next((line.removeprefix(_MARK) for line in self.lines if line.startswith(_MARK)), "")


class Nursery:
    """One such process."""

    def __init__(self, *modules: str) -> None:
        command = [sys.executable, "-m", "tests.campaigns.nursery", *modules]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(
        self,
        function: str,
        *arguments: object,
        kill_after: float | None = None,
        kill_line: int = 1,
        patience: float = 20,
    ) -> Outcome:
        """Calls `module:function` in a child. `kill_after` counts the seconds from when it has printed some lines."""
        request = {
            "function": function,
            "arguments": [str(each) if isinstance(each, Path) else each for each in arguments],
            "kill_after": kill_after,
            "kill_line": kill_line,
            "patience": patience,
            "data": os.environ["PERIPLE_DATA"],
        }
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))

    def tell_each(self, function: str, paths: Sequence[Path], *, patience: float) -> Iterator[tuple[str, Outcome]]:
        """The line that `module:function` prints of each file, all in one child as long as it lives.

        The line of a file at which the child crashes or hangs is empty; another child goes on behind it.
        """
        rest = list(paths)
        while rest:
            outcome = self.run(function, *rest, patience=patience)
            told = [*(line for line in outcome.lines if not line.startswith(_MARK)), ""][: len(rest)]
            yield from ((line, outcome) for line in told)
            del rest[: len(told)]

    def close(self) -> None:
        """Ends it."""
        self._process.communicate()


@cache
def nursery() -> Nursery:
    """The nursery of this process, which has the model and its gestures; it stays until `close_all`."""
    made = Nursery(*_PRELOADED)
    _open.append(made)
    return made


_open: list[Nursery] = []


def close_all() -> None:
    """Ends the nursery of this process."""
    while _open:
        _open.pop().close()
    nursery.cache_clear()


def _serve(modules: list[str]) -> None:
    for name in modules:
        importlib.import_module(name)
    _called(_WARMED)
    gc.collect()
    gc.freeze()  # else each child copies the memory of all that its parent has, to look for what is not there
    for line in sys.stdin:
        print(json.dumps(_minded(json.loads(line))), flush=True)


def _minded(request: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """Fork, read what the child prints, kill it when it is time; its outcome."""
    reading, writing = os.pipe()
    inherited, start = _resident(), time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(request, writing)
    os.close(writing)
    text, is_hung = _heard(pid, reading, request, start + request["patience"])
    os.close(reading)
    _, status, usage = os.wait4(pid, 0)
    return {
        "lines": text.decode(errors="replace").splitlines(),
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "is_hung": is_hung,
        "seconds": time.monotonic() - start,
        "megabytes": max(0.0, usage.ru_maxrss / 1024 - inherited),
    }


def _heard(pid: int, reading: int, request: dict[str, Any], end: float) -> tuple[bytes, bool]:
    text, kill_at = b"", None
    while True:
        now = time.monotonic()
        due = end if kill_at is None else min(end, kill_at)
        ready = select.select([reading], [], [], max(0.0, due - now))[0]
        if not ready:
            os.killpg(pid, signal.SIGKILL)
            is_hung = kill_at is None or end < kill_at
            while more := os.read(reading, 1 << 16):
                text += more
            return text, is_hung
        more = os.read(reading, 1 << 16)
        if not more:
            return text, False
        text += more
        if kill_at is None and request["kill_after"] is not None and text.count(b"\n") >= request["kill_line"]:
            kill_at = time.monotonic() + request["kill_after"]


def _work(request: dict[str, Any], writing: int) -> None:
    """The child; it never returns."""
    logging.disable()  # trials provoke what the log would tell
    os.setsid()  # what it starts is killed with it
    os.dup2(writing, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ["PERIPLE_DATA"] = request["data"]
    try:
        _called(request["function"], *request["arguments"])
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the trial must hear of it
        print(f"{_MARK}{''.join(traceback.format_exception_only(error)).strip()!r}", flush=True)
    os._exit(0)


def _called(function: str, *arguments: object) -> None:
    module, _, name = function.partition(":")
    getattr(importlib.import_module(module), name)(*arguments)


def _resident() -> float:
    """Megabytes that a child has before it does anything."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


if __name__ == "__main__":
    _serve(sys.argv[1:])
