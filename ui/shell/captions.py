"""What the rail says of each step: its state, its count in words, and whether something is to settle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from resources.i18n import current, ntr
from ui.pages.registry import STEP_PAGES
from ui.shell.rail import StepNews

if TYPE_CHECKING:
    from ui.document_bridge import DocumentBridge


def step_news(bridge: DocumentBridge) -> dict[str, StepNews]:
    """State, caption and open warnings of each step."""
    states = bridge.step_states()
    small = sum(found.rule_id == "warn_segment_too_small" for found in bridge.findings())
    currency = bridge.snapshot().plan.currency
    captions = {
        "step_1_objectives": _objectives(states["step_1_objectives"].counts),
        "step_2_segments": _segments(states["step_2_segments"].counts, small),
        "step_3_journeys": _journeys(states["step_3_journeys"].counts),
        "step_4_capabilities": _capabilities(states["step_4_capabilities"].counts),
        "step_5_action_plan": _actions(states["step_5_action_plan"].counts, currency),
    }
    return {
        page_id: StepNews(states[page_id].state.value, captions[page_id], states[page_id].finding_count)
        for page_id in STEP_PAGES
    }


def _objectives(counts: Mapping[str, float]) -> str:
    objectives, unclear = round(counts["objectives"]), round(counts["to_clarify"])
    words = _with(ntr("{n} objective", "{n} objectives", objectives), objectives)
    rest = _with(ntr("{n} to clarify", "{n} to clarify", unclear), unclear)
    return f"{words}, {rest}" if unclear else words


def _segments(counts: Mapping[str, float], small: int) -> str:
    segments = round(counts["segments"])
    words = _with(ntr("{n} segment", "{n} segments", segments), segments)
    rest = _with(ntr("{n} too small", "{n} too small", small), small)
    return f"{words}, {rest}" if small else words


def _journeys(counts: Mapping[str, float]) -> str:
    journeys, frictions = round(counts["journeys"]), round(counts["frictions"])
    words = _with(ntr("{n} journey", "{n} journeys", journeys), journeys)
    rest = _with(ntr("{n} friction", "{n} frictions", frictions), frictions)
    return f"{words}, {rest}" if frictions else words


def _capabilities(counts: Mapping[str, float]) -> str:
    answered, total = round(counts["answered"]), round(counts["questions"])
    return ntr("{n} of {total} questions", "{n} of {total} questions", answered).format(n=answered, total=total)


def _actions(counts: Mapping[str, float], currency: str) -> str:
    actions = round(counts["actions"])
    words = _with(ntr("{n} action", "{n} actions", actions), actions)
    return f"{words}, {current().money(counts['cost'], currency)}" if counts["cost"] else words


def _with(sentence: str, count: int) -> str:
    return sentence.format(n=current().number(count))
