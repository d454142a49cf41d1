"""Plans for reports: one whose texts are long, with what lists break on."""

from __future__ import annotations

import datetime
from functools import cache

from journey.model import EmotionObservation, Friction, Journey, Lane, Opportunity, Persona, Segment, Stage, Touchpoint
from resources.i18n import words
from strategy.model import Action, Milestone, Objective, Plan, SwotStatement
from strategy.naming import Naming
from strategy.plan_file import sample_rows
from strategy.snapshot import Snapshot
from tests.support import sample_plan

FILLER = " et sa vérification complémentaire par les équipes concernées de l’entreprise"
NASTY = "<b>12:30</b> & l’« aperçu » -> 5×3 =1+1 {name} %s"
TODAY = datetime.date(2026, 11, 22)
_MORE_ACTIONS = 24


@cache
def long_plan() -> Snapshot:
    """The sample shop with longer labels, texts that look like markup, a name of two pages, and thirty-four actions."""
    naming = Naming(sample_plan("shop"), words("fr"))
    rows = sample_rows("shop", "fr")
    for row in rows:
        if isinstance(row, Touchpoint | Journey | Stage | Lane | Segment | Action):
            row.name = longer(naming.title(row))
        elif isinstance(row, Friction | Opportunity | SwotStatement):
            row.text = longer(row.text)
        elif isinstance(row, EmotionObservation):
            row.verbatim = longer(row.verbatim)
        elif isinstance(row, Plan):
            row.name, row.summary = longer(row.name), NASTY
        elif isinstance(row, Persona):
            row.portrait, row.needs = FILLER * 4, [FILLER] * 70
    first = next(row for row in rows if isinstance(row, Objective))
    first.name = f"Objectif de deux pages{FILLER * 60}"
    start = datetime.date(2027, 1, 4)
    for number in range(_MORE_ACTIONS):
        begun = start + datetime.timedelta(days=6 * number)
        rows.append(Action(
            id=f"more{number}", position=900_000 + number, name=f"Mesure {number}{FILLER[: 20 + number]}",
            owner="Direction de la relation clientèle", impact=4, effort_days=float(number % 20), cost=100_000.0,
            start_date=begun, end_date=begun + datetime.timedelta(days=40), gain=150_000.0,
        ))  # fmt: skip
    rows.append(Journey(id="blank", name="\n", position=900_000))
    rows.append(Action(id="blank", name="\n", position=990_000))
    rows.append(Milestone(id="turn", name=NASTY, day=start))
    return Snapshot(rows)


def longer(text: str) -> str:
    """The same, a third longer."""
    return text + FILLER[: max(5, round(len(text) * 0.35))].rstrip() if text else text


def letters(text: str) -> str:
    """A text without its spaces and ends of lines."""
    return "".join(text.split())
