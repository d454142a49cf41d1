"""The design tokens: colours, type, sizes, motion, chart and workbook styles, from `tokens.json`.

The file is the only place where a value may change; windows, charts and workbooks all read it through here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "tokens.json"
THEMES = ("light", "dark")


@cache
def tokens() -> Mapping[str, Any]:  # Any: a token is a colour, a number, a list or a group of tokens
    """All tokens, by group: "color", "palette", "type", "size", "radius", "shadow", "motion", "chart", "excel"..."""
    loaded: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def colors(theme: str) -> Mapping[str, str]:
    """The colours of "light" or "dark" by token name: "sheet", "ink", "primary"... as `#RRGGBB`."""
    found: Mapping[str, str] = tokens()["color"][theme]
    return found


def palette(theme: str) -> Mapping[str, Any]:  # Any: a palette is a list, or a mapping by meaning
    """The semantic palettes of one theme: "stage", "emotion", "severity", "swot", "change", "horizon", "series"..."""
    found: Mapping[str, Any] = tokens()["palette"][theme]
    return found


def excel() -> Mapping[str, Any]:  # Any: as above
    """The style of the exported workbook: fonts, fills, widths in characters, heights in points."""
    found: Mapping[str, Any] = tokens()["excel"]
    return found


def severity_colors(severity: int) -> tuple[str, str]:
    """Fill and text of a severity from 1 to 5 in a table of workbook or slides, as `#RRGGBB`."""
    level = str(min(max(severity, 1), 5))
    return excel()["severityFill"][level], excel()["severityText"][level]


def status_fill(state: str) -> str:
    """Fill of a state in the workbook, "todo", "doing", "done" or "late", as `#RRGGBB`."""
    found: str = excel()["statusFill"][state]
    return found


def chart_style() -> Mapping[str, Any]:  # Any: matplotlib settings of several types
    """The matplotlib settings; "axes.prop_cycle" is a plain list of colours, for the caller to wrap in a cycler."""
    found: Mapping[str, Any] = tokens()["chart"]["rcParams"]
    return found
