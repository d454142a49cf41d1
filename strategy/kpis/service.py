"""How customers are served: waits, delays, errors, promises."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, median

from strategy.kpis.inputs import ErrorCode, KpiError, Outcome
from strategy.kpis.rates import percent_of


def waiting_time(waits: Sequence[float | None]) -> Outcome:
    """90th percentile of the waits in minutes, by nearest rank: value number ceil(0.9 n) in order; mean, median beside.

    Missing values are left out and counted.
    """
    known = _known(waits)
    rank = -(-9 * len(known) // 10)  # ceil(0.9 n) in whole numbers
    beside = {"mean": _mean(known), "median": median(known), "answers": len(known), "left_out": len(waits) - len(known)}
    return Outcome(known[rank - 1], beside=beside)


def first_response_time(delays: Sequence[float | None]) -> Outcome:
    """Median delay in hours between a request and its first useful answer; requests without answer are left out."""
    known = _known(delays)
    return Outcome(median(known), beside={"answers": len(known), "left_out": len(delays) - len(known)})


def known_median(median_h: float) -> float:
    """A median in hours that another tool has computed."""
    return median_h


def error_rate(items_with_error: int, items: int) -> float:
    """Items with an error / items issued x 100: percent, 0 to 100."""
    return percent_of(items_with_error, items)


def first_contact_resolution(solved_first_contact: int, requests: int) -> float:
    """Requests solved at the first contact / requests x 100: percent, 0 to 100."""
    return percent_of(solved_first_contact, requests)


def commitment_kept_rate(kept_on_time: int, commitments_due: int) -> float:
    """Commitments kept on time / commitments due x 100: percent, 0 to 100."""
    return percent_of(kept_on_time, commitments_due)


def _known(values: Sequence[float | None]) -> list[float]:
    known = sorted(value for value in values if value is not None)
    if not known:
        raise KpiError(ErrorCode.EMPTY)
    return known


def _mean(values: Sequence[float]) -> float:
    mean = fmean(values)
    if not math.isfinite(mean):
        raise KpiError(ErrorCode.MODEL_DOMAIN)
    return mean
