"""Journeys in the formats of other programs, for the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from exports.interchange.dot import write_dot
from exports.interchange.gexf import write_gexf
from exports.interchange.graphml import write_graphml
from exports.interchange.mermaid import write_flowchart, write_journey_diagram
from exports.written import Written
from resources.i18n import N_
from storage.errors import PlanError
from strategy.journey_report import journeys_called
from strategy.snapshot import Snapshot

_WRITERS: Mapping[str, Callable[..., Written]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".dot": write_dot,
    ".mmd": write_journey_diagram,
}
_DIAGRAMS: Mapping[str, Callable[..., Written]] = {"map": write_journey_diagram, "graph": write_flowchart}


def export_journey(
    snapshot: Snapshot, target: Path, language: str, *, journey: str | None, view: str | None
) -> Written:
    """Write a journey, the first one without a name; `view` says which diagram of Mermaid, "map" or "graph"."""
    found = journeys_called(snapshot, journey)
    if not found:
        raise PlanError(N_("The plan has no journey yet: there is nothing to draw."))
    write = _WRITERS[target.suffix.lower()]
    if view is not None:
        chosen = _DIAGRAMS.get(view.strip().lower())
        if chosen is None:
            raise PlanError(N_("There is no view “{name}” of a diagram. Choose map or graph."), name=view)
        write = chosen
    return write(snapshot, target, language, journey_id=found[0].id)
