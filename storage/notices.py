"""Tells whoever subscribed of each change to a plan."""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Callable

from storage.changes import ChangeSet

Subscriber = Callable[[ChangeSet], None]

_log = logging.getLogger(__name__)


class Notices:
    """The subscribers of one plan, told one after the other."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []
        self._waiting: deque[ChangeSet] = deque()
        self._is_announcing = False

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls `subscriber` with each change set from now on; the result, when called, ends it."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._subscribers.remove(subscriber)

        return unsubscribe

    def announce(self, change_set: ChangeSet) -> None:
        """Tells each subscriber in turn; a gesture made by one of them is announced after this one is told to all."""
        self._waiting.append(change_set)
        if self._is_announcing:
            return
        self._is_announcing = True
        try:
            while self._waiting:
                notice = self._waiting.popleft()
                for subscriber in tuple(self._subscribers):
                    _call(subscriber, notice)
        finally:
            self._is_announcing = False


def _call(subscriber: Subscriber, notice: ChangeSet) -> None:
    try:
        subscriber(notice)
    except Exception:  # noqa: BLE001 - a view that fails must not stop the others: the plan is saved already
        _log.exception("a subscriber failed on “%s”", notice.label)
