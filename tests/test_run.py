from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).parents[1]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What run.py would install, then what it would start."""
    calls: list[list[str]] = []
    monkeypatch.chdir(ROOT)

    def note(arguments: list[str]) -> int:
        calls.append(arguments)
        return 0

    monkeypatch.setattr(run, "set_up", note)
    monkeypatch.setattr(run, "hand_over", note)
    return calls


def test_the_arguments_of_the_program_pass_through(started: list[list[str]]) -> None:
    run.main(["new", "a plan.periple", "--sample", "saas"])

    assert started == [["app"], [str(ROOT / "main.py"), "new", "a plan.periple", "--sample", "saas"]]


def test_a_developer_task_is_started_with_its_own_packages(started: list[list[str]]) -> None:
    run.main(["bench", "start"])
    run.main(["lock", "--upgrade"])

    assert started[:2] == [["dev"], ["-m", "tests.tasks.bench", "start"]]
    assert started[2:] == [["dev", "lock"], ["-m", "tests.tasks.lock", "--upgrade"]]


def test_a_plan_named_like_a_path_is_no_task(started: list[list[str]]) -> None:
    run.main(["../tasks/lock"])

    assert started[0] == ["app"]


def test_compiled_modules_are_kept_whatever_the_machine_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in run.child_environment()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
def test_without_a_display_the_window_is_painted_off_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run.child_environment()["QT_QPA_PLATFORM"] == "offscreen"

    monkeypatch.setenv("DISPLAY", ":0")
    assert "QT_QPA_PLATFORM" not in run.child_environment()


@pytest.mark.skipif(sys.platform != "linux", reason="the plugins are Linux's")
def test_the_libraries_of_qt_are_found() -> None:
    assert run.plugins_load()


FAKE_APT = """#!/bin/sh
echo "$@" >> calls
case "$*" in
  *--simulate*) echo "Inst libegl1 (1.6.0 Debian)"; echo "Conf libegl1 (1.6.0 Debian)" ;;
  *download*) touch libegl1_1.6.0.deb ;;
esac
"""


@pytest.mark.skipif(sys.platform != "linux", reason="apt is Debian's")
def test_without_rights_the_libraries_come_through_lists_of_our_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, script in {"apt-get": FAKE_APT, "dpkg": '#!/bin/sh\necho "$@" >> ../calls\n'}.items():
        (tmp_path / name).write_text(script, encoding="utf-8")
        (tmp_path / name).chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(run, "UNPACKED", tmp_path / "sys")
    monkeypatch.chdir(tmp_path)

    run.unpack_packages()

    own = f"-o Dir::State::Lists={tmp_path}/sys/apt/lists -o Dir::Cache={tmp_path}/sys/apt/cache"
    update, simulate, *_ = calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert (update, simulate.startswith(f"{own} install --simulate")) == (f"{own} -qq update", True)
    assert (tmp_path / "sys" / "calls").read_text(encoding="utf-8") == f"{own} -qq download libegl1\n"
    assert calls[-1] == "--extract libegl1_1.6.0.deb ."
    assert list((tmp_path / "sys").glob("*.deb")) == []


def test_an_unknown_bench_is_refused_with_the_known_ones() -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "tests.tasks.bench", "no_such"], cwd=ROOT, capture_output=True, text=True
    )

    assert refused.returncode == 2
    assert "start" in refused.stderr
