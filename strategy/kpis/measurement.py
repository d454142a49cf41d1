"""What is known of customers, tests of two variants, the way to a target."""

from __future__ import annotations

from strategy.analysis.follow_up import compare_variants
from strategy.analysis.follow_up import target_progress as share_of_the_way
from strategy.kpis.inputs import ErrorCode, KpiError, Outcome
from strategy.kpis.rates import percent_of
from strategy.model import AbTest


def profile_completeness(filled_fields: int, customers: int, expected_fields: int) -> float:
    """filled / (customers x expected) x 100: percent, 0 to 100."""
    return percent_of(filled_fields, customers * expected_fields)


def consent_rate(consenting: int, asked: int) -> float:
    """Customers consenting / customers asked x 100: percent, 0 to 100."""
    return percent_of(consenting, asked)


def ab_uplift(success_a: int, trials_a: int, success_b: int, trials_b: int) -> Outcome:
    """(p_B - p_A) / p_A x 100: percent, -100 or more; both rates, z, p-value and significance (1 or 0) beside.

    Without a success of A there is no uplift; the error carries the test all the same.
    """
    if trials_a == 0 or trials_b == 0:
        raise KpiError(ErrorCode.ZERO_DENOMINATOR, *(["n_A"] if trials_a == 0 else ["n_B"]))
    test = AbTest(success_a=success_a, trials_a=trials_a, success_b=success_b, trials_b=trials_b)
    found = compare_variants(test)
    if found is None:
        raise KpiError(ErrorCode.INCONSISTENT)
    beside = {
        "rate_a": found.rate_a * 100.0,
        "rate_b": found.rate_b * 100.0,
        "is_significant": float(found.is_significant),
    }
    if found.z is not None and found.p_value is not None:
        beside |= {"z": found.z, "p_value": found.p_value}
    if found.uplift is None:
        raise KpiError(ErrorCode.ZERO_DENOMINATOR, "success_A", beside=beside)
    return Outcome(found.uplift * 100.0, beside=beside)


def target_progress(baseline: float, current: float, target: float) -> float:
    """(current - baseline) / (target - baseline) x 100: percent of the way, also for a KPI to lower."""
    share = share_of_the_way(baseline, current, target)
    if share is None:
        raise KpiError(ErrorCode.ZERO_DENOMINATOR, "target", "baseline")
    return share * 100.0
