"""What a search looks at, and the words for it: each kind of thing, and each place where words stand.

Every kind of row has its word here but links, which have no row of their own on screen: they show in what they join.
"""

from __future__ import annotations

from collections.abc import Mapping

from resources.i18n import N_

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
    "owner_capacity": N_("days of an owner"),
    "reading_rhythm": N_("reading rhythm"),
    "engagement_rating": N_("engagement rating"),
    "segment_import": N_("file of customers"),
    "own_entry": N_("entry of an own list"),
    "own_value": N_("value set for this plan"),
    "dismissed_warning": N_("warning set aside"),
    "workbook_merge": N_("returned workbook"),
    "plan": N_("plan"),
    "tool_weight": N_("weight of a criterion"),
    "levers": N_("lever"),
    "kpis": N_("indicator"),
    "workshop_questions": N_("question of the method"),
    "tool_rating": N_("rating of a tool"),
    "lane": N_("lane of the map"),
    "transition": N_("transition"),
}
"""Kinds of rows that a search finds, in the order in which equals are listed; then lists of the method.

Ratings of tools, lanes and transitions come after all: they repeat the words of criteria, kinds and touchpoints.
"""

TITLED_BY: Mapping[str, str] = {
    "capability_answer": "question",
    "resource_answer": "question",
    "guiding_answer": "question",
    "data_inventory": "data_type",
    "engagement_rating": "dimension",
    "moment": "moment",
    "emotion_observation": "emotion",
    "segment_criterion": "criterion",
    "tool_rating": "criterion",
    "tool_weight": "criterion",
    "reading_rhythm": "kpi",
    "dismissed_warning": "warning",
}
"""Rows called as the method calls what they answer, rate or mark."""

WRITTEN_IN: Mapping[str, str] = {
    "owner_capacity": "owner",
    "segment_import": "file_name",
    "workshop_note": "text",
    "workbook_merge": "file_name",
}
"""Rows whose title is this text of the team, and nothing else."""

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
    "segment_import": ("rule",),
    "tool": ("note",),
    "action": ("owner", "note", "deliverable", "contributors", "risk", "client_comment"),
    "decision": ("owner",),
    "kpi_reading": ("period", "comment", "read_by"),
    "workshop_note": ("author",),
    "participant": ("department", "role"),
    "plan": ("company", "sector", "summary"),
    "dismissed_warning": ("note",),
    "workbook_merge": ("changes",),
}  # fmt: skip
"""Where the team writes beside the title."""

LABEL_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "objective": ("aspect", "kpi"),
    "persona": ("channels", "emotions"),
    "journey": ("kind",),
    "touchpoint": ("type", "channel", "data_used"),
    "transition": ("trigger",),
    "friction": ("type", "emotions"),
    "opportunity": ("type",),
    "follow_up_trigger": ("channel",),
    "segment_criterion": ("value",),
    "engagement_rating": ("channel",),
    "swot_statement": ("quadrant", "area"),
    "capability_answer": ("channel",),
    "functional_need": ("platform", "channels", "investments"),
    "tool": ("category",),
    "action": ("type", "lever", "kpi"),
    "feedback_note": ("method",),
    "audit_note": ("signal",),
}
"""Columns that hold entries of the method, shown with the row under their labels."""

PLACED = frozenset({
    "moment", "emotion_observation", "follow_up_trigger", "touchpoint_change", "segment_criterion", "data_inventory",
    "engagement_rating", "segment_import", "tool_rating", "decision", "lane", "dismissed_warning",
})  # fmt: skip
"""Rows found by the name of what they belong to as well: their own words are those of many others."""

COLUMN_WORDS: Mapping[str, str] = {
    "other_language": N_("in the other language"),
    "changes": N_("what was merged"),
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
    "deliverable": N_("deliverable"),
    "contributors": N_("contributors"),
    "risk": N_("risk"),
    "client_comment": N_("client’s comment"),
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
    "read_by": N_("read by"),
    "rule": N_("rule"),
    "company": N_("company"),
    "sector": N_("sector"),
    "summary": N_("summary"),
    "place": N_("where"),
    "answer": N_("answer"),
    "aspect": N_("aspect"),
    "kpi": N_("indicator"),
    "kind": N_("kind"),
    "type": N_("type"),
    "channel": N_("channel"),
    "channels": N_("channels"),
    "emotions": N_("emotions"),
    "trigger": N_("message"),
    "data_used": N_("data used"),
    "quadrant": N_("quadrant"),
    "area": N_("area"),
    "platform": N_("platform"),
    "investments": N_("investments"),
    "category": N_("category"),
    "lever": N_("lever"),
    "method": N_("heard by"),
    "signal": N_("sign of departure"),
}
