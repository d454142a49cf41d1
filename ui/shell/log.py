"""The log file, and what happens when the program makes a mistake: it is written down, told, and nothing is lost.

Nothing a user typed is logged on purpose, and the file never leaves the computer.
"""

from __future__ import annotations

import contextlib
import faulthandler
import functools
import logging
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from resources.i18n import tr
from storage.files import owner_only
from storage.folders import application_folder, application_path
from ui.messages import Problem, messages

_LARGEST = 1_000_000
_KEPT = 3
_AT_THE_END = os.O_WRONLY | os.O_CREAT | os.O_APPEND
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

log = logging.getLogger("periple")


def log_path() -> Path:
    """Where the log is."""
    return application_path() / "periple.log"


@functools.cache
def start_log() -> TextIO:
    """Write the log from now on, Qt's messages and crashes included; gives the file of the crashes.

    Without a folder for them nothing is logged: the program works all the same.
    """
    from logging.handlers import RotatingFileHandler

    class PrivateFileHandler(RotatingFileHandler):
        """Each file of it is for its owner only."""

        def _open(self) -> TextIOWrapper:
            return open(self.baseFilename, "a", encoding="utf-8", opener=owner_only)

    try:
        application_folder()
        handler = PrivateFileHandler(log_path(), maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return open(os.devnull, "a", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    qInstallMessageHandler(_write_qt_message)
    crashes = os.fdopen(owner_only(str(log_path().with_name("crash.log")), _AT_THE_END), "a", encoding="utf-8")
    faulthandler.enable(crashes)
    return crashes


def empty_log() -> None:
    """Leave nothing in the log files: what a mistake left there may quote a text."""
    for path in log_path().parent.glob(f"{log_path().name}*"):
        with contextlib.suppress(OSError):
            os.truncate(path, 0)
    for name in ("crash.log", "commands.log"):
        with contextlib.suppress(OSError):
            os.truncate(log_path().with_name(name), 0)


def tell_mistake(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a mistake of ours and tell the user. The plan is safe: each change is on the disk, or was taken back."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    start_log()
    log.error("unexpected", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
    text = tr("Périple made a mistake and could not finish. Your plan is safe: every finished change is on the disk.")
    details = tr("What happened was written to {path}. Nothing was sent.").format(path=log_path())
    messages().problem(Problem(tr("Something went wrong"), text, details=f"{kind.__name__}\n{details}"))


def _write_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
