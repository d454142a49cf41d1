"""A picture in one language, for files, pages, prints and sheets alike; here of one view of a journey."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from journey.model import Journey, JourneyKind
from resources.i18n import N_, Words, spoken_in
from storage.errors import PlanError
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.models.journey_pairs import pair_name, pair_of, segment_name
from ui.pictures.body import Body
from ui.pictures.frame import Frame, Headline
from ui.theme.theme import on_paper


class View(StrEnum):
    """The ways a journey is shown."""

    MAP = "map"
    GRAPH = "graph"
    COMPARE = "compare"


VIEW_NAMES = {View.MAP: N_("Map"), View.GRAPH: N_("Graph"), View.COMPARE: N_("Compare")}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture laid out. Sizes are pixels at 100 %, 96 to the inch; it is painted on white, in light colours."""

    title: str
    subtitle: str
    language: str
    frame: Frame

    @property
    def width(self) -> float:
        """Pixels across, margins included."""
        return self.frame.width

    @property
    def height(self) -> float:
        """Pixels down, margins included."""
        return self.frame.height

    def paint(self, painter: QPainter, visible: QRectF | None = None) -> None:
        """Paint it, or at least what meets `visible`, from the painter's origin.

        In any thread: no window and no pixmap is touched, and the theme of the window does not matter.
        """
        with on_paper(), spoken_in(self.language):
            self.frame.paint(painter, visible)


def picture_of(
    snapshot: Snapshot, journey_id: str, view: View | str, language: str, today: datetime.date | None = None
) -> Picture:
    """The picture of a journey. Needs a QGuiApplication, no window. `PlanError` if there is nothing to compare."""
    with on_paper(), spoken_in(language) as spoken:
        journey = snapshot.get(Journey, journey_id)
        if journey is None:
            raise PlanError(N_("This journey does not exist any more."))
        shown = View(view)
        body = _body(snapshot, journey, shown, spoken)
        title, subtitle = _titles(snapshot, journey, shown, body, spoken)
        return framed(snapshot, title, subtitle, body, spoken, today)


def framed(
    snapshot: Snapshot, title: str, subtitle: str, body: Body, spoken: Words, today: datetime.date | None = None
) -> Picture:
    """A body with the words around it: whose plan it is, when it was made, and whether it is real."""
    plan = snapshot.plan
    owner = ", ".join(dict.fromkeys(filter(None, (plan.company.strip(), plan.name.strip()))))
    date = spoken.tr("Made with Périple on {date}.").format(date=spoken.date(today or datetime.date.today()))
    mark = spoken.tr("Fictitious example") if plan.is_fictitious else spoken.tr("Confidential")
    foot = f"{owner}. {date}" if owner else date
    frame = Frame(Headline(_plain(title), _plain(subtitle), mark, _plain(foot), plan.is_fictitious), body)
    return Picture(title, subtitle, spoken.language, frame)


def _body(snapshot: Snapshot, journey: Journey, view: View, spoken: Words) -> Body:
    if view is View.MAP:
        from ui.pictures.map_picture import map_body

        return map_body(snapshot, journey.id)
    if view is View.GRAPH:
        from ui.pictures.graph_picture import graph_body

        return graph_body(snapshot, journey.id, spoken)
    from ui.pictures.compare_picture import compare_body

    return compare_body(snapshot, journey.id)


def _titles(snapshot: Snapshot, journey: Journey, view: View, body: Body, spoken: Words) -> tuple[str, str]:
    """The name of the journey; then whose it is, which one, in which view."""
    tr = spoken.tr
    name = Naming(snapshot, spoken).title(journey) or segment_name(snapshot, journey)
    kind = tr("To be") if journey.kind == JourneyKind.TO_BE else tr("As is")
    if view is View.COMPARE:
        kind = tr("As is and to be")
        if (pair := pair_of(snapshot, journey.id)) is not None:
            name = pair_name(snapshot, pair) or name
    parts = (segment_name(snapshot, journey), kind, tr(VIEW_NAMES[view]) if view is not View.COMPARE else "",
             body.caption)  # fmt: skip
    return name, "  ·  ".join(filter(None, parts))


def _plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
