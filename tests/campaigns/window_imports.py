"""The dialogs that show files of others, for the walk of T12: each with markup in whatever its file says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from PySide6.QtWidgets import QAbstractButton

from exports.workbook import write_workbook
from strategy.model import ReadingOrigin
from strategy.snapshot import Snapshot
from tests.exports.returned.conftest import Exchange
from ui.dialogs.imports.answers import AnswersDialog
from ui.dialogs.imports.customers import CustomersDialog
from ui.dialogs.imports.journey import JourneyDialog
from ui.dialogs.imports.log import LogDialog
from ui.dialogs.imports.returned import ReturnedDialog
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from ui.dialogs.imports.wizard import ImportDialog
    from ui.document_bridge import DocumentBridge
    from ui.main_window import MainWindow

_MOST_STEPS = 4


def steps(window: MainWindow, secret: Path, settle: Callable[[], None]) -> Iterator[ImportDialog]:
    """Each such dialog at each of its steps, as it is shown."""
    assert window.bridge is not None
    bridge = window.bridge
    files = _write(secret)
    dialogs: list[Callable[[], ImportDialog]] = [
        lambda: CustomersDialog(bridge, files["customers.csv"], window),
        lambda: LogDialog(bridge, files["log.csv"], window),
        lambda: JourneyDialog(bridge, files["drawing.graphml"], window, is_table=False),
        lambda: JourneyDialog(bridge, files["list.csv"], window, is_table=True),
        lambda: AnswersDialog(bridge, files["answers.csv"], ReadingOrigin.BASELINE, window),
    ]
    for make in dialogs:
        dialog = make()
        dialog.show()
        for _ in range(_MOST_STEPS):
            settle()
            yield dialog
            yield from _ways(dialog, settle)
            button = dialog.findChild(Button, "import_next")
            if button is None or not button.isEnabled() or not dialog.isVisible():
                break
            button.click()
        dialog.reject()
    yield from _returned(window, bridge, secret, settle)


def _ways(dialog: ImportDialog, settle: Callable[[], None]) -> Iterator[ImportDialog]:
    """The dialog in each of the ways to sort what was read, where there are some to choose from."""
    for choice in dialog.findChildren(Segmented, "import_way"):
        for part in choice.findChildren(QAbstractButton) if choice.isVisible() else []:
            part.click()
            settle()
            yield dialog


def _returned(
    window: MainWindow, bridge: DocumentBridge, secret: Path, settle: Callable[[], None]
) -> Iterator[ImportDialog]:
    """What a client wrote in the workbook, while the plan went on."""
    write_workbook(Snapshot.of(bridge.document), secret.with_name("plan.xlsx"), "en")
    exchange = Exchange(bridge.document, secret.with_name("plan.xlsx"))
    nasty = nasty_text(secret)
    exchange.writes("A1", owner=nasty, deliverable=nasty)
    exchange.adds(action=nasty)
    dialog = ReturnedDialog(bridge, window)
    dialog._show(bridge.snapshot(), exchange.compared())
    dialog.show()
    settle()
    yield dialog
    dialog.reject()


def nasty_text(secret: Path) -> str:
    return f'<b>{{}}</b><img src="file://{secret}"> $x$ \u202egnp'


def _write(secret: Path) -> dict[str, Path]:
    nasty = nasty_text(secret)
    cells = [nasty.format(word).replace('"', '""') for word in ("one", "two", "three")]
    quoted = [f'"{cell}"' for cell in cells]
    days = [(f"2026-03-0{number}", quoted[number % len(quoted)]) for number in range(1, 9)]
    texts = {
        "customers.csv": ["Client,Date,Amount,City", *(f"{each},{day},10,{each}" for day, each in days)],
        "log.csv": ["case id,activity,timestamp", *(f"{case},{each},{day}" for case in quoted for day, each in days)],
        "list.csv": ["name,next,stage", *(f"{each},{quoted[0]},{each}" for _, each in days)],
        "answers.csv": ["nps,date,segment,comment", *(f"9,{day},{each},{each}" for day, each in days)],
    }
    points = "".join(
        f'<node id="n{n}" label={quoteattr(nasty)}><data key="l"><![CDATA[{nasty}]]></data></node>' for n in "ab"
    )
    key = '<key id="l" for="node" attr.name="label" attr.type="string"/>'
    texts["drawing.graphml"] = [
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{key}<graph edgedefault="directed">{points}',
        '<edge source="na" target="nb"/></graph></graphml>',
    ]
    folder = secret.parent
    for name, lines in texts.items():
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return {name: folder / name for name in texts}
