"""The stage in which customers drift away offers the signs of departure that step 1 noted."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import Journey, Moment, Stage, Touchpoint
from strategy.model import AuditTopic
from strategy.operations import add_audit_note, set_value
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.stage_form import StageForm
from ui.widgets.combo import ComboField


@pytest.fixture
def stage_id(bridge: DocumentBridge) -> str:
    journey = bridge.snapshot().all(Journey)[0]
    return gestures.add_stage(bridge.document, journey.id, name="Drifting away")


def offered(form: StageForm) -> list[str]:
    combo = form.findChild(ComboField, "watch_sign")
    assert combo is not None
    return [combo.itemText(index) for index in range(combo.count())]


@pytest.mark.feature("feat_audit_loss")
def test_a_sign_noted_in_step_1_comes_first_and_becomes_a_watched_touchpoint(
    bridge: DocumentBridge, stage_id: str, qtbot: QtBot
) -> None:
    add_audit_note(bridge.document, topic=AuditTopic.CHURN_SIGNAL, signal="chs_silence")
    add_audit_note(bridge.document, topic=AuditTopic.CHURN_SIGNAL, text="Stops opening the weekly report")
    add_audit_note(bridge.document, topic=AuditTopic.LOSS_REASON, text="Too dear")
    set_value(bridge.document, Stage, stage_id, "stage", "st_disengagement")
    form = StageForm(bridge)
    qtbot.addWidget(form)
    form.show_row(stage_id)
    names = offered(form)
    at_first = [name for name in names[:4] if name in ("Unspoken discontent", "Stops opening the weekly report")]
    assert at_first == ["Unspoken discontent", "Stops opening the weekly report"]
    assert "Gradually falling engagement" in names
    assert "Too dear" not in names
    assert len(names) == len(set(names))

    combo = form.findChild(ComboField, "watch_sign")
    assert combo is not None
    combo.chosen.emit("Unspoken discontent")
    (point,) = bridge.snapshot().where(Touchpoint, stage_id=stage_id)
    assert point.name == "Unspoken discontent"
    assert [row.moment for row in bridge.snapshot().where(Moment, touchpoint_id=point.id)] == ["mom_silent_drift"]
    form.show_row(stage_id)
    assert "Unspoken discontent" not in offered(form)

    bridge.document.undo()
    assert not bridge.snapshot().where(Touchpoint, stage_id=stage_id)


def test_other_stages_offer_no_signs(bridge: DocumentBridge, stage_id: str, qtbot: QtBot) -> None:
    form = StageForm(bridge)
    qtbot.addWidget(form)
    form.show_row(stage_id)
    section = form.findChild(ComboField, "watch_sign")
    assert section is not None
    assert not section.isVisibleTo(form)
    set_value(bridge.document, Stage, stage_id, "stage", "st_disengagement")
    form.show_row(stage_id)
    assert section.isVisibleTo(form)
