"""Budget: what the plan costs, split three ways and by quarter, what it brings, and who has the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtGui import QColor

from journey.model import Segment
from resources.i18n import N_
from strategy.analysis import total_effort_days
from strategy.analysis.load import load
from strategy.analysis.returns import action_return, plan_return, return_months
from strategy.analysis.spending import spending
from strategy.model import Action
from ui.models.action_plan import HORIZON_NAMES, horizon_dot, segment_dot
from ui.models.returns import months_words, range_words, rate_words
from ui.report.drawings.bars import Bar, bars, quarter_columns
from ui.report.paging import Item
from ui.report.prose import Figure, figure_cards, paragraph, part_title, section_title
from ui.report.setting import Setting
from ui.report.tables import Column, Row, cell, row, table
from ui.theme.theme import theme
from ui.widgets.chip import dot_color

TITLE = N_("Budget and return")


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return (
        setting.tr(N_("No action yet: step 5 plans them."))
        if not setting.actions and setting.spent.budget is None
        else ""
    )


def strips(setting: Setting) -> Iterator[Item]:
    """Figures, bars, quarters, returns, load."""
    sheet, tr = setting.sheet, setting.tr
    yield from part_title(sheet, tr(TITLE), tr(N_("What does the plan cost, and what does it bring?")))
    yield from figure_cards(sheet, _figures(setting))
    yield from _splits(setting)
    yield from _quarters(setting)
    yield from _returns(setting)
    yield from _load(setting)


def _figures(setting: Setting) -> list[Figure]:
    spent, tr, words = setting.spent, setting.tr, setting.words
    found = [Figure(setting.money(spent.cost), tr(N_("Total cost")))]
    if spent.budget is not None:
        left = spent.remaining or 0.0
        share = tr(N_("{share} used")).format(share=words.percent(spent.used_share)) if spent.budget else ""
        found.insert(0, Figure(setting.money(spent.budget), tr(N_("Budget of the plan"))))
        found.append(Figure(setting.money(left), tr(N_("Budget left")), share, "danger" if left < 0 else "ink"))
    found.append(Figure(words.number(total_effort_days(setting.snapshot), 0), tr(N_("Person-days"))))
    return found


def _splits(setting: Setting) -> Iterator[Item]:
    tr, spent = setting.tr, setting.spent
    names = {each.id: setting.edition.title(each) for each in setting.snapshot.all(Segment)}
    grey = theme().color("lineStrong")
    horizons = [(tr(HORIZON_NAMES[each]), spent.by_horizon.get(each, 0.0), dot_color(horizon_dot(each)) or grey)
                for each in HORIZON_NAMES]  # fmt: skip
    segments = [(names.get(each or "", "") or tr(N_("No segment yet")), amount,
                 (dot_color(segment_dot(setting.snapshot, each)) if each else None) or grey)
                for each, amount in _dearest(spent.by_segment)]  # fmt: skip
    kinds = [(setting.edition.label(each) or tr(N_("No type yet")), amount, theme().color("primary"))
             for each, amount in _dearest(spent.by_type)]  # fmt: skip
    for title, found in ((N_("By horizon"), horizons), (N_("By segment"), segments), (N_("By type of action"), kinds)):
        shown = [each for each in found if each[1]]
        if shown:
            yield section_title(setting.sheet, tr(title), mark=False, gap=24)
            yield from _bars(setting, shown)


def _dearest(amounts: Mapping[str | None, float]) -> list[tuple[str | None, float]]:
    return sorted(amounts.items(), key=lambda each: -each[1])


def _bars(setting: Setting, found: list[tuple[str, float, QColor]]) -> Iterator[Item]:
    most = max(amount for _, amount, _ in found)
    yield from bars(
        setting.sheet, [Bar(name, setting.money(amount), amount / most, ink) for name, amount, ink in found]
    )


def _quarters(setting: Setting) -> Iterator[Item]:
    found = spending(setting.snapshot)
    if not any(each.cost for each in found.quarters):
        return
    yield section_title(setting.sheet, setting.tr(N_("By quarter")), mark=False)
    yield quarter_columns(setting.sheet, found.quarters, setting.snapshot.plan.currency)
    if found.undated:
        told = setting.tr(N_("{amount} of actions without dates is in no quarter."))
        amount = told.format(amount=setting.money(found.undated))
        yield from paragraph(setting.sheet, amount, "caption", "ink2", gap=4)


def _returns(setting: Setting) -> Iterator[Item]:
    """What each action brings for what it costs, as far as its gain is known."""
    snapshot, tr = setting.snapshot, setting.tr
    found = [(each, action_return(snapshot, each)) for each in setting.actions]
    known = [(each, back) for each, back in found if back.gain is not None]
    if not known:
        return
    yield section_title(setting.sheet, tr(N_("Returns")))
    columns = (
        Column(tr(N_("Action")), 42), Column(tr(N_("Cost")), 14, is_figure=True),
        Column(tr(N_("Gain")), 14, is_figure=True), Column(tr(N_("Return")), 18, is_figure=True),
        Column(tr(N_("Pays back")), 14, is_figure=True),
    )  # fmt: skip
    rows = [_return_row(setting, each) for each, _ in known]
    whole = plan_return(snapshot, setting.today)
    gain = setting.money(whole.gain.likely) if whole.gain else ""
    total = row(*(cell(each, role="bold") for each in (
        tr(N_("The whole plan")), setting.money(whole.cost), gain, rate_words(whole.likely),
        months_words(whole.payback_months))), kind="total")  # fmt: skip
    yield from table(setting.sheet, columns, [*rows, total])
    told = tr(N_("Gains are margins over {months} of effect, nothing discounted; the whole plan counts the cost of all "
                 "actions."))  # fmt: skip
    months = months_words(return_months(snapshot.plan))
    yield from paragraph(setting.sheet, told.format(months=months), "caption", "ink2", gap=6)


def _return_row(setting: Setting, action: Action) -> Row:
    back = action_return(setting.snapshot, action)
    return row(
        setting.edition.named(action), setting.money(back.cost), setting.money(back.gain.likely if back.gain else None),
        cell(rate_words(back.likely), range_words(back), role="medium"), months_words(back.payback_months),
    )  # fmt: skip


def _load(setting: Setting) -> Iterator[Item]:
    """Person-days by owner, and the months that ask for more than there is."""
    tr, words, found = setting.tr, setting.words, load(setting.snapshot)
    if not found.owners:
        return
    yield section_title(setting.sheet, tr(N_("Load by owner")), mark=False)
    columns = [Column(tr(N_("Owner")), 40), Column(tr(N_("Person-days")), 16, is_figure=True),
               Column(tr(N_("Fullest month")), 22), Column(tr(N_("Person-days")), 16, is_figure=True),
               Column(tr(N_("Too much in")), 30)]  # fmt: skip
    rows = []
    for each in found.owners:
        over = ", ".join(words.month(month) for month in found.months if each.is_over(month))
        days, month = max(((days, month) for month, days in each.days.items()), default=(0.0, None))
        most = words.number(days, 1) if month else ""
        rows.append(row(each.owner or tr(N_("To assign")), words.number(each.total, 1), words.month(month), most,
                        cell(over, ink="danger")))  # fmt: skip
    if not found.overloads:
        columns, rows = columns[:-1], [Row(each.cells[:-1]) for each in rows]
    yield from table(setting.sheet, columns, rows)
