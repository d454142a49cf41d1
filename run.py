#!/usr/bin/env python3
"""Sets up everything Périple needs, once, then starts it; only the standard library is used here.

    python3 run.py                      opens the window
    python3 run.py new PLAN --sample …  and the rest of the command line, see `python3 run.py --help`
    python3 run.py test                 passes lint, types and tests
    python3 run.py bench start          and the other developer tasks, one module each in tests/tasks/

Nothing is written outside this folder, except Qt's system libraries on a Linux machine that lacks them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
UNPACKED = ROOT / ".sys"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Debian's names, from its package index for what Qt's offscreen, X11 and Wayland plugins link to.
SYSTEM_PACKAGES = """
    fonts-dejavu-core libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0 libx11-6 libx11-xcb1
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0
    libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0
    libwayland-client0 libwayland-cursor0 libwayland-egl1
""".split()

# Loads the plugins without starting them: a missing library would otherwise abort the program with no message of ours.
LOAD_PLUGINS = """
import ctypes, pathlib, PySide6
for name in ("offscreen", "xcb"):
    ctypes.CDLL(str(pathlib.Path(PySide6.__path__[0], "Qt/plugins/platforms", f"libq{name}.so")))
"""


def main(arguments: list[str]) -> int:
    """Set up what is missing and hand over to the task that `arguments` name, or to the program itself."""
    if sys.version_info < (3, 11):
        sys.exit(f"Périple needs Python 3.11 or newer; this is Python {platform.python_version()}.")
    task = arguments[0] if arguments else ""
    is_task = task.isidentifier() and (ROOT / "tests" / "tasks" / f"{task}.py").is_file()
    set_up(["dev", "lock"] if task == "lock" else ["dev"] if is_task else ["app"])
    if not is_task:
        return hand_over([str(ROOT / "main.py"), *arguments])
    os.chdir(ROOT)
    return hand_over(["-m", f"tests.tasks.{task}", *arguments[1:]])


def set_up(locks: list[str]) -> None:
    """Bring the environment to what `locks` say; does nothing when it is there already."""
    if not is_current("app") and not is_current("dev"):
        create_environment()
    for name in locks:
        if not is_current(name):
            install(name)
    if sys.platform == "linux" and not (VENV / "system.locked").exists():
        install_system_libraries()


def digest(lock: str) -> str:
    """What the environment of a lock depends on: its text, the Python version and the processor."""
    text = (ROOT / "locks" / f"{lock}.txt").read_bytes()
    return f"{hashlib.sha256(text).hexdigest()} {sys.version_info[:2]} {platform.machine()}"


def is_current(lock: str) -> bool:
    """Whether the environment holds exactly what the lock says."""
    stamp = VENV / f"{lock}.locked"
    return PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == digest(lock)


def create_environment() -> None:
    """Make the environment anew; packages of an older lock would otherwise stay in it."""
    if Path(sys.prefix).resolve() == VENV:
        sys.exit("The environment must be made anew: leave it first (deactivate), then start again.")
    say("Setting up Périple, once; this takes about a minute…")
    if VENV.exists():
        try:
            shutil.rmtree(VENV)
        except OSError as error:  # Windows keeps the files of a running program
            sys.exit(f"The environment cannot be made anew ({error}). Close Périple, then start again.")
    # Debian's python3 comes without ensurepip; its own pip can fill the environment from outside.
    options = [] if has_module("ensurepip") else ["--without-pip"]
    run([sys.executable, "-m", "venv", *options, str(VENV)])


def install(lock: str) -> None:
    """Add the packages of a lock to the environment, compiled, each checked against its hash."""
    say(f"Installing the packages of locks/{lock}.txt…")
    if has_pip():
        pip = [str(PYTHON), "-m", "pip"]
    elif has_module("pip"):
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    else:
        sys.exit("Python has neither ensurepip nor pip here: install python3-venv or python3-pip, then start again.")
    options = ["--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--disable-pip-version-check"]
    # The machine says where packages come from, not which ones: the lock does, so its own constraints stay out.
    environment = {**os.environ, "PIP_CONSTRAINT": os.devnull, "PIP_USER": "0"}
    run([*pip, "install", *options, "-r", str(ROOT / "locks" / f"{lock}.txt")], environment)
    (VENV / f"{lock}.locked").write_text(digest(lock), encoding="utf-8")
    if lock == "dev":  # which holds all of app
        (VENV / "app.locked").write_text(digest("app"), encoding="utf-8")


def has_module(name: str) -> bool:
    """Whether this Python can import the module."""
    return importlib.util.find_spec(name) is not None


def has_pip() -> bool:
    """Whether the environment has a pip of its own."""
    return subprocess.run([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL).returncode == 0


def install_system_libraries() -> None:
    """Give Qt the libraries it links to: by apt with rights, unpacked into .sys without; else say what is missing."""
    if not plugins_load() and shutil.which("apt-get"):
        say("Installing the system libraries of Qt…")
        install_by_apt()
    if not plugins_load():
        say("Qt may lack system libraries on this machine. Their names on Debian are:\n" + " ".join(SYSTEM_PACKAGES))
        return
    (VENV / "system.locked").touch()


def plugins_load() -> bool:
    """Whether Qt finds all its libraries, tried in a process of its own since a half-loaded library stays."""
    child = subprocess.run([PYTHON, "-c", LOAD_PLUGINS], env=child_environment(), stderr=subprocess.DEVNULL)
    return child.returncode == 0


def install_by_apt() -> None:
    """Install the system packages as root or by a sudo that asks nothing; without either, unpack them here."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not succeeds(["sudo", "-n", "true"]):
        unpack_packages()
        return
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    succeeds([*apt, "update"])  # the lists of packages may be absent or too old; without a network, they may still do
    succeeds([*apt, "install", "--yes", "--no-upgrade", "--no-install-recommends", *SYSTEM_PACKAGES])


def unpack_packages() -> None:
    """Fetch the missing packages and unpack them into .sys, which needs no rights."""
    own = UNPACKED / "apt"
    for folder in ("lists", "cache"):  # of our own: only root may bring the machine's lists up to date
        (own / folder / "partial").mkdir(parents=True, exist_ok=True)
    apt = ["apt-get", "-o", f"Dir::State::Lists={own / 'lists'}", "-o", f"Dir::Cache={own / 'cache'}"]
    succeeds([*apt, "-qq", "update"])
    plan = subprocess.run(
        [*apt, "install", "--simulate", "--no-install-recommends", *SYSTEM_PACKAGES],
        stdout=subprocess.PIPE,
        text=True,
    )
    names = [line.split()[1] for line in plan.stdout.splitlines() if line.startswith("Inst ")]
    if names and succeeds([*apt, "-qq", "download", *names], cwd=UNPACKED):
        for archive in UNPACKED.glob("*.deb"):
            succeeds(["dpkg", "--extract", archive.name, "."], cwd=UNPACKED)
            archive.unlink()
    shutil.rmtree(own)


def child_environment() -> dict[str, str]:
    """The variables that the program and the tasks start with."""
    environment = dict(os.environ)
    # Where it is set, each start would compile all our modules again: our first window would be twice as late.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "linux":
        if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        if UNPACKED.exists():
            architecture = sysconfig.get_config_var("MULTIARCH") or ""
            folders = [str(UNPACKED / "usr/lib" / architecture), str(UNPACKED / "lib" / architecture)]
            folders += [path for path in [environment.get("LD_LIBRARY_PATH")] if path]
            environment["LD_LIBRARY_PATH"] = os.pathsep.join(folders)
            environment.setdefault("XKB_CONFIG_ROOT", str(UNPACKED / "usr/share/X11/xkb"))
            environment.setdefault("FONTCONFIG_PATH", str(UNPACKED / "etc/fonts"))
    return environment


def hand_over(arguments: list[str]) -> int:
    """Become the Python of the environment; Windows cannot, so there we wait for it."""
    if os.name == "posix":
        os.execve(PYTHON, [str(PYTHON), *arguments], child_environment())
    return subprocess.run([PYTHON, *arguments], env=child_environment()).returncode


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a step of the set-up; its output must not mix with what the program prints, and its failure ends all."""
    if subprocess.run(command, env=environment, stdout=sys.stderr).returncode != 0:
        sys.exit("The set-up did not succeed; the lines above say why. Starting again resumes it.")


def succeeds(command: list[str], cwd: Path | None = None) -> bool:
    """Whether a command that may fail did its work."""
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode == 0


def say(sentence: str) -> None:
    """Tell the person at the terminal what takes time."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
