from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from journey.model import DataInventory, EngagementRating, Persona, Segment, SegmentCriterion
from journey.operations import add_criterion, add_persona, add_segment
from strategy.model import OwnEntry
from strategy.operations import set_value
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.segments.conftest import Open
from tests.windows import let_paint
from ui.pages.segments.data import DataTab
from ui.pages.segments.lines_edit import LinesEdit
from ui.pages.segments.page import SegmentsPage
from ui.pages.segments.persona_fields import EntryPicker
from ui.widgets.button import IconButton
from ui.widgets.checks import Switch
from ui.widgets.choices import ChoiceMenu
from ui.widgets.combo import ComboField
from ui.widgets.field import TextField
from ui.widgets.inline import InlineEdit
from ui.widgets.label import Label
from ui.widgets.number import NumberField
from ui.widgets.panel import SectionHeader

Shown = TypeVar("Shown", bound=QWidget)


def with_segment(page: SegmentsPage, name: str = "Teams") -> str:
    segment_id = add_segment(page.bridge.document, language="en", name=name)
    page.board.select(segment_id)
    return segment_id


def the_persona(page: SegmentsPage) -> Persona:
    return page.bridge.snapshot().all(Persona)[0]


def rewrite(field: InlineEdit, words: str) -> None:
    """As a user does: open, type over what is there, Enter."""
    field.begin()
    editor = field.findChild(QLineEdit) or field.findChild(QPlainTextEdit)
    assert editor is not None
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    else:
        editor.setText(words)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def child(page: SegmentsPage, kind: type[Shown], name: str) -> Shown:
    found = page.findChild(kind, name)
    assert isinstance(found, kind)
    return found


@pytest.mark.feature("feat_persona")
def test_every_field_of_a_persona_can_be_written(shown: Open) -> None:
    page = shown("empty")
    add_persona(page.bridge.document, with_segment(page))
    texts = ("name", "demographics", "quote", "portrait", "goal", "data_attitude")
    lists = (
        "needs", "irritants", "motivations", "behaviours", "expectations", "preferences", "influencers", "values",
        "switching",
    )  # fmt: skip
    child(page, SectionHeader, "persona_more_fields").click()
    for field in texts:
        rewrite(child(page, InlineEdit, f"persona_{field}"), f"My {field}")
    for field in lists:
        rewrite(child(page, LinesEdit, f"persona_{field}"), "one\n\ntwo")
    child(page, EntryPicker, "persona_channels").chosen.emit(["ch_email"])
    child(page, EntryPicker, "persona_emotions").chosen.emit(["emo_frustration"])
    combo = child(page, ComboField, "persona_evidence")
    combo.chosen.emit("listen_interviews")
    row = the_persona(page)
    assert {getattr(row, field) for field in texts} == {f"My {field}" for field in texts}
    assert all(getattr(row, field) == ["one", "two"] for field in lists)
    assert (row.channels, row.emotions, row.evidence) == (["ch_email"], ["emo_frustration"], "listen_interviews")
    assert len(texts) + len(lists) + 3 == 18


def test_a_second_persona_is_added_chosen_and_brought_into_view(shown: Open) -> None:
    page = shown("saas")
    segment_id = the_persona(page).segment_id
    page.board.select(segment_id)
    page.side.persona.add()
    rows = page.bridge.snapshot().where(Persona, segment_id=segment_id)
    assert len(rows) == 2
    assert page.side.persona.persona_id == rows[1].id
    page.side.persona.show_persona(rows[0].id)
    assert page.side.persona.persona_id == rows[0].id
    take_all_back(page.bridge)

    row = the_persona(page)
    page.board.select(next(each.id for each in page.bridge.snapshot().all(Segment) if each.id != row.segment_id))
    assert page.reveal("persona", row.id)
    assert page.board.current_id == row.segment_id
    let_paint()

    set_value(page.bridge.document, Persona, the_persona(page).id, "quote", "<b>Too slow</b>")
    quote = child(page, InlineEdit, "persona_quote")
    assert quote.accessibleName().endswith("<b>Too slow</b>")


@pytest.mark.feature("feat_segment_criteria")
def test_a_criterion_is_found_by_its_name_and_its_value_written(qtbot: QtBot, shown: Open) -> None:
    page = shown("empty")
    segment_id = with_segment(page)
    page.side.open_tab("criteria")
    page.side.criteria.open_list()
    menu = page.side.criteria.findChild(ChoiceMenu)
    assert menu is not None
    QTest.keyClicks(menu.filter, "Loyalty")
    QTest.keyClick(menu.filter, Qt.Key.Key_Return)
    (row,) = page.bridge.snapshot().where(SegmentCriterion, segment_id=segment_id)
    assert row.criterion == "crit_loyalty"
    value = child(page, TextField, "criterion_value")
    QTest.keyClicks(value, "loyal")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert page.bridge.snapshot().all(SegmentCriterion)[0].value == "loyal"
    take_all_back(page.bridge)

    add_criterion(page.bridge.document, with_segment(page), "crit_preferred_channel")
    page.side.open_tab("criteria")
    value = child(page, TextField, "criterion_value")
    QTest.keyClicks(value, "mobile app")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert page.bridge.snapshot().all(SegmentCriterion)[0].value == "ch_mobile_app"


def test_a_criterion_of_the_team_is_one_gesture_and_figures_are_written_from_the_panel(shown: Open) -> None:
    page = shown("empty")
    with_segment(page)
    page.side.open_tab("criteria")
    page.side.criteria.open_list()
    menu = page.side.criteria.findChild(ChoiceMenu)
    assert menu is not None
    QTest.keyClicks(menu.filter, "Studio rhythm")
    QTest.keyClick(menu.filter, Qt.Key.Key_Return)
    assert [row.name for row in page.bridge.snapshot().all(OwnEntry)] == ["Studio rhythm"]
    page.bridge.undo()
    assert not page.bridge.snapshot().all(OwnEntry)
    assert not page.bridge.snapshot().all(SegmentCriterion)

    page.side.open_tab("criteria")
    for name, written in (("segment_size", "86"), ("segment_value_past", "18000,5"), ("segment_difficulty", "2")):
        field = child(page, NumberField, name)
        field.setText(written)
        field.commit()
    child(page, Switch, "segment_vip").click()
    (row,) = page.bridge.snapshot().all(Segment)
    assert (row.size, row.value_past, row.difficulty, row.is_vip) == (86, 18000.5, 2, True)


@pytest.mark.feature("feat_segment_data_inventory", "feat_segment_engagement")
def test_the_inventory_counts_what_is_held_and_a_channel_rated_replaces_the_rating_of_all(shown: Open) -> None:
    page = shown("empty")
    with_segment(page)
    page.side.data.kinds["data_demographic"].check.click()
    assert page.bridge.snapshot().all(DataInventory)[0].is_available
    assert child(page, SectionHeader, "data_inventory_header").accessibleName().endswith("1 of 12, 8%")
    let_paint()

    page.side.open_tab("data")
    block = page.side.data.dimensions["eng_affective"]
    block._add_channel(["ch_store"])
    field = child(page, NumberField, "rating_eng_affective_ch_store")
    field.setText("70")
    field.commit()
    (row,) = page.bridge.snapshot().all(EngagementRating)
    assert (row.channel, row.rating) == ("ch_store", 70)
    remove = [each for each in block.findChildren(IconButton, "remove_rating") if not each.isHidden()]
    remove[0].click()
    assert not page.bridge.snapshot().all(EngagementRating)


@pytest.mark.feature("feat_segment_engagement")
def test_the_index_is_the_weighted_mean_and_names_what_is_left_out(shown: Open) -> None:
    page = shown("empty")
    with_segment(page)
    data: DataTab = page.side.data
    for dimension, rating in (("eng_cognitive", "80"), ("eng_affective", "20")):
        field = child(page, NumberField, f"rating_{dimension}_all")
        field.setText(rating)
        field.commit()
    data.dimensions["eng_cognitive"].weight.setText("3")
    data.dimensions["eng_cognitive"].weight.commit()
    assert child(page, SectionHeader, "engagement_header").accessibleName().endswith("index 65")
    left_out = child(page, Label, "engagement_missing")
    assert "Behavioural" in left_out.text()
    assert "Cognitive" not in left_out.text()
