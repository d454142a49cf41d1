"""What is said across the page about the file of a plan: it can only be read, is an old one, or has no copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from ui.widgets.banner import Banner
from ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.document import Document
    from storage.log_segment import Record


def read_only_banner(document: Document, save_copy: Callable[[], object], take_over: Callable[[], object]) -> QWidget:
    """Why nothing can be changed here, and what can be done about it."""
    owner = document.lock_owner
    if owner is None:
        from ui.shell.protected import sentence_on_protection

        sentence = sentence_on_protection(document.path)
        button = Button(tr("Save a copy"), "link", on_click=save_copy, name="read_only_copy")
    else:
        from ui.shell.opening import sentence_on

        sentence = sentence_on(owner)
        button = Button(tr("Take over…"), "link", on_click=take_over, name="read_only_take_over")
    is_of_use = owner is None or owner.may_be_gone
    return _framed(Banner(sentence, "warning", icon="lock", button=button if is_of_use else None, name="read_only"))


def unsecured_banner(save_copy: Callable[[], object]) -> QWidget:
    """Nothing is kept of the plan besides its file; it can be put away."""
    sentence = tr(
        "No copy or log of this plan can be kept on this computer: their folder is full or protected. "
        "The plan itself is saved."
    )
    button = Button(tr("Save a copy"), "link", on_click=save_copy, name="unsecured_copy")
    banner = Banner(sentence, "warning", button=button, dismissible=True, name="unsecured")
    frame = _framed(banner)
    banner.dismissed.connect(frame.hide)
    return frame


def older_banner(later: Sequence[Record], bring_back: Callable[[], object], leave: Callable[[], object]) -> QWidget:
    """The file lies behind what was last done to the plan on this computer."""
    count = len(later)
    sentence = ntr(
        "This file is older than your last work here: {n} change until {when}.",
        "This file is older than your last work here: {n} changes until {when}.",
        count,
    ).format(n=current().number(count), when=current().moment(later[-1].at.astimezone()))
    buttons = (
        Button(tr("Leave it"), "ghost", size="small", on_click=leave, name="older_leave"),
        Button(tr("Bring them back"), size="small", on_click=bring_back, name="older_bring_back"),
    )
    return _framed(Banner(sentence, "info", icon="history", buttons=buttons, name="older"))


def _framed(banner: Banner) -> QWidget:
    """In a margin of its own."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 12, 12, 0)
    column.addWidget(banner)
    return frame
