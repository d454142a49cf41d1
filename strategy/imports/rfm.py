"""RFM: how recently, how often and for how much each customer bought, as classes of equal size.

A score is 1 + the number of inner cuts strictly below the figure; for recency the highest class less that, so that the
most recent customers have the highest score. The cuts are quantiles with linear interpolation. Equal figures therefore
always get equal scores, and classes are as equal as ties allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import Floats, Whole
from strategy.imports.customers import Customers

if TYPE_CHECKING:
    from resources.i18n import Words

CLASSES = (3, 4, 5, 6, 10)
"""Numbers of classes to choose from; 5 are quintiles."""


@dataclass(frozen=True)
class Scores:
    """Scores of each customer from 1 to `classes`, 0 where a figure is unknown, in the order of the customers."""

    classes: int
    recency: Whole
    frequency: Whole
    monetary: Whole
    cuts: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]
    """The inner cuts of recency (days), frequency (purchases) and monetary value (amount)."""

    def sentences(self, customers: Customers, words: Words) -> list[str]:
        """The rule, the ties and the reference date, as sentences for the screen."""
        return [
            words.tr(
                N_(
                    "Recency: days from the last purchase to {date}. Frequency: number of purchases. "
                    "Amount: all purchases added up."
                )
            ).format(date=words.date(customers.reference_date)),
            words.tr(
                N_(
                    "Each figure is cut into {classes} classes of equal size; the score is 1 plus the number "
                    "of cuts strictly below the figure, and for recency {more} minus that."
                )
            ).format(classes=self.classes, more=self.classes + 1),
            words.tr(N_("Customers with the same figure always have the same score, so classes may differ in size.")),
        ]


def rfm(customers: Customers, classes: int = 5) -> Scores:
    """The scores of all customers. Raises PlanError when the file does not tell recency, frequency and amount."""
    import numpy as np

    if not customers.has_rfm:
        raise PlanError(
            N_(
                "RFM needs the date of the last purchase, the number of purchases and the amount. "
                "Say which columns hold them."
            )
        )
    figures = (customers.recency, customers.orders, customers.amount)
    is_known = ~np.isnan(figures[0]) & ~np.isnan(figures[1]) & ~np.isnan(figures[2])
    cuts = tuple(_cuts(figure[is_known], classes) for figure in figures)
    recency, frequency, monetary = (
        np.where(is_known, scores_of(figure, cut), 0) for figure, cut in zip(figures, cuts, strict=True)
    )
    recency = np.where(is_known, classes + 1 - recency, 0)
    return Scores(classes, recency, frequency, monetary, (cuts[0], cuts[1], cuts[2]))


def _cuts(figures: Floats, classes: int) -> tuple[float, ...]:
    import numpy as np

    return tuple(np.round(np.quantile(figures, np.arange(1, classes) / classes), 6).tolist())


def scores_of(figures: Floats, cuts: tuple[float, ...]) -> Whole:
    """1 + the number of cuts strictly below each figure."""
    import numpy as np

    return 1 + np.searchsorted(np.array(cuts), figures, side="left")
