"""Choosing among the four models of lifetime value: what each supposes, what it needs, when it fits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

MODELS = ("kpi_cltv_simple", "kpi_cltv_retention", "kpi_cltv_berger_nasr", "kpi_cltv_markov")


class LifetimeChoice(QWidget):
    """`chosen` carries the model that the user picks for the reading; hidden for every other KPI."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = list(zip(MODELS, (tr("Simple"), tr("Constant retention"), tr("Finite horizon"), tr("Migration")),
                           strict=True))  # fmt: skip
        self.models = Segmented(options, small=True, name=f"{name}_lifetime_model",
                                accessible_name=tr("Model of lifetime value"))  # fmt: skip
        self.models.changed.connect(lambda kpi: self.chosen.emit(str(kpi)))
        self.words = Label("", "small", "ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.models)
        column.addWidget(self.words)
        self.hide()

    def show_kpi(self, kpi: str) -> None:
        """Show the model of a reading."""
        self.setVisible(kpi in MODELS)
        if kpi in MODELS:
            self.models.set_value(kpi)
            self.words.setText(_traits()[kpi])


def _traits() -> dict[str, str]:
    """What helps to choose: discounting, horizon, retention, data, use."""
    sentences = (
        tr("For a first workshop and orders of magnitude. Needs basket, frequency and length of the relationship; "
           "future money counts like today’s."),
        tr("The usual choice, for a contract or a steady relationship. Needs margin, retention and discount rates; "
           "the horizon is infinite and the same share stays each period."),
        tr("For a programme with a budget. Needs contribution, retention cost, retention and discount rates, and a "
           "number of periods."),
        tr("For customers who go dormant and come back. Needs states, the chances of going from one to another, and "
           "what each brings."),
    )  # fmt: skip
    return dict(zip(MODELS, sentences, strict=True))
