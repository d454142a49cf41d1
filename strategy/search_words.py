"""What a search says of the things it finds: the word for each kind, and where the words stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journey.model import Friction, Journey, Segment, Stage, Touchpoint
from resources.i18n import N_
from strategy.model import Action, KpiReading

if TYPE_CHECKING:
    from storage.base import Base
    from strategy.naming import Naming

KIND_WORDS: Mapping[str, str] = {
    "objective": N_("objective"),
    "segment": N_("segment"),
    "persona": N_("persona"),
    "journey": N_("journey"),
    "stage": N_("stage"),
    "touchpoint": N_("touchpoint"),
    "friction": N_("friction"),
    "opportunity": N_("opportunity or gap"),
    "moment": N_("moment"),
    "emotion_observation": N_("emotion"),
    "lane": N_("lane of the map"),
    "lane_card": N_("card of the map"),
    "follow_up_trigger": N_("follow-up message"),
    "touchpoint_change": N_("reason for a change"),
    "swot_statement": N_("SWOT item"),
    "capability_answer": N_("answer of the diagnostic"),
    "resource_answer": N_("answer on resources"),
    "functional_need": N_("functional need"),
    "tool": N_("tool"),
    "action": N_("action"),
    "milestone": N_("milestone"),
    "decision": N_("decision"),
    "ab_test": N_("test of two variants"),
    "kpi_reading": N_("reading of an indicator"),
    "feedback_note": N_("feedback"),
    "audit_note": N_("note of the audit"),
    "segment_criterion": N_("criterion of a segment"),
    "data_inventory": N_("customer data"),
    "workshop_note": N_("workshop note"),
    "guiding_answer": N_("answer to a question"),
    "participant": N_("participant"),
    "own_entry": N_("entry of an own list"),
    "levers": N_("lever"),
    "kpis": N_("indicator"),
    "workshop_questions": N_("question of the method"),
    "transition": N_("transition"),
}
"""Kinds of rows that a search finds, in the order in which equals are listed; then lists of the method.

Transitions come after all: each is called as its two ends.
"""

TITLED_BY: Mapping[str, str] = {
    "capability_answer": "question",
    "resource_answer": "question",
    "guiding_answer": "question",
    "data_inventory": "data_type",
    "moment": "moment",
    "emotion_observation": "emotion",
    "segment_criterion": "criterion",
}
"""Rows called as the method calls what they answer; they are found only where the team wrote something."""

NAMED_BY_TEAM = frozenset({"lane"})
"""Rows found only under a name of the team: a plan may hold the usual rows of a map once for each journey."""

TEXT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "objective": ("owner", "specific", "measurable", "achievable", "relevant", "time_bound"),
    "segment": ("needs",),
    "persona": (
        "portrait", "demographics", "goal", "needs", "motivations", "behaviours", "expectations", "preferences",
        "irritants", "influencers", "values", "data_attitude", "switching", "quote",
    ),
    "touchpoint": ("content_tool", "data_benefit", "owner", "note"),
    "friction": ("verbatim", "declined_because"),
    "moment": ("note",),
    "emotion_observation": ("verbatim",),
    "touchpoint_change": ("reason",),
    "capability_answer": ("comment",),
    "resource_answer": ("comment",),
    "guiding_answer": ("text",),
    "data_inventory": ("note",),
    "segment_criterion": ("value",),
    "tool": ("note",),
    "action": ("owner", "note"),
    "decision": ("owner",),
    "kpi_reading": ("period", "comment"),
    "workshop_note": ("author",),
    "participant": ("department", "role"),
}  # fmt: skip
"""Where the team writes beside the title."""

COLUMN_WORDS: Mapping[str, str] = {
    "other_language": N_("in the other language"),
    "owner": N_("owner"),
    "specific": N_("specific"),
    "measurable": N_("measurable"),
    "achievable": N_("achievable"),
    "relevant": N_("relevant"),
    "time_bound": N_("time-bound"),
    "needs": N_("needs"),
    "portrait": N_("portrait"),
    "demographics": N_("demographic markers"),
    "goal": N_("goal"),
    "motivations": N_("motivations"),
    "behaviours": N_("behaviours"),
    "expectations": N_("expectations"),
    "preferences": N_("preferences"),
    "irritants": N_("irritants"),
    "influencers": N_("influencers"),
    "values": N_("values"),
    "data_attitude": N_("attitude to data"),
    "switching": N_("reasons to leave"),
    "quote": N_("quote"),
    "content_tool": N_("content and tool"),
    "data_benefit": N_("gain from data"),
    "note": N_("note"),
    "verbatim": N_("quote"),
    "declined_because": N_("why nothing is done"),
    "reason": N_("reason"),
    "comment": N_("comment"),
    "text": N_("answer"),
    "value": N_("value"),
    "period": N_("period"),
    "author": N_("author"),
    "department": N_("department"),
    "role": N_("role"),
}


def about(names: Naming, kind: str, row: Base | None) -> str:
    """Kind and place of a thing, as in "touchpoint, Subscribe"."""
    noun = names.words.tr(KIND_WORDS.get(kind, ""))
    return ", ".join(filter(None, (noun, _place(names, row) if row is not None else "")))


def _place(names: Naming, row: Base) -> str:
    if isinstance(row, Friction):
        return names.place_of(row)
    if isinstance(row, Action):
        cost = names.words.money(row.cost, names.snapshot.plan.currency) if row.cost is not None else ""
        return ", ".join(filter(None, (names.code(row), cost)))
    if isinstance(row, KpiReading):
        return row.period or names.words.date(row.date)
    for column, mapped in _PARENTS:
        parent = names.snapshot.get(mapped, getattr(row, column, None))
        if parent is not None:
            return names.title(parent)
    return names.code(row)


_PARENTS: tuple[tuple[str, type[Base]], ...] = (
    ("touchpoint_id", Touchpoint),
    ("stage_id", Stage),
    ("journey_id", Journey),
    ("segment_id", Segment),
    ("action_id", Action),
)
"""Columns that say where a row belongs, the nearest first."""
