"""How what weaknesses hold back is said: figures of which a part may be unknown, ways, overlaps."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Journey, Touchpoint
from resources.i18n import ntr, tr
from strategy.analysis.held_back import HeldBack, HeldBackReport, HeldFriction, Tie, Way, WeaknessValue
from strategy.model import Action, SwotStatement
from strategy.naming import Naming
from ui.models.swot import area_name

_ALIKE = 0.005
"""Sums that differ by less than this share are the same to a reader."""


def figure_words(naming: Naming, held: HeldBack) -> str:
    """The yearly figure in short: "€346k", "over €346k" while some costs are not known, or why there is none."""
    if held.value is not None:
        amount = naming.words.compact_money(held.value, naming.snapshot.plan.currency)
        return tr("over {amount}").format(amount=amount) if held.unknown else amount
    if held.today:
        return tr("Unknown")
    return tr("None today") if held.frictions else tr("Not linked")


def count_words(naming: Naming, found: WeaknessValue) -> str:
    """How many frictions are behind the figure: "5 frictions, 2 shared, 1 cost unknown"."""
    today, words = len(found.held.today), naming.words
    parts = [ntr("{n} friction", "{n} frictions", today).format(n=words.number(today))] if today else []
    foreseen = len(found.held.frictions) - today
    if foreseen:
        parts.append(ntr("{n} foreseen", "{n} foreseen", foreseen).format(n=words.number(foreseen)))
    if found.shared:
        parts.append(ntr("{n} shared", "{n} shared", found.shared).format(n=words.number(found.shared)))
    if found.held.unknown:
        unknown = ntr("{n} cost unknown", "{n} costs unknown", found.held.unknown)
        parts.append(unknown.format(n=words.number(found.held.unknown)))
    return ", ".join(parts) or tr("No friction hangs on it yet")


def cost_words(naming: Naming, end: HeldFriction) -> str:
    """What one friction costs in a year, or why nothing is said of it."""
    if end.is_foreseen:
        return tr("foreseen")
    if end.cost is None:
        return tr("cost unknown")
    return tr("{amount} a year").format(amount=naming.words.compact_money(end.cost, naming.snapshot.plan.currency))


def way_words(naming: Naming, ways: Sequence[Way]) -> str:
    """How a friction hangs on the weakness, the closest way first; actions are told together."""
    said = [tr("The team links it to the weakness.")] if any(way.tie is Tie.STATED for way in ways) else []
    actions = [row for way in ways if way.tie is Tie.ACTION and (row := naming.snapshot.get(Action, way.by))]
    if actions:
        fixes = ntr("{codes} fixes the weakness and reduces it.", "{codes} fix the weakness and reduce it.",
                    len(actions))  # fmt: skip
        said.append(fixes.format(codes=naming.codes(actions)))
    for way in ways:
        point, journey = naming.snapshot.get(Touchpoint, way.by), naming.snapshot.get(Journey, way.by)
        if way.tie is Tie.TOUCHPOINT and point is not None:
            felt = tr("It is felt where “{touchpoint}” needs the weakness fixed.")
            said.append(felt.format(touchpoint=naming.title(point)))
        elif way.tie is Tie.JOURNEY and journey is not None:
            said.append(tr("“{journey}” relies on the weakness.").format(journey=naming.title(journey)))
    return " ".join(said)


def remedy_words(naming: Naming, actions: Sequence[Action]) -> str:
    """What fixing the weakness costs by the actions that are to do it, as far as their costs are known."""
    costs = [action.cost for action in actions if action.cost is not None]
    if not costs:
        return tr("cost to set")
    amount = naming.words.compact_money(sum(costs), naming.snapshot.plan.currency)
    return tr("over {amount}").format(amount=amount) if len(costs) < len(actions) else amount


def sum_words(naming: Naming, held: HeldBack) -> str:
    """What the frictions cost one by one where that differs from what they cost together; "" where it does not."""
    if held.value is None or held.alone is None or abs(held.alone - held.value) <= _ALIKE * max(held.value, 1.0):
        return ""
    money, currency = naming.words.compact_money, naming.snapshot.plan.currency
    sentence = tr("One by one these frictions cost {alone} a year; with all of them gone, {together} would be won.")
    return sentence.format(alone=money(held.alone, currency), together=money(held.value, currency))


def first_words(naming: Naming, report: HeldBackReport) -> str:
    """Which weakness to invest in first, in one sentence; what is missing to tell as long as no cost is known."""
    if not report.weaknesses:
        return tr("No weakness stated yet. State what slows you down, and link it to the frictions it explains.")
    first = report.weaknesses[0]
    row = naming.snapshot.get(SwotStatement, first.statement_id)
    if first.held.value is None or row is None:
        return tr("No cost is known yet. Link the weaknesses to frictions, and say in steps 2 and 3 how many customers "
                  "a segment has, what they bring, and what share of the loss a friction explains.")  # fmt: skip
    count = len(first.held.today)
    sentence = ntr("“{weakness}” holds back most: {amount} a year, through {n} friction.",
                   "“{weakness}” holds back most: {amount} a year, through {n} frictions.", count)  # fmt: skip
    return sentence.format(weakness=naming.title(row), amount=figure_words(naming, first.held), n=count)


def overlap_words(naming: Naming, report: HeldBackReport) -> str:
    """That the figures overlap, and what the weaknesses hold back together; "" where nothing is shared."""
    if not report.shared or report.together.value is None:
        return ""
    money, currency = naming.words.compact_money, naming.snapshot.plan.currency
    count = len(report.shared)
    sentence = ntr(
        "The figures overlap: {n} friction hangs on several weaknesses. Together they hold back {together}, "
        "not the {total} of their sum.",
        "The figures overlap: {n} frictions hang on several weaknesses. Together they hold back {together}, "
        "not the {total} of their sum.",
        count,
    )  # fmt: skip
    total = money(report.sum_of_weaknesses, currency)
    return sentence.format(n=count, together=money(report.together.value, currency), total=total)


def apart_words(naming: Naming, report: HeldBackReport) -> str:
    """What hangs on no weakness yet; "" for nothing."""
    count = len(report.apart.frictions)
    if not count or not report.weaknesses:
        return ""
    if report.apart.value is None:
        sentence = ntr("{n} friction hangs on no weakness yet.", "{n} frictions hang on no weakness yet.", count)
        return sentence.format(n=count)
    sentence = ntr("{n} friction hangs on no weakness yet: {amount} a year.",
                   "{n} frictions hang on no weakness yet: {amount} a year.", count)  # fmt: skip
    return sentence.format(n=count, amount=figure_words(naming, report.apart))


def area_words(naming: Naming, report: HeldBackReport) -> str:
    """Which capability area holds back most value; "" as long as no cost is known."""
    known = {area: held.value for area, held in report.areas.items() if held.value is not None}
    if not known:
        return ""
    most = max(known, key=lambda area: known[area])
    amount = figure_words(naming, report.areas[most])
    return tr("Most held back: {area}, {amount} a year").format(area=area_name(most), amount=amount)
