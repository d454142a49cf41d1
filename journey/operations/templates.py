"""Gestures with templates: a journey that starts from one, or one put into a journey that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.kinds import title_of
from journey.model import FollowUpTrigger, Journey, JourneyKind, NodeKind, Segment, Stage, Touchpoint, Transition
from journey.operations.rows import in_order, insert, next_position, place, positions, required
from resources.catalogue import catalogue
from resources.i18n import N_
from resources.journey_templates import ENDS, JourneyTemplate, TemplatePoint, journey_templates
from storage.document import Document

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_METHOD_ORDER = "stset_full"
_END_KINDS = dict(zip(ENDS, (NodeKind.ENTRY, NodeKind.SUCCESS, NodeKind.DROP_OFF), strict=True))


def add_journey_from_template(
    document: Document,
    template_id: str,
    *,
    language: str,
    segment_id: str | None = None,
    kind: str = JourneyKind.AS_IS,
    name: str = "",
) -> str:
    """Add a partial journey that is one template, named after it unless `name` says otherwise; returns its id.

    `language` is the plan's: touchpoints get their names in it. KeyError for an unknown template.
    """
    template = journey_templates()[template_id]
    with document.transact(N_("Add journey"), subject=name or template.names[language]) as session:
        if segment_id is not None:
            required(session, Segment, segment_id)
        journey = Journey(
            segment_id=segment_id,
            kind=str(kind),
            name=name or template.names[language],
            is_partial=True,
            position=next_position(session, Journey),
        )
        insert(session, [journey])
        _Insertion(session, journey, template, language).write()
    return journey.id


def insert_template(document: Document, journey_id: str, template_id: str, *, language: str) -> list[str]:
    """Put a template into a journey; returns the ids of the touchpoints that are new.

    A touchpoint of the same type stands for that of the template; stages, passages and follow-ups that are missing
    come along, and those that are there stay as they are.
    """
    template = journey_templates()[template_id]
    journey = document.get(Journey, journey_id)
    with document.transact(N_("Insert a template"), subject=title_of(journey) if journey else "") as session:
        return _Insertion(session, required(session, Journey, journey_id), template, language).write()


class _Insertion:
    """One template on its way into one journey."""

    def __init__(self, session: Session, journey: Journey, template: JourneyTemplate, language: str) -> None:
        self._session, self._journey, self._template, self._language = session, journey, template, language
        self._shared = {"journey_id": journey.id}

    def write(self) -> list[str]:
        """Write what is missing; returns the new touchpoints."""
        known = in_order(self._session, Touchpoint, **self._shared)
        stages = {stage_id: self._stage(stage_id) for stage_id in self._template.stages}
        ids, new = {}, []
        for asked in self._template.points:
            found = next((each for each in known if each.type == asked.type), None)
            ids[asked.key] = found.id if found else self._add_point(asked, stages[asked.stage])
            if found is None:
                new.append(ids[asked.key])
        for end in ENDS:
            ids[end] = self._end(end, stages)
        self._connect(ids)
        self._follow_up(ids)
        return new

    def _stage(self, stage_id: str) -> str:
        """The stage of the journey, added where the method has it unless it is there."""
        others = in_order(self._session, Stage, **self._shared)
        found = next((each for each in others if each.stage == stage_id), None)
        if found is not None:
            return found.id
        order = catalogue()[_METHOD_ORDER].ids("stages")
        row = Stage(journey_id=self._journey.id, stage=stage_id)
        row.position = next_position(self._session, Stage, **self._shared)
        later = (at for at, each in enumerate(others) if each.stage in order
                 and order.index(each.stage) > order.index(stage_id))  # fmt: skip
        place(others, row, next(later, len(others)))
        insert(self._session, [row])
        return row.id

    def _add_point(self, asked: TemplatePoint, stage_id: str) -> str:
        entry = catalogue()[asked.type]
        row = Touchpoint(
            journey_id=self._journey.id,
            stage_id=stage_id,
            type=asked.type,
            name=entry.label(self._language),
            channel=entry.get("channel"),
            direction=entry.get("direction"),
            content_tool=asked.contents[self._language],
            position=next_position(self._session, Touchpoint, **self._shared, stage_id=stage_id),
        )
        insert(self._session, [row])
        return row.id

    def _end(self, end: str, stages: dict[str, str]) -> str:
        """The first point of that kind, which the template names in a journey that has none."""
        kind = _END_KINDS[end].value
        known = in_order(self._session, Touchpoint, kind=kind, **self._shared)
        if known:
            return known[0].id
        ids = list(stages.values())
        stage_id = ids[0] if end == "entry" else ids[-1]
        row = Touchpoint(
            journey_id=self._journey.id,
            stage_id=stage_id,
            kind=kind,
            name=self._template.ends[end][self._language],
            position=next_position(self._session, Touchpoint, **self._shared, stage_id=stage_id),
        )
        insert(self._session, [row])
        return row.id

    def _connect(self, ids: dict[str, str]) -> None:
        """The passages that are missing. Where only one leads on, everybody takes it; other shares are to be said."""
        rows = in_order(self._session, Transition, **self._shared)
        known = {(each.source_id, each.target_id) for each in rows}
        leaving = [each.source_id for each in rows] + [ids[each.source] for each in self._template.passages]
        asked = [
            each
            for each in self._template.passages
            if (ids[each.source], ids[each.target]) not in known
            and not (each.source == "entry" and any(source == ids["entry"] for source, _ in known))
        ]
        first = next_position(self._session, Transition, **self._shared)
        new = []
        for offset, each in zip(positions(len(asked)), asked, strict=True):
            trigger = catalogue().get(each.trigger)
            new.append(Transition(
                journey_id=self._journey.id,
                source_id=ids[each.source],
                target_id=ids[each.target],
                position=first + offset,
                probability=1.0 if leaving.count(ids[each.source]) == 1 else None,
                trigger=each.trigger,
                delay_hours=trigger.get("default_delay_h") if trigger else None,
            ))  # fmt: skip
        insert(self._session, new)

    def _follow_up(self, ids: dict[str, str]) -> None:
        for key, trigger in self._template.triggers:
            known = in_order(self._session, FollowUpTrigger, touchpoint_id=ids[key])
            if any(each.trigger == trigger for each in known):
                continue
            entry = catalogue()[trigger]
            row = FollowUpTrigger(
                touchpoint_id=ids[key],
                trigger=trigger,
                channel=entry.get("channel"),
                delay_hours=entry.get("default_delay_h"),
                position=next_position(self._session, FollowUpTrigger, touchpoint_id=ids[key]),
            )
            insert(self._session, [row])
