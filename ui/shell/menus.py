"""The menus of the top bar, made of the window's actions."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from resources.i18n import tr
from ui.actions import ActionSet, spec
from ui.recent import recent_plans
from ui.theme.icons import icon

_MAIN = (
    "new_plan",
    "open_plan",
    "recent",
    "",
    "save_copy",
    "anonymise",
    "new_cycle",
    "revert",
    "plan_settings",
    "participants",
    "own_lists",
    "own_values",
    "import_customers",
    "import_log",
    "import_journey",
    "import_returned",
    "export",
    "picture",
    "print",
    "contents",
    "recovery",
    "close_plan",
    "",
    "send_to",
    "delete_for_good",
    "",
    "preferences",
    "guide",
    "help",
    "about",
    "",
    "quit",
)
_PLAN = (
    "rename_plan",
    "plan_settings",
    "participants",
    "own_lists",
    "own_values",
    "",
    "save_copy",
    "anonymise",
    "new_cycle",
    "revert",
    "contents",
    "show_in_folder",
)
_LISTED_RECENT = 8


def main_menu(actions: ActionSet, parent: QWidget) -> QMenu:
    """The menu behind the three lines at the left of the top bar."""
    return _menu(_MAIN, "main_menu_list", tr("Menu"), actions, parent)


def plan_menu(actions: ActionSet, parent: QWidget) -> QMenu:
    """The menu behind the plan's name."""
    return _menu(_PLAN, "plan_menu_list", tr("Plan"), actions, parent)


def _menu(entries: tuple[str, ...], name: str, title: str, actions: ActionSet, parent: QWidget) -> QMenu:
    menu = QMenu(title, parent)
    menu.setObjectName(name)
    menu.setToolTipsVisible(True)
    for entry in entries:
        if not entry:
            menu.addSeparator()
        elif entry == "recent":
            menu.addMenu(_recent_menu(actions, menu))
        else:
            action = actions[entry]
            if action.icon().isNull() and spec(entry).icon:
                action.setIcon(icon(spec(entry).icon))
            menu.addAction(action)
    return menu


def _recent_menu(actions: ActionSet, parent: QWidget) -> QMenu:
    """Filled each time it opens: the list changes while the window lives."""
    menu = QMenu(tr("Open recent"), parent)
    menu.setObjectName("recent_menu")

    def fill() -> None:
        menu.clear()
        plans = [plan for plan in recent_plans() if not plan.is_missing][:_LISTED_RECENT]
        for plan in plans:
            entry = menu.addAction((plan.name or plan.path).replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, path=plan.path: actions.path_wanted.emit(path))
        if not plans:
            menu.addAction(tr("No recent plan")).setEnabled(False)

    menu.aboutToShow.connect(fill)
    return menu
