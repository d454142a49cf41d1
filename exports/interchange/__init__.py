"""A journey in the formats of other programs: GraphML, GEXF, DOT and two diagrams of Mermaid.

`strategy.imports.journeys` reads them back: GraphML as it was, the others as far as their format goes, which the notes
of what was written tell.
"""

from exports.interchange.dot import write_dot
from exports.interchange.gexf import write_gexf
from exports.interchange.graphml import write_graphml
from exports.interchange.mermaid import write_flowchart, write_journey_diagram

__all__ = ["write_dot", "write_flowchart", "write_gexf", "write_graphml", "write_journey_diagram"]
