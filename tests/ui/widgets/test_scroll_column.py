from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.windows import let_paint
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn


def test_a_bar_that_only_what_wraps_beside_it_needs_goes_away(qtbot: QtBot) -> None:
    column = ScrollColumn(margins=(0, 0, 0, 0))
    qtbot.addWidget(column)
    column.add(Label("word " * 60, wrap=True))
    column.show()
    let_paint()
    content, bar = column.widget(), column.verticalScrollBar()
    assert content is not None
    heights = {width: content.heightForWidth(width) for width in range(150, 400)}
    beside = bar.sizeHint().width()
    width = next(each for each in range(200, 400) if heights[each] < heights[each - beside])
    column.resize(width, heights[width] - 10)
    let_paint()
    assert bar.isVisible()
    column.resize(width, heights[width])
    let_paint()
    assert not bar.isVisible()
