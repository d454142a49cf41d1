"""The what-if of one or several frictions: a slider, a large gain, and what it means in people and in money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Friction, Touchpoint, Transition
from journey.valuation import journey_worth
from resources.i18n import current, ntr, tr
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.messages import Way, messages
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.what_if import words
from ui.pages.journeys.what_if.lines import GainFigure, Line, Lines
from ui.pages.journeys.what_if.supposing import Supposing
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.slider import StepSlider
from ui.widgets.surface import Rule, Surface

if TYPE_CHECKING:
    from journey.what_if import WhatIfResult
    from strategy.snapshot import Snapshot

_MOST_POINTS = 3
"""Touchpoints whose share of leavers is told."""
_POINT = 0.01


class WhatIfPanel(QWidget):
    """Asks about the frictions that it was given, of which those with a tick count; on screen it marks the graph."""

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("what_if")
        self.setAccessibleName(tr("What if"))
        self._bridge, self._selection = bridge, selection
        self._journey_id = ""
        self._ids: tuple[str, ...] = ()
        self._ticks: dict[str, CheckBox] = {}
        self.supposing = Supposing(self)
        self.supposing.answered.connect(self._show_answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        column.addWidget(self._ground())
        column.addWidget(self._buttons())

    def show_frictions(self, journey_id: str, friction_ids: Sequence[str], *, with_ticks: bool = True) -> None:
        """Be about these frictions; other ones than before forget what was tried.

        Without ticks the set is chosen elsewhere, and one more friction keeps the slider where it is.
        """
        if (journey_id, tuple(friction_ids)) != (self._journey_id, self._ids):
            is_same_set = journey_id == self._journey_id and not with_ticks
            self._journey_id, self._ids = journey_id, tuple(friction_ids)
            self._make_ticks(with_ticks=with_ticks)
            if is_same_set:
                self._ask()
            else:
                self.reset()
        self.setVisible(bool(self._ids))

    def show_results(self, snapshot: Snapshot) -> None:
        """Take the journey as it is now, once its figures are known."""
        if self._ids:
            for friction_id, tick in self._ticks.items():
                row = snapshot.get(Friction, friction_id)
                tick.setText((Naming(snapshot, current()).title(row) if row else "").replace("&", "&&"))
            self.supposing.prepare(snapshot, self._journey_id)

    def reset(self) -> None:
        """Forget what was tried."""
        self.slider.set_value(0)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._selection.suppose(())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._selection.suppose(self.supposing.suppositions())

    # Building

    def _ground(self) -> Surface:
        px = theme().px
        ground = Surface("primaryTint", radius="card", name="what_if_ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        self._title = Label("", "small", weight=600, wrap=True, name="what_if_title")
        self._share = Label("", "small", "primary", weight=600, tabular=True, name="what_if_share")
        head.addWidget(self._title, 1)
        head.addWidget(self._share, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._tick_column = QVBoxLayout()
        self._tick_column.setSpacing(px(4))
        column.addLayout(self._tick_column)
        self.slider = StepSlider(name="what_if_slider", accessible_name=tr("Share of the points lost that is won back"))
        self.slider.moved.connect(lambda _value: self._ask())
        column.addWidget(self.slider)
        self._note = Label("", "small", "ink2", wrap=True, name="what_if_note")
        column.addWidget(self._note)
        self._answer = QWidget()
        column.addWidget(self._answer)
        self._lay_out_answer()
        return ground

    def _lay_out_answer(self) -> None:
        px = theme().px
        column = QVBoxLayout(self._answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        main, left = QHBoxLayout(), QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(ElidedLabel(tr("Success"), "small", "ink2"))
        self._success = Label("", "body", wrap=True, tabular=True, name="what_if_success")
        left.addWidget(self._success)
        main.addLayout(left, 1)
        self._gain = GainFigure("what_if_gain")
        main.addWidget(self._gain, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(main)
        self._range = Label("", "caption", "ink2", wrap=True, name="what_if_range")
        column.addWidget(self._range)
        column.addWidget(Rule())
        self._lines = Lines(_MOST_POINTS + 2)
        column.addWidget(self._lines)

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, spacing=8, line_spacing=8)
        self._apply = Button(tr("Apply to the to-be"), icon="git-pull-request-create", on_click=self._apply_now,
                             name="apply_what_if")  # fmt: skip
        self._reset = Button(tr("Reset"), "ghost", on_click=self.reset, name="what_if_reset")
        row.addWidget(self._apply)
        row.addWidget(self._reset)
        return holder

    def _make_ticks(self, *, with_ticks: bool) -> None:
        while (item := self._tick_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        wanted = self._ids if with_ticks and len(self._ids) > 1 else ()
        self._ticks = {}
        for friction_id in wanted:
            tick = self._ticks[friction_id] = CheckBox("", checked=True, name="what_if_friction")
            tick.toggled.connect(lambda _checked: self._ask())
            self._tick_column.addWidget(tick)

    # Asking and showing

    def _chosen(self) -> list[str]:
        return [each for each in self._ids if each not in self._ticks or self._ticks[each].isChecked()]

    def _ask(self) -> None:
        fraction = self.slider.value() / 100.0
        self.supposing.ask(dict.fromkeys(self._chosen(), fraction) if fraction else {})

    def _show_answer(self) -> None:
        chosen, result = self._chosen(), self.supposing.result
        self._title.setText(ntr("What if this friction is fixed?", "What if these {n} frictions are fixed?",
                                max(len(chosen), 1)).format(n=len(chosen)))  # fmt: skip
        self._share.setText(current().percent(self.slider.value() / 100.0))
        problem = self._problem(chosen)
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        is_tried = bool(self.supposing.asked) and result is not None and result.gain is not None
        self.slider.setEnabled(bool(chosen) and self.supposing.fault is None and result is not None)
        self._answer.setVisible(result is not None and not problem)
        self._apply.setEnabled(is_tried and not self._bridge.document.is_read_only)
        self._reset.setEnabled(bool(self.supposing.asked))
        if result is not None:
            self._show_result(result)
        if self.isVisible():
            self._selection.suppose(self.supposing.suppositions())

    def _problem(self, chosen: list[str]) -> str:
        """Why there is no answer; "" when there is one."""
        fault, result = self.supposing.fault, self.supposing.result
        if fault is not None:
            return tr(words.WHY_NONE[fault])
        if result is None:
            return tr("Computing…")
        if not any(self.supposing.can_ask(each) for each in chosen):
            return tr("Enter its severity and its frequency, or the share of the loss that it explains, to try this.")
        if result.gain is None:
            return tr("Customers won back would go round for ever: draw a way on from this point first.")
        return ""

    def _show_result(self, result: WhatIfResult) -> None:
        gain, snapshot = result.gain or 0.0, self._bridge.snapshot()
        spread, naming = self.supposing.spread, Naming(snapshot, current())
        self._success.setText(words.from_to(result.success_before, result.success_after or result.success_before))
        self._gain.set_text(words.points(gain))
        self._range.setText(self._about(result))
        lines = self._leaving(snapshot, naming, result)
        worth = journey_worth(snapshot, self._journey_id)
        each, value = worth.people_of(1.0), worth.value_of(1.0)
        unknown = tr("n/a")
        people = unknown if result.people is None else words.people(result.people)
        lines.append(Line(tr("Successes a year"), people, words.between(spread, each, words.people)))
        money = unknown if result.value is None else words.money(naming, result.value)
        ranged = words.between(spread, value, lambda amount: words.money(naming, amount))
        lines.append(Line(tr("Value a year"), money, ranged))
        self._lines.show_lines(lines)

    def _about(self, result: WhatIfResult) -> str:
        """The range of the gain, and for several frictions what they would bring one by one."""
        ranged = words.between(self.supposing.spread, 1.0, words.points)
        parts = [tr("Range: {range}, as rates are assumed").format(range=ranged)] if ranged else []
        count = len(self.supposing.asked)
        if count > 1 and result.sum_of_gains is not None and result.gain is not None:
            parts.append(tr("These {n} together: {joint}; one by one they would add up to {sum}.").format(
                n=count, joint=words.points(result.gain), sum=words.points(result.sum_of_gains)
            ))  # fmt: skip
        return "\n".join(parts) or tr("Move the slider: how much of what it costs would be won back?")

    def _leaving(self, snapshot: Snapshot, naming: Naming, result: WhatIfResult) -> list[Line]:
        places = {row.touchpoint_id or _source_of(snapshot, row) for row in self._frictions(snapshot)}
        shown = [(each, shares) for each, shares in result.drop_off.items() if each in places]
        is_alone = len(shown) == 1
        lines = []
        for point_id, (before, after) in shown[:_MOST_POINTS]:
            point = snapshot.get(Touchpoint, point_id)
            name = naming.title(point) if point is not None else ""
            label = tr("Leave at this point") if is_alone else tr("Leave at “{name}”").format(name=name)
            lines.append(Line(label, words.from_to(before, after, decimals=0 if before - after > _POINT else None)))
        return lines

    def _frictions(self, snapshot: Snapshot) -> list[Friction]:
        rows = (snapshot.get(Friction, each) for each in self._chosen())
        return [row for row in rows if row is not None]

    def _apply_now(self) -> None:
        from strategy.operations import apply_what_if

        document, asked = self._bridge.document, dict(self.supposing.asked)
        to_be_id = self._bridge.run(lambda: apply_what_if(document, self._journey_id, asked))
        if to_be_id is not None:
            self.reset()
            way = Way(tr("Show"), lambda: self._bridge.go_to("journey", to_be_id))
            messages().toast(tr("The to-be journey has taken over these percentages"), icon="route", way=way)


def _source_of(snapshot: Snapshot, row: Friction) -> str | None:
    passage = snapshot.get(Transition, row.transition_id)
    return passage.source_id if passage is not None else None
