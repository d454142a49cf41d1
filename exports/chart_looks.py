"""How native charts look: titles and axis names, colours of the design, no needless ink."""

from __future__ import annotations

from functools import cache
from typing import Any

from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from exports.cells import writable_text
from exports.sheet import Sheet
from resources.tokens import excel

Chart = Any
"""A chart of openpyxl, whose kinds share no type that has their axes."""
Axis = Any
Series = Any


def place_chart(sheet: Sheet, chart: Chart, title: str, cell: str, width: float, height: float) -> None:
    """Title a chart and put it on a sheet with its corner in a cell; sizes are centimetres."""
    chart.title = _title(title, 12, bold=True)
    chart.width, chart.height = width, height
    chart.roundedCorners = False
    chart.graphical_properties = _edge("border")
    sheet.worksheet.add_chart(chart, cell)


def dress_axis(
    axis: Axis,
    title: str,
    *,
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    number_format: str = "",
) -> None:
    """Name an axis, show its figures and set its range."""
    axis.title = _title(title, 10)
    axis.delete = False
    axis.scaling.min, axis.scaling.max = low, high
    if step is not None:
        axis.majorUnit = step
    if number_format:
        axis.number_format = number_format
        axis.numFmt.sourceLinked = False
    axis.txPr = RichText(bodyPr=RichTextProperties(), p=[_paragraph(9)])
    axis.graphicalProperties = _edge("borderStrong")
    if axis.majorGridlines is not None:
        axis.majorGridlines.spPr = _edge("border")


def paint(series: Series, color: str, *, line_width: int = 0) -> None:
    """Give a series its colour; `line_width` in EMU draws a line instead of filling."""
    solid = color.lstrip("#")
    if line_width:
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=solid, w=line_width))
    else:
        series.graphicalProperties = GraphicalProperties(solidFill=solid)


def show_values(series: Series, number_format: str = "", *, of_bubbles: bool = False) -> None:
    """Write the value of each point beside it, or the size of each bubble, and nothing else.

    Programs take what is left out for wanted.
    """
    series.dLbls = DataLabelList(showVal=not of_bubbles, showBubbleSize=of_bubbles)
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, name, False)
    if number_format:
        series.dLbls.numFmt = number_format


def _title(text: str, size: int, *, bold: bool = False) -> Title:
    run = RegularTextRun(rPr=_letters(size, bold), t=writable_text(text))
    rich = RichText(bodyPr=RichTextProperties(), p=[Paragraph(pPr=_properties(size, bold), r=[run])])
    title = Title(overlay=False)
    title.tx = Text(rich=rich)
    return title


# What charts share is made once: openpyxl takes its time over each object, and only reads it.


@cache
def _edge(color: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=_color(color)))


@cache
def _paragraph(size: int) -> Paragraph:
    return Paragraph(pPr=_properties(size, bold=False), endParaRPr=_letters(size, bold=False))


@cache
def _properties(size: int, bold: bool) -> ParagraphProperties:
    return ParagraphProperties(defRPr=_letters(size, bold))


@cache
def _letters(size: int, bold: bool) -> CharacterProperties:
    return CharacterProperties(sz=size * 100, b=bold, solidFill=_color("textColor"))


def _color(name: str) -> str:
    return str(excel()[name]).lstrip("#")
