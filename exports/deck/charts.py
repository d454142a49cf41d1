"""Native charts, whose figures the reader edits in a small workbook inside the deck.

What a user typed stays text in that workbook, whatever it looks like, and the workbook says nothing of the moment when
it was written.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData
from pptx.chart.xlsx import BubbleWorkbookWriter, CategoryWorkbookWriter, XyWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.util import Pt

from exports.deck.cleaning import one_line
from exports.deck.nodes import Node, child, describe, emu, fill, line
from exports.deck.theme import Box, tone

if TYPE_CHECKING:
    from pptx.chart.chart import Chart

_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TEXT_SIZE = 11.0


class _Steady:
    """Opens the workbook behind a chart."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:  # Any: XlsxWriter has no types
        from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has none

        workbook = Workbook(xlsx_file, _AS_TEXT)
        workbook.set_properties({"created": _CREATED})
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _CategoryWriter(_Steady, CategoryWorkbookWriter):
    pass


class _XyWriter(_Steady, XyWorkbookWriter):
    pass


class _BubbleWriter(_Steady, BubbleWorkbookWriter):
    pass


class _CategoryFigures(CategoryChartData):
    @property
    def _workbook_writer(self) -> Any:  # Any: python-pptx gives its writers no types
        return _CategoryWriter(self)  # type: ignore[no-untyped-call]  # as above


class _XyFigures(XyChartData):
    @property
    def _workbook_writer(self) -> Any:  # Any: as above
        return _XyWriter(self)  # type: ignore[no-untyped-call]  # as above


class _BubbleFigures(BubbleChartData):
    @property
    def _workbook_writer(self) -> Any:  # Any: as above
        return _BubbleWriter(self)  # type: ignore[no-untyped-call]  # as above


_LARGEST = 1e15


def is_drawable(value: float | None) -> bool:
    """Whether a chart can show a value: one that a slip of the keyboard made immense stays in tables."""
    return value is not None and abs(value) < _LARGEST


Figures = Any
"""The figures of a chart, which python-pptx gives no types."""


def category_figures(
    categories: Sequence[str], series: Iterable[tuple[str, Sequence[float | None]]], number_format: str = "#,##0"
) -> Figures:
    """For bars and lines: names with their values, one for each category."""
    figures: Figures = _CategoryFigures(number_format=number_format)  # type: ignore[no-untyped-call]  # as above
    figures.categories = [one_line(each) or "–" for each in categories]
    for name, values in series:
        figures.add_series(one_line(name), [value if is_drawable(value) else None for value in values])
    return figures


def xy_figures(series: Iterable[tuple[str, Iterable[tuple[float, float]]]]) -> Figures:
    """For scattered points: names with their places."""
    figures: Figures = _XyFigures(number_format="0.00")  # type: ignore[no-untyped-call]  # as above
    for name, points in series:
        made = figures.add_series(one_line(name))
        for across, up in points:
            made.add_data_point(round(across, 3), round(up, 3))
    return figures


def bubble_figures(bubbles: Iterable[tuple[str, float, float, float]]) -> Figures:
    """One series for each bubble: its name, its place, its size."""
    figures: Figures = _BubbleFigures(number_format="#,##0")  # type: ignore[no-untyped-call]  # as above
    for name, across, up, size in bubbles:
        figures.add_series(one_line(name)).add_data_point(round(across, 3), round(up, 3), size)
    return figures


def add_chart(shapes: Node, kind: Any, figures: Any, box: Box, name: str, words: str) -> Chart:  # Any: python-pptx's
    """A chart in the type of the design, without legend and title; `words` say what it shows."""
    frame = shapes.add_chart(kind, emu(box.left), emu(box.top), emu(box.width), emu(box.height), figures)
    describe(frame._element, name, words)
    chart: Chart = frame.chart
    for each in chart._chartSpace.iter():
        if each.tag.endswith(("}axId", "}crossAx")):  # numbers of python-pptx that the standard has from zero up
            each.set("val", each.get("val").removeprefix("-"))
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(TEXT_SIZE)
    color(chart.font, tone("ink2"))
    return chart


def _rgb(value: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(value))  # type: ignore[no-untyped-call]  # as above


def color(look: Any, value: str) -> None:  # Any: a font or a format of python-pptx
    """Give a font this colour."""
    look.color.rgb = _rgb(value)


def paint(thing: Any, value: str | None, outline: str | None = None, points: float = 0.75) -> None:  # Any: as above
    """Fill a series or a point of a chart."""
    if value is None:
        thing.format.fill.background()
    else:
        thing.format.fill.solid()
        thing.format.fill.fore_color.rgb = _rgb(value)
    if outline is None:
        thing.format.line.fill.background()
    else:
        thing.format.line.color.rgb = _rgb(outline)
        thing.format.line.width = Pt(points)


def dress_axis(
    axis: Any, *, grid: bool, edge: bool = True, labels: bool = True, title: str = ""
) -> None:  # Any: as above
    """Thin lines of the design; no ticks."""
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    axis.has_major_gridlines = grid
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    if grid:
        axis.major_gridlines.format.line.color.rgb = _rgb(tone("line"))
        axis.major_gridlines.format.line.width = Pt(0.75)
    if edge:
        axis.format.line.color.rgb = _rgb(tone("lineStrong"))
    else:
        axis.format.line.fill.background()
    # Beside the plot, not where the axes cross: a figure below zero would be written over.
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW if labels else XL_TICK_LABEL_POSITION.NONE
    axis.has_title = bool(title)
    if title:
        axis.axis_title.text_frame.text = one_line(title)
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(TEXT_SIZE), False
        color(run.font, tone("ink2"))


def label_points(points: Sequence[tuple[Any, str]], ink: str, position: Any, *, is_strong: bool = True) -> None:
    """Words beside points, each a point of python-pptx (Any) with its label."""
    for point, words in points:
        label = point.data_label
        frame = label.text_frame
        frame.text = one_line(words)
        frame.word_wrap = False
        run = frame.paragraphs[0].runs[0] if frame.paragraphs[0].runs else None
        if run is not None:
            run.font.size, run.font.bold = Pt(TEXT_SIZE), is_strong
            color(run.font, ink)
        label.position = position


def set_plot_place(chart: Chart, left: float, top: float, width: float, height: float) -> None:
    """Put the inside of the plot at these shares of the chart, so that shapes around it meet it."""
    plot = chart._chartSpace.chart.plotArea
    for old in [each for each in plot if each.tag.endswith("}layout")]:
        plot.remove(old)
    layout = child(plot, "c:layout")
    plot.insert(0, layout)
    manual = child(layout, "c:manualLayout")
    child(manual, "c:layoutTarget", val="inner")
    for axis in ("x", "y"):
        child(manual, f"c:{axis}Mode", val="edge")
    for name, value in (("x", left), ("y", top), ("w", width), ("h", height)):
        child(manual, f"c:{name}", val=f"{value:.5f}")


def set_line(series: Any, value: str | None, *, is_dashed: bool = False, points: float = 2.0) -> None:  # Any: as above
    """The line of a series in one colour."""
    look = series._element.get_or_add_spPr()
    for old in list(look):
        look.remove(old)
    line(look, "a:ln", value, points, is_dashed=is_dashed)


def set_marker(thing: Any, value: str, size: int, outline: str, kind: str = "circle") -> None:  # Any: as above
    """The mark of a series or of one point; 2 to 72 points wide."""
    marker = thing.marker
    node = marker._element.get_or_add_marker() if hasattr(marker._element, "get_or_add_marker") else marker._element
    for old in list(node):
        node.remove(old)
    child(node, "c:symbol", val=kind)
    child(node, "c:size", val=str(size))
    look = child(node, "c:spPr")
    fill(look, value)
    line(look, "a:ln", outline, 0.75)
