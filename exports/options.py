"""What can be chosen about a workbook, beside its language and its sheets."""

from __future__ import annotations

from dataclasses import dataclass

from resources.i18n import N_
from storage.errors import PlanError

PAPERS = ("A4", "A3")
NO_PAPER = ""
"""Instead of a paper: pages are left to whoever prints."""


@dataclass(frozen=True)
class WorkbookOptions:
    """How a workbook is written. Whatever is chosen, it comes back and is merged like any other."""

    has_formulas: bool = True
    """Whether figures follow what the client types; else each cell holds its value of the day of export."""
    has_segment_sheets: bool = False
    """Whether each segment has a sheet with its own actions, behind the action plan, to be read."""
    paper: str = PAPERS[0]
    """Landscape, one page wide, its header on each page; or NO_PAPER."""

    def __post_init__(self) -> None:
        if self.paper not in (*PAPERS, NO_PAPER):
            text = N_("A workbook is set up for {papers}, not for {paper}.")
            raise PlanError(text, papers=", ".join(PAPERS), paper=self.paper)


DEFAULT = WorkbookOptions()
