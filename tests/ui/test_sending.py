"""Send to: one gesture from a thing to the step where it belongs, chosen by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from journey.model import Friction, Touchpoint
from journey.operations import add_opportunity
from strategy.model import (
    Action,
    ActionFriction,
    ActionOpportunity,
    ActionStatement,
    Objective,
    SwotStatement,
    WorkshopNote,
)
from strategy.operations import add_note, add_statement
from tests.ui.pages.conftest import BridgeTo
from tests.ui.test_main_window import press
from tests.windows import Recorder, in_dialog
from ui.document_bridge import DocumentBridge
from ui.models.targets import targets_of
from ui.pages.journeys.page import JourneysPage
from ui.pages.notes.page import NotesPage
from ui.pages.objectives.page import ObjectivesPage
from ui.pages.page import Page
from ui.pages.swot.page import SwotPage
from ui.pages.traceability.page import TraceabilityPage
from ui.sending import ask_where
from ui.widgets.dialog import Dialog

Shown = Callable[[type[Page], str], Page]


@pytest.fixture
def shown(qtbot: QtBot, bridge_to: BridgeTo, told: Recorder) -> Shown:
    def page_on(page_class: type[Page], sample: str) -> Page:
        page = page_class(bridge_to(sample))
        qtbot.addWidget(page)
        page.catch_up()
        return page

    return page_on


def typed(words: str, button: str = "send_to_accept") -> Callable[[Dialog], None]:
    """What the user does in the dialog: types a few letters of the place, and sends."""

    def act(dialog: Dialog) -> None:
        field = dialog.findChild(QLineEdit, "send_to_search")
        assert field is not None
        QTest.keyClicks(field, words)
        press(dialog, button)

    return act


def send(page: Page, words: str) -> None:
    in_dialog(typed(words))
    page.handlers()["send_to"]()


def note_of(bridge: DocumentBridge, text: str = "Too many fields", kind: str = "idea") -> str:
    return add_note(bridge.document, text=text, kind=kind)


def test_a_note_becomes_a_statement_and_is_settled_in_one_step(shown: Shown, told: Recorder) -> None:
    page = shown(NotesPage, "saas")
    note_id = note_of(page.bridge)
    page.refresh()
    assert page.reveal("workshop_note", note_id)
    before = {row.id for row in page.bridge.snapshot().all(SwotStatement)}
    send(page, "weakn")
    (made,) = [row for row in page.bridge.snapshot().all(SwotStatement) if row.id not in before]
    assert (made.text, made.quadrant) == ("Too many fields", "swot_weakness")
    note = page.bridge.snapshot().get(WorkshopNote, note_id)
    assert note is not None
    assert note.is_settled
    step, way = page.bridge.document.undo_step, told.toasts[-1].way
    assert step is not None
    assert step.label == "Send a note to the SWOT"
    went: list[tuple[str, str]] = []
    page.bridge.went_to.connect(went.append)
    assert way is not None
    way.act()
    assert went == [("swot_statement", made.id)]
    page.bridge.undo()
    assert [row.is_settled for row in page.bridge.snapshot().where(WorkshopNote, id=note_id)] == [False]
    assert page.bridge.snapshot().get(SwotStatement, made.id) is None


def test_a_note_on_a_friction_is_offered_the_touchpoints_first(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("saas")
    friction, idea = note_of(bridge, kind="friction"), note_of(bridge)
    assert targets_of(bridge.snapshot(), "workshop_note", friction)[0].kind == "friction"
    assert targets_of(bridge.snapshot(), "workshop_note", idea)[0].kind == "action"


def test_a_note_becomes_a_friction_of_the_touchpoint_chosen(shown: Shown) -> None:
    page = shown(NotesPage, "saas")
    note_id = note_of(page.bridge, kind="friction")
    page.refresh()
    page.reveal("workshop_note", note_id)
    send(page, "sign-up")
    made = page.bridge.snapshot().where(Friction, text="Too many fields")
    assert len(made) == 1
    place = page.bridge.snapshot().get(Touchpoint, made[0].touchpoint_id)
    assert place is not None
    assert "sign-up" in place.name.lower()


def test_a_note_without_words_stays_where_it_is(shown: Shown) -> None:
    page = shown(NotesPage, "saas")
    page.reveal("workshop_note", note_of(page.bridge, text=""))
    assert "send_to" not in page.handlers()


def test_a_weakness_is_answered_by_an_action(shown: Shown) -> None:
    page = shown(SwotPage, "saas")
    made = add_statement(page.bridge.document, "swot_weakness", text="No dashboard")
    page.refresh()
    page.reveal("swot_statement", made)
    send(page, "new action")
    (link,) = page.bridge.snapshot().where(ActionStatement, statement_id=made)
    action = page.bridge.snapshot().get(Action, link.action_id)
    assert action is not None
    assert action.name == "No dashboard"


def test_an_opportunity_of_the_outline_is_linked_to_an_action(shown: Shown) -> None:
    page = shown(JourneysPage, "saas")
    journey_id = page.bridge.snapshot().all(Friction)[0].journey_id
    made = add_opportunity(page.bridge.document, journey_id, text="Call back")
    action = page.bridge.snapshot().all(Action)[0]
    page.apply(None)  # type: ignore[arg-type]  # anything may have changed
    page.reveal("opportunity", made)
    send(page, action.name)
    (link,) = page.bridge.snapshot().where(ActionOpportunity, opportunity_id=made)
    assert link.action_id == action.id


@pytest.mark.usefixtures("told")
def test_a_friction_goes_to_the_plan_from_outline_and_from_traceability(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    bridge = bridge_to("saas")
    pages: tuple[type[Page], ...] = (JourneysPage, TraceabilityPage)
    for page_class in pages:
        page = page_class(bridge)
        qtbot.addWidget(page)
        page.catch_up()
        friction = page.bridge.snapshot().all(Friction)[0]
        before = len(page.bridge.snapshot().where(ActionFriction, friction_id=friction.id))
        assert page.reveal("friction", friction.id)
        send(page, "new action")
        assert len(page.bridge.snapshot().where(ActionFriction, friction_id=friction.id)) == before + 1


def test_a_suggestion_becomes_an_objective_of_a_segment(shown: Shown) -> None:
    page = shown(ObjectivesPage, "saas")
    page.show_panel()
    view = page.findChild(QListView, "library_list")
    assert view is not None
    assert "send_to" not in page.handlers()
    view.setCurrentIndex(view.model().index(0, 0))
    segments = page.bridge.snapshot().all(Objective)
    send(page, "objective for this segment")
    assert len(page.bridge.snapshot().all(Objective)) == len(segments) + 1
    assert "send_to" not in page.handlers()


def test_the_user_may_go_where_the_thing_went(bridge_to: BridgeTo, told: Recorder, qtbot: QtBot) -> None:
    bridge, window = bridge_to("saas"), QWidget()
    qtbot.addWidget(window)
    went: list[tuple[str, str]] = []
    bridge.went_to.connect(went.append)
    in_dialog(typed("new action", "send_to_follow"))
    ask_where(bridge, "workshop_note", note_of(bridge), window)
    assert [kind for kind, _ in went] == ["action"]
    way = told.toasts[-1].way
    assert way is not None
    assert way.text == "Undo"


def test_nothing_is_sent_on_escape_or_without_a_place(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    bridge, window = bridge_to("saas"), QWidget()
    qtbot.addWidget(window)
    note_id, revision = note_of(bridge), bridge.document.revision

    def search_in_vain(dialog: Dialog) -> None:
        typed("zzz")(dialog)
        assert dialog.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(search_in_vain)
    ask_where(bridge, "workshop_note", note_id, window)
    assert bridge.document.revision == revision
