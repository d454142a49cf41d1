"""The one theme of the program: light or dark colours, type and sizes, switched live.

Read colours while painting, lengths in size hints, and fonts in a slot of `Theme.changed`: then a switch of theme, of
scale or of the system's preference needs no code in the widgets. Qt asks for all size hints again by itself, as the
style sheet is another one then.
"""

from __future__ import annotations

import contextlib
import functools
import os
import weakref
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from resources.tokens import tokens
from ui.theme import fonts
from ui.theme.stylesheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtCore import QEasingCurve

MODES = ("system", "light", "dark")

_TABULAR = QFont.Tag("tnum")
_LIGATURES = tuple(QFont.Tag(name) for name in ("calt", "liga", "clig"))
_TABULAR_ROLES = frozenset({"figure", "timer"})
_MOST_WIDTHS = 5000


def as_written(font: QFont) -> None:
    """Makes a font fit for a file: letters as wide as they are drawn, not as the pixels of a screen make them.

    Each is itself: Qt 6.11 forgets which letter a ligature, the figure of a table or a raised colon stands for, and
    whoever searches "12:30" in a PDF would not find it.
    """
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in _LIGATURES:
        font.setFeature(feature, 0)


def parse_color(text: str) -> QColor:
    """The colour written as `#RRGGBB` or `rgba(r,g,b,a)` with a from 0 to 1."""
    if not text.startswith("rgba("):
        return QColor(text)
    red, green, blue, opacity = text[5:].rstrip(")").split(",")
    return QColor(int(red), int(green), int(blue), round(float(opacity) * 255))


class Dressed(Protocol):
    """What has to be told of each switch, and is made in such numbers that a signal to each would take too long."""

    def dress_again(self) -> None: ...


class Theme(QObject):
    """Colours, fonts and sizes for the current mode and scale; `changed` announces every switch."""

    changed = Signal()

    def __init__(self, *, is_paper: bool = False) -> None:
        super().__init__()
        self.is_paper = is_paper
        """Whether it is for a file or a sheet of paper, where icons are painted as strokes."""
        self._mode = "light" if is_paper else "system"
        self._scale = 1.0
        self._reduced_motion = False
        self._system_is_dark = False
        self._app: QApplication | None = None
        self._has_sheet = True
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        self._widths: dict[tuple[str, int | None, bool, str], int] = {}
        self._dressed: weakref.WeakSet[Dressed] = weakref.WeakSet()

    # Mode and scale

    @property
    def mode(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """True when the dark colours are the ones shown now."""
        return self._mode == "dark" or (self._mode == "system" and self._system_is_dark)

    @property
    def scale(self) -> float:
        """1.0, or 1.25 for projection on a wall."""
        return self._scale

    def apply(self, app: QApplication, mode: str = "system", scale: float = 1.0, *, with_sheet: bool = True) -> None:
        """Dresses the application once at start: Fusion, fonts, palette and style sheet.

        Without the sheet, which `put_sheet` then adds before anything is shown: under a sheet Qt styles a whole tree of
        widgets again each time that one of its parents gets a parent, and windows are built from the inside out.
        """
        is_new, self._app = self._app is not app, app
        self._has_sheet = with_sheet
        self._mode, self._scale = mode, scale
        if os.environ.get("QT_STYLE_OVERRIDE") != "Fusion":  # else it is Fusion already; asking costs 3 ms of a start
            app.setStyle("Fusion")
        fonts.load()
        hints = app.styleHints()
        self._system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        if is_new:
            hints.colorSchemeChanged.connect(self._follow_system)
        self._tell_system()
        app.setEffectEnabled(Qt.UIEffect.UI_AnimateTooltip, False)
        self._dress()

    def put_sheet(self) -> None:
        """Adds the style sheet, if `apply` left it out."""
        if not self._has_sheet:
            self._has_sheet = True
            self._set_sheet()

    def set_mode(self, mode: str) -> None:
        """Shows "light", "dark" or what the "system" asks for, at once."""
        if mode not in MODES:
            raise ValueError(mode)
        if mode == self._mode:
            return
        self._mode = mode
        self._tell_system()
        self._dress()

    def set_scale(self, scale: float) -> None:
        """Multiplies type, controls and rows, at once."""
        if scale != self._scale:
            self._scale = scale
            self._dress()

    def set_reduced_motion(self, reduced: bool) -> None:
        """Makes every animation last 0 ms."""
        self._reduced_motion = reduced

    def keep_dressed(self, widget: Dressed) -> None:
        """Has a widget dressed again at every switch, for as long as it is there."""
        self._dressed.add(widget)

    # Values

    def color(self, role: str) -> QColor:
        """The colour of a token such as "ink2", or "scrim"; shared, so not to be modified."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = self._read_color(role)
        return found

    def palette(self, name: str, key: int | str) -> QColor:
        """One colour of a semantic set: `palette("severity", 3)`, `palette("stage", 0)`, `palette("swot", "threat")`.

        Ordered sets (stage, horizon, series) start at 0 and begin again after their last colour.
        """
        cache_key = f"{name}/{key}"
        found = self._colors.get(cache_key)
        if found is None:
            members = self._palettes()[name]
            text = members[int(key) % len(members)] if isinstance(members, list) else members[str(key)]
            found = self._colors[cache_key] = parse_color(text)
        return found

    def inverse_color(self, role: str) -> QColor:
        """The colour of a token in the other theme, for toasts and tooltips, whose ground is inverse."""
        return parse_color(tokens()["color"]["light" if self.is_dark else "dark"][role])

    def shadow(self, level: str) -> tuple[Mapping[str, Any], QColor]:
        """Offsets and blur in pixels ("dx", "dy", "blur") of a shadow, and its colour."""
        spec = tokens()["shadow"][level]
        return spec, parse_color(spec[self._scheme()])

    def font(self, role: str, *, weight: int | None = None, tabular: bool = False) -> QFont:
        """The font of a type role ("title", "body", "caption"...), at the current scale."""
        key = (role, weight, tabular or role in _TABULAR_ROLES)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._make_font(*key)
        return QFont(found)

    def line(self, role: str) -> int:
        """Height in pixels of one line of text in that role."""
        return self.px(tokens()["type"][role]["line"])

    def text_width(self, role: str, text: str, *, weight: int | None = None, tabular: bool = False) -> int:
        """Width in pixels that the text takes on one line."""
        key = (role, weight, tabular, text)
        found = self._widths.get(key)
        if found is None:  # Qt asks again and again while it lays a page out
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            found = QFontMetrics(self.font(role, weight=weight, tabular=tabular)).horizontalAdvance(text)
            self._widths[key] = found
        return found

    def px(self, length: float) -> int:
        """A length of the design at the current scale, in whole pixels."""
        return round(length * self._scale)

    def size(self, name: str) -> int:
        """A size of the design ("control", "tableRow"...) at the current scale."""
        return self.px(tokens()["size"][name])

    def radius(self, name: str) -> int:
        """A corner radius: "chip", "control", "card", "sheet" or "dialog"."""
        return self.px(tokens()["radius"][name])

    def duration(self, name: str) -> int:
        """Milliseconds of a motion: "fast", "base" or "slow"; 0 when motion is reduced."""
        return 0 if self._reduced_motion else int(tokens()["motion"][name]["ms"])

    def easing(self, name: str) -> QEasingCurve:
        """The curve of a motion: "fast", "base" or "slow"."""
        from PySide6.QtCore import QEasingCurve

        return QEasingCurve(getattr(QEasingCurve.Type, tokens()["motion"][name]["curve"]))

    # Inside

    def _scheme(self) -> str:
        return "dark" if self.is_dark else "light"

    def _palettes(self) -> Mapping[str, Any]:  # lists and dictionaries of colour texts, as in the token file
        found: Mapping[str, Any] = tokens()["palette"][self._scheme()]
        return found

    def _read_color(self, role: str) -> QColor:
        if role == "scrim":
            return parse_color(tokens()["shadow"]["scrim"][self._scheme()])
        return parse_color(tokens()["color"][self._scheme()][role])

    def _make_font(self, role: str, weight: int | None, tabular: bool) -> QFont:
        spec = tokens()["type"][role]
        if spec.get("italic"):
            fonts.load_rare("Italic")
        if weight == QFont.Weight.Bold:
            fonts.load_rare("Bold")
        font = QFont()
        font.setFamilies(tokens()["font"][spec["family"]])
        font.setPixelSize(self.px(spec["size"]))
        font.setWeight(QFont.Weight(weight or spec["weight"]))
        font.setItalic(bool(spec.get("italic")))
        if self.is_paper:
            as_written(font)
        elif tabular:
            font.setFeature(_TABULAR, 1)
        return font

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self._system_is_dark = scheme == Qt.ColorScheme.Dark
            self._dress()

    def _tell_system(self) -> None:
        """Lets the platform draw its title bars and dialogs in the chosen colours."""
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(self._mode, Qt.ColorScheme.Unknown))

    def _dress(self) -> None:
        self._colors.clear()
        self._fonts.clear()
        self._widths.clear()
        if self._app is not None:
            self._app.setFont(self.font("body"))
            self._app.setPalette(self._qt_palette())
            if self._has_sheet:
                self._set_sheet()
        for widget in list(self._dressed):
            if isValid(widget):
                widget.dress_again()
        self.changed.emit()

    def _set_sheet(self) -> None:
        if self._app is not None:
            # Where a sheet replaces another, Qt styles each widget anew once for every widget that it lies in.
            self._app.setStyleSheet("")
            self._app.setStyleSheet(style_sheet(tokens()["color"][self._scheme()], self.px))

    def _qt_palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE_ROLES.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette


_PALETTE_ROLES = {
    QPalette.ColorRole.Window: "shell",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "sheet",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "onPrimary",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "onTooltip",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.Mid: "line",
}


_paper: ContextVar[Theme | None] = ContextVar("paper", default=None)


def theme() -> Theme:
    """The theme of this program; on paper, the light one."""
    return _paper.get() or _window_theme()


@contextlib.contextmanager
def on_paper() -> Iterator[Theme]:
    """Inside, and in this thread only, everything is painted in light colours, at 100 % and as vectors.

    For pictures, pages and prints, whatever the windows look like.
    """
    fonts.load()
    paper = Theme(is_paper=True)
    before = _paper.set(paper)
    try:
        yield paper
    finally:
        _paper.reset(before)


@functools.cache
def _window_theme() -> Theme:
    return Theme()
