"""What is painted: everything inside its box, in French too; the same on paper; fast for large journeys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPicture
from PySide6.QtWidgets import QApplication

from journey import operations as gestures
from journey.model import Journey, LaneKind, Stage
from resources.i18n import current, use_language
from storage.document import Document
from tests.support import opened_plan
from tests.ui.pages.conftest import BridgeTo
from tests.windows import dress
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.map.layout import MapLayout, text_margins
from ui.pages.journeys.map.measure import Measure
from ui.pages.journeys.map.printed import PrintedMap
from ui.pages.journeys.map.reading import MapReader
from ui.pages.journeys.map.scene import MapStage

LONG = "Comparaison approfondie des conditions contractuelles anticonstitutionnellement incompréhensibles"


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[DocumentBridge]:
    """A journey whose every text is long, in French, in the letters of the program."""
    dress(qapp)
    use_language("fr")
    bridge = DocumentBridge(opened_plan(tmp_path_factory.mktemp("map") / "plan.periple", "empty"))
    _furnish(bridge.document)
    bridge.snapshot()
    yield bridge
    bridge.close()
    use_language("en")


def _furnish(document: Document) -> None:
    journey = gestures.add_journey(document, language="fr", stage_set="stset_buying", name="Achat")
    for stage in document.all(Stage):
        (point,) = gestures.add_touchpoints(document, journey, [LONG], stage_id=stage.id)
        gestures.mark_moment(document, point, "mom_truth")
        for severity in (5, 2):
            gestures.add_friction(document, touchpoint_id=point, text=LONG, severity=severity)
        gestures.set_channel(document, [point], "ch_mail_document")
        gestures.add_opportunity(document, journey, text=LONG, touchpoint_id=point)
        gestures.add_emotion(document, point, "emo_anger", verbatim=LONG)
    gestures.add_stage(document, journey, name=LONG)
    gestures.add_lane(document, journey, name=LONG)


def layout_of(bridge: DocumentBridge, room: float = 700) -> MapLayout:
    snapshot = bridge.snapshot()
    return MapLayout(MapReader(snapshot, current(), snapshot.all(Journey)[0].id).scene(), Measure(), room)


def test_every_text_fits_its_box_and_every_box_its_cell(wordy: DocumentBridge) -> None:
    layout = layout_of(wordy)
    measure, seen = layout.measure, 0
    for index, lane in enumerate(layout.lanes):
        font, line = (
            (measure.label, measure.caption_line) if lane.kind == LaneKind.CHANNELS else (measure.small, measure.line)
        )
        for column in range(len(layout.scene.stages)):
            cell, below = layout.cell_rect(index, column), 0.0
            for placed in layout.placed(index, column):
                margins = (30, 8) if lane.kind == LaneKind.CHANNELS else text_margins(placed.card)
                room = placed.box.width() - sum(margins)
                assert all(measure.width(each, font) <= room + 1 for each in placed.lines), placed
                assert len(placed.lines) * line <= placed.box.height()
                assert placed.box.top() >= below - 0.5 or lane.kind == LaneKind.CHANNELS
                assert QRectF(0, 0, cell.width(), cell.height()).contains(placed.box)
                below, seen = placed.box.bottom(), seen + 1
    assert seen == 4 * 5


def test_titles_of_stages_and_lanes_are_whole(wordy: DocumentBridge) -> None:
    layout = layout_of(wordy)
    for column, stage in enumerate(layout.scene.stages):
        lines, _ = layout.stage_title(stage)
        assert "".join(lines).replace(" ", "") == stage.title.replace(" ", "")
        font = layout.stage_font(stage)
        assert all(layout.measure.width(each, font) <= layout.width_of(column) - 54 for each in lines)
        assert len(lines) * layout.measure.stage_line + 40 <= layout.head_height
    own = layout.lanes[-1]
    lines = layout.measure.wrap(own.title, layout.measure.strong, layout.head_width - 42)
    assert len(lines) * layout.measure.line + 14 <= layout.lane_rect(len(layout.lanes) - 1).height()


def test_a_title_of_several_lines_keeps_its_words_apart(wordy: DocumentBridge) -> None:
    layout = layout_of(wordy, 2000)
    lines, _ = layout.stage_title(MapStage("s", "To try\nto pay", 0))
    assert lines == ("To try to pay",)


def test_a_long_word_of_a_title_is_written_smaller_rather_than_broken(wordy: DocumentBridge) -> None:
    layout = layout_of(wordy, 300)
    lines, _ = layout.stage_title(MapStage("s", "Mise en service et accompagnement", 0))
    assert lines[-1] == "accompagnement"
    assert layout.stage_font(MapStage("s", "Mise en service", 0)) is layout.measure.stage


def test_columns_share_the_width_down_to_their_least(wordy: DocumentBridge) -> None:
    assert layout_of(wordy, 2000).width == pytest.approx(2000)
    assert layout_of(wordy, 300).column_width == 176


def test_the_whole_map_is_painted_as_a_picture_and_as_strokes(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("saas")
    journey = bridge.snapshot().all(Journey)[0]
    printed = PrintedMap(bridge.snapshot(), journey.id)
    assert printed.layout.scene.figures
    image = QImage(printed.size.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    printed.paint(painter)
    painter.end()
    inside = [image.pixelColor(x, y) for x in range(4, image.width(), 97) for y in range(4, image.height() - 60, 61)]
    assert QColor("magenta") not in inside
    picture = QPicture()
    painter = QPainter(picture)
    printed.paint(painter)
    painter.end()
    assert picture.size() > 10_000


def test_a_large_journey_is_read_and_laid_out_at_once_and_a_change_measures_one_column(
    bridge_to: BridgeTo,
) -> None:
    bridge = bridge_to("empty")
    document = bridge.document
    journey = gestures.add_journey(document, language="en", stage_set="stset_buying", name="Buy")
    for stage in document.all(Stage):
        gestures.add_touchpoints(document, journey, [f"Point {n}" for n in range(30)], stage_id=stage.id)
    scene = MapReader(bridge.snapshot(), current(), journey).scene()
    layout = MapLayout(scene, Measure(), 900)
    before = [layout._cell(layout.lanes[1], column) for column in range(4)]
    gestures.add_touchpoints(document, journey, ["One more"], stage_id=scene.stages[2].id)
    MapReader(bridge.snapshot(), current(), journey).read_stages(scene, [stage.id for stage in scene.stages])
    layout.refresh()
    after = [layout._cell(layout.lanes[1], column) for column in range(4)]
    assert [a is b for a, b in zip(before, after, strict=True)] == [True, True, False, True]
    assert len(layout.placed_between(1, 0, 500, 600)) < 6
