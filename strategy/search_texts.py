"""The words that a user sees of a row on screen, in both languages: its title, what the team wrote, and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from journey.model import Lane, Touchpoint, Transition
from journey.own_values import OwnValue, adjustables
from resources.folding import plain
from resources.i18n import LANGUAGES, words
from strategy.answer_words import answer_words
from strategy.model import CapabilityAnswer, DismissedWarning, ResourceAnswer
from strategy.naming import BETWEEN_ENDS, Naming
from strategy.search_places import parent_of, place_of, subject_kind
from strategy.search_words import KIND_WORDS, LABEL_COLUMNS, PLACED, TEXT_COLUMNS, TITLED_BY, WRITTEN_IN
from strategy.value_names import value_name

if TYPE_CHECKING:
    from storage.base import Base
    from strategy.snapshot import Snapshot


class Text(NamedTuple):
    """Words as they are shown, and as they are compared; `column` says where they stand, "" for a title."""

    column: str
    shown: str
    folded: str


def title_of(names: Naming, row: Base) -> str:
    """What a thing is called on screen; one that says nothing yet is called by its kind."""
    kind = row.__tablename__
    if kind in TITLED_BY:
        title = names.label(getattr(row, TITLED_BY[kind]))
    elif kind in WRITTEN_IN:
        title = str(getattr(row, WRITTEN_IN[kind]) or "").strip()
    elif isinstance(row, OwnValue):
        known = adjustables().get(row.id)
        title = value_name(known, names.words) if known is not None else names.label(row.entry)
    else:
        title = names.title(row)
    return title or _capital(names.words.tr(KIND_WORDS.get(kind, "")))


class RowTexts:
    """The titles and texts of the rows of one snapshot. Labels are folded once for all the rows that show them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._names = tuple(Naming(snapshot, words(language)) for language in LANGUAGES)
        self._labels: dict[tuple[str, str, str], tuple[Text, ...]] = {}

    def titles(self, row: Base) -> tuple[Text, ...]:
        """What a row is called, the French first; once if both languages say the same. None for what is not shown."""
        if not self._is_on_screen(row):
            return ()
        column = TITLED_BY.get(row.__tablename__)
        written = _written(row) if column is None else ""
        if written:
            return (Text("", written, plain(written)),)
        known = self._label("", getattr(row, column)) if column is not None else self._ends_of(row)
        return known or _texts("", (title_of(each, row) for each in self._names))

    def code(self, row: Base) -> str:
        """The short name of a row, such as "A3"."""
        return self._names[0].code(row).lower()

    def texts(self, row: Base) -> Iterator[Text]:
        """What is shown with a row beside its title."""
        kind = row.__tablename__
        for column in TEXT_COLUMNS.get(kind, ()):
            for each in _listed(getattr(row, column)):
                yield Text(column, each, plain(each))
        for column in LABEL_COLUMNS.get(kind, ()):
            for each in _listed(getattr(row, column)):
                yield from self._label(column, each)
        if isinstance(row, CapabilityAnswer | ResourceAnswer) and row.answer:
            yield from self._answer(row.question, row.answer)
        if kind in PLACED:
            yield from self._place(row)

    def _is_on_screen(self, row: Base) -> bool:
        """Whether a row is anywhere to be seen: not a hidden lane, nor a warning about what is gone."""
        if isinstance(row, Lane):
            return not row.is_hidden
        return not isinstance(row, DismissedWarning) or subject_kind(self._snapshot, row) is not None

    def _label(self, column: str, entry_id: str | None) -> tuple[Text, ...]:
        """The label of an entry in both languages."""
        key = (column, "", entry_id or "")
        found = self._labels.get(key)
        if found is None:
            found = self._labels[key] = _texts(column, (each.label(entry_id) for each in self._names))
        return found

    def _answer(self, question: str, value: str) -> tuple[Text, ...]:
        return _texts("answer", (answer_words(question, value, each.words) for each in self._names))

    def _place(self, row: Base) -> tuple[Text, ...]:
        """What a row belongs to, folded once for all that belongs to it."""
        parent = parent_of(self._snapshot, row)
        if parent is None:
            return _texts("place", (place_of(each, row) for each in self._names))
        return self._title_of(parent, "place")

    def _ends_of(self, row: Base) -> tuple[Text, ...]:
        """The two ends of a passage, each folded once for all its passages; none if one has names in two languages."""
        if not isinstance(row, Transition):
            return ()
        points = [self._snapshot.get(Touchpoint, point_id) for point_id in (row.source_id, row.target_id)]
        ends = [self._title_of(point, "") for point in points if point is not None]
        if not all(len(each) == 1 for each in ends):
            return ()
        return (Text("", BETWEEN_ENDS.join(e.shown for (e,) in ends), BETWEEN_ENDS.join(e.folded for (e,) in ends)),)

    def _title_of(self, row: Base, column: str) -> tuple[Text, ...]:
        """The title of a row that others are called by or belong to."""
        key = (column, row.__tablename__, row.id)
        found = self._labels.get(key)
        if found is None:
            found = self._labels[key] = _texts(column, (each.title(row) for each in self._names))
        return found


def _written(row: Base) -> str:
    """The words of the team that are the title in every language; "" where there are none."""
    return str(getattr(row, "name", "") or getattr(row, "text", "") or "").strip()


def _texts(column: str, shown: Iterable[str]) -> tuple[Text, ...]:
    """Words in both languages; once if they are the same."""
    return tuple(Text(column, each, plain(each)) for each in dict.fromkeys(shown) if each)


def _listed(value: object) -> Iterator[str]:
    return (str(each) for each in (value if isinstance(value, list) else (value,)) if each)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
