"""What is wrong with the drawing of a journey, said to one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey.kinds import shortened
from journey.model import Touchpoint
from journey.structure import MESSAGES

if TYPE_CHECKING:
    from journey.structure import StructureNote
    from strategy.naming import Naming


def structure_sentence(note: StructureNote, naming: Naming) -> str:
    """A note on the structure as a sentence that names the points and says what to do."""
    points = (naming.snapshot.get(Touchpoint, point_id) for point_id in note.ids)
    names = [shortened(naming.title(point)) for point in points if point is not None]
    text = naming.words.tr(MESSAGES[note.code])
    return text.format(names=naming.words.join(names), total=naming.words.percent(note.total))
