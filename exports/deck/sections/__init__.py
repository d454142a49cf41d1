"""The slides of a deck, one module a part of the plan: each gives its slides, ready to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exports.deck.edition import DeckEdition
from exports.deck.page import Plan
from exports.deck.sections import (
    brief,
    budget,
    cover,
    follow_up,
    frictions,
    journeys,
    matrix,
    next_steps,
    objectives,
    segments,
    swot,
    timeline,
)

SECTIONS: tuple[Callable[[DeckEdition], Iterable[Plan]], ...] = (
    cover.plans,
    brief.plans,
    objectives.plans,
    segments.plans,
    journeys.plans,
    frictions.plans,
    swot.plans,
    matrix.plans,
    timeline.plans,
    budget.plans,
    follow_up.plans,
    next_steps.plans,
)
"""In the order of the deck; a part of the plan that is empty has no slide."""
