"""Nothing of any dialog is cut off when every text is 35 % longer: each class of dialog is opened and measured."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exports.client_columns import ACTIONS, CLIENT_COLUMNS
from exports.returned import CellState, Comparison, Returned, RowDifference, RowState
from exports.returned.contract import Contract
from exports.returned.differences import CellDifference
from journey.analysis import rank_frictions
from journey.model import Friction, Journey
from storage.errors import PlanError
from strategy.model import Action, ReadingOrigin
from tests.held_frames import HeldFrames
from tests.ui.imports.test_answers_dialog import survey
from tests.ui.imports.test_log_dialog import table
from tests.ui.paintings import Paintings
from tests.ui.test_accessible_names import shown_in
from tests.ui.test_longer_texts import SIZES, cut, settle
from tests.windows import OpenWindow, in_dialog
from ui.dialogs.forget import ForgetDialog
from ui.dialogs.imports.answers import AnswersDialog
from ui.dialogs.imports.customers import CustomersDialog
from ui.dialogs.imports.journey import JourneyDialog
from ui.dialogs.imports.log import LogDialog
from ui.dialogs.imports.returned import ReturnedDialog
from ui.dialogs.imports.wizard import ImportDialog
from ui.dialogs.palette import PaletteDialog, PaletteField
from ui.dialogs.send_to import SendToDialog
from ui.dialogs.set_aside import SetAsideDialog
from ui.document_bridge import DocumentBridge
from ui.main_window import MainWindow
from ui.models.targets import targets_of
from ui.pages.action_plan.milestones import MilestoneDialog
from ui.pages.action_plan.ranking import RankingDialog
from ui.pages.journeys.diagnosis.tables import channel_table, friction_table, principle_table
from ui.pages.journeys.diagnosis.wide import WideDialog
from ui.pages.journeys.new_journey import NewJourneyDialog
from ui.widgets.dialog import Dialog, MessageDialog
from ui.widgets.segmented import Segmented

UI = Path(__file__).parents[2] / "ui"
BY_ACTION = (
    "new_plan", "plan_settings", "participants", "own_lists", "own_values", "anonymise", "new_cycle", "export",
    "picture", "print", "findings", "palette", "preferences", "guide", "help", "about",
    "contents", "recovery",
    "import_returned",
)  # fmt: skip
PURCHASES = """Client;Date;Montant;Ville
C1;03/01/2026;10,50;Lyon
C2;14/02/2026;20;Lyon
C3;25/03/2026;100;Paris
C4;26/03/2026;-5;Paris
"""


def dialog_classes() -> set[str]:
    """The dialogs that the program can open: what derives from Dialog, but for what is derived from again."""
    found = re.compile(r"^class (\w+)\((\w+)", re.MULTILINE)
    bases = dict(pair for path in UI.rglob("*.py") for pair in found.findall(path.read_text("utf-8")))
    dialogs, count = {"Dialog"}, 0
    while count < len(dialogs):
        count = len(dialogs)
        dialogs |= {name for name, base in bases.items() if base in dialogs}
    return dialogs - {base for name, base in bases.items() if name in dialogs}


@pytest.mark.usefixtures("long_words")
def test_no_text_of_a_dialog_is_cut_off_when_it_is_a_third_longer(
    open_window: OpenWindow, paintings: Paintings, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window("bank")
    HeldFrames(window)  # only dialogs are looked at
    window.resize(*SIZES[1])
    found: list[str] = []
    opened: set[str] = set()

    def look(dialog: Dialog) -> None:
        opened.add(type(dialog).__name__)
        parts = shown_in(dialog)
        found.extend(f"{dialog.objectName()}: {each}" for each in (*cut(parts), *paintings.unread(parts)))
        if isinstance(dialog, PaletteDialog) and not dialog.findChildren(PaletteField)[0].text():
            dialog.findChildren(PaletteField)[0].setText("rel")
            settle()
            look(dialog)
        if dialog.panel.height() > window.height():
            found.append(f"{dialog.objectName()} is {dialog.panel.height()} px high")

    for action_id in BY_ACTION:
        in_dialog(look)
        window.actions_of_window[action_id].trigger()
    for make in makers(window):
        dialog = make()
        with shown(dialog):
            look(dialog)
    for wizard in wizards(window, tmp_path):
        with shown(wizard):
            for _step in steps(wizard, qtbot):
                look(wizard)
    assert not found, "\n".join(sorted(set(found)))
    assert dialog_classes() == opened, "a dialog is not opened here: add it to `makers` or to `wizards`"


@contextmanager
def shown(dialog: Dialog) -> Iterator[None]:
    """A dialog on screen, closed at the end; it paints as it opens."""
    HeldFrames(dialog)
    dialog.show()
    settle()
    yield
    dialog.reject()
    dialog.deleteLater()


def makers(window: MainWindow) -> list[Callable[[], Dialog]]:
    """What opens from a page, a menu or a problem."""
    assert window.bridge is not None
    bridge = window.bridge
    snapshot = bridge.snapshot()
    journey, friction = snapshot.all(Journey)[0], snapshot.all(Friction)[0]
    tables = (
        friction_table(snapshot, rank_frictions(snapshot), None),
        channel_table(snapshot, journey.id),
        principle_table(snapshot, journey.id),
    )
    finding, aside = bridge.findings()[0], "Named by the team"
    lines = [f"A{number}  {friction.text}" for number in range(1, 4)]
    return [
        lambda: NewJourneyDialog(bridge, window),
        *(lambda each=each: WideDialog(each, lambda *_: None, window) for each in tables),
        lambda: MilestoneDialog(bridge, window, day=datetime.date(2027, 3, 1)),
        lambda: RankingDialog(bridge, window),
        lambda: SendToDialog(friction.text, "diamond", targets_of(snapshot, "friction", friction.id), window),
        lambda: ForgetDialog("Banque du Val d’Orme", lines, window),
        lambda: SetAsideDialog(finding.rule_id, aside, window),
        lambda: reviewed(bridge, window),
        lambda: MessageDialog(window, friction.text, friction.text * 3, lines=lines, details="Errno 28"),
    ]  # fmt: skip


def reviewed(bridge: DocumentBridge, window: MainWindow) -> ReturnedDialog:
    """What a returned workbook says, a cell in each state and a row in each state."""
    action, dialog = bridge.snapshot().all(Action)[0], ReturnedDialog(bridge, window)
    columns, problem = CLIENT_COLUMNS[ACTIONS], PlanError("“{value}” is not a number.", value="x")
    cells = tuple(
        CellDifference(columns[place], columns[place].key, state, "x", "y", "z",
                       problem if state is CellState.INVALID else None)
        for place, state in enumerate(list(CellState)[1:])
    )  # fmt: skip
    rows = tuple(
        RowDifference(ACTIONS, action.id, "A1", action.name, state, 7, cells if state is RowState.KNOWN else ())
        for state in RowState
    )
    notes = (PlanError("The table of the sheet “{sheet}” is not in the workbook any more.", sheet="Plan"),) * 2
    returned = Returned("plan.xlsx", Contract({}, {}), (), ())
    dialog._show(bridge.snapshot(), Comparison(returned, rows, notes))
    return dialog


def wizards(window: MainWindow, folder: Path) -> Iterator[ImportDialog]:
    """The imports, each with a file of which some lines cannot be used."""
    assert window.bridge is not None
    purchases = folder / "purchases.csv"
    purchases.write_text(PURCHASES, encoding="utf-8")
    yield CustomersDialog(window.bridge, purchases, window)
    yield AnswersDialog(window.bridge, survey(folder, [10, 9, 3, 4], "x"), ReadingOrigin.BASELINE, window)
    yield LogDialog(window.bridge, table(folder), window)
    points = folder / "points.csv"
    points.write_text("Stage,Touchpoint,Channel\nDiscovery,Website,Website\nPurchase,Shop,Shop\n", encoding="utf-8")
    yield JourneyDialog(window.bridge, points, window, is_table=True)


def steps(wizard: ImportDialog, qtbot: QtBot) -> Iterator[int]:
    """Shows each step of an import, and each way of the last one."""
    for step in range(3):
        if step:
            wizard._go_on()
        qtbot.waitUntil(lambda: wizard._job is None and wizard.step == step)  # noqa: B023  # asked at once
        settle()
        yield step
    for way in wizard.findChildren(Segmented, "import_way"):
        for value in ("rules", "whole"):
            way.set_value(value)
            way.changed.emit(value)
            settle()
            yield step
