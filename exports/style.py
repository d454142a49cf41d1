"""The look of every sheet: fonts, fills, borders and formats made once from the design tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.styleable import StyleableObject
from openpyxl.worksheet.worksheet import Worksheet

from resources.i18n import Words
from resources.tokens import excel

_STATE_TEXT = {"todo": "#16252D", "doing": "#0B5F73", "done": "#1B5E3F", "late": "#8F2C18"}
_COUNTRY_CODES = {"fr": "40C", "en": "809"}


@dataclass(frozen=True)
class Look:
    """How a cell looks. Colours are names of the design or #RRGGBB; no `fill` = none."""

    color: str = "textColor"
    fill: str = ""
    bold: bool = False
    size: str = "bodySize"
    align: str = "left"
    indent: int = 1
    wrap: bool = True
    border: str = ""
    """"row" under a row of the body, "total" above a total."""
    number_format: str = "General"
    rotation: int = 0
    is_open: bool = False
    """May be edited although the sheet is protected."""
    is_quoted: bool = False
    """Stays text even after the reader edits the cell."""


class Style:
    """The looks of one workbook, in one language and one currency."""

    def __init__(self, words: Words, currency: str) -> None:
        self._excel: Mapping[str, Any] = excel()  # Any: design tokens are nested JSON
        self._language = words.language
        self._currency = currency
        self._symbol = words.currency_symbol(currency)
        self._known: dict[Look, int] = {}
        self._parts: dict[tuple[str, tuple[Any, ...]], int] = {}

    def number(self, worksheet: Worksheet, look: Look) -> int:
        """The number under which the cells of a workbook have this look.

        openpyxl looks every font, fill and border up by its content: a look is worked out once.
        """
        known = self._known.get(look)
        if known is None:
            scratch = StyleableObject(worksheet)
            self.dress(scratch, look)
            known = self._known[look] = int(scratch.style_id)
        return known

    def dress(self, target: StyleableObject, look: Look) -> None:
        """Give a look to what openpyxl writes: a column, whose empty cells then have it."""
        indent = look.indent if look.align in ("left", "right") else 0
        self._set(target, "font", (look.size, look.bold, look.color), self._font)
        if look.fill:
            self._set(target, "fill", (look.fill,), self._fill)
        self._set(target, "alignment", (look.align, look.wrap, indent, look.rotation), _alignment)
        self._set(target, "border", (look.border,), self._borders.__getitem__)
        target.number_format = look.number_format
        self._set(target, "protection", (not look.is_open,), Protection)
        if look.is_quoted:
            target.quotePrefix = True

    def _set(self, target: Any, part: str, values: tuple[Any, ...], make: Callable[..., object]) -> None:
        """Give a part of a look by its number in the workbook, which openpyxl finds out once.

        Any: its types know nothing of these numbers.
        """
        known = self._parts.get((part, values))
        if known is None:
            setattr(target, part, make(*values))
            self._parts[part, values] = getattr(target._style, f"{part}Id")
        else:
            if target._style is None:
                target._style = StyleArray()
            setattr(target._style, f"{part}Id", known)

    def _font(self, size: str, bold: bool, color: str) -> Font:
        return Font(name=self._excel["font"], size=self._excel[size], bold=bold, color=self.color(color))

    def _fill(self, color: str) -> PatternFill:
        return PatternFill("solid", fgColor=self.color(color))

    def width(self, name: str) -> float:
        """Column width in characters by its name in the design ("name", "money"…)."""
        return float(self._excel["columnWidthChars"][name])

    def height(self, name: str) -> float:
        """Row height in points: "title", "note", "header", "group", "row" or "total"."""
        return float(self._excel["rowHeightPt"][name])

    def color(self, name: str) -> str:
        """RRGGBB of a token of the workbook, or of a #RRGGBB."""
        return str(name if name.startswith("#") else self._excel[name]).lstrip("#")

    @staticmethod
    def status_text(state: str) -> str:
        """Text colour of a state on its fill."""
        return _STATE_TEXT[state]

    @cached_property
    def _borders(self) -> Mapping[str, Border]:
        return {
            "": Border(),
            "row": Border(bottom=Side(style="thin", color=self.color("border"))),
            "total": Border(top=Side(style="thin", color=self.color("borderStrong"))),
        }

    @cached_property
    def bar_fill(self) -> PatternFill:
        """The ground of a bar that a conditional format draws; Excel reads its colour from the background."""
        return PatternFill("solid", bgColor=self.color("barFill"))

    @cached_property
    def money_format(self) -> str:
        """Whole units of the plan's currency, before or after the figure as the language wants."""
        if self._currency == "EUR":
            return str(self._excel["numberFormat"][f"money_{self._language}"])
        symbol = self._symbol.replace('"', "")
        return f'#,##0 "{symbol}"' if self._language == "fr" else f'"{symbol}"#,##0'

    @cached_property
    def price_format(self) -> str:
        """The same with two decimals."""
        return self.money_format.replace("#,##0", "#,##0.00")

    @cached_property
    def date_format(self) -> str:
        return self.in_language(self.bare_date_format)

    @cached_property
    def bare_date_format(self) -> str:
        """The same without its language, which must come first when a sign is put before the date."""
        return str(self._excel["numberFormat"][f"date_{self._language}"])

    def in_language(self, date_format: str) -> str:
        """A date format whose month names are those of the workbook's language, whatever the reader's computer."""
        return f"[$-{_COUNTRY_CODES[self._language]}]{date_format}"

    @cached_property
    def percent_format(self) -> str:
        return str(self._excel["numberFormat"]["percent"])

    @property
    def zoom(self) -> int:
        """Percent at which sheets open."""
        return int(self._excel["zoom"])

    @property
    def margin_inches(self) -> float:
        """Print margin."""
        return float(self._excel["print"]["marginsCm"]) / 2.54


def _alignment(
    align: Any, wrap: bool, indent: int, rotation: int
) -> Alignment:  # Any: openpyxl lists the words it takes
    return Alignment(horizontal=align, vertical="center", wrap_text=wrap, indent=indent, text_rotation=rotation)
