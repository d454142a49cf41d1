from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.model import Segment, Touchpoint
from storage.base import Base, link_id
from strategy.analysis.crossing import LEAST_PAIRS, all_series, cross
from strategy.analysis.dashboard import (
    WITHOUT,
    Indicator,
    IndicatorState,
    Part,
    Scope,
    figures,
    indicators,
    parts,
    within,
)
from strategy.model import (
    Action,
    ActionObjective,
    ActionSegment,
    ActionTouchpoint,
    KpiReading,
    Objective,
    ObjectiveSegment,
    Plan,
    ReadingOrigin,
    ReadingRhythm,
)
from strategy.snapshot import Snapshot
from tests.support import plan_of, sample_plan

TODAY = datetime.date(2027, 9, 1)
KPIS = ("kpi_nps", "kpi_churn_rate", "kpi_email_open_rate")
COLUMN = {Part.SEGMENT: "segment", Part.CHANNEL: "channel", Part.TYPE: "type", Part.CAMPAIGN: "campaign"}
TYPES = ("act_buy", "act_train")
SEGMENTS, CHANNELS = ("s1", "s2", "s3"), ("ch_email", "ch_phone")


def reading(kpi: str, value: float | None, day: datetime.date | None = None, **columns: object) -> KpiReading:
    return KpiReading(kpi=kpi, value=value, date=day, origin=ReadingOrigin.FOLLOW_UP.value, **columns)  # type: ignore[arg-type]


@st.composite
def followed_plans(draw: st.DrawFn) -> Snapshot:
    """Objectives and actions with or without targets, segments and channels, and readings of some of their KPIs."""
    rows: list[Base] = [Plan(id="plan", start_date=datetime.date(2027, 1, 4))]
    rows += [Segment(id=each, name=each) for each in SEGMENTS]
    rows += [Touchpoint(id=f"t {each}", journey_id="j", channel=each) for each in CHANNELS]
    figure = st.sampled_from([None, 0.0, 10.0, 20.0])
    for number in range(draw(st.integers(0, 3))):
        kpi = draw(st.sampled_from([None, *KPIS]))
        serves_all = draw(st.booleans())
        rows.append(Objective(id=f"o{number}", kpi=kpi, baseline=draw(figure), target=draw(figure),
                              due_date=datetime.date(2027, 12, 31), serves_all_customers=serves_all))  # fmt: skip
        for segment in draw(st.sets(st.sampled_from(SEGMENTS))) if not serves_all else ():
            rows.append(ObjectiveSegment(id=link_id(f"o{number}", segment), objective_id=f"o{number}",
                                         segment_id=segment))  # fmt: skip
    objectives = [row.id for row in rows if isinstance(row, Objective)]
    for number in range(draw(st.integers(0, 3))):
        action_id = f"a{number}"
        status = draw(st.sampled_from(["status_planned", "status_dropped", "status_done"]))
        rows.append(Action(id=action_id, kpi=draw(st.sampled_from([None, *KPIS])), baseline=draw(figure),
                           target=draw(figure), status=status,
                           type=draw(st.sampled_from([None, *TYPES]))))  # fmt: skip
        for segment in draw(st.sets(st.sampled_from(SEGMENTS))):
            rows.append(ActionSegment(id=link_id(action_id, segment), action_id=action_id, segment_id=segment))
        for channel in draw(st.sets(st.sampled_from(CHANNELS))):
            point = f"t {channel}"
            rows.append(ActionTouchpoint(id=link_id(action_id, point), action_id=action_id, touchpoint_id=point))
        for objective in draw(st.sets(st.sampled_from(objectives))) if objectives else ():
            rows.append(ActionObjective(id=link_id(action_id, objective), action_id=action_id, objective_id=objective))
    for number in range(draw(st.integers(0, 5))):
        rows.append(reading(draw(st.sampled_from(KPIS)), draw(st.sampled_from([None, -5.0, 5.0, 15.0, 25.0])),
                            datetime.date(2027, draw(st.integers(1, 8)), 1), id=f"r{number}",
                            segment_id=draw(st.sampled_from([None, *SEGMENTS]))))  # fmt: skip
    rows += [ReadingRhythm(id=kpi, kpi=kpi, months=3) for kpi in draw(st.sets(st.sampled_from(KPIS)))]
    return Snapshot(rows)


def naive_parts(plan: Snapshot, one: Indicator) -> tuple[set[str], set[str], set[str], set[str]]:
    """Segments, channels, types of action and actions of an indicator, read from the rows alone."""
    segments, campaigns = set(), set()
    dropped = {row.id for row in plan.all(Action) if row.status == "status_dropped"}
    for kind, row_id in one.goals:
        if kind == "action":
            campaigns.add(row_id)
            segments |= {link.segment_id for link in plan.all(ActionSegment) if link.action_id == row_id}
            continue
        campaigns |= {link.action_id for link in plan.all(ActionObjective) if link.objective_id == row_id}
        links = plan.all(ObjectiveSegment)
        serves_all = any(row.serves_all_customers for row in plan.all(Objective) if row.id == row_id)
        segments |= set(SEGMENTS) if serves_all else {link.segment_id for link in links if link.objective_id == row_id}
    campaigns -= dropped
    points = {link.touchpoint_id for link in plan.all(ActionTouchpoint) if link.action_id in campaigns}
    types = {row.type for row in plan.all(Action) if row.id in campaigns and row.type}
    channels = {point.removeprefix("t ") for point in points}
    return {one.segment_id} if one.segment_id else segments, channels, types, campaigns


@pytest.mark.feature("feat_dashboard")
@given(
    followed_plans(),
    st.sampled_from([None, WITHOUT, *SEGMENTS]),
    st.sampled_from([None, WITHOUT, *CHANNELS]),
    st.sampled_from([None, WITHOUT, *TYPES]),
    st.sampled_from([None, WITHOUT, "a0", "a1"]),
)
@settings(max_examples=60, deadline=None)
def test_each_figure_is_that_of_the_filtered_indicators_and_the_parts_make_up_the_whole(
    plan: Snapshot, segment: str | None, channel: str | None, kind: str | None, campaign: str | None
) -> None:
    found = indicators(plan, TODAY)
    parts_make_up_the_whole(plan, found)
    kept = []
    for one in found:
        asked = zip((segment, channel, kind, campaign), naive_parts(plan, one), strict=True)
        if all(wanted is None or (wanted in ids if wanted else not ids) for wanted, ids in asked):
            kept.append(one)
    scope = Scope(segment, channel, kind, campaign)
    shown = figures(within(found, scope))
    assert shown.by_state == {each: Counter(one.state for one in kept)[each] for each in IndicatorState}
    assert shown.total == len(kept)
    assert shown.overdue == sum(one.due is not None and one.due < TODAY for one in kept)
    ways = [max(0.0, min(1.0, one.progress)) for one in kept if one.progress is not None]
    assert shown.progress == (pytest.approx(sum(ways) / len(ways)) if ways else None)
    assert sum(each.progress is not None for each in kept) == sum(
        each.state not in (IndicatorState.NO_READING, IndicatorState.NO_TARGET) for each in kept
    )


def parts_make_up_the_whole(plan: Snapshot, found: Sequence[Indicator]) -> None:
    """Every indicator stands in a part, a part is what its filter shows, and no reading is counted twice."""
    for by in Part:
        cut = parts(plan, found, by)
        assert {one.key for ones in cut.values() for one in ones} == {one.key for one in found}
        assert all(ones == within(found, Scope(**{COLUMN[by]: each})) for each, ones in cut.items())
    assert len({one.key for one in found}) == len(found)
    taken = [point.reading_id for one in found for point in one.points]
    read = [row.id for row in plan.all(KpiReading) if row.value is not None]
    assert sorted(filter(None, taken)) == sorted(read)


@pytest.mark.feature("feat_dashboard", "feat_readings")
def test_the_dashboard_of_a_sample_agrees_with_its_readings() -> None:
    found = {one.kpi: one for one in indicators(sample_plan("bank"), TODAY)}
    assert {kpi: one.state.value for kpi, one in found.items() if one.points} == {
        "kpi_waiting_time": "on_track",
        "kpi_error_rate": "behind",
        "kpi_churn_rate": "behind",
        "kpi_csat_7": "behind",
    }
    assert found["kpi_waiting_time"].progress == pytest.approx(0.7059, abs=1e-4)
    assert (found["kpi_waiting_time"].move, found["kpi_waiting_time"].is_better) == (-6.0, True)
    assert found["kpi_error_rate"].goals == (("action", "ac_bank_2"),)
    shown = figures(list(found.values()))
    assert (shown.total, shown.by_state[IndicatorState.BEHIND], shown.by_state[IndicatorState.NO_READING]) == (11, 3, 7)


def test_a_kpi_read_by_segment_has_one_indicator_for_each() -> None:
    goal = Objective(id="o", kpi="kpi_nps", baseline=10.0, target=20.0, serves_all_customers=True)
    plan = plan_of(
        Plan(id="plan"), Segment(id="s1"), Segment(id="s2"), goal,
        reading("kpi_nps", 22.0, TODAY, id="r1", segment_id="s1"),
        reading("kpi_nps", 8.0, TODAY, id="r2", segment_id="s2"),
    )  # fmt: skip
    found = indicators(plan, TODAY)
    assert [(one.segment_id, one.state.value) for one in found] == [("s1", "reached"), ("s2", "reversed")]
    assert [one.segment_id for one in within(found, Scope(segment="s2"))] == ["s2"]


def test_a_rhythm_says_when_readings_are_due() -> None:
    rows = (
        Plan(id="plan", start_date=datetime.date(2027, 1, 31)),
        Objective(id="o", kpi="kpi_nps", baseline=1.0, target=2.0),
        Objective(id="p", kpi="kpi_churn_rate", baseline=1.0, target=2.0),
        ReadingRhythm(id="kpi_nps", kpi="kpi_nps", months=1),
        ReadingRhythm(id="kpi_churn_rate", kpi="kpi_churn_rate", months=12),
    )
    first = {one.kpi: one for one in indicators(plan_of(*rows), datetime.date(2027, 3, 1))}
    assert first["kpi_nps"].due == datetime.date(2027, 2, 28)
    assert [first["kpi_nps"].is_overdue, first["kpi_churn_rate"].is_overdue] == [True, False]
    read = reading("kpi_nps", 1.5, datetime.date(2027, 2, 28))
    after = {one.kpi: one for one in indicators(plan_of(*rows, read), datetime.date(2027, 3, 1))}
    assert (after["kpi_nps"].due, after["kpi_nps"].is_overdue) == (datetime.date(2027, 3, 28), False)
    dated = reading("kpi_nps", 1.5, datetime.date(2027, 2, 28), next_date=datetime.date(2027, 2, 28))
    assert indicators(plan_of(*rows, dated), datetime.date(2027, 3, 1))[0].is_overdue


@pytest.mark.feature("feat_kpi_cross")
def test_few_readings_in_common_give_no_correlation() -> None:
    series = {each.kpi: each for each in all_series(sample_plan("shop"))}
    found = cross(series["kpi_nps"], series["kpi_email_open_rate"])
    assert found.pairs == ((40.0, 15.0), (41.0, 21.0))
    assert (found.correlation, found.is_clear) == (None, False)


@pytest.mark.feature("feat_kpi_cross")
def test_readings_a_few_days_apart_are_crossed() -> None:
    values = [(1.0, 2.0), (2.0, 4.1), (3.0, 5.9), (4.0, 8.2), (5.0, 9.8), (6.0, 12.1)]
    rows: list[Base] = [Plan(id="plan")]
    for month, (one, other) in enumerate(values, 1):
        rows.append(reading("kpi_nps", one, datetime.date(2027, month, 1), id=f"a{month}"))
        rows.append(reading("kpi_csat_5", other, datetime.date(2027, month, 12), id=f"b{month}"))
    rows.append(reading("kpi_csat_5", 99.0, datetime.date(2027, 8, 1), id="c"))  # alone: nothing was read near it
    first, second = all_series(plan_of(rows))
    found = cross(first, second)
    assert found.pairs == tuple(values)
    assert len(found.pairs) == LEAST_PAIRS
    assert found.correlation == pytest.approx(0.99919, abs=1e-4)  # by hand: 34.9 / sqrt(17.5 x 69.68)
    assert found.is_clear
    still = all_series(plan_of([reading("kpi_nps", 3.0, datetime.date(2027, month, 1)) for month in range(1, 7)]))[0]
    assert cross(still, second).correlation is None
