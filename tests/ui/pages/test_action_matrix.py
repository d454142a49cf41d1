from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from strategy.analysis import rank_actions
from strategy.model import Action
from strategy.operations import reset_ranking, set_own_value, set_value
from strategy.ranking import usual_ranking
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.windows import paint_late
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import Grouping
from ui.pages.action_plan.actions_view import ActionsView
from ui.pages.action_plan.matrix import Matrix
from ui.pages.action_plan.matrix_plot import MatrixPlot
from ui.pages.action_plan.ranking import RankingDialog
from ui.widgets.number import NumberField

NO_KEY, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
MOVED = "ac_saas_2"
"""Impact 4, 20 person-days: the third band."""


@pytest.fixture
def bridge(bridge_to: BridgeTo) -> DocumentBridge:
    return bridge_to("saas")


@pytest.fixture
def view(qtbot: QtBot, bridge: DocumentBridge) -> ActionsView:
    made = ActionsView(bridge)
    paint_late(qtbot, made)
    bridge.changed.connect(made.follow)
    made.follow()
    made.resize(1300, 900)
    made.show()
    return made


def weight(bridge: DocumentBridge, action_id: str = MOVED) -> tuple[int | None, float | None]:
    row = bridge.snapshot().get(Action, action_id)
    assert row is not None
    return row.impact, row.effort_days


def begin(matrix: Matrix, action_id: str, effort: int, impact: int) -> QPoint:
    plot = MatrixPlot(QRectF(matrix.rect()), usual_ranking())
    start, end = matrix.bubbles()[action_id][0].toPoint(), plot.at(effort, impact).toPoint()
    QTest.mousePress(matrix, Qt.MouseButton.LeftButton, NO_KEY, start)
    QTest.mouseMove(matrix, (start + end) / 2)
    QTest.mouseMove(matrix, end)
    return end


@pytest.mark.feature("feat_priority_matrix")
def test_a_bubble_pulled_or_moved_by_shift_and_an_arrow_is_weighed_anew_in_one_step(
    view: ActionsView,
    bridge: DocumentBridge,
) -> None:
    matrix, before = view.matrix, weight(bridge)
    end = begin(matrix, MOVED, 1, 5)
    assert weight(bridge) == before
    QTest.mouseRelease(matrix, Qt.MouseButton.LeftButton, NO_KEY, end)
    assert weight(bridge) == (5, 2)
    view.group_by(Grouping.PRIORITY)
    tree = view.table.tree
    assert [group.key for group in tree.groups if MOVED in group.ids] == ["quad_quick_win"]
    facts = tree.facts(MOVED)
    assert facts is not None
    assert facts.rank == 1
    bridge.undo()
    assert weight(bridge) == before
    bridge.redo()
    end = begin(matrix, MOVED, 5, 5)
    QTest.keyClick(matrix, Qt.Key.Key_Escape)
    QTest.mouseRelease(matrix, Qt.MouseButton.LeftButton, NO_KEY, end)
    assert weight(bridge) == (5, 2)
    take_all_back(bridge)

    days = weight(bridge)[1]
    end = begin(matrix, MOVED, 3, 2)
    QTest.mouseRelease(matrix, Qt.MouseButton.LeftButton, NO_KEY, end)
    assert weight(bridge) == (2, days)
    take_all_back(bridge)

    view.reveal(MOVED)
    matrix.setFocus()
    QTest.keyClick(matrix, Qt.Key.Key_Up, SHIFT)
    QTest.keyClick(matrix, Qt.Key.Key_Left, SHIFT)
    assert weight(bridge) == (5, 10)
    assert "Quick win" in matrix.accessibleDescription()
    QTest.keyClick(matrix, Qt.Key.Key_Up, SHIFT)
    assert weight(bridge) == (5, 10)


@pytest.mark.feature("feat_priority_matrix")
def test_weights_set_in_the_panel_rank_anew_at_once_and_actions_without_impact_are_counted(
    view: ActionsView,
    bridge: DocumentBridge,
) -> None:
    dialog = RankingDialog(bridge, view)
    before = [each.action_id for each, _ in dialog._ranks.lines]
    assert before == [each.action_id for each in rank_actions(bridge.snapshot())]
    field = dialog.findChild(NumberField, "ranking_effort_1_max_person_days")
    assert field is not None
    field.setText("12")
    field.commit()
    assert [each.action_id for each, _ in dialog._ranks.lines] != before
    field.setText("40")
    field.commit()
    assert not dialog._warning.isHidden()
    low = dialog.findChild(NumberField, "ranking_action_score_low_effort")
    assert low is not None
    low.setText("4")
    low.commit()
    plot = view.matrix._plot()
    assert plot._ranking.low_effort == 4
    reset_ranking(bridge.document)
    assert [each.action_id for each, _ in dialog._ranks.lines] == before
    assert field.value() is None
    dialog.deleteLater()

    set_value(bridge.document, Action, MOVED, "impact", None)
    assert view.matrix._waiting == 1
    set_own_value(bridge.document, "priority_1", "weight", 2)
    assert MOVED not in view.matrix.bubbles()
