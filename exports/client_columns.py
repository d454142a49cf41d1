"""What the client may fill in, and the text under which each such value is compared when the workbook comes back.

`docs/workbook.md` describes the contract; whoever merges a returned workbook reads the same table.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from strategy.model import Action, ActionDependency, KpiReading
from strategy.ranking import Ranking

if TYPE_CHECKING:
    from storage.base import Base
    from strategy.snapshot import Snapshot

ACTIONS, READINGS = "t_actions", "t_readings"
"""Tables with columns for the client, under their names in the workbook."""
UID = "uid"
"""Key of the hidden column with the id of the row in the plan."""
_NO_CHARACTERS = re.compile("[\ufffe\uffff]|_xFFF[EF]_")
"""Written into a cell they are escaped, and not every program that reads it takes the escape back."""


class Sort(StrEnum):
    """How a value is written in its cell and compared."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    """A percentage: 0 to 1 in the cell, whole percent in the plan."""
    DATE = "date"
    PRIORITY = "priority"
    """A word in the cell, 1 to 3 in the plan."""
    STATUS = "status"
    """A word in the cell, an entry of the method in the plan."""
    EFFORT = "effort"
    """1 to 5 in the cell, worked out from the person-days unless the client types another one."""
    ACTIONS = "actions"
    """Short names of actions in the cell, links in the plan."""


@dataclass(frozen=True, slots=True)
class ClientColumn:
    """One column that the client may edit: its key, the column of the plan that it changes, and its sort.

    No `field`: the value is not a column of the row.
    """

    key: str
    field: str
    sort: Sort = Sort.TEXT


CLIENT_COLUMNS: dict[str, tuple[ClientColumn, ...]] = {
    ACTIONS: (
        ClientColumn("action", "name"),
        ClientColumn("deliverable", "deliverable"),
        ClientColumn("owner", "owner"),
        ClientColumn("contributors", "contributors"),
        ClientColumn("priority", "priority", Sort.PRIORITY),
        ClientColumn("effort", "", Sort.EFFORT),
        ClientColumn("budget", "cost", Sort.NUMBER),
        ClientColumn("load", "effort_days", Sort.NUMBER),
        ClientColumn("start", "start_date", Sort.DATE),
        ClientColumn("end", "end_date", Sort.DATE),
        ClientColumn("depends_on", "", Sort.ACTIONS),
        ClientColumn("status", "status", Sort.STATUS),
        ClientColumn("progress", "progress", Sort.SHARE),
        ClientColumn("target", "target", Sort.NUMBER),
        ClientColumn("risk", "risk"),
        ClientColumn("client_comment", "client_comment"),
    ),
    READINGS: (ClientColumn("comment", "comment"),),
}
"""By table, in the order in which `_meta` lists their values."""

ROWS: dict[str, type[Base]] = {ACTIONS: Action, READINGS: KpiReading}
"""What a row of such a table stands for."""


def is_client(table: str, key: str) -> bool:
    """Whether the client may edit a column."""
    return any(column.key == key for column in CLIENT_COLUMNS.get(table, ()))


def exported_texts(snapshot: Snapshot, table: str, row: Base, ranking: Ranking | None = None) -> list[str]:
    """The values of a row in the columns of the client, as texts that are compared, in the order of the columns.

    `ranking` is that of the plan, for whoever asks for many rows.
    """
    known = ranking or Ranking.of(snapshot)
    return [exported_text(snapshot, known, row, column) for column in CLIENT_COLUMNS[table]]


def exported_text(snapshot: Snapshot, ranking: Ranking, row: Base, column: ClientColumn) -> str:
    """One value as it is compared; "" for none. `ranking` is that of the plan."""
    if column.sort is Sort.EFFORT:
        return plain_number(ranking.effort_band(getattr(row, "effort_days", None)))
    if column.sort is Sort.ACTIONS:
        return " ".join(sorted(link.needs_action_id for link in snapshot.where(ActionDependency, action_id=row.id)))
    value = getattr(row, column.field)
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return plain_number(value)
    return plain_text(value)


def plain_text(text: str | None) -> str:
    """A text without the spaces around it and what is no character, its lines ended alike."""
    if not text:
        return ""
    return "\n".join(line.rstrip() for line in _NO_CHARACTERS.sub("", text).splitlines()).strip()


def plain_number(value: float | None) -> str:
    """A number with as many digits as a spreadsheet keeps, as in "12", "0.5" or "1e+20"."""
    return "" if value is None else format(float(value) + 0.0, ".15g")


def row_hash(texts: Sequence[str]) -> str:
    """One text that differs when any of these does."""
    return fingerprint("\x1f".join(texts))


def fingerprint(*parts: str) -> str:
    """Sixteen hexadecimal characters for some texts."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1e")
    return digest.hexdigest()


def state_hash(rows: Iterable[Base]) -> str:
    """One text for all rows of a plan: another one as soon as any value differs."""
    digest = hashlib.blake2b(digest_size=16)
    for row in rows:
        values = [getattr(row, column) for column in row.__columns__]
        digest.update(f"{row.__tablename__}{values!r}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
