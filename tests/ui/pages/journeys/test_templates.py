from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import FollowUpTrigger, Journey, NodeKind, Touchpoint
from tests.ui.pages.conftest import BridgeTo
from ui.pages.journeys.journey_form import JourneyForm
from ui.pages.journeys.new_journey import NewJourneyDialog
from ui.widgets.button import Button
from ui.widgets.choices import ChoiceMenu
from ui.widgets.combo import ComboField
from ui.widgets.label import Label


def test_a_new_journey_starts_from_a_template_that_brings_its_stages(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    dialog = NewJourneyDialog(bridge, None)
    qtbot.addWidget(dialog)
    template = dialog.findChild(ComboField, "new_journey_template")
    stages = dialog.findChild(ComboField, "new_journey_stages")
    said = dialog.findChild(Label, "new_journey_template_help")
    assert template is not None and stages is not None and said is not None  # noqa: PT018
    assert stages.isVisibleTo(dialog)
    template.set_value("tpl_pending_cart")
    template.chosen.emit("tpl_pending_cart")
    assert not stages.isVisibleTo(dialog)
    assert "the next day" in said.text()
    journey_id = dialog.make_journey()
    journey = bridge.snapshot().get(Journey, journey_id)
    assert journey is not None
    assert journey.is_partial
    assert [each.trigger for each in bridge.snapshot().all(FollowUpTrigger)] == ["trg_cart_abandoned"]


@pytest.mark.parametrize("template", ["Pending cart", "Discovery of a new product"])
def test_a_template_is_put_into_the_journey_on_screen(qtbot: QtBot, bridge_to: BridgeTo, template: str) -> None:
    bridge = bridge_to("empty")
    journey = gestures.add_journey(bridge.document, language="en", stage_set="stset_buying", name="Buy")
    form = JourneyForm(bridge)
    qtbot.addWidget(form)
    form.show_journey(journey)
    button = form.findChild(Button, "add_template")
    assert button is not None
    gone: list[tuple[str, str]] = []
    bridge.went_to.connect(gone.append)
    button.click()
    form.findChildren(ChoiceMenu)[-1].list.choose_named(template)
    points = bridge.snapshot().where(Touchpoint, journey_id=journey, kind=NodeKind.TOUCHPOINT.value)
    assert gone
    assert gone[0][1] in [each.id for each in points]
