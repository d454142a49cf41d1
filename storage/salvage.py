"""What can still be read of a damaged plan, and what of it is proven.

The file is read page by page (`storage.pages`), by nobody's rules but ours, and stays as it is. A row that was read is
believed only if it is proven to be one of the last state:

- all rows that were read add up to the state that the head tells, or
- the proofs of the rows add up to it, and the row's hash is that of its kind and its id, or
- the proofs of the kinds add up to it, and to that of its kind add up all rows of the kind, or all proofs of them, of
  which one is the row's hash.

A proof without its row names what is lost. Rows of an earlier copy are proven in the same ways, as those that had not
changed since. Everything else was found at best, and is never taken for the plan's.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from resources.i18n import N_
from storage import database, hashing, proofs
from storage.base import BETWEEN
from storage.changes import StoredChange, StoredRow
from storage.copies import new_file
from storage.errors import DamagedPlan, NotAPlan, PlanError, os_error
from storage.gate import Examination, Head, check_content
from storage.mending import mended, stored
from storage.opening import OpenFile, write_schema
from storage.pages import PAGE, Pages, Record, told_size
from storage.recorder import replay
from storage.schema import Kind, Schema

LARGEST_FILE = 200 << 20
"""In bytes: what is read lies in memory, several times over."""
Key = tuple[str, str]
"""The kind and the id of a row."""
_SECONDS_TO_MEND = 3.0
_ALIKE = 24
"""Of 32 digits."""
_HEXADECIMAL = re.compile("[0-9a-f]{32}")


class Why(StrEnum):
    """Why a thing of the plan is not among what is proven."""

    LOST = "lost"
    """Its proof is there, but nothing that could be read is this row."""
    ALTERED = "altered"
    """It was found, but what was read is not what was written."""
    UNPROVEN = "unproven"
    """It was found, but its proof was not: it may be right."""
    SOME = "some"
    """Of a whole kind: more of its rows were there than are proven or named."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing of which something is not proven."""

    kind: str
    id: str
    """"" for a whole kind."""
    why: Why
    row: StoredRow | None = None
    """What was read, or an earlier copy had, of it; None if there is nothing."""


@dataclass(frozen=True)
class Salvage:
    """What a damaged file still tells."""

    head: Head | None
    """Which plan it was, and in which state; None where that cannot be read."""
    rows: Mapping[str, Mapping[str, StoredRow]]
    """What is proven, by kind and id; a kind without any is there too."""
    doubts: tuple[Doubt, ...]
    """What is not, as far as the file tells."""
    is_exact: bool
    """Whether these rows are the last state, all of it and nothing else."""
    is_complete: bool
    """Whether everything that is missing is among the doubts."""

    @property
    def count(self) -> int:
        """How many rows are proven."""
        return sum(map(len, self.rows.values()))


def read(plan: Path, schema: Schema, copy: Iterable[tuple[str, StoredRow]] = ()) -> Salvage:
    """What can be read of a damaged plan that nobody here has open; `copy` has the rows of an earlier state.

    Raises PlanError for a file too large to be searched, StorageError for one that cannot be read at all, and for a
    folder, a pipe or a device, which nothing is waited for from.
    """
    if OpenFile.has_open(plan):
        raise PlanError(N_("“{name}” is open: close it first."), name=plan.name)
    try:
        content = _content_of(plan)
    except OSError as error:
        raise os_error(error) from error
    found = [_Finds.of(content, size, schema, copy) for size in sorted({PAGE, told_size(content)})]
    return max((each.salvage() for each in found), key=lambda each: (each.is_exact, each.count))


def _content_of(plan: Path) -> bytes:
    if not plan.is_file() and plan.exists():  # opening a device may already do something to it
        raise NotAPlan(name=plan.name)
    with open(plan, "rb", opener=_without_waiting) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):  # put there this very moment
            raise NotAPlan(name=plan.name)
        if found.st_size > LARGEST_FILE:
            raise PlanError(N_("“{name}” is too large to be searched for what can still be read."), name=plan.name)
        return file.read(LARGEST_FILE)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def write(found: Salvage, target: Path, schema: Schema, examine: Examination | None = None) -> None:
    """Writes the exact last state into a new file, of the same plan, and checks it as an opening would.

    Raises PlanError if the name is taken, StorageError if it cannot be written, DamagedPlan if it is no plan.
    """
    assert found.is_exact
    assert found.head is not None
    changes = [
        StoredChange(kind, row_id, None, row) for kind, rows in found.rows.items() for row_id, row in rows.items()
    ]
    with new_file(target) as part:
        with contextlib.closing(database.connect(part, writable=True)) as connection:
            write_schema(connection, schema, found.head)
            connection.execute("BEGIN IMMEDIATE")
            replay(connection, schema, changes)
            proofs.note(connection, changes, 0)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        if check_content(part, schema.objects, schema.kinds, examine) != found.head:
            raise DamagedPlan(target.name, "what was read is another plan", found.head.plan_id)


@dataclass
class _Finds:
    """What the pages hold, sorted."""

    kinds: Mapping[str, Kind]
    was_cut: bool = False
    heads: set[Head] = field(default_factory=set)
    sums: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    proofs: dict[Key, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    proven: dict[Key, StoredRow] = field(default_factory=dict)
    unproven: dict[Key, StoredRow] = field(default_factory=dict)
    copied: dict[Key, StoredRow] = field(default_factory=dict)
    """The rows of the earlier copy."""
    spoilt: dict[Key, bytes] = field(default_factory=dict)
    """What was read of rows that are not proven as they were read."""
    withdrawn: set[Key] = field(default_factory=set)
    """Rows that have a proof, of which nothing says that it is one of the last state."""

    @classmethod
    def of(cls, content: bytes, size: int, schema: Schema, copy: Iterable[tuple[str, StoredRow]]) -> _Finds:
        finds, pages = cls(schema.kinds), Pages(content, size)
        candidates: dict[int, list[Record]] = defaultdict(list)
        roots: dict[int, str] = {}
        for record in pages.records():
            values = record.values
            match values:
                case (str(name), bytes(found)) if name in schema.kinds and len(found) == proofs.SIZE:
                    finds.sums[name].add(found)
                case (str(name), str(row_id), bytes(found)) if name in schema.kinds and len(found) == proofs.SIZE:
                    finds.proofs[name, row_id].add(found)
                case (str(plan_id), int(seq), str(state)) if _is_head(plan_id, seq, state):
                    finds.heads.add(Head(plan_id, seq, int(state, 16)))
                case ("table", str(name), _, int(root), str()) if name in schema.kinds:
                    roots[root] = name
                case _ if len(values) > 2:
                    candidates[record.page].append(record)
        finds.was_cut = pages.was_cut
        owners = {leaf: name for root, name in roots.items() for leaf in pages.leaves(root)}
        for page, records in candidates.items():
            finds._sort(records, owners.get(page))
        for name, row in copy:
            kind = schema.kinds[name]
            finds._prove(kind, row)
            finds.copied[name, str(row[kind.id_index])] = row
        finds._prove_links()
        finds._mend(time.thread_time() + _SECONDS_TO_MEND)
        return finds

    def salvage(self) -> Salvage:
        """What of it is proven."""
        for rows in (self.proven, {**self.unproven, **self.proven}, {**self.copied, **self.unproven, **self.proven}):
            head = self._head_of(rows)
            if head is not None:
                return Salvage(head, self._by_kind(rows), (), is_exact=True, is_complete=True)
        totals = self._totals()
        settled, listed, are_known = set[str](), set[str](), True
        if self._is_state(totals.values()):
            listed = set(self.kinds)
        elif self._is_state(self._sums().values()):
            settled = {name for name in self.kinds if self._settles(name)}
            listed = {name for name, each in self._sums().items() if totals.get(name, 0) == each}
        else:
            are_known = False
        self._withdraw(set(self.kinds) - settled - listed)
        partly = [name for name in self.kinds if are_known and name not in settled | listed]
        doubts = (*self._doubts(settled), *(Doubt(name, "", Why.SOME) for name in partly))
        head = next(iter(self.heads)) if len(self.heads) == 1 else None
        return Salvage(head, self._by_kind(self.proven), doubts, is_exact=False, is_complete=are_known)

    def _by_kind(self, rows: Mapping[Key, StoredRow]) -> dict[str, dict[str, StoredRow]]:
        found: dict[str, dict[str, StoredRow]] = {kind: {} for kind in self.kinds}
        for (kind, row_id), row in sorted(rows.items()):
            found[kind][row_id] = row
        return found

    def _head_of(self, rows: Mapping[Key, StoredRow]) -> Head | None:
        """The head whose state all these rows add up to."""
        total = _sum_of(rows)
        return next((head for head in self.heads if head.state == total and head.seq), None)

    def _settles(self, name: str) -> bool:
        """Whether all rows of a kind are proven, by its sum."""
        here = [{key: row for key, row in rows.items() if key[0] == name}
                for rows in (self.copied, self.unproven, self.proven)]  # fmt: skip
        copied, unproven, proven = here
        for rows in (proven, {**unproven, **proven}, {**copied, **unproven, **proven}):
            if self._sums().get(name, 0) == _sum_of(rows):
                self.proven.update(rows)
                return True
        return False

    def _withdraw(self, names: set[str]) -> None:
        """Rows of kinds whose proofs are not whole: row and proof may both have come back from an earlier state."""
        self.withdrawn = {key for key in self.proven if key[0] in names}
        for key in self.withdrawn:
            self.unproven[key] = self.proven.pop(key)

    def _totals(self) -> dict[str, int]:
        """What the proofs of the rows of each kind add up to."""
        listed: dict[str, list[int]] = defaultdict(list)
        for (name, _), found in self.proofs.items():
            listed[name] += [int.from_bytes(each, "big") for each in found]
        return {name: hashing.total(found) for name, found in listed.items()}

    def _sums(self) -> dict[str, int]:
        """The proofs of the kinds; none of a kind of which there are two."""
        return {name: int.from_bytes(min(found), "big") for name, found in self.sums.items() if len(found) == 1}

    def _is_state(self, sums: Collection[int]) -> bool:
        """Whether these add up to the last state, as a head tells it.

        Where none can be read, or one that differs in a few digits, both sorts of proofs must agree among themselves.
        Another head speaks against them: all of them may have come back from an earlier state.
        """
        total = hashing.total(sums)
        if any(head.state == total for head in self.heads):
            return True
        if not all(_is_nearly(head.state, total) for head in self.heads):
            return False
        return bool(sums) and hashing.total(self._totals().values()) == hashing.total(self._sums().values()) == total

    def _sort(self, records: list[Record], owner: str | None) -> None:
        """The rows of a page are of one kind: of the one that is proven, else of the one whose tree has the page."""
        left, name = [], owner
        for record in records:
            proven = self._proving(record.values)
            if proven is None:
                left.append(record)
            else:
                name = proven
        kind = self.kinds.get(name or "")
        for record in left if kind else ():
            row = stored(record.values, kind) if kind else None
            if kind and row:
                key = (kind.name, str(row[kind.id_index]))
                self.spoilt[key] = record.payload
                if not kind.finding(row):
                    self.unproven[key] = row

    def _proving(self, values: StoredRow) -> str | None:
        """The kind for which the proofs know a row; they know it for one alone, for its hash tells the kind."""
        for kind in self.kinds.values():
            row = stored(values, kind)
            if row and self._prove(kind, row):
                return kind.name
        return None

    def _prove_links(self) -> None:
        """The id of a link is made of the ids that it links: where only its proof is left, the proof is enough."""
        for name, row_id in self.proofs.keys() - self.proven.keys():
            kind = self.kinds[name]
            ends = [column for column in kind.columns if kind.mapped.__columns__[column].reference is not None]
            if len(ends) == 2 and len(kind.columns) == 3 and row_id.count(BETWEEN) == 1:
                values = {"id": row_id, **dict(zip(ends, row_id.split(BETWEEN), strict=True))}
                self._prove(kind, tuple(values[column] for column in kind.columns))

    def _mend(self, end: float) -> None:
        """Rows of which one byte was spoilt: any, or one of the id."""
        lost = defaultdict(set)
        for name, row_id in self.proofs.keys() - self.proven.keys() - self.spoilt.keys():
            lost[name].add(row_id)
        for (name, row_id), payload in self.spoilt.items():
            told, kind = self.proofs.get((name, row_id), set()), self.kinds[name]
            ids = [row_id] if len(told) == 1 else [each for each in lost[name] if _is_one_letter_off(each, row_id)]
            for each in ids if (name, row_id) not in self.proven and time.thread_time() < end else ():
                row = mended(kind, payload, min(self.proofs[name, each]))
                if row is not None and self._prove(kind, row):
                    self.unproven.pop((name, row_id), None)

    def _prove(self, kind: Kind, row: StoredRow) -> bool:
        key = (kind.name, str(row[kind.id_index]))
        told = self.proofs.get(key)
        # An old page that came back may tell another hash: then neither of the two is proven.
        if not told or kind.finding(row) or told != {proofs.proof_of(hashing.row_hash(kind.name, row))}:
            return False
        self.proven[key] = row
        return True

    def _doubts(self, settled: set[str]) -> Iterable[Doubt]:
        for key in sorted((self.proofs.keys() | self.unproven.keys()) - self.proven.keys()):
            if key[0] in settled:
                continue
            row = self.unproven.get(key)
            is_other = key in self.proofs and key not in self.withdrawn
            why = Why.LOST if row is None else Why.ALTERED if is_other else Why.UNPROVEN
            yield Doubt(*key, why, row or self.copied.get(key))


def _sum_of(rows: Mapping[Key, StoredRow]) -> int:
    return hashing.total(hashing.row_hash(kind, row) for (kind, _), row in rows.items())


def _is_one_letter_off(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _is_nearly(state: int, other: int) -> bool:
    """Whether most digits are the same, as two states by chance never have them."""
    return sum(a == b for a, b in zip(hashing.as_text(state), hashing.as_text(other), strict=True)) >= _ALIKE


def _is_head(plan_id: str, seq: int, state: str) -> bool:
    return bool(_HEXADECIMAL.fullmatch(plan_id) and _HEXADECIMAL.fullmatch(state)) and seq >= 0
