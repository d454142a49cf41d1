"""Charts drawn by matplotlib, without pyplot and without a window: shared by the pages and by what is exported.

Importing this module takes a few tenths of a second: do it after the first window is there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import hypot, sqrt
from pathlib import Path
from typing import Any

from cycler import cycler
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from exports.label_places import Box, best_place, free_along
from resources.i18n import Words
from resources.tokens import chart_style, colors, palette

_FONTS = Path(__file__).parents[1] / "resources" / "fonts"
_DPI = 96
"""At this resolution 9 points are 12 pixels, the smallest size allowed."""
_MARGIN = 8.0
_RING = 5.0
"""What is drawn around the bubble that is selected."""
_WIDEST_NAME = 0.45
"""The part of the width that the name of a bubble may take."""
_LARGEST_RADIUS, _SMALLEST_RADIUS = 34.0, 4.0
_SCALES = ((1_000_000, "M"), (1000, "k"), (1, ""))


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble: `x` and `y` in the currency of the plan, `size` in customers, `series` its place among colours."""

    id: str
    name: str
    x: float
    y: float
    size: float
    series: int


@dataclass(frozen=True, slots=True)
class BubbleWords:
    """The words around the chart, already translated; axis titles hold `{unit}`, filled with "€" or "k€"."""

    x_title: str
    y_title: str
    diagonal: str
    currency: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as pixels: RGBA rows from the top, and where each bubble is (x, y, radius in unscaled pixels)."""

    width: int
    height: int
    pixels: bytes
    places: Mapping[str, tuple[float, float, float]]


def bubble_chart(
    bubbles: Sequence[Bubble],
    said: BubbleWords,
    words: Words,
    *,
    size: tuple[int, int],
    theme: str = "light",
    ground: str = "sheet",
    ratio: float = 1.0,
    strong: str = "",
) -> Drawing:
    """Value today across, potential upwards, the area of a bubble for its customers.

    `size` is in pixels before `ratio`; `ground` is a colour token; the label of the bubble `strong` is bold. Bubbles
    whose area would be too small to be seen have a radius of four pixels.
    """
    with _styled(theme, ground):
        figure = Figure(figsize=(size[0] / _DPI, size[1] / _DPI), dpi=_DPI)
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes(_inner(size))
        radii = _radii(bubbles, min(_LARGEST_RADIUS, 0.11 * min(size)))
        _set_limits(axes, bubbles, radii, size)
        title = _dress(axes, bubbles, said, words, theme)
        places = _draw_bubbles(axes, bubbles, radii, theme, ground, size)
        taken = _draw_labels(axes, canvas, bubbles, places, size, strong, title, colors(theme)[ground])
        _draw_diagonal(axes, canvas, said.diagonal, taken, theme, size[1], title)
        figure.set_dpi(_DPI * ratio)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib types its backends in part
        width, height = canvas.get_width_height()
        pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
        return Drawing(width, height, pixels, places)


@contextmanager
def _styled(theme: str, ground: str) -> Iterator[None]:
    """The chart style of the design in the colours of a theme."""
    _load_fonts()
    tones, style = colors(theme), dict(chart_style())
    style |= {
        "axes.prop_cycle": cycler(color=palette(theme)["series"]),
        "axes.facecolor": tones[ground],
        "figure.facecolor": tones[ground],
        "axes.labelcolor": tones["ink2"],
        "axes.edgecolor": tones["lineStrong"],
        "grid.color": tones["line"],
        "text.color": tones["ink"],
        "xtick.color": tones["ink3"],
        "ytick.color": tones["ink3"],
        # A dollar in a segment's name is a dollar, not a formula.
        "text.parse_math": False,
    }
    with rc_context(style):  # type: ignore[arg-type]  # it wants each setting by name
        yield


@cache
def _load_fonts() -> None:
    # The second family has no medium weight, which is no news to anybody.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    for file in sorted(_FONTS.glob("Inter-*.ttf")):
        font_manager.fontManager.addfont(str(file))


def _inner(size: tuple[int, int]) -> tuple[float, float, float, float]:
    """The axes in the figure: room for figures at the left, for titles above and below."""
    width, height = size
    return 56 / width, 46 / height, max(0.1, 1 - 68 / width), max(0.1, 1 - 78 / height)


def _radii(bubbles: Sequence[Bubble], reach: float) -> dict[str, float]:
    largest = max((bubble.size for bubble in bubbles), default=0.0) or 1.0
    return {bubble.id: max(_SMALLEST_RADIUS, reach * sqrt(max(0.0, bubble.size) / largest)) for bubble in bubbles}


def _set_limits(axes: Axes, bubbles: Sequence[Bubble], radii: Mapping[str, float], size: tuple[int, int]) -> None:
    """Zero is always there, and no bubble is cut by the edge."""
    _, _, wide, high = _inner(size)
    reach = max(radii.values(), default=0.0) + _MARGIN
    for places, pixels, limit in (
        ([(bubble.x, radii[bubble.id]) for bubble in bubbles], wide * size[0], axes.set_xlim),
        ([(bubble.y, radii[bubble.id]) for bubble in bubbles], high * size[1], axes.set_ylim),
    ):
        low, top = min([0.0, *(value for value, _ in places)]), max([0.0, *(value for value, _ in places)]) or 1.0
        # What a pixel stands for when both ends leave room for the largest bubble: it will stand for less.
        unit = (top - low) / max(1.0, pixels - 2 * reach)
        limit(
            min([low, *(value - radius * unit for value, radius in places)]) - _MARGIN * unit,
            max([top, *(value + radius * unit for value, radius in places)]) + _MARGIN * unit,
        )


def _dress(axes: Axes, bubbles: Sequence[Bubble], said: BubbleWords, words: Words, theme: str) -> Annotation:
    """Figures, titles and zero; gives the title above the chart."""
    largest = max((max(abs(bubble.x), abs(bubble.y)) for bubble in bubbles), default=0.0)
    divisor, scale = next((size, scale) for size, scale in _SCALES if largest >= 10 * size or size == 1)
    unit = f"{scale}{said.currency}"
    label = FuncFormatter(lambda value, _place: words.number(float(value) / divisor))
    for axis, count in ((axes.xaxis, 6), (axes.yaxis, 6)):
        axis.set_major_locator(MaxNLocator(count, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(label)
    for axis, values in ((axes.xaxis, [each.x for each in bubbles]), (axes.yaxis, [each.y for each in bubbles])):
        # The room left for bubbles below zero is no negative value; a tick above the view would widen it.
        low, high = min([0.0, *values]), max(axis.get_view_interval())
        axis.set_ticks([place for place in axis.get_majorticklocs() if low <= place <= high])
    tones = colors(theme)
    axes.axvline(0, color=tones["lineStrong"], linewidth=0.8, zorder=0.8)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)
    title: dict[str, Any] = {"fontsize": 9, "fontweight": "medium", "color": tones["ink2"]}
    axes.set_xlabel(said.x_title.format(unit=unit), loc="right", labelpad=6, **title)
    above = said.y_title.format(unit=unit)
    return axes.annotate(above, (0, 1), (-38, 9), "axes fraction", "offset points", **title)


def _draw_diagonal(
    axes: Axes,
    canvas: FigureCanvasAgg,
    words: str,
    taken: Sequence[Box],
    theme: str,
    height: float,
    title: Annotation,
) -> None:
    """Above the line a segment will bring more than today, below it less.

    Its name stands on it, else above the chart beside the title, else nowhere.
    """
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    start, end = max(0.0, left, low), min(right, high)
    tone = colors(theme)["ink3"]
    axes.plot([start, end], [start, end], linestyle=(0, (4, 4)), linewidth=0.9, color=tone, zorder=0.9)
    label = axes.text(
        start, start, f"{words}\n ", color=tone, fontsize=9, linespacing=0.4, rotation=45, rotation_mode="anchor",
        transform_rotates_text=True, ha="center", va="bottom", zorder=0.9,
    )  # fmt: skip
    ends = [axes.transData.transform((value, value)) for value in (start, end)]
    first, last = ((float(x), height - float(y)) for x, y in ends)
    extent = label.get_window_extent(_renderer(canvas))
    share = free_along(first, last, hypot(extent.width, extent.height), 10, taken)
    if share is not None:
        label.set_position((start + (end - start) * share, start + (end - start) * share))
        return
    label.remove()
    beside = axes.annotate(
        f"- - -  {words}", (1, 1), (0, 9), "axes fraction", "offset points", color=tone, fontsize=9, ha="right"
    )
    renderer = _renderer(canvas)
    if beside.get_window_extent(renderer).x0 < title.get_window_extent(renderer).x1 + _MARGIN:
        beside.remove()


def _draw_bubbles(
    axes: Axes, bubbles: Sequence[Bubble], radii: Mapping[str, float], theme: str, ground: str, size: tuple[int, int]
) -> dict[str, tuple[float, float, float]]:
    series, places = palette(theme)["series"], {}
    for bubble in sorted(bubbles, key=lambda each: -each.size):
        radius = radii[bubble.id]
        points = 2 * radius * 72 / _DPI
        axes.scatter(
            bubble.x, bubble.y, s=points**2, color=series[bubble.series % len(series)], alpha=0.9, zorder=2,
            edgecolors=colors(theme)[ground], linewidths=1.0, clip_on=False,
        )  # fmt: skip
        x, y = axes.transData.transform((bubble.x, bubble.y))
        places[bubble.id] = (float(x), float(size[1] - y), radius)
    return places


def _draw_labels(
    axes: Axes,
    canvas: FigureCanvasAgg,
    bubbles: Sequence[Bubble],
    places: Mapping[str, tuple[float, float, float]],
    size: tuple[int, int],
    strong: str,
    title: Annotation,
    ground: str,
) -> list[Box]:
    """A name beside each bubble, where it covers neither another bubble nor another name; all that is taken now.

    It lies on the colour of the ground: the line that runs across the chart would strike it out.
    """
    behind = {"facecolor": ground, "edgecolor": "none", "pad": 1.0}
    renderer = _renderer(canvas)
    left, bottom, _, _ = _inner(size)
    room = (left * size[0], 0.0, size[0] - 2.0, size[1] * (1 - bottom))  # the figures of the axes stay free
    above = title.get_window_extent(renderer)
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in places.values()]
    taken.append((above.x0, size[1] - above.y1, above.x1, size[1] - above.y0))
    for bubble in sorted(bubbles, key=lambda each: (each.id != strong, -each.size)):
        weight = "semibold" if bubble.id == strong else "medium"
        label: Annotation = axes.annotate(
            bubble.name, (bubble.x, bubble.y), (0, 0), "data", "offset points", fontsize=9, fontweight=weight,
            ha="left", va="bottom", zorder=3, bbox=behind,
        )  # fmt: skip
        extent = _shortened(label, renderer, _WIDEST_NAME * size[0])
        x, y, radius = places[bubble.id]
        reach = radius + (_RING if bubble.id == strong else 0)
        at, top = best_place((x, y), reach, (extent.width, extent.height), taken, room)
        taken.append((at, top, at + extent.width, top + extent.height))
        label.set_position(((at - x) * 72 / _DPI, (y - top - extent.height) * 72 / _DPI))
    return taken


def _shortened(label: Annotation, renderer: Any, most: float) -> Bbox:  # Any: see `_renderer`
    """Cut the words of a label at this width; the page tells them whole at the bubble."""
    whole = label.get_text()
    extent: Bbox = label.get_window_extent(renderer)
    kept = len(whole)
    while extent.width > most and kept > 1:
        kept = min(kept - 1, int(kept * most / extent.width))
        label.set_text(f"{whole[:kept].rstrip()}…")
        extent = label.get_window_extent(renderer)
    return extent


def _renderer(canvas: FigureCanvasAgg) -> Any:  # Any: matplotlib types its backends in part
    return canvas.get_renderer()  # type: ignore[no-untyped-call]  # as above
