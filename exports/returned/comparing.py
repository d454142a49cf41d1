"""Three ways: each cell as it was exported, as the client sent it, and as the plan says now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from exports.client_columns import ACTIONS, CLIENT_COLUMNS, ROWS, ClientColumn, Sort, exported_texts, plain_number
from exports.returned.cells import Reader
from exports.returned.contract import ExportedRow
from exports.returned.reading import Returned, ReturnedRow, ReturnedTable
from resources.i18n import N_, words
from storage.base import Base
from storage.errors import PeripleError, PlanError
from strategy.model import WorkbookMerge
from strategy.naming import Naming
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot


class CellState(StrEnum):
    """What became of a cell since the export."""

    UNCHANGED = "unchanged"
    CLIENT = "client"
    """The client changed it, the plan did not."""
    APP = "app"
    """The plan changed it, the client did not."""
    EQUAL = "both_equal"
    """Both changed it to the same."""
    CONFLICT = "conflict"
    """Both changed it, to different values."""
    INVALID = "invalid"
    """What the client wrote cannot be understood."""


class RowState(StrEnum):
    """Where a row of the workbook or of the plan stands."""

    KNOWN = "known"
    NEW = "new"
    """The client added it."""
    DUPLICATE = "duplicate"
    """It repeats another row, its hidden id included, and says nothing of its own."""
    MISSING = "missing"
    """The client deleted it."""
    GONE = "gone"
    """The plan has deleted it since."""
    FOREIGN = "foreign"
    """Its hidden id is of no row that was exported."""


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell of the client that is not as it was exported everywhere."""

    column: ClientColumn
    heading: str
    state: CellState
    base: str | None
    """As exported; None if that cannot be trusted."""
    theirs: str
    """As the client sent it; for an invalid one what the cell shows."""
    ours: str
    problem: PeripleError | None = None


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row with its cells that differ."""

    table: str
    uid: str
    """The id of the row in the plan; for a new one a name for it in this comparison."""
    code: str
    """The short name of the row, as exported."""
    title: str
    state: RowState
    line: int
    """The row of the sheet, from 1; 0 for one that is not in it."""
    cells: tuple[CellDifference, ...] = ()
    texts: tuple[str, ...] = ()
    """What the client says in all columns, "" where it cannot be understood."""


@dataclass(frozen=True)
class Comparison:
    """All that differs, and what the user should know about the file (sentences to translate, with their values)."""

    returned: Returned
    rows: tuple[RowDifference, ...]
    notes: tuple[PlanError, ...] = field(default=())

    def count(self, state: CellState | RowState) -> int:
        """How many cells, or rows, are in a state."""
        if isinstance(state, RowState):
            return sum(row.state is state for row in self.rows)
        return sum(cell.state is state for row in self.rows for cell in row.cells if row.state is RowState.KNOWN)

    @property
    def has_news(self) -> bool:
        """Whether the client says anything that the plan does not."""
        cells = (CellState.CLIENT, CellState.CONFLICT, CellState.INVALID)
        return any(self.count(state) for state in (*cells, RowState.NEW, RowState.MISSING))


def compare(snapshot: Snapshot, returned: Returned) -> Comparison:
    """Set a returned workbook beside its export and the plan as it is now."""
    rows: list[RowDifference] = []
    for table in returned.tables:
        rows += _Table(snapshot, returned, table).differences()
    return Comparison(returned, tuple(rows), tuple(_notes(snapshot, returned)))


class _Table:
    """One table under comparison."""

    def __init__(self, snapshot: Snapshot, returned: Returned, table: ReturnedTable) -> None:
        self._snapshot, self._returned, self._table = snapshot, returned, table
        self._name = table.exported.name
        self._columns = CLIENT_COLUMNS[self._name]
        self._ranking = Ranking.of(snapshot)
        self._naming = Naming(snapshot, words(returned.contract.language))
        actions = returned.contract.tables.get(ACTIONS)
        codes = {row.code.casefold(): uid for uid, row in actions.rows.items()} if actions else {}
        self._reader = Reader(returned.contract.language, self._naming, codes)
        self._added = _added_before(snapshot, returned, self._name)

    def differences(self) -> Iterator[RowDifference]:
        exported, seen = self._table.exported.rows, set()
        is_open = self._name == ACTIONS  # clients add actions; under the others other things may stand
        for uid, rows in _by_uid(self._table.rows).items():
            if uid not in exported and not is_open:
                continue
            if not uid:
                yield from (self._new(row) for row in rows)
                continue
            base = exported.get(uid)
            original = min(rows, key=lambda row: self._distance(row, base))
            seen.add(uid)
            yield self._known(uid, original, base)
            yield from (self._copy(row, original, base) for row in rows if row is not original)
        for uid, base in exported.items():
            if uid not in seen and self._row(uid) is not None:
                title = base.texts[0] or base.code
                yield RowDifference(self._name, uid, base.code, title, RowState.MISSING, 0)

    def _row(self, uid: str) -> Base | None:
        return self._snapshot.get(ROWS[self._name], uid)

    def _known(self, uid: str, row: ReturnedRow, base: ExportedRow | None) -> RowDifference:
        now = self._row(uid)
        texts, problems = self._texts(row)
        if now is None:
            state = RowState.FOREIGN if base is None else RowState.GONE
            code = base.code if base else ""
            changed = base is None or any(a != b for a, b in zip(texts, base.texts, strict=True))
            cells = self._against(row, texts, problems, base.texts if base else None, None) if changed else ()
            return RowDifference(self._name, uid, code, _titled(texts, base), state, row.line, cells, texts)
        trusted = base.texts if base is not None and base.is_sound else None
        ours = exported_texts(self._snapshot, self._name, now)
        cells = self._against(row, texts, problems, trusted, ours)
        code = base.code if base else self._naming.code(now)
        return RowDifference(self._name, uid, code, self._naming.title(now), RowState.KNOWN, row.line, cells, texts)

    def _copy(self, row: ReturnedRow, original: ReturnedRow, base: ExportedRow | None) -> RowDifference:
        """A row with the id of another one: a new one if it says something of its own."""
        texts, _problems = self._texts(row)
        if texts == self._texts(original)[0] or (base is not None and texts == base.texts):
            code = base.code if base else ""
            return RowDifference(self._name, row.uid, code, _titled(texts, base), RowState.DUPLICATE, row.line)
        return self._new(row)

    def _new(self, row: ReturnedRow) -> RowDifference:
        texts, problems = self._texts(row)
        before = self._added.get(texts) or self._added.get((texts[0],))
        if before is not None:
            uid, base = before
            now = self._row(uid)
            if now is None:
                return RowDifference(self._name, uid, "", _titled(texts, None), RowState.GONE, row.line, (), texts)
            ours = exported_texts(self._snapshot, self._name, now)
            cells = self._against(row, texts, problems, base, ours)
            code = self._naming.code(now)
            return RowDifference(self._name, uid, code, self._naming.title(now), RowState.KNOWN, row.line, cells, texts)
        cells = self._against(row, texts, problems, ("",) * len(texts), None)
        uid = f"line {row.line}"
        return RowDifference(self._name, uid, "", _titled(texts, None), RowState.NEW, row.line, cells, texts)

    def _against(
        self,
        row: ReturnedRow,
        texts: Sequence[str],
        problems: Mapping[str, tuple[str, PeripleError]],
        base: Sequence[str] | None,
        ours: Sequence[str] | None,
    ) -> tuple[CellDifference, ...]:
        """The cells that are not the same everywhere; `ours` is None for a row that the plan has not."""
        found = []
        for place, column in enumerate(self._columns):
            if column.key not in row.cells or (column.sort is Sort.EFFORT and self._is_worked_out(texts)):
                continue  # the column is gone, or the spreadsheet wrote it: the client says nothing
            was = base[place] if base is not None else None
            now = ours[place] if ours is not None else was or ""
            heading = self._table.exported.headings.get(column.key, column.key)
            if column.key in problems:
                shown, problem = problems[column.key]
                if shown != was:
                    found.append(CellDifference(column, heading, CellState.INVALID, was, shown, now, problem))
                continue
            state = _state(was, texts[place], now)
            if state is not CellState.UNCHANGED:
                found.append(CellDifference(column, heading, state, was, texts[place], now))
        return tuple(found)

    def _texts(self, row: ReturnedRow) -> tuple[tuple[str, ...], dict[str, tuple[str, PeripleError]]]:
        """What a row says in each column of the client, and what cannot be understood: as shown, and why."""
        texts, problems = [], {}
        for column in self._columns:
            value = row.cells.get(column.key)
            try:
                texts.append(self._reader.text(value, column.sort))
            except PeripleError as error:
                texts.append("")
                problems[column.key] = (str(value).strip(), error)
        backwards = _backwards(self._columns, texts)
        if backwards and not {"start", "end"} & problems.keys():
            problems["end"] = (backwards, PlanError(N_("The action would end before it starts.")))
        return tuple(texts), problems

    def _is_worked_out(self, texts: Sequence[str]) -> bool:
        """Whether the effort of a row is the band of its person-days, as the formula of its cell has it, or cleared."""
        said = {column.key: text for column, text in zip(self._columns, texts, strict=True)}
        load, effort = said.get("load", ""), said.get("effort", "")
        return not effort or bool(load and effort == plain_number(self._ranking.effort_band(float(load))))

    def _distance(self, row: ReturnedRow, base: ExportedRow | None) -> int:
        """In how many columns a row is not as exported."""
        if base is None:
            return 0
        texts, problems = self._texts(row)
        return len(problems) + sum(a != b for a, b in zip(texts, base.texts, strict=True))


def _state(base: str | None, theirs: str, ours: str) -> CellState:
    if theirs == ours:
        return CellState.UNCHANGED if base in (theirs, None) else CellState.EQUAL
    if theirs == base:
        return CellState.APP
    return CellState.CLIENT if ours == base else CellState.CONFLICT


def _by_uid(rows: Iterable[ReturnedRow]) -> dict[str, list[ReturnedRow]]:
    found: dict[str, list[ReturnedRow]] = {}
    for row in rows:
        found.setdefault(row.uid, []).append(row)
    return found


def _titled(texts: Sequence[str], base: ExportedRow | None) -> str:
    return texts[0] or (base.texts[0] if base else "")


def _backwards(columns: Sequence[ClientColumn], texts: Sequence[str]) -> str:
    """The end of a row that ends before it starts, else ""."""
    said = {column.key: text for column, text in zip(columns, texts, strict=True)}
    start, end = said.get("start", ""), said.get("end", "")
    return end if start and end and end < start else ""


def _added_before(
    snapshot: Snapshot, returned: Returned, table: str
) -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """Rows that a former merge of this export added: their id and texts, by their texts and by their title alone."""
    found: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
    export_id = returned.contract.facts.get("export_id", "")
    for merge in snapshot.all(WorkbookMerge):
        if merge.export_id == export_id:
            for uid, texts in merge.added.get(table, {}).items():
                if texts[0]:
                    found[(texts[0],)] = (uid, tuple(texts))
                found[tuple(texts)] = (uid, tuple(texts))
    return found


def _notes(snapshot: Snapshot, returned: Returned) -> Iterator[PlanError]:
    facts = returned.contract.facts
    if snapshot.plan_id and facts.get("plan_id") and facts["plan_id"] != snapshot.plan_id:
        yield PlanError(
            N_("The workbook was exported from another file: a copy of this plan, or another plan. Look closely.")
        )
    for sheet in returned.lost:
        yield PlanError(N_("The table of the sheet “{sheet}” is not in the workbook any more."), sheet=sheet)
    for table in returned.tables:
        for key in table.missing:
            heading = table.exported.headings.get(key, key)
            yield PlanError(N_("The column “{heading}” is not in the workbook any more: it is left as it is."),
                            heading=heading)  # fmt: skip
