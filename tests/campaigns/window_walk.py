"""The side of T12 that has a window: it is imported by children only."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QDataStream,
    QIODevice,
    QMimeData,
    QModelIndex,
    Qt,
    QThreadPool,
    QUrl,
)
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QMenu,
    QMessageBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

if TYPE_CHECKING:
    from storage.document import Document
    from ui.main_window import MainWindow

_SIGN = "<img"
_LIST = "application/x-qabstractitemmodeldatalist"
_VIEWS = {
    *("journey_kind", "journey_view", "compare_mode", "compare_mode_several"),
    *("follow_up_view", "dashboard_by", "economics_view", "action_grouping"),
}
"""What chooses among views, by name."""
_TURNS = 4
_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole)
_COPY, _LEFT, _NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def walk(path: str, language: str) -> None:
    """Goes through the window on this plan; tells each place where markup would be obeyed, and what a drag did."""
    from strategy.plan_file import open_plan
    from tests.campaigns.window_corners import furnish, remember_plans
    from tests.campaigns.window_imports import nasty_text
    from tests.ui.test_accessible_names import shown_in
    from tests.windows import Recorder, dress
    from ui.main_window import MainWindow
    from ui.messages import messages
    from ui.pages.registry import ALL_PAGES

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    sys.excepthook = _tell
    dress(app)
    window, look = MainWindow(), _Look()
    messages().use(Recorder())
    window.resize(1440, 900)
    secret = Path(path).with_name("secret.png")
    nasty = nasty_text(secret)
    remember_plans(secret.parent, nasty)
    window.show_welcome()
    window.show()
    _settle()
    look.at(shown_in(window))
    plan = open_plan(Path(path))
    furnish(plan, nasty)
    window.show_document(plan)
    window.activateWindow()
    window.set_language(language)
    _look_at_all(window, look, secret, nasty)
    assert window.bridge is not None
    assert window.view is not None
    for page_id in ALL_PAGES:
        window.view.show_page(page_id)
        _settle()
        _drop_all(window, window.bridge.document, Path(path).parent)
    window.close_plan()
    _settle()
    look.at(shown_in(window))
    look.tell()
    window.close()
    sys.stdout.flush()


def _look_at_all(window: MainWindow, look: _Look, secret: Path, nasty: str) -> None:
    """Every page with its views, every dialog, every step of an import, and what else a window shows now and then."""
    from tests.campaigns.window_corners import Corners
    from tests.campaigns.window_imports import steps as import_steps
    from tests.ui.test_accessible_names import DIALOGS, shown_in, views_of
    from tests.windows import in_dialog
    from ui.pages.registry import ALL_PAGES

    seen: set[str] = set()
    for page_id in ALL_PAGES:
        for view in views_of(window, page_id):
            _settle()
            look.at(shown_in(view))
            for _choice in _choices(window, seen):
                look.at(shown_in(window))
        window.grab()
    for action_id in DIALOGS:
        if window.actions_of_window[action_id].isEnabled():
            in_dialog(lambda dialog: look.at(shown_in(dialog)))
            window.actions_of_window[action_id].trigger()
    for dialog in import_steps(window, secret, _settle):
        look.at(shown_in(dialog))
    Corners(window, nasty, lambda widget: look.at(shown_in(widget)), _settle).visit(secret.parent)


def _settle() -> None:
    """Until no figures are on their way any more, and what they change is shown."""
    for _ in range(_TURNS):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def _choices(window: QWidget, seen: set[str]) -> Iterator[QWidget]:
    """Each view of what is shown, by what chooses among them; those in `seen` were there before."""
    from ui.widgets.segmented import Segmented

    choices = [each for each in window.findChildren(Segmented) if each.isVisible() and each.objectName() in _VIEWS]
    for choice in choices:
        name = choice.objectName()
        parts = choice.findChildren(QAbstractButton) if isValid(choice) and name not in seen else []
        seen.add(name)
        for part in filter(isValid, [*parts, *parts[:1]]):
            part.click()
            _settle()
            yield part
            yield from _choices(window, seen)


def _tell(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    print(f"wrong: {kind.__name__}: {error}", flush=True)


class _Look:
    """Looks at widgets, at each text of each once."""

    def __init__(self) -> None:
        self.counts = {"widgets": 0, "texts with markup": 0, "tooltips": 0}
        self.classes: set[type[QWidget]] = set()

    def at(self, widgets: list[QWidget]) -> None:
        for widget in widgets:
            self.counts["widgets"] += 1
            if type(widget).__module__.startswith("ui."):
                self.classes.add(type(widget))
            for what, text, is_obeyed in _texts(widget):
                self.counts["texts with markup"] += _SIGN in text or "&lt;img" in text
                self.counts["tooltips"] += what == "tooltip" and bool(text)
                if is_obeyed and _SIGN in text:
                    name = f"{type(widget).__name__} {widget.objectName()}"
                    print(f"wrong: {name}: the {what} may be read as markup: {text[:80]!r}")

    def tell(self) -> None:
        """What was met, and which classes of widgets were not."""
        from tests.campaigns.window_classes import missed

        for what in missed(self.classes):
            print(f"wrong: {what}")
        print(f"counted classes of ours {len(self.classes)}")
        for what, number in self.counts.items():
            print(f"counted {what} {number}")


def _texts(widget: QWidget) -> Iterator[tuple[str, str, bool]]:
    """What a widget says: where, which text, and whether Qt would read markup in it."""
    for what, text in (("tooltip", widget.toolTip()), ("help", widget.whatsThis()), ("status", widget.statusTip())):
        yield what, text, True  # Qt guesses: only what is escaped is safe
    if isinstance(widget, QLabel | QMessageBox):
        is_plain = widget.textFormat() == Qt.TextFormat.PlainText
        yield "text", widget.text(), not is_plain
    if isinstance(widget, QLabel) and widget.openExternalLinks():
        print(f"wrong: {widget.objectName()} opens addresses by itself")
    if isinstance(widget, QTextEdit):
        yield "document", widget.toHtml() if widget.document().isModified() else "", True
        if widget.acceptRichText() and not widget.isReadOnly():
            print(f"wrong: {widget.objectName()} takes markup")
    if isinstance(widget, QMenu):
        yield from _texts_of_menu(widget)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _texts_of(widget)


def _texts_of_menu(menu: QMenu) -> Iterator[tuple[str, str, bool]]:
    """Its items, which Qt writes as they are, and their tooltips, in which it would read markup."""
    for action in menu.actions():
        yield "item", action.text(), False
        is_of_the_text = action.toolTip() == QAction(action.text()).toolTip()  # Qt makes it up; menus do not show it
        yield "tooltip", "" if is_of_the_text else action.toolTip(), True
        yield "status", action.statusTip(), True


def _texts_of(view: QAbstractItemView) -> Iterator[tuple[str, str, bool]]:
    model = view.model()
    for row in range(min(model.rowCount(QModelIndex()), 60)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
            index = model.index(row, column)
            for role in _ROLES:
                text = index.data(role)
                if isinstance(text, str):
                    yield "tooltip", text, True
            shown = index.data(Qt.ItemDataRole.DisplayRole)
            if isinstance(shown, str):
                yield "cell", shown, False


def _drop_all(window: QWidget, plan: Document, folder: Path) -> None:
    """Drops what other programs may drag on everything that takes drops, and on every list."""
    marker = folder / "ran"
    taking = [each for each in window.findChildren(QWidget) if each.acceptDrops() and _is_reached(each)]
    models = {each.model() for each in window.findChildren(QAbstractItemView) if _may_take(each)}
    formats = {_LIST, "application/x-periple-thing", *(name for model in models for name in model.mimeTypes())}
    mimes = list(_crafted(formats, marker))
    for mime in mimes:
        revision = plan.revision
        for widget in [*filter(isValid, taking), window]:
            place = widget.rect().center()
            for event in (
                QDragEnterEvent(place, _COPY, mime, _LEFT, _NONE),
                QDragMoveEvent(place, _COPY, mime, _LEFT, _NONE),
                QDropEvent(place, _COPY, mime, _LEFT, _NONE),
            ):
                QApplication.sendEvent(widget, event)
        for model in models:
            model.canDropMimeData(mime, _COPY, 0, 0, QModelIndex())
            model.dropMimeData(mime, _COPY, 0, 0, QModelIndex())
        QApplication.processEvents()
        if plan.revision != revision:
            step = plan.undo_step
            print(f"wrong: a foreign drag changed the plan: {_told(mime)}: {step.label if step else ''}")
        if marker.exists():
            print(f"wrong: {mime.formats()} ran code")
            marker.unlink()
    print(f"counted places that take drops {len(taking)}")
    print(f"counted lists {len(models)}")
    print(f"counted foreign drags {len(mimes)}")


def _is_reached(widget: QWidget) -> bool:
    """Whether a drag can come to it: Qt hands it to what is seen, and to what is inside an area that scrolls."""
    return widget.isVisible() and not isinstance(widget, QAbstractScrollArea)


def _told(mime: QMimeData) -> str:
    return ", ".join(f"{name} {bytes(mime.data(name).data())[:30]!r}" for name in mime.formats())


def _may_take(view: QAbstractItemView) -> bool:
    """Whether a drag can reach its model, or the model is of ours and answers drags itself."""
    model = view.model()
    modes = QAbstractItemView.DragDropMode
    is_ours = type(model).__module__.startswith("ui.") and "dropMimeData" in vars(type(model))
    return is_ours or view.dragDropMode() not in (modes.NoDragDrop, modes.DragOnly)


def _crafted(formats: set[str], marker: Path) -> Iterator[QMimeData]:
    contents = [_stream(marker), b"", b"\xff\xfe", b"objective", b"objective gone", b"nothing \xff", b"x" * 100_000]
    contents += [b"[" * 5000, b'{"ids": [NaN]}', b"\0\0\0\1" * 50, b"touchpoint ../../x", b"plan p", b" ", b"\n"]
    for name in sorted(formats):
        for content in contents:
            mime = QMimeData()
            mime.setData(name, content)
            yield mime
    for address in ("file:///etc/hosts", "http://127.0.0.1:9/x.periple", "javascript:x", f"file://{marker}.periple"):
        mime = QMimeData()
        mime.setUrls([QUrl(address)])
        yield mime
    mime = QMimeData()
    mime.setHtml('<img src="file:///etc/hosts">')
    yield mime


def _stream(marker: Path) -> bytes:
    """One row as Qt drags it, whose value is an object of Python that makes a file when it is read."""
    kept, stream_bytes = _pickle(marker), QByteArray()
    stream = QDataStream(stream_bytes, QIODevice.OpenModeFlag.WriteOnly)
    for number in (0, 0, 1, 0):
        stream.writeInt32(number)
    value = b"\0\1\0\0\0\0\0\0\x18PySide::PyObjectWrapper\0" + len(kept).to_bytes(4, "big") + kept
    return bytes(stream_bytes.data()) + value


def _pickle(marker: Path) -> bytes:
    """What Python's reader of object graphs takes as: open this file for writing."""
    return b"\x80\x04cbuiltins\nopen\n(V" + os.fsencode(marker) + b"\nVw\ntR."


def show_carelessly() -> None:
    """The look at a window of Qt's own labels."""
    app = QApplication.instance() or QApplication([])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLabel(f'<b>Name</b><img src="file://{tempfile.gettempdir()}/x">'))
    window.show()
    _Look().at(window.findChildren(QWidget))
    del app
    sys.stdout.flush()


def show_what_is_named(picture: str) -> None:
    """Shows a label of Qt's own whose text names a picture."""
    app = QApplication.instance() or QApplication([])
    label = QLabel(f'<img src="{picture}">')
    label.show()
    label.grab()
    del app


def drop_carelessly(marker: str) -> None:
    """Drops an object on a list of Qt's own."""
    app = QApplication.instance() or QApplication([])
    mime = QMimeData()
    mime.setData(_LIST, _stream(Path(marker)))
    model = QStandardItemModel(1, 1)
    model.dropMimeData(mime, _COPY, 0, 0, QModelIndex())
    model.data(model.index(0, 0), Qt.ItemDataRole.DisplayRole)
    del app
