"""The most pressing warning about the journey on screen, in one sentence with one button."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from strategy.rules.registry import INFO, Finding
from ui.dialogs.set_aside import set_aside
from ui.document_bridge import DocumentBridge
from ui.models.journey_tree import journey_of
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button

_STEP = "step_3_journeys"


class StepBanner(QWidget):
    """Empty and without height when nothing deserves attention."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_banner")
        self._bridge = bridge
        self._shown: tuple[Finding, ...] = ()
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        px = theme().px
        self._column.setContentsMargins(px(20), px(10), px(20), px(10))
        self.hide()

    def follow(self, journey_id: str) -> None:
        """Show the first warning about a journey, if there is one."""
        found = tuple(
            finding
            for finding in self._bridge.findings()
            if finding.step == _STEP
            and finding.level != INFO
            and journey_of(self._bridge.snapshot(), finding.kind, finding.row_id) == journey_id
        )
        if found == self._shown:
            return
        self._shown = found
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if found:
            self._banner = self._made(found[0], len(found) - 1)
            self._column.addWidget(self._banner)
        self.setVisible(bool(found))

    def stand_between(self, before: QWidget, after: QWidget) -> None:
        """Let Tab go from the control before through the buttons to the one after."""
        for button in self.findChildren(QAbstractButton):
            if button.isVisibleTo(self):
                QWidget.setTabOrder(before, button)
                before = button
        QWidget.setTabOrder(before, after)

    def _made(self, finding: Finding, others: int) -> Banner:
        words = current()
        title = self._bridge.title(finding.kind, finding.row_id)
        more = ntr("{n} other thing to look at.", "{n} other things to look at.", others).format(n=others)
        sentence = " ".join(part for part in (words.label(finding.rule_id), more if others else "") if part)
        button = Button(tr("Show"), size="small", name="banner_show")
        button.clicked.connect(lambda: self._bridge.go_to(finding.kind, finding.row_id))
        banner = Banner(sentence, "warning", strong=f"{title}" if title else "", button=button, dismissible=True,
                        name="journey_banner")  # fmt: skip
        banner.dismissed.connect(lambda: set_aside(self._bridge, finding, self))
        return banner
