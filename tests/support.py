"""Builders of small plans for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from journey.model import Journey, NodeKind, Touchpoint, Transition
from storage.base import Base
from strategy.snapshot import Snapshot
from tests.made_once import made_once

if TYPE_CHECKING:
    from storage.document import Document

Row = TypeVar("Row", bound=Base)

ENDS = {"in": NodeKind.ENTRY, "won": NodeKind.SUCCESS, "lost": NodeKind.DROP_OFF}
"""Names that `drawn` gives their meaning; all other points are touchpoints."""


def plan_of(*rows: Base | Sequence[Base]) -> Snapshot:
    """A snapshot of these rows; lists of rows are taken apart."""
    flat = [each for row in rows for each in ([row] if isinstance(row, Base) else row)]
    return Snapshot(flat)


@cache
def sample_plan(name: str, language: str = "fr") -> Snapshot:
    """One of the three worked examples ("saas", "bank", "shop")."""
    from strategy.plan_file import sample_rows

    return Snapshot(sample_rows(name, language))


def with_value(row: Row, column: str, value: Any) -> Row:  # Any: the column decides
    """A copy of a row that says something else in one column; rows of a sample are shared by many tests."""
    values = {name: getattr(row, name) for name in row.__columns__}
    return type(row).detached({**values, column: value})


def opened_plan(path: Path, name: str, language: str = "en") -> Document:
    """A new plan at `path`: the sample "saas", "bank" or "shop", or "empty"."""
    from strategy.plan_file import open_plan

    path.write_bytes(_plan_file(name, language))
    return open_plan(path)


@cache
def _plan_file(name: str, language: str) -> bytes:
    """The plan file of a sample, or of an empty plan; making it takes many times as long as opening it."""
    return made_once(f"{name}-{language}.periple", lambda: _made_plan_file(name, language))


def _made_plan_file(name: str, language: str) -> bytes:
    from strategy.plan_file import create_from_sample, create_plan

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("PERIPLE_DATA", folder)  # whichever test comes first must not find the log of its making
        path = Path(folder, "made.periple")
        if name == "empty":
            create_plan(path, name="Plan", language=language).close()
        else:
            create_from_sample(path, name, language).close()
        return path.read_bytes()


def drawn(
    passages: Mapping[str, float | None],
    *,
    journey_id: str = "jr",
    touchpoints: Mapping[str, Mapping[str, Any]] | None = None,  # Any: the column decides
    delays: Mapping[str, float] | None = None,
    **journey: Any,  # Any: the column decides
) -> list[Base]:
    """The rows of a journey: its points and passages {"in>a": 1.0, "a>won": 0.4, "a>lost": 0.6}.

    Ids are the names themselves; a passage's is the text that describes it. `touchpoints` gives columns by name.
    """
    ends = [tuple(passage.split(">")) for passage in passages]
    names = list(dict.fromkeys(["in", *(name for pair in ends for name in pair), *(touchpoints or {})]))
    points = [
        Touchpoint(
            id=name,
            journey_id=journey_id,
            position=position,
            kind=ENDS.get(name, NodeKind.TOUCHPOINT).value,
            **dict((touchpoints or {}).get(name, {})),
        )
        for position, name in enumerate(names)
    ]
    transitions = [
        Transition(
            id=passage,
            journey_id=journey_id,
            source_id=passage.split(">")[0],
            target_id=passage.split(">")[1],
            probability=probability,
            delay_hours=(delays or {}).get(passage),
        )
        for passage, probability in passages.items()
    ]
    return [Journey(id=journey_id, **journey), *points, *transitions]
