from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import findings, looks_at
from tests.support import opened_plan

ROOT = Path(__file__).parents[1]

# Each may import itself, what stands before it, and resources.
LAYERS = ["storage", "journey", "strategy", "exports", "ui", "main"]
OURS = {"resources", *LAYERS, "run", "tests"}

# Whose business a library is; the more precise name wins. Libraries that are not listed are free for all.
LIBRARIES = {
    "PySide6": {"ui", "main"},
    "sqlite3": {"storage"},
    "sqlalchemy.dialects": {"storage"},
    "openpyxl": {"exports"},
    "matplotlib": {"exports", "ui"},
}

# What takes long to import and the first window can do without, on a plan as well as on the welcome screen.
HEAVY = {"sqlalchemy", "networkx", "numpy", "scipy", "matplotlib", "openpyxl", "babel", "python_calamine", "defusedxml"}

COMPUTED = "a computed name"


def violations(root: Path) -> list[str]:
    """Every import under `root` that breaks the order of the layers, as "file:line imports module"."""
    return [
        f"{path.relative_to(root).as_posix()}:{line} imports {module}"
        for path in sorted(path for layer in ("resources", *LAYERS) for path in _modules(root, layer))
        if (importer := _layer(path.relative_to(root)))
        for line, module in findings(_imports, path.read_bytes())
        if not _is_allowed(importer, module)
    ]


def _modules(root: Path, layer: str) -> list[Path]:
    return [each for each in (root / f"{layer}.py", *root.joinpath(layer).rglob("*.py")) if each.is_file()]


def _layer(path: Path) -> str:
    return path.with_suffix("").parts[0]


@looks_at(ast.Import, ast.ImportFrom, ast.Call)
def _imports(node: ast.Import | ast.ImportFrom | ast.Call) -> Iterator[tuple[int, str]]:
    """Line and full name of each module imported anywhere in a file, type-checking blocks and functions included."""
    if isinstance(node, ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    elif _called(node).endswith(("import_module", "__import__")):
        target = node.args[0] if node.args else None
        yield node.lineno, str(target.value) if isinstance(target, ast.Constant) else COMPUTED


def _called(call: ast.Call) -> str:
    """The last name of what is called; "" for what has none."""
    name = call.func
    return name.id if isinstance(name, ast.Name) else name.attr if isinstance(name, ast.Attribute) else ""


def _is_allowed(importer: str, module: str) -> bool:
    top = module.split(".")[0]
    if module == COMPUTED:  # only who may import everything may hide what
        return importer in {"ui", "main"}
    if top in OURS:
        lower = LAYERS[: LAYERS.index(importer)] if importer in LAYERS else []
        return top in {importer, "resources", *lower}
    owners = [layers for name, layers in LIBRARIES.items() if f"{module}.".startswith(f"{name}.")]
    return all(importer in layers for layers in owners)


def test_every_module_imports_only_what_stands_before_it() -> None:
    assert violations(ROOT) == []


def test_every_layer_exists() -> None:
    assert [name for name in LAYERS if not (ROOT / name).is_dir() and not (ROOT / f"{name}.py").is_file()] == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("storage/plan.py", "import journey.model"),
        ("journey/model.py", "from strategy import model"),
        ("journey/deep/inside.py", "from PySide6.QtCore import QObject"),
        ("strategy/method.py", "def late():\n    from exports.workbook import write"),
        ("exports/workbook.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ui"),
        ("exports/workbook.py", "import importlib\nimportlib.import_module('ui.main_window')"),
        ("strategy/method.py", "import importlib\nfor name in names:\n    importlib.import_module(name)"),
        ("resources/words.py", "import storage"),
        ("ui/page.py", "import main"),
        ("ui/page.py", "import sqlite3"),
        ("journey/model.py", "from sqlalchemy.dialects import sqlite"),
        ("storage/plan.py", "from tests.support import plan"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, path: str, line: str) -> None:
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(f"{line}\n", encoding="utf-8")

    assert len(violations(tmp_path)) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("main.py", "import ui.application"),
        ("ui/page.py", "from PySide6.QtWidgets import QWidget"),
        ("exports/workbook.py", "from strategy.snapshot import Snapshot"),
        ("journey/model.py", "from sqlalchemy.orm import Mapped"),
        ("storage/plan.py", "from resources.i18n import N_"),
        ("tests/test_any.py", "import main"),
    ],
)
def test_what_the_layers_allow_is_left_alone(tmp_path: Path, path: str, line: str) -> None:
    allowed = tmp_path / path
    allowed.parent.mkdir(parents=True, exist_ok=True)
    allowed.write_text(f"{line}\n", encoding="utf-8")

    assert violations(tmp_path) == []


def imported_by(*command: str, **variables: str) -> set[str]:
    """Every module that a run of Python imports, as Python's own import log tells."""
    environment = {**os.environ, **variables}
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return set(re.findall(r"^import time:.*\|\s*(\S+)$", run.stderr, flags=re.MULTILINE))


def test_the_first_window_waits_for_no_heavy_library(tmp_path: Path) -> None:
    modules = imported_by("main.py", PERIPLE_EXIT_AFTER_PAINT="1", PERIPLE_DATA=str(tmp_path))

    assert "PySide6.QtWidgets" in modules
    assert sorted(HEAVY & modules) == []


def test_a_plan_is_on_screen_before_any_heavy_library_is_loaded(tmp_path: Path) -> None:
    plan = tmp_path / "sample.periple"
    opened_plan(plan, "saas").close()
    modules = imported_by("main.py", str(plan), PERIPLE_EXIT_AFTER_PAINT="1", PERIPLE_DATA=str(tmp_path))

    assert "ui.pages.objectives.card" in modules
    assert sorted(HEAVY & modules) == []


def test_a_heavy_import_is_seen() -> None:
    assert "numpy" in imported_by("-c", "import numpy")
