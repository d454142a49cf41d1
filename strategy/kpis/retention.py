"""Who stays, who leaves, who comes back. Counts are of customers or orders in one period."""

from __future__ import annotations

import math

from strategy.kpis.inputs import ErrorCode, KpiError
from strategy.kpis.rates import percent_of, ratio


def retention_rate(customers_start: int, customers_end: int, customers_new: int) -> float:
    """(end - new) / start x 100: percent of the customers at the start that are still there, 0 to 100.

    New customers count only if they are still there at the end.
    """
    if customers_new > customers_end:
        raise KpiError(ErrorCode.INCONSISTENT, "customers_new", "customers_end")
    return percent_of(customers_end - customers_new, customers_start)


def churn_rate(customers_start: int, customers_lost: int) -> float:
    """lost / start x 100: percent of the customers at the start that left, 0 to 100."""
    return percent_of(customers_lost, customers_start)


def churn_from_counts(customers_start: int, customers_end: int, customers_new: int) -> float:
    """100 - retention rate, for the same customers and the same period."""
    if customers_new > customers_end:
        raise KpiError(ErrorCode.INCONSISTENT, "customers_new", "customers_end")
    return percent_of(customers_start - retained(customers_start, customers_end, customers_new), customers_start)


def retained(customers_start: int, customers_end: int, customers_new: int) -> int:
    """end - new: the customers at the start that are still there; never more than there were."""
    kept = customers_end - customers_new
    if customers_start and kept > customers_start:
        raise KpiError(ErrorCode.INCONSISTENT)
    return kept


def yearly_churn(monthly_churn: float) -> float:
    """(1 - (1 - monthly)^12) x 100: percent lost in a year when this share, 0 to 1, is lost each month."""
    if monthly_churn >= 1.0:
        return 100.0
    return -math.expm1(12.0 * math.log1p(-monthly_churn)) * 100.0


def customer_lifetime(churn: float) -> float:
    """1 / churn: mean number of periods before departure, 1 or more, for a constant churn over 0 up to 1.

    Mean of the geometric distribution.
    """
    if churn == 0:
        raise KpiError(ErrorCode.MODEL_DOMAIN, "churn")
    return 1.0 / churn


def repeat_purchase_rate(customers_2plus_orders: int, customers_1plus_orders: int) -> float:
    """Buyers with two orders or more / buyers x 100: percent, 0 to 100."""
    return percent_of(customers_2plus_orders, customers_1plus_orders)


def purchase_frequency(orders: int, customers_1plus_orders: int) -> float:
    """orders / buyers: orders per buyer over the period; each buyer has one at least."""
    frequency = ratio(orders, customers_1plus_orders)
    if orders < customers_1plus_orders:
        raise KpiError(ErrorCode.INCONSISTENT)
    return frequency


def renewal_rate(renewed: int, due_for_renewal: int) -> float:
    """renewed / due x 100: percent of the contracts at their term, 0 to 100."""
    return percent_of(renewed, due_for_renewal)


def reactivation_rate(reactivated: int, inactive_contacted: int) -> float:
    """active again / inactive contacted x 100: percent, 0 to 100."""
    return percent_of(reactivated, inactive_contacted)
