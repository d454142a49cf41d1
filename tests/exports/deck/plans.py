"""Plans that try a deck: one far too large with long French texts, one with nothing, one whose texts are traps."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journey.model import (
    EmotionObservation,
    Friction,
    Journey,
    Moment,
    Segment,
    Stage,
    Touchpoint,
    TouchpointChange,
    Transition,
)
from storage.base import Base
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionSegment,
    KpiReading,
    Milestone,
    Objective,
    Participant,
    Plan,
    SwotStatement,
)
from strategy.snapshot import Snapshot

LONG = (
    "Réorganiser l’accompagnement personnalisé des abonnés professionnels multi-établissements "
    "avant leur renouvellement"
)
UNBROKEN = "Anticonstitutionnellement" * 9
ENDLESS = " ".join(f"{LONG}, {number}" for number in range(60))
"""Some 8,500 characters: more than a slide holds."""
TRAPS = (
    "=1+1", "@SUM(A1)", "https://example.org/?a=1&b=2", "<a:t>&amp;</a:t>", "_x000B_ and \x0b \x00\x1b here",
    "\u202eright to left\u2066", "{FIELD}", "'quoted", "\U0001f600 face",
    "-2+3", "1e5", "file:///C:/x.exe", "]]>", "\t tab",
)  # fmt: skip
"""What is a formula, a link, markup, a field or a control character elsewhere."""


def empty_plan() -> Snapshot:
    return Snapshot([Plan(id=PLAN_ROW, name="", language="fr")])


def huge_plan() -> Snapshot:
    """A journey of 150 touchpoints in six stages, 60 actions, and long texts everywhere; one does not end."""
    return Snapshot([
        Plan(id=PLAN_ROW, name=LONG, company=LONG, language="fr", summary=ENDLESS, budget=1e12,
             start_date=datetime.date(2026, 1, 1)),
        *(Participant(id=f"p{n}", name=LONG) for n in range(3)),
        *_aims(), *_journey("j1", "jk_as_is", None, 150), *_journey("j2", "jk_as_is", None, 6),
        *_journey("j3", "jk_to_be", "j2", 6), *_actions(),
        TouchpointChange(id="c", journey_id="j3", touchpoint_id="j3t1", reason=LONG),
    ])  # fmt: skip


def small_plan() -> Snapshot:
    """One of each kind that has a chart."""
    return Snapshot(
        [
            Plan(id=PLAN_ROW, name="Essai", language="fr"),
            Segment(id="s", name="Abonnés", size=10, value_past=1.0, value_future=2.0),
            Action(id="a", name="Relancer", impact=3, effort_days=3, cost=10.0, start_date=datetime.date(2027, 1, 1)),
        ]
    )


def odd_plan() -> Snapshot:
    """Values that a slip of the keyboard makes immense or negative, dates two centuries apart, rows without words."""
    values = ((1e308, 1e308), (-5.0, 0.0), (2.0, 3.0))
    days = (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31), None)
    return Snapshot([
        Plan(id=PLAN_ROW, name="Essai", language="fr", budget=1.0),
        *(Segment(id=f"s{n}", size=10**12, value_past=past, value_future=future) for n, (past, future) in
          enumerate(values)),
        *(Action(id=f"a{n}", impact=5, effort_days=1e308, cost=1e308 if day else None, start_date=day) for n, day in
          enumerate(days)),
        Journey(id="j", segment_id="s0"), Touchpoint(id="t", journey_id="j"),
        Friction(id="f", journey_id="j", touchpoint_id="t"),
        Objective(id="o"), SwotStatement(id="w", quadrant="swot_threat"),
    ])  # fmt: skip


def trap_plan() -> Snapshot:
    """Every text is a trap, in turn."""
    rows: list[Base] = [Plan(id=PLAN_ROW, name=TRAPS[3], company=TRAPS[0], language="fr", summary=TRAPS[5])]
    rows.append(Journey(id="j", name=TRAPS[1], segment_id="s0"))
    rows.append(Stage(id="g", journey_id="j", name=TRAPS[4]))
    for number, trap in enumerate(TRAPS):
        rows += [
            Objective(id=f"o{number}", name=trap, kpi="kpi_nps", baseline=1.0, target=2.0, owner=trap),
            Segment(id=f"s{number}", name=trap, size=10, value_past=1.0, value_future=2.0, needs=trap),
            Touchpoint(id=f"t{number}", journey_id="j", stage_id="g", name=trap, position=number),
            Friction(id=f"f{number}", journey_id="j", touchpoint_id=f"t{number}", text=trap, severity=3),
            EmotionObservation(id=f"e{number}", touchpoint_id=f"t{number}", emotion="emo_joy", valence=-0.5),
            SwotStatement(id=f"w{number}", quadrant="swot_strength", text=trap),
            Action(id=f"a{number}", name=trap, owner=trap, impact=3, effort_days=3, cost=10.0,
                   start_date=datetime.date(2027, 1, 1), end_date=datetime.date(2027, 2, 1)),
            ActionSegment(id=f"x{number}", action_id=f"a{number}", segment_id=f"s{number}"),
            Milestone(id=f"m{number}", name=trap, day=datetime.date(2027, 1, number + 1)),
        ]  # fmt: skip
    return Snapshot(rows)


def _aims() -> Iterator[Base]:
    for number in range(6):
        yield Objective(id=f"o{number}", name=ENDLESS if number == 3 else LONG, kpi="kpi_nps", baseline=1.0,
                        target=98765432.1, owner=UNBROKEN, due_date=datetime.date(2026, 9, 30),
                        position=number)  # fmt: skip
        yield KpiReading(id=f"k{number}", kpi="kpi_nps", origin="follow_up", value=float(number), position=number,
                         date=datetime.date(2026, 2, number + 1), segment_id=f"s{number}")  # fmt: skip
        for quadrant in ("swot_strength", "swot_weakness", "swot_opportunity", "swot_threat"):
            yield SwotStatement(id=f"{quadrant}{number}", quadrant=quadrant, text=LONG, position=number)
    for number in range(10):
        yield Segment(id=f"s{number}", name=f"{LONG} {number}", size=10**9, value_past=10.0**number % 1e9,
                      value_future=2e9, priority=1, needs=LONG, position=number)  # fmt: skip


def _journey(journey_id: str, kind: str, origin: str | None, count: int) -> Iterator[Base]:
    yield Journey(id=journey_id, name=LONG, kind=kind, segment_id="s0", derived_from_id=origin,
                  entrants_per_month=1e7, position=int(journey_id[1:]))  # fmt: skip
    for end, node in (("in", "nk_start"), ("ok", "nk_goal"), ("out", "nk_exit")):
        yield Touchpoint(id=journey_id + end, journey_id=journey_id, kind=node, name=LONG, position=1000)
    before = f"{journey_id}in"
    for stage in range(6):
        yield Stage(id=f"{journey_id}g{stage}", journey_id=journey_id, name=LONG, position=stage)
    for number in range(count):
        point = f"{journey_id}t{number}"
        origin_id = point.replace("j3", "j2") if origin else None
        yield Touchpoint(id=point, journey_id=journey_id, stage_id=f"{journey_id}g{number * 6 // count}", name=LONG,
                         channel="ch_email", position=number, origin_id=origin_id)  # fmt: skip
        leave = 0.01 if number else 0.0
        yield Transition(id=f"{point}r", journey_id=journey_id, source_id=before, target_id=point,
                         probability=1.0 - leave)  # fmt: skip
        if number:
            yield Transition(id=f"{point}x", journey_id=journey_id, source_id=before, target_id=f"{journey_id}out",
                             probability=leave)  # fmt: skip
        before = point
        if number % 10 == 0:
            yield Friction(id=f"{journey_id}f{number}", journey_id=journey_id, touchpoint_id=point, text=LONG,
                           severity=number % 5 + 1, frequency=0.5, loss_share=0.5)  # fmt: skip
            yield EmotionObservation(id=f"{journey_id}e{number}", touchpoint_id=point, emotion="emo_joy",
                                     valence=-1.0)  # fmt: skip
            yield Moment(id=f"{journey_id}m{number}", touchpoint_id=point, moment="mom_truth")
    yield Transition(id=f"{journey_id}end", journey_id=journey_id, source_id=before, target_id=f"{journey_id}ok",
                     probability=1.0)  # fmt: skip


def _actions() -> Iterator[Base]:
    for number in range(60):
        start = datetime.date(2026, 1, 1) + datetime.timedelta(days=13 * number)
        text = "Relancer" if number % 4 else LONG
        yield Action(id=f"a{number}", name=text, owner=text, impact=number % 5 + 1, effort_days=number % 7 + 1.0,
                     cost=1e9, running_cost=1e6, start_date=start, end_date=start + datetime.timedelta(days=40),
                     position=number)  # fmt: skip
        yield ActionSegment(id=f"x{number}", action_id=f"a{number}", segment_id=f"s{number % 10}")
    for number in range(8):
        yield Milestone(id=f"m{number}", name=LONG, day=datetime.date(2026, number + 1, 15), position=number)
