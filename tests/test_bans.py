"""What must never be in the program: running what a file holds, markup from data, plans opened past SQLite.

Ruff forbids what it has rules for (pyproject.toml); this test the rest. Each ban is shown to find a planted violation.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sources import OURS, findings, looks_at

ROOT = Path(__file__).parents[1]
RUFF = {
    "TID251": "import pickle",
    "S102": "exec('1')",
    "S307": "eval('1')",
    "S301": "from pickle import loads\nloads(b'')",
    "S302": "import marshal\nmarshal.loads(b'')",
    "S306": "import tempfile\ntempfile.mktemp()",
    "S310": "import urllib.request\nurllib.request.urlopen(address)",
    "S506": "import yaml\nyaml.load(text)",
    "S602": "import subprocess\nsubprocess.run(command, shell=True)",
    "S605": "import os\nos.system(command)",
}
"""Ruff's rules that the list of bans relies on, each with code that it must find."""

_MARKUP = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown", "setOpenExternalLinks"}
_SQL = {"executescript", "enable_load_extension", "load_extension"}
_STREAMS = {"readQVariant", "writeQVariant", "setUserData"}
_RUNS = {"compile", "eval", "exec", "__import__"}
_NETWORK = {"socket.socket", "socket.create_connection", "urllib.request", "http.client", "requests", "QtNetwork"}
_SETTINGS = "QSettings"
"""Takes any object, and makes it again out of what a file holds: `ui/settings.py` alone has one, of strings."""
_READS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
_PLAN_NAMES = {"plan", "plan_path", "plan_file"}
ALLOWED = {
    ("ui/settings.py", "settings of its own"): "the one place for them",
    ("storage/gate.py", "a plan read past SQLite"): "before anything is connected, to look at its first bytes",
    ("storage/recovery.py", "a plan read past SQLite"): "an empty file of ours, which nobody has open",
    ("storage/backups.py", "a plan read past SQLite"): "a copy of ours, which nobody has open",
    ("storage/salvage.py", "a plan read past SQLite"): "a damaged file, which nobody here can have open",
}
"""Where a ban does not hold, and why."""


def violations(root: Path) -> list[str]:
    """Every banned call under `root`, as "file:line ban"."""
    paths = [path for name in OURS for path in ([root / name] if name.endswith(".py") else (root / name).rglob("*.py"))]
    found = []
    for path in sorted(path for path in paths if path.is_file()):
        name = path.relative_to(root).as_posix()
        for line, ban in findings(_bans, path.read_bytes()):
            if (name, ban) not in ALLOWED:
                found.append(f"{name}:{line} {ban}")
    return found


@looks_at(ast.Call, ast.Import, ast.ImportFrom, ast.Constant, ast.Attribute)
def _bans(node: ast.Call | ast.Import | ast.ImportFrom | ast.Constant | ast.Attribute) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call):
        called = _name(node)
        yield from ((node.lineno, ban) for ban, names, is_one in _CALLS if called in names and is_one(node))
    elif isinstance(node, ast.Import | ast.ImportFrom):
        names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
        dotted = {f"{getattr(node, 'module', '')}.{alias.name}" for alias in node.names}
        if any(each in _NETWORK or each.split(".")[-1] == "QtNetwork" for each in names | dotted):
            yield node.lineno, "a way to the network"
        if _SETTINGS in names:
            yield node.lineno, "settings of its own"
    elif isinstance(node, ast.Attribute):
        if node.attr == _SETTINGS:
            yield node.lineno, "settings of its own"
        if node.attr in ("RichText", "AutoText", "MarkdownText"):
            yield node.lineno, "rich text"
    elif isinstance(node.value, str):
        if node.value == _SETTINGS:
            yield node.lineno, "settings of its own"
        if node.value.lstrip().startswith("ATTACH "):
            yield node.lineno, "ATTACH"


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _subject(call: ast.Call) -> str:
    """What a method is called on, or a function is given first, by its last name."""
    subject: ast.expr | None = call.func.value if isinstance(call.func, ast.Attribute) else None
    if subject is None or (isinstance(subject, ast.Name) and subject.id in ("os", "io", "gzip", "shutil")):
        subject = call.args[0] if call.args else None
    return subject.attr if isinstance(subject, ast.Attribute) else getattr(subject, "id", "")


def _is_constant(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


_CALLS: list[tuple[str, set[str], Callable[[ast.Call], bool]]] = [
    ("markup from data", _MARKUP, lambda call: not _is_constant(call)),
    (
        "a tooltip that is not escaped",
        {"setToolTip", "setWhatsThis", "setStatusTip"},
        lambda call: not _is_safe_tip(call),
    ),
    ("SQL that nobody checks", _SQL, lambda _call: True),
    ("objects in a stream", _STREAMS, lambda _call: True),
    ("code made of text", _RUNS, lambda call: isinstance(call.func, ast.Name)),
    (
        "a setting that is no string",
        {"setValue"},
        lambda call: not _is_one_number(call) and (bool(call.keywords) or not all(map(_is_text, call.args[-1:]))),
    ),
    ("an address that opens by itself", {"openUrl"}, lambda call: not _is_folder(call)),
    ("a plan read past SQLite", _READS, lambda call: _subject(call) in _PLAN_NAMES),
]
"""Each ban with the names of the calls it is about, and whether one of them is banned."""


def _is_safe_tip(call: ast.Call) -> bool:
    """A text of ours, or one that was escaped."""
    tip = call.args[0] if call.args else None
    if isinstance(tip, ast.Call):
        return _name(tip) in ("plain_tip", "tr", "_reason")
    return isinstance(tip, ast.Constant)


def _is_folder(call: ast.Call) -> bool:
    """A place on this computer, shown by the system's own program for files."""
    place = call.args[0] if call.args else None
    return isinstance(place, ast.Call) and _name(place) == "fromLocalFile"


def _is_one_number(call: ast.Call) -> bool:
    """As sliders, bars and boxes of numbers are given; settings take a key as well."""
    return len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)


def _is_text(value: ast.expr) -> bool:
    """Whether nothing but a string can come of it, whatever the names in it stand for."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "str"
    return isinstance(value, ast.JoinedStr) or (isinstance(value, ast.Constant) and isinstance(value.value, str))


def test_nothing_of_ours_does_what_is_banned() -> None:
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("path", "line", "ban"),
    [
        ("ui/page.py", "label.setHtml(text)", "markup from data"),
        ("ui/page.py", "cursor.insertHtml(f'<b>{text}</b>')", "markup from data"),
        ("ui/page.py", "label.setOpenExternalLinks(is_on)", "markup from data"),
        ("ui/page.py", "label.setTextFormat(Qt.TextFormat.RichText)", "rich text"),
        ("ui/page.py", "widget.setToolTip(row.name)", "a tooltip that is not escaped"),
        ("storage/plan.py", "connection.executescript(text)", "SQL that nobody checks"),
        ("storage/plan.py", "connection.execute('ATTACH DATABASE ? AS other')", "ATTACH"),
        ("storage/plan.py", "connection.enable_load_extension(True)", "SQL that nobody checks"),
        ("ui/page.py", "stream.readQVariant()", "objects in a stream"),
        ("ui/settings.py", "self._store.setValue('x', {'a': 1})", "a setting that is no string"),
        ("ui/settings.py", "self._store.setValue('x', value)", "a setting that is no string"),
        ("ui/page.py", "kept.setValue('x', object())", "a setting that is no string"),
        ("ui/page.py", "settings()._store.setValue(*pair)", "a setting that is no string"),
        ("ui/page.py", "store.setValue('x', value=rows)", "a setting that is no string"),
        ("ui/page.py", "from PySide6.QtCore import QSettings as Kept", "settings of its own"),
        ("ui/page.py", "kept = QtCore.QSettings()", "settings of its own"),
        ("ui/page.py", "kept = getattr(QtCore, 'QSettings')", "settings of its own"),
        ("ui/page.py", "QDesktopServices.openUrl(address)", "an address that opens by itself"),
        ("strategy/plan.py", "open(plan_path, 'rb')", "a plan read past SQLite"),
        ("exports/plan.py", "document.plan.read_bytes()", "a plan read past SQLite"),
        ("strategy/plan.py", "compile(text, 'x', 'eval')", "code made of text"),
        ("strategy/plan.py", "__import__(name)", "code made of text"),
        ("ui/page.py", "from PySide6 import QtNetwork", "a way to the network"),
        ("strategy/plan.py", "import urllib.request", "a way to the network"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, path: str, line: str, ban: str) -> None:
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(f"{line}\n", encoding="utf-8")
    assert violations(tmp_path) == [f"{path}:1 {ban}"]


@pytest.mark.parametrize(
    "line", ["slider.setValue(near)", "bar.setValue(bar.value() + 1)", "box.setValue(3)", "store.setValue('x', str(y))"]
)
def test_numbers_of_sliders_and_strings_of_settings_are_no_violation(tmp_path: Path, line: str) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "page.py").write_text(f"{line}\n", encoding="utf-8")
    assert violations(tmp_path) == []


def test_ruff_finds_its_part() -> None:
    code = "\n".join(f"def function_{number}():\n    {line}" for number, line in enumerate(_indented()))
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format=json",
        "--stdin-filename=strategy/planted.py",
        "-",
    ]
    done = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True)
    assert RUFF.keys() <= {each["code"] for each in json.loads(done.stdout)}


def _indented() -> Iterator[str]:
    for line in RUFF.values():
        yield line.replace("\n", "\n    ")
