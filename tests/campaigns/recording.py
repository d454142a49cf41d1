"""What a program asks of the system about the files of a folder, told by strace: writes, lengths, names, waits."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.campaigns.trial import Absent

Event = tuple[object, ...]
"""("write", name, place, bytes), ("cut", name, length), ("create" | "remove" | "sync", name), ("rename", from, to),
("sync folder",), ("ack", text); names are relative to the folder."""

ROOT = Path(__file__).parents[2]
_CALL = re.compile(r"(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
_RESUMED = re.compile(r"\s*<\.\.\. \w+ resumed>\s*(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_CALLS = "openat,open,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,lseek"
RUN = "import sys; from importlib import import_module as i; m, _, f = sys.argv[1].partition(':'); "
RUN += "getattr(i(m), f)(*sys.argv[2:])"


def strace() -> str:
    """Where strace is; Absent where it is not, or may not be used."""
    found = shutil.which("strace")
    if found is None or subprocess.run([found, "-qq", "true"], capture_output=True).returncode != 0:
        raise Absent("strace is not here, or may not be used")
    return found


@cache
def tracing() -> tuple[str, ...]:
    """The beginning of a command that traces a program and all that it starts; Absent where none may.

    Where strace can, the program goes on at full speed between the calls that are asked for.
    """
    for options in (("-f", "-qq", "--seccomp-bpf"), ("-f", "-qq")):
        trial = [strace(), *options, "-o", os.devnull, "-e", "trace=connect", "true"]
        if subprocess.run(trial, capture_output=True).returncode == 0:
            return strace(), *options
    raise Absent("strace is here, but may not be used")


def record(folder: Path, function: str, *arguments: str) -> list[Event]:
    """The events of a call of `module:function` in a process of its own."""
    trace = folder / "trace"
    options = ["-f", "-xx", "-s", "2000000", "-o", str(trace), "-e", f"trace={_CALLS}"]
    command = [strace(), *options, sys.executable, "-c", RUN, function, *arguments]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    with open(trace, errors="replace") as lines:
        return list(_events(lines, folder))


def _events(lines: Iterable[str], folder: Path) -> Iterator[Event]:
    reader = _Reader(folder)
    for line in _whole(lines):
        found = _CALL.match(line)
        if found and not found[3].startswith("-"):
            yield from reader.events(found[1], found[2], found[3])


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Calls in one line each: that of one thread is cut in two where another one called meanwhile."""
    begun: dict[str, str] = {}
    for line in lines:
        thread, _, call = line.rstrip("\n").partition(" ")
        if call.endswith("<unfinished ...>"):
            begun[thread] = call.removesuffix("<unfinished ...>").rstrip()
        elif found := _RESUMED.match(call):
            yield f"{thread} {begun.pop(thread, '').lstrip()}{found[1]}"
        else:
            yield line


class _Reader:
    """Knows which file each descriptor is, and where it is being written."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.realpath(folder)
        self._names: dict[str, str] = {}
        self._places: dict[str, int] = {}

    def events(self, call: str, arguments: str, result: str) -> Iterator[Event]:
        if call in ("openat", "open"):
            yield from self._opened(arguments, result)
        elif call == "close":
            self._names.pop(arguments.strip(), None)
        elif call == "write" and arguments.startswith("1,"):
            text = _texts(arguments)[0].decode()
            if text.startswith("ACK "):
                yield ("ack", text[4:].strip())
        elif call in ("unlink", "unlinkat"):
            yield from (("remove", name) for name in self._names_in(arguments))
        elif call.startswith("rename"):
            names = self._names_in(arguments)
            if len(names) == 2:
                yield ("rename", *names)
        else:
            yield from self._on_descriptor(call, arguments)

    def _on_descriptor(self, call: str, arguments: str) -> Iterator[Event]:
        descriptor, _, rest = arguments.partition(",")
        name = self._names.get(descriptor.strip())
        if name is None:
            return
        if call == "pwrite64":
            yield ("write", name, int(rest.rsplit(",", 1)[1]), _texts(rest)[0])
        elif call == "write":
            content = _texts(rest)[0]
            place = self._places.get(descriptor, 0)
            self._places[descriptor] = place + len(content)
            yield ("write", name, place, content)
        elif call == "ftruncate":
            yield ("cut", name, int(rest))
        elif call in ("fsync", "fdatasync"):
            yield ("sync folder",) if name.endswith("/") else ("sync", name)

    def _opened(self, arguments: str, descriptor: str) -> Iterator[Event]:
        self._names.pop(descriptor, None)
        path = os.path.realpath(_texts(arguments)[0].decode(errors="surrogateescape"))
        if not f"{path}/".startswith(f"{self._folder}/"):
            return
        name = os.path.relpath(path, self._folder)
        self._names[descriptor] = f"{name}/" if os.path.isdir(path) else name
        self._places[descriptor] = 0
        if "O_CREAT" in arguments:
            yield ("create", name)

    def _names_in(self, arguments: str) -> list[str]:
        paths = [os.path.realpath(text.decode(errors="surrogateescape")) for text in _texts(arguments)]
        return [os.path.relpath(path, self._folder) for path in paths if path.startswith(f"{self._folder}/")]


def _texts(arguments: str) -> list[bytes]:
    return [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments)]
