"""Frictions: what irritates customers, worst first, with a score that follows its factors."""

from __future__ import annotations

from exports.columns import Column, Filled, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.analysis import FrictionScore, rank_frictions
from journey.model import Friction, Journey
from resources.catalogue import catalogue
from resources.i18n import N_
from resources.tokens import severity_colors
from strategy.links import actions_of_friction

TITLE = N_("Frictions")


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    ranked = rank_frictions(edition.snapshot)
    count = edition.words.ntr("{count} friction, worst first.", "{count} frictions, worst first.", len(ranked))
    rule = edition.tr(N_("Score on 100: severity × frequency × reach × 20."))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(ranked)), rule))
    found = [(each, edition.snapshot.get(Friction, each.friction_id)) for each in ranked]
    rows = [_row(edition, score, friction) for score, friction in found if friction]
    empty = edition.tr(N_("No friction yet: step 3 notes them."))
    sheet.table(
        "t_frictions", _columns(edition), rows, empty, stands_for=[row for _, row in found if row], named_by="name"
    )
    sheet.finish(frozen_columns=2)


def _columns(edition: Edition) -> list[Column]:
    return [
        Column(N_("ID"), Kind.ID, "id"),
        Column(N_("Friction"), width="name", key="name"),
        Column(N_("Journey"), width=26),
        Column(N_("Touchpoint"), width=26),
        Column(N_("Type"), width=22),
        Column(N_("Severity"), Kind.LEVEL, 9, "severity", choices=("1", "2", "3", "4", "5"), choices_name="levels"),
        Column(N_("Frequency"), Kind.PERCENT, 11, "frequency"),
        Column(N_("Reach"), Kind.PERCENT, 9, "reach"),
        Column(N_("Score"), Kind.SCORE, 9, "score"),
        Column(N_("Band"), width=13),
        Column(N_("Evidence"), width=20),
        Column(N_("Actions"), width=12),
    ]


def _row(edition: Edition, score: FrictionScore, friction: Friction) -> list[Value]:
    severity: Value = friction.severity
    if friction.severity is not None:
        severity = Filled(friction.severity, *severity_colors(friction.severity))
    journey = edition.snapshot.get(Journey, friction.journey_id)
    return [
        edition.code(friction),
        edition.title(friction),
        edition.title(journey) if journey else "",
        edition.place_of(friction),
        edition.label(friction.type),
        severity,
        friction.frequency,
        score.reach,
        Formula(_SCORE, score.score),
        Formula(_band(edition), edition.label(score.band)),
        edition.label(friction.evidence),
        _answer(edition, friction),
    ]


def _answer(edition: Edition, friction: Friction) -> str:
    """The actions that reduce a friction, else why the team will not act on it."""
    codes, reason = edition.codes(actions_of_friction(edition.snapshot, friction.id)), friction.declined_because.strip()
    return codes if codes or not reason else edition.tr(N_("Declined: {reason}")).format(reason=reason)


_SCORE = 'IF(OR({severity}="",{frequency}="",{reach}=""),"",{severity}*{frequency}*{reach}*20)'


def _band(edition: Edition) -> str:
    """The band of the score beside it: the bands start at their lower bounds."""
    lowest, *others = catalogue().entries("friction_bands")
    expression = edition.quoted(edition.label(lowest.id))
    for band in others:
        expression = f"IF({{score}}>={band.get('min')},{edition.quoted(edition.label(band.id))},{expression})"
    return f'IF({{score}}="","",{expression})'
