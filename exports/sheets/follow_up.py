"""Follow-up: readings on the way to their targets, what was decided, and A/B tests."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference
from openpyxl.utils import column_index_from_string

from exports.blocks import Block
from exports.chart_looks import dress_axis, paint, place_chart, show_values
from exports.client_columns import READINGS, UID
from exports.columns import Column, Filled, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Segment
from resources.i18n import N_
from resources.tokens import status_fill
from strategy.analysis import Progress, ProgressStatus, compare_variants, reading_progress
from strategy.analysis.follow_up import next_reading_date, rhythm_of, rhythm_words
from strategy.model import AbTest, Action, Decision, KpiReading, ReadingOrigin

TITLE = N_("Follow-up")

_READINGS = (
    Column("UID", Kind.ID, 20, UID, is_hidden=True),
    Column(N_("KPI"), width="name", key="kpi"),
    Column(N_("Segment"), width=26, key="segment"),
    Column(N_("Date"), Kind.DATE, "date", "date"),
    Column(N_("Baseline"), Kind.FIGURE, 11, "baseline"),
    Column(N_("Reading"), Kind.FIGURE, 11, "reading"),
    Column(N_("Target"), Kind.FIGURE, 11, "target"),
    Column(N_("Progress"), Kind.PERCENT, 11, "progress"),
    Column(N_("Time elapsed"), Kind.PERCENT, 11, "elapsed"),
    Column(N_("Unit"), width=11, key="unit"),
    Column(N_("Status"), width=15, key="state"),
    Column(N_("Read by"), width=18, key="read_by"),
    Column(N_("Rhythm"), width=16, key="rhythm"),
    Column(N_("Next reading"), Kind.DATE, 14, "next"),
    Column(N_("Comment"), width=36, key="comment", is_input=True, hint=N_("What explains it. Yours to fill in.")),
    Column(N_("Decision"), width=36, key="decision"),
)
_TESTS = (
    Column(N_("A/B test")),
    Column(N_("Action")),
    Column(N_("Successes A"), Kind.COUNT, key="success_a"),
    Column(N_("Trials A"), Kind.COUNT, key="trials_a"),
    Column(N_("Successes B"), Kind.COUNT, key="success_b"),
    Column(N_("Trials B"), Kind.COUNT, key="trials_b"),
    Column(N_("Rate A"), Kind.PERCENT, key="rate_a"),
    Column(N_("Rate B"), Kind.PERCENT, key="rate_b"),
    Column(N_("Uplift"), Kind.PERCENT),
    Column(N_("p-value"), Kind.PROBABILITY),
    Column(N_("Conclusion")),
)
_DECISIONS = (Column(N_("Decision")), Column(N_("Owner")), Column(N_("Date"), Kind.DATE))
_CM_A_BAR, _TALLEST_CM, _POINTS_A_CM = 0.9, 40.0, 28.35
_STATUSES = {
    ProgressStatus.REACHED: (N_("Reached"), "done"),
    ProgressStatus.ON_TRACK: (N_("On track"), "doing"),
    ProgressStatus.BEHIND: (N_("Behind"), "late"),
    ProgressStatus.REVERSED: (N_("Reversed"), "late"),
}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    snapshot = edition.snapshot
    readings = snapshot.where(KpiReading, origin=ReadingOrigin.FOLLOW_UP.value)
    count = edition.words.ntr("{count} reading.", "{count} readings.", len(readings))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(readings))), hidden_columns=1)
    rows = [_reading(edition, reading) for reading in readings]
    empty = edition.tr(N_("No reading yet: the follow-up records them."))
    block = sheet.table(READINGS, _READINGS, rows, empty, stands_for=readings)
    sheet.shared.note_kpis(sheet.worksheet.title, block, "kpi", [reading.kpi for reading in readings])
    if readings:
        _draw_progress(sheet, edition, block)
    sheet.section(edition.tr(N_("A/B tests")), edition.tr(N_("Two-sided test of two proportions, threshold 0.05.")))
    tests = [_test(edition, test) for test in snapshot.all(AbTest)]
    beyond_ids = block.letters["kpi"]
    sheet.table("t_ab_tests", _TESTS, tests, edition.tr(N_("No A/B test yet.")), at=beyond_ids)
    sheet.section(edition.tr(N_("Decisions")))
    decisions = [(decision.text, decision.owner, decision.date) for decision in snapshot.all(Decision)]
    sheet.table("t_decisions", _DECISIONS, decisions, edition.tr(N_("No decision recorded yet.")), at=beyond_ids)
    sheet.finish(frozen_columns=2)


def _draw_progress(sheet: Sheet, edition: Edition, block: Block) -> None:
    """How far each reading is on the way to its target."""
    chart = BarChart()
    chart.type, chart.style, chart.legend, chart.gapWidth = "bar", None, None, 40
    names, shares = (column_index_from_string(block.letters[key]) for key in ("kpi", "progress"))
    chart.add_data(Reference(sheet.worksheet, min_col=shares, min_row=block.first_row, max_row=block.last_row))
    chart.set_categories(Reference(sheet.worksheet, min_col=names, min_row=block.first_row, max_row=block.last_row))
    paint(chart.series[0], sheet.style.color("headerFill"))
    show_values(chart.series[0])
    dress_axis(chart.y_axis, edition.tr(N_("Progress to the target")), number_format="0%")
    dress_axis(chart.x_axis, edition.tr(N_("KPI")))
    chart.x_axis.scaling.orientation, chart.y_axis.crosses, chart.x_axis.tickLblPos = "maxMin", "max", "low"
    sheet.next_row += 1
    row = sheet.next_row
    height = min(_TALLEST_CM, _CM_A_BAR * (block.last_row - block.first_row + 1) + 3.5)
    sheet.leave_room(round(height * _POINTS_A_CM / 20) + 1, 20, may_begin_page=True)
    place_chart(sheet, chart, edition.tr(N_("KPI progress to targets")), f"{block.letters['kpi']}{row}", 22, height)


def _reading(edition: Edition, reading: KpiReading) -> list[Value]:
    snapshot = edition.snapshot
    segment = snapshot.get(Segment, reading.segment_id)
    progress = reading_progress(snapshot, reading)
    decisions = snapshot.where(Decision, reading_id=reading.id)
    months = rhythm_of(snapshot, reading.kpi)
    return [
        reading.id,
        edition.label(reading.kpi),
        edition.title(segment) if segment else edition.tr(N_("All customers")),
        reading.date,
        progress.baseline if progress else None,
        reading.value,
        progress.target if progress else None,
        Formula(_PROGRESS, progress.progress if progress else None),
        progress.elapsed if progress else None,
        edition.kpi_unit(reading.kpi, reading.unit),
        _status(edition, progress),
        reading.read_by,
        rhythm_words(months, edition.words) if months else "",
        next_reading_date(snapshot, reading),
        reading.comment,
        "\n".join(decision.text for decision in decisions),
    ]


_PROGRESS = (
    'IF(OR({baseline}="",{reading}="",{target}="",{baseline}={target}),"",({reading}-{baseline})/({target}-{baseline}))'
)


def _status(edition: Edition, progress: Progress | None) -> Value:
    if progress is None:
        return ""
    label, state = _STATUSES[progress.status]
    return Filled(edition.tr(label), status_fill(state))


def _test(edition: Edition, test: AbTest) -> list[Value]:
    outcome = compare_variants(test)
    conclusion = ""
    if outcome:
        conclusion = edition.tr(N_("Significant difference") if outcome.is_significant else N_("No proven difference"))
    return [
        edition.title(test),
        edition.named(edition.snapshot.get(Action, test.action_id)),
        test.success_a,
        test.trials_a,
        test.success_b,
        test.trials_b,
        Formula(_RATE_A, outcome.rate_a if outcome else None),
        Formula(_RATE_B, outcome.rate_b if outcome else None),
        Formula(_UPLIFT, outcome.uplift if outcome else None),
        Formula(_P_VALUE, outcome.p_value if outcome else None),
        conclusion,
    ]


_RATE_A = 'IF(N({trials_a})=0,"",{success_a}/{trials_a})'
_RATE_B = 'IF(N({trials_b})=0,"",{success_b}/{trials_b})'
_UPLIFT = 'IFERROR({rate_b}/{rate_a}-1,"")'
_POOLED = "(({success_a}+{success_b})/({trials_a}+{trials_b}))"
_SPREAD = f"SQRT({_POOLED}*(1-{_POOLED})*(1/{{trials_a}}+1/{{trials_b}}))"
# NORMSDIST rather than NORM.S.DIST: every spreadsheet program knows it.
_P_VALUE = f'IFERROR(2*NORMSDIST(-ABS({{rate_b}}-{{rate_a}})/{_SPREAD}),"")'
