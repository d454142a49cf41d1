"""What the program tells and asks the user: toasts, errors and questions. Tests put their own teller in its place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NamedTuple

from resources.i18n import current, tr
from storage.errors import NotWritten, PeripleError, PlanError, PlanMoved, PlanReplaced

log = logging.getLogger(__name__)


class Way(NamedTuple):
    """One way out offered by a message: the words of its button and what it does."""

    text: str
    act: Callable[[], object]


class Toast(NamedTuple):
    """A short notice that goes away by itself, with at most one way to act on it."""

    text: str
    icon: str = "circle-check"
    way: Way | None = None


class Problem(NamedTuple):
    """Something that went wrong: what happened, what is safe, the ways out; the technical text behind Details."""

    title: str
    text: str
    ways: tuple[Way, ...] = ()
    """The last one is the main one; Close is always there."""
    details: str = ""
    lines: tuple[str, ...] = ()
    """What is safe, one thing a line."""
    icon: str = "file-warning"
    tone: str = "danger"


class Question(NamedTuple):
    """A question before something that depends on the answer. `accept` is the verb of the main button."""

    title: str
    text: str
    accept: str
    lines: tuple[str, ...] = ()
    """What is concerned, one thing a line."""
    is_danger: bool = False


class Teller:
    """Who talks to the user; abstract. The window is one, and tests bring their own."""

    def show_toast(self, toast: Toast) -> None:
        """Show a notice."""
        raise NotImplementedError

    def show_problem(self, problem: Problem) -> None:
        """Show what went wrong, until it has been read."""
        raise NotImplementedError

    def ask(self, question: Question) -> bool:
        """Whether the user accepts."""
        raise NotImplementedError


class Messages:
    """The one door to the user for notices, errors and questions."""

    def __init__(self) -> None:
        self._teller: Teller | None = None

    def use(self, teller: Teller | None) -> None:
        """Let `teller` talk to the user: the window that is open, or a test."""
        self._teller = teller

    def toast(self, text: str, *, icon: str = "circle-check", way: Way | None = None) -> None:
        """Show a short notice, such as "Touchpoint deleted" with Undo."""
        if self._teller is not None:
            self._teller.show_toast(Toast(text, icon, way))

    def problem(self, problem: Problem) -> None:
        """Show what went wrong until the user has read it."""
        if self._teller is None:
            log.warning("%s: %s", problem.title, problem.details)
        else:
            self._teller.show_problem(problem)

    def ask(self, question: Question) -> bool:
        """Whether the user accepts; no when nobody can be asked."""
        return self._teller is not None and self._teller.ask(question)

    def tell_error(self, error: PeripleError, ways: tuple[Way, ...] = ()) -> None:
        """Show an error of ours: a toast for what the user can put right, a dialog when the file is concerned.

        `ways` lead out of the dialog.
        """
        if isinstance(error, PlanError) and not isinstance(error, NotWritten):
            self.toast(error.text(current()), icon="triangle-alert")
            return
        title = tr("The change was not saved")
        if isinstance(error, NotWritten):
            title = tr("The file was not written")
        if isinstance(error, PlanMoved):
            title = tr("The plan is no longer in its place")
        if isinstance(error, PlanReplaced):
            title = tr("The plan was replaced")
        self.problem(Problem(title, error.text(current()), ways, details=str(error)))


_messages = Messages()


def messages() -> Messages:
    """The messages of this program."""
    return _messages
