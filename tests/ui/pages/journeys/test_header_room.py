"""What the heads of a journey leave out where they have no room, or nothing to say yet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.pages.journeys.compare.bar import CompareBar
from ui.pages.journeys.controls import SegmentChip


def test_the_segment_is_not_shown_as_a_lone_dot(qtbot: QtBot) -> None:
    chip = SegmentChip("Customers for five years and more", dot=("series", 0))
    qtbot.addWidget(chip)
    for width, is_seen in ((40, False), (80, False), (140, True)):
        chip.resize(width, 22)
        picture = QImage(chip.size(), QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        chip.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
        assert any(picture.pixelColor(x, 11).alpha() for x in range(width)) is is_seen


def test_a_comparison_does_not_say_to_before_it_has_figures(qtbot: QtBot) -> None:
    bar = CompareBar()
    qtbot.addWidget(bar)
    (between,) = bar.findChildren(QWidget, "success_to")
    assert between.isHidden()
    bar.show_success("Order", (0.2, None))
    assert not between.isHidden()
