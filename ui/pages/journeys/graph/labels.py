"""The words of a drawing in one language, measured for its fonts."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from resources.i18n import Words
from ui.pages.journeys.graph.look import Look

_PILL_LEAST = 34.0


class Labels:
    """Percentages as they are written, with the room they take."""

    def __init__(self, words: Words, look: Look) -> None:
        self.words = words
        self.scale = words.tr("Scale to 100%")
        self.scale_width = QFontMetricsF(look.font("caption", weight=600)).horizontalAdvance(self.scale) + 16
        self._metrics = QFontMetricsF(look.font("label", tabular=True))
        self._widths: dict[float | None, tuple[str, float]] = {}

    def of(self, probability: float | None) -> tuple[str, float]:
        """A percentage and the width of its pill; a question mark as long as nobody has said."""
        found = self._widths.get(probability)
        if found is None:
            text = "?" if probability is None else self.words.percent(probability)
            width = max(_PILL_LEAST, self._metrics.horizontalAdvance(text) + 12)
            found = self._widths[probability] = (text, width)
        return found
