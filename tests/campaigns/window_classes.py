"""Each class of widgets that the program has: the walk of T12 must meet all, but for those that are named here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import chain

from PySide6.QtWidgets import QWidget

_ONLY_DERIVED = "made as its subclasses only"
NOT_MET = {
    "ImportDialog": _ONLY_DERIVED,
    "RowsDialog": _ONLY_DERIVED,
    "Dialog": _ONLY_DERIVED,
    "FloatBar": _ONLY_DERIVED,
    "Paper": _ONLY_DERIVED,
    "MapSurface": _ONLY_DERIVED,
    "Page": _ONLY_DERIVED,
    "FoldHead": _ONLY_DERIVED,
    "PlanCard": _ONLY_DERIVED,
    "WelcomeCard": _ONLY_DERIVED,
    "RailButton": _ONLY_DERIVED,
    "DropColumn": _ONLY_DERIVED,
    "Sign": _ONLY_DERIVED,
    "ProgressBar": "shown while a file is written or read; it has no words",
    "FocusRing": "an empty frame around what the keyboard came to; it shows nothing",
}
"""Why no walk comes by, by the names of the classes."""


def all_classes() -> set[type[QWidget]]:
    """Those of ui/, whoever uses them."""
    import ui

    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    return {each for each in _derived(QWidget) if each.__module__.startswith("ui.")}


def missed(met: set[type[QWidget]]) -> Iterator[str]:
    """What is wrong with what a walk met: a class that it did not, or a reason that is none any more."""
    known = all_classes()
    names = {each.__name__ for each in met}
    for each in sorted(known - met, key=lambda each: each.__qualname__):
        if NOT_MET.get(each.__name__) == _ONLY_DERIVED and any(issubclass(other, each) for other in met):
            continue
        if each.__name__ not in NOT_MET or NOT_MET[each.__name__] == _ONLY_DERIVED:
            yield f"{each.__module__}.{each.__name__} was not met: let the walk come by, or tell in NOT_MET why not"
    for name in NOT_MET.keys() & names:
        yield f"{name} was met: take it out of NOT_MET"
    for name in NOT_MET.keys() - {each.__name__ for each in known}:
        yield f"there is no {name} any more: take it out of NOT_MET"


def _derived(base: type[QWidget]) -> Iterator[type[QWidget]]:
    for each in base.__subclasses__():
        yield from chain([each], _derived(each))


def tell_what_a_short_walk_misses() -> None:
    """What a walk is told that meets all but one class: messages that pass."""
    from ui.widgets.toast import Toast

    for what in missed({each for each in all_classes() if each.__name__ not in NOT_MET} - {Toast}):
        print(f"wrong: {what}", flush=True)
