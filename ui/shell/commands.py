"""What the actions of the whole window do. Dialogs are imported when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import current, tr
from ui.messages import Question, messages
from ui.settings import settings
from ui.theme.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from ui.main_window import MainWindow


def handlers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """The handler of every action that does not belong to the page shown."""
    return {
        "new_plan": lambda: new_plan(window),
        "open_plan": lambda: open_plan(window),
        "close_plan": window.close_plan,
        "save_copy": lambda: save_copy(window),
        "anonymise": lambda: save_anonymised_copy(window),
        "new_cycle": lambda: new_cycle(window),
        "revert": lambda: revert(window),
        "plan_settings": lambda: show_plan_settings(window),
        "participants": lambda: show_participants(window),
        "own_lists": lambda: show_own_lists(window),
        "own_values": lambda: show_own_values(window),
        "contents": lambda: show_contents(window),
        "recovery": lambda: show_recovery(window),
        "show_in_folder": lambda: show_in_folder(window),
        "import_customers": lambda: import_customers(window),
        "import_answers": lambda: import_answers(window),
        "import_log": lambda: import_log(window),
        "import_journey": lambda: import_journey(window),
        "import_returned": lambda: import_returned(window),
        "export": lambda: export(window),
        "picture": lambda: show_picture(window, for_print=False),
        "print": lambda: show_picture(window, for_print=True),
        "findings": lambda: show_findings(window),
        "palette": lambda: show_palette(window),
        "search": lambda: search_plan(window),
        "toggle_theme": window.toggle_theme,
        "toggle_language": lambda: window.set_language("en" if current().language == "fr" else "fr"),
        "preferences": lambda: show_preferences(window),
        "guide": lambda: show_guide(window),
        "help": lambda: show_help(window),
        "about": lambda: show_about(window),
        "quit": window.close,
    }


def new_plan(window: MainWindow) -> None:
    """Ask what a new plan needs, create it and open it."""
    from ui.dialogs.new_plan import NewPlanDialog

    dialog = NewPlanDialog(window)
    if dialog.exec() and dialog.document is not None:
        window.show_document(dialog.document)
    dialog.deleteLater()


def open_plan(window: MainWindow) -> None:
    """Ask which plan, and open it."""
    from ui.shell.files import ask_which

    path = ask_which(window)
    if path is not None:
        window.open_plan(path)


def save_copy(window: MainWindow) -> None:
    """Write a copy of the plan, a plan of its own; the window stays on the original."""
    from ui.shell.files import ask_where, free_name

    bridge = window.bridge
    if bridge is None:
        return
    name = tr("{name}, copy").format(name=bridge.plan().name)
    target = ask_where(window, free_name(bridge.document.path.parent, name), tr("Save a copy"))
    if target is None:
        return

    if bridge.attempt(lambda: bridge.document.save_copy(target)):
        messages().toast(tr("A copy was saved: {name}").format(name=target.name))


def save_anonymised_copy(window: MainWindow) -> None:
    """Write a copy without personal data, to be shared; the window stays on the plan."""
    from strategy.anonymising import save_anonymised
    from ui.dialogs.anonymise import AnonymiseDialog
    from ui.shell.files import ask_where, free_name

    bridge, dialog = window.bridge, AnonymiseDialog(window)
    wanted, with_company = dialog.exec(), dialog.with_company
    dialog.deleteLater()
    if bridge is None or not wanted:
        return
    proposal = free_name(bridge.document.path.parent, tr("Plan without personal data"))
    target = ask_where(window, proposal, tr("Copy without personal data"))
    if target is None:
        return
    removed = bridge.run(lambda: save_anonymised(bridge.document, target, current(), with_company=with_company))
    if removed is not None:
        said = tr("{file} is written. Names replaced: {names}. Statements taken out: {statements}.")
        names, statements = current().number(removed.names), current().number(removed.statements)
        messages().toast(said.format(file=target.name, names=names, statements=statements))


def new_cycle(window: MainWindow) -> None:
    """Ask what the next cycle takes along, make its plan in a file of its own, and open it."""
    from ui.dialogs.new_cycle import NewCycleDialog

    if window.bridge is None:
        return
    former = window.bridge.document.path.name
    dialog = NewCycleDialog(window.bridge, window)
    if dialog.exec() and dialog.document is not None:
        window.show_document(dialog.document)
        messages().toast(tr("The new cycle is open. The plan before it stays in {name}.").format(name=former))
    dialog.deleteLater()


def revert(window: MainWindow) -> None:
    """Bring the plan back to what it was when it was opened; undo can take that back."""
    bridge = window.bridge
    if bridge is None:
        return
    question = Question(
        tr("Revert to the opened version?"),
        tr("Everything done since the plan was opened is taken back. Undo brings it back."),
        tr("Revert"),
    )
    if messages().ask(question):
        bridge.run(bridge.document.revert)


def show_plan_settings(window: MainWindow) -> None:
    """Edit what concerns the whole plan."""
    from ui.dialogs.plan_settings import PlanSettingsDialog

    if window.bridge is not None:
        _show(PlanSettingsDialog(window.bridge, window))


def show_participants(window: MainWindow, row_id: str = "") -> None:
    """Edit who takes part in the workshops, from a row on if one is given."""
    from ui.dialogs.participants import ParticipantsDialog

    if window.bridge is not None:
        dialog = ParticipantsDialog(window.bridge, window)
        dialog.block.reveal(row_id)
        _show(dialog)


def show_own_lists(window: MainWindow, row_id: str = "") -> None:
    """Edit what the team adds to the method's lists, from a row on if one is given."""
    from ui.dialogs.own_lists import OwnListsDialog

    if window.bridge is not None:
        dialog = OwnListsDialog(window.bridge, window)
        dialog.block.reveal(row_id)
        _show(dialog)


def show_own_values(window: MainWindow, row_id: str = "") -> None:
    """Edit the thresholds and values that the plan has of its own, from one on if it is given."""
    from ui.dialogs.own_values import OwnValuesDialog

    if window.bridge is not None:
        dialog = OwnValuesDialog(window.bridge, window)
        dialog.reveal(row_id)
        _show(dialog)


def show_contents(window: MainWindow) -> None:
    """What the plan contains, and how it is removed."""
    from ui.shell import leaving

    leaving.show_contents(window)


def show_recovery(window: MainWindow) -> None:
    """The states that plans can be brought back to."""
    from ui.shell import recovering

    recovering.show_recovery(window)


def show_in_folder(window: MainWindow) -> None:
    """Open the folder of the plan with the system's own file browser."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    if window.bridge is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(window.bridge.document.path.parent)))


def import_customers(window: MainWindow) -> None:
    """Take segments from a file of customers or purchases."""
    from ui.dialogs.imports.customers import import_customers as ask_and_import

    if window.bridge is not None:
        ask_and_import(window.bridge, window)


def import_answers(window: MainWindow) -> None:
    """Take readings of the starting point from a file of answers to a survey."""
    from strategy.model import ReadingOrigin
    from ui.dialogs.imports.answers import import_survey

    if window.bridge is not None:
        import_survey(window.bridge, ReadingOrigin.BASELINE, window)


def import_log(window: MainWindow) -> None:
    """Draw the journey that a log of events tells."""
    from ui.dialogs.imports.log import import_log as ask_and_draw

    if window.bridge is not None:
        ask_and_draw(window.bridge, window)


def import_journey(window: MainWindow, path: Path | None = None) -> None:
    """Draw a journey out of a file of another program, which is asked for unless it is given."""
    from ui.dialogs.imports.journey import import_journey as ask_and_draw

    if window.bridge is not None:
        ask_and_draw(window.bridge, window, path)


def import_returned(window: MainWindow, merge_id: str = "", path: Path | None = None) -> None:
    """Merge a workbook that the client sent back, asked for unless it is given; or show what was taken of one."""
    from ui.dialogs.imports.returned import import_returned as ask_and_merge

    if window.bridge is not None:
        ask_and_merge(window.bridge, window, merge_id, path)


def export(window: MainWindow) -> None:
    """Choose what the client receives, and write it."""
    from ui.dialogs.deliverables.dialog import DeliverablesDialog

    if window.bridge is not None:
        _show(DeliverablesDialog(window.bridge, window))


def show_picture(window: MainWindow, *, for_print: bool) -> None:
    """Show a journey as a picture, to be written or printed: the one on screen as it is shown there, else the first."""
    from journey.model import Journey
    from ui.dialogs.picture import PictureDialog
    from ui.pages.journeys.page import JourneysPage

    if window.bridge is None or window.view is None:
        return
    if not window.bridge.snapshot().all(Journey):
        messages().toast(tr("The plan has no journey yet: there is nothing to draw."))
        return
    page = window.view.page
    shown = (page.journey_id, page.view_name) if isinstance(page, JourneysPage) else ("", "")
    _show(PictureDialog(window.bridge, window, *shown, for_print=for_print))


def show_findings(window: MainWindow, set_aside_id: str = "") -> None:
    """The list of warnings, from one that was set aside on if it is given; go to the one that was chosen."""
    from ui.dialogs.findings import FindingsDialog

    if window.bridge is None or window.view is None:
        return
    dialog = FindingsDialog(window.bridge, window, window.view.page_id)
    if set_aside_id:
        dialog.reveal_set_aside(set_aside_id)
    dialog.exec()
    place = dialog.place
    dialog.deleteLater()
    if place is not None:
        window.view.go_to_finding(*place)


def show_palette(window: MainWindow) -> None:
    """Search the plan and the commands."""
    from ui.shell import finding

    finding.show_palette(window)


def search_plan(window: MainWindow) -> None:
    """Search the plan only."""
    from ui.models.palette import Group
    from ui.shell import finding

    finding.show_palette(window, Group.PLAN)


def show_preferences(window: MainWindow) -> None:
    """Theme, language, projection, motion."""
    from ui.dialogs.preferences import PreferencesDialog

    dialog = PreferencesDialog(window)
    dialog.exec()
    kept = dialog.values()
    dialog.deleteLater()
    settings().theme_mode, settings().scale = kept.theme_mode, kept.scale
    settings().has_reduced_motion = kept.has_reduced_motion
    theme().set_reduced_motion(kept.has_reduced_motion)
    theme().set_mode(kept.theme_mode)
    has_new_scale = kept.scale != theme().scale
    theme().set_scale(kept.scale)
    if kept.language != current().language:
        window.set_language(kept.language)
    elif has_new_scale:
        window.build_again()


def show_guide(window: MainWindow) -> None:
    """The method to read, open at the step on screen."""
    from ui.dialogs.guide import GuideDialog

    _show(GuideDialog(window, window.view.page_id if window.view is not None else ""))


def show_help(window: MainWindow) -> None:
    """The list of shortcuts."""
    from ui.dialogs.help import ShortcutsDialog

    _show(ShortcutsDialog(window))


def show_about(window: MainWindow) -> None:
    """Version and licences."""
    from ui.dialogs.about import AboutDialog

    _show(AboutDialog(window))


def _show(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
