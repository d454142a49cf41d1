from __future__ import annotations

from pathlib import Path

import pytest

from storage.errors import PlanError
from strategy import imports
from strategy.imports import surveys
from strategy.imports.surveys import Scale, SurveyMapping
from tests.strategy.imports.files import text_file, workbook

ANSWERS = "Date;Note NPS;Canal;Commentaire\n" + "".join(
    f"{day:02d}/0{1 + day % 6}/2026;{score};{channel};{comment}\n"
    for day, (score, channel, comment) in enumerate(
        [(10, "web", "Parfait"), (9, "web", ""), (8, "shop", ""), (0, "shop", "Trop long"), (6, "web", "")], start=11
    )
)


@pytest.mark.feature("feat_survey_import")
def test_an_answer_of_eleven_is_refused_with_its_line(tmp_path: Path) -> None:
    path = text_file(tmp_path, ANSWERS + "20/01/2026;11;web;\n")
    mapping = SurveyMapping("Note NPS", Scale.NPS)
    with pytest.raises(PlanError, match="Line 7: “11”"):
        surveys.read_answers(path, imports.detect(path), mapping)
    answers = surveys.read_answers(path, imports.detect(path), mapping, leaves_out=True)
    assert [(each.line, each.value) for each in answers.report.refusals] == [(7, "11")]
    assert answers.report.used == 5


def test_answers_are_counted_as_a_whole_by_group_and_by_quarter(tmp_path: Path) -> None:
    path = text_file(tmp_path, ANSWERS + "21/06/2026;;web;\n")
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = surveys.guess_survey(table)
    assert mapping == SurveyMapping("Note NPS", Scale.NPS, date="Date", group="Canal", comment="Commentaire")
    answers = surveys.read_answers(path, reading, mapping)
    assert answers.counts == (1, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1)
    assert answers.report.counts == {imports.Reason.NO_SCORE: 1}
    outcome = answers.outcome()
    assert (outcome.value, outcome.beside["promoters_percent"]) == (0.0, 40.0)
    assert answers.outcome(answers.by_group["web"]).value == pytest.approx(100 / 3)
    assert sum(map(sum, answers.by_quarter.values())) == 5
    assert [each.text for each in answers.comments] == ["Parfait", "Trop long"]


def test_satisfaction_from_one_to_five_is_told_by_its_scores(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["ticket", "csat"], *([number, score] for number, score in enumerate([4, 5, 1, "", 3]))])
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = surveys.guess_survey(table)
    assert mapping is not None
    assert mapping.scale is Scale.CSAT_5
    answers = surveys.read_answers(path, reading, mapping)
    assert (answers.counts, answers.outcome().value) == ((1, 0, 1, 1, 1), 50.0)


def test_a_column_without_scores_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path, "note,autre\n,x\n,y\n")
    with pytest.raises(PlanError, match="no answer"):
        surveys.read_answers(path, imports.detect(path), SurveyMapping("note", Scale.NPS))
