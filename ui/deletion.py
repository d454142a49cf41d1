"""Deleting with care: what depends on a thing is told first, and the toast takes the deletion back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from journey.kinds import shortened
from journey.model import LaneCard, Stage
from journey.operations.journeys import heir_of
from resources.i18n import current, ntr, tr
from storage.base import Base
from strategy.dependents import Dependents, dependents
from strategy.naming import Naming
from strategy.operations import delete, delete_several
from strategy.snapshot import mapped_classes
from ui.document_bridge import DocumentBridge
from ui.messages import Question, Way, messages

_NAMES_SHOWN = 3


def delete_with_care(
    bridge: DocumentBridge, mapped: type[Base], row_id: str, *, chosen_by_it: Collection[str] = ()
) -> bool:
    """Delete a row; asks first if something depends on it. False when the user or the operation declines.

    `chosen_by_it` are kinds that the row only points at: they do not depend on it, and are no reason to ask.
    """
    snapshot = bridge.snapshot()
    row = snapshot.get(mapped, row_id)
    if row is None:
        return False
    names = Naming(snapshot, current())
    title = shortened(names.title(row)) or tr("Without a name")
    found = _with_heir(names, row, dependents(snapshot, mapped.__tablename__, row_id))
    linked = {kind: ids for kind, ids in found.linked.items() if kind not in chosen_by_it}
    lines = dependent_lines(names, replace(found, linked=linked), _fate_of_mentions(names, row))
    if lines and not messages().ask(_question(tr("Delete “{name}”?").format(name=title), lines)):
        return False
    before = bridge.document.revision
    bridge.run(lambda: delete(bridge.document, mapped, row_id))
    if bridge.document.revision == before:
        return False
    said = tr("“{name}” deleted").format(name=title)
    messages().toast(said, icon="trash-2", way=Way(tr("Undo"), bridge.undo))
    return True


def delete_several_with_care(bridge: DocumentBridge, rows: Sequence[tuple[type[Base], str]]) -> bool:
    """Delete several rows in one step; asks first if something else depends on them. False when declined."""
    if len(rows) == 1:
        return delete_with_care(bridge, *rows[0])
    names = Naming(bridge.snapshot(), current())
    going = {row_id for _, row_id in rows}
    found = [dependents(bridge.snapshot(), mapped.__tablename__, row_id) for mapped, row_id in rows]
    lines = dependent_lines(names, _joined(found, going), tr("Kept, without the mention: {things}"))
    count = current().number(len(rows))
    if lines and not messages().ask(_question(tr("Delete {n} items?").format(n=count), lines)):
        return False
    if not bridge.attempt(lambda: delete_several(bridge.document, rows)):
        return False
    messages().toast(tr("{n} items deleted").format(n=count), icon="trash-2", way=Way(tr("Undo"), bridge.undo))
    return True


def _joined(found: Iterable[Dependents], going: Collection[str]) -> Dependents:
    """What depends on several rows, each thing once, without those rows themselves."""
    groups: list[dict[str, dict[str, None]]] = [{}, {}, {}]
    for each in found:
        for group, ids_by_kind in zip(groups, (each.children, each.linked, each.mentions), strict=True):
            for kind, ids in ids_by_kind.items():
                group.setdefault(kind, {}).update(dict.fromkeys(ids))
    gone = set(going) | {row_id for ids in groups[0].values() for row_id in ids}
    children = {kind: tuple(each for each in ids if each not in going) for kind, ids in groups[0].items()}
    linked, mentions = (
        {kind: tuple(each for each in ids if each not in gone) for kind, ids in group.items()} for group in groups[1:]
    )
    return Dependents(*({kind: ids for kind, ids in each.items() if ids} for each in (children, linked, mentions)))


def dependent_lines(names: Naming, found: Dependents, fate_of_mentions: str) -> tuple[str, ...]:
    """What the deletion touches, one kind a line: "Deleted with it: 2 journeys (…)"."""
    classes = {cls.__tablename__: cls for cls in mapped_classes()}

    def lines(ids_by_kind: Mapping[str, tuple[str, ...]], sentence: str) -> list[str]:
        written = []
        for kind, ids in ids_by_kind.items():
            counted = count_of(kind, len(ids))
            if not counted:
                continue
            rows = [names.snapshot.get(classes[kind], row_id) for row_id in ids[:_NAMES_SHOWN]]
            # Some are sentences: a full stop before the comma of the list would read as a slip.
            titles = [shortened(names.title(row)).removesuffix(".") for row in rows if row is not None]
            shown = ", ".join(title for title in titles if title) + (" …" if len(ids) > _NAMES_SHOWN else "")
            written.append(sentence.format(things=f"{counted} ({shown})" if shown.strip(" …") else counted))
        return written

    return (
        *lines(found.children, tr("Deleted with it: {things}")),
        *lines(found.linked, tr("Kept, without the link: {things}")),
        *lines(found.mentions, fate_of_mentions),
    )


def _heir(names: Naming, row: Base) -> Stage | None:
    """The stage that takes over what stands in a deleted one."""
    return heir_of(names.snapshot.where(Stage, journey_id=row.journey_id), row.id) if isinstance(row, Stage) else None


def _with_heir(names: Naming, row: Base, found: Dependents) -> Dependents:
    """The cards of a stage stay with its heir, as its touchpoints do."""
    card = LaneCard.__tablename__
    if card not in found.children or _heir(names, row) is None:
        return found
    children = {kind: ids for kind, ids in found.children.items() if kind != card}
    return replace(found, children=children, mentions={**found.mentions, card: found.children[card]})


def _fate_of_mentions(names: Naming, row: Base) -> str:
    """What becomes of the rows that merely name this one; `{things}` is left to fill."""
    heir = _heir(names, row)
    if heir is None:
        return tr("Kept, without the mention: {things}")
    # Braces that a user typed are doubled, as the sentence is filled once more.
    stage = names.title(heir).replace("{", "{{").replace("}", "}}")
    return tr("Kept, in the stage “{stage}”: {things}").format(stage=stage, things="{things}")


def count_of(kind: str, count: int) -> str:
    """A count of things of a kind in words; "" for kinds that mean nothing on their own to a reader."""
    forms = {
        "objective": ntr("{n} objective", "{n} objectives", count),
        "segment": ntr("{n} segment", "{n} segments", count),
        "persona": ntr("{n} persona", "{n} personas", count),
        "journey": ntr("{n} journey", "{n} journeys", count),
        "stage": ntr("{n} stage", "{n} stages", count),
        "lane_card": ntr("{n} card", "{n} cards", count),
        "touchpoint": ntr("{n} touchpoint", "{n} touchpoints", count),
        "transition": ntr("{n} transition", "{n} transitions", count),
        "friction": ntr("{n} friction", "{n} frictions", count),
        "opportunity": ntr("{n} opportunity", "{n} opportunities", count),
        "emotion_observation": ntr("{n} emotion", "{n} emotions", count),
        "swot_statement": ntr("{n} statement", "{n} statements", count),
        "functional_need": ntr("{n} need", "{n} needs", count),
        "tool": ntr("{n} tool", "{n} tools", count),
        "action": ntr("{n} action", "{n} actions", count),
        "kpi_reading": ntr("{n} reading", "{n} readings", count),
        "feedback_note": ntr("{n} feedback note", "{n} feedback notes", count),
        "decision": ntr("{n} decision", "{n} decisions", count),
        "ab_test": ntr("{n} A/B test", "{n} A/B tests", count),
    }
    return forms[kind].format(n=current().number(count)) if kind in forms else ""


def _question(asked: str, lines: tuple[str, ...]) -> Question:
    return Question(
        asked,
        tr("Something depends on it. Undo brings everything back."),
        tr("Delete"),
        lines,
        is_danger=True,
    )
