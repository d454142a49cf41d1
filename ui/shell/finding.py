"""The palette of a window, and where what it finds leads."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ui.pages.registry import ALL_PAGES, page_of

if TYPE_CHECKING:
    from strategy.search import Place
    from ui.document_bridge import DocumentBridge
    from ui.main_window import MainWindow
    from ui.models.palette import Group

_DIALOGS = ("participant", "own_entry", "own_value", "dismissed_warning", "workbook_merge", "plan")
"""Kinds of rows that are edited in a dialog and not on a page."""
_METHOD_PAGES = {"levers": "step_5_action_plan", "kpis": "step_1_objectives"}


def show_palette(window: MainWindow, only: Group | None = None) -> None:
    """Search the plan and the commands, go to what is chosen, or run it."""
    from ui.dialogs.palette import PaletteDialog
    from ui.shell.plan_search import PlanSearch

    dialog = PaletteDialog(window.actions_of_window, window.lately, window, only=only)
    if window.bridge is not None:
        search = window.bridge.findChild(PlanSearch) or PlanSearch(window.bridge)
        dialog.search_plan(search, window.bridge.snapshot())
    dialog.exec()
    line = dialog.chosen
    dialog.deleteLater()
    if line is None:
        return
    if line.place is not None:
        window.lately.note_seen(line.place)
        go_to_found(window, line.place)
    else:
        window.actions_of_window[line.action_id].trigger()


def leave_search(bridge: DocumentBridge) -> None:
    """Need no index of this plan any more: it closes."""
    if "ui.shell.plan_search" in sys.modules:  # else nobody has searched yet
        from ui.shell.plan_search import PlanSearch

        for search in bridge.findChildren(PlanSearch):
            search.leave()


def go_to_found(window: MainWindow, place: Place) -> bool:
    """Show a thing that was found where it is edited; of the method, the page that it belongs to. Whether it shows."""
    from strategy.model import Objective

    kind, row_id = place
    if window.view is None or window.bridge is None:
        return False
    if kind in _DIALOGS:
        _open_dialog(window, kind, row_id)
        return True
    if page_of(kind) is not None:
        return window.view.reveal(place)
    objectives = window.bridge.snapshot().where(Objective, kpi=row_id) if kind == "kpis" else ()
    if objectives:
        return window.view.reveal((Objective.__tablename__, objectives[0].id))
    if kind in _METHOD_PAGES:
        window.view.go_to(_METHOD_PAGES[kind])
        return window.view.page.reveal(kind, row_id) or kind == "kpis"  # an indicator without objective has no row
    return _show_question(window, place)


def _show_question(window: MainWindow, place: Place) -> bool:
    """Show a question, or the one that an answer is about, where it is answered; False when no page asks it."""
    from resources.catalogue import catalogue
    from strategy.model import GuidingAnswer
    from ui.pages.objectives.questions import Questions

    if window.view is None or window.bridge is None:
        return False
    answer = window.bridge.snapshot().get(GuidingAnswer, place[1])
    question = answer.question if answer is not None else place[1]
    entry = catalogue().get(question)
    step = str(entry.get("step") or "") if entry is not None else ""
    if step in ALL_PAGES:
        window.view.go_to(step)
        window.view.page.show_panel()  # where the questions are
        window.view.page.show_part("questions")
    else:  # asked in a part of the action plan: by the follow-up, or by the levers of a loyalty programme
        window.view.go_to("step_5_action_plan")
        window.view.page.show_part("readings" if step else "levers")
    return any(each.reveal(question) for each in window.view.page.findChildren(Questions))


def _open_dialog(window: MainWindow, kind: str, row_id: str) -> None:
    """Show a thing in the dialog where it is edited."""
    from ui.shell import commands

    if kind == "plan":
        commands.show_plan_settings(window)
    else:
        show = {
            "participant": commands.show_participants,
            "own_entry": commands.show_own_lists,
            "own_value": commands.show_own_values,
            "dismissed_warning": commands.show_findings,
            "workbook_merge": commands.import_returned,
        }[kind]
        show(window, row_id)
