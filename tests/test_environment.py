from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "locks").glob("*.txt"))

# In pieces, so that this file does not name them either.
FOREIGN_ADDRESSES = re.compile(
    "|".join(
        [
            "/" + "work/",
            r"\.\./" + "shared",
            "/" + "root/",
            "/" + "tmp/",
            "/" + "opt/",
            "pypi" + r"\.",
            "python" + "hosted",
        ]
    )
)


def pins(lock: Path) -> dict[str, list[str]]:
    """The lines of a lock that name a package, by package."""
    found: dict[str, list[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if "==" in line:
            found.setdefault(line.split("==")[0], []).append(line.rstrip(" \\"))
    return found


def declared(group: str | None = None) -> set[str]:
    """The packages that pyproject.toml asks for, in a dependency group or for the program itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    return {re.split(r"[<>=;! ]", line)[0] for line in wanted}


def test_qt_calls_keep_the_references_to_none(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(300):
        label.setText("a")

    # PySide6 6.12 drops one at each call; Python 3.11 aborts when none is left. See the pin in pyproject.toml.
    assert sys.getrefcount(None) > before - 50


def test_python_3_11_is_never_given_the_qt_that_aborts() -> None:
    for name in ("app", "dev"):
        [pin] = [line for line in pins(ROOT / f"locks/{name}.txt")["pyside6-essentials"] if "< '3.12'" in line]
        version = pin.split("==")[1].split(" ")[0]
        assert tuple(int(part) for part in version.split(".")[:2]) < (6, 12)


def test_the_locks_hold_all_that_is_declared() -> None:
    assert declared() <= set(pins(ROOT / "locks/app.txt"))
    assert declared() | declared("dev") <= set(pins(ROOT / "locks/dev.txt"))
    assert declared("lock") <= set(pins(ROOT / "locks/lock.txt"))


def test_the_developers_lock_contains_the_programs() -> None:
    app, dev = pins(ROOT / "locks/app.txt"), pins(ROOT / "locks/dev.txt")
    assert [name for name in app if dev.get(name) != app[name]] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.stem))
def test_a_lock_holds_hashes_and_no_address(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    unknown = [
        line for line in lines if not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?|[a-z0-9-]+==[^/:@]+ \\", line)
    ]
    assert lines
    assert unknown == []


def test_no_file_tells_where_it_was_written() -> None:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this is not a git clone")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]
    telling = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in paths
        if (found := FOREIGN_ADDRESSES.search(path.read_bytes().decode("utf-8", errors="ignore")))
    ]
    assert paths
    assert telling == []


GUARDED = """
import contextlib, logging, socket, sqlite3, threading, time
import pytest
from PySide6.QtCore import QThreadPool, qWarning
from PySide6.QtWidgets import QLabel

kept = []

def test_all_is_well(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    label.show()

def test_transaction(tmp_path):
    kept.append(sqlite3.connect(tmp_path / "plan.db"))
    kept[-1].execute("BEGIN")

def test_thread():
    threading.Thread(target=time.sleep, args=(0.1,)).start()

def test_job(qapp):
    QThreadPool.globalInstance().start(lambda: time.sleep(0.1))

def test_window(qapp):
    kept.append(QLabel("left"))
    kept[-1].show()

def test_network():
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", 9), timeout=1)

def test_error():
    logging.getLogger("any").error("lost")

@pytest.mark.expects_log("lost")
def test_expected_error():
    logging.getLogger("any").error("lost")

@pytest.mark.expects_log("lost")
def test_missing_error():
    pass

def test_qt_warning(qapp):
    qWarning("careful")
"""


@pytest.mark.feature("feat_local_data")
def test_the_guards_fail_what_they_should(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_guarded.py").write_text(GUARDED, encoding="utf-8")
    command = ["-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), f"--rootdir={tmp_path}", str(tmp_path)]

    run = subprocess.run(
        [sys.executable, *command, "-p", "no:cacheprovider"], capture_output=True, text=True, cwd=tmp_path
    )

    failed = set(re.findall(r"^(?:ERROR|FAILED) \S+::test_(\w+)", run.stdout, flags=re.MULTILINE))
    assert failed == {"transaction", "thread", "job", "window", "network", "error", "missing_error", "qt_warning"}


def test_random_cases_are_the_same_whatever_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn() -> list[int]:
        cases: list[int] = []

        @settings(max_examples=100, database=None)
        @given(st.integers(0, 2**32))
        def draw(number: int) -> None:
            cases.append(number)

        draw()
        return cases

    before = drawn()
    literals = ", ".join(str(10**6 + number) for number in range(1000))
    (tmp_path / "of_literals.py").write_text(f"NUMBERS = ({literals})\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("of_literals")
    assert drawn() == before
