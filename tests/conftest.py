"""Guards of every test: no display needed, the user's own files out of reach, and nothing left behind or unsaid."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from exports.wall import wall
from ui.garbage import collect_if_due

# The suite plays the same random cases each time, so that its verdict means something; the soak looks for new ones.
# No deadlines: the machine may be busy.
settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("soak" if "PERIPLE_GESTURES" in os.environ else "suite")
if settings.get_current_profile_name() == "suite":
    # Hypothesis would also try the literals of all our modules that are loaded: other cases alone than among others.
    providers._get_local_constants = lambda: providers._local_constants

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported: it aborts where there is no display
os.environ.pop("PERIPLE_EXIT_AFTER_PAINT", None)
# Each gesture waits until the disk has it; a disk in memory takes the same calls and has it at once.
_MEMORY = "/dev/shm"
if "TMPDIR" not in os.environ and os.path.isdir(_MEMORY) and shutil.disk_usage(_MEMORY).free > 2**30:
    os.environ["TMPDIR"] = tempfile.tempdir = _MEMORY
# Never the user's folder, even while tests are collected.
os.environ["PERIPLE_DATA"] = os.path.join(tempfile.gettempdir(), "periple-tests")

# Not while tests are collected either: what is imported stays.
gc.disable()

_connections: list[sqlite3.Connection] = []
_reached: list[str] = []
_CONNECTED = "sqlite3.connect/handle"
_WATCHED = frozenset({_CONNECTED, "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"})


_LONGEST = (
    "stories/test_keyboard_only.py",
    "exports/test_libreoffice.py",
    "storage/test_random_gestures.py",
    "stories/test_a_plan_in_two_windows.py",
    "ui/test_accessible_names.py",
    "ui/test_palette.py",
    "ui/test_longer_texts.py",
)
"""Started first, so that no worker is left alone with one of them at the end."""


def pytest_sessionstart(session: pytest.Session) -> None:
    """Workers of one run keep for each other what takes long to make: see `tests.made_once`."""
    if hasattr(session.config, "workerinput"):
        os.environ["PERIPLE_TEST_RUN"] = str(Path(session.config.option.basetemp).parent)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest stories first, the rest by name; each report says the features that its test shows."""
    for item in items:
        item.user_properties += [("feature", name) for mark in item.iter_markers("feature") for name in mark.args]
    items.sort(key=lambda item: not item.path.as_posix().endswith(_LONGEST))


def pytest_collection_finish() -> None:
    """Spares every later collection of garbage the look at modules and tests, which are there to stay.

    From here on it is collected between tests, never by a thread at work in one: see `ui.garbage`. What collecting the
    tests left over stays as well: to look for it takes longer than it is worth.
    """
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    _delete_what_is_closed()
    collect_if_due()


def _note_connection(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _WATCHED:  # at once: Python tells thousands of events a test
        return
    if event == _CONNECTED:
        if isinstance(arguments[0], sqlite3.Connection):
            _connections.append(arguments[0])
    else:
        _reached.append(event)
        raise ConnectionRefusedError("Périple works without network, and so do its tests")


sys.addaudithook(_note_connection)


@pytest.fixture(scope="session")
def _application_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh folder each time; pytest would read through all it has made before it makes one more."""
    above = tmp_path_factory.mktemp("applications")
    return (above / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_application_folder(_application_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and backups of each test go to a folder of its own."""
    folder = next(_application_folders)
    folder.mkdir()
    monkeypatch.setenv("PERIPLE_DATA", str(folder))


@pytest.fixture(autouse=True, scope="session")
def _files_are_read_here() -> None:
    """Dialogs read files in this process; what another one does is tried in `tests/exports/test_wall.py`."""
    wall.is_up = False


@pytest.fixture(autouse=True)
def _leaves_nothing_behind() -> Iterator[None]:
    """Fails the test that leaves a transaction, a thread, a job or a window."""
    _connections.clear()
    threads = set(threading.enumerate())
    yield
    _wait_for_copies()
    left = [*_open_transactions(), *_running_threads(threads), *_running_jobs(), *_visible_windows()]
    assert not left, f"left behind: {', '.join(left)}"


@pytest.fixture(autouse=True)
def _reaches_no_network() -> Iterator[None]:
    """Fails the test that asks for a network, which it does not get."""
    _reached.clear()
    yield
    assert not _reached, f"asked for the network: {', '.join(_reached)}"


@pytest.fixture(autouse=True)
def _logs_no_error(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test that logs an error it does not announce by the marker `expects_log`."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    marker = request.node.get_closest_marker("expects_log")
    if marker:
        pattern = marker.args[0]
        assert any(re.search(pattern, error) for error in errors), f"no error matching {pattern!r} was logged"
        errors = [error for error in errors if not re.search(pattern, error)]
    assert not errors, f"logged errors: {errors}"


def _delete_what_is_closed() -> None:
    """Else pages pile up until a loop of events runs, and answer what happens in later tests."""
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait_for_copies() -> None:
    """A plan may be copied in the background while its test ends."""
    for thread in threading.enumerate():
        if thread.name == "copyist":
            thread.join(10)


def _open_transactions() -> list[str]:
    open_ones = []
    for connection in _connections:
        try:
            if connection.in_transaction:
                open_ones.append(f"a transaction of {connection}")
        except sqlite3.ProgrammingError:  # it is closed, as it should be
            continue
    _connections.clear()
    return open_ones


def _running_threads(before: set[threading.Thread]) -> list[str]:
    return [str(thread) for thread in threading.enumerate() if thread not in before and not thread.daemon]


def _running_jobs() -> list[str]:
    if "PySide6.QtCore" not in sys.modules:
        return []
    from PySide6.QtCore import QThreadPool

    pool = QThreadPool.globalInstance()
    if pool.waitForDone(20):  # a job that has told its result still needs a moment to leave the pool
        return []
    pool.waitForDone(5000)  # else the next test is blamed
    return ["a job in the thread pool"]


def _visible_windows() -> list[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    for window in windows:  # else every later test fails too
        window.hide()
        window.deleteLater()
    return [f"window {window!r}" for window in windows]
