from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from strategy.model import SwotFriction, SwotStatement, SwotTouchpoint
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.capability_links import CapabilityLinks
from ui.widgets.chip import Chip
from ui.widgets.choices import ChoiceMenu


def shown(
    qtbot: QtBot, bridge: DocumentBridge, link_class: type[SwotFriction] | type[SwotTouchpoint], row_id: str
) -> CapabilityLinks:
    links = CapabilityLinks(bridge, link_class)
    qtbot.addWidget(links)
    links.show_row(bridge.snapshot(), row_id)
    links.show()
    return links


def chip(links: CapabilityLinks, name: str) -> Chip:
    return next(each for each in links.findChildren(Chip, name) if not each.isHidden())


@pytest.mark.feature("feat_sw_statements")
def test_a_friction_leads_to_what_it_reveals_and_is_linked_from_its_own_side(
    qtbot: QtBot, bridge: DocumentBridge
) -> None:
    links = shown(qtbot, bridge, SwotFriction, "fc_saas_9")
    went: list[object] = []
    bridge.went_to.connect(went.append)
    chip(links, "statement_sw_saas_3").click()
    assert went == [("swot_statement", "sw_saas_3")]
    chip(links, "choose_statements").click()
    menu = links.findChild(ChoiceMenu, "statements")
    assert menu is not None
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    menu.close()
    linked = {row.statement_id for row in bridge.snapshot().where(SwotFriction, friction_id="fc_saas_9")}
    assert linked == {"sw_saas_1", "sw_saas_3"}


@pytest.mark.feature("feat_capability_dependencies")
def test_a_to_be_touchpoint_tells_the_weak_areas_it_relies_on(qtbot: QtBot, bridge: DocumentBridge) -> None:
    links = shown(qtbot, bridge, SwotTouchpoint, "hb_alert")
    went: list[object] = []
    bridge.went_to.connect(went.append)
    weak = chip(links, "weak_cap_multichannel_operations")
    assert weak.text() == "Weak area: Operations"
    weak.click()
    assert went == [("capability_area", "cap_multichannel_operations")]


@pytest.mark.feature("feat_capability_dependencies")
def test_a_new_weakness_starts_from_the_touchpoint_that_needs_it_fixed(qtbot: QtBot, bridge: DocumentBridge) -> None:
    links = shown(qtbot, bridge, SwotTouchpoint, "fb_checkout")
    went: list[tuple[str, str]] = []
    bridge.went_to.connect(went.append)
    chip(links, "add_weakness").click()
    (made,) = bridge.snapshot().where(SwotTouchpoint, touchpoint_id="fb_checkout")
    statement = bridge.snapshot().get(SwotStatement, made.statement_id)
    assert statement is not None
    assert statement.quadrant == "swot_weakness"
    assert went == [("swot_statement", statement.id)]
    bridge.undo()
    assert not bridge.snapshot().where(SwotTouchpoint, touchpoint_id="fb_checkout")
