"""A copy of a plan without personal data: to share a map or a plan of action, not what people said and who they are.

Names of personas, participants, authors and owners become numbers, the same one wherever the name stands; what
customers said goes, and so do addresses and telephone numbers in any text. The copy is a new file, written from the
rows that are left: nothing of the others can be found in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey.model import EmotionObservation, Friction, Persona, Touchpoint
from resources.i18n import N_, Words
from storage import marks, traces
from storage.errors import PlanError, writing
from storage.files import identity, replacing
from strategy.model import (
    Action,
    Decision,
    FeedbackNote,
    KpiReading,
    Objective,
    OwnerCapacity,
    Participant,
    SegmentImport,
    WorkbookMerge,
    WorkshopNote,
)
from strategy.plan_json import classes, json_text, rows_of

if TYPE_CHECKING:
    from storage.base import Base
    from storage.document import Document
    from strategy.snapshot import Snapshot

Values = dict[str, Any]  # Any: what JSON holds

NAMES: Mapping[type[Base], tuple[str, str]] = {
    Persona: ("name", N_("Persona {n}")),
    Participant: ("name", N_("Participant {n}")),
    WorkshopNote: ("author", N_("Participant {n}")),
    Action: ("owner", N_("Owner {n}")),
    Objective: ("owner", N_("Owner {n}")),
    Touchpoint: ("owner", N_("Owner {n}")),
    Decision: ("owner", N_("Owner {n}")),
    KpiReading: ("read_by", N_("Participant {n}")),
    OwnerCapacity: ("owner", N_("Owner {n}")),
}
"""Columns that name people, with what stands for a name. Who is in several of them has one number."""
_SOUGHT = (Persona, Participant, WorkshopNote)
"""Whose names are looked for in all texts; owners are often departments, whose names are words of the plan."""
_PEOPLE = (Participant, WorkshopNote)
"""Who sits in the workshop, and may be called by a part of the name; personas bear names of no one."""
_SHORTEST_PART = 3
_PARTICLE = re.compile("de|du|des|la|le|van|von|der|den|del|della|di|da|dos|zu|al|el")
SAID: Mapping[type[Base], tuple[str, ...]] = {
    Persona: ("quote", "portrait", "picture"),
    EmotionObservation: ("verbatim",),
    Friction: ("verbatim",),
    Action: ("contributors", "client_comment"),
    SegmentImport: ("file_name",),
    WorkbookMerge: ("file_name", "changes", "added"),
}
"""Columns that are emptied: what people said, their picture, lists of names, the name of a customer file."""
_LEGAL_FORMS = "SA|SAS|SASU|SARL|EURL|SNC|SCOP|SE|AG|GmbH|BV|NV|SpA|Srl|Ltd|Limited|LLC|LLP|Inc|PLC|Corp"
_BEHIND_NAME = re.compile(rf"\s*(?:\([^()]*\)|,?\s(?:{_LEGAL_FORMS})\.?)$", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(r"(?<!\w)(?:\+\d{1,3}|0)(?:[ .()-]{0,2}\d){8,12}(?!\w)")


@dataclass(frozen=True, slots=True)
class Removed:
    """How much an anonymised copy is without: names replaced, statements of customers taken out."""

    names: int
    statements: int


def save_anonymised(document: Document, path: str | Path, words: Words, *, with_company: bool = True) -> Removed:
    """Write an anonymised copy of the plan, replacing the file if there is one; the plan stays as it is.

    `with_company` replaces the name of the company as well. PlanError for the plan itself, or where the disk refuses.
    """
    from strategy.plan_file import create_from_rows
    from strategy.snapshot import Snapshot

    target = Path(path)
    if identity(target) is not None and identity(target) == identity(document.path):
        raise PlanError(N_("“{name}” is the plan that is open. Choose another name."), name=target.name)
    rows, removed = anonymised(Snapshot.of(document), words, with_company=with_company)
    with writing(target), replacing(target) as part:
        part.unlink()  # a plan is created in a new file only
        with create_from_rows(part, rows) as copy:
            plan_id = copy.plan_id
        # It goes to others: its log and its copies would stay here when the client is forgotten.
        traces.forget_past(plan_id)
        marks.forget(part, plan_id)
    return removed


def anonymised(snapshot: Snapshot, words: Words, *, with_company: bool = True) -> tuple[list[Base], Removed]:
    """The rows of a plan without personal data, and how much was taken out."""
    kinds: dict[str, list[Values]] = json.loads(json_text(snapshot))["kinds"]
    numbers = _numbers(kinds, words)
    sought = {name: numbers[name] for mapped in _SOUGHT for name in _known(kinds, mapped, NAMES[mapped][0])}
    people = (name for mapped in _PEOPLE for name in _known(kinds, mapped, NAMES[mapped][0]))
    parts = _parts(people, numbers)
    if with_company:
        sought.update(dict.fromkeys(_names_of_company(snapshot.plan.company), words.tr("The company")))
    clean = _cleaner(sought, parts, words)
    said = sum(1 for row in kinds.pop(FeedbackNote.__tablename__, []) if row.get("text"))
    for mapped in classes():
        for row in kinds.get(mapped.__tablename__, ()):
            said += _empty(row, mapped)
            _rename(row, mapped, numbers)
            _clean(row, mapped, clean)
    return rows_of(kinds), Removed(len(numbers), said)


def _names_of_company(company: str) -> Iterator[str]:
    """As it was typed, and as texts call it: without what stands in brackets behind it, or its legal form."""
    while company.strip():
        yield company.strip()
        shorter = _BEHIND_NAME.sub("", company.strip())
        company = shorter if shorter != company.strip() else ""


def _numbers(kinds: Mapping[str, list[Values]], words: Words) -> dict[str, str]:
    """What stands for each name."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for mapped, (column, stand_in) in NAMES.items():
        for name in _known(kinds, mapped, column):
            if name not in found:
                counts[stand_in] = counts.get(stand_in, 0) + 1
                found[name] = words.tr(stand_in).format(n=counts[stand_in])
    return found


def _known(kinds: Mapping[str, list[Values]], mapped: type[Base], column: str) -> Iterator[str]:
    names = (str(row.get(column) or "").strip() for row in kinds.get(mapped.__tablename__, ()))
    return (name for name in dict.fromkeys(names) if name)


def _empty(row: Values, mapped: type[Base]) -> int:
    """Take out what people said; the number of statements that there were."""
    columns = [column for column in SAID.get(mapped, ()) if row.get(column)]
    for column in columns:
        del row[column]
    return len(columns)


def _rename(row: Values, mapped: type[Base], numbers: Mapping[str, str]) -> None:
    column, _stand_in = NAMES.get(mapped, ("", ""))
    if row.get(column):
        row[column] = numbers[row[column].strip()]


def _clean(row: Values, mapped: type[Base], clean: Callable[[str], str]) -> None:
    """Clean every free text of a row, in lists and objects too."""
    for column, declared in mapped.__columns__.items():
        if declared.python in (str, list, dict) and column != "id" and declared.reference is None and column in row:
            row[column] = _cleaned(row[column], clean)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:  # Any: what JSON holds
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(each, clean) for each in value]
    return {key: _cleaned(each, clean) for key, each in value.items()} if isinstance(value, dict) else value


def _cleaner(names: Mapping[str, str], parts: Mapping[str, str], words: Words) -> Callable[[str], str]:
    """What takes names, addresses and telephone numbers out of a text, made ready once for all texts of a plan."""
    sought = [(ADDRESS, words.tr("[e-mail]")), (TELEPHONE, words.tr("[telephone]"))]
    sought += [(_spelt(name, re.IGNORECASE), names[name]) for name in sorted(names, key=len, reverse=True)]
    sought += [(_spelt(part), stand_in) for part, stand_in in parts.items()]
    ready = [(pattern, stand_in.replace("\\", r"\\")) for pattern, stand_in in sought]

    def clean(text: str) -> str:
        for pattern, stand_in in ready if text else ():
            text = pattern.sub(stand_in, text)
        return text

    return clean


def _spelt(name: str, flags: int = 0) -> re.Pattern[str]:
    """Whatever kind of apostrophe, hyphen and space the name is spelt with."""
    spelt = r"\s+".join(re.escape(part) for part in name.split())
    spelt = re.sub("['’]", "['’]", spelt).replace(r"\-", "[-\u2010\u2011]")
    return re.compile(rf"(?<!\w){spelt}(?!\w)", flags)


def _parts(people: Iterable[str], numbers: Mapping[str, str]) -> dict[str, str]:
    """First names and surnames, by which texts call people: of names whose words all have a capital but particles."""
    found: dict[str, str] = {}
    for name in people:
        parts = [re.sub("^[dl]['’]", "", part) for part in name.split() if not _PARTICLE.fullmatch(part)]
        if len(parts) > 1 and all(part[:1].isupper() for part in parts):
            for part in parts:
                if len(part) >= _SHORTEST_PART:
                    found.setdefault(part, numbers[name])
    return found
