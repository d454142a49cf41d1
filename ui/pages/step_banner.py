"""The most important open warning of a page's step, in one sentence across its page, with one way to put it right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from ui.pages.registry import page_of
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.surface import Surface

if TYPE_CHECKING:
    from strategy.rules.registry import Finding
    from ui.document_bridge import DocumentBridge

_LEVELS = ("error", "warning")
"""From the gravest; what merely informs is no reason for a banner."""


class Cure(NamedTuple):
    """One way to put a warning right: the words of its button, and what it does with the warning."""

    words: str
    act: Callable[[Finding], object]
    changes_plan: bool = False
    """Then the button is locked where the plan is for reading only."""


class _Shown(NamedTuple):
    """What a banner says: as long as it stays the same, the banner stays too."""

    dismissal_id: str
    strong: str
    sentence: str


class StepBanner(QWidget):
    """Empty and without height when nothing deserves attention. A subclass may say other words in `strong`."""

    def __init__(
        self,
        bridge: DocumentBridge,
        steps: Sequence[str],
        cures: Mapping[str, Cure] | None = None,
        *,
        first: Sequence[str] = (),
        margins: tuple[int, int, int, int] = (20, 12, 20, 4),
        parent: QWidget | None = None,
    ) -> None:
        """`cures` by rule, for those that showing the thing does not serve best; `first` are rules that come first."""
        super().__init__(parent)
        self.setObjectName("step_banner")
        self._bridge, self._steps, self._cures, self._first = bridge, steps, dict(cures or {}), tuple(first)
        self._shown: _Shown | None = None
        self._banner: Banner | None = None
        px = theme().px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(px(each) for each in margins))
        self.hide()

    def follow(self) -> None:
        """Show the warning that comes first now, or nothing."""
        found = self.found()
        wanted = _Shown(found[0].dismissal_id, self.strong(found[0]), _sentence(found)) if found else None
        if wanted == self._shown:
            return
        self._shown = wanted
        old, focused = self._banner, _name_of_focus(self)
        self._banner = self._made(found[0], wanted) if wanted is not None else None
        if self._banner is not None:
            self._column.addWidget(self._banner)
            self._banner.show()  # at once, not at the next turn of the event loop: it may be given the focus
            self._give_focus(focused)
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setVisible(self._banner is not None)

    def found(self) -> list[Finding]:
        """The open warnings of the steps, the most important first."""
        levelled = [each for each in self.findings() if each.step in self._steps and each.level in _LEVELS]
        return sorted(levelled, key=self._rank)

    def findings(self) -> Sequence[Finding]:
        """Where the warnings are looked for."""
        return self._bridge.all_findings()

    def strong(self, finding: Finding) -> str:
        """The beginning in bold: what the warning is about."""
        return self._bridge.title(finding.kind, finding.row_id)

    def _rank(self, finding: Finding) -> tuple[int, int]:
        place = self._first.index(finding.rule_id) if finding.rule_id in self._first else len(self._first)
        return _LEVELS.index(finding.level), place

    def _made(self, finding: Finding, shown: _Shown) -> Banner:
        from ui.dialogs.set_aside import set_aside

        kind = "danger" if finding.level == "error" else "warning"
        banner = Banner(
            shown.sentence, kind, strong=shown.strong, button=self._button(finding), dismissible=True,
            name="step_banner_shown",
        )  # fmt: skip
        banner.dismissed.connect(lambda: set_aside(self._bridge, finding, self))
        return banner

    def _button(self, finding: Finding) -> Button | None:
        cure = self._cures.get(finding.rule_id)
        if cure is None:
            if page_of(finding.kind) is None:
                return None
            cure = Cure(tr("Show"), lambda found: self._bridge.go_to(found.kind, found.row_id))
        name = "step_banner_change" if cure.changes_plan else "step_banner_show"
        return Button(cure.words, size="small", on_click=lambda: cure.act(finding), name=name)

    def _give_focus(self, name: str) -> None:
        """The focus that was in the old banner goes to the same button of the new one."""
        button = self._banner.findChild(QAbstractButton, name) if self._banner is not None and name else None
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)


def under(banner: StepBanner, page_part: QWidget, page: QWidget, ground: str = "") -> QWidget:
    """A part of a page with the banner above it, on the ground that the part has.

    In its page from the start: Qt styles all that a widget holds again when it gets a parent.
    """
    holder = Surface(ground, parent=page)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(banner)
    column.addWidget(page_part, 1)
    return holder


def _sentence(found: Sequence[Finding]) -> str:
    others = len(found) - 1
    more = ntr("{n} other thing to look at.", "{n} other things to look at.", others).format(n=others)
    return " ".join((current().label(found[0].rule_id), *((more,) if others else ())))


def _name_of_focus(banner: QWidget) -> str:
    # Asked of the window: while a dialog closes, no widget of the application has the focus.
    focused: QWidget | None = banner.window().focusWidget()
    return focused.objectName() if focused is not None and banner.isAncestorOf(focused) else ""
