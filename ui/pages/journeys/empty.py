"""What step 3 shows before there is a journey, or before a journey has its target."""

from __future__ import annotations

from collections.abc import Callable

from resources.i18n import tr
from ui.actions import key_text
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState


def no_journey(start: Callable[[], object], read: Callable[[], object]) -> EmptyState:
    """Where to begin."""
    return EmptyState(
        tr("No journey yet"),
        tr("Start with the segment that matters most, and map only the part you want to improve."),
        Button(tr("New journey"), "primary", icon="plus", on_click=start, name="empty_new_journey"),
        Button(tr("From a log of events…"), icon="workflow", on_click=read, name="new_from_log"),
        key_sentence=tr("or press {key}"),
        key=key_text("new"),
        name="no_journey",
    )


def no_to_be(derive: Callable[[], object], start: Callable[[], object]) -> EmptyState:
    """The as-is journey is there, its target is not."""
    return EmptyState(
        tr("No to-be journey yet"),
        tr("It starts as a copy of the as-is journey, which stays as it is. Frictions stay where they were observed."),
        Button(tr("Derive from the as is"), "primary", icon="git-compare-arrows", on_click=derive, name="derive_to_be"),
        Button(tr("Start from nothing"), on_click=start, name="start_to_be"),
        name="no_to_be",
    )
