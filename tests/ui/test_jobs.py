"""Long work outside the GUI thread."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from ui.jobs import IsCancelled, Job, Report


def test_the_result_comes_back_on_the_thread_of_the_windows(qtbot: QtBot, qapp: object) -> None:
    threads: list[int] = []
    job = Job(lambda _report, _is_cancelled: threading.get_ident())
    job.succeeded.connect(lambda worked_in: threads.extend([worked_in, threading.get_ident()]))
    with qtbot.waitSignal(job.succeeded):
        job.start()
    assert threads[0] != threads[1] == threading.get_ident()
    assert job.wait(5)


def test_progress_is_announced(qtbot: QtBot, qapp: object) -> None:
    def work(report: Report, _is_cancelled: IsCancelled) -> None:
        report(1, 2, "Cover")

    seen: list[tuple[int, int, str]] = []
    job = Job(work)
    job.progressed.connect(lambda *step: seen.append(step))
    with qtbot.waitSignal(job.succeeded):
        job.start()
    assert seen == [(1, 2, "Cover")]
    assert job.wait(5)


def test_a_cancelled_job_ends_as_cancelled_and_not_as_failed(qtbot: QtBot, qapp: object) -> None:
    started = threading.Event()

    def work(_report: Report, is_cancelled: IsCancelled) -> None:
        started.set()
        while not is_cancelled():
            pass
        raise RuntimeError("stopped")

    failures: list[object] = []
    job = Job(work)
    job.failed.connect(failures.append)
    with qtbot.waitSignal(job.cancelled):
        job.start()
        started.wait(5)
        job.cancel()
    assert failures == []
    assert job.wait(5)


def test_an_error_comes_back_with_the_signal(qtbot: QtBot, qapp: object) -> None:
    def work(_report: Report, _is_cancelled: IsCancelled) -> None:
        raise ValueError("odd")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as heard:
        job.start()
    assert heard.args is not None
    assert isinstance(heard.args[0], ValueError)
    assert job.wait(5)
