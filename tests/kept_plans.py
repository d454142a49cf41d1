"""Open plans that tests borrow one after the other: opening one takes longer than most tests do with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.document import Document
from tests.support import opened_plan


class KeptPlans:
    """One open plan of each name, and the state in which it was opened, to which it comes back after each test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: dict[str, Document] = {}
        self._names: dict[Document, str] = {}
        self._states: dict[Document, str] = {}

    def take(self, name: str) -> Document:
        """The plan "saas", "bank", "shop" or "empty" as it was made, with nothing to undo."""
        plan = self._idle.pop(name, None)
        if plan is None:
            plan = opened_plan(self._folder / f"{name}{len(self._names)}.periple", name)
            self._names[plan], self._states[plan] = name, state_of(plan)
        return plan

    def give_back(self, plan: Document) -> None:
        """Takes everything back; a plan that a test has closed is no longer of use."""
        if plan._is_closed:
            return
        while plan.undo():
            pass
        assert state_of(plan) == self._states[plan], "undo did not bring the plan back"
        plan._past.forget_steps()  # nothing to do again either
        self._idle[self._names[plan]] = plan

    def close(self) -> None:
        """Closes them all."""
        for plan in self._names:
            plan.close()


@pytest.fixture(scope="session")
def kept_plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptPlans]:
    """For the tests whose `conftest.py` imports it."""
    plans = KeptPlans(tmp_path_factory.mktemp("plans"))
    yield plans
    plans.close()


@pytest.fixture
def empty_plan(kept_plans: KeptPlans) -> Iterator[Document]:
    """An empty English plan; what the test does is undone."""
    plan = kept_plans.take("empty")
    yield plan
    kept_plans.give_back(plan)


def state_of(plan: Document) -> str:
    """The hash of all rows."""
    state: str = plan.session.connection().exec_driver_sql("SELECT state FROM head").scalar_one()
    return state
