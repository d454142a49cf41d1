"""Whatever the client and the team do to the same plan, a merge gives what both meant."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exports.returned import RowState, Side
from strategy.model import Action, ActionDependency, WorkbookMerge
from strategy.operations import set_links
from strategy.operations.editing import delete, set_values
from tests.exports.returned.conftest import Exchange

CODES = ("A1", "A2", "A3", "A4", "A5", "A6")
TEXTS = ("owner", "client_comment")
DAYS = [(f"0{day}/01/2020", datetime.date(2020, 1, day)) for day in (1, 2, 3)]
DAYS += [(day.isoformat(), day) for _text, day in DAYS]
Values = Mapping[str, Any]
"""By column of the plan; under "needs" the short names of the actions that come first."""


@dataclass(frozen=True)
class Typed:
    """What the client typed into a cell, and what it means: a column of the plan and its value."""

    key: str
    cell: object
    field: str
    value: object


def typed(key: str, field: str, *ways: tuple[object, object]) -> st.SearchStrategy[Typed]:
    return st.sampled_from([Typed(key, cell, field, value) for cell, value in ways])


WORDS = [("Ana", "Ana"), (" Ana ", "Ana"), ("", ""), ("=1+1", "=1+1"), ("a\r\nb ", "a\nb"), ("été", "été")]
EDITS = st.one_of(
    *(typed(key, key, *WORDS) for key in TEXTS),
    typed("budget", "cost", ("1 200,50 €", 1200.5), (1200.5, 1200.5), ("7", 7.0), (None, None)),
    typed("load", "effort_days", (3, 3.0), ("12,5", 12.5), ("400", 400.0)),
    typed("target", "target", (-2, -2.0), ("0,1", 0.1), ("", None)),
    typed("progress", "progress", (0.4, 40), ("40 %", 40), ("0", 0), ("", None)),
    typed("status", "status", ("In progress", "status_in_progress"), ("terminée", "status_done")),
    typed("priority", "priority", ("High", 1), ("basse", 3), ("", None)),
    typed("start", "start_date", *DAYS),
)
CHANGES = st.dictionaries(st.sampled_from(CODES[2:5]), st.lists(EDITS, min_size=1, max_size=6), max_size=3)
"""Few actions, so that both sides often change the same cell."""
NEEDS = st.dictionaries(st.sampled_from(CODES[3:]), st.sets(st.sampled_from(CODES[:3])), max_size=2)


@dataclass(frozen=True)
class Story:
    """What happened while the workbook was away, and who wins where both changed a cell."""

    client: Mapping[str, Sequence[Typed]]
    client_needs: Mapping[str, frozenset[str]]
    team: Mapping[str, Sequence[Typed]]
    team_needs: Mapping[str, frozenset[str]]
    deleted_by_client: frozenset[str]
    deleted_by_team: frozenset[str]
    copied: frozenset[str]
    added: int
    order: int
    side: Side


FEW = st.frozensets(st.sampled_from(CODES), max_size=1)
STORIES = st.builds(
    Story, CHANGES, NEEDS, CHANGES, NEEDS, FEW, FEW, FEW, st.integers(0, 2), st.integers(0, 99), st.sampled_from(Side)
)


@given(story=STORIES)
@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # no shrinking: each example writes a plan
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_merge_gives_what_both_meant(exchange: Exchange, story: Story) -> None:
    exchange.reset()
    base = said_by(exchange)
    team_does(exchange, story)
    client_does(exchange, story)
    before = said_by(exchange)
    outcome = exchange.merges(story.side)
    assert not outcome.refused
    wanted = expected(base, before, story)
    now = said_by(exchange)
    added = {uid: values for uid, values in now.items() if uid not in base}
    assert {uid: values for uid, values in now.items() if uid in base} == wanted
    assert sorted((values["name"], values["owner"]) for values in added.values()) == [
        (f"New {number}", "Client") for number in range(story.added)
    ]
    revision = exchange.plan.revision
    assert not exchange.merges(story.side).changes
    assert exchange.plan.revision == revision
    if outcome.changes:
        assert len(exchange.plan.all(WorkbookMerge)) == 1
        exchange.plan.undo()
    assert said_by(exchange) == before
    exchange.reset()
    assert said_by(exchange) == base


def said_by(exchange: Exchange) -> dict[str, dict[str, Any]]:
    """What the plan says of each action in the columns of the client."""
    needs = defaultdict[str, list[str]](list)
    for link in exchange.plan.copies(ActionDependency):
        needs[link.action_id].append(link.needs_action_id)
    columns = ("name", "status", "cost", "effort_days", "target", "progress", "priority", "start_date", *TEXTS)
    return {
        row.id: {
            **{column: getattr(row, column) or ("" if column in TEXTS else getattr(row, column)) for column in columns},
            "needs": frozenset(needs[row.id]),
        }
        for row in sorted(exchange.plan.copies(Action), key=lambda row: (row.position, row.id))
    }


def team_does(exchange: Exchange, story: Story) -> None:
    with exchange.plan.transact("Test"):
        for code, edits in story.team.items():
            set_values(exchange.plan, Action, exchange.uid(code), {edit.field: edit.value for edit in edits})
        for code, needs in story.team_needs.items():
            set_links(exchange.plan, ActionDependency, exchange.uid(code), [exchange.uid(each) for each in needs])
        for code in story.deleted_by_team:
            delete(exchange.plan, Action, exchange.uid(code))


def client_does(exchange: Exchange, story: Story) -> None:
    for code, edits in story.client.items():
        exchange.writes(code, **{edit.key: edit.cell for edit in edits})
    for code, needs in story.client_needs.items():
        exchange.writes(code, depends_on="; ".join(sorted(needs)).lower())
    copies = [row for row in exchange.rows if row.uid in {exchange.uid(code) for code in story.copied}]
    gone = {exchange.uid(code) for code in story.deleted_by_client}
    rows = [*exchange.rows, *copies]
    turned = [*rows[story.order % len(rows) :], *rows[: story.order % len(rows)]]
    kept = [row for row in turned if row.uid not in gone]
    exchange.puts([replace(row, line=line) for line, row in enumerate(kept, 7)])
    for number in range(story.added):
        exchange.adds(action=f"New {number}", owner="Client")


def expected(base: Mapping[str, Values], before: Mapping[str, Values], story: Story) -> dict[str, dict[str, Any]]:
    """What the plan should say, worked out value by value."""
    uids = {f"A{number}": uid for number, uid in enumerate(base, 1)}
    wanted = {uid: dict(values) for uid, values in before.items()}
    gone = {uids[code] for code in story.deleted_by_team}
    for code in {*story.client, *story.client_needs} - story.deleted_by_client - story.deleted_by_team:
        theirs: dict[str, Any] = {edit.field: edit.value for edit in story.client.get(code, ())}
        if code in story.client_needs:
            theirs["needs"] = frozenset(uids[each] for each in story.client_needs[code])
        was, ours = base[uids[code]], wanted[uids[code]]
        if theirs.get("needs", frozenset()) & gone:
            del theirs["needs"]  # it names what is not there any more
        for field, value in theirs.items():
            if value != was[field] and (ours[field] == was[field] or story.side is Side.CLIENT):
                ours[field] = value
    return wanted


def test_rows_that_only_one_side_knows_are_told(exchange: Exchange) -> None:
    gone, missing = exchange.uid("A1"), exchange.uid("A2")
    delete(exchange.plan, Action, gone)
    exchange.writes("A1", owner="Client")
    exchange.rewrites(lambda row: None if row.uid == missing else row)
    exchange.adds("another workbook", action="From another workbook")
    found = exchange.compared()
    assert {state: found.count(state) for state in (RowState.GONE, RowState.MISSING, RowState.FOREIGN)} == {
        RowState.GONE: 1, RowState.MISSING: 1, RowState.FOREIGN: 1,
    }  # fmt: skip
    assert not exchange.merges().changes
