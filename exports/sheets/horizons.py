"""The horizon of an action, by which the action plan is grouped: it follows the dates on its row."""

from __future__ import annotations

from collections.abc import Mapping

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
    Horizon.LATER: N_("After 12 months"),
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
