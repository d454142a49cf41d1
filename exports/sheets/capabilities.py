"""Capabilities: the fourteen answers, the score of each area, the data at hand, and the resources."""

from __future__ import annotations

from exports.blocks import Block
from exports.columns import Column, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from resources.catalogue import Entry, catalogue
from resources.i18n import N_
from strategy.analysis import (
    AreaScore,
    Reading,
    area_scores,
    question_score,
    strength_threshold,
    weakness_threshold,
)
from strategy.analysis.statements import DATA_VALUE
from strategy.answer_words import answer_words
from strategy.model import CapabilityAnswer, ResourceAnswer

TITLE = N_("Capabilities")

_QUESTIONS = (
    Column(N_("Area"), width=30, key="area"),
    Column(N_("Question"), width=56),
    Column(N_("Answer"), width=34),
    Column(N_("Score (0 to 1)"), Kind.RATIO, 12, "score"),
    Column(N_("Comment"), width=40),
)
_AREAS = (
    Column(N_("Area"), key="area"),
    Column(N_("Assessment"), key="assessment"),
    Column(N_("Questions answered")),
    Column(N_("Score (0 to 1)"), Kind.RATIO, key="score"),
)
_DATA = (
    Column(N_("Area")),
    Column(N_("Customer data")),
    Column(N_("Usable")),
)
_RESOURCES = (
    Column(N_("Resource")),
    Column(N_("Question")),
    Column(N_("Answer")),
    Column(N_("Amount"), Kind.MONEY),
    Column(N_("Comment")),
)
_READINGS = {
    Reading.STRENGTH: N_("Strength"),
    Reading.TO_WATCH: N_("To watch"),
    Reading.WEAKNESS: N_("Weakness"),
}
_GROUPS = {
    "budget": N_("Budget"),
    "skills": N_("Skills"),
    "compatibility": N_("Compatibility"),
    "time": N_("Lead time"),
}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    scores = area_scores(edition.snapshot)
    answered, questions = sum(area.answered for area in scores), sum(area.applicable for area in scores)
    count = edition.tr(N_("{answered} of {questions} questions answered."))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(answered=answered, questions=questions)))
    rows = [_question(edition, entry) for entry in catalogue().entries("capability_questions")]
    block = sheet.table("t_capabilities", _QUESTIONS, rows, "")
    sheet.section(edition.tr(N_("Score of each area")))
    sheet.table("t_areas", _AREAS, [_area(edition, block, score) for score in scores], "")
    sheet.section(edition.tr(N_("Data that make customers’ data valuable")))
    sheet.table("t_data", _DATA, _data(edition), "")
    sheet.section(edition.tr(N_("Resources")))
    resources = [_resource(edition, entry) for entry in catalogue().entries("resource_questions")]
    sheet.table("t_resources", _RESOURCES, resources, "")
    sheet.finish(frozen_columns=1)


def _question(edition: Edition, entry: Entry) -> list[Value]:
    answers = edition.snapshot.where(CapabilityAnswer, question=entry.id)
    return [
        edition.label(entry.get("area")),
        edition.label(entry.id),
        "\n".join(filter(None, (_by_channel(edition, entry, answer) for answer in answers))),
        question_score(edition.snapshot, entry.id),
        "\n".join(answer.comment for answer in answers if answer.comment),
    ]


def _by_channel(edition: Edition, entry: Entry, answer: CapabilityAnswer) -> str:
    words = answer_words(entry.id, answer.answer, edition.words)
    if not answer.channel or not words:
        return words
    return edition.pair(edition.label(answer.channel), words)


def _area(edition: Edition, block: Block, score: AreaScore) -> list[Value]:
    """The mean of the scores above, for the area named on the row."""
    areas, scores = (block.fixed_cells(key) for key in ("area", "score"))
    strong, weak = strength_threshold(edition.snapshot), weakness_threshold(edition.snapshot)
    words = {reading: edition.quoted(edition.tr(label)) for reading, label in _READINGS.items()}
    reading = (
        f'IF({{score}}="","",IF({{score}}>={strong!r}-1E-9,{words[Reading.STRENGTH]},'
        f"IF({{score}}<={weak!r}+1E-9,{words[Reading.WEAKNESS]},{words[Reading.TO_WATCH]})))"
    )
    return [
        edition.label(score.area),
        Formula(reading, edition.tr(_READINGS[score.reading]) if score.reading else ""),
        f"{score.answered} / {score.applicable}",
        Formula(f'IFERROR(AVERAGEIF({areas},{{area}},{scores}),"")', score.score),
    ]


def _data(edition: Edition) -> list[list[Value]]:
    """The checklist of customer data; empty where the team has not said."""
    question = catalogue()[DATA_VALUE]
    said = {row.question: row.answer == "yes" for row in edition.snapshot.all(CapabilityAnswer)}
    area = edition.label(question.get("area"))
    return [[area, edition.label(each), edition.yes_no(said.get(each))] for each in question.ids("checklist")]


def _resource(edition: Edition, entry: Entry) -> list[Value]:
    answer = next(iter(edition.snapshot.where(ResourceAnswer, question=entry.id)), None)
    group = _GROUPS.get(entry.get("group"))
    return [
        edition.tr(group) if group else "",
        edition.label(entry.id),
        answer_words(entry.id, answer.answer, edition.words) if answer else "",
        answer.amount if answer else None,
        answer.comment if answer else "",
    ]
