"""The functions that read files of others: each takes and gives plain values, so it runs on either side of the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any


def name_of(function: Callable[..., Any]) -> str:
    """The name under which a reader is asked for. ValueError for a function that is none."""
    name = f"{function.__module__}:{function.__qualname__}"
    if name not in readers():
        raise ValueError(f"{name} is no reader")
    return name


@cache
def readers() -> Mapping[str, Callable[..., Any]]:
    """All readers by name. Asking for them loads the modules of all classes that pass the wall."""
    from exports.returned.reading import read_returned
    from strategy.imports.customers import read_customers
    from strategy.imports.events import read_events
    from strategy.imports.journeys.lists import read_list
    from strategy.imports.journeys.reading import read_journeys
    from strategy.imports.looking import look_at
    from strategy.imports.surveys import read_answers
    from strategy.imports.xes import read_xes

    every: tuple[Callable[..., Any], ...] = (
        look_at, read_customers, read_answers, read_events, read_xes, read_journeys, read_list, read_returned,
    )  # fmt: skip
    return {f"{each.__module__}:{each.__qualname__}": each for each in every}
