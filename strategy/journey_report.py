"""Every figure of a journey as plain values, for programs, and as a short text, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from journey.analysis import journey_chain, journey_results, most_probable_path, rank_frictions
from journey.emotions import emotion_curve
from journey.flow import GraphFault
from journey.graph import journey_graph
from journey.kinds import shortened
from journey.model import Friction, Journey, NodeKind, Segment, Stage, Touchpoint, Transition
from journey.ranges import range_input, simulate, swings
from journey.rates import rates_of
from journey.structure import structure_notes
from journey.valuation import journey_worth
from journey.what_if import friction_gains
from resources.i18n import N_
from storage.errors import PlanError
from strategy.naming import Naming
from strategy.structure_words import structure_sentence

if TYPE_CHECKING:
    from journey.analysis import JourneyResults
    from journey.ranges import JourneyRanges, Spread, Swing
    from storage.errors import Translator
    from strategy.snapshot import Snapshot

Values = dict[str, Any]  # Any: what JSON holds

HEADER: Values = {"format": "periple-analysis", "version": 1}
_SWINGS = 12
_LEVERS = 3
_MOST_NAMED = 10
"""As many journeys as one sentence names."""


def journeys_called(snapshot: Snapshot, name: str | None) -> tuple[Journey, ...]:
    """The journeys with this name, in any case, or this id; all for None. `PlanError` if there is none."""
    journeys = snapshot.all(Journey)
    if name is None:
        return journeys
    wanted = name.strip().casefold()
    found = tuple(each for each in journeys if each.name.strip().casefold() == wanted or each.id == name)
    if not found and not journeys:
        raise PlanError(N_("There is no journey “{name}”: the plan has none yet."), name=name)
    if not found:
        raise _NoSuchJourney(name, [each.name for each in journeys])
    return found


class _NoSuchJourney(PlanError):
    """No journey has this name; those that the plan has are told, quoted as the reader quotes."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        names = [shortened(each) for each in known if each.strip()][:_MOST_NAMED]
        super().__init__(N_("There is no journey “{name}”. The plan has {names}."), name=name, names=", ".join(names))
        self._names = names

    def text(self, words: Translator) -> str:
        """The sentence in the reader's language."""
        quoted = ", ".join(words.tr("“{words}”").format(words=each) for each in self._names)
        return words.tr(self.msgid).format(**{**self.values, "names": quoted})


def report_values(snapshot: Snapshot, journeys: Sequence[Journey], naming: Naming) -> Values:
    """The report of several journeys; every unknown figure is None."""
    return {**HEADER, "journeys": [journey_values(snapshot, each, naming) for each in journeys]}


def journey_values(snapshot: Snapshot, journey: Journey, naming: Naming) -> Values:
    """All figures of a journey. Shares run from 0 to 1, durations are hours, money is plan currency a year."""
    results, worth = journey_results(snapshot, journey.id), journey_worth(snapshot, journey.id)
    given = range_input(snapshot, journey.id)
    ranges = None if isinstance(given, GraphFault) else simulate(given)
    graph = journey_graph(snapshot, journey.id)
    found = () if isinstance(given, GraphFault) else swings(given.chain, rates_of(graph, given.chain.flow))
    success = None if ranges is None else ranges.success
    value = success.times(worth.value_of(1.0)) if success else None
    return {
        "id": journey.id,
        "name": journey.name,
        "kind": journey.kind.removeprefix("jk_"),
        "segment": _title(naming, snapshot.get(Segment, journey.segment_id)),
        "segment_id": journey.segment_id,
        "fault": results.fault,
        **_result_values(results),
        "people_per_year": {"customers": worth.customers, "entrants": worth.entrants},
        "value_per_customer": worth.value,
        "value_per_year": _spread_values(value, worth.value_of(results.success)),
        "success_range": _spread_values(success, results.success),
        "draws": ranges.draws if ranges else 0,
        "seed": ranges.seed if ranges else None,
        "most_probable": {
            "success": _path_values(snapshot, naming, journey, NodeKind.SUCCESS),
            "drop_off": _path_values(snapshot, naming, journey, NodeKind.DROP_OFF),
        },
        "entries": _entry_values(snapshot, naming, journey),
        "touchpoints": _touchpoint_values(snapshot, naming, results),
        "frictions": _friction_values(snapshot, naming, journey, ranges),
        "emotions": _emotion_values(snapshot, naming, results),
        "tornado": [_swing_values(snapshot, naming, each) for each in found[:_SWINGS]],
        "structure": [
            {"code": note.code, "message": structure_sentence(note, naming), "ids": list(note.ids)}
            for note in structure_notes(graph)
        ],
    }  # fmt: skip


def report_lines(snapshot: Snapshot, journeys: Sequence[Journey], naming: Naming) -> Iterator[str]:
    """The same in short, for people."""
    words = naming.words
    if not journeys:
        yield words.tr("No journey yet: step 3 draws them.")
    for journey in journeys:
        values = journey_values(snapshot, journey, naming)
        name = shortened(journey.name) or words.tr("Journey to name")
        title = words.tr("{journey} ({kind})").format(journey=name, kind=words.label(journey.kind))
        yield f"\n{title}"
        if values["success"] is not None:
            yield from _figure_lines(naming, values)
            yield from _friction_lines(naming, values)
        yield from (f"  ! {note['message']}" for note in values["structure"])


def _figure_lines(naming: Naming, values: Values) -> Iterator[str]:
    words = naming.words
    span, money = values["success_range"], values["value_per_year"]
    yield words.tr("  success {likely} (between {low} and {high}), drop-off {drop_off}").format(
        likely=words.percent(values["success"]), low=words.percent(span["low"]), high=words.percent(span["high"]),
        drop_off=words.percent(values["drop_off"]),
    )  # fmt: skip
    yield words.tr("  mean duration {hours} h, touchpoints met {visits}, irritation {load}").format(
        hours=words.number(values["expected_duration_hours"]), visits=words.number(values["expected_visits"]),
        load=words.number(values["irritation_load"]),
    )  # fmt: skip
    if money["likely"] is not None:
        yield words.tr("  value a year: {likely} (between {low} and {high})").format(**_money(naming, money))
    way = values["most_probable"]["success"]
    if way is not None:
        share = words.percent(way["probability"])
        yield words.tr("  most probable way: {steps} ({share})").format(
            steps=" > ".join(map(shortened, way["path"])), share=share
        )
    known = [each for each in values["touchpoints"] if each["leverage_points"]]
    for each in sorted(known, key=lambda each: -each["leverage_points"])[:_LEVERS]:
        points = words.number(each["leverage_points"])
        yield words.tr("  lever: {touchpoint}, {points} points").format(
            touchpoint=shortened(each["name"]), points=points
        )


def _friction_lines(naming: Naming, values: Values) -> Iterator[str]:
    words = naming.words
    for each in values["frictions"]:
        cost = each["cost_per_year"]
        line = words.tr("  friction {rank}: {text}, score {score}").format(
            rank=words.number(each["rank"]), text=shortened(each["text"]), score=words.number(each["score"], 1)
        )
        if cost["likely"] is not None:
            line += words.tr(", costs {likely} a year (between {low} and {high})").format(**_money(naming, cost))
        yield line


def _money(naming: Naming, spread: Values) -> dict[str, str]:
    currency = naming.snapshot.plan.currency
    return {name: naming.words.money(amount, currency) for name, amount in spread.items()}


def _result_values(results: JourneyResults) -> Values:
    measured = results.measured_share
    return {
        "success": results.success,
        "drop_off": results.drop_off,
        "expected_visits": results.visits,
        "expected_duration_hours": results.duration_hours,
        "success_duration_hours": results.success_hours,
        "drop_off_duration_hours": results.drop_off_hours,
        "irritation_load": results.irritation_load,
        "emotional_balance": results.emotional_balance,
        "measured_share_percent": None if measured is None else measured * 100.0,
    }


def _path_values(snapshot: Snapshot, naming: Naming, journey: Journey, end: NodeKind) -> Values | None:
    path = most_probable_path(snapshot, journey.id, end)
    if path is None:
        return None
    names = [_title(naming, snapshot.get(Touchpoint, each)) for each in path.point_ids]
    return {"path": names, "ids": list(path.point_ids), "probability": path.probability}


def _entry_values(snapshot: Snapshot, naming: Naming, journey: Journey) -> list[Values]:
    """Where entrants come in, and how many of them drop off at once: with those of touchpoints, all that are lost."""
    chain = journey_chain(snapshot, journey.id)
    return [
        {
            "id": entry_id,
            "name": _title(naming, snapshot.get(Touchpoint, entry_id)),
            "share": share,
            "lost_share": None if isinstance(chain, GraphFault) else chain.lost_here(entry_id),
        }
        for entry_id, share in journey_graph(snapshot, journey.id).entry_shares.items()
    ]


def _touchpoint_values(snapshot: Snapshot, naming: Naming, results: JourneyResults) -> list[Values]:
    return [
        {
            "id": each.touchpoint_id,
            "name": _title(naming, snapshot.get(Touchpoint, each.touchpoint_id)),
            "expected_visits": each.visits,
            "reach": each.reach,
            "lost_share": each.lost_here,
            "leverage_points": each.leverage,
            "removal_effect": each.removal_effect,
            "removal_points": _removal_points(each.removal_effect, results.success),
            "valence": each.valence,
        }
        for each in results.touchpoints.values()
    ]


def _friction_values(
    snapshot: Snapshot, naming: Naming, journey: Journey, ranges: JourneyRanges | None
) -> list[Values]:
    gains, value_each = friction_gains(snapshot, journey.id), journey_worth(snapshot, journey.id).value_of(1.0)
    ranked = [each for each in rank_frictions(snapshot) if each.journey_id == journey.id]
    dearest = sorted(-each.gain for each in gains.values() if each.gain is not None)
    found = []
    for rank, score in enumerate(ranked, 1):
        row, gain = snapshot.get(Friction, score.friction_id), gains[score.friction_id]
        if row is None:
            continue
        spread = ranges.gains.get(row.id) if ranges else None
        found.append({
            "id": row.id,
            "text": naming.title(row),
            "touchpoint": row.touchpoint_id,
            "transition": row.transition_id,
            "place": naming.place_of(row),
            "severity": row.severity,
            "reach": score.reach,
            "score": score.score,
            "band": score.band,
            "rank": rank,
            "cost_rank": None if gain.gain is None else dearest.index(-gain.gain) + 1,
            "loss_share": asdict(gain.share) if gain.share else None,
            "success_gain": _spread_values(spread, gain.gain),
            "people_per_year": gain.people,
            "cost_per_year": _spread_values(spread.times(value_each) if spread else None, gain.value),
        })  # fmt: skip
    return found


def _emotion_values(snapshot: Snapshot, naming: Naming, results: JourneyResults) -> Values:
    curve, lowest = emotion_curve(snapshot, results.journey_id), results.lowest
    return {
        "stages": [
            {"id": each.stage_id, "name": _title(naming, snapshot.get(Stage, each.stage_id)), "valence": each.valence}
            for each in curve.stages
        ],
        "lowest": lowest.valence if lowest else None,
        "lowest_touchpoint": lowest.touchpoint_id if lowest else None,
        "peak": curve.peak,
        "peak_touchpoint": curve.peak_id,
        "end": curve.end,
        "peak_end": curve.peak_end,
    }


def _swing_values(snapshot: Snapshot, naming: Naming, swing: Swing) -> Values:
    rate = swing.rate
    return {
        "transition": rate.passage_id,
        "name": _title(naming, snapshot.get(Transition, rate.passage_id)),
        "origin": rate.origin,
        "rate": {"low": rate.low, "likely": rate.likely, "high": rate.high},
        "success_at_low": swing.success_low,
        "success_at_high": swing.success_high,
    }


def _spread_values(spread: Spread | None, likely: float | None) -> Values:
    """A range, or the likely figure alone where none could be drawn."""
    if spread is None or likely is None:
        return {"low": likely, "likely": likely, "high": likely}
    return {"low": spread.low, "likely": likely, "high": spread.high}


def _title(naming: Naming, row: Segment | Touchpoint | Stage | Transition | None) -> str | None:
    return None if row is None else naming.title(row)


def _removal_points(effect: float | None, success: float | None) -> float | None:
    """In points of entrants; where nobody succeeds there is no share to lose, and no point either."""
    return 0.0 if success == 0.0 else _product(_product(effect, success), 100.0)


def _product(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first * second
