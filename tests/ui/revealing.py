"""Whether what the palette finds is shown where it is edited: the right page or dialog, selected, in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from resources.i18n import current
from strategy.naming import Naming
from strategy.search import PlanIndex
from strategy.search_texts import title_of
from tests.rich_rows import rows_beside_the_bank
from tests.windows import in_dialog
from ui.dialogs.findings import FindingsDialog
from ui.main_window import MainWindow
from ui.pages.journeys.page import JourneysPage
from ui.pages.registry import page_of
from ui.pages.rows_block import RowsBlock
from ui.shell.finding import go_to_found
from ui.widgets.dialog import Dialog

Place = tuple[str, str]
_PAGES = {
    **dict.fromkeys(("owner_capacity", "reading_rhythm", "tool_weight", "tool_rating"), "step_5_action_plan"),
    **dict.fromkeys(
        ("engagement_rating", "data_inventory", "segment_criterion", "segment_import", "persona"), "step_2_segments"
    ),
    **dict.fromkeys(("capability_answer", "resource_answer", "swot_statement"), "step_4_capabilities"),
    **dict.fromkeys(("moment", "emotion_observation", "follow_up_trigger", "transition", "lane"), "step_3_journeys"),
    "workshop_note": "notes",
}
_DIALOGS = {
    "plan": "plan_settings",
    "participant": "participants_dialog",
    "own_entry": "own_lists",
    "own_value": "own_values",
    "dismissed_warning": "findings_list",
    "workbook_merge": "import_returned",
}
_NAMED = ("engagement_rating", "owner_capacity", "data_inventory", "resource_answer", "capability_answer")
"""Kinds whose control is called as the row."""
_BESIDE = ("journey", "lane", "touchpoint_change")
"""Kinds of a journey that its inspector does not show."""


def some_of_each_kind(window: MainWindow) -> list[Place]:
    """The rows beside the sample, and the last one of each kind that is not among them; page by page, to be quick."""
    assert window.bridge is not None
    added = {(row.__tablename__, row.id) for row in rows_beside_the_bank()}
    by_kind: dict[str, list[Place]] = {}
    for thing in PlanIndex(window.bridge.snapshot())._rows:
        by_kind.setdefault(thing.place[0], []).append(thing.place)
    some = (place for places in by_kind.values() for place in [each for each in places if each in added] or places[-1:])
    return sorted(some, key=lambda place: page_of(place[0]) or "")


def is_revealed(window: MainWindow, place: Place) -> None:
    """Goes to a thing that was found, and sees that it has the cursor there."""
    if place[0] in _DIALOGS:
        _is_revealed_in_a_dialog(window, place)
        return
    assert go_to_found(window, place), place
    QApplication.processEvents()
    assert window.view is not None
    page, control = window.view.page, _focused(window)
    assert page.page_id == _PAGES.get(place[0], page.page_id), place
    assert page.isAncestorOf(control), place
    _is_in_sight(control, place)
    if isinstance(page, JourneysPage) and place[0] not in _BESIDE:
        assert page.selection.current == place
    if place[0] in _NAMED:
        assert _title(window, place) in control.accessibleName(), place


def _is_in_sight(control: QWidget, place: Place) -> None:
    """A control, or the current row of a table, can be seen."""
    if isinstance(control, QAbstractItemView):
        row, seen = control.visualRect(control.currentIndex()), control.viewport().visibleRegion().boundingRect()
        assert row.isValid(), place
        assert seen.top() <= row.center().y() <= seen.bottom(), place
    else:
        assert control.visibleRegion().boundingRect().height() >= min(control.height(), 20) > 0, place


def _is_revealed_in_a_dialog(window: MainWindow, place: Place) -> None:
    def look(dialog: Dialog) -> None:
        assert dialog.objectName() == _DIALOGS[place[0]]
        if isinstance(dialog, FindingsDialog):
            view = dialog.findChild(QListView, "findings_view")
            assert view is not None
            line = dialog.model.line(view.currentIndex().row())
            assert line is not None
            assert (line.finding.dismissal_id, line.is_set_aside) == (place[1], True)
        elif place[0] == "own_value":
            assert _focused(dialog).objectName() == f"own_value_{place[1]}"
            _is_in_sight(_focused(dialog), place)
        elif place[0] == "workbook_merge":
            _is_in_sight(_focused(dialog), place)
        elif place[0] != "plan":
            assert [each.current_id for each in dialog.findChildren(RowsBlock)] == [place[1]]
        seen.append(place)

    seen: list[Place] = []
    in_dialog(look)
    assert go_to_found(window, place)
    assert seen == [place]


def _focused(window: QWidget) -> QWidget:
    """The control that would get the keys; offscreen, a window sleeps after its dialogs."""
    found = window.focusWidget()
    assert found is not None
    return found


def _title(window: MainWindow, place: Place) -> str:
    assert window.bridge is not None
    names = Naming(window.bridge.snapshot(), current())
    row = names.row(*place)
    assert row is not None
    return title_of(names, row)
