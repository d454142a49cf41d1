from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from journey.model import Segment, SegmentCriterion
from journey.operations import add_segment
from resources.i18n import current, use_language
from storage.document import Document
from strategy.links import objectives_of_segment
from strategy.operations import add_objective, set_value, set_values
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.ui.pages.segments.conftest import Open
from tests.ui.test_main_window import press
from tests.windows import Recorder, in_dialog
from ui.messages import messages
from ui.models.segments import SEGMENT_ID, SegmentTable
from ui.pages.segments.page import SegmentsPage
from ui.theme.theme import theme
from ui.widgets.banner import Banner


def segments_of(page: SegmentsPage) -> tuple[Segment, ...]:
    return page.bridge.snapshot().all(Segment)


def ranks(page: SegmentsPage) -> dict[str, int | None]:
    return {row.name: row.priority for row in segments_of(page)}


def banners(page: SegmentsPage) -> list[str]:
    """How the banners on screen begin."""
    found = page.board.banner.findChildren(Banner)
    return [each.accessibleName().split(".")[0] for each in found if each.isVisible()]


def cell_text(page: SegmentsPage, row: int, key: str) -> str:
    model = page.board.model
    return str(model.index(row, model.column_of(key)).data())


def editor_of(page: SegmentsPage) -> QLineEdit:
    found = [each for each in page.board.table.findChildren(QLineEdit, "cell_editor") if each.isVisible()]
    assert found
    return found[-1]


def named(page: SegmentsPage, *names: str) -> list[str]:
    return [add_segment(page.bridge.document, language="en", name=name) for name in names]


@pytest.mark.feature("feat_objective_by_segment")
def test_a_click_on_a_chip_goes_to_its_objective(qtbot: QtBot, shown: Open) -> None:
    page = shown("bank")
    table, model = page.board.table, page.board.model
    index = model.index(0, model.column_of("objectives"))
    objective = objectives_of_segment(page.bridge.snapshot(), model.ids[0])[0]
    area = table.visualRect(index)
    place = area.center()
    place.setX(area.x() + 24)
    with qtbot.waitSignal(page.bridge.went_to) as went:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert went.args == [("objective", objective.id)]


def sized(document: Document, name: str, size: int) -> str:
    segment_id = add_segment(document, language="en", name=name)
    set_value(document, Segment, segment_id, "size", size)
    return segment_id


@pytest.mark.parametrize("language", ["fr", "en"])
def test_figures_codes_and_titles_are_whole_however_large(shown: Open, language: str) -> None:
    before = current().language
    use_language(language)
    try:
        page = shown("saas")
        document, first = page.bridge.document, page.board.model.ids[0]
        page.bridge.run(lambda: set_value(document, Segment, first, "size", 1_234_567))
        page.bridge.run(lambda: set_value(document, Segment, first, "value_future", 640.0))
        table, look = page.board.table, theme()
        for place, column in enumerate(page.board.model.columns[1:], start=1):
            title = look.text_width("label", column.title) + look.px(24)
            assert table.columnWidth(place) >= max(table.sizeHintForColumn(place), title), column.title
    finally:
        use_language(before)


def the_empty_page_offers_the_examples_of_the_method(page: SegmentsPage) -> None:
    press(page, "segment_examples")
    menu = page.findChild(QMenu, "segment_examples_menu")
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert [row.name for row in segments_of(page)] == [menu.actions()[0].text()]
    take_all_back(page.bridge)


@pytest.mark.feature("feat_segment_define")
def test_n_adds_a_free_segment_and_tab_goes_over_the_share_to_the_next_figure(qtbot: QtBot, shown: Open) -> None:
    page = shown("empty")
    the_empty_page_offers_the_examples_of_the_method(page)
    page.handlers()["new"]()
    QTest.keyClicks(editor_of(page), "Agencies")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.name for row in segments_of(page)] == ["Agencies"])
    take_all_back(page.bridge)

    page.handlers()["new"]()
    QTest.keyClicks(editor_of(page), "Agencies")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Tab)
    QTest.keyClicks(editor_of(page), "640")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Tab)
    QTest.keyClicks(editor_of(page), "800")
    QTest.keyClick(editor_of(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: segments_of(page)[0].value_past == 800)
    assert (segments_of(page)[0].name, segments_of(page)[0].size) == ("Agencies", 640)


@pytest.mark.feature("feat_segment_define")
def test_values_and_shares_are_those_of_the_whole_segment(shown: Open) -> None:
    page = shown("empty")
    (segment_id,) = named(page, "Teams")
    set_values(page.bridge.document, Segment, segment_id, {"size": 2240, "value_past": 600, "value_future": 850})
    assert cell_text(page, 0, "value_past") == "€1,344k"
    assert cell_text(page, 0, "value_future") == "€1,904k"
    assert cell_text(page, 0, "upside") == "+€560k"
    take_all_back(page.bridge)

    (segment_id,) = named(page, "Teams")
    set_value(page.bridge.document, Segment, segment_id, "value_past", 600.0)
    assert cell_text(page, 0, "value_past") == "n/a"
    assert cell_text(page, 0, "value_future") == "To set"
    take_all_back(page.bridge)

    (segment_id,) = named(page, "Teams")
    set_value(page.bridge.document, Segment, segment_id, "size", 500)
    assert cell_text(page, 0, "share") == "100%"
    page.board.base.setText("2000")
    page.board.base.commit()
    assert cell_text(page, 0, "share") == "25%"


@pytest.mark.feature("feat_segment_define")
def test_an_example_brings_its_criteria_and_without_objectives_the_list_says_where_they_are(shown: Open) -> None:
    page = shown("empty")
    page.add_example("seg_vip")
    (row,) = segments_of(page)
    assert (row.name, row.is_vip) == ("VIP", True)
    assert len(page.bridge.snapshot().where(SegmentCriterion, segment_id=row.id)) == 2
    take_all_back(page.bridge)

    (segment_id,) = named(page, "Teams")
    told = Recorder()
    messages().use(told)
    page.board.table.objectives_wanted.emit(segment_id)
    messages().use(None)
    said = [toast.text for toast in told.toasts]
    assert said == ["There is no objective to choose yet: step 1 holds them."]


@pytest.mark.feature("feat_segment_priority")
def test_alt_up_and_a_drop_rank_and_leave_those_below_unranked(shown: Open) -> None:
    page = shown("empty")
    ids = named(page, "One", "Two", "Three")
    page.board.select(ids[1])
    page.handlers()["move_up"]()
    assert ranks(page) == {"Two": 1, "One": None, "Three": None}
    assert page.board.current_id == ids[1]
    take_all_back(page.bridge)

    ids = named(page, "One", "Two", "Three")
    for rank, each in enumerate(ids, 1):
        set_value(page.bridge.document, Segment, each, "priority", rank)
    carried = QMimeData()
    carried.setData(SEGMENT_ID, ids[0].encode())
    page.board.model.dropMimeData(carried, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    assert ranks(page) == {"Two": 1, "One": 2, "Three": 3}


def test_deleting_selects_the_neighbour_and_undo_shows_what_came_back(shown: Open) -> None:
    page = shown("empty")
    ids = named(page, "One", "Two")
    page.board.select(ids[0])
    page.handlers()["delete"]()
    assert [row.name for row in segments_of(page)] == ["Two"]
    assert page.board.current_id == ids[1]
    page.bridge.rewound.connect(lambda place: page.reveal(*place))
    page.bridge.undo()
    assert page.board.current_id == ids[0]


def test_one_banner_tells_the_most_serious_warning(qtbot: QtBot, shown: Open) -> None:
    page = shown("empty")
    sized(page.bridge.document, "Small", 10)
    sized(page.bridge.document, "Large", 990)
    assert banners(page) == ["Small, 1% of the base"]
    for number in range(8):
        named(page, f"Segment {number}")
    qtbot.waitUntil(lambda: banners(page) == ["10 segments"])


@pytest.mark.feature("feat_segment_small_vip")
def test_a_vip_segment_may_be_small_and_a_banner_set_aside_stays_away(shown: Open) -> None:
    page = shown("empty")
    add_objective(page.bridge.document, name="Grow", serves_all_customers=True)
    small = sized(page.bridge.document, "Small", 30)
    sized(page.bridge.document, "Large", 970)
    assert page.board.banner.isVisible()
    set_value(page.bridge.document, Segment, small, "is_vip", True)
    assert not page.board.banner.isVisible()
    take_all_back(page.bridge)

    add_objective(page.bridge.document, name="Grow", serves_all_customers=True)
    sized(page.bridge.document, "Small", 10)
    large = sized(page.bridge.document, "Large", 990)
    in_dialog(lambda dialog: press(dialog, "set_aside_accept"))
    page.board.banner.findChildren(Banner)[0].dismissed.emit()
    set_value(page.bridge.document, Segment, large, "name", "Larger")
    assert not page.board.banner.isVisible()


def test_the_model_keeps_the_rules_of_qt(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("saas")
    model = SegmentTable(bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.follow()
    segment_id = add_segment(bridge.document, language="en", name="New")
    model.follow()
    set_value(bridge.document, Segment, segment_id, "priority", 1)
    model.follow()
    assert segment_id in model.ids
