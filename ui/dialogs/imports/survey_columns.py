"""Which column of a survey holds the scores, and which say when, who and what was added."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn

if TYPE_CHECKING:
    from strategy.imports import Table
    from strategy.imports.surveys import SurveyMapping

_WIDTH = 420
_OPTIONAL = ("date", "group", "comment")


class SurveyColumns(ScrollColumn):
    """`changed` when something was decided; `mapping` is None while no column holds scores."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 12, 0), spacing=12, name="survey_columns", parent=parent)
        from strategy.imports import surveys

        self.mapping: SurveyMapping | None = None
        self._columns: tuple[str, ...] = ()
        scales = [(scale, tr(words)) for scale, words in surveys.SCALES]
        self._combos = {
            "scale": ComboField(scales, scales[0][0], name="survey_scale", accessible_name=tr("What was asked")),
            "score": ComboField(name="survey_score", accessible_name=tr("Score")),
            "date": ComboField(name="survey_date", accessible_name=tr("Date of the answer"), clearable=True,
                               placeholder=tr("Not in the file")),
            "group": ComboField(name="survey_group", accessible_name=tr("Segment, channel or another group"),
                                clearable=True, placeholder=tr("Not in the file")),
            "comment": ComboField(name="survey_comment", accessible_name=tr("Comment"), clearable=True,
                                  placeholder=tr("Not in the file")),
        }  # fmt: skip
        for field, combo in self._combos.items():
            combo.setFixedWidth(theme().px(_WIDTH))
            combo.chosen.connect(partial(self._say, field))
            self.add(Field(combo.accessibleName(), combo))
        self._leaves_out = CheckBox(tr("Leave out rows whose score is not on the scale, and count them"),
                                    name="survey_leaves_out")  # fmt: skip
        self.add(self._leaves_out)
        nothing = tr("No column of this file looks like scores. Choose one.")
        self._missing = Label(nothing, "small", "warning", wrap=True, name="survey_missing")
        self.add(self._missing)

    @property
    def leaves_out(self) -> bool:
        """Whether rows with a score off the scale are left out instead of stopping the import."""
        return self._leaves_out.isChecked()

    def show_table(self, table: Table) -> None:
        """Show what the columns of another table seem to hold; the same columns keep what was decided."""
        from strategy.imports import surveys

        if self._columns != table.columns or self.mapping is None:
            self._columns = table.columns
            self.mapping = surveys.guess_survey(table)
        self._follow()

    def _say(self, field: str, value: object) -> None:
        from strategy.imports import surveys

        if self.mapping is None:
            if field == "score" and value is not None:
                self.mapping = surveys.SurveyMapping(str(value), surveys.Scale(str(self._combos["scale"].value())))
        else:
            self.mapping = replace(self.mapping, **{field: value})  # type: ignore[arg-type]  # its own combo gave it
        self._follow()

    def _follow(self) -> None:
        options = [(name, name) for name in self._columns]
        for field in ("score", *_OPTIONAL):
            self._combos[field].set_options(options, getattr(self.mapping, field, None))
        if self.mapping is not None:
            self._combos["scale"].set_value(self.mapping.scale)
        for field in _OPTIONAL:
            self._combos[field].setEnabled(self.mapping is not None)
        self._missing.setVisible(self.mapping is None)
        self.changed.emit()
