"""Plans that somebody made by hand: types, references and state hash are right, and yet no gesture wrote them."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import main as program
from journey.kinds import FREE, column_types
from journey.own_values import OwnValue, adjustables
from storage import backups
from storage.base import Base, classes_of
from storage.document import Document
from storage.errors import PlanError
from storage.schema import schema_of
from strategy import operations
from strategy.examination import finding
from strategy.kinds import KINDS
from strategy.model import PLAN_ROW, Plan
from strategy.plan_file import open_plan, to_json
from strategy.plan_json import json_text, rows_from_text
from tests.furnished import furnished_file
from tests.gestures import Ids
from tests.strategy.forgery import refused, rewrite, rows_in

ROWS = [mapped.__tablename__ for mapped in classes_of(Base)]


def example(mapped: type[Base], known: dict[str, str]) -> Base:
    """A row of any class that says as little as it may; `known` has the ids of the rows that it needs, by kind."""
    values: dict[str, Any] = {}  # Any: the columns decide
    for name, column in mapped.__columns__.items():
        if column.reference is not None and not (column.is_optional and name != "touchpoint_id"):
            values[name] = known[column.reference.kind]
        elif not column.has_default:
            choices = KINDS[mapped].limits[name].choices if mapped in KINDS and name in KINDS[mapped].limits else ()
            least = {str: next(iter(sorted(choices)), "x"), datetime.date: datetime.date(2027, 1, 4)}
            values[name] = least.get(column.python, 1)
    if mapped is OwnValue:  # its id is that of what it stands for
        known_value = next(iter(adjustables().values()))
        return OwnValue(id=known_value.row_id, entry=known_value.entry, key=known_value.key, value=known_value.given)
    return mapped(**values, id=f"{mapped.__tablename__}-1")


@pytest.fixture(scope="module")
def one_of_each(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a plan with one row of every kind but the links between actions."""
    known = {kind: f"{kind}-1" for kind in ROWS}
    rows = [example(mapped, known) for mapped in classes_of(Base) if mapped not in (Plan, operations_of_two())]
    path = tmp_path_factory.mktemp("each") / "plan.periple"
    Document.create(path, [Plan(id=PLAN_ROW), *rows]).close()
    open_plan(path).close()
    return path.read_bytes()


def operations_of_two() -> type[Base]:
    """The one class whose row needs two rows of the same kind."""
    return next(mapped for mapped in classes_of(Base) if mapped.__tablename__ == "action_dependency")


@pytest.fixture(scope="module")
def received(one_of_each: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """That file as SQLite holds it; what a test changes in it is rolled back."""
    path = tmp_path_factory.mktemp("received") / "plan.periple"
    path.write_bytes(one_of_each)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert found_in(connection) is None
        yield connection


def found_in(connection: sqlite3.Connection) -> str | None:
    """What the examination finds, which is asked for each plan that is opened: see the crafted plans below."""
    return finding(lambda kind: connection.execute(f'SELECT * FROM "{kind}"').fetchall())


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    path = tmp_path / "received.periple"
    path.write_bytes(furnished_file()[0])
    return path


@pytest.fixture
def ids_of() -> Ids:
    return furnished_file()[1]


def beyond() -> Iterator[tuple[str, str, object]]:
    """For every number and every closed list of every kind: values that are outside."""
    for mapped in classes_of(Base):
        limited = KINDS[mapped].limits if mapped in KINDS else {}
        for name, column in column_types(mapped).items():
            limits = limited.get(name, FREE)
            if limits.choices:
                yield mapped.__tablename__, name, "nk_bomb"
            elif column.python in (int, float):
                yield mapped.__tablename__, name, column.python(limits.high + 1)
                if limits is not FREE:
                    yield mapped.__tablename__, name, column.python(limits.low - 1)


BEYOND = list(beyond())


@pytest.fixture(scope="module")
def content(one_of_each: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:  # Any: JSON
    """The rows of the same plan in the open format, by kind."""
    path = tmp_path_factory.mktemp("content") / "plan.periple"
    path.write_bytes(one_of_each)
    with open_plan(path) as document:
        found: dict[str, Any] = json.loads(to_json(document))  # Any: as above
    return found


@pytest.mark.parametrize(("kind", "column", "value"), BEYOND)
def test_a_value_outside_its_limits_is_found_though_its_type_is_right_and_refused_in_the_open_format(
    received: sqlite3.Connection, content: dict[str, Any], kind: str, column: str, value: object
) -> None:
    received.execute("BEGIN")
    try:
        received.execute(f'UPDATE "{kind}" SET "{column}" = ?', (value,))
        (row,) = received.execute(f'SELECT * FROM "{kind}"')
        found = found_in(received)
    finally:
        received.execute("ROLLBACK")
    assert schema_of(Base).kinds[kind].finding(row) is None
    assert found == f"{kind}.{column} holds a value that it may not"
    rows = content["kinds"]
    first = {kind: [{**rows[kind][0], column: value}]}  # in any order; what is before it would be read for nothing
    changed = {**content, "kinds": first | {other: rows[other] for other in rows if other != kind}}
    with pytest.raises(PlanError, match=f"the value of “{column}” is refused"):
        rows_from_text(json.dumps(changed))


TWO_PLACES = "UPDATE friction SET transition_id = :way_in"
NEW_PLAN = "INSERT INTO plan SELECT {} FROM plan"

CRAFTED: dict[str, tuple[str, str]] = {
    "a severity of 17": ("UPDATE friction SET severity = 17", "friction.severity"),
    "fewer customers than none": ("UPDATE segment SET size = -1", "segment.size"),
    "a probability of 3": ("UPDATE transition SET probability = 3.0", "transition.probability"),
    "a point that is a bomb": ("UPDATE touchpoint SET kind = 'nk_bomb'", "touchpoint.kind"),
    "measured, perhaps": ("UPDATE touchpoint SET measured = 'perhaps'", "touchpoint.measured"),
    "a success that is left": ("UPDATE transition SET source_id = :success WHERE id = :way_away", "touchpoint “"),
    "a way back to the entry": ("UPDATE transition SET target_id = :entry WHERE id = :way_away", "touchpoint “"),
    "a way of another journey": ("UPDATE transition SET journey_id = :smooth_journey", "transition “"),
    "two ways from one to the other": (
        "UPDATE transition SET target_id = :success WHERE id = :way_away",
        "transition “",
    ),
    "a range upside down": ("UPDATE transition SET probability_low = 1.0, probability_high = 0.0", "transition “"),
    "a friction of another journey": ("UPDATE friction SET journey_id = :smooth_journey", "friction “"),
    "a friction in two places": (TWO_PLACES, "friction “"),
    "a friction nowhere": ("UPDATE friction SET touchpoint_id = NULL", "friction “"),
    "an opportunity of another journey": ("UPDATE opportunity SET journey_id = :smooth_journey", "opportunity “"),
    "a stage of another journey": ("UPDATE stage SET journey_id = :smooth_journey WHERE id = :stage", "touchpoint “"),
    "an as-is that is derived": (
        "UPDATE journey SET derived_from_id = :smooth_journey WHERE id = :journey",
        "journey “",
    ),
    "an origin in the same journey": (
        "UPDATE touchpoint SET origin_id = :other_touchpoint WHERE id = :touchpoint",
        "journey “",
    ),
    "a reason of another journey": (
        "INSERT INTO touchpoint_change (id, journey_id, touchpoint_id, reason) "
        "VALUES ('x', :smooth_journey, :touchpoint, '')",
        "journey “",
    ),
    "a card between two journeys": (
        "INSERT INTO lane (id, journey_id, position, kind, name, is_hidden) "
        "VALUES ('l', :smooth_journey, 0, 'own', '', 0); "
        "INSERT INTO lane_card (id, lane_id, stage_id, position, text) VALUES ('c', 'l', :stage, 0, '')",
        "lane_card “",
    ),
    "a principle that is judged otherwise": (
        """UPDATE touchpoint SET principles = '{"prin_respect_trust": 5}'""",
        "touchpoint “",
    ),
    "an own entry with a limit in words": ("""UPDATE own_entry SET details = '{"max": "much"}'""", "own_entry “"),
    "an own entry with a list of numbers": ("""UPDATE own_entry SET details = '{"kpis": [1]}'""", "own_entry “"),
    "a plan that ends before it starts": (
        "UPDATE plan SET start_date = '2027-02-01', end_date = '2027-01-01'",
        "plan “",
    ),
    "an action that ends before it starts": (
        "UPDATE action SET start_date = '2027-02-01', end_date = '2027-01-01'",
        "action “",
    ),
    "a low gain above the high one": ("UPDATE action SET gain_low = 5, gain_high = 3", "action “"),
    "the days of one owner twice": (
        "INSERT INTO owner_capacity (id, owner, days) VALUES ('x', 'Ana', 5); "
        "INSERT INTO owner_capacity (id, owner, days) VALUES ('y', 'Ana', 6)",
        "owner_capacity “",
    ),
    "a threshold past its range": ("UPDATE own_value SET value = 1000", "own_value “"),
    "a picture that is none": ("UPDATE persona SET picture = 'a picture'", "persona “"),
    "a file whose period runs backwards": (
        "INSERT INTO segment_import (id, segment_id, file_name, rule, period_start, period_end) "
        "VALUES ('x', :segment, '', '', '2027-02-01', '2027-01-01')",
        "segment_import “",
    ),
    "more successes than trials": ("UPDATE ab_test SET success_b = 2, trials_b = 1", "ab_test “"),
    "an action that waits for itself": (
        "INSERT INTO action_dependency (id, action_id, needs_action_id) VALUES ('x', :action, :action)",
        "waits for itself",
    ),
    "actions that wait for each other": (
        "INSERT INTO action_dependency (id, action_id, needs_action_id) "
        "VALUES ('x', :action, :other_action), ('y', :other_action, :action)",
        "waits for itself",
    ),
    "the same link twice": (
        "INSERT INTO objective_segment (id, objective_id, segment_id) SELECT 'x', objective_id, segment_id "
        "FROM objective_segment",
        "already linked",
    ),
    "no plan row": ("DELETE FROM plan", "exactly one row of “plan”"),
    "a plan row of another name": ("UPDATE plan SET id = 'other'", "exactly one row of “plan”"),
}


@pytest.mark.parametrize(("statements", "where"), CRAFTED.values(), ids=CRAFTED.keys())
def test_a_crafted_plan_is_refused(plan_path: Path, ids_of: Ids, statements: str, where: str) -> None:
    names = {name.replace(" ", "_"): row_id for name, row_id in ids_of.items()}
    rewrite(plan_path, *statements.split("; "), **names)
    error = refused(plan_path)
    assert where in error.finding
    assert "received.periple" in str(error)
    assert (
        "holds what it may not" not in error.finding
    )  # as the gate says: the file is sound, only our rules know better
    with pytest.raises(PlanError):  # and the open format knows them too
        rows_from_text(json_text(rows_in(plan_path)))


def test_every_kind_with_rules_between_rows_has_a_crafted_plan() -> None:
    ruled = {mapped.__tablename__ for mapped, kind in KINDS.items() if kind.checks}
    told = {where.removesuffix(" “") for _statements, where in CRAFTED.values()}
    assert ruled - told <= {"touchpoint_change"}  # whose journey is told first


def test_the_newest_backup_is_offered(plan_path: Path) -> None:
    with open_plan(plan_path) as document:
        backup = document.back_up()
    rewrite(plan_path, "UPDATE friction SET severity = 17")
    assert refused(plan_path).newest_backup == backup


def test_a_crafted_backup_is_refused_as_well(plan_path: Path, tmp_path: Path) -> None:
    rewrite(plan_path, "UPDATE friction SET severity = 17")
    packed = tmp_path / "crafted.plan.gz"
    packed.write_bytes(gzip.compress(plan_path.read_bytes()))
    backups.restore(packed, tmp_path / "restored.periple")
    refused(tmp_path / "restored.periple")


def test_commands_refuse_it_with_one_sentence(plan_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(plan_path, "UPDATE friction SET severity = 17")
    before = plan_path.read_bytes(), plan_path.stat().st_mtime_ns
    for command in (["check"], ["export", str(plan_path.with_suffix(".xlsx"))]):
        assert program.main([command[0], str(plan_path), *command[1:]]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
        assert "received.periple" in told.err
    assert (plan_path.read_bytes(), plan_path.stat().st_mtime_ns) == before
    assert not plan_path.with_suffix(".xlsx").exists()


def any_value(hand: Random, document: Document, mapped: type[Base], column: str) -> Any:  # Any: the column decides
    """A value of the right type, often right in itself too."""
    declared = mapped.__columns__[column]
    if declared.reference is not None:
        named = next(each for each in classes_of(Base) if each.__tablename__ == declared.reference.kind)
        return hand.choice([None, *(row.id for row in document.all(named))])
    choices = KINDS[mapped].limits.get(column, FREE).choices
    return {
        str: hand.choice(sorted(choices) or ["", "x"]),
        int: hand.choice([0, 1, 5, 100]),
        float: hand.choice([0.0, 0.2, 0.5, 1.0, -1.0]),
        datetime.date: datetime.date(2027, 1, hand.randint(1, 3)),
    }[declared.python]


def ruled_columns(mapped: type[Base]) -> list[str]:
    """The columns of a class that a rule may speak of."""
    kind = KINDS[mapped]
    return [
        name
        for name, column in mapped.__columns__.items()
        if name not in kind.fixed
        and (column.reference is not None or name in kind.limits or column.python is datetime.date)
    ]


def test_whatever_values_are_set_the_plan_opens_again(plan_path: Path, ids_of: Ids) -> None:
    hand, done = Random(7), 0
    ruled = {mapped: ruled_columns(mapped) for mapped, kind in KINDS.items() if kind.checks}
    with open_plan(plan_path) as document, contextlib.closing(sqlite3.connect(plan_path)) as connection:
        operations.derive_to_be(document, ids_of["journey"])
        for _ in range(160):
            mapped = hand.choice([mapped for mapped, columns in ruled.items() if columns])
            rows = document.all(mapped)
            columns = hand.sample(ruled[mapped], min(len(ruled[mapped]), hand.randint(1, 2)))
            values = {column: any_value(hand, document, mapped, column) for column in columns}
            if rows:
                with contextlib.suppress(PlanError):
                    operations.set_values(document, mapped, hand.choice(rows).id, values)
                    done += 1
                    assert found_in(connection) is None, (mapped.__tablename__, values)
    assert done > 40
    open_plan(plan_path).close()
