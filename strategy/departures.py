"""The signs of departure that step 1 noted, offered where step 3 shows customers drifting away."""

from __future__ import annotations

from journey.model import Touchpoint
from resources.catalogue import catalogue
from resources.i18n import Words
from strategy.model import AuditNote, AuditTopic, OwnEntry
from strategy.naming import Naming
from strategy.snapshot import Snapshot

_LIST = "churn_signals"


def departure_signs(snapshot: Snapshot, stage_id: str, words: Words) -> list[str]:
    """What to watch for in a stage: signs noted in step 1 first, then the method's and the team's; no name twice.

    A sign that is already a touchpoint of the stage is left out.
    """
    naming = Naming(snapshot, words)
    notes = snapshot.where(AuditNote, topic=AuditTopic.CHURN_SIGNAL.value)
    noted = [note.text.strip() or naming.label(note.signal) for note in notes]
    listed = [*catalogue().ids(_LIST), *(own.id for own in snapshot.where(OwnEntry, list_name=_LIST))]
    known = {note.signal for note in notes}
    others = [naming.label(entry_id) for entry_id in listed if entry_id not in known]
    there = {point.name for point in snapshot.where(Touchpoint, stage_id=stage_id)}
    return [name for name in dict.fromkeys([*noted, *others]) if name and name not in there]
