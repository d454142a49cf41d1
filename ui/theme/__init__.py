"""Colours, type, style sheet, fonts and icons: everything that the design tokens decide, ready for Qt."""
