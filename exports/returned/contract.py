"""What an exported workbook says of itself, read back from its hidden sheet. `docs/workbook.md` describes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exports.client_columns import ACTIONS, CLIENT_COLUMNS, ROWS, row_hash
from exports.hidden import SCHEMA
from exports.locked import locked_keys
from resources.i18n import LANGUAGES, N_
from storage.errors import PlanError

_WIDTH = 8


@dataclass(frozen=True, slots=True)
class ExportedRow:
    """A row of the plan as it was exported: its short name, and its values in the columns of the client."""

    code: str
    texts: tuple[str, ...]
    is_sound: bool
    """Whether nobody has changed the record of these values since."""


@dataclass(slots=True)
class ExportedTable:
    """A table whose rows come back."""

    name: str
    sheet: str
    headings: dict[str, str] = field(default_factory=dict)
    """Headings as exported, by the key of their column."""
    names: dict[str, str] = field(default_factory=dict)
    """Defined names of the headings, by the key of their column."""
    rows: dict[str, ExportedRow] = field(default_factory=dict)
    """By the id of the row."""
    locked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of the row: the prints of its cells in `locked_keys`."""

    @property
    def locked_keys(self) -> list[str]:
        return locked_keys(self.name, list(self.headings))


@dataclass(frozen=True, slots=True)
class Contract:
    """The facts of an export, and its tables by name."""

    facts: Mapping[str, str]
    tables: Mapping[str, ExportedTable]

    @property
    def language(self) -> str:
        language = self.facts.get("language", "")
        return language if language in LANGUAGES else LANGUAGES[0]

    @property
    def codes(self) -> Mapping[str, str]:
        """Short names of the actions as exported, by their id."""
        actions = self.tables.get(ACTIONS)
        return {uid: row.code for uid, row in actions.rows.items()} if actions is not None else {}


def contract_of(records: Iterable[Sequence[str]]) -> Contract:
    """The contract that the rows of the hidden sheet tell. Raises PlanError for that of a newer program, or none."""
    facts: dict[str, str] = {}
    tables: dict[str, ExportedTable] = {}
    for record in records:
        sort, name, *values = [*record, *[""] * (_WIDTH - len(record))]
        if sort == "fact":
            facts[name] = values[0]
        elif sort == "table" and name in ROWS:
            tables[name] = ExportedTable(name, values[1])
        elif name in tables:
            _add(tables[name], sort, values)
    if facts.get("program") != "Périple" or not tables:
        raise not_ours()
    if facts.get("schema") != SCHEMA:
        raise PlanError(N_("This workbook was made by a newer version of Périple. Update Périple to read it."))
    return Contract(facts, tables)


def not_ours() -> PlanError:
    """There is nothing to compare the workbook with."""
    return PlanError(
        N_(
            "This is not a workbook that Périple exported, or its hidden sheets were removed, so there is nothing to "
            "compare it with. Ask for the workbook itself, not for a copy of its sheets."
        )
    )


def _add(table: ExportedTable, sort: str, values: Sequence[str]) -> None:
    if sort == "column":
        key, defined_name, heading = values[:3]
        table.headings[key], table.names[key] = heading, defined_name
    elif sort == "locked":
        table.locked[values[0]] = tuple(values[1].split())
    elif sort == "row":
        uid, code, told, *texts = values
        width = len(CLIENT_COLUMNS[table.name])
        kept = tuple((*texts, *[""] * width)[:width])
        table.rows[uid] = ExportedRow(code, kept, is_sound=row_hash(kept) == told)
