from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from storage.document import Document
from strategy.cures import CURES, Because, Cure, Way, cures, obvious
from strategy.orphans import checks, trace_findings
from strategy.plan_file import open_plan, to_json
from strategy.snapshot import Snapshot
from strategy.trace import Element
from strategy.trace_coverage import trace_coverage
from tests.orphans import ORPHANS, furnish
from tests.support import opened_plan

TODAY = datetime.date(2026, 5, 4)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    path = tmp_path_factory.mktemp("plan") / "small.periple"
    with opened_plan(path, "empty") as plan:
        furnish(plan)
    with open_plan(path) as plan:  # with nothing to undo
        yield plan


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
def test_each_cure_settles_its_question_in_one_gesture(small: Document, question: str) -> None:
    element = ORPHANS[question](small)
    plan = Snapshot.of(small)
    assert element in failing(plan, question)
    before, state = small.undo_step, to_json(small)
    found = cures(plan, question, element, TODAY)
    assert len({cure.id for cure in found}) == len(found)
    one_of_each = {(cure.way, cure.about and cure.about.kind): cure for cure in reversed(found)}
    for cure in one_of_each.values():
        cure.act(small)
        assert element not in failing(Snapshot.of(small), question), cure.id
        small.undo()
        assert small.undo_step == before, cure.id
    assert to_json(small) == state
    while small.undo():
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
