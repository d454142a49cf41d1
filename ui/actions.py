"""Every action of the window, declared once; menus, buttons, shortcuts, the palette and the help list read from here.

Shortcuts of digits have an unshifted twin for AZERTY keyboards. Single letters and Space act only when no text field
has the focus: a focused field claims its keys before any shortcut (see `ui/shell/key_guard.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from resources.i18n import N_, tr
from ui.widgets.label import tip


class Scope(Enum):
    """Where an action works; also the headings of the help list."""

    ANYWHERE = N_("Anywhere")
    LISTS = N_("Lists and tables")
    JOURNEY = N_("Journey")


class EnabledWhen(Enum):
    """What an action needs to be of use."""

    ALWAYS = "always"
    PLAN_OPEN = "plan open"
    WRITABLE = "plan open and not read-only"
    CAN_UNDO = "something to undo"
    CAN_REDO = "something to redo"
    PAGE_HANDLES = "the page shown has a handler for it"


class ActionSpec(NamedTuple):  # not a dataclass: those take 0.4 ms each to make, and a start has 50 ms in all
    """One action. `text` is a msgid; the first of `shortcuts` is the one that is shown."""

    id: str
    text: str
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    enabled_when: EnabledWhen = EnabledWhen.ALWAYS
    scope: Scope = Scope.ANYWHERE
    reason: str = ""
    """Why it is of no use where no page handles it: a msgid, for the tooltip of its entry in a menu."""


_ALWAYS, _PLAN, _WRITABLE = EnabledWhen.ALWAYS, EnabledWhen.PLAN_OPEN, EnabledWhen.WRITABLE


def _listed(action_id: str, text: str, icon: str, *shortcuts: str) -> ActionSpec:
    return ActionSpec(action_id, text, icon, shortcuts, EnabledWhen.PAGE_HANDLES, Scope.LISTS)


def _on_journey(action_id: str, text: str, icon: str, *shortcuts: str) -> ActionSpec:
    return ActionSpec(action_id, text, icon, shortcuts, EnabledWhen.PAGE_HANDLES, Scope.JOURNEY)


SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("new_plan", N_("New plan"), "plus", ("Ctrl+N",)),
    ActionSpec("open_plan", N_("Open a file"), "folder-open", ("Ctrl+O",)),
    ActionSpec("rename_plan", N_("Rename the plan"), "pencil", (), _WRITABLE),
    ActionSpec("close_plan", N_("Close the plan"), "", ("Ctrl+W",), _PLAN),
    ActionSpec("save_copy", N_("Save a copy"), "copy", ("Ctrl+S", "Ctrl+Shift+S"), _PLAN),
    ActionSpec("anonymise", N_("Copy without personal data"), "user-x", (), _PLAN),
    ActionSpec("new_cycle", N_("New cycle"), "repeat", (), _PLAN),
    ActionSpec("revert", N_("Revert to the opened version"), "history", (), _WRITABLE),
    ActionSpec("plan_settings", N_("Plan settings"), "settings", (), _WRITABLE),
    ActionSpec("participants", N_("Participants"), "users", (), _PLAN),
    ActionSpec("own_lists", N_("Own lists"), "list", (), _PLAN),
    ActionSpec("own_values", N_("Thresholds and values"), "sliders-horizontal", (), _PLAN),
    ActionSpec("contents", N_("What this plan contains"), "shield-check", (), _PLAN),
    ActionSpec("show_in_folder", N_("Show in its folder"), "folder-open", (), _PLAN),
    ActionSpec("import_customers", N_("Import customers"), "file-spreadsheet", (), _WRITABLE),
    ActionSpec("import_answers", N_("Import answers"), "file-spreadsheet", (), _WRITABLE),
    ActionSpec("import_log", N_("Draw the journey of a log"), "workflow", (), _WRITABLE),
    ActionSpec("import_journey", N_("Import a journey"), "route", (), _WRITABLE),
    ActionSpec("import_returned", N_("Import a returned workbook"), "file-spreadsheet", ("Ctrl+I",), _WRITABLE),
    ActionSpec("export", N_("Export"), "download", ("Ctrl+E",), _PLAN),
    ActionSpec("picture", N_("Picture of the journey"), "image", ("Ctrl+Shift+E",), _PLAN),
    ActionSpec("print", N_("Print the journey"), "printer", ("Ctrl+P",), _PLAN),
    ActionSpec("undo", N_("Undo"), "undo-2", ("Ctrl+Z",), EnabledWhen.CAN_UNDO),
    ActionSpec("redo", N_("Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), EnabledWhen.CAN_REDO),
    ActionSpec("findings", N_("Warnings"), "triangle-alert", ("Ctrl+Shift+W",), _PLAN),
    ActionSpec("palette", N_("Search or run"), "search", ("Ctrl+K", "Ctrl+Shift+P")),
    ActionSpec("search", N_("Search the plan"), "search", ("Ctrl+F",), _PLAN),
    ActionSpec("step_1_objectives", N_("Objectives"), "target", ("Ctrl+1", "Ctrl+&"), _PLAN),
    ActionSpec("step_2_segments", N_("Segments"), "users-round", ("Ctrl+2", "Ctrl+É"), _PLAN),
    ActionSpec("step_3_journeys", N_("Journeys"), "route", ("Ctrl+3", 'Ctrl+"'), _PLAN),
    ActionSpec("step_4_capabilities", N_("SWOT"), "layout-grid", ("Ctrl+4", "Ctrl+'"), _PLAN),
    ActionSpec("step_5_action_plan", N_("Action plan"), "flag", ("Ctrl+5", "Ctrl+("), _PLAN),
    ActionSpec("traceability", N_("Traceability"), "route", ("Ctrl+6", "Ctrl+-"), _PLAN),
    ActionSpec("starting_point", N_("Starting point"), "gauge", (), _PLAN),
    ActionSpec("needs", N_("Needs, tools"), "wrench", (), _PLAN),
    ActionSpec("levers", N_("Levers"), "megaphone", (), _PLAN),
    ActionSpec("budget", N_("Budget"), "flag", (), _PLAN),
    ActionSpec("best_set", N_("Best set"), "circle-check", (), _PLAN),
    ActionSpec("follow_up", N_("Follow-up"), "gauge", (), _PLAN),
    ActionSpec("notes", N_("Workshop notes"), "sticky-note", (), _PLAN),
    ActionSpec("previous_page", N_("Previous page"), "", ("Ctrl+PgUp",), _PLAN),
    ActionSpec("next_page", N_("Next page"), "", ("Ctrl+PgDown",), _PLAN),
    ActionSpec("go_back", N_("Back to where you were"), "", ("Alt+Left",), _PLAN),
    ActionSpec("toggle_rail", N_("Fold or unfold the rail"), "panel-left-close", ("Ctrl+B",), _PLAN),
    ActionSpec("toggle_panel", N_("Show or hide the panel"), "panel-right-close", ("Ctrl+.",), _PLAN),
    ActionSpec("next_region", N_("Next region of the window"), "", ("F6",)),
    ActionSpec("previous_region", N_("Previous region of the window"), "", ("Shift+F6",)),
    ActionSpec("toggle_theme", N_("Switch between light and dark"), "moon"),
    ActionSpec("toggle_language", N_("Switch between French and English"), "languages"),
    ActionSpec("preferences", N_("Preferences"), "settings", ("Ctrl+,",)),
    ActionSpec("recovery", N_("Bring a plan back"), "life-buoy"),
    ActionSpec("guide", N_("The method"), "book-open", ("Shift+F1",)),
    ActionSpec("help", N_("Help and shortcuts"), "circle-help", ("F1",)),
    ActionSpec("about", N_("About Périple"), "info"),
    ActionSpec("quit", N_("Quit"), "", ("Ctrl+Q",)),
    _listed("new", N_("New"), "plus", "N"),
    _listed("edit", N_("Edit"), "pencil", "F2"),
    _listed("next_state", N_("Next state"), "", "Space"),
    _listed("move_up", N_("Move up"), "arrow-up", "Alt+Up"),
    _listed("move_down", N_("Move down"), "arrow-down", "Alt+Down"),
    _listed("duplicate", N_("Duplicate"), "copy", "Ctrl+D"),
    _listed("send_to", N_("Send to…"), "send", "Ctrl+Shift+M")._replace(
        reason=N_("Select a note, a friction, a SWOT item, an opportunity or a suggestion to send it on.")
    ),
    _listed("delete", N_("Delete"), "trash-2", "Del"),
    _listed("delete_for_good", N_("Delete for good"), "", "Shift+Del"),
    _on_journey("add_touchpoint", N_("Touchpoint"), "square-plus", "T"),
    _on_journey("add_friction", N_("Friction"), "diamond-plus", "F"),
    _on_journey("connect", N_("Connect"), "spline", "C"),
    _on_journey("to_previous_stage", N_("Move to the previous stage"), "arrow-left", "Shift+Left"),
    _on_journey("to_next_stage", N_("Move to the next stage"), "arrow-right", "Shift+Right"),
    _on_journey("journey_list", N_("Plan as a list"), "list-tree", "Ctrl+L"),
    _on_journey("journey_map", N_("Map"), "rows-3", "Alt+1", "Alt+&"),
    _on_journey("journey_graph", N_("Graph"), "workflow", "Alt+2", "Alt+É"),
    _on_journey("journey_compare", N_("Compare"), "git-compare-arrows", "Alt+3", 'Alt+"'),
    _on_journey("add_note", N_("Note"), "sticky-note", "M"),
    _on_journey("canvas_select", N_("Select on the canvas"), "mouse-pointer-2", "V"),
    _on_journey("canvas_pan", N_("Pan the canvas"), "hand", "H"),
    _on_journey("select_all", N_("Select all"), "", "Ctrl+A"),
    _on_journey("lay_out", N_("Lay out again"), "layout-grid", "L"),
    _on_journey("zoom_fit", N_("Fit in the window"), "maximize", "0", "à"),
    _on_journey("zoom_full", N_("Zoom to 100%"), "", "Ctrl+0", "Ctrl+à"),
    _on_journey("zoom_in", N_("Zoom in"), "zoom-in", "+", "="),
    _on_journey("zoom_out", N_("Zoom out"), "zoom-out", "-"),
    _on_journey("next_change", N_("Next change"), "", "J"),
    _on_journey("previous_change", N_("Previous change"), "", "K"),
    _on_journey("switch_as_is", N_("As is or to be"), "git-compare-arrows", "B"),
)
_BY_ID = {spec.id: spec for spec in SPECS}
LIST_ACTIONS = tuple(spec.id for spec in SPECS if spec.scope is Scope.LISTS)

# QKeySequence reads no accented letter as an unshifted key.
_ACCENTED = {
    "Ctrl+É": QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Eacute),
    "Alt+É": QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Eacute),
    "Ctrl+à": QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Agrave),
    "à": QKeyCombination(Qt.Key.Key_Agrave),
}


def spec(action_id: str) -> ActionSpec:
    """The declaration of an action. KeyError for an unknown id: that is a bug of ours."""
    return _BY_ID[action_id]


def key_sequence(shortcut: str) -> QKeySequence:
    """The keys of a shortcut as declared above."""
    accented = _ACCENTED.get(shortcut)
    return QKeySequence(accented) if accented is not None else QKeySequence(shortcut)


def key_text(action_id: str) -> str:
    """The keys as the reader's keyboard names them, such as "Ctrl+K" or « Suppr »; "" without a shortcut."""
    shortcuts = spec(action_id).shortcuts
    return _named_keys(shortcuts[0]) if shortcuts else ""


def explain(widget: QWidget, action_id: str, words: str = "") -> None:
    """Give a button of this action its tooltip, shortcut included; `words`, already translated, replaces the text."""
    tip(widget, words or tr(spec(action_id).text), key_text(action_id))


class ActionSet(QObject):
    """The actions of one window as QActions, enabled by what the window can do now."""

    ran = Signal(str)
    """The id of an action that was run."""
    path_wanted = Signal(str)
    """A plan of the list of recent ones is to be opened."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._handlers: dict[str, Callable[[], object]] = {}
        self.set_conditions({EnabledWhen.ALWAYS}, {})

    def __getitem__(self, action_id: str) -> QAction:
        found = self._actions.get(action_id)
        if found is None:
            found = self._actions[action_id] = self._made(spec(action_id), self._window)
            found.setEnabled(spec(action_id).enabled_when is EnabledWhen.ALWAYS)
        return found

    def bind(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """What each action does; a later call replaces the handlers it names."""
        self._handlers.update(handlers)

    def set_conditions(self, met: Iterable[EnabledWhen], page_handlers: Mapping[str, Callable[[], object]]) -> None:
        """Enable what can be done now; list actions go to the handlers of the page shown."""
        conditions = set(met)
        for declared in SPECS:
            action_id, needed = declared.id, declared.enabled_when
            if action_id not in self._actions and needed is not EnabledWhen.ALWAYS and len(conditions) == 1:
                continue  # made once a plan is open: the first window has no use for it
            action = self[action_id]
            if needed is EnabledWhen.PAGE_HANDLES:
                action.setEnabled(action_id in page_handlers)
                if declared.reason:
                    action.setToolTip(self._reason(declared, conditions))
                if action_id in page_handlers:
                    self._handlers[action_id] = page_handlers[action_id]
                else:
                    self._handlers.pop(action_id, None)
            else:
                action.setEnabled(needed in conditions)

    def retranslate(self) -> None:
        """Name every action in the language of the windows."""
        for action_id, action in self._actions.items():
            action.setText(tr(spec(action_id).text))

    def _made(self, declared: ActionSpec, window: QWidget) -> QAction:
        action = QAction(tr(declared.text), window)
        action.setObjectName(f"action_{declared.id}")
        action.setShortcuts([key_sequence(shortcut) for shortcut in declared.shortcuts])
        action.setAutoRepeat(declared.id in ("undo", "redo", "move_up", "move_down"))
        action.triggered.connect(lambda: self._run(declared.id))
        window.addAction(action)
        return action

    def _reason(self, declared: ActionSpec, conditions: set[EnabledWhen]) -> str:
        if self[declared.id].isEnabled():
            return tr(declared.text)
        if EnabledWhen.PLAN_OPEN in conditions and EnabledWhen.WRITABLE not in conditions:
            return tr("This plan is open for reading only here.")
        return tr(declared.reason)

    def _run(self, action_id: str) -> None:
        handler = self._handlers.get(action_id)
        if handler is not None:
            self.ran.emit(action_id)
            handler()


def list_menu(
    handlers: Mapping[str, Callable[[], object]], parent: QWidget, texts: Mapping[str, str] | None = None
) -> QMenu:
    """A context menu of the list actions that a page handles, in their usual order, shortcuts shown.

    `texts` replaces the words of some, already translated: {"new": tr("New objective")}.
    """
    from ui.theme.icons import icon

    menu = QMenu(parent)
    for action_id in LIST_ACTIONS:
        if action_id not in handlers:
            continue
        words = (texts or {}).get(action_id) or tr(spec(action_id).text)
        # The keys are written as text: a second QAction with the same shortcut would make both ambiguous.
        entry = menu.addAction(f"{words.replace('&', '&&')}\t{key_text(action_id)}")
        entry.setObjectName(f"menu_{action_id}")
        if spec(action_id).icon:
            entry.setIcon(icon(spec(action_id).icon))
        entry.triggered.connect(lambda _checked=False, act=handlers[action_id]: act())
    return menu


def _named_keys(shortcut: str) -> str:
    """Key names for the reader: the few that differ between French and English keyboards are translated."""
    parts = shortcut.split("+")
    names = {
        "Shift": tr("Shift"), "Del": tr("Del"), "Space": tr("Space"), "Up": tr("Up"), "Down": tr("Down"),
        "Left": tr("Left"), "PgUp": tr("PgUp"), "PgDown": tr("PgDn"),
    }  # fmt: skip
    return "+".join(names.get(part, part) for part in parts)
