"""The style sheet of Qt's own widgets, written from the colour tokens.

It stays small on purpose: every rule is matched against every widget. One for QWidget that asks for a property asks
all of them, each several times: it took a tenth of the time a page needs to be built. Our own widgets paint themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template


def style_sheet(colors: Mapping[str, str], px: Callable[[float], int]) -> str:
    """The whole sheet for one set of colours; `px` scales a length of the design."""
    sizes = {f"px{length}": f"{px(length)}px" for length in _LENGTHS}
    return Template(_TEMPLATE).substitute(colors, **sizes)


_LENGTHS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 18, 20, 24, 28, 30, 36)

_TEMPLATE = """
QToolTip { background: $tooltip; color: $onTooltip; border: 1px solid $tooltip; padding: 1px $px4; font-size: $px12; }

QLineEdit, QPlainTextEdit, QTextEdit { background: $sheet; color: $ink; border: 1px solid $control;
  border-radius: $px6; padding: 0 $px8; selection-background-color: $primary; selection-color: $onPrimary; }
QLineEdit { min-height: $px30; }
QPlainTextEdit, QTextEdit { padding: $px4 $px5; }
QLineEdit:focus { border: 2px solid $primary; padding: 0 $px7; min-height: $px28; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $primary; padding: $px3 $px4; }
QLineEdit[error="true"], QPlainTextEdit[error="true"] { border-color: $danger; }
QLineEdit[warn="true"] { border-color: $warning; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $sunken; color: $disabled; border-color: $line; }
QLineEdit:read-only { background: $sunken; }
QLineEdit[kind="bare"], QPlainTextEdit[kind="bare"] { border: none; background: transparent; padding: 0; }

QAbstractItemView { background: $sheet; color: $ink; border: none; outline: none; gridline-color: $line;
  selection-background-color: $selected; selection-color: $ink; }
QAbstractItemView[kind="clear"] { background: transparent; }
QHeaderView { background: $sheet; border: none; }
QHeaderView::section { background: $sheet; color: $ink2; border: none; border-bottom: 1px solid $lineStrong;
  padding: 0 $px12; min-height: $px36; font-size: $px12; font-weight: 500; }
QHeaderView[kind="indented"]::section:first { padding-left: $px20; }
QTableCornerButton::section { background: $sheet; border: none; }

QMenu { background: $raised; color: $ink; border: 1px solid $line; border-radius: $px8; padding: $px4;
  font-size: $px13; }
QMenu::item { min-height: $px30; padding: 0 $px24 0 $px10; border-radius: $px6; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: $px8; }
QMenu::separator { height: 1px; background: $line; margin: $px4 $px8; }

QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; padding: $px4; }
QComboBox QAbstractItemView::item { min-height: $px30; padding: 0 $px8; border-radius: $px6; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $ink; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { color: $ink; background: transparent; border: none; font-weight: 600; padding: $px4; }
QCalendarWidget QToolButton:hover { background: $hover; border-radius: $px6; }
QCalendarWidget QAbstractItemView { font-size: $px13; selection-background-color: $primary;
  selection-color: $onPrimary; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: $px12; }
QScrollBar:horizontal { height: $px12; }
QScrollBar::handle { background: $lineStrong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: $px36; }
QScrollBar::handle:horizontal { min-width: $px36; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QScrollArea { background: transparent; border: none; }

QProgressBar { background: $primaryTint2; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
QSlider:horizontal { min-height: $px20; }
QSlider::groove:horizontal { background: $lineStrong; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $primary; border-radius: 2px; }
QSlider::handle:horizontal { background: $sheet; border: 2px solid $primary; width: 14px; margin: -7px 0;
  border-radius: 9px; }
QSplitter::handle { background: $line; }
"""
