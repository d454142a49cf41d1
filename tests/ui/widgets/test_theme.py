from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources.tokens import tokens
from ui.theme import fonts
from ui.theme.icons import icon, pixmap
from ui.theme.stylesheet import style_sheet
from ui.theme.theme import parse_color, theme
from ui.widgets.button import _LOOKS
from ui.widgets.marks import contrast, contrast_ink
from ui.widgets.paint import CHIP_COLORS

GROUNDS = ("shell", "sheet", "sunken", "raised", "hover", "selected")


INKS = ("ink", "ink2", "ink3", "primary", "brass")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_everything_written_reads_on_its_ground(mode: str) -> None:
    """One switch of the theme for all; each is a restyling of whatever lives."""
    theme().set_mode(mode)
    text_reads_on_every_ground()
    every_chip_reads_on_its_own_fill()
    every_button_reads_in_every_state()
    figures_read_on_the_signs_that_hold_them()


def text_reads_on_every_ground() -> None:
    for ink in INKS:
        worst = min(contrast(theme().color(ink), theme().color(ground)) for ground in GROUNDS)
        assert worst >= 4.5, ink


def every_chip_reads_on_its_own_fill() -> None:
    for kind, (fill, _, ink) in CHIP_COLORS.items():
        assert contrast(theme().color(ink), theme().color(fill or "selected")) >= 4.5, kind


def every_button_reads_in_every_state() -> None:
    for kind, states in _LOOKS.items():
        for state, (fill, _, ink) in states.items():
            if state != "disabled":
                assert contrast(theme().color(ink), theme().color(fill or "sheet")) >= 4.5, (kind, state)


def figures_read_on_the_signs_that_hold_them() -> None:
    for severity in range(1, 6):
        fill, ink = theme().palette("severity", severity), theme().palette("onSeverity", severity)
        assert contrast(ink, fill) >= 4.5, severity
    for quadrant in ("strength", "weakness", "opportunity", "threat"):
        fill = theme().palette("swot", quadrant)
        assert contrast(contrast_ink(fill), fill) >= 4.5, quadrant


def test_a_switch_of_mode_changes_the_colours_and_says_so(qtbot: QtBot) -> None:
    before = theme().color("sheet").name()
    with qtbot.waitSignal(theme().changed, timeout=1000):
        theme().set_mode("dark")
    assert theme().is_dark
    assert theme().color("sheet").name() != before


def test_projection_multiplies_type_and_controls() -> None:
    small, control = theme().font("body").pixelSize(), theme().size("control")
    theme().set_scale(1.25)
    assert (theme().font("body").pixelSize(), theme().size("control")) == (round(small * 1.25), round(control * 1.25))


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme().set_mode("sepia")


def test_stages_beyond_the_sixth_take_the_first_colour_again() -> None:
    assert theme().palette("stage", 6) == theme().palette("stage", 0)


def test_a_colour_with_opacity_keeps_it() -> None:
    color = parse_color("rgba(16,32,40,0.38)")
    assert (color.red(), color.green(), color.blue(), color.alpha()) == (16, 32, 40, 97)


def test_the_typefaces_shipped_are_the_ones_used(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    assert fonts.load() == ()
    assert QFontInfo(theme().font("body")).family() == "Inter"
    assert QFontInfo(theme().font("title")).family() == "Source Serif 4"
    quote = QFontInfo(theme().font("quote"))
    assert quote.family() == "Source Serif 4"
    assert quote.italic()


def test_the_style_sheet_has_no_hole() -> None:
    sheet = style_sheet(tokens()["color"]["dark"], round)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_an_icon_is_drawn_in_the_colour_of_the_theme() -> None:
    def strongest(name: str) -> str:
        image = pixmap(name, "ink", 32).toImage()
        pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return max(pixels, key=lambda color: color.alpha()).name()

    light = strongest("target")
    assert light == theme().color("ink").name()
    theme().set_mode("dark")
    assert strongest("target") == theme().color("ink").name() != light


def test_an_icon_already_given_out_follows_the_theme() -> None:
    shared = icon("flag", "ink")
    light = shared.pixmap(32, 32).toImage()
    theme().set_mode("dark")
    assert shared.pixmap(32, 32).toImage() != light


def test_a_disabled_icon_is_drawn_in_the_disabled_colour() -> None:
    from PySide6.QtGui import QIcon

    shared = icon("flag", "ink")
    assert shared.pixmap(32, 32).toImage() != shared.pixmap(32, 32, QIcon.Mode.Disabled).toImage()
