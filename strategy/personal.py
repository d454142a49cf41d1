"""The personal data in a plan: who is named, what people said, what could be used to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.model import Persona
from strategy.anonymising import ADDRESS, NAMES, SAID, TELEPHONE
from strategy.model import FeedbackNote, Participant, SegmentImport, WorkbookMerge
from strategy.plan_json import classes

if TYPE_CHECKING:
    from storage.base import Base
    from strategy.snapshot import Snapshot

_FILES = (SegmentImport, WorkbookMerge)


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a plan says of people. Names are in the order in which they stand in the plan, each once."""

    participants: tuple[str, ...]
    owners: tuple[str, ...]
    """Owners of objectives, actions and touchpoints, authors of notes, readers of indicators."""
    personas: tuple[str, ...]
    statements: int
    """What customers and contributors said, in their words."""
    portraits: int
    addresses: int
    """Texts with an e-mail address or a telephone number."""
    files: tuple[str, ...]
    """Names of the files that were imported."""

    @property
    def is_none(self) -> bool:
        """Whether there is nothing of the sort."""
        return not any((self.participants, self.owners, self.personas, self.statements, self.portraits,
                        self.addresses, self.files))  # fmt: skip


def personal_data(snapshot: Snapshot) -> PersonalData:
    """The personal data of a plan."""
    of_people = [(mapped, column) for mapped, (column, _) in NAMES.items() if mapped not in (Participant, Persona)]
    personas = snapshot.all(Persona)
    return PersonalData(
        participants=_names(snapshot, [(Participant, NAMES[Participant][0])]),
        owners=_names(snapshot, of_people),
        personas=_names(snapshot, [(Persona, NAMES[Persona][0])]),
        statements=_statements(snapshot),
        portraits=sum(bool(persona.portrait or persona.picture) for persona in personas),
        addresses=sum(1 for text in _texts(snapshot) if ADDRESS.search(text) or TELEPHONE.search(text)),
        files=_names(snapshot, [(mapped, "file_name") for mapped in _FILES]),
    )


def _names(snapshot: Snapshot, columns: Iterable[tuple[type[Base], str]]) -> tuple[str, ...]:
    found = (getattr(row, column) for mapped, column in columns for row in snapshot.all(mapped))
    return tuple(dict.fromkeys(name.strip() for name in found if name and name.strip()))


def _statements(snapshot: Snapshot) -> int:
    columns = [(mapped, column) for mapped, named in SAID.items() if mapped not in _FILES for column in named]
    said = [(mapped, column) for mapped, column in columns if column not in ("portrait", "picture")]
    notes = sum(bool(note.text) for note in snapshot.all(FeedbackNote))
    return notes + sum(bool(getattr(row, column)) for mapped, column in said for row in snapshot.all(mapped))


def _texts(snapshot: Snapshot) -> Iterator[str]:
    for mapped in classes():
        columns = [name for name, declared in mapped.__columns__.items()
                   if declared.python is str and name != "id" and declared.reference is None]  # fmt: skip
        for row in snapshot.all(mapped):
            yield from (text for name in columns if (text := getattr(row, name)))
