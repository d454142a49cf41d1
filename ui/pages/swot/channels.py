"""The answers to a question channel by channel: their mean is the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.catalogue import Entry
from resources.i18n import current, ntr, tr
from strategy.analysis import channels_in_use
from strategy.model import CapabilityAnswer
from strategy.naming import Naming
from strategy.operations import answer
from strategy.operations.swot import NOT_APPLICABLE, UNKNOWN
from ui.document_bridge import DocumentBridge
from ui.pages.swot.question import options_of
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.label import ElidedLabel, tip
from ui.widgets.scale import AnswerScale
from ui.widgets.shown import set_shown


class ChannelAnswers(QWidget):
    """Folded behind a link until a channel has an answer; for each channel that the plan uses a scale, and beside it
    that nobody knows, or that the question does not apply there."""

    left = Signal(QWidget, int)

    def __init__(self, bridge: DocumentBridge, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._entry = bridge, entry
        self._scales: dict[str, AnswerScale] = {}
        self._asides: dict[str, dict[str, Chip]] = {}
        self._is_open: bool | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self._switch = Button("", "link", size="small", on_click=self._toggle, name=f"channels_{entry.id}")
        top = QHBoxLayout()
        top.addWidget(self._switch)
        top.addStretch(1)
        column.addLayout(top)
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(theme().px(12), 0, 0, theme().px(4))
        self._column.setSpacing(theme().px(4))
        column.addWidget(self._rows)

    def follow(self) -> None:
        """Show the channels of the plan and their answers as they are now, once they are unfolded."""
        snapshot = self._bridge.snapshot()
        answers = {
            row.channel: row.answer for row in snapshot.where(CapabilityAnswer, question=self._entry.id) if row.channel
        }
        channels = channels_in_use(snapshot)
        is_shown = any(answers.values()) if self._is_open is None else self._is_open
        if is_shown:
            self._follow_rows(channels, answers)
        self._show_rows(is_shown, len(channels))

    def scale_of(self, channel: str) -> AnswerScale | None:
        """The scale of a channel, unfolded; None for a channel that the plan does not use."""
        if channel not in channels_in_use(self._bridge.snapshot()):
            return None
        self._is_open = True
        self.follow()
        return self._scales[channel]

    def _follow_rows(self, channels: Sequence[str], answers: Mapping[str, str | None]) -> None:
        naming = Naming(self._bridge.snapshot(), current())
        for channel in channels:
            if channel not in self._scales:
                self._add(channel, naming.label(channel))
            self._scales[channel].set_value(answers.get(channel))
            for value, chip in self._asides[channel].items():
                chip.setChecked(answers.get(channel) == value)
        for channel, scale in self._scales.items():
            holder = scale.parentWidget()
            if holder is not None:
                holder.setVisible(channel in channels)

    def _add(self, channel: str, label: str) -> None:
        holder = QWidget(self._rows)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(ElidedLabel(label, "small", "ink2"), 1)
        scale = AnswerScale(
            options_of(self._entry.get("scale")), numbered=True, asides=(UNKNOWN, NOT_APPLICABLE),
            name=f"scale_{self._entry.id}_{channel}", accessible_name=f"{current().label(self._entry.id)} {label}",
        )  # fmt: skip
        scale.chosen.connect(lambda value: self._write(channel, value))
        scale.left.connect(lambda by: self.left.emit(scale, by))
        row.addWidget(scale)
        asides = {UNKNOWN: (tr("?"), tr("Do not know")), NOT_APPLICABLE: (tr("n/a"), tr("Not applicable"))}
        chips = self._asides[channel] = {
            value: self._made_aside(channel, value, short, f"{label}: {words}")
            for value, (short, words) in asides.items()
        }
        for chip in chips.values():
            row.addWidget(chip)
        self._column.addWidget(holder)
        self._scales[channel] = scale

    def _made_aside(self, channel: str, value: str, short: str, words: str) -> Chip:
        chip = Chip(short, checkable=True, name=f"{value}_{self._entry.id}_{channel}", accessible_name=words)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows of the scale reach it
        tip(chip, words)
        chip.clicked.connect(lambda is_on: self._write(channel, value if is_on else None))
        return chip

    def _write(self, channel: str, value: str | None) -> None:
        self._bridge.run(lambda: answer(self._bridge.document, self._entry.id, value, channel))

    def _toggle(self) -> None:
        self._is_open = self._rows.isHidden()
        self.follow()

    def _show_rows(self, is_shown: bool, count: int) -> None:
        set_shown(self._rows, is_shown and count > 0)
        hide = ntr("Hide the {n} channel", "Hide the {n} channels", count)
        show = ntr("Answer for the {n} channel", "Answer for each of the {n} channels", count)
        self._switch.setText((hide if is_shown else show).format(n=count))
        set_shown(self._switch, count > 0)
