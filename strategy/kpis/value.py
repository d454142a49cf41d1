"""What customers bring and cost. Money is in the plan's currency."""

from __future__ import annotations

from strategy.kpis.inputs import ErrorCode, KpiError
from strategy.kpis.rates import percent_of, ratio


def average_order_value(revenue: float, orders: int) -> float:
    """revenue / orders: money per order, 0 or more."""
    return ratio(revenue, orders)


def revenue_per_customer(revenue: float, active_customers: int) -> float:
    """revenue / active customers: money per customer over the period, 0 or more."""
    return ratio(revenue, active_customers)


def purchase_value_growth(value_period_1: float, value_period_2: float) -> float:
    """(second - first) / first x 100: percent, -100 or more, for the same customers in both periods."""
    return ratio(value_period_2 - value_period_1, value_period_1) * 100.0


def cross_sell_rate(customers_2plus_families: int, customers: int) -> float:
    """customers of two product families or more / customers x 100: percent, 0 to 100."""
    return percent_of(customers_2plus_families, customers)


def upsell_rate(upgraded: int, eligible: int) -> float:
    """moved to a higher offer / eligible x 100: percent, 0 to 100."""
    return percent_of(upgraded, eligible)


def acquisition_cost(acquisition_spend: float, new_customers: int) -> float:
    """spend / new customers: money per customer won, 0 or more."""
    return ratio(acquisition_spend, new_customers)


def retention_cost(retention_spend: float, customers_retained: int) -> float:
    """spend / customers retained: money per customer kept, 0 or more."""
    return ratio(retention_spend, customers_retained)


def acquisition_retention_cost_ratio(acquisition_cost: float, retention_cost: float) -> float:
    """acquisition / retention: how many times more it costs to win a customer than to keep one."""
    return ratio(acquisition_cost, retention_cost)


def return_on_investment(gain: float, cost: float) -> float:
    """(gain - cost) / cost x 100: percent, -100 when nothing comes back; the gain is a margin."""
    return ratio(gain - cost, cost) * 100.0


def cost_to_serve(service_costs: float, customers_served: int) -> float:
    """service costs / customers served: money per customer, 0 or more."""
    return ratio(service_costs, customers_served)


def lifetime_value_simple(
    average_order_value: float, orders_per_year: float, lifespan_years: float, margin_rate: float
) -> float:
    """basket x orders a year x years x margin rate: money over the relationship, not discounted.

    A margin rate of 1 gives revenue. A product of averages: it takes the lifespan for certain and so overstates.
    """
    if lifespan_years == 0:
        raise KpiError(ErrorCode.OUT_OF_SCALE, "lifespan_years")
    return average_order_value * orders_per_year * lifespan_years * margin_rate
