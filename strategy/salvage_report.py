"""What could be read of a damaged plan in words: on screen, at a terminal, and as a text to keep and work through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey.kinds import shortened
from resources.i18n import N_
from storage.errors import PeripleError, on_one_line
from strategy.naming import BETWEEN_ENDS, Naming
from strategy.operations.links import LINK_LABELS, link_columns
from strategy.salvage import Loss, Salvaged, salvage_of
from strategy.search_texts import title_of
from strategy.search_words import KIND_WORDS, LABEL_COLUMNS, TEXT_COLUMNS
from strategy.snapshot import Snapshot

if TYPE_CHECKING:
    from resources.i18n import Words
    from storage.base import Base

NOT_ALL_NAMED = N_("More may be missing than is named here: the list of what the plan held is damaged as well.")
_LINK = N_("link")


class SalvageReport:
    """The words for one file, in one language."""

    def __init__(self, salvaged: Salvaged, words: Words) -> None:
        self._salvaged, self._words = salvaged, words
        rest = [loss.row for loss in salvaged.losses if loss.row is not None]
        kept = {(row.__tablename__, row.id) for row in salvaged.rows}
        names = Snapshot([*salvaged.rows, *(row for row in rest if (row.__tablename__, row.id) not in kept)])
        self._naming = Naming(names, words)

    def summary(self) -> str:
        """How much is safe, and how much is not."""
        words, salvaged = self._words, self._salvaged
        count = salvaged.count
        safe = words.ntr("{n} thing proven", "{n} things proven", count).format(n=words.number(count))
        if salvaged.is_exact:
            return words.tr("All of it, as it was saved: {safe}").format(safe=safe)
        lost = len(salvaged.losses)
        if not count:
            return words.tr("Nothing in it can be proven.")
        if not lost:
            return safe
        rest = words.ntr("{n} not, or not wholly", "{n} not, or not wholly", lost).format(n=words.number(lost))
        return f"{safe}, {rest}"

    def caution(self) -> str:
        """What the list cannot tell; "" where it tells all."""
        return "" if self._salvaged.found.is_complete else self._words.tr(NOT_ALL_NAMED)

    def lines(self) -> list[tuple[str, str]]:
        """Each thing that is not in the new plan as it was: its kind and title, and why."""
        return [(self._title(loss), self._words.tr(loss.why)) for loss in self._salvaged.losses]

    def text(self) -> str:
        """The same as a text, with all words that could be read of each thing."""
        words, path = self._words, self._salvaged.path
        head = [words.tr("What could be read of “{name}”").format(name=on_one_line(path.name)), self.summary()]
        body = [line for loss in self._salvaged.losses for line in self._whole(loss)]
        return "\n".join([*head, *filter(None, [self.caution()]), "", *body, ""])

    def _title(self, loss: Loss) -> str:
        kind, title = self._kind(loss), self._name(loss.row) or self._purpose(loss.place[0])
        return self._words.tr("{kind} “{title}”").format(kind=kind, title=title) if title else kind

    def _kind(self, loss: Loss) -> str:
        name = self._words.tr(KIND_WORDS.get(loss.place[0], _LINK))
        return name[:1].upper() + name[1:]

    def _purpose(self, kind: str) -> str:
        """What links of a kind are for, which says more than that they are links; "" for other kinds."""
        return next((self._words.tr(each) for link, each in LINK_LABELS.items() if link.__tablename__ == kind), "")

    def _name(self, row: Base | None) -> str:
        if row is None:
            return ""
        if type(row) in LINK_LABELS:
            ends = [self._end(row, column) for column in link_columns(type(row))]
            return BETWEEN_ENDS.join(ends) if all(ends) else ""
        title = title_of(self._naming, row)
        is_its_kind = title.casefold() == self._words.tr(KIND_WORDS.get(row.__tablename__, "")).casefold()
        return "" if is_its_kind else shortened(title)

    def _end(self, row: Base, column: str) -> str:
        reference = row.__columns__[column].reference
        assert reference is not None
        end = self._naming.row(reference.kind, getattr(row, column))
        return shortened(self._naming.title(end)) if end is not None else ""

    def _whole(self, loss: Loss) -> Iterator[str]:
        title = self._title(loss)
        yield on_one_line(f"- {title}: {self._words.tr(loss.why)}")
        if loss.row is not None:
            yield from (f"    {on_one_line(each)}" for each in self._texts(loss.row) if each not in title)

    def _texts(self, row: Base) -> Iterator[str]:
        """What the team wrote in a row, and the entries of the method that it names."""
        kind = row.__tablename__
        for column in ("name", "text", *TEXT_COLUMNS.get(kind, ()), *LABEL_COLUMNS.get(kind, ())):
            value = getattr(row, column, None)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and each.strip():
                    yield self._naming.label(each) or each


def rest_of(path: Path, plan_id: str | None, words: Words) -> tuple[str, dict[str, Any]]:  # Any: what JSON holds
    """What can still be read of a damaged file, in a sentence and for programs; nothing if it cannot be searched."""
    try:
        salvaged = salvage_of(path, plan_id, words.language)
    except PeripleError:
        return "", {}
    summary = SalvageReport(salvaged, words).summary()
    values = {"proven": salvaged.count, "losses": len(salvaged.losses), "is_exact": salvaged.is_exact,
              "names_all_losses": salvaged.found.is_complete}  # fmt: skip
    if not salvaged.count:
        return summary, {"salvage": values}
    sentence = words.tr("What can still be read of the file: {summary}. Open it in Périple to bring it back.")
    return sentence.format(summary=summary), {"salvage": values}
