"""A KPI from its raw inputs: `compute`."""

from __future__ import annotations

import math
from collections.abc import Mapping

from journey.graph import Rows
from resources.catalogue import catalogue
from strategy.kpis.declaration import Calculator, Form
from strategy.kpis.inputs import ErrorCode, Input, KpiError, Outcome, Remark, read_input
from strategy.kpis.table import CALCULATORS

_SLACK = 1e-9
"""Rounding may carry a value this far beyond the range of its KPI."""


def compute(kpi: str, inputs: Mapping[str, object], rows: Rows | None = None, form_name: str | None = None) -> Outcome:
    """The value of a KPI from its raw inputs, in the unit of the KPI and at full precision.

    `rows`: a snapshot, for the KPIs that are read from a journey. Without `form_name` the inputs given tell which way
    of computing is meant. A value beyond the catalogue's range is given with a remark. Raises KpiError, and KeyError
    for a KPI without calculator, such as a user's own.
    """
    calculator = CALCULATORS[kpi]
    asked = gathered(calculator, inputs)
    form = form_of(calculator, asked, form_name)
    values = [read_input(each, asked) for each in form.inputs]
    computed = [value for each, value in zip(form.inputs, values, strict=True) if not each.is_context]
    if form.reads_plan and rows is None:
        raise KpiError(ErrorCode.EMPTY, "graph")
    try:
        found = form.function(rows, *computed) if form.reads_plan else form.function(*computed)
    except OverflowError as problem:
        raise KpiError(ErrorCode.MODEL_DOMAIN, *_keys(form)) from problem
    except KpiError as problem:
        if problem.keys:
            raise
        raise KpiError(problem.code, *_blamed(problem.code, form, asked)) from problem
    return _checked(kpi, form, found if isinstance(found, Outcome) else Outcome(float(found)))


def form_of(calculator: Calculator, inputs: Mapping[str, object], name: str | None = None) -> Form:
    """The way of computing that is named, else the one for which most inputs are given, the first one if several."""
    named = next((each for each in calculator.forms if each.name == name), None)
    return named or max(calculator.forms, key=lambda each: each.given(inputs))


def gathered(calculator: Calculator, inputs: Mapping[str, object]) -> dict[str, object]:
    """The inputs as the forms know them: rates kept one by one under their channel become the rates of all."""
    key = calculator.gathers
    if not key or inputs.get(key) is not None:
        return dict(inputs)
    rates = {each: value for each, value in inputs.items() if isinstance(value, int | float)}
    return {key: rates} if rates else {}


def _checked(kpi: str, form: Form, outcome: Outcome) -> Outcome:
    if not math.isfinite(outcome.value) or not all(map(math.isfinite, outcome.beside.values())):
        raise KpiError(ErrorCode.MODEL_DOMAIN, *_keys(form))
    entry = catalogue()[kpi]
    low, high = entry.get("min"), entry.get("max")
    is_beyond = (low is not None and outcome.value < low - _SLACK) or (
        high is not None and outcome.value > high + _SLACK
    )
    if is_beyond and Remark.CHECK not in outcome.remarks:
        return Outcome(outcome.value, (*outcome.remarks, Remark.CHECK), outcome.beside)
    return outcome


def _keys(form: Form) -> list[str]:
    return [each.key for each in form.inputs if not each.is_context]


def _blamed(code: ErrorCode, form: Form, inputs: Mapping[str, object]) -> list[str]:
    """The inputs that an error is about, where the function leaves it open: a base of zero, else all of them."""
    zero = [each.key for each in form.inputs if _is_zero_base(each, inputs)]
    return zero if code is ErrorCode.ZERO_DENOMINATOR and zero else _keys(form)


def _is_zero_base(asked: Input, inputs: Mapping[str, object]) -> bool:
    return asked.is_base and inputs.get(asked.key) == 0
