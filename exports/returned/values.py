"""The compared text of a cell as the plan stores it, and as people read it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from exports.client_columns import ROWS, ClientColumn, Sort
from journey.kinds import accepted
from strategy.kinds import KINDS
from strategy.model import PRIORITY_NAMES, Action, ActionStatus
from strategy.naming import Naming
from strategy.snapshot import Snapshot


def plan_value(column: ClientColumn, text: str) -> Any:  # Any: the column decides
    """What the plan stores for a text; for a column that is one of the plan."""
    return _VALUES[column.sort](text)


def check_value(table: str, column: ClientColumn, text: str) -> None:
    """Raises PlanError for what the plan does not take."""
    if column.field:
        mapped = ROWS[table]
        accepted(mapped, column.field, plan_value(column, text), KINDS[mapped].limits)


def day_of(text: str) -> datetime.date | None:
    """The day of an ISO text; None for any other text."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


_VALUES: dict[Sort, Callable[[str], Any]] = {
    Sort.TEXT: str,
    Sort.NUMBER: lambda text: float(text) if text else None,
    Sort.SHARE: lambda text: int(text) if text else None,
    Sort.DATE: day_of,
    Sort.PRIORITY: lambda text: int(text) if text else None,
    Sort.STATUS: lambda text: text or ActionStatus.PLANNED.value,
}


@dataclass(frozen=True)
class Shown:
    """How compared texts read in the language of `naming`."""

    naming: Naming
    codes: Mapping[str, str]
    """Short names of actions by their id, as exported: those that the client knows them by."""

    @classmethod
    def of(cls, snapshot: Snapshot, naming: Naming, codes: Mapping[str, str]) -> Shown:
        """The names that the client knows, then those of actions that were added since."""
        now = {row.id: naming.code(row) for row in snapshot.all(Action)}
        return cls(naming, {**now, **codes})

    def text(self, column: ClientColumn, text: str) -> str:
        """A value in words; "" for an empty cell."""
        show = _SHOWN.get(column.sort)
        if show is None or not text:
            return text
        try:
            return show(self, column, text)
        except (ValueError, KeyError):  # the record of the export was altered
            return text

    def _number(self, column: ClientColumn, text: str) -> str:
        words, number = self.naming.words, float(text)
        if column.field == "cost":
            return words.money(number, self.naming.snapshot.plan.currency, 0 if number.is_integer() else 2)
        return words.number(number)

    def _actions(self, _column: ClientColumn, text: str) -> str:
        return ", ".join(self.codes.get(each, each) for each in text.split())


_SHOWN: dict[Sort, Callable[[Shown, ClientColumn, str], str]] = {
    Sort.NUMBER: Shown._number,
    Sort.SHARE: lambda shown, _column, text: shown.naming.words.percentage(float(text)),
    Sort.DATE: lambda shown, _column, text: shown.naming.words.date(day_of(text)),
    Sort.PRIORITY: lambda shown, _column, text: shown.naming.words.tr(PRIORITY_NAMES[int(text)]),
    Sort.STATUS: lambda shown, _column, text: shown.naming.label(text),
    Sort.ACTIONS: Shown._actions,
}
