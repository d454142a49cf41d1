"""The right panel of the objectives: questions of the method above, library below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import tr
from ui.document_bridge import DocumentBridge
from ui.pages.objectives.library import Library
from ui.pages.objectives.questions import Questions
from ui.widgets.surface import Rule


class ObjectivesPanel(QWidget):
    """Both parts share the height; the library takes it all when the questions are folded."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("objectives_panel")
        self.setAccessibleName(tr("Questions and suggestions"))
        self.questions = Questions(bridge)
        self.library = Library(bridge)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.questions, 2)
        self._column.addWidget(Rule())
        self._column.addWidget(self.library, 3)
        self.questions.folded.connect(lambda folded: self._column.setStretch(0, 0 if folded else 2))

    def follow(self) -> None:
        """Follow the plan."""
        self.questions.follow()
        self.library.follow()
