"""One action of the plan, in the order of the columns of the action plan."""

from __future__ import annotations

from collections.abc import Sequence

from exports.columns import Column, Filled, Formula, Value
from exports.edition import Edition
from exports.shared import Shared
from journey.model import Friction, Journey, Touchpoint
from resources.tokens import severity_colors
from strategy.analysis.returns import yearly_gain
from strategy.links import (
    frictions_of_action,
    objectives_of_action,
    segments_of_action,
    statements_of_action,
    touchpoints_of_action,
)
from strategy.model import PRIORITY_NAMES, Action, ActionDependency
from strategy.ranking import Ranking


def action_row(edition: Edition, shared: Shared, action: Action, columns: Sequence[Column]) -> list[Value]:
    """One action, in the order of `columns`."""
    values = {
        **_reasons(edition, shared, action),
        **_work(edition, action),
        **_calendar(edition, action),
        **_proof(edition, shared, action),
    }
    return [values[column.key] for column in columns]


def _reasons(edition: Edition, shared: Shared, action: Action) -> dict[str, Value]:
    snapshot = edition.snapshot
    points = touchpoints_of_action(snapshot, action.id)
    journey = snapshot.get(Journey, action.journey_id)
    channels = dict.fromkeys(point.channel for point in points if point.channel)
    return {
        "uid": action.id,
        "no": edition.code(action),
        "segment": edition.titles(segments_of_action(snapshot, action.id)),
        "objective": edition.codes(objectives_of_action(snapshot, action.id)),
        "journey": edition.title(journey) if journey else "",
        "stage": "\n".join(dict.fromkeys(filter(None, map(edition.stage_of, points)))),
        "touchpoint": linked(shared, [("", edition.named(point), point) for point in points]),
        "channel": edition.labels(channels),
        "friction": friction_cell(edition, shared, frictions_of_action(snapshot, action.id)),
        "capability": edition.all_named(statements_of_action(snapshot, action.id)),
        "lever": edition.label(action.lever),
    }


def _work(edition: Edition, action: Action) -> dict[str, Value]:
    ranked = edition.action_scores.get(action.id)
    ranking = edition.ranking
    gain = yearly_gain(edition.snapshot, action)
    priority = PRIORITY_NAMES.get(action.priority or 0)
    return {
        "action": action.name,
        "deliverable": action.deliverable,
        "owner": action.owner,
        "contributors": action.contributors,
        "priority": edition.tr(priority) if priority else None,
        "impact": action.impact,
        "effort": Formula(_effort(ranking), ranking.effort_band(action.effort_days)),
        "confidence": action.confidence,
        "score": Formula(_score(ranked.weight), ranked.score) if ranked and ranked.weight is not None else None,
        "gain_low": gain.low if gain else None,
        "gain": gain.likely if gain else None,
        "gain_high": gain.high if gain else None,
        "budget": action.cost,
        "load": action.effort_days,
    }


def _calendar(edition: Edition, action: Action) -> dict[str, Value]:
    snapshot = edition.snapshot
    needed = (
        snapshot.get(Action, row.needs_action_id) for row in snapshot.where(ActionDependency, action_id=action.id)
    )
    start, end = action.start_date, action.end_date
    return {
        "start": start,
        "end": end,
        "duration": Formula(_DURATION, (end - start).days + 1 if start and end else None),
        "depends_on": edition.codes(each for each in needed if each),
        "status": edition.label(action.status),
        "progress": None if action.progress is None else action.progress / 100,
    }


def _proof(edition: Edition, shared: Shared, action: Action) -> dict[str, Value]:
    kpi = edition.label(action.kpi)
    target = shared.places.get(("kpi", action.kpi or ""))
    return {
        "kpi": Formula(_link(target, [target]), kpi, link=target) if kpi and target else kpi,
        "baseline": action.baseline,
        "target": action.target,
        "risk": action.risk,
        "client_comment": action.client_comment,
        "last_change": action.changed_on,
    }


def linked(shared: Shared, rows: Sequence[tuple[str, str, Friction | Touchpoint]]) -> Value:
    """Rows of the plan, one a line, leading to the first of them; each is a mark of ours, its name, and the row.

    The names are read from the cells that the link leads to, so that nothing a user typed is part of the formula, and
    the lines wrap in every program. A row that stands nowhere else makes the whole cell plain text.
    """
    text = "\n".join(mark + name for mark, name, _ in rows)
    places = [shared.places.get((row.__tablename__, row.id)) for _, _, row in rows]
    known = [place for place in places if place]
    if not known or len(known) < len(places) or len(text) > _LONGEST_RESULT:
        return text or None
    names = [f'"{mark}"&{place}' if mark else place for (mark, _, _), place in zip(rows, known, strict=True)]
    return Formula(_link(known[0], names), text, link=known[0])


def _link(target: str, names: Sequence[str]) -> str:
    return f'HYPERLINK("#{target}",{"&CHAR(10)&".join(names)})'


def friction_cell(edition: Edition, shared: Shared, frictions: Sequence[Friction]) -> Value:
    """The frictions with their severity, on the ground of the worst one, leading to them."""
    value = linked(shared, [(f"{each.severity or '–'}  ", edition.title(each), each) for each in frictions])
    worst = max((friction.severity or 0 for friction in frictions), default=0)
    return Filled(value, *severity_colors(worst)) if worst else value


_LONGEST_RESULT = 250
"""Characters: Excel shows no more of a link's name."""
_DURATION = 'IF(OR({start}="",{end}=""),"",{end}-{start}+1)'


def _score(weight: float) -> str:
    return f'IF(OR({{impact}}="",{{effort}}=""),"",{{impact}}*{weight!r}/{{effort}})'


def _effort(ranking: Ranking) -> str:
    """The effort band of the person-days on the same row, 1 to 5."""
    expression = str(len(ranking.band_ends) + 1)
    for band, end in reversed(list(enumerate(ranking.band_ends, 1))):
        expression = f"IF({{load}}<={end:g},{band},{expression})"
    return f'IF({{load}}="","",{expression})'
