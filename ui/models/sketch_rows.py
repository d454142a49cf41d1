"""A journey before it is drawn, one touchpoint a row: what it will be in the plan."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from journey.kinds import shortened
from resources.i18n import Words, tr
from ui.models.file_rows import FileRows

if TYPE_CHECKING:
    from journey.sketch import JourneySketch, SketchPoint


class SketchRows(FileRows):
    """The first column counts the points."""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: see FileRows
        found = super().headerData(section, orientation, role)
        return tr("No.") if section == 0 and found is not None else found

    def show_sketch(self, sketch: JourneySketch, words: Words) -> None:
        """Show another journey."""
        from strategy.imports import PreviewRow

        titles = {point.key: _title(point, words) for point in sketch.points}
        onward: dict[str, list[str]] = defaultdict(list)
        for passage in sketch.passages:
            share = passage.values.get("probability")
            title = shortened(titles.get(passage.target, ""), 40)
            onward[passage.source].append(title if share is None else f"{title} ({words.percent(share)})")
        stages = [stage.name or words.label(stage.stage) for stage in sketch.stages]
        columns = (tr("Stage"), tr("Touchpoint"), tr("Kind"), tr("Leads to"), tr("Channel"), tr("Emotion"),
                   tr("Friction"))  # fmt: skip
        rows = [
            PreviewRow(
                number,
                (
                    "" if point.stage is None else stages[point.stage],
                    titles[point.key],
                    words.label(point.kind.value),
                    ", ".join(onward[point.key]),
                    words.label(point.values.get("channel")),
                    ", ".join(words.label(each["emotion"]) for each in point.emotions),
                    ", ".join(str(each.get("text") or words.label(each.get("type"))) for each in point.frictions),
                ),
            )
            for number, point in enumerate(sketch.points, 1)
        ]
        self.show_rows(columns, rows)


def _title(point: SketchPoint, words: Words) -> str:
    return point.name or words.label(point.values.get("type")) or words.label(point.kind.value)
