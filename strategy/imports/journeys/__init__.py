"""Journeys out of files that others made, until they are plain values; `strategy.operations.import_journey` draws them.

No window and no open plan is known here, and everything runs in any thread.

    file = read_journeys(path)                      GraphML, GEXF, DOT, Mermaid, a plan in JSON: by what the file holds
    file = read_list(path, reading, mapping)        a table: `detect` and `guess_list` come before
    sketch = completed(file.journeys[0])            with the entry and the ends that the drawing leaves open
    file.report                                     every element that was read and not used, with its line

Every reader stops at limits (bytes, points, arrows, depth), refuses document types and entities, and fetches nothing.
"""

from strategy.imports.journeys.completing import completed, likely_successes
from strategy.imports.journeys.found import JourneyFile, ReadJourney, Remark
from strategy.imports.journeys.lists import LIST_MEANINGS, ListMapping, guess_list, read_list
from strategy.imports.journeys.reading import DRAWINGS, TABLES, is_drawing, read_any, read_journeys

__all__ = [
    "DRAWINGS",
    "LIST_MEANINGS",
    "TABLES",
    "JourneyFile",
    "ListMapping",
    "ReadJourney",
    "Remark",
    "completed",
    "guess_list",
    "is_drawing",
    "likely_successes",
    "read_any",
    "read_journeys",
    "read_list",
]
