"""Readings from a file of survey answers, as a user takes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journey.model import Segment
from resources.i18n import use_language
from strategy.kpis import compute
from strategy.model import FeedbackNote, KpiReading, ReadingOrigin
from tests.ui.imports.test_customers_dialog import press
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder
from ui.dialogs.imports.answers import AnswersDialog
from ui.document_bridge import DocumentBridge
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.label import Label

SCORES = [10, 9, 9, 8, 6, 3, 10, 0]


@pytest.fixture
def bridge(bridge_to: BridgeTo) -> DocumentBridge:
    use_language("en")
    return bridge_to("saas")


def survey(folder: Path, scores: list[int], segment: str) -> Path:
    path = folder / "nps.csv"
    rows = [f"{score},2026-03-{day:02},{segment},comment {day}" for day, score in enumerate(scores, 1)]
    path.write_text("\n".join(["nps,date,segment,comment", *rows]), encoding="utf-8")
    return path


def read(dialog: AnswersDialog, qtbot: QtBot, told: Recorder) -> None:
    press(dialog, "import_next")
    press(dialog, "import_next")
    qtbot.waitUntil(lambda: dialog.step == 2 or bool(told.problems))


@pytest.mark.feature("feat_survey_import")
def test_answers_become_readings_and_the_comments_that_were_picked(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    first = bridge.snapshot().all(Segment)[0]
    dialog = AnswersDialog(bridge, survey(tmp_path, SCORES, first.name), ReadingOrigin.BASELINE, owner)
    read(dialog, qtbot, told)
    figure, tick = dialog.findChild(Label, "survey_figure"), dialog.findChild(CheckBox, "comment_3")
    assert figure is not None
    assert tick is not None
    assert figure.text() == "NPS 13"
    tick.setChecked(True)
    before = bridge.document.revision
    known = {row.id for row in bridge.snapshot().all(KpiReading)}
    press(dialog, "import_next")
    snapshot = bridge.snapshot()
    new = [row for row in snapshot.all(KpiReading) if row.id not in known]
    assert [(row.kpi, row.segment_id, row.origin) for row in new] == [
        ("kpi_nps", None, "baseline"),
        ("kpi_nps", first.id, "baseline"),
    ]
    for row in new:
        assert row.value == pytest.approx(12.5)
        assert compute("kpi_nps", row.inputs).value == row.value
        assert row.comment == "nps.csv"
    assert "comment 2" in [row.text for row in snapshot.all(FeedbackNote)]
    assert bridge.document.revision == before + 1


def test_groups_that_go_into_one_segment_are_counted_together(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    path = tmp_path / "nps.csv"
    path.write_text("nps,segment\n10,a\n10,a\n10,a\n0,b\n", encoding="utf-8")
    first = bridge.snapshot().all(Segment)[0]
    dialog = AnswersDialog(bridge, path, ReadingOrigin.FOLLOW_UP, owner)
    read(dialog, qtbot, told)
    for target in dialog.findChildren(ComboField, "survey_target"):
        target.set_value(first.id)
    known = {row.id for row in bridge.snapshot().all(KpiReading)}
    press(dialog, "import_next")
    new = [row for row in bridge.snapshot().all(KpiReading) if row.id not in known]
    assert [(row.segment_id, row.value) for row in new] == [(None, 50), (first.id, 50)]


@pytest.mark.feature("feat_survey_import")
def test_a_score_of_eleven_is_refused_with_its_line(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    dialog = AnswersDialog(bridge, survey(tmp_path, [10, 9, 11, 4], "x"), ReadingOrigin.FOLLOW_UP, owner)
    read(dialog, qtbot, told)
    (problem,) = told.problems
    assert "Line 4" in problem.text
    assert "11" in problem.text
    assert dialog.step == 1
    leaves_out = dialog.findChild(CheckBox, "survey_leaves_out")
    assert leaves_out is not None
    leaves_out.setChecked(True)
    press(dialog, "import_next")
    qtbot.waitUntil(lambda: dialog.step == 2)
    counts = dialog.findChild(Label, "import_counts")
    assert counts is not None
    assert counts.text() == "4 rows read, 3 used, 1 not used."
    dialog.reject()


def test_a_file_without_scores_asks_for_the_column(
    bridge: DocumentBridge, owner: QWidget, tmp_path: Path, qtbot: QtBot, told: Recorder
) -> None:
    path = tmp_path / "words.csv"
    path.write_text("name,city\nAda,Paris\nBo,Lyon\n", encoding="utf-8")
    dialog = AnswersDialog(bridge, path, ReadingOrigin.BASELINE, owner)
    press(dialog, "import_next")
    missing, column = dialog.findChild(Label, "survey_missing"), dialog.findChild(ComboField, "survey_score")
    assert missing is not None
    assert column is not None
    assert missing.isVisibleTo(dialog)
    column.chosen.emit("city")
    assert not missing.isVisibleTo(dialog)
    press(dialog, "import_next")
    qtbot.waitUntil(lambda: bool(told.problems))
    dialog.reject()
