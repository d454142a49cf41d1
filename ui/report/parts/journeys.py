"""Journeys: for each course its figures, its emotion curves, what changes from today to the target, and its maps."""

from __future__ import annotations

from collections.abc import Iterator

from journey.comparison import Difference, Fate, FigureChange, differences, merged_stages, stage_key
from journey.emotions import emotion_curve
from journey.model import Journey, Opportunity, Stage, Touchpoint
from resources.i18n import N_
from ui.models.difference_words import fate_heading, summary
from ui.models.journey_pairs import JourneyPair, pair_name, segment_name
from ui.models.journey_signs import hours_label
from ui.pages.journeys.what_if.words import WHY_NONE, signed
from ui.pictures.signs import fate as fate_sign
from ui.pictures.signs import symbol
from ui.report.drawings.emotion import Curve, emotion_curves
from ui.report.drawings.map_pages import map_pages
from ui.report.paging import PAGE_BREAK, Item, Mark
from ui.report.prose import Figure, bullet, empty_note, figure_cards, paragraph, part_title, section_title
from ui.report.setting import Setting
from ui.report.tables import Column, Row, cell, row, table

TITLE = N_("Journeys")
_NAMES = {
    "success": N_("Success"), "drop_off": N_("Drop-off"), "visits": N_("Touchpoints met per customer"),
    "duration_hours": N_("Mean duration"), "irritation_load": N_("Irritation load"),
    "emotional_balance": N_("Emotional balance (-1 to 1)"), "measured_share": N_("Measured touchpoints"),
}  # fmt: skip
_SHARES = ("success", "drop_off", "measured_share")
_ORDER = (Fate.ADDED, Fate.CHANGED, Fate.MOVED, Fate.REMOVED)


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return "" if setting.pairs else setting.tr(N_("No journey yet: step 3 draws them."))


def strips(setting: Setting) -> Iterator[Item]:
    """A section for each course."""
    question = setting.tr(N_("Where do customers lose heart, and what would the journey be at its best?"))
    yield from part_title(setting.sheet, setting.tr(TITLE), question)
    drawn: set[str] = set()
    for place, pair in enumerate(setting.pairs):
        if place:
            yield PAGE_BREAK
        yield from _course(setting, pair, drawn)


def _course(setting: Setting, pair: JourneyPair, drawn: set[str]) -> Iterator[Item]:
    sheet, tr = setting.sheet, setting.tr
    before, after = setting.chosen_of(pair)
    shown = before or after
    if shown is None:
        return
    yield section_title(sheet, pair_name(setting.snapshot, pair, shown.kind), gap=20)
    kinds = tr(N_("As is and to be")) if before and after else setting.words.label(shown.kind)
    yield from paragraph(sheet, f"{segment_name(setting.snapshot, shown)}  ·  {kinds}", "body", "ink2", gap=2)
    yield from _figures(setting, before, after)
    yield from _emotions(setting, before, after)
    if before and after:
        yield from _changes(setting, before, after)
    yield from _opportunities(setting, [each for each in (before, after) if each])
    for journey in (before, after):
        if journey is not None and journey.id not in drawn:
            drawn.add(journey.id)
            yield from _map(setting, journey)


def _figures(setting: Setting, before: Journey | None, after: Journey | None) -> Iterator[Item]:
    """Large figures for one journey, a table of both for two."""
    for journey in (before, after):
        fault = setting.edition.results(journey).fault if journey else None
        if journey and fault:
            why = setting.edition.pair(setting.edition.title(journey), setting.tr(WHY_NONE[fault]))
            yield from bullet(setting.sheet, why, symbol("triangle-alert", "warning"), gap=12)
    found = [(name, change) for name, change in setting.changes(before, after) if _is_known(change)]
    if not found:
        return
    if before is None or after is None:
        yield from figure_cards(setting.sheet, [
            Figure(_said(setting, name, each.before if before else each.after), setting.tr(_NAMES[name]))
            for name, each in found
        ])  # fmt: skip
        return
    tr = setting.tr
    columns = (Column(tr(N_("Result")), 40), *(Column(tr(name), 20, is_figure=True) for name in
               (N_("As is"), N_("To be"), N_("Difference"))))  # fmt: skip
    rows = [_change_row(setting, name, each) for name, each in found]
    yield from table(setting.sheet, columns, rows, gap=14)


def _is_known(change: FigureChange) -> bool:
    return change.before is not None or change.after is not None


def _change_row(setting: Setting, name: str, change: FigureChange) -> Row:
    gap = change.difference
    said = ""
    if gap is not None:
        said = signed(_said(setting, name, abs(gap)), gap) if round(gap, 4) else setting.tr(N_("unchanged"))
        if name in _SHARES and round(gap, 4):
            points = setting.words.number(abs(gap) * 100, 1)
            said = setting.tr(N_("{points} pts")).format(points=signed(points, gap))
    first, second = (_said(setting, name, each) for each in (change.before, change.after))
    return row(setting.tr(_NAMES[name]), first, cell(second, role="bold"), said)


def _said(setting: Setting, name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if name in _SHARES:
        return setting.words.percent(value, 1)
    return hours_label(value) if name == "duration_hours" else setting.words.number(value, 2)


def _emotions(setting: Setting, before: Journey | None, after: Journey | None) -> Iterator[Item]:
    snapshot, tr = setting.snapshot, setting.tr
    journeys = [each for each in (before, after) if each is not None]
    stages = merged_stages(snapshot, [each.id for each in journeys])
    keys = [stage_key(each) for each in stages]
    curves = []
    for journey in journeys:
        felt = {stage_key(snapshot.get(Stage, each.stage_id)): each.valence
                for each in emotion_curve(snapshot, journey.id).stages}  # fmt: skip
        name = tr(N_("As is")) if journey is before else tr(N_("To be"))
        curves.append(Curve(name, tuple(felt.get(key) for key in keys), journey is before))
    yield section_title(setting.sheet, tr(N_("Emotion curve")), mark=False, gap=22)
    if not any(value is not None for each in curves for value in each.values):
        yield from empty_note(setting.sheet, tr(N_("No emotion noted yet")))
        return
    yield emotion_curves(setting.sheet, [setting.edition.title(each) for each in stages], curves)


def _changes(setting: Setting, before: Journey, after: Journey) -> Iterator[Item]:
    """What somebody has to bring about, by fate; what stays is counted."""
    sheet, tr = setting.sheet, setting.tr
    found = differences(setting.snapshot, before.id, after.id)
    by_fate = {fate: [each for each in found if each.fate is fate] for fate in _ORDER}
    yield section_title(sheet, tr(N_("From today to the target")), mark=False, gap=22)
    kept = sum(each.fate is Fate.KEPT for each in found)
    if not any(by_fate.values()):
        yield from empty_note(sheet, tr(N_("Nothing changes between the two journeys yet.")))
        return
    columns = [Column(tr(N_("Touchpoint")), 30), Column(tr(N_("Stage")), 18), Column(tr(N_("What changes")), 32),
               Column(tr(N_("Reason")), 30)]  # fmt: skip
    rows = [_difference_row(setting, each) for fate in _ORDER for each in by_fate[fate]]
    if not any(each.reason.strip() for each in found):
        columns, rows = columns[:-1], [Row(each.cells[:-1]) for each in rows]
    yield from table(sheet, columns, rows)
    if kept:
        told = setting.words.ntr("{n} touchpoint stays as it is.", "{n} touchpoints stay as they are.", kept)
        yield from paragraph(sheet, told.format(n=setting.words.number(kept)), "caption", "ink2", gap=6)


def _difference_row(setting: Setting, each: Difference) -> Row:
    snapshot, edition = setting.snapshot, setting.edition
    before, after = (snapshot.get(Touchpoint, point) for point in (each.as_is_id, each.to_be_id))
    shown = after or before
    title = edition.title(shown) if shown else ""
    stage = edition.stage_of(shown) if shown else ""
    word = fate_heading(each.fate, 1)
    return row(cell(title, word, sign=fate_sign(each.fate.value)), stage, summary(each, before, after, edition),
               each.reason)  # fmt: skip


def _opportunities(setting: Setting, journeys: list[Journey]) -> Iterator[Item]:
    found = [each for journey in journeys for each in setting.snapshot.where(Opportunity, journey_id=journey.id)]
    if not found:
        return
    yield section_title(setting.sheet, setting.tr(N_("Gaps and opportunities")), mark=False, gap=22)
    for each in found:
        point = setting.snapshot.get(Touchpoint, each.touchpoint_id)
        where = setting.edition.title(point) if point else ""
        note = "  ·  ".join(filter(None, (setting.edition.label(each.type), where)))
        yield from bullet(setting.sheet, each.text, symbol("lightbulb", "brass"), note)


def _map(setting: Setting, journey: Journey) -> Iterator[Item]:
    tr = setting.tr
    title = setting.edition.title(journey) or segment_name(setting.snapshot, journey)
    subtitle = f"{segment_name(setting.snapshot, journey)}  ·  {setting.words.label(journey.kind)}  ·  {tr(N_('Map'))}"
    mark = Mark(tr(N_("{name}: {value}")).format(name=tr(N_("Map")), value=title), 2)
    if not setting.snapshot.where(Stage, journey_id=journey.id):
        return
    yield from map_pages(setting.sheet, setting.snapshot, journey.id, title, subtitle, mark)
