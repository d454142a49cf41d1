from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from storage.changes import ChangeSet
from storage.document import Document
from strategy.cures import CURES, Because, Cure, Way, cures, obvious
from strategy.orphans import checks, trace_findings
from strategy.plan_file import open_plan, to_json
from strategy.plan_json import json_text
from strategy.snapshot import Snapshot
from strategy.trace import Element
from strategy.trace_coverage import trace_coverage
from tests.orphans import ORPHANS, furnish
from tests.support import opened_plan

TODAY = datetime.date(2026, 5, 4)


class Followed:
    """An open plan and its snapshot, of which what a gesture changed is read again, as pages do."""

    def __init__(self, plan: Document) -> None:
        self.plan, self.now = plan, Snapshot.of(plan)
        plan.subscribe(self._follow)

    def _follow(self, changes: ChangeSet) -> None:
        self.now = self.now.advanced(self.plan, {row.kind for row in changes})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    path = tmp_path_factory.mktemp("plan") / "small.periple"
    with opened_plan(path, "empty") as plan:
        furnish(plan)
    with open_plan(path) as plan:  # with nothing to undo
        yield Followed(plan)


def failing(plan: Snapshot, question: str) -> set[Element]:
    found = {check.id: {Element(check.kind, each) for each in check.failing} for check in checks(plan)}
    found |= {each.id: set(each.missing) for each in trace_coverage(plan).values()}
    for finding in trace_findings(plan):
        found.setdefault(finding.rule_id, set()).add(Element(finding.kind, finding.row_id))
    return found.get(question, set())


def test_every_check_question_and_rule_that_can_fail_has_its_cures() -> None:
    plan = Snapshot([])
    rules = {"trace_rule_objective_kpi", "trace_rule_action_frictions", "trace_rule_weakness_action"}
    assert set(CURES) == {check.id for check in checks(plan)} | set(trace_coverage(plan)) | rules
    assert set(ORPHANS) == set(CURES)


@pytest.mark.feature("feat_orphans")
@pytest.mark.parametrize("question", ORPHANS)
def test_each_cure_settles_its_question_in_one_gesture(small: Followed, question: str) -> None:
    plan, element = small.plan, ORPHANS[question](small.plan)
    assert element in failing(small.now, question)
    before, state = plan.undo_step, json_text(small.now)
    found = cures(small.now, question, element, TODAY)
    assert len({cure.id for cure in found}) == len(found)
    one_of_each = {(cure.way, cure.about and cure.about.kind): cure for cure in reversed(found)}
    for cure in one_of_each.values():
        cure.act(plan)
        assert element not in failing(small.now, question), cure.id
        plan.undo()
        assert plan.undo_step == before, cure.id
    assert to_json(plan) == state
    while plan.undo():
        pass
    assert found or question == "objective_without_baseline"


def cure(because: Because = Because.NOTHING, *, is_last_resort: bool = False) -> Cure:
    return Cure(Way.LINK, lambda _document: None, because=because, is_last_resort=is_last_resort)


def test_a_cure_is_obvious_when_it_is_alone_or_more_speaks_for_it() -> None:
    only, last = cure(), cure(is_last_resort=True)
    backed, as_backed = cure(Because.KPI), cure(Because.KPI)
    assert obvious([only]) is only
    assert obvious([only, last]) is only
    assert obvious([last]) is last
    assert obvious([backed, only]) is backed
    assert obvious([backed, as_backed]) is None
    assert obvious([only, cure()]) is None
    assert obvious([]) is None
