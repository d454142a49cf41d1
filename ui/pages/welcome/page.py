"""The welcome screen: what to start with at the left, plans and samples at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from resources.i18n import tr
from resources.version import VERSION
from ui.actions import ActionSet, key_text, spec
from ui.pages.welcome.cards import LatestCard, PlanItem, RecentRow, SampleCard
from ui.pages.welcome.sketches import SAMPLE_SKETCHES
from ui.recent import RecentPlan, forget, recent_plans
from ui.shell.brand import BrandMark
from ui.shell.foot import Foot
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.paint import box, line, painter_on
from ui.widgets.rhumb import Rose, draw_rhumb_lines

_SIDE_WIDTH = 408
_MARGIN, _NARROW_MARGIN = 56, 32
_ROOMY = 1280
"""The width from which the page affords the wide margin beside the samples."""
_ROWS_SHOWN = 3


class WelcomePage(QWidget):
    """Says what the user wants; the window opens and creates."""

    plan_wanted = Signal(str)
    """Path of a plan to open."""
    sample_wanted = Signal(str)
    """ "saas", "bank" or "shop"."""
    language_wanted = Signal(str)

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAccessibleName(tr("Welcome"))
        side = WelcomeSide(actions)
        side.language_wanted.connect(self.language_wanted)
        self._recent = RecentPlans()
        self._recent.plan_wanted.connect(self.plan_wanted)
        content = QWidget()
        self._column = column = QVBoxLayout(content)
        px = theme().px
        column.setSpacing(0)
        column.addWidget(self._recent)
        column.addWidget(Label(tr("Start from a sample"), "title", name="samples_title"))
        column.addSpacing(px(14))
        column.addLayout(self._samples())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("welcome_plans")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        content.setAutoFillBackground(False)  # the page paints the ground
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme().px
        side = px(_MARGIN if self.width() >= px(_ROOMY) else _NARROW_MARGIN)
        self._column.setContentsMargins(side, px(_MARGIN), side, px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        box(painter_on(self), self.rect(), "sheet")

    def _samples(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        texts = {
            "saas": (tr("Subscription software"), tr("From free to paid")),
            "bank": (tr("Retail bank"), tr("Correcting a statement")),
            "shop": (tr("Online shop"), tr("From one order to the next")),
        }
        for sample, (title, sentence) in texts.items():
            card = SampleCard(sample, title, sentence, SAMPLE_SKETCHES[sample])
            card.clicked.connect(lambda _checked=False, wanted=sample: self.sample_wanted.emit(wanted))
            row.addWidget(card)
        return row


class WelcomeSide(QWidget):
    """Brand, the two ways to start, language, theme, preferences, help and version."""

    language_wanted = Signal(str)

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        px = theme().px
        self.setObjectName("welcome_side")
        self.setFixedWidth(px(_SIDE_WIDTH))
        foot = Foot(actions, inset=0)
        foot.language_wanted.connect(self.language_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(48), px(72), px(64), px(20))
        column.setSpacing(0)
        column.addWidget(BrandMark(56))
        column.addSpacing(px(18))
        column.addWidget(Label("Périple", "brand", name="brand"))
        column.addWidget(Label(tr("From your goals to the action plan, in five steps."), "lead", "ink2", wrap=True))
        column.addSpacing(px(44))
        for action_id, kind, icon in (("new_plan", "primary", "plus"), ("open_plan", "secondary", "folder-open")):
            words, keys = tr(spec(action_id).text), key_text(action_id).replace("+", " ")
            name = f"welcome_{action_id}"
            button = Button(words, kind, size="large", icon=icon, shortcut_hint=keys, name=name)
            button.clicked.connect(actions[action_id].trigger)
            column.addWidget(button)
            column.addSpacing(px(10))
        bring_back = Button(tr(spec("recovery").text), "link", name="welcome_recovery")
        bring_back.clicked.connect(actions["recovery"].trigger)
        column.addWidget(bring_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(foot)
        column.addSpacing(px(12))
        sentence = tr("Version {version}, free software.\nYour files stay on your computer.")
        column.addWidget(Label(sentence.format(version=VERSION), "caption", "ink3", wrap=True, name="version"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = painter_on(self), QRectF(self.rect())
        box(painter, area, "shell")
        px = theme().px
        roses = [Rose(px(40), px(560)), Rose(px(300), area.height() - px(88), (px(96), px(150)))]
        draw_rhumb_lines(painter, area, roses)
        edge = area.right() - 0.5
        line(painter, QPointF(edge, 0), QPointF(edge, area.height()), "line")


class RecentPlans(QWidget):
    """The plans opened lately, with a filter; hidden while there are none."""

    plan_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._plans: tuple[RecentPlan, ...] = ()
        self._is_unfolded = False
        self._more = Button(tr("All recent plans"), "link", on_click=self._unfold, name="all_recent")
        self._filter = FilterField()
        self._filter.textChanged.connect(self._show)
        self._grid = QGridLayout()
        self._none = Label(tr("No plan has these words."), "body", "ink3", name="no_match")
        px = theme().px
        head = QHBoxLayout()
        head.addWidget(Label(tr("Recent plans"), "title", name="recent_title"), 1)
        head.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(44))
        column.setSpacing(px(20))
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addWidget(self._none)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignRight)
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 42)
        self._grid.setColumnStretch(1, 48)
        self._read()

    def _read(self) -> None:
        self._plans = recent_plans()
        self.setVisible(bool(self._plans))
        self._filter.setVisible(len(self._plans) > 1)
        self._show()

    def _show(self) -> None:
        while (taken := self._grid.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        wanted = _looked_for(self._filter.text())
        found = [plan for plan in self._plans if all(word in _searched(plan) for word in wanted)]
        shown = found if wanted or self._is_unfolded else found[: _ROWS_SHOWN + 1]
        self._more.setVisible(len(shown) < len(found))
        self._none.setVisible(bool(self._plans) and not shown)
        for index, plan in enumerate(shown):
            card = LatestCard(plan) if index == 0 else RecentRow(plan, index, is_last=plan is shown[-1])
            item = PlanItem(card)
            item.opened.connect(self.plan_wanted)
            item.removed.connect(self._remove)
            if index == 0:
                self._grid.addWidget(item, 0, 0, _ROWS_SHOWN, 1, Qt.AlignmentFlag.AlignTop)
            else:
                self._grid.addWidget(item, index - 1, 1)

    def _unfold(self) -> None:
        self._is_unfolded = True
        self._show()

    def _remove(self, path: str) -> None:
        forget(path)
        self._read()


class FilterField(QLineEdit):
    """A field with the magnifying glass."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recent_filter")
        self.setAccessibleName(tr("Filter plans"))
        self.setPlaceholderText(tr("Filter plans"))
        self.setFixedWidth(theme().px(240))
        self.setTextMargins(theme().px(24), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().px(16)
        place = QRectF(theme().px(11), (self.height() - side) / 2, side, side)
        icons.draw(painter_on(self), "search", place, "ink3")


def _looked_for(words: str) -> list[str]:
    if not words:  # as the page is first shown: nothing is loaded for it
        return []
    from resources.folding import plain

    return plain(words).split()


def _searched(plan: RecentPlan) -> str:
    from resources.folding import plain

    return plain(f"{plan.name} {plan.company} {plan.path}")
