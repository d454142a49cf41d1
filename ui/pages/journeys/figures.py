"""The figures of a journey in one strip: success, drop-off, duration, frictions, measured touchpoints."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from journey.model import Friction
from resources.i18n import current, tr
from strategy.snapshot import Snapshot
from ui.models.journey_filters import filter_options
from ui.models.journey_signs import hours_label
from ui.pages.journeys.what_if.words import WHY_NONE
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.label import ElidedLabel, Label, tip
from ui.widgets.surface import Surface


class Figure(QWidget):
    """A large figure over its caption."""

    def __init__(self, caption: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._caption = caption
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._value = Label("–", "figure")
        self._words = ElidedLabel(caption, "caption", "ink2")
        self._range = Label("", "caption", "ink2", tabular=True)
        self._range.hide()
        for label in (self._value, self._words, self._range):
            column.addWidget(label)

    def value(self) -> str:
        """The figure shown."""
        return self._value.text()

    def show_value(self, value: str, tone: str = "", caption: str = "", why: str = "") -> None:
        """Show a figure; `why` says in a tooltip what it means or why there is none."""
        self._value.setText(value)
        self._value.set_tone(tone or "ink")
        self._words.setText(caption or self._caption)
        self.setAccessibleName(f"{caption or self._caption}: {value}")
        tip(self, why)

    def show_range(self, words: str, why: str = "") -> None:
        """Say under it how far the figure may lie from this, "" where it is known."""
        self._range.setText(words)
        self._range.setVisible(bool(words))
        tip(self._range, why)


class FigureStrip(Surface):
    """Five figures side by side above the outline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sheet", lines=("bottom",), name="journey_figures", parent=parent)
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(10), px(24), px(10))
        row.setSpacing(px(24))
        self.success = Figure(tr("reach the success"), "figure_success")
        self.drop_off = Figure(tr("leave on the way"), "figure_drop_off")
        self.duration = Figure(tr("mean duration"), "figure_duration")
        self.frictions = Figure(tr("frictions"), "figure_frictions")
        self.measured = Figure(tr("measured"), "figure_measured")
        for figure in (self.success, self.drop_off, self.duration, self.frictions, self.measured):
            row.addWidget(figure, 1)
        self.filter = ComboField(filter_options(), placeholder=tr("All touchpoints"), clearable=True, small=True,
                                 name="touchpoint_filter", accessible_name=tr("Touchpoints shown"))  # fmt: skip
        row.addWidget(self.filter)

    def show_results(self, snapshot: Snapshot, results: JourneyResults) -> None:
        """Show the figures of a journey, "n/a" with the reason where its graph gives none."""
        words = current()
        why = "" if results.fault is None else tr(WHY_NONE[results.fault])
        self.success.show_value(words.percent(results.success), "primary", why=why)
        self.drop_off.show_value(words.percent(results.drop_off), "drop", why=why)
        hours = results.duration_hours
        self.duration.show_value(tr("n/a") if hours is None else hours_label(hours), why=why)
        self.measured.show_value(words.percent(results.measured_share, 0))
        count = len(snapshot.where(Friction, journey_id=results.journey_id))
        caption = tr("frictions")
        if results.irritation_load is not None and count:
            caption = tr("{frictions}, irritation {load}").format(
                frictions=caption, load=words.number(results.irritation_load, 2)
            )
        self.frictions.show_value(words.number(count), caption=caption, why=tr(
            "Irritation adds severity times frequency over the passages of one customer."
        ))  # fmt: skip
