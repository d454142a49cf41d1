"""Rows of the kinds that the bank sample has none of, in the several ways in which a plan may hold them."""

from __future__ import annotations

import datetime

from journey.model import DataInventory, EngagementRating, FollowUpTrigger, Lane, Moment, TouchpointChange
from journey.own_values import OwnValue
from storage.base import Base, link_id
from strategy.model import (
    AuditNote,
    CapabilityAnswer,
    Decision,
    DismissedWarning,
    GuidingAnswer,
    KpiReading,
    Milestone,
    OwnEntry,
    OwnerCapacity,
    Participant,
    ReadingOrigin,
    ReadingRhythm,
    SegmentImport,
    ToolWeight,
    WorkbookMerge,
    WorkshopNote,
)

DAY = datetime.date(2027, 3, 1)
POINT, JOURNEY, TARGET, SEGMENT = "ca_phone", "jr_bank_as_is", "jr_bank_to_be", "sg_bank_long"


def rows_beside_the_bank() -> list[Base]:
    """Rows that the bank sample takes, with ids that tests may name."""
    return [*_of_the_journey(), *_of_the_segment(), *_of_the_follow_up(), *_of_the_plan()]


def _of_the_journey() -> list[Base]:
    return [
        FollowUpTrigger(id="r_trigger", touchpoint_id=POINT, trigger="trg_inactivity"),
        Moment(id="r_moment", touchpoint_id=POINT, moment="mom_wow"),
        TouchpointChange(id="r_change", journey_id=TARGET, touchpoint_id=POINT, reason="Too slow"),
        Lane(id="r_lane", journey_id=JOURNEY, name="Legal checks"),
    ]


def _of_the_segment() -> list[Base]:
    return [
        DataInventory(id="r_held", segment_id=SEGMENT, data_type="data_demographic", is_available=True),
        DataInventory(id="r_not_held", segment_id=SEGMENT, data_type="data_feedback"),
        EngagementRating(id="r_overall", segment_id=SEGMENT, dimension="eng_cognitive", rating=40),
        EngagementRating(id="r_email", segment_id=SEGMENT, dimension="eng_cognitive", channel="ch_email", rating=60),
        SegmentImport(
            id=link_id(SEGMENT, "file"), segment_id=SEGMENT, file_name="clients.csv", rule="Ten years or more"
        ),
        CapabilityAnswer(id="r_tick", question="data_feedback", answer="yes"),
        CapabilityAnswer(id="r_channel", question="capq_perf_tracking", channel="ch_email", answer="unknown"),
    ]


def _of_the_follow_up() -> list[Base]:
    return [
        KpiReading(id="r_reading", kpi="kpi_nps", origin=ReadingOrigin.FOLLOW_UP.value, value=12, date=DAY),
        KpiReading(id="r_baseline", kpi="kpi_nps", value=9, date=DAY),
        Decision(id="r_decision", reading_id="r_reading", text="Go on"),
        Decision(id="r_early", reading_id="r_baseline", text="Ask again"),
        Decision(id="r_of_action", action_id="ac_bank_1", text="Twice as many advisers"),
        ReadingRhythm(id="r_rhythm", kpi="kpi_nps", months=6),
    ]


def _of_the_plan() -> list[Base]:
    return [
        Milestone(id="r_milestone", name="Launch", day=DAY),
        AuditNote(id="r_audit", text="Known everywhere"),
        GuidingAnswer(id="q2_needs", question="q2_needs", text="Not yet"),
        WorkshopNote(id="r_note", text="Coffee at ten", step="step_3_journeys"),
        Participant(id="r_participant", name="Ana"),
        OwnEntry(id="r_entry", list_name="channels", name="Kiosk"),
        OwnValue(id=link_id("warn_segment_too_small", "threshold"), entry="warn_segment_too_small", key="threshold",
                 value=0.1),
        OwnerCapacity(id="r_idle", owner="Someone without work", days=8),
        ToolWeight(id="r_weight", criterion="tsc_integration", weight=30),
        DismissedWarning(id=link_id("warn_no_audit", ""), warning="warn_no_audit", note="Later"),
        DismissedWarning(id=link_id("warn_segment_too_small", SEGMENT), warning="warn_segment_too_small",
                         subject_id=SEGMENT, note="They matter"),
        WorkbookMerge(id="r_merge", file_name="Bank, from the client.xlsx", merged_on=DAY, export_id="e", accepted=1,
                      changes=["A1 Call them, Owner: – → Jeanne"]),
    ]  # fmt: skip
