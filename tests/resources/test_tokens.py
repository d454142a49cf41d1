"""Every text is readable on every surface it may sit on, in both themes; marks that carry meaning are visible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from resources.tokens import THEMES, chart_style, colors, excel, palette, tokens

SURFACES = ("sheet", "shell", "sunken", "raised", "hover", "selected")
INKS = ("ink", "ink2", "ink3", "primary", "toBe", "asIs", "brass", "success", "warning", "danger", "drop", "info")
PAIRS = [
    ("onPrimary", "primary"),
    ("onPrimary", "primaryHover"),
    ("onPrimary", "primaryPressed"),
    ("onDanger", "danger"),
    ("onDanger", "dangerHover"),
    ("onDanger", "dangerPressed"),
    ("onTooltip", "tooltip"),
    ("primary", "primaryTint"),
    ("brass", "brassTint"),
    ("success", "successTint"),
    ("warning", "warningTint"),
    ("danger", "dangerTint"),
    ("info", "infoTint"),
]


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_published() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#16252D", "#FFFFFF") == pytest.approx(15.7, abs=0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
def test_text_is_readable_on_every_surface(theme: str, surface: str) -> None:
    color = colors(theme)
    assert {ink: round(contrast(color[ink], color[surface]), 2) for ink in INKS if _weak(color, ink, surface)} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "surface"), PAIRS)
def test_text_is_readable_on_its_own_fill(theme: str, ink: str, surface: str) -> None:
    assert contrast(colors(theme)[ink], colors(theme)[surface]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("mark", "surfaces"), [("control", SURFACES[:4]), ("focus", SURFACES), ("edge", ("sheet", "sunken"))]
)
def test_outlines_and_edges_are_visible(theme: str, mark: str, surfaces: tuple[str, ...]) -> None:
    color = colors(theme)
    assert min(contrast(color[mark], color[surface]) for surface in surfaces) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_on_the_semantic_palettes(theme: str) -> None:
    look = palette(theme)
    pairs = [*zip(look["onStage"], look["stage"], strict=True), *zip(look["onHorizon"], look["horizon"], strict=True)]
    pairs += [(look["swotText"][key], tint) for key, tint in look["swotTint"].items()]
    pairs += [(look["changeText"][key], tint) for key, tint in look["changeTint"].items()]
    pairs += [(ink, tint) for tint, ink in look["note"].values()]
    pairs += [(look["onSeverity"][key], fill) for key, fill in look["severity"].items()]
    assert [(ink, fill, round(contrast(ink, fill), 2)) for ink, fill in pairs if contrast(ink, fill) < 4.5] == []


def test_text_is_readable_in_the_workbook() -> None:
    style = excel()
    assert contrast(style["headerText"], style["headerFill"]) >= 4.5
    for level, ink in style["severityText"].items():
        assert contrast(ink, style["severityFill"][level]) >= 4.5
    for fill in [*style["statusFill"].values(), style["groupFill"], style["totalFill"], style["inputFill"]]:
        assert contrast(style["textColor"], fill) >= 4.5


def test_both_themes_name_the_same_tokens() -> None:
    assert set(colors("light")) == set(colors("dark"))
    assert {name: _keys(value) for name, value in palette("light").items()} == {
        name: _keys(value) for name, value in palette("dark").items()
    }


def test_every_colour_is_written_the_same_way() -> None:
    written = [text for text in _texts(tokens()) if re.match("#[^,]", text)]
    assert len(written) > 150
    assert [text for text in written if not re.fullmatch(r"#[0-9A-F]{6}", text)] == []


def test_no_text_is_smaller_than_twelve_pixels() -> None:
    assert min(role["size"] for role in tokens()["type"].values()) == 12
    assert tokens()["type"]["quote"]["italic"]


def test_charts_use_the_series_colours_of_the_light_theme() -> None:
    assert chart_style()["axes.prop_cycle"] == palette("light")["series"]


def _weak(color: Any, ink: str, surface: str) -> bool:  # Any: a mapping of colours
    return contrast(color[ink], color[surface]) < 4.5


def _keys(value: Any) -> object:  # Any: a list or a mapping
    return sorted(value) if isinstance(value, dict) else len(value)


def _texts(value: Any) -> Iterator[str]:  # Any: any JSON value
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
