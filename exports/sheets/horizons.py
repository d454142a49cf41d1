"""The horizon of an action, by which the action plan is grouped: it follows the dates on its row."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import pairwise

from exports.cells import FIRST_RELIABLE_DATE
from exports.columns import Formula, Value
from exports.edition import Edition
from resources.i18n import N_
from strategy.analysis import Horizon, horizon, horizon_ends
from strategy.model import Action

HORIZONS: Mapping[Horizon | None, str] = {
    Horizon.FIRST: N_("0 to 3 months"),
    Horizon.SECOND: N_("3 to 6 months"),
    Horizon.THIRD: N_("6 to 12 months"),
    Horizon.LATER: N_("Beyond 12 months"),
    None: N_("No dates yet"),
}


def horizon_of(edition: Edition, action: Action) -> Value:
    """The name of the horizon in which the action ends, live unless Excel cannot count with the dates."""
    label = edition.tr(HORIZONS[horizon(edition.snapshot, action)])
    ends = horizon_ends(edition.snapshot)
    dates = [date for date in (action.start_date, action.end_date) if date]
    if not ends or min([*dates, ends[0][0]]) < FIRST_RELIABLE_DATE:
        return label
    names = {name: edition.quoted(edition.tr(text)) for name, text in HORIZONS.items()}
    expression = names[Horizon.LATER]
    for end, name in reversed(ends):
        day = f"DATE({end.year},{end.month},{end.day})"
        expression = f'IF(IF({{end}}="",{{start}},{{end}})<{day},{names[name]},{expression})'
    return Formula(f'IF(AND({{start}}="",{{end}}=""),{names[None]},{expression})', label)


def horizon_condition(edition: Edition, period: Horizon | None, starts: str, ends: str) -> str:
    """1 for each row of two columns of dates that lies in a horizon, for SUMPRODUCT: by its end, else by its start.

    IF over ranges needs an array formula; sums of products of comparisons work in every program.
    """
    undated = f'({starts}="")*({ends}="")'
    bounds = horizon_ends(edition.snapshot)
    if period is None or not bounds:
        return undated if period is None else "0"
    low = next((end for (end, _), (_, name) in pairwise(bounds) if name is period), None)
    high = next((end for end, name in bounds if name is period), None)
    if period is Horizon.LATER:
        low = bounds[-1][0]
    both = [
        _between(ends, low, high, f"ISNUMBER({ends})"),
        _between(starts, low, high, f'({ends}="")*ISNUMBER({starts})'),
    ]
    return f"({'+'.join(both)})"


def _between(days: str, low: datetime.date | None, high: datetime.date | None, known: str) -> str:
    parts = [known]
    parts += [f"({days}>=DATE({low.year},{low.month},{low.day}))"] if low else []
    parts += [f"({days}<DATE({high.year},{high.month},{high.day}))"] if high else []
    return "*".join(parts)
