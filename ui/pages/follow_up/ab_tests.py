"""A/B tests: two variants, what they gave, and what that means in words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from strategy.model import AbTest
from strategy.operations import add_ab_test
from ui.document_bridge import DocumentBridge
from ui.models.plan_rows import ab_test_columns, ab_test_ids
from ui.pages.follow_up.verdict import Verdict
from ui.pages.rows_block import Acts, RowsBlock
from ui.widgets.panel import ScrollColumn


class AbTests(ScrollColumn):
    """The table, with the verdict on the test that has the cursor."""

    used = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=28, name="follow_up_tests", parent=parent)
        self._bridge = bridge
        self.block = RowsBlock(
            bridge, AbTest, ab_test_columns(), ab_test_ids, title=tr("A/B tests"), wide="name",
            help_text=tr("Two variants, their successes and trials: is the difference more than chance?"),
            name="ab_tests", can_copy=False,
        )  # fmt: skip
        self.block.set_adding(tr("New A/B test"), self.add_test)
        self.verdict = Verdict(bridge)
        self.block.add_below(self.verdict)
        self.block.used.connect(self._show_verdict)
        self.block.used.connect(self.used)
        self.add(self.block)

    def follow(self) -> None:
        """Follow the plan."""
        self.block.follow()
        if not self.block.current_id and self.block.model.ids:
            self.block.table.setCurrentIndex(self.block.model.index(0, 0))
        self._show_verdict()

    def handlers(self) -> Acts:
        return {"new": self.add_test, **self.block.handlers()}

    def add_test(self) -> None:
        """Add a test and put the cursor in its name."""
        self.block.edit_added(self._bridge.run(lambda: add_ab_test(self._bridge.document)), "name")

    def _show_verdict(self) -> None:
        self.verdict.show_test(self.block.current_id)
