"""The divisions behind most KPIs, and the errors that they share."""

from __future__ import annotations

import math

from strategy.kpis.inputs import ErrorCode, KpiError, Outcome, Remark

SMALL_SAMPLE = 30
"""Under so many answers a survey says little."""
_MARGIN = 1.96
"""Standard deviations on each side of a value that hold 95 % of a normal distribution."""


def ratio(amount: float, base: float) -> float:
    """`amount` for each one of `base`."""
    if base == 0:
        raise KpiError(ErrorCode.ZERO_DENOMINATOR)
    return amount / base


def percent_of(part: float, whole: float) -> float:
    """`part` in percent of `whole`, 0 to 100; a part cannot be more than the whole."""
    share = ratio(part, whole)
    if part > whole:
        raise KpiError(ErrorCode.INCONSISTENT)
    return share * 100.0


def loose_percent_of(part: float, whole: float) -> Outcome:
    """The same where more than 100 % may happen and is only worth a check."""
    return Outcome(ratio(part, whole) * 100.0, (Remark.CHECK,) if part > whole else ())


def sample_remarks(answers: float) -> tuple[Remark, ...]:
    """A warning under thirty answers."""
    return (Remark.SMALL_SAMPLE,) if answers < SMALL_SAMPLE else ()


def margin_of_error(variance: float, answers: float) -> float:
    """Half width in percent of the 95 % interval around a mean of `answers` values with this variance."""
    return _MARGIN * math.sqrt(max(variance, 0.0) / answers) * 100.0
