from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey.model import Touchpoint
from resources.catalogue import catalogue
from strategy.analysis import budget, question_score
from strategy.model import CapabilityAnswer, ResourceAnswer, SwotTouchpoint
from strategy.operations import answer, answer_resource, set_links
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.swot.conftest import ShowPage, focused, press, texts
from tests.windows import let_paint
from ui.pages.swot.page import SwotPage
from ui.pages.swot.question import QuestionRow
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.scale import AnswerScale

TRACKING = "capq_perf_tracking"


def answered(page: SwotPage, question: str, channel: str | None = None) -> str | None:
    rows = page.bridge.snapshot().where(CapabilityAnswer, question=question, channel=channel)
    return rows[0].answer if rows else None


def label(page: SwotPage, name: str) -> str:
    found = page.findChild(Label, name)
    assert found is not None
    return found.text()


def row_of(page: SwotPage, question: str) -> QuestionRow:
    page.reveal("capability_answer", f"{question}~")
    return page.side.diagnostic.areas[catalogue()[question].get("area")].rows[question]


@pytest.mark.feature("feat_capability_questions")
def test_each_question_has_its_scale_and_the_two_answers_beside_it(page_on: ShowPage) -> None:
    page = page_on("empty")
    for entry in catalogue().entries("capability_questions"):
        row = row_of(page, entry.id)
        options = [str(option.get("value")) for option in catalogue()[entry.get("scale")].parts("options")]
        seen = []
        for place in range(1, len(options) + 1):
            QTest.keyClicks(row.scale, str(place))
            seen.append(answered(page, entry.id))
        press(Qt.Key.Key_Right)
        seen.append(answered(page, entry.id))
        press(Qt.Key.Key_Right)
        seen.append(answered(page, entry.id))
        assert seen == [*options, "unknown", "not_applicable"]


@pytest.mark.feature("feat_guiding_questions")
def test_questions_are_reached_by_arrows_and_answered_by_digits_of_any_keyboard_or_by_clicks(page_on: ShowPage) -> None:
    page = page_on("empty")
    row_of(page, "capq_data_access")
    press(Qt.Key.Key_Down)
    assert focused().objectName() == "scale_capq_data_360"
    press(Qt.Key.Key_Up)
    assert focused().objectName() == "scale_capq_data_access"
    let_paint()

    row = row_of(page, "capq_data_360")
    QTest.keyClicks(row.scale, "'")
    assert answered(page, "capq_data_360") == "3"
    take_all_back(page.bridge)

    scale = row_of(page, "capq_data_360").scale
    place = scale.box_at(4).center().toPoint()
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=place)
    assert answered(page, "capq_data_360") == "4"
    QTest.mouseClick(scale, Qt.MouseButton.LeftButton, pos=place)
    assert answered(page, "capq_data_360") is None
    let_paint()

    asked = [each.id for each in catalogue().entries("workshop_questions") if each.get("step") == page.page_id]
    assert len(asked) == 3
    assert all(page.side.questions.row(question) for question in asked)


@pytest.mark.feature("feat_capability_questions")
def test_channel_answers_count_as_their_mean_but_not_where_the_question_does_not_apply(page_on: ShowPage) -> None:
    page = page_on("bank")
    answer(page.bridge.document, TRACKING, 4, "ch_phone")
    page.reveal("capability_answer", f"{TRACKING}~ch_phone")
    assert focused().objectName() == f"scale_{TRACKING}_ch_phone"
    press(Qt.Key.Key_Up)
    QTest.keyClicks(focused(), "1")
    assert question_score(page.bridge.snapshot(), TRACKING) == pytest.approx(0.5)
    take_all_back(page.bridge)

    document = page.bridge.document
    for channel, value in (("ch_phone", 4), ("ch_email", 0)):
        answer(document, TRACKING, value, channel)
    page.reveal("capability_answer", f"{TRACKING}~ch_email")
    row = page.side.diagnostic.areas["cap_performance_measurement"].rows[TRACKING]
    chip = row.findChild(Chip, f"not_applicable_{TRACKING}_ch_email")
    assert chip is not None
    chip.click()
    assert answered(page, TRACKING, "ch_email") == "not_applicable"
    assert question_score(page.bridge.snapshot(), TRACKING) == 1.0
    said = row.findChild(Label, f"said_{TRACKING}")
    assert said is not None
    assert said.text() == "1 channel: 100%"


@pytest.mark.feature("feat_data_value_checklist")
def test_an_unticked_kind_of_data_is_offered_as_a_weakness(page_on: ShowPage) -> None:
    page = page_on("empty")
    row_of(page, "capq_data_value")
    checklist = page.side.diagnostic.areas["cap_data_sources"].checklist
    assert checklist is not None
    assert len(checklist.ticks) == 5
    QTest.mouseClick(checklist.ticks["data_feedback"], Qt.MouseButton.LeftButton)
    assert checklist.offers["data_feedback"].isHidden()
    QTest.mouseClick(checklist.offers["data_geographic"], Qt.MouseButton.LeftButton)
    assert texts(page, "swot_weakness") == ["No usable data: Geographic data"]
    assert checklist.offers["data_geographic"].isHidden()
    take_all_back(page.bridge)

    checklist.ticks["data_feedback"].click()
    assert label(page, "answered") == "0/14"


@pytest.mark.feature("feat_capability_scores")
def test_scores_and_readings_equal_those_of_the_sample(page_on: ShowPage) -> None:
    page = page_on("bank")
    heads = {area: section.head.accessibleName() for area, section in page.side.diagnostic.areas.items()}
    assert heads == {
        "cap_data_sources": "Customer data sources, 50%, To watch, 3 of 3 answered",
        "cap_multichannel_operations": "Multichannel marketing operations, 35%, Weakness, 5 of 5 answered",
        "cap_performance_measurement": "Performance measurement tools, 75%, Strength, 3 of 3 answered",
        "cap_marketing_tools": "Marketing tools, 25%, Weakness, 3 of 3 answered",
    }
    assert page.side.diagnostic.radar.accessibleName().startswith("Radar: Data 50%")

    assert page.reveal("capability_area", "cap_data_sources")
    assert page.side.diagnostic.areas["cap_data_sources"].is_open
    assert all(scale.accessibleName() for scale in page.findChildren(AnswerScale))


def test_an_answer_is_commented_and_taken_back(page_on: ShowPage) -> None:
    page = page_on("bank")
    row = row_of(page, "capq_tools_use")
    row.comment()
    QTest.keyClicks(focused(), "To check with IT")
    press(Qt.Key.Key_Return)
    (found,) = page.bridge.snapshot().where(CapabilityAnswer, question="capq_tools_use")
    assert (found.answer, found.comment) == ("basic", "To check with IT")
    take_all_back(page.bridge)

    row_of(page, "capq_data_360")
    press(Qt.Key.Key_Delete)
    assert answered(page, "capq_data_360") is None


@pytest.mark.feature("feat_resources")
def test_the_budget_is_the_plans_own_and_each_resource_has_its_scale(page_on: ShowPage) -> None:
    page = page_on("empty")
    page.side.budget_line.click()
    QTest.keyClicks(focused(), "60000")
    press(Qt.Key.Key_Return)
    assert page.bridge.plan().budget == 60000
    assert page.side.budget_line.accessibleName() == "Budget of the plan: €60,000"
    let_paint()

    for entry in catalogue().entries("resource_questions"):
        assert page.reveal("resource_answer", entry.id)
        QTest.keyClicks(focused(), "2")
        (found,) = page.bridge.snapshot().where(ResourceAnswer, question=entry.id)
        options = catalogue()[entry.get("scale")].parts("options")
        assert found.answer == str(options[1].get("value"))


@pytest.mark.feature("feat_resources")
def test_an_amount_keeps_its_answer_may_become_the_budget_and_is_what_step_5_compares_with(page_on: ShowPage) -> None:
    page = page_on("bank")
    offer = page.side.resources.offers["resq_budget_realistic"]
    assert offer.isHidden()
    answer_resource(page.bridge.document, "resq_budget_realistic", "partly", amount=300000)
    assert not offer.isHidden()
    offer.click()
    assert page.bridge.plan().budget == 300000
    assert offer.isHidden()
    take_all_back(page.bridge)

    amount = page.side.resources.amounts["resq_budget_realistic"]
    amount.setFocus()
    page.side.tabs.setCurrentIndex(1)
    QTest.keyClicks(amount, "1000")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    (found,) = page.bridge.snapshot().where(ResourceAnswer, question="resq_budget_realistic")
    assert (found.answer, found.amount) == ("yes", 1000)
    take_all_back(page.bridge)

    page.side.resources.budget.committed.emit(500_000)
    compared = budget(page.bridge.snapshot())
    assert (compared.budget, compared.remaining) == (500_000, 500_000 - compared.cost)


@pytest.mark.feature("feat_capability_dependencies")
def test_a_weak_area_lists_the_touchpoints_that_rely_on_it_and_shows_all_when_asked(page_on: ShowPage) -> None:
    page = page_on("shop")
    points = page.bridge.snapshot().where(Touchpoint, journey_id="jr_shop_to_be", kind="nk_touchpoint")
    set_links(page.bridge.document, SwotTouchpoint, "sw_shop_4", [each.id for each in points])
    page.reveal("capability_area", "cap_multichannel_operations")
    area = page.side.diagnostic.areas["cap_multichannel_operations"]
    more = area.findChild(Chip, "more_touchpoints")
    assert more is not None
    assert more.text() == f"+{len(points) - 8}"
    more.click()
    went: list[object] = []
    page.bridge.went_to.connect(went.append)
    for point in points:
        chip = area.findChild(Chip, f"touchpoint_{point.id}")
        assert chip is not None
        chip.click()
    assert went == [("touchpoint", point.id) for point in points]
