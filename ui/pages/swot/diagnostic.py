"""The diagnostic: the four areas on a radar, what to rely on and where to invest first, and the questions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.analysis import AreaScore, Reading, area_scores, strength_threshold
from strategy.analysis.held_back import HeldBackReport
from strategy.analysis.statements import DATA_VALUE
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.models.held_back import area_words
from ui.models.swot import area_name
from ui.pages.swot.areas import AreaSection
from ui.pages.swot.radar import Axis, Legend, Radar
from ui.theme.theme import theme
from ui.widgets.focus import focus_in_view
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.scale import AnswerScale
from ui.widgets.surface import Surface
from ui.widgets.tab_order import chain_tab_order


class Diagnostic(ScrollColumn):
    """Scrolls as a whole; the least known area is unfolded at first."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=0, ground="sheet", name="diagnostic", parent=parent)
        self._bridge = bridge
        self.setAccessibleName(tr("Capability diagnostic"))
        self.radar = Radar(name="radar")
        self._legend = Legend()
        self._rely_on = ReadingBox("success", tr("Rely on"), tr("No strength yet"), name="rely_on")
        self._invest = ReadingBox("warning", tr("Invest first"), tr("No weakness found"), name="invest_first")
        self.add(self._summary())
        self.areas = {area: AreaSection(bridge, area) for area in catalogue().ids("capability_areas")}
        for section in self.areas.values():
            section.left.connect(self._walk)
            section.unfolded.connect(self._chain_focus)
            self.add(section)
        self._has_opened = False

    def follow(self) -> None:
        """Show scores and answers as they are now."""
        snapshot = self._bridge.snapshot()
        scores, threshold = area_scores(snapshot), strength_threshold(snapshot)
        self.radar.show_axes([_axis(score) for score in scores], threshold)
        from_strength = tr("Strength from {share}").format(share=current().percent(threshold, 0))
        self._legend.show_words(tr("Now"), from_strength)
        self._rely_on.show_names(_names(scores, Reading.STRENGTH))
        self._invest.show_names(_names(scores, Reading.WEAKNESS))
        for section in self.areas.values():
            section.follow()
        if not self._has_opened:
            self._has_opened = True
            first = min(scores, key=lambda score: (score.is_assessed, score.score or 0.0))
            self.areas[first.area].set_open(True)

    def show_report(self, report: HeldBackReport) -> None:
        """Say which area holds back most value, where that is known."""
        self._invest.show_note(area_words(Naming(self._bridge.snapshot(), current()), report))

    def reveal(self, question: str, channel: str | None = None) -> bool:
        """Unfold the area of a question and give its scale the focus; also for a kind of data of the checklist."""
        for section in self.areas.values():
            scale = section.scale_of(question, channel)
            if scale is not None:
                self._focus_on(scale)
                return True
        return self._reveal_tick(question)

    def open_area(self, area: str) -> bool:
        """Unfold an area and give its head the focus."""
        section = self.areas.get(area)
        if section is None:
            return False
        section.set_open(True)
        self._focus_on(section.head)
        return True

    def _reveal_tick(self, data_type: str) -> bool:
        question = catalogue()[DATA_VALUE]
        section = self.areas[question.get("area")]
        if data_type not in question.ids("checklist"):
            return False
        section.set_open(True)
        if section.checklist is not None:
            self._focus_on(section.checklist.ticks[data_type])
        return True

    def _focus_on(self, widget: QWidget) -> None:
        focus_in_view(widget)  # what was folded has its size only later
        self.ensureWidgetVisible(widget, 0, theme().px(80))

    def _walk(self, scale: QWidget, by: int) -> None:
        """From a scale to the one above or under it, among those unfolded."""
        scales = [each for section in self.areas.values() for each in section.findChildren(AnswerScale)]
        shown: list[QWidget] = sorted((each for each in scales if each.isVisible()), key=_height_in(self))
        if scale in shown:
            place = shown.index(scale) + by
            if 0 <= place < len(shown):
                shown[place].setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(shown[place], 0, theme().px(80))

    def _chain_focus(self) -> None:
        chain_tab_order(self.areas.values())

    def _summary(self) -> QWidget:
        px = theme().px
        summary = QWidget()
        row = QHBoxLayout(summary)
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.setSpacing(px(8))
        row.addWidget(self.radar)
        side = QVBoxLayout()
        side.setSpacing(px(10))
        side.addWidget(self._legend)
        side.addWidget(self._rely_on)
        side.addWidget(self._invest)
        side.addStretch(1)
        row.addLayout(side, 1)
        return summary


class ReadingBox(Surface):
    """A tinted box that names areas under a title."""

    def __init__(self, tone: str, title: str, none: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{tone}Tint", radius="card", name=name, parent=parent)
        self._none, self._title = none, title
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(2))
        column.addWidget(Label(title, "label", tone, weight=600))
        self._names = Label("", "small", weight=600, wrap=True)
        column.addWidget(self._names)
        self._note = Label("", "caption", "ink2", wrap=True, name="reading_note")
        self._note.hide()
        column.addWidget(self._note)

    def show_note(self, words: str) -> None:
        """Say something under the names; "" for nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def show_names(self, names: list[str]) -> None:
        """Name the areas, one under the other."""
        self._names.setText("\n".join(names) or self._none)
        self._names.set_tone("ink" if names else "ink2")
        self._names.set_weight(600 if names else 400)
        self.setAccessibleName(f"{self._title}: {', '.join(names) or self._none}")


def _axis(score: AreaScore) -> Axis:
    words = tr("to assess") if score.score is None else current().percent(score.score, 0)
    return Axis(area_name(score.area), score.score, words, score.reading is Reading.WEAKNESS)


def _names(scores: tuple[AreaScore, ...], reading: Reading) -> list[str]:
    """The areas that read so, the furthest from the middle first."""
    found = [score for score in scores if score.reading is reading]
    found.sort(key=lambda score: score.score or 0.0, reverse=reading is Reading.STRENGTH)
    return [area_name(score.area) for score in found]


def _height_in(parent: QWidget) -> Callable[[QWidget], int]:
    return lambda widget: widget.mapTo(parent, widget.rect().topLeft()).y()
