"""What the client wrote, beside what was exported and what the plan says now."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from exports.client_columns import ACTIONS, CLIENT_COLUMNS
from exports.returned import CellState, RowState, Side, accept
from exports.returned.cells import NoResult
from exports.returned.differences import WHOLE_ROW
from resources.i18n import words
from strategy.model import Action, ActionDependency, WorkbookMerge
from strategy.operations import set_links
from strategy.operations.editing import delete, set_value
from tests.exports.returned.conftest import Exchange

DAY = datetime.date(2026, 3, 15)


def test_an_untouched_workbook_says_nothing(exchange: Exchange) -> None:
    found = exchange.compared()
    assert not found.has_news
    assert not found.notes
    assert [(row.state, row.cells) for row in found.rows if row.state is not RowState.KNOWN or row.cells] == []
    before = exchange.plan.revision
    exchange.merges()
    assert exchange.plan.revision == before


def test_a_cell_is_in_one_of_five_states(exchange: Exchange) -> None:
    uid = exchange.uid("A1")
    exchange.writes("A1", owner="Client", risk="Both", deliverable="Theirs")
    set_value(exchange.plan, Action, uid, "risk", "Both")
    set_value(exchange.plan, Action, uid, "deliverable", "Ours")
    set_value(exchange.plan, Action, uid, "contributors", "Only ours")
    assert exchange.states("A1") == {
        "owner": "client",
        "risk": "both_equal",
        "deliverable": "conflict",
        "contributors": "app",
    }


def test_the_client_wins_a_conflict_or_the_plan_does(exchange: Exchange) -> None:
    for side, expected in ((Side.APP, "Ours"), (Side.CLIENT, "Theirs")):
        exchange.writes("A1", deliverable="Theirs", owner="Client")
        set_value(exchange.plan, Action, exchange.uid("A1"), "deliverable", "Ours")
        exchange.merges(side)
        assert (exchange.action("A1").deliverable, exchange.action("A1").owner) == (expected, "Client")
        exchange.reset()


def test_a_merge_is_one_undo_step_with_a_record(exchange: Exchange) -> None:
    before = exchange.action("A1").owner, exchange.action("A2").name
    exchange.writes("A1", owner="Client")
    exchange.writes("A2", action="Another name")
    outcome = exchange.merges()
    assert (outcome.changed, outcome.added, outcome.refused) == (2, (), ())
    [record] = exchange.plan.all(WorkbookMerge)
    assert (record.file_name, record.accepted, record.left) == ("plan.xlsx", 2, 0)
    assert "Another name" in "\n".join(record.changes)
    exchange.plan.undo()
    assert (exchange.action("A1").owner, exchange.action("A2").name) == before
    assert not exchange.plan.all(WorkbookMerge)


TYPED: list[tuple[str, object, str, object]] = [
    ("start", "15/03/2026", "start_date", DAY),
    ("start", "2026-03-15", "start_date", DAY),
    ("start", "15 mars 2026", "start_date", DAY),
    ("start", "March 15, 2026", "start_date", DAY),
    ("start", " 15.03.2026 ", "start_date", DAY),
    ("start", datetime.datetime(2026, 3, 15, 0, 0), "start_date", DAY),
    ("start", 46096.0, "start_date", DAY),
    ("budget", "12 500,50 €", "cost", 12500.5),
    ("budget", "12500.50", "cost", 12500.5),
    ("budget", "1,5", "cost", 1.5),
    ("budget", 7, "cost", 7.0),
    ("progress", 0.4, "progress", 40),
    ("progress", "40 %", "progress", 40),
    ("progress", 40.0, "progress", 40),
    ("progress", "0,4", "progress", 40),
    ("status", "In progress", "status", "status_in_progress"),
    ("status", "  en cours ", "status", "status_in_progress"),
    ("status", "TERMINÉ", "status", "status_done"),
    ("budget", "12,5 k€", "cost", 12_500.0),
    ("budget", "12.000", "cost", 12_000.0),
    ("load", "3 jours", "effort_days", 3.0),
    ("priority", "High", "priority", 1),
    ("priority", "basse", "priority", 3),
    ("priority", 2.0, "priority", 2),
    ("owner", "  Jeanne  ", "owner", "Jeanne"),
    ("owner", 42.0, "owner", "42"),
    ("risk", "=1+1", "risk", "=1+1"),
    ("risk", "two\r\nlines ", "risk", "two\nlines"),
]
"""The key of a column, what a client types into a cell of it, the column of the plan, and the value that it means."""


def test_a_value_is_understood_as_it_was_typed(exchange: Exchange) -> None:
    """Each value of a column in an action of its own."""
    wanted: dict[tuple[str, str, object], object] = {}
    for place, (key, cell, column, value) in enumerate(TYPED):
        code = f"A{1 + sum(each[0] == key for each in TYPED[:place])}"
        exchange.writes(code, end=None, **{key: cell})
        wanted[code, column, cell] = value
    exchange.merges()
    found = {each: getattr(exchange.action(each[0]), each[1]) for each in wanted}
    assert found == wanted
    assert len(found) == len(TYPED)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"start": "soon"}, "“soon” is not a date. Write it as 30/06/2027."),
        ({"budget": "a lot"}, "“a lot” is not a number."),
        ({"progress": "140%"}, "“140%” is not a percentage from 0 to 100."),
        (
            {"status": "nearly"},
            "“nearly” is not a status. Write one of these: Prévue, En cours, Terminée, Bloquée, Abandonnée.",
        ),
        (
            {"budget": "€12,000"},
            "“€12,000” can be read in two ways. Write it without a mark between thousands, such as 12000.",
        ),
        ({"load": "a week"}, "“a week” is not a number."),
        ({"depends_on": "A1; A99"}, "There is no action “A99”. Write numbers of actions, such as A3, A5."),
        ({"owner": "#REF!"}, "The cell holds an error of the spreadsheet: #REF!."),
        ({"start": "2027-06-01", "end": "2027-05-01"}, "The action would end before it starts."),
        ({"budget": -5}, "Enter 0 or more: a negative number has no meaning here."),
        ({"start": "1/1/0900"}, "Enter a date between 1900 and 2199."),
        ({"action": " "}, "An action needs a name."),
        (
            {"target": NoResult()},
            "The cell holds a formula without its result. Open the workbook in a spreadsheet "
            "program, save it, and choose it again.",
        ),
    ],
)
def test_a_value_that_cannot_be_is_explained_and_left(exchange: Exchange, cells: dict[str, Any], said: str) -> None:
    before = vars(exchange.action("A3")).copy()
    exchange.writes("A3", **cells)
    invalid = [cell for cell in exchange.row("A3").cells if cell.state is CellState.INVALID]
    assert [cell.problem.text(words("en")) for cell in invalid if cell.problem] == [said]
    if "start" not in cells:
        exchange.merges()
        assert {**vars(exchange.action("A3")), "_sa_instance_state": None} == {**before, "_sa_instance_state": None}


def test_dependencies_follow_the_numbers(exchange: Exchange) -> None:
    exchange.writes("A3", depends_on=" a1, A2 ")
    exchange.merges()
    needed = {row.needs_action_id for row in exchange.plan.all(ActionDependency, action_id=exchange.uid("A3"))}
    assert needed == {exchange.uid("A1"), exchange.uid("A2")}
    assert not exchange.compared().has_news


def test_a_circle_of_dependencies_is_refused_and_the_rest_is_merged(exchange: Exchange) -> None:
    exchange.writes("A1", depends_on="A2", owner="Left out")
    exchange.writes("A2", depends_on="A1", owner="Client")
    outcome = exchange.merges()
    assert len(outcome.refused) == 1
    assert "wait for each other" in outcome.refused[0][1].text(words("en"))
    assert {exchange.action("A1").owner, exchange.action("A2").owner} >= {"Left out"} or outcome.changed == 1


def test_two_actions_may_change_places_in_a_chain(exchange: Exchange) -> None:
    set_links(exchange.plan, ActionDependency, exchange.uid("A2"), [exchange.uid("A1")])
    exchange.client = exchange._sent
    base = exchange.client.contract.tables[ACTIONS].rows
    kept = base[exchange.uid("A2")]
    place = [column.key for column in CLIENT_COLUMNS[ACTIONS]].index("depends_on")
    texts = (*kept.texts[:place], exchange.uid("A1"), *kept.texts[place + 1 :])
    try:
        base[exchange.uid("A2")] = replace(kept, texts=texts)
        exchange.writes("A1", depends_on="A2")
        exchange.writes("A2", depends_on="")
        outcome = exchange.merges()
        assert (outcome.changed, outcome.refused) == (2, ())
    finally:
        base[exchange.uid("A2")] = kept


def test_links_to_an_action_that_the_plan_deleted_are_told_if_they_are_new(exchange: Exchange) -> None:
    delete(exchange.plan, Action, exchange.uid("A2"))
    exchange.writes("A3", depends_on="A2")
    [cell] = exchange.row("A3").cells
    assert (cell.state, cell.theirs) == (CellState.INVALID, "A2")
    assert cell.problem
    assert cell.problem.text(words("en")) == "The action A2 is no longer in the plan."


def test_a_missing_row_that_is_accepted_is_dropped_and_not_told_again(exchange: Exchange) -> None:
    uid = exchange.uid("A2")
    exchange.rewrites(lambda row: None if row.uid == uid else row)
    found = exchange.compared()
    accept(exchange.plan, found, {(ACTIONS, uid, WHOLE_ROW)})
    assert exchange.action("A2").status == "status_dropped"
    assert not exchange.compared().has_news


def test_a_row_without_a_name_is_told_and_not_taken(exchange: Exchange) -> None:
    exchange.adds(owner="Client")
    found = exchange.compared()
    assert found.count(RowState.NEW) == 1
    assert not list(found.choices())
    assert not exchange.merges().added


def test_an_effort_that_the_sheet_worked_out_says_nothing_and_a_typed_one_does(exchange: Exchange) -> None:
    exchange.writes("A1", load=200.0, effort=5.0)
    assert exchange.states("A1") == {"load": "client"}
    exchange.reset()
    load = exchange.action("A1").effort_days
    exchange.writes("A1", effort=5.0)
    assert exchange.states("A1") == {"effort": "client"}
    exchange.merges()
    assert exchange.action("A1").effort_days not in (None, load)
    assert not exchange.compared().has_news


def test_rows_are_known_by_their_hidden_id_wherever_they_are(exchange: Exchange) -> None:
    exchange.writes("A2", owner="Client")
    exchange.puts([replace(row, line=100 - row.line) for row in reversed(exchange.rows)])
    assert exchange.states("A2") == {"owner": "client"}


def test_a_row_without_id_is_new_once(exchange: Exchange) -> None:
    exchange.adds(action="Call the ten largest", owner="Client", start="01/02/2027", budget="1 000")
    assert exchange.compared().count(RowState.NEW) == 1
    outcome = exchange.merges()
    added = exchange.plan.get(Action, outcome.added[0])
    assert added
    assert (added.name, added.owner, added.cost) == ("Call the ten largest", "Client", 1000.0)
    assert not exchange.compared().has_news
    assert not exchange.merges().added


def test_a_new_row_that_another_reviewer_completed_is_the_same_one(exchange: Exchange) -> None:
    exchange.adds(action="Call the ten largest")
    [added] = exchange.merges().added
    exchange.puts([*exchange.rows[:-1]])
    exchange.adds(action="Call the ten largest", owner="Second reviewer")
    assert not exchange.merges().added
    found = exchange.plan.get(Action, added)
    assert found
    assert found.owner == "Second reviewer"


def test_a_copied_row_is_new_if_it_says_something_of_its_own(exchange: Exchange) -> None:
    original = next(row for row in exchange.rows if row.uid == exchange.uid("A1"))
    exchange.adds(original.uid, **original.cells)
    exchange.adds(original.uid, **{**original.cells, "action": "The same for shops"})
    found = exchange.compared()
    assert (found.count(RowState.DUPLICATE), found.count(RowState.NEW)) == (1, 1)
    exchange.merges()
    assert exchange.action("A1").name != "The same for shops"


def test_a_deleted_row_is_told_and_stays(exchange: Exchange) -> None:
    uid = exchange.uid("A2")
    exchange.rewrites(lambda row: None if row.uid == uid else row)
    assert exchange.row("A2").state is RowState.MISSING
    exchange.merges()
    assert exchange.action("A2").status != "status_dropped"


def test_a_row_that_the_plan_deleted_does_not_come_back_by_itself(exchange: Exchange) -> None:
    uid = exchange.uid("A2")
    exchange.writes("A2", owner="Client")
    delete(exchange.plan, Action, uid)
    assert exchange.row("A2").state is RowState.GONE
    assert not exchange.merges().changed


def test_several_reviewers_one_after_the_other(exchange: Exchange) -> None:
    exchange.writes("A1", owner="First")
    exchange.merges()
    exchange.client = exchange._sent
    exchange.writes("A1", risk="Second")
    assert exchange.states("A1") == {"owner": "app", "risk": "client"}
    exchange.merges()
    exchange.client = exchange._sent
    exchange.writes("A1", owner="Third")
    assert exchange.states("A1")["owner"] == "conflict"


def test_the_record_of_a_row_that_was_altered_is_not_trusted(exchange: Exchange) -> None:
    rows = exchange.client.contract.tables[ACTIONS].rows
    uid = exchange.uid("A1")
    kept = rows[uid]
    try:
        rows[uid] = replace(kept, is_sound=False)
        exchange.writes("A1", owner="Client")
        assert exchange.states("A1") == {"owner": "conflict"}
    finally:
        rows[uid] = kept


def test_a_column_that_is_gone_is_left_and_told(exchange: Exchange) -> None:
    exchange.rewrites(lambda row: replace(row, cells={key: cell for key, cell in row.cells.items() if key != "owner"}))
    tables = [table for table in exchange.client.tables if table.exported.name == ACTIONS]
    exchange.client = replace(exchange.client, tables=(replace(tables[0], missing=("owner",)),))
    found = exchange.compared()
    assert not found.has_news
    assert "Responsable" in found.notes[0].text(words("fr"))
