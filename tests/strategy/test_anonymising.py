"""A copy of a plan without the names of people and what they said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journey import operations as gestures
from journey.model import Friction, Persona
from resources.i18n import words
from storage.document import Document
from storage.errors import PlanError
from storage.folders import marks_folder
from storage.traces import plans_with_traces
from strategy.anonymising import Removed, anonymised, save_anonymised
from strategy.model import Action, FeedbackNote, Objective, Participant, Plan, WorkshopNote
from strategy.operations import add_action, add_feedback, add_note, add_participant, set_value
from strategy.operations.plan import new_plan_rows
from strategy.plan_file import open_plan
from strategy.snapshot import Snapshot
from tests.kept_plans import KeptPlans
from tests.support import opened_plan

EN = words("en")


@pytest.fixture
def plan(kept_plans: KeptPlans) -> Iterator[Document]:
    plan = kept_plans.take("bank")
    yield plan
    kept_plans.give_back(plan)


def copy_of(plan: Document, tmp_path: Path) -> tuple[Snapshot, Removed, bytes]:
    target = tmp_path / "shared.periple"
    removed = save_anonymised(plan, target, EN)
    content = target.read_bytes()
    with open_plan(target) as copy:
        return Snapshot.of(copy), removed, content


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Maison d'Aubrac (fictitious)", "What Maison d’Aubrac owes"),
        ("Aubrac Conseil, S.A.S", "Aubrac Conseil, S.A.S"),
        ("Aubrac Ltd.", "As AUBRAC promised"),
        ("Aubrac SA (Paris)", "Aubrac, in a word"),
        ("Aubrac  Conseil", "Aubrac\u00a0Conseil"),
    ],
)
def test_the_company_is_found_as_texts_call_it(company: str, text: str) -> None:
    rows = [*new_plan_rows(name=text, language="en", company=company)]
    (after, *_), _removed = anonymised(Snapshot(rows), EN)
    assert isinstance(after, Plan)
    assert "aubrac" not in f"{after.name} {after.company}".casefold()
    assert "The company" in after.name


def test_people_are_not_named_by_a_part_of_their_name_either(plan: Document, tmp_path: Path) -> None:
    add_participant(plan, name="Jean-Marc d'Orval")
    add_note(plan, text="It is claire to me.", author="Équipe projet")
    add_note(
        plan,
        text="Ask Claire (Claire.Dubois@example.org), Mme Dubois, Jean\u2011Marc d’Orval or M. Orval. Équipe, claire?",
        author="Claire Dubois",
    )
    after, _, content = copy_of(plan, tmp_path)
    assert [note.text for note in after.all(WorkshopNote)] == [
        "It is claire to me.",
        "Ask Participant 3 ([e-mail]), Mme Participant 3, Participant 1 or M. Participant 1. Équipe, claire?",
    ]
    assert b"Dubois" not in content


@pytest.mark.feature("feat_anonymise")
def test_no_name_and_no_quote_can_be_found_in_the_copy(plan: Document, tmp_path: Path) -> None:
    before = Snapshot.of(plan)
    names = {row.name for row in before.all(Persona)} | {row.owner for row in before.all(Action) if row.owner}
    said = {row.quote for row in before.all(Persona) if row.quote}
    said |= {row.verbatim for row in before.all(Friction) if row.verbatim}
    said |= {row.text for row in before.all(FeedbackNote)}
    assert names
    assert said
    after, removed, content = copy_of(plan, tmp_path)
    for secret in names | said:
        assert secret.encode() not in content, secret
    assert removed.statements >= len(said)
    assert len(after.all(Action)) == len(before.all(Action))
    assert len(after.all(Friction)) == len(before.all(Friction))
    assert [row.name for row in after.all(Persona)] == ["Persona 1"]


@pytest.mark.feature("feat_anonymise")
def test_a_name_is_replaced_wherever_it_stands_by_the_same_number(plan: Document, tmp_path: Path) -> None:
    add_participant(plan, name="Ana Ruiz")
    add_participant(plan, name="Bo")
    add_note(plan, text="Ana Ruiz doubts it; call ANA RUIZ at +33 6 12 34 56 78 or ana@bank.example. Bobo stays.")
    action = add_action(plan, name="Train with Ana Ruiz")
    set_value(plan, Action, action, "owner", "Ana Ruiz")
    after, _removed, content = copy_of(plan, tmp_path)
    assert [row.name for row in after.all(Participant)] == ["Participant 1", "Participant 2"]
    (note,) = (row for row in after.all(WorkshopNote) if "doubts" in row.text)
    assert note.text == "Participant 1 doubts it; call Participant 1 at [telephone] or [e-mail]. Bobo stays."
    (trained,) = (row for row in after.all(Action) if row.id == action)
    assert (trained.name, trained.owner) == ("Train with Participant 1", "Participant 1")
    assert b"Ruiz" not in content


def test_the_company_is_named_no_more_unless_it_may_be(plan: Document, tmp_path: Path) -> None:
    company = plan.all(type(Snapshot.of(plan).plan))[0].company
    assert company
    save_anonymised(plan, tmp_path / "shared.periple", EN)
    content = (tmp_path / "shared.periple").read_bytes()
    assert company.encode() not in content
    assert "Val d’Orme".encode() not in content, "as the name of the plan calls it"
    save_anonymised(plan, tmp_path / "named.periple", EN, with_company=False)
    assert company.encode() in (tmp_path / "named.periple").read_bytes()


def test_the_plan_itself_stays_as_it_is(tmp_path: Path) -> None:
    plan = opened_plan(tmp_path / "plan.periple", "bank")
    revision, owners = plan.revision, [row.owner for row in plan.all(Objective)]
    save_anonymised(plan, tmp_path / "shared.periple", EN)
    assert (plan.revision, [row.owner for row in plan.all(Objective)]) == (revision, owners)
    with pytest.raises(PlanError):
        save_anonymised(plan, plan.path, EN)
    copy_of(plan, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".periple") == [
        "plan.periple",
        "shared.periple",
    ]


def test_the_computer_keeps_nothing_of_the_copy(plan: Document, tmp_path: Path) -> None:
    known, marked = plans_with_traces(), sorted(marks_folder().iterdir())
    save_anonymised(plan, tmp_path / "shared.periple", EN)
    assert plans_with_traces() == known
    assert sorted(marks_folder().iterdir()) == marked


def test_figures_and_dates_are_no_telephone_numbers(plan: Document, tmp_path: Path) -> None:
    add_feedback(plan, text="Too slow")
    segment = gestures.add_segment(plan, language="en", name="2026-03-15, 0.75 of 12 000 000, 100 000 to 250 000")
    after, _removed, content = copy_of(plan, tmp_path)
    assert segment.encode() in content
    assert b"2026-03-15, 0.75 of 12 000 000, 100 000 to 250 000" in content
    assert not after.all(FeedbackNote)
