"""What the large tables of the diagnosis hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journey.coverage import channel_matrix
from journey.model import Friction, NodeKind, Stage, Touchpoint
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.links import actions_of_friction
from strategy.naming import Naming
from ui.delegates.cell import Cell
from ui.pages.journeys.cost_words import cost_figures
from ui.pages.journeys.diagnosis.wide import WideRow, WideTable, yes_or_gap

if TYPE_CHECKING:
    from journey.analysis import FrictionScore
    from strategy.snapshot import Snapshot
    from ui.pages.journeys.insight import Insight

_JUDGED = {"met": ("check", "success"), "not_met": ("x", "danger")}


def friction_table(snapshot: Snapshot, ranked: Iterable[FrictionScore], insight: Insight | None) -> WideTable:
    """Every friction with its factors, its score, its cost and what is done about it."""
    naming, words = Naming(snapshot, current()), current()
    rows = []
    for score in ranked:
        row = snapshot.get(Friction, score.friction_id)
        if row is None:
            continue
        likely, ranged = cost_figures(naming, insight, row.id) if insight else ("", "")
        answer = ", ".join(naming.title(each) for each in actions_of_friction(snapshot, row.id))
        declined = tr("declined: {reason}").format(reason=row.declined_because) if row.declined_because.strip() else ""
        rows.append(WideRow((
            Cell(naming.title(row) or tr("Friction to describe"), severity=row.severity),
            Cell(naming.place_of(row), "ink2"),
            Cell(words.percent(row.frequency) if row.frequency is not None else tr("To set"), right=True),
            Cell(words.percent(score.reach), right=True),
            Cell(words.number(score.score, 1), right=True),
            Cell(words.label(score.band) if score.band else ""),
            Cell(likely or tr("n/a"), right=True),
            Cell(ranged, "ink2"),
            yes_or_gap(answer or declined or tr("without action"), is_gap=not answer and not declined),
        ), ("friction", row.id)))  # fmt: skip
    titles = (tr("Friction"), tr("Place"), tr("Frequency"), tr("Reach"), tr("Score"), tr("Band"), tr("Cost a year"),
              tr("Between"), tr("Answer"))  # fmt: skip
    return WideTable(tr("Frictions of the journey"), titles, tuple(rows))


def channel_table(snapshot: Snapshot, journey_id: str) -> WideTable:
    """Stages as rows, channels as columns: how many touchpoints each pair has, the gaps in colour."""
    naming, found = Naming(snapshot, current()), channel_matrix(snapshot, journey_id)
    one_way = set(found.one_way)
    rows = []
    for stage_id in found.stage_ids:
        stage = snapshot.get(Stage, stage_id)
        is_empty = stage_id in found.empty_stage_ids
        name = (naming.title(stage) if stage else "") or tr("Stage to name")
        cells = [yes_or_gap(name, is_gap=is_empty) if is_empty else Cell(name)]
        for channel in found.channels:
            points = found.touchpoints.get((stage_id, channel), ())
            cells.append(Cell(str(len(points)) if points else "", ground="warningTint" if channel in one_way else ""))
        rows.append(WideRow(tuple(cells), ("stage", stage_id)))
    labels = [naming.label(each) for each in found.channels]
    notes = ["", *(
        tr("{channel}: customers cannot answer on it").format(channel=label) if channel in one_way else label
        for channel, label in zip(found.channels, labels, strict=True)
    )]  # fmt: skip
    note = tr("In colour: stages without touchpoint, and channels on which customers cannot answer.")
    return WideTable(tr("Stages and channels"), (tr("Stage"), *labels), tuple(rows), note, tuple(notes))


def principle_table(snapshot: Snapshot, journey_id: str) -> WideTable:
    """One row for each touchpoint, one column for each of the eight principles."""
    naming, entries = Naming(snapshot, current()), catalogue().entries("principles")
    rows = []
    for point in snapshot.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value):
        judged = [_judged(point.principles.get(entry.id)) for entry in entries]
        rows.append(WideRow((Cell(naming.title(point) or tr("To name")), *judged), ("touchpoint", point.id)))
    language = current().language
    notes = ("", *(f"{entry.label(language)}: {entry.text('check', language)}" for entry in entries))
    titles = (tr("Touchpoint"), *(entry.label(language) for entry in entries))
    return WideTable(tr("Eight principles"), titles, tuple(rows), notes=notes)


def _judged(judgement: object) -> Cell:
    icon, tone = _JUDGED.get(str(judgement), ("", "ink3"))
    words = {"met": tr("Met"), "not_met": tr("Not met")}.get(str(judgement), "–")
    return Cell(words, tone, icon=icon, icon_tone=tone)
