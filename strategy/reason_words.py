"""Why an action is in the plan, in one sentence for each reason, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.model import Friction, Journey, JourneyKind, Opportunity, Segment, Touchpoint
from resources.i18n import N_
from strategy.model import FunctionalNeed, Objective, Quadrant, SwotStatement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.base import Base
    from strategy.naming import Naming
    from strategy.reasons import Reason

_COSTS = {
    (True, True): N_("“{what}”{where} reaches {reach} of customers and costs {cost} a year"),
    (False, True): N_("“{what}”{where} costs {cost} a year"),
    (True, False): N_("“{what}”{where} reaches {reach} of customers"),
    (False, False): N_("“{what}”{where} is felt"),
}
"""What a friction does, by whether its reach and its cost are known."""
_STATEMENTS = {
    Quadrant.STRENGTH.value: N_("“{what}” is a strength to build on{area}"),
    Quadrant.WEAKNESS.value: N_("“{what}” is a weakness{area}"),
    Quadrant.OPPORTUNITY.value: N_("“{what}” is an opportunity{area}"),
    Quadrant.THREAT.value: N_("“{what}” is a threat{area}"),
}


def because(reason: Reason, names: Naming) -> str:
    """One sentence: what was found, with whom, which objective it stands in the way of, and what holds it back."""
    tr = names.words.tr
    parts = [_found(reason, names), _whom(reason, names), _aim(reason, names), _hold(reason, names)]
    return tr("Because {reason}.").format(reason="".join(parts))


def why(found: Iterable[Reason], names: Naming) -> tuple[str, ...]:
    """All the sentences of an action; one that says so when nothing in the plan justifies it."""
    said = tuple(because(each, names) for each in found)
    return said or (names.words.tr("Nothing in the plan says why yet: link a friction, a touchpoint or an objective."),)


def _found(reason: Reason, names: Naming) -> str:
    row = names.row(*reason.found)
    tr, what = names.words.tr, _title(names, row)
    if isinstance(row, Friction):
        return _friction(reason, row, what, names)
    if isinstance(row, SwotStatement):
        area = tr(" ({name})").format(name=names.label(row.area)) if row.area else ""
        said = tr(_STATEMENTS[row.quadrant]).format(what=what, area=area)
        if not reason.cost or round(reason.cost) <= 0:
            return said
        cost = names.words.money(reason.cost, names.snapshot.plan.currency)
        return said + tr(" that holds back {cost} a year").format(cost=cost)
    if isinstance(row, Opportunity):
        return tr("the opportunity “{what}”{where} is there to be seized").format(what=what, where=_where(row, names))
    if isinstance(row, FunctionalNeed):
        return tr("the need “{what}” is to be met").format(what=what)
    if isinstance(row, Touchpoint):
        return _touchpoint(row, what, names)
    if isinstance(row, Objective):
        return tr("objective {code}, “{what}”, asks for it").format(code=names.code(row), what=what)
    return what


def _friction(reason: Reason, row: Friction, what: str, names: Naming) -> str:
    # A cost that rounds to nothing would read as if the friction did no harm.
    has_cost = reason.cost is not None and round(reason.cost) > 0
    sentence = _COSTS[reason.reach is not None, has_cost]
    return names.words.tr(sentence).format(
        what=what,
        where=_at(names.place_of(row), names),
        reach=names.words.percent(reason.reach, 0),
        cost=names.words.money(reason.cost, names.snapshot.plan.currency),
    )


def _touchpoint(row: Touchpoint, what: str, names: Naming) -> str:
    journey = names.snapshot.get(Journey, row.journey_id)
    is_to_be = journey is not None and journey.kind == JourneyKind.TO_BE.value
    is_new = is_to_be and row.origin_id is None
    sentence = N_("the to-be journey needs the touchpoint “{what}”") if is_new else N_("“{what}” has to change")
    return names.words.tr(sentence).format(what=what)


def _whom(reason: Reason, names: Naming) -> str:
    is_friction, tr = reason.found.kind == Friction.__tablename__, names.words.tr
    if reason.serves_all:
        return tr(" among all customers") if is_friction else tr(", for all customers")
    rows = [names.snapshot.get(Segment, each) for each in reason.segment_ids]
    titles = [_title(names, row) for row in rows if row is not None]
    sentence = N_(" among {segments}") if is_friction else N_(", for {segments}")
    return tr(sentence).format(segments=names.words.join(titles)) if titles else ""


def _aim(reason: Reason, names: Naming) -> str:
    rows = [names.snapshot.get(Objective, each) for each in reason.objective_ids]
    quoted = names.words.tr("{code} “{title}”")
    named = [quoted.format(code=names.code(row), title=_title(names, row)) for row in rows if row is not None]
    if len(named) > 1:  # several are told by their codes, or the sentence would have no end
        named = [names.code(row) for row in rows if row is not None]
    sentence = names.words.ntr(
        ", and objective {titles} depends on it", ", and objectives {titles} depend on it", len(named)
    )
    return sentence.format(titles=names.words.join(named)) if named else ""


def _hold(reason: Reason, names: Naming) -> str:
    tr, said = names.words.tr, ""
    for each in reason.statement_ids:
        row = names.snapshot.get(SwotStatement, each)
        if row is None:
            continue
        area = tr(" ({name})").format(name=names.label(row.area)) if row.area else ""
        sentence = N_("; the weakness “{what}”{area} keeps it so")
        if row.quadrant != Quadrant.WEAKNESS.value:
            sentence = N_("; “{what}”{area} goes with it")
        said += tr(sentence).format(what=_title(names, row), area=area)
    return said


def _where(row: Opportunity, names: Naming) -> str:
    point = names.snapshot.get(Touchpoint, row.touchpoint_id)
    return _at(names.title(point), names) if point else ""


def _at(place: str, names: Naming) -> str:
    return names.words.tr(", at “{place}”,").format(place=place) if place else ""


def _title(names: Naming, row: Base | None) -> str:
    return (names.title(row) if row else "") or names.words.tr("Untitled")
