"""The open format: a whole plan as JSON text, and back. `docs/plan-format.md` describes it for others.

The same plan always gives the same bytes: kinds in the order of their references, rows in screen order, columns in
the order of their table, every column written. Reading trusts nothing: whatever does not fit is refused with a
sentence that names it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from journey.kinds import Kind, accepted, column_types, whole_json
from resources.i18n import N_
from storage.base import Base, classes_of
from storage.errors import PlanError
from strategy.checks import RowRefused, check_together
from strategy.kinds import KINDS
from strategy.snapshot import Snapshot

FORMAT = "periple-plan"
VERSION = 1
ID_PATTERN = r"^[A-Za-z0-9_~.\-]{1,1000}$"
"""Ids are ours or a person's who writes a file by hand: plain characters, never shown."""

_TEXT = json.JSONEncoder(ensure_ascii=False)
Values = dict[str, Any]  # Any: the column decides


def json_text(snapshot: Snapshot) -> str:
    """The plan as JSON text: one row on each line, so that two versions compare line by line."""
    parts = []
    for mapped in classes():
        rows = [_TEXT.encode(_json_values(row)) for row in snapshot.all(mapped)]
        if rows:
            parts.append(f'  "{mapped.__tablename__}": [\n   ' + ",\n   ".join(rows) + "\n  ]")
    kinds = ",\n".join(parts)
    return f'{{\n "format": "{FORMAT}",\n "version": {VERSION},\n "kinds": {{\n{kinds}\n }}\n}}\n'


def rows_from_text(text: str) -> list[Base]:
    """The rows of a plan in the open format. Raises PlanError, with a sentence that says where, for anything else."""
    header = _parsed(text)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise PlanError(N_("This file is not a plan in the open format: its “format” is not “{name}”."), name=FORMAT)
    if type(header.get("version")) is not int or header["version"] != VERSION:  # True is 1 to Python
        raise PlanError(
            N_("This file has version {found} of the open format, and this program reads version {known}."),
            found=header.get("version"),
            known=VERSION,
        )
    for key in header.keys() - {"format", "version", "kinds"}:
        raise PlanError(N_("The file has an entry “{name}” that the open format does not know."), name=key)
    return rows_of(header.get("kinds"))


def rows_of(kinds: Any) -> list[Base]:  # Any: what JSON held; it is checked here
    """The rows of "kinds", each checked by itself and then all together."""
    known = {mapped.__tablename__: mapped for mapped in classes()}
    if not isinstance(kinds, dict):
        raise PlanError(N_("The file has no “kinds”: the list of a plan’s rows is missing."))
    rows: list[Base] = []
    for kind, values in kinds.items():
        if kind not in known:
            raise PlanError(N_("The file has a kind “{kind}” that plans do not know."), kind=kind)
        if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
            raise PlanError(N_("The rows of “{kind}” are not a list of objects."), kind=kind)
        rows += [_row(known[kind], each) for each in values]
    _check_ids(rows)
    _check_references(rows)
    check_together(Snapshot(rows))
    return rows


def classes() -> tuple[type[Base], ...]:
    """All mapped classes in the order of the file: what is referred to comes first."""
    return classes_of(Base)


def has_default(mapped: type[Base], column: str) -> bool:
    """Whether a file may leave the column out."""
    return mapped.__columns__[column].has_default


def _json_values(row: Base) -> Values:
    values: Values = {"id": row.id}  # first
    for column in row.__columns__:
        value = getattr(row, column)
        # Texts as reading would leave them: a file that somebody made may hold what no gesture writes.
        values[column] = value.isoformat() if isinstance(value, datetime.date) else whole_json(value)
    return values


def _parsed(text: str) -> Any:  # Any: what JSON holds
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        if line is None:
            raise PlanError(N_("This file is not JSON.")) from error
        raise PlanError(N_("This file is not JSON: it cannot be read from line {line} on."), line=line) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> Values:  # Any: what JSON holds
    values = dict(pairs)
    if len(values) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise PlanError(N_("The file has “{name}” twice in the same object; keep the one that is right."), name=twice)
    return values


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _row(mapped: type[Base], values: Values) -> Base:
    kind, row_id = mapped.__tablename__, values.get("id")
    if not isinstance(row_id, str) or not re.fullmatch(ID_PATTERN, row_id) or row_id.endswith("\n"):
        raise PlanError(
            N_("A row of “{kind}” has no valid “id”: letters without accents, digits and _ ~ . - make one."), kind=kind
        )
    columns = column_types(mapped)
    for column in values.keys() - columns.keys():
        raise PlanError(N_("{kind} “{id}”: there is no column “{column}”."), kind=kind, id=row_id, column=column)
    for column in columns.keys() - values.keys():
        if not has_default(mapped, column):
            raise PlanError(N_("{kind} “{id}”: “{column}” is missing."), kind=kind, id=row_id, column=column)
    rules = KINDS.get(mapped)
    return mapped(**{column: _value(mapped, column, value, rules, row_id) for column, value in values.items()})


def _value(mapped: type[Base], column: str, value: Any, rules: Kind | None, row_id: str) -> Any:  # Any: column decides
    kind = mapped.__tablename__
    wanted = column_types(mapped)[column].python
    if wanted is datetime.date and isinstance(value, str):
        value = _date(value)
    try:
        return accepted(mapped, column, value, rules.limits if rules else {})
    except TypeError as error:
        raise PlanError(_WRONG_TYPE[wanted], kind=kind, id=row_id, column=column) from error
    except PlanError as error:
        raise RowRefused(error, kind, row_id, column) from error


def _date(text: str) -> datetime.date | str:
    """The date, or the text as it is, which the column then refuses."""
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    return date if date.isoformat() == text else text  # Python also knows "20270131" and "2027-W04-7"


def _check_ids(rows: Iterable[Base]) -> None:
    """No id twice in a kind."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = (row.__tablename__, row.id)
        if key in seen:
            raise PlanError(N_("{kind} “{id}” is there twice; every id is used once."), kind=key[0], id=key[1])
        seen.add(key)


def _check_references(rows: Iterable[Base]) -> None:
    """Every reference leads to a row of the file."""
    rows = list(rows)
    known = {(row.__tablename__, row.id) for row in rows}
    for row in rows:
        for name, column in row.__columns__.items():
            target = getattr(row, name) if column.reference is not None else None
            if column.reference is not None and target is not None and (column.reference.kind, target) not in known:
                raise PlanError(
                    N_("{kind} “{id}”: “{column}” names “{target}”, which is not in the file."),
                    kind=row.__tablename__,
                    id=row.id,
                    column=name,
                    target=target,
                )


_WRONG_TYPE: Mapping[type, str] = {
    str: N_("{kind} “{id}”: “{column}” must be a text."),
    int: N_("{kind} “{id}”: “{column}” must be a whole number."),
    float: N_("{kind} “{id}”: “{column}” must be a number."),
    bool: N_("{kind} “{id}”: “{column}” must be true or false."),
    datetime.date: N_("{kind} “{id}”: “{column}” must be a date such as 2027-01-31."),
    list: N_("{kind} “{id}”: “{column}” must be a list of texts."),
    dict: N_("{kind} “{id}”: “{column}” must be an object."),
}
