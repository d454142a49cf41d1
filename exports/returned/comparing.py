"""Three ways: each cell as it was exported, as the client sent it, and as the plan says now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from exports.client_columns import ACTIONS, CLIENT_COLUMNS, ROWS, ClientColumn, Sort, exported_text, plain_number
from exports.returned.cells import Reader
from exports.returned.contract import ExportedRow
from exports.returned.differences import NAME, CellDifference, CellState, Comparison, RowDifference, RowState
from exports.returned.notes import locked_changes, notes
from exports.returned.reading import Returned, ReturnedRow, ReturnedTable
from exports.returned.values import check_value
from resources.i18n import N_, words
from storage.base import Base
from storage.errors import PeripleError, PlanError
from strategy.model import Action, ActionStatus, WorkbookMerge
from strategy.naming import Naming
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot

_CUT = 30_000
"""Characters: a text longer than that may be cut in its cell, which keeps a little more."""


def compare(snapshot: Snapshot, returned: Returned) -> Comparison:
    """Set a returned workbook beside its export and the plan as it is now."""
    rows: list[RowDifference] = []
    for table in returned.tables:
        rows += _Table(snapshot, returned, table).differences()
    locked = tuple(locked_changes(returned))
    return Comparison(returned, tuple(rows), tuple(notes(snapshot, returned, locked)), locked)


class _Table:
    """One table under comparison."""

    def __init__(self, snapshot: Snapshot, returned: Returned, table: ReturnedTable) -> None:
        self._snapshot, self._returned, self._table = snapshot, returned, table
        self._name = table.exported.name
        self._columns = CLIENT_COLUMNS[self._name]
        self._ranking = Ranking.of(snapshot)
        self._naming = Naming(snapshot, words(returned.contract.language))
        codes = {code.casefold(): uid for uid, code in returned.contract.codes.items()}
        self._reader = Reader(returned.contract.language, self._naming, codes)
        self._former = tuple(_added_before(snapshot, returned, self._name))
        self._keys = {column.key for column in self._columns}
        self._read: dict[int, tuple[tuple[str, ...], dict[str, tuple[str, PeripleError]]]] = {}

    def differences(self) -> Iterator[RowDifference]:
        """All rows that came back, then those that did not."""
        exported, seen, new = self._table.exported.rows, set[str](), list[ReturnedRow]()
        is_open = self._name == ACTIONS  # clients add actions; under the others other things may stand
        for uid, rows in _by_uid(self._table.rows).items():
            if uid not in exported and not is_open:
                continue
            base = exported.get(uid)
            if not uid or (base is None and self._row(uid) is None):
                new += rows
                continue
            original = min(rows, key=lambda row: self._distance(row, base))
            seen.add(uid)
            yield self._known(uid, original, base)
            for row in rows:
                if row is not original and self._repeats(row, original, base):
                    title, code = _titled(self._texts(row)[0], base), base.code if base else ""
                    yield RowDifference(self._name, uid, code, title, RowState.DUPLICATE, row.line)
                elif row is not original:
                    new.append(row)
        yield from self._added(new)
        yield from (self._missing(uid, base) for uid, base in exported.items() if self._is_missing(uid, seen))

    def _is_missing(self, uid: str, seen: Collection[str]) -> bool:
        """Whether the client deleted a row that the plan still means to do."""
        now = self._row(uid)
        is_dropped = isinstance(now, Action) and now.status == ActionStatus.DROPPED
        return uid not in seen and now is not None and not is_dropped

    def _missing(self, uid: str, base: ExportedRow) -> RowDifference:
        return RowDifference(self._name, uid, base.code, base.texts[0] or base.code, RowState.MISSING, 0)

    def _repeats(self, row: ReturnedRow, original: ReturnedRow, base: ExportedRow | None) -> bool:
        """Whether a row with the id of another one says nothing of its own; else it is a new one."""
        texts, _problems = self._texts(row)
        return texts == self._texts(original)[0] or (base is not None and texts == base.texts)

    def _row(self, uid: str) -> Base | None:
        return self._snapshot.get(ROWS[self._name], uid)

    def _known(self, uid: str, row: ReturnedRow, base: ExportedRow | None) -> RowDifference:
        now = self._row(uid)
        code = base.code if base else ""
        if now is not None:
            trusted = base.texts if base is not None and base.is_sound else None
            return self._both(row, now, code, trusted)
        texts, problems = self._texts(row)
        was = base.texts if base is not None else ()
        cells = self._against(row, texts, problems, was, None) if texts != was else ()
        return RowDifference(self._name, uid, code, _titled(texts, base), RowState.GONE, row.line, cells, texts)

    def _both(self, row: ReturnedRow, now: Base, code: str, base: Sequence[str] | None) -> RowDifference:
        """A row that the plan has."""
        texts, problems = self._texts(row)
        ours = [exported_text(self._snapshot, self._ranking, now, column) for column in self._columns]
        cells = self._against(row, texts, problems, base, ours)
        told = RowDifference(
            self._name, now.id, code or self._naming.code(now), self._naming.title(now), RowState.KNOWN, row.line
        )
        return replace(told, cells=cells, texts=texts, unchanged=len(row.cells.keys() & self._keys) - len(cells))

    def _added(self, rows: Sequence[ReturnedRow]) -> Iterator[RowDifference]:
        """Rows of the client's own. One that a former merge added is known again, by all it says or by its title."""
        left, again = list(self._former), dict[int, tuple[str, tuple[str, ...]]]()
        for width in (len(self._columns), 1):
            for number, row in enumerate(rows):
                said = self._texts(row)[0][:width]
                place = next((at for at, (_uid, texts) in enumerate(left) if texts[:width] == said), None)
                if number not in again and said[0] and place is not None:
                    again[number] = left.pop(place)
        for number, row in enumerate(rows):
            texts, problems = self._texts(row)
            uid, base = again.get(number, ("", ()))
            now = self._row(uid)
            if now is not None:
                yield self._both(row, now, "", base)
            elif uid:
                yield RowDifference(self._name, uid, "", texts[0], RowState.GONE, row.line, (), texts)
            else:
                is_foreign = row.uid and row.uid not in self._table.exported.rows
                cells = self._against(row, texts, problems, ("",) * len(texts), None)
                state = RowState.FOREIGN if is_foreign else RowState.NEW
                yield RowDifference(self._name, f"line {row.line}", "", texts[0], state, row.line, cells, texts)

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
        unsaid = self._unsaid(texts, base, problems)
        for place, column in enumerate(self._columns):
            if column.key not in row.cells or column.key in unsaid:
                continue  # the column is gone, or the spreadsheet wrote it: the client says nothing
            was = base[place] if base is not None else None
            now = ours[place] if ours is not None else was or ""
            theirs = texts[place]
            if column.sort is Sort.ACTIONS:
                was, theirs, gone = self._links(was, theirs)
                problems = {**problems, column.key: gone} if gone is not None else problems
            heading = self._table.exported.headings.get(column.key, column.key)
            if column.key in problems:
                shown, problem = problems[column.key]
                if shown not in (was, now) or (ours is None and column.key == NAME):
                    found.append(CellDifference(column, heading, CellState.INVALID, was, shown, now, problem))
                continue
            state = _state(was, theirs, now)
            if state is not CellState.UNCHANGED:
                found.append(CellDifference(column, heading, state, was, theirs, now))
        return tuple(found)

    def _links(self, base: str | None, theirs: str) -> tuple[str | None, str, tuple[str, PeripleError] | None]:
        """Links without those to actions that the plan has deleted since; naming such a one anew is a problem."""
        asked = {each for each in theirs.split() if self._snapshot.get(Action, each) is None}
        known = {each for each in (base or "").split() if self._snapshot.get(Action, each) is None}
        if asked - known:
            codes = self._returned.contract.codes
            shown = ", ".join(codes.get(each, each) for each in theirs.split())
            gone = codes.get(min(asked - known), "")
            return base, theirs, (shown, PlanError(N_("The action {code} is no longer in the plan."), code=gone))
        left = [" ".join(each for each in text.split() if each not in known) for text in (base or "", theirs)]
        return (None if base is None else left[0]), left[1], None

    def _texts(self, row: ReturnedRow) -> tuple[tuple[str, ...], dict[str, tuple[str, PeripleError]]]:
        """What a row says in each column of the client, and what cannot be understood: as shown, and why."""
        known = self._read.get(id(row))
        if known is None:
            known = self._read[id(row)] = self._read_texts(row)
        texts, problems = known
        return texts, dict(problems)

    def _read_texts(self, row: ReturnedRow) -> tuple[tuple[str, ...], dict[str, tuple[str, PeripleError]]]:
        texts, problems = [], {}
        for column in self._columns:
            value = row.cells.get(column.key)
            text = ""
            try:
                text = self._reader.text(value, column.sort)
                check_value(self._name, column, text)
                if column.key == NAME and not text:
                    raise _nameless()
            except PeripleError as error:
                problems[column.key] = (text or str(value or "").strip(), error)
                text = ""
            texts.append(text)
        backwards = _backwards(self._columns, texts)
        if backwards and not {"start", "end"} & problems.keys():
            problems["end"] = (backwards, PlanError(N_("The action would end before it starts.")))
        return tuple(texts), problems

    def _unsaid(
        self, texts: Sequence[str], base: Sequence[str] | None, problems: Mapping[str, object]
    ) -> frozenset[str]:
        """Of effort and load, which the sheet works out of one another, what the client does not mean."""
        said = self._by_key(texts)
        was = self._by_key(base) if base is not None else {}
        load, effort = said.get("load", ""), said.get("effort", "")
        is_effort_old = not effort or effort == was.get("effort")
        is_load_new = bool(load) and load != was.get("load")
        if is_effort_old or is_load_new or (load and effort == plain_number(self._ranking.effort_band(float(load)))):
            return frozenset() if "effort" in problems else frozenset({"effort"})
        return frozenset() if load or "load" in problems else frozenset({"load"})

    def _by_key(self, texts: Sequence[str]) -> dict[str, str]:
        return {column.key: text for column, text in zip(self._columns, texts, strict=True)}

    def _distance(self, row: ReturnedRow, base: ExportedRow | None) -> int:
        """In how many columns a row is not as exported."""
        if base is None:
            return 0
        texts, problems = self._texts(row)
        return len(problems) + sum(a != b for a, b in zip(texts, base.texts, strict=True))


def _state(base: str | None, theirs: str, ours: str) -> CellState:
    if len(theirs) > _CUT and theirs[:_CUT] == ours[:_CUT]:
        return CellState.UNCHANGED
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


def _added_before(snapshot: Snapshot, returned: Returned, table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Rows that former merges of this export added: their id, and what the file said of them."""
    export_id, width = returned.contract.facts.get("export_id", ""), len(CLIENT_COLUMNS[table])
    for merge in snapshot.all(WorkbookMerge):
        if merge.export_id == export_id:
            for uid, texts in merge.added.get(table, {}).items():
                if len(texts) == width:  # as many columns as this version compares
                    yield uid, tuple(texts)


def _nameless() -> PlanError:
    return PlanError(N_("An action needs a name."))
