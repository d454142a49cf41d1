"""What a sheet is made of: columns with a kind, and cell values that carry more than themselves."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal


class Kind(Enum):
    """What a column holds, hence its format and its alignment."""

    ID = "id"
    TEXT = "text"
    WORD = "word"
    """A short text of ours, centred: yes, no, a symbol."""
    FIGURE = "figure"
    """A number in its own unit, shown as it is."""
    COUNT = "count"
    LEVEL = "level"
    """A whole number on a short scale."""
    SCORE = "score"
    RATIO = "ratio"
    PROBABILITY = "probability"
    PERCENT = "percent"
    """A proportion from 0 to 1."""
    SHARE = "share"
    """The same in whole percent."""
    MONEY = "money"
    PRICE = "price"
    """Money per customer, with its cents."""
    DATE = "date"


@dataclass(frozen=True)
class Formula:
    """A live formula of ours and the value that it has now, for readers that do not calculate.

    In `expression`, "{key}" stands for the cell of the column with that key, on the same row.
    """

    expression: str
    value: float | str | datetime.date | None
    kind: Kind | None = None
    """Shown as this kind rather than as the column's."""
    link: str = ""
    """The cell that a link leads to, as in "'Frictions'!C7"."""


@dataclass(frozen=True)
class Figure:
    """A number whose kind differs from its column's, as KPI values do."""

    value: float
    kind: Kind


@dataclass(frozen=True)
class Filled:
    """A value on a coloured ground; colours are #RRGGBB or names of the design."""

    value: Value
    fill: str
    color: str = "textColor"


Value = str | float | datetime.date | Formula | Figure | Filled | None
"""A text stays text; None leaves the cell empty."""


@dataclass(frozen=True)
class Accepts:
    """A rule for what is typed into a column: its sort, its bounds, and what a reader is told who breaks it.

    In a bound, "{key}" stands for the cell of the column with that key, on the same row.
    """

    sort: Literal["date", "whole", "decimal"]
    message: str
    low: str
    high: str


@dataclass(frozen=True)
class Column:
    """One column of a block; `heading` is a text to translate, unless `is_plan_text`, or a date."""

    heading: str | datetime.date
    kind: Kind = Kind.TEXT
    width: float | str = 16
    """In characters, or by its name in the design."""
    key: str = ""
    """The name under which formulas and totals find the column."""
    choices: Sequence[str] = field(default=())
    """What the reader may choose from in this column, in the reader's language."""
    choices_name: str = ""
    """The name of that list in the workbook; none = the choices are written into the rule itself."""
    accepts: Accepts | None = None
    """What else may be typed into the column."""
    hint: str = ""
    """A comment on the heading, to translate."""
    is_input: bool = False
    """To be filled in by the reader: shown on the ground for that, and open although the sheet is protected."""
    is_hidden: bool = False
    group: int = 0
    """Level in the outline of columns."""
    fits: bool = False
    """Narrower than its width where what it holds is shorter."""
    heading_rotation: int = 0
    is_plan_text: bool = False
    heading_format: str = ""
    """Number format of a heading that is a date."""
    border: str = "row"
    """As in `Look`."""
