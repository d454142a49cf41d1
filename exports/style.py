"""The look of every sheet: fonts, fills, borders and formats made once from the design tokens."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from resources.i18n import Words
from resources.tokens import excel

_COUNTRY_CODES = {"fr": "40C", "en": "809"}


class Style:
    """Ready openpyxl styles for one language and one currency."""

    def __init__(self, words: Words, currency: str) -> None:
        self._excel: Mapping[str, Any] = excel()  # Any: design tokens are nested JSON
        self._language = words.language
        self._currency = currency
        self._symbol = words.currency_symbol(currency)

    def width(self, name: str) -> float:
        """Column width in characters by its name in the design ("name", "money"…)."""
        return float(self._excel["columnWidthChars"][name])

    def height(self, name: str) -> float:
        """Row height in points: "title", "note", "header", "group", "row" or "total"."""
        return float(self._excel["rowHeightPt"][name])

    def font(self, color: str = "textColor", *, bold: bool = False, size: str = "bodySize") -> Font:
        """The workbook's font; `color` is a token name or a #RRGGBB."""
        return Font(name=self._excel["font"], size=self._excel[size], bold=bold, color=self.color(color))

    def fill(self, color: str) -> PatternFill:
        """A plain fill; `color` is a token name or a #RRGGBB."""
        return PatternFill("solid", fgColor=self.color(color))

    def color(self, name: str) -> str:
        """RRGGBB of a token of the workbook, or of a #RRGGBB."""
        return str(name if name.startswith("#") else self._excel[name]).lstrip("#")

    @cached_property
    def row_border(self) -> Border:
        return Border(bottom=Side(style="thin", color=self.color("border")))

    @cached_property
    def total_border(self) -> Border:
        return Border(top=Side(style="thin", color=self.color("borderStrong")))

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
        return self.in_language(self._excel["numberFormat"][f"date_{self._language}"])

    def in_language(self, date_format: str) -> str:
        """A date format whose month names are those of the workbook's language, whatever the reader's computer."""
        return f"[$-{_COUNTRY_CODES[self._language]}]{date_format}"

    @cached_property
    def percent_format(self) -> str:
        return str(self._excel["numberFormat"]["percent"])

    @property
    def margin_inches(self) -> float:
        """Print margin."""
        return float(self._excel["print"]["marginsCm"]) / 2.54

    @staticmethod
    def alignment(horizontal: str, *, wrap: bool = True) -> Alignment:
        """Centred vertically; texts keep a little room from the figures on their left."""
        indent = 1 if horizontal == "left" and wrap else 0
        return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap, indent=indent)
