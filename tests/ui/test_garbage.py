from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from threading import Thread

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.garbage import GarbageCollector, collect_if_due


class Node:
    """One half of a cycle."""

    other: Node


def cycle() -> weakref.ref[Node]:
    first, second = Node(), Node()
    first.other, second.other = second, first
    return weakref.ref(first)


def litter() -> list[list[int]]:
    return [[] for _ in range(5 * gc.get_threshold()[0])]


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    parent = QObject(qapp)
    gc.enable()
    yield GarbageCollector(parent)
    parent.deleteLater()


def test_a_thread_at_work_collects_nothing(collector: GarbageCollector) -> None:
    lost, kept = cycle(), []
    worker = Thread(target=lambda: kept.extend(litter()))
    worker.start()
    worker.join()
    assert lost() is not None


def test_the_thread_of_the_windows_collects_what_is_due(collector: GarbageCollector) -> None:
    lost, kept = cycle(), litter()
    assert lost() is not None
    collect_if_due()
    assert lost() is None
    assert kept
