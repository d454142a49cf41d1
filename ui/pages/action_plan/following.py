"""What a move in time does to the actions that wait: says which start too early, and moves them on."""

from __future__ import annotations

from resources.i18n import current, ntr, tr
from strategy.analysis.waiting import TooEarly, dependants, followed, too_early
from strategy.model import Action
from strategy.naming import Naming
from strategy.operations import schedule
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.messages import Way, messages


def conflict_words(snapshot: Snapshot, found: tuple[TooEarly, ...]) -> str:
    """Which actions start too early, in one sentence; "" when none does."""
    if not found:
        return ""
    names = Naming(snapshot, current())
    if len(found) > 1:
        count = len({each.action_id for each in found})
        sentence = ntr("{n} action starts before what it waits for has ended.",
                       "{n} actions start before what they wait for has ended.", count)  # fmt: skip
        return sentence.format(n=current().number(count))
    action, needed = (snapshot.get(Action, each) for each in (found[0].action_id, found[0].needs_action_id))
    return tr("{action} starts before {needed} has ended.").format(action=names.code(action), needed=names.code(needed))


def move_following(bridge: DocumentBridge, action_id: str = "") -> None:
    """Let every action start after what it waits for, in one gesture; only this one and those that wait for it."""
    snapshot = bridge.snapshot()
    moved = followed(snapshot)
    if action_id:
        kept = {action_id, *dependants(snapshot, action_id)}
        moved = {each: dates for each, dates in moved.items() if each in kept}
    bridge.attempt(lambda: schedule(bridge.document, moved))


def tell_conflicts(bridge: DocumentBridge, action_id: str) -> None:
    """Offer to move on what now starts too early because of an action that was moved."""
    snapshot = bridge.snapshot()
    found = tuple(each for each in too_early(snapshot) if action_id in (each.action_id, each.needs_action_id))
    if found:
        way = Way(tr("Move the following actions"), lambda: move_following(bridge, action_id))
        messages().toast(conflict_words(snapshot, found), icon="triangle-alert", way=way)
