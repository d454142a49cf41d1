"""The panel of one action: every field of the method, its links, and what the method says about it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Journey
from resources.i18n import current, tr
from strategy.analysis import expected_effect_date, rank_actions
from strategy.analysis.returns import action_return
from strategy.entries import kpi_traits
from strategy.links import objectives_of_action
from strategy.model import PRIORITY_NAMES, Action, ActionStatus, Tool
from strategy.naming import Naming
from strategy.operations import set_value, tell_progress
from strategy.proposals import proposed_levers, proposed_types
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.returns import formula_words, months_words, rate_words
from ui.pages.action_plan.links import DEPENDENCY, LINKS, chosen_ids, write_links
from ui.pages.action_plan.proposals import Proposals
from ui.pages.reasons_block import ReasonsBlock
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.date import DateField
from ui.widgets.field import Field, TextArea, TextField
from ui.widgets.label import Label, TwoLineLabel
from ui.widgets.number import NumberField
from ui.widgets.panel import ScrollColumn
from ui.widgets.picks import PicksField
from ui.widgets.segmented import Segmented
from ui.widgets.signs import Glyph

_NEEDED = ("name", "type", "owner", "start_date", "end_date", "cost", "effort_days", "kpi", "baseline", "target")
"""Fields of the method that an action cannot do without, those with a mark of their own left out."""
_NEEDED_LINKS = ("segments", "objectives", "touchpoints")
Options = Sequence[tuple[object, str]]


class ActionDetails(QWidget):
    """Shows the action it is told to."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._id = bridge, ""
        self.setObjectName("action_details")
        self.setAccessibleName(tr("Action"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._fields: dict[str, Any] = {}  # any: the controls below, by column; each knows how to show its value
        self._picks = {key: self._links(key) for key in LINKS}
        self._reasons = ReasonsBlock(bridge)
        self._proposals = {column: Proposals(f"proposed_{column}") for column in ("type", "lever")}
        for proposed, chips in self._proposals.items():
            chips.taken.connect(partial(self._write, proposed), Qt.ConnectionType.QueuedConnection)
        scroll = ScrollColumn(margins=(20, 4, 20, 20), spacing=12, name="action_fields", parent=self)
        self._lay_out(scroll)
        column.addWidget(scroll, 1)
        self._content = scroll

    @property
    def action_id(self) -> str:
        return self._id

    def show_action(self, action_id: str) -> None:
        """Show another action, "" for none."""
        self._settle_typing()
        self._id = action_id
        self.follow()

    def follow(self) -> None:
        """Show the action as it is now, if the panel is open."""
        if not self.isVisible():
            return
        snapshot = self._bridge.snapshot()
        row = snapshot.get(Action, self._id)
        self._content.setVisible(row is not None)
        self._content.setEnabled(not self._bridge.document.is_read_only)
        if row is None:
            self._code.setText(tr("Action"))
            self._title.setText(tr("None chosen"))
            return
        names = Naming(snapshot, current())
        self._code.setText(", ".join(filter(None, (names.code(row), _standing(snapshot, row)))))
        self._title.setText(names.title(row) or tr("Action to name"))
        self._offer(snapshot, row, names)
        for column, control in self._fields.items():
            self._show(control, column, getattr(row, column))
        effect = expected_effect_date(row)
        self._effect.setText(current().date(effect) if effect else tr("An end date is missing"))
        self._worth.setText(_worth(snapshot, row))
        for key, field in self._picks.items():
            link = LINKS[key]
            chosen = chosen_ids(snapshot, link, row.id)
            field.show_choices(link.choices(snapshot, row.id), chosen, is_needed=key in _NEEDED_LINKS)
        said = [current().label(each.rule_id) for each in self._bridge.findings() if each.row_id == row.id]
        self._says.setText("\n".join(dict.fromkeys(said)))
        self._warning.setVisible(bool(said))
        self._reasons.show_action(row.id)

    def take_focus(self) -> None:
        """Put the cursor in the first field."""
        self._fields["name"].setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    # Inside

    def _head(self) -> QHBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(20), px(14), px(20), px(12))
        row.setSpacing(px(10))
        row.addWidget(Glyph("flag", "primary", 20))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._code = Label("", "caption")
        self._title = TwoLineLabel("", "heading", name="details_title")
        texts.addWidget(self._code)
        texts.addWidget(self._title)
        row.addLayout(texts, 1)
        return row

    def _lay_out(self, scroll: ScrollColumn) -> None:
        self._warning = self._warning_box()
        scroll.add(self._warning)
        scroll.add(Field(tr("Title"), self._text("name")))
        scroll.add(Field(tr("Why this action?"), self._reasons))
        statuses = [(str(each), current().label(each)) for each in ActionStatus]
        status = self._keep("status", ComboField(statuses, name="action_status"))
        grades = [(None, "–"), *((n, str(n)) for n in range(1, 6))]
        scroll.add(Field(tr("Deliverable"), self._text("deliverable")))
        scroll.add(_pair((tr("Status"), status), (tr("Owner"), self._text("owner"))))
        scroll.add(Field(tr("Expected impact, 1 to 5"), self._choice("impact", grades, tr("Expected impact, 1 to 5"))))
        sure = tr("Confidence in the impact, 1 to 5")
        scroll.add(Field(sure, self._choice("confidence", grades, sure)))
        scroll.add(Field(tr("Contributors"), self._text("contributors")))
        ranks = [(None, "–"), *((n, tr(name)) for n, name in PRIORITY_NAMES.items())]
        scroll.add(Field(tr("Priority"), self._choice("priority", ranks, tr("Priority"))))
        scroll.add(Field(tr("Action type"), self._combo("type", tr("Type to choose"))))
        scroll.add(self._proposals["type"])
        scroll.add(Field(tr("Lever"), self._combo("lever", tr("None"))))
        scroll.add(self._proposals["lever"])
        for key in ("segments", "objectives"):
            scroll.add(Field(tr(LINKS[key].title), self._picks[key]))
        scroll.add(_pair((tr("Start"), self._date("start_date")), (tr("End"), self._date("end_date"))))
        self._effect = Label("", "small", "ink2", name="effect_date")
        days = self._number("lead_time_days", unit=tr("days"))
        done = self._keep("progress", NumberField(minimum=0, maximum=100, decimals=0, unit="%",
                                                  placeholder=tr("Not told"), name="action_progress"))  # fmt: skip
        done.committed.connect(self._tell_progress)
        scroll.add(_pair((tr("Delay before effect"), days), (tr("Effect expected"), self._effect)))
        scroll.add(Field(tr("Progress"), done))
        scroll.add(_pair(
            (tr("Cost"), self._number("cost", decimals=2)),
            (tr("Effort"), self._number("effort_days", decimals=1, unit=tr("days"))),
        ))  # fmt: skip
        scroll.add(Field(tr("Running cost, a month"), self._number("running_cost", decimals=2)))
        scroll.add(_pair(
            (tr("Gain a year, low"), self._number("gain_low", decimals=2)),
            (tr("Gain a year, high"), self._number("gain_high", decimals=2)),
        ))  # fmt: skip
        scroll.add(Field(tr("Gain a year, likely"), self._number("gain", decimals=2)))
        scroll.add(Field(tr("KPI"), self._combo("kpi", tr("KPI to choose"))))
        scroll.add(_pair(
            (tr("Baseline"), self._number("baseline", least=None, decimals=4)),
            (tr("Target"), self._number("target", least=None, decimals=4)),
        ))  # fmt: skip
        scroll.add(_pair(
            (tr("Customers concerned"), self._number("gain_customers", decimals=0)),
            (tr("Value of one, a year"), self._number("gain_unit_value", decimals=2)),
        ))  # fmt: skip
        self._worth = Label("", "small", "ink2", wrap=True, name="gain_formula")
        scroll.add(self._worth)
        scroll.add(Field(tr("Journey"), self._combo("journey_id", tr("Journey to choose"))))
        for key in ("touchpoints", "frictions", "statements", "opportunities", "needs"):
            scroll.add(Field(tr(LINKS[key].title), self._picks[key]))
        scroll.add(Field(tr("Tool bought or tried"), self._combo("tool_id", tr("None"))))
        scroll.add(Field(tr(DEPENDENCY.title), self._picks["dependencies"]))
        for column, title in (("risk", tr("Risk")), ("client_comment", tr("Client’s comment")), ("note", tr("Note"))):
            scroll.add(Field(title, self._area(column)))
        status.chosen.connect(partial(self._write, "status"))

    def _warning_box(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(Glyph("triangle-alert", "warning"), 0, Qt.AlignmentFlag.AlignTop)
        self._says = Label("", "small", "warning", wrap=True, name="action_warnings")
        row.addWidget(self._says, 1)
        return holder

    def _offer(self, snapshot: Snapshot, row: Action, names: Naming) -> None:
        """Fill the lists, what suits the action first: types by what it answers, levers by its type."""
        suited = proposed_types(snapshot, row)
        levers = proposed_levers(snapshot, [row.type] if row.type else suited)
        self._proposals["type"].show_ids(snapshot, suited, row.type)
        self._proposals["lever"].show_ids(snapshot, levers, row.lever)
        aims = [each.kpi for each in objectives_of_action(snapshot, row.id) if each.kpi]
        journeys = [(each.id, names.title(each)) for each in snapshot.all(Journey)]
        tools = [(each.id, names.title(each)) for each in snapshot.all(Tool)]
        offered: Mapping[str, Options] = {
            "type": entry_options(snapshot, "action_types", suited),
            "lever": entry_options(snapshot, "levers", levers),
            "kpi": entry_options(snapshot, "kpis", aims),
            "journey_id": journeys,
            "tool_id": tools,
        }
        for column, options in offered.items():
            field: ComboField = self._fields[column]
            if [label for _, label in options] != [field.itemText(at) for at in range(1, field.count())]:
                field.set_options(options, getattr(row, column))
        unit = names.unit(kpi_traits(snapshot, row.kpi).unit)
        for column in ("baseline", "target"):
            self._fields[column].setAccessibleDescription(unit)

    def _show(self, control: Any, column: str, value: object) -> None:  # any: see `_fields`
        if isinstance(control, TextField | TextArea):
            control.set_text(str(value or ""))
        elif not isinstance(control, NumberField | DateField) or control.value() != value:
            control.set_value(value)
        missing = column in _NEEDED and value in (None, "")
        if bool(control.property("warn")) != missing:
            control.setProperty("warn", missing)
            control.style().unpolish(control)
            control.style().polish(control)

    def _settle_typing(self) -> None:
        """What is being typed belongs to the action shown until now."""
        for control in self._fields.values():
            if control.hasFocus() and isinstance(control, TextField | TextArea | NumberField | DateField):
                control.commit()

    def _links(self, key: str) -> PicksField:
        link = LINKS[key]
        field = PicksField(placeholder=tr(link.placeholder), name=f"action_{key}", accessible_name=tr(link.title))
        field.picked.connect(lambda ids: write_links(self._bridge, link, self._id, ids))
        return field

    def _text(self, column: str) -> TextField:
        field: TextField = self._keep(column, TextField(placeholder=tr("To set"), name=f"action_{column}"))
        field.committed.connect(lambda words: self._write(column, words.strip()))
        return field

    def _area(self, column: str) -> TextArea:
        field: TextArea = self._keep(column, TextArea(name=f"action_{column}", lines=4 if column == "note" else 2))
        field.committed.connect(partial(self._write, column))
        return field

    def _choice(self, column: str, options: Options, accessible_name: str) -> Segmented:
        field: Segmented = self._keep(
            column, Segmented(options, name=f"action_{column}", accessible_name=accessible_name)
        )
        field.changed.connect(partial(self._write, column))
        return field

    def _combo(self, column: str, placeholder: str) -> ComboField:
        field: ComboField = self._keep(
            column, ComboField(placeholder=placeholder, clearable=True, name=f"action_{column}")
        )
        field.chosen.connect(partial(self._write, column))
        return field

    def _date(self, column: str) -> DateField:
        field: DateField = self._keep(column, DateField(placeholder=tr("To set"), name=f"action_{column}"))
        field.committed.connect(partial(self._write, column))
        return field

    def _number(self, column: str, *, decimals: int = 0, least: float | None = 0, unit: str = "") -> NumberField:
        minimum = -math.inf if least is None else least
        made = NumberField(
            minimum=minimum, decimals=decimals, unit=unit, placeholder=tr("To set"), name=f"action_{column}"
        )
        field: NumberField = self._keep(column, made)
        whole = column == "lead_time_days"
        field.committed.connect(lambda value: self._write(column, int(value) if whole and value is not None else value))
        return field

    def _keep(self, column: str, control: Any) -> Any:  # any: see `_fields`
        self._fields[column] = control
        return control

    def _tell_progress(self, percent: float | None) -> None:
        action_id, whole = self._id, None if percent is None else round(percent)
        self._bridge.attempt(lambda: tell_progress(self._bridge.document, action_id, whole))

    def _write(self, column: str, value: Any) -> None:  # any: the column decides
        action_id = self._id
        if not self._bridge.attempt(lambda: set_value(self._bridge.document, Action, action_id, column, value)):
            self.follow()


def _worth(snapshot: Snapshot, row: Action) -> str:
    """What the action brings: the gain from its KPI with the formula, then its return and payback."""
    found = action_return(snapshot, row)
    formula = formula_words(snapshot, row) or tr("Without a gain of its own: change of the KPI × customers × value.")
    months = months_words(found.payback_months)
    parts = [formula if row.gain is None else "", rate_words(found.likely) and tr("Return {rate}").format(
        rate=rate_words(found.likely)), months and tr("pays back in {months}").format(months=months)]  # fmt: skip
    return ", ".join(filter(None, parts))


def _standing(snapshot: Snapshot, row: Action) -> str:
    """Quadrant, rank and score of an action, in words."""
    found = next((each for each in rank_actions(snapshot) if each.action_id == row.id), None)
    if found is None or found.quadrant is None:
        return ""
    words = current()
    if found.score is None:
        return words.label(found.quadrant)
    return tr("{quadrant}, rank {rank}, score {score}").format(
        quadrant=words.label(found.quadrant), rank=words.number(found.rank), score=words.number(found.score, 1)
    )


def _pair(*fields: tuple[str, QWidget]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme().px(12))
    for column, (label, control) in enumerate(fields):
        grid.addWidget(Field(label, control), 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
    return holder
