"""How a calculator is declared: its ways of computing one KPI, and short constructors for their inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from strategy.kpis.inputs import Input, InputKind, Outcome


@dataclass(frozen=True, slots=True)
class Form:
    """One way of computing a KPI: the function, and its inputs in the order of its parameters.

    `reads_plan`: the rows of the plan come first. `name` tells the forms of one KPI apart, "" for the first.
    """

    function: Callable[..., float | Outcome]
    inputs: tuple[Input, ...]
    name: str = ""
    reads_plan: bool = False

    def given(self, inputs: Mapping[str, object]) -> int:
        """How many of the inputs that this form computes with are there."""
        keys = (key for each in self.inputs if not each.is_context for key in (each.key, *each.former_keys))
        return sum(inputs.get(key) is not None for key in keys)


@dataclass(frozen=True, slots=True)
class Calculator:
    """All ways of computing one KPI; the first is offered first. `gathers`: other keys are values of that input."""

    kpi: str
    forms: tuple[Form, ...]
    gathers: str = ""


def form(function: Callable[..., float | Outcome], *inputs: Input, name: str = "", reads_plan: bool = False) -> Form:
    """A way of computing a KPI."""
    return Form(function, inputs, name, reads_plan)


def count(key: str, **more: Any) -> Input:  # any: see `Input`
    """A whole number, 0 or more."""
    return Input(key, InputKind.COUNT, is_positive=True, **more)


def base(key: str) -> Input:
    """A whole number that is divided by."""
    return count(key, is_base=True)


def amount(key: str, **more: Any) -> Input:  # any: see `Input`
    """A number, 0 or more."""
    return Input(key, InputKind.FIGURE, is_positive=True, **more)


def figure(key: str) -> Input:
    """Any number."""
    return Input(key, InputKind.FIGURE)


def scaled(key: str, low: float, high: float, **more: Any) -> Input:  # any: see `Input`
    """A number between two ends."""
    return Input(key, InputKind.FIGURE, low=low, high=high, **more)


def counts(key: str, size: int, *former_keys: str) -> Input:
    """How often each score of a scale was given."""
    return Input(key, InputKind.COUNTS, is_positive=True, size=size, former_keys=former_keys)


def figures(key: str, **more: Any) -> Input:  # any: see `Input`
    """Several numbers."""
    return Input(key, InputKind.FIGURES, **more)


def choice(key: str, *options: str, is_context: bool = False) -> Input:
    """One of these words, the first unless said otherwise."""
    return Input(key, InputKind.CHOICE, options=options, default=options[0], is_context=is_context)


def context(key: str) -> Input:
    """Words that say what was measured."""
    return Input(key, InputKind.TEXT, is_context=True)


JOURNEY = Input("graph", InputKind.JOURNEY)
TOUCHPOINT = Input("touchpoint", InputKind.TOUCHPOINT)
