from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tasks.features import LEVELS, Outcomes, State, features, state_of, table, totals

TESTS = Path(__file__).parents[1]
MARKER = re.compile(r"mark\.feature\(([^)]*)\)")


def test_no_feature_is_listed_twice() -> None:
    ids = [feature.id for feature in features()]

    assert len(ids) == len(set(ids)) == 100


def test_every_feature_says_all_there_is_to_say() -> None:
    for feature in features():
        assert feature.level in LEVELS
        assert all((feature.id, feature.step, feature.fr, feature.en, feature.shown_when)), feature.id


def test_what_was_dropped_is_one_row_and_its_document_is_there() -> None:
    dropped = [feature for feature in features() if feature.dropped]

    assert [feature.id for feature in dropped] == ["feat_bilingual_content"]
    assert all((TESTS.parent / feature.dropped).is_file() for feature in dropped)


def test_every_marker_names_a_feature_of_the_list() -> None:
    known = {f'"{feature.id}"' for feature in features()}
    named = {
        name.strip()
        for path in TESTS.rglob("test_*.py")
        for names in MARKER.findall(path.read_text(encoding="utf-8"))
        for name in names.split(",")
    }

    assert named - known == set()


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([], State.NOT_BUILT),
        (["passed", "passed"], State.PASS),
        (["passed", "skipped"], State.SKIPPED),
        (["passed", "failed", "skipped"], State.FAIL),
    ],
)
def test_one_failing_test_fails_its_feature(outcomes: list[str], state: State) -> None:
    assert state_of(outcomes) == state


def test_a_report_counts_for_the_features_that_its_test_names() -> None:
    outcomes = Outcomes()
    for when, outcome in (("setup", "passed"), ("call", "passed"), ("teardown", "failed")):
        outcomes.pytest_runtest_logreport(_report(when, outcome))

    assert outcomes.by_feature == {"feat_paths": ["passed", "failed"]}


def test_the_table_has_a_line_for_each_feature_and_counts_them_all() -> None:
    states = dict.fromkeys((feature.id for feature in features()), State.NOT_BUILT)
    states["feat_paths"] = State.PASS

    lines = list(table(states, "fr"))

    assert len(lines) == 100
    assert next(line for line in lines if line.startswith("feat_paths ")).split()[1:3] == ["Voir", "le"]
    assert list(totals(states))[-1] == "all: 1 pass, 0 fail, 0 skipped, 99 not built, 0 dropped of 100"


def _report(when: str, outcome: str) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid="test",
        location=("test", 1, "test"),
        keywords={},
        outcome=outcome,  # type: ignore[arg-type] # one of three words
        longrepr=None,
        when=when,  # type: ignore[arg-type] # one of three words
        user_properties=[("feature", "feat_paths"), ("other", "x")],
    )
