"""The window: pages, models, delegates and dialogs. Shows, collects, and calls operations; owns no rule."""

import builtins

import PySide6.QtCore  # noqa: F401  (puts a search for `from __feature__ import` in front of every import)

# We ask for no such feature, and the search reads the source of each module that is imported: 3 ms of a start.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
