"""Says of each of the method's features whether its tests pass: `python3 run.py features`.

Tests tell the feature they show by `@pytest.mark.feature("feat_…")`; a feature may need several of them. What no test
shows counts as not built. The tests print to the error stream, so that the table can be kept in a file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from main import system_language
from tests.tasks.test import WORKERS

LIST = Path(__file__).parents[1] / "features" / "features.json"
LEVELS = ("must", "should", "could")
PROPERTY = "feature"
"""The name under which `tests/conftest.py` writes the marker into the report of its test."""


class State(Enum):
    """What the tests of a feature say together."""

    PASS = "pass"
    FAIL = "fail"
    SKIPPED = "skipped"
    """Its tests could not all run on this machine."""

    NOT_BUILT = "not built"
    DROPPED = "dropped"
    """The project decided against it; a document says why."""


@dataclass(frozen=True)
class Feature:
    """One row of the list; `shown_when` says what its tests have to show."""

    id: str
    level: str
    step: str
    fr: str
    en: str
    shown_when: str
    dropped: str = ""
    """The document that says why the project decided against it."""


@cache
def features() -> tuple[Feature, ...]:
    """The features in the order of the method."""
    return tuple(Feature(**row) for row in json.loads(LIST.read_text(encoding="utf-8")))


def state_of(outcomes: Iterable[str]) -> State:
    """What the outcomes "passed", "failed" and "skipped" of the tests of one feature say together."""
    found = set(outcomes)
    if not found:
        return State.NOT_BUILT
    if "failed" in found:
        return State.FAIL
    return State.SKIPPED if "skipped" in found else State.PASS


class Outcomes:
    """A plugin of pytest that notes how the tests of each feature end."""

    def __init__(self) -> None:
        self.by_feature: dict[str, list[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes the test itself, and its set-up and tear-down where they go wrong."""
        if report.when != "call" and report.passed:
            return
        for name, value in report.user_properties:
            if name == PROPERTY:
                self.by_feature.setdefault(str(value), []).append(report.outcome)


def table(states: Mapping[str, State], language: str) -> Iterator[str]:
    """The lines of the table: one per feature, with its name in the language."""
    names = {feature.id: feature.fr if language == "fr" else feature.en for feature in features()}
    widths = [max(map(len, column)) for column in (names, names.values(), (feature.step for feature in features()))]
    for feature in features():
        cells = (feature.id.ljust(widths[0]), names[feature.id].ljust(widths[1]), feature.level.ljust(6))
        yield "  ".join([*cells, feature.step.ljust(widths[2]), states[feature.id].value])


def totals(states: Mapping[str, State]) -> Iterator[str]:
    """One line per level and one for all: how many features are in each state."""
    for level in (*LEVELS, "all"):
        counts = Counter(states[feature.id] for feature in features() if level in (feature.level, "all"))
        yield f"{level}: " + ", ".join(f"{counts[state]} {state.value}" for state in State) + f" of {counts.total()}"


def main() -> int:
    """Run the tests that show a feature and print the table; 1 when one of them fails."""
    outcomes = Outcomes()
    arguments = ["-q", "-m", "feature", f"--numprocesses={WORKERS}", "--dist=worksteal", *sys.argv[1:]]
    with redirect_stdout(sys.stderr):
        code = pytest.main(arguments, plugins=[outcomes])
    states = {
        feature.id: State.DROPPED if feature.dropped else state_of(outcomes.by_feature.get(feature.id, ()))
        for feature in features()
    }
    print("\n".join([*table(states, system_language()), "", *totals(states)]))
    return 0 if code == pytest.ExitCode.OK else 1


if __name__ == "__main__":
    sys.exit(main())
