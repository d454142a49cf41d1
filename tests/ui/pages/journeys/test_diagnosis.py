from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from journey import operations
from journey.analysis import journey_results
from journey.model import Friction, Journey, NodeKind, Touchpoint
from strategy.operations import set_value
from tests.windows import let_paint
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.diagnosis import tables
from ui.pages.journeys.diagnosis.lines import LineSection
from ui.pages.journeys.diagnosis.page import JourneyDiagnosis
from ui.pages.journeys.diagnosis.wide import WideDialog, WideModel
from ui.pages.journeys.insight import insight_of, with_ranges
from ui.pages.journeys.journey_view import JourneySelection
from ui.widgets.checks import CheckBox
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Card


@pytest.fixture
def diagnosis(bridge: DocumentBridge, qtbot: QtBot, qapp: QApplication) -> JourneyDiagnosis:
    made = JourneyDiagnosis(bridge, JourneySelection(qapp))
    qtbot.addWidget(made)
    show(made, bridge)
    made.show()
    return made


def show(diagnosis: JourneyDiagnosis, bridge: DocumentBridge) -> None:
    (journey, *_) = bridge.snapshot().all(Journey)
    diagnosis.show_results(journey_results(bridge.snapshot(), journey.id))
    diagnosis.show_insight(with_ranges(insight_of(bridge.snapshot(), journey.id)))


def said(diagnosis: JourneyDiagnosis, name: str) -> list[str]:
    section = diagnosis.findChild(LineSection, name)
    assert section is not None
    if section.isHidden():
        return []
    return [card.accessibleName() for card in section.findChildren(Card)]


@pytest.mark.feature("feat_principles_check")
def test_the_principles_have_eight_columns_and_a_row_for_each_touchpoint(
    bridge: DocumentBridge, qtmodeltester: ModelTester
) -> None:
    (journey, *_) = bridge.snapshot().all(Journey)
    table = tables.principle_table(bridge.snapshot(), journey.id)
    points = bridge.snapshot().where(Touchpoint, journey_id=journey.id, kind=NodeKind.TOUCHPOINT.value)
    assert (len(table.titles), len(table.rows)) == (9, len(points))
    qtmodeltester.check(WideModel(table))  # type: ignore[no-untyped-call]


def test_enter_in_a_large_table_goes_to_the_thing(bridge: DocumentBridge, qtbot: QtBot) -> None:
    (journey, *_) = bridge.snapshot().all(Journey)
    went: list[tuple[str, str]] = []
    table = tables.channel_table(bridge.snapshot(), journey.id)
    dialog = WideDialog(table, lambda *place: went.append(place), None)
    qtbot.addWidget(dialog)
    dialog.view.opened.emit(dialog.model.index(1, 0))
    assert went == [table.rows[1].place]


@pytest.mark.feature("feat_channel_matrix", "feat_paths")
def test_the_parts_name_their_touchpoints_the_ranking_turns_to_cost_and_ticked_frictions_are_tried_together(
    diagnosis: JourneyDiagnosis,
) -> None:
    assert said(diagnosis, "losses")[0].startswith("Welcome email, 37.8%")
    assert said(diagnosis, "levers")[0].endswith("points")
    assert said(diagnosis, "removals")[0].endswith("−3.2 points")
    assert len(said(diagnosis, "probable_way")) == 2
    assert "Online self-service, no answer possible" in said(diagnosis, "channels")
    assert said(diagnosis, "unmeasured")
    let_paint()

    assert said(diagnosis, "friction_ranking")[0].startswith("No follow-up")
    order = diagnosis.findChild(Segmented, "friction_order")
    assert order is not None
    order.set_value("cost")
    order.changed.emit("cost")
    assert said(diagnosis, "friction_ranking")[0].startswith("No guide for the first project")
    let_paint()

    section = diagnosis.findChild(LineSection, "friction_ranking")
    assert section is not None
    for box in section.findChildren(CheckBox)[:3]:
        box.click()
    diagnosis._frictions._what_if.slider.setValue(100)
    words = diagnosis.findChild(QLabel, "what_if_range")
    assert words is not None
    assert "These 3 together" in words.text()


@pytest.mark.feature("feat_deal_breakers")
def test_a_deal_breaker_stands_on_top_and_a_fault_of_the_drawing_is_told_on_its_point(
    diagnosis: JourneyDiagnosis,
    bridge: DocumentBridge,
    qtbot: QtBot,
) -> None:
    assert said(diagnosis, "deal_breakers") == []
    (journey, *_) = bridge.snapshot().all(Journey)
    last = bridge.snapshot().where(Friction, journey_id=journey.id)[-1]
    set_value(bridge.document, Friction, last.id, "severity", 5)
    set_value(bridge.document, Friction, last.id, "frequency", 0.001)
    show(diagnosis, bridge)
    (line,) = said(diagnosis, "deal_breakers")
    assert line.startswith(last.text)
    assert said(diagnosis, "friction_ranking")[-1].startswith(last.text)
    let_paint()

    point_id = operations.add_touchpoint(bridge.document, journey.id, language="en", name="Nowhere")
    show(diagnosis, bridge)
    assert any(line.startswith("Nowhere, Nothing leaves") for line in said(diagnosis, "structure_notes"))
    section = diagnosis.findChild(LineSection, "structure_notes")
    assert section is not None
    with qtbot.waitSignal(diagnosis.place_wanted) as asked:
        section.findChildren(Card)[0].clicked.emit()
    assert asked.args == ["touchpoint", point_id]
