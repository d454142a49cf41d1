"""What the values are called that a team may set for its plan: thresholds, weights, the feeling of each emotion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.i18n import N_

if TYPE_CHECKING:
    from journey.own_values import Adjustable
    from resources.i18n import Words

_NAMES = {
    "warn_segment_too_small": N_("A segment is too small below this share of the customers"),
    "warn_too_many_segments": N_("Segments are too many beyond"),
    "warn_too_many_criteria": N_("Criteria are too many beyond"),
    "warn_target_unrealistic": N_("A target is far when it changes the baseline by more than"),
    "warn_no_follow_up": N_("A drop-off needs a follow-up when more than this share leaves"),
    "strength_min": N_("A capability area is a strength from"),
    "weakness_max": N_("A capability area is a weakness up to"),
    "min_answered_share": N_("An area is assessed once this share of its questions is answered"),
    "high_impact": N_("Impact is high from"),
    "low_effort": N_("Effort is low up to"),
}
"""By entry of the method, else by key; an emotion has its own label."""


def value_name(each: Adjustable, words: Words) -> str:
    """What a value is, in words."""
    label = words.label(each.entry)
    if each.key == "weight":
        return words.tr(N_("Weight of a segment of {priority}")).format(priority=label.lower())
    if each.key == "max_person_days":
        text = words.tr(N_("Effort {band} ({label}): person-days up to"))
        return text.format(band=each.entry[-1], label=label.lower())
    name = _NAMES.get(each.entry) or _NAMES.get(each.key)
    return words.tr(name) if name else label
