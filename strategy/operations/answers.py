"""The gesture that takes what customers answered to a survey into the plan: readings, and comments that were picked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resources.i18n import N_
from storage.document import Document
from storage.errors import PlanError
from strategy.operations.objectives import add_feedback, add_reading


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """The indicator of some answers: all of them, or those of one segment."""

    value: float
    inputs: Mapping[str, Any]  # Any: numbers and lists under the catalogue's keys
    segment_id: str | None = None


def import_answers(
    document: Document,
    kpi: str,
    readings: Sequence[SurveyReading],
    *,
    origin: str,
    period: str = "",
    date: datetime.date | None = None,
    comments: Sequence[str] = (),
    method: str | None = None,
    source: str = "",
) -> list[str]:
    """Record the readings of one survey and note what customers added; returns the ids of the readings.

    `source` is the name of the file; `method` the listening method of the catalogue that comments were heard by.
    """
    if not readings and not comments:
        raise PlanError(N_("Choose at least one figure or one comment to take."))
    with document.transact(N_("Import answers"), subject=source, is_import=True):
        found = [
            add_reading(document, kpi, origin=origin, value=each.value, inputs=each.inputs, period=period, date=date,
                        segment_id=each.segment_id, comment=source)
            for each in readings
        ]  # fmt: skip
        for text in comments:
            add_feedback(document, text=text, method=method)
    return found
