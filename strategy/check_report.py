"""What the check of a plan found, as plain values for programs, and as a short text for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journey.kinds import shortened
from resources.i18n import N_, Words
from strategy.naming import Naming

if TYPE_CHECKING:
    from strategy.method import Completion, Finding
    from strategy.snapshot import Snapshot

HEADER: Mapping[str, Any] = {"format": "periple-check", "version": 1}  # Any: what JSON holds
_STATES = {"empty": N_("empty"), "in_progress": N_("in progress"), "complete": N_("complete")}


def completion_values(each: Completion) -> dict[str, Any]:  # Any: what JSON holds
    """A rule of completion, and what it misses."""
    missing = [{"kind": one.kind, "id": one.row_id, "what": list(one.what)} for one in each.missing]
    return {"rule": each.rule_id, "step": each.step, "is_met": each.is_met, "missing": missing}


def finding_values(each: Finding, *, is_dismissed: bool) -> dict[str, Any]:  # Any: what JSON holds
    """A warning and what it is about."""
    place = {"kind": each.kind, "id": each.row_id}
    return {"rule": each.rule_id, "level": each.level, "step": each.step, **place, "is_dismissed": is_dismissed}


def check_lines(
    snapshot: Snapshot,
    states: Mapping[str, str],
    rules: Sequence[Completion],
    active: Sequence[Finding],
    reader: Words,
) -> Iterator[str]:
    """The same in words: steps, what is missing, warnings."""
    naming = Naming(snapshot, reader)
    yield reader.tr("The file is sound.")
    for step, state in states.items():
        title = reader.tr("{step}: {state}").format(step=reader.label(step), state=reader.tr(_STATES[state]))
        yield f"\n{title}"
        for rule in rules:
            if rule.step == step and not rule.is_met:
                yield reader.tr("  to do: {rule}").format(rule=reader.label(rule.rule_id))
        for each in active:
            if each.step == step:
                subject = shortened(naming.about(each.kind, each.row_id))
                text = reader.tr("  {warning} ({subject})") if subject else "  {warning}"
                yield text.format(warning=reader.label(each.rule_id), subject=subject)
