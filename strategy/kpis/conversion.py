"""How many go on: to the act that is meant, to the next stage, to a paid offer, to the order."""

from __future__ import annotations

from strategy.kpis.inputs import ErrorCode, KpiError
from strategy.kpis.rates import percent_of, ratio


def conversion_rate(conversions: int, entrants: int) -> float:
    """Conversions / visitors or entrants x 100: percent, 0 to 100."""
    return percent_of(conversions, entrants)


def stage_conversion_rate(reached_next_stage: int, entered_stage: int) -> float:
    """Customers who reach a later stage / who entered this one x 100: percent, 0 to 100."""
    return percent_of(reached_next_stage, entered_stage)


def free_to_paid_rate(converted: int, free_users_cohort: int) -> float:
    """Users who became paying / free users of the cohort x 100: percent, 0 to 100."""
    return percent_of(converted, free_users_cohort)


def cart_abandonment_rate(carts_created: int, orders: int) -> float:
    """(1 - orders / carts) x 100: percent of the carts that yield no order, 0 to 100."""
    if 0 < carts_created < orders:
        raise KpiError(ErrorCode.INCONSISTENT)
    return percent_of(carts_created - orders, carts_created)


def cart_recovery_rate(recovered_carts: int, abandoned_carts_contacted: int) -> float:
    """Carts paid after follow-up / abandoned carts followed up x 100: percent, 0 to 100."""
    return percent_of(recovered_carts, abandoned_carts_contacted)


def bounce_rate(single_page_sessions: int, sessions: int) -> float:
    """Sessions of one page / sessions x 100: percent, 0 to 100."""
    return percent_of(single_page_sessions, sessions)


def cost_per_lead(campaign_spend: float, leads: int) -> float:
    """Campaign spend / leads: money per lead, 0 or more."""
    return ratio(campaign_spend, leads)
