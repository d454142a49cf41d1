from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from strategy.model import Objective
from strategy.plan_file import open_plan, to_json
from tests.ui.test_main_window import press
from tests.windows import OpenWindow, Recorder, in_dialog
from ui.dialogs.new_cycle import NewCycleDialog
from ui.messages import messages
from ui.pages.action_plan.page import FOLLOW_UP, ActionPlanPage
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label


@pytest.mark.feature("feat_new_cycle")
def test_a_new_cycle_is_opened_from_the_follow_up(open_window: OpenWindow, told: Recorder, qtbot: QtBot) -> None:
    window = open_window("saas")
    messages().use(told)
    assert window.bridge is not None
    assert window.view is not None
    former = window.bridge.document.path
    before = to_json(window.bridge.document)
    window.view.show_page("step_5_action_plan")
    page = window.view.page
    assert isinstance(page, ActionPlanPage)
    page.show_tab(FOLLOW_UP)

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, NewCycleDialog)
        taken = dialog.findChild(Label, "cycle_taken")
        assert taken is not None
        assert "4 objectives" in taken.text()
        assert "4 journeys" in taken.text()
        dialog.to_be.setChecked(True)
        assert "2 journeys" in taken.text()
        press(dialog, "new_cycle_create")

    in_dialog(fill)
    page.follow_up.new_cycle.click()
    qtbot.waitUntil(lambda: window.bridge is not None and window.bridge.document.path != former)
    assert window.bridge.document.path.parent == former.parent
    assert window.bridge.snapshot().get(Objective, "ob_saas_3").baseline == 11.8  # type: ignore[union-attr]
    assert former.name in told.toasts[-1].text
    with open_plan(former) as kept:
        assert to_json(kept) == before
