"""Columns of the table of returns: what each action costs and gains, its return and its payback."""

from __future__ import annotations

from functools import lru_cache, partial

from resources.i18n import current, ntr, tr, words
from storage.document import Document
from strategy.analysis.returns import Rate, Return, action_return, kpi_change, yearly_gain
from strategy.kpis.inputs import ErrorCode
from strategy.links import kept_actions
from strategy.model import Action
from strategy.naming import Naming
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell
from ui.models.row_table import Column

_EDITED = ("cost", "running_cost", "gain_low", "gain", "gain_high")


@lru_cache(maxsize=1)
def names_of(snapshot: Snapshot, language: str) -> Naming:
    """The names of a plan, worked out once for all the cells of a table."""
    return Naming(snapshot, words(language))


def return_ids(snapshot: Snapshot) -> list[str]:
    """The kept actions, in the order of the plan."""
    return [row.id for row in kept_actions(snapshot)]


def return_columns() -> list[Column]:
    """Action, costs, gains a year, return and payback."""
    titles = (tr("Cost"), tr("Running, a month"), tr("Gain, low"), tr("Gain, likely"), tr("Gain, high"))
    widths = (92, 132, 104, 112, 104)
    money = [
        Column(key, title, partial(_money, key), partial(_value, key), partial(_write, key), lambda _s, _i: "number",
               width, is_figure=True)
        for key, title, width in zip(_EDITED, titles, widths, strict=True)
    ]  # fmt: skip
    return [
        Column("name", tr("Action"), _title, width=200),
        *money,
        Column("return", tr("Return"), _return, width=96, is_figure=True),
        Column("payback", tr("Pays back"), _payback, width=116, is_figure=True),
    ]


def rate_words(rate: Rate) -> str:
    """A return in percent, or the method's word for why there is none."""
    if rate.percent is not None:
        return current().percentage(rate.percent)
    return tr("Cost is 0") if rate.error is ErrorCode.ZERO_DENOMINATOR else ""


def range_words(found: Return) -> str:
    """From the low to the high return, "" where they are the same."""
    low, high = found.low.percent, found.high.percent
    if low is None or high is None or low == high:
        return ""
    words = current()
    return tr("{low} to {high}").format(low=words.percentage(low, 0), high=words.percentage(high, 0))


def months_words(months: float | None) -> str:
    """A number of months, "" for None."""
    if months is None:
        return ""
    figure = current().number(months, 0 if months >= 10 or months == int(months) else 1)
    return ntr("{n} month", "{n} months", 1 if months == 1 else 2).format(n=figure)


def formula_words(snapshot: Snapshot, row: Action) -> str:
    """How the gain of an action comes from the change of its KPI; "" when it does not."""
    change = kpi_change(snapshot, row)
    gain = yearly_gain(snapshot, row)
    if gain is None or not gain.is_worked_out or change is None:
        return ""
    words, names = current(), names_of(snapshot, current().language)
    currency = snapshot.plan.currency
    return tr("{before} to {after} for {customers} customers at {value}: {gain} a year").format(
        before=names.measure(row.baseline, row.kpi),
        after=names.measure(row.target, row.kpi),
        customers=words.number(row.gain_customers),
        value=words.money(row.gain_unit_value, currency, 2),
        gain=words.money(gain.likely, currency),
    )


def _row(snapshot: Snapshot, row_id: str) -> Action:
    return snapshot.get(Action, row_id) or Action(id=row_id)


def _title(snapshot: Snapshot, row_id: str) -> Cell:
    row, names = _row(snapshot, row_id), names_of(snapshot, current().language)
    title = names.title(row)
    return Cell(f"{names.code(row)}  {title}", weight=600) if title else Cell(tr("Action to name"), tone="warning")


def _money(key: str, snapshot: Snapshot, row_id: str) -> Cell:
    row = _row(snapshot, row_id)
    amount = getattr(row, key)
    if amount is not None:
        return Cell(current().money(amount, snapshot.plan.currency), right=True)
    if key == "gain":
        gain = yearly_gain(snapshot, row)
        if gain is not None:
            words = current().money(gain.likely, snapshot.plan.currency)
            return Cell(words, tone="ink2", right=True, hint=formula_words(snapshot, row))
        return Cell(tr("To set"), tone="warning", right=True)
    return Cell(tr("To set"), tone="warning", right=True) if key == "cost" else Cell("–", tone="ink3", right=True)


def _value(key: str, snapshot: Snapshot, row_id: str) -> object:
    return getattr(_row(snapshot, row_id), key)


def _write(key: str, document: Document, row_id: str, value: object) -> None:
    set_value(document, Action, row_id, key, value)


def _return(snapshot: Snapshot, row_id: str) -> Cell:
    found = action_return(snapshot, _row(snapshot, row_id))
    rate, span = found.likely, range_words(found)
    words = rate_words(rate)
    if rate.percent is None:
        reason = current().label(rate.error.value) if rate.error else ""
        return Cell(words or "–", tone="warning" if words else "ink3", right=True, hint=reason)
    tone = "success" if rate.percent > 0 else "danger" if rate.percent < 0 else "ink"
    return Cell(words, tone=tone, weight=600, right=True, hint=span)


def _payback(snapshot: Snapshot, row_id: str) -> Cell:
    found = action_return(snapshot, _row(snapshot, row_id))
    words = months_words(found.payback_months)
    if not words:
        is_known = found.gain is not None and found.cost is not None
        return Cell(tr("Never"), tone="danger", right=True) if is_known else Cell("–", tone="ink3", right=True)
    day = tr("on {date}").format(date=current().date(found.paid_back)) if found.paid_back else ""
    return Cell(words, right=True, hint=day)
