"""Lifetime values that discount what comes later: constant retention, finite horizon, migration between states.

The acquisition cost is deducted in none of them. A period is a year where the model says so, else any, the same for all
inputs. Rates run from 0 to 1.
"""

from __future__ import annotations

import math

from strategy.kpis.inputs import ErrorCode, KpiError, Outcome

ROW_TOLERANCE = 0.001
"""How far from 1 the probabilities that leave a state may sum."""
MARGIN_LATER, MARGIN_NOW = "later", "now"

Matrix = tuple[tuple[float, ...], ...]


def constant_retention(margin: float, retention: float, discount: float, first_margin: str = MARGIN_LATER) -> Outcome:
    """margin x r / (1 + d - r): present value of a constant margin over an infinite horizon.

    The first margin comes at the end of the first period, if the customer stays; with `MARGIN_NOW` it comes at once:
    margin x (1 + d) / (1 + d - r), one margin more. The other variant stands beside. Gupta and Lehmann, Customers as
    assets, Journal of Interactive Marketing, 2003; Gupta, Lehmann and Stuart, Valuing customers, 2004.
    """
    rest = 1.0 + discount - retention
    if rest <= 0.0:
        raise KpiError(ErrorCode.MODEL_DOMAIN, "r", "d")
    values = {MARGIN_LATER: margin * retention / rest, MARGIN_NOW: margin * (1.0 + discount) / rest}
    other = MARGIN_NOW if first_margin == MARGIN_LATER else MARGIN_LATER
    return Outcome(values[first_margin], beside={f"margin_{other}": values[other]})


def finite_horizon(contribution: float, promotion: float, retention: float, discount: float, years: int) -> float:
    """GC x sum of r^i / (1+d)^i, i = 0..n, less M x sum of r^(i-1) / (1+d)^(i-0.5), i = 1..n.

    The first margin comes now, the cost of the relationship in the middle of each year. Berger and Nasr, Customer
    lifetime value: marketing models and applications, Journal of Interactive Marketing, 1998, case 1.
    """
    margins = contribution * _geometric_sum(retention, discount, years + 1)
    costs = promotion * _geometric_sum(retention, discount, years) / math.sqrt(1.0 + discount)
    return margins - costs


def migration(transitions: Matrix, rewards: tuple[float | None, ...], discount: float) -> Outcome:
    """V = (I - P / (1 + d))^(-1) R: present value of a customer in the first state; those of all states beside.

    `transitions` has a row for each state, of sum 1 within a thousandth; `rewards` a margin for each state and period,
    received at once and then at each period. Without discounting every state must lead to one that is never left and
    brings nothing. Pfeifer and Carraway, Modeling customer relationships as Markov chains, Journal of Interactive
    Marketing, 2000.
    """
    margins = [each for each in rewards if each is not None]
    if not margins or not transitions:
        raise KpiError(ErrorCode.EMPTY, "P", "R")
    if len(margins) != len(transitions):
        raise KpiError(ErrorCode.INCONSISTENT, "P", "R")
    totals = [math.fsum(row) for row in transitions]
    if any(abs(total - 1.0) > ROW_TOLERANCE + 1e-9 for total in totals):
        raise KpiError(ErrorCode.INCONSISTENT, "P")
    rows = [[share / total for share in row] for row, total in zip(transitions, totals, strict=True)]
    values = _state_values(rows, margins, discount)
    return Outcome(values[0], beside={f"state_{place}": value for place, value in enumerate(values, start=1)})


def _geometric_sum(retention: float, discount: float, terms: int) -> float:
    """1 + q + q^2 + …, so many terms, for q = r / (1 + d); as exact near q = 1 as far from it."""
    if retention == 0.0:
        return 1.0
    log_q = math.log(retention) - math.log1p(discount)
    return float(terms) if log_q == 0.0 else math.expm1(terms * log_q) / math.expm1(log_q)


def _state_values(rows: list[list[float]], margins: list[float], discount: float) -> list[float]:
    import numpy

    size = len(rows)
    solved = list(range(size)) if 1.0 + discount > 1.0 else _left_states(rows, margins)
    values = [0.0] * size
    if solved:
        kept = numpy.array(rows)[numpy.ix_(solved, solved)] / (1.0 + discount)
        try:
            found = numpy.linalg.solve(numpy.eye(len(solved)) - kept, numpy.array([margins[each] for each in solved]))
        except numpy.linalg.LinAlgError as problem:
            raise KpiError(ErrorCode.MODEL_DOMAIN, "P", "d") from problem
        for place, value in zip(solved, found, strict=True):
            values[place] = float(value)
    return values


def _left_states(rows: list[list[float]], margins: list[float]) -> list[int]:
    """The states that customers leave for good; KpiError when one of them never does, or a last one pays for ever."""
    last = {state for state, row in enumerate(rows) if row[state] == 1.0}
    ending = set(last)
    while more := {state for state, row in enumerate(rows) if any(row[to] > 0.0 for to in ending)} - ending:
        ending |= more
    if len(ending) < len(rows) or any(margins[state] != 0.0 for state in last):
        raise KpiError(ErrorCode.MODEL_DOMAIN, "P", "d")
    return [state for state in range(len(rows)) if state not in last]
