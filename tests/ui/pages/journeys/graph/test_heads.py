"""The names of stages in the heads of the graph."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from resources.catalogue import catalogue
from ui.pages.journeys.graph.ground_painter import cut_title
from ui.pages.journeys.graph.look import current_look

pytestmark = pytest.mark.usefixtures("qapp")
ROOM = 104.0
"""What number and share leave in a column of one file."""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_stages_of_the_method_are_not_cut_in_a_column_of_one_file(language: str) -> None:
    names = [stage.label(language) for stage in catalogue().entries("stages")]
    assert [" ".join(cut_title(each, ROOM, current_look())[1]) for each in names] == names


def test_a_title_takes_two_lines_before_its_end_is_cut() -> None:
    font, lines = cut_title("Discovery and search for\nmore information", ROOM, current_look())
    assert len(lines) == 2
    assert lines[0] == "Discovery and"
    assert lines[1].endswith("…")
    assert max(map(QFontMetricsF(font).horizontalAdvance, lines)) <= ROOM
    assert cut_title("Anticonstitutionnellement", ROOM, current_look())[1][0].endswith("…")
