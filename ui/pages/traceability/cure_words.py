"""How a cure is said: on the button that does it, in a list of several, and why it is proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journey.kinds import shortened
from resources.i18n import N_, tr
from strategy.cures import Because, Cure, Way
from strategy.naming import Naming
from strategy.trace import KPI, Element

ICONS: Mapping[str, str] = {
    "objective": "target", "objectives": "target", "segment": "users-round", "journey": "route", "friction": "diamond",
    "swot_statement": "wrench", "functional_need": "square-plus", "action": "flag", "touchpoint": "map-pin",
    "opportunity": "lightbulb", "feedback_note": "quote", KPI: "gauge",
}  # fmt: skip
"""The sign of each sort of thing."""
_WAY_ICONS: Mapping[Way, str] = {
    Way.ALL_CUSTOMERS: "users", Way.NEW_ACTION: "flag", Way.NEW_MEASURED_ACTION: "flag", Way.NEW_JOURNEY: "route",
    Way.COPY_JOURNEY: "copy", Way.ACCEPT: "shield-check", Way.BASELINE: "gauge", Way.DUE_DATE: "calendar",
    Way.OWNER: "user-round", Way.PERIOD: "calendar", Way.COST: "wallet", Way.FRICTION_AT: "diamond",
    Way.FRICTION_FROM: "quote", Way.OPPORTUNITY: "lightbulb",
}  # fmt: skip
_TITLE_LENGTH = 40

_LINKED: Mapping[str, str] = {
    "segment": N_("Link to segment “{title}”"),
    "objective": N_("Link to objective “{title}”"),
    "action": N_("Link to action “{title}”"),
    "friction": N_("Link to friction “{title}”"),
    "touchpoint": N_("Link to touchpoint “{title}”"),
    "swot_statement": N_("Link to SWOT item “{title}”"),
    "functional_need": N_("Link to need “{title}”"),
    "opportunity": N_("Link to opportunity “{title}”"),
}
_WAYS: Mapping[Way, str] = {
    Way.ALL_CUSTOMERS: N_("Aim at all customers"),
    Way.NEW_ACTION: N_("Create an action"),
    Way.NEW_MEASURED_ACTION: N_("Create an action measured by “{title}”"),
    Way.NEW_JOURNEY: N_("Draw its journey"),
    Way.COPY_JOURNEY: N_("Copy journey “{title}”"),
    Way.NEW_OBJECTIVE: N_("Set objective “{title}”"),
    Way.ACCEPT: N_("Live with this weakness"),
    Way.MEASURE: N_("Measure by “{title}”"),
    Way.BASELINE: N_("Start from {value}"),
    Way.DUE_DATE: N_("Due on {value}"),
    Way.OWNER: N_("Entrust to {value}"),
    Way.PERIOD: N_("Run {value}"),
    Way.COST: N_("Cost: {value}"),
    Way.FRICTION_AT: N_("Note a friction at “{title}”"),
    Way.FRICTION_FROM: N_("Note friction “{title}”"),
    Way.OPPORTUNITY: N_("Note an opportunity"),
}
_REASONS: Mapping[Because, str] = {
    Because.OBJECTIVE: N_("same objective"),
    Because.SEGMENT: N_("same segment"),
    Because.JOURNEY: N_("same journey"),
    Because.PLACE: N_("same place"),
    Because.FRICTION: N_("same friction"),
    Because.AREA: N_("same area"),
    Because.ACTION: N_("same action"),
    Because.KPI: N_("same indicator"),
    Because.NEED: N_("from its needs"),
    Because.TYPE: N_("same type of action"),
    Because.OPEN: N_("no action yet"),
    Because.LAST_READING: N_("last reading"),
    Because.READING: N_("from a reading"),
    Because.METHOD: N_("suggested by the method"),
    Because.PLAN: N_("in the plan"),
}
_CHOICES: Mapping[str, str] = {
    "objective_without_segment": N_("Choose a segment…"),
    "objective_not_served": N_("Choose an action…"),
    "objective_served": N_("Choose an action…"),
    "friction_without_action": N_("Choose an action…"),
    "weakness_without_action": N_("Choose an action…"),
    "need_without_action": N_("Choose an action…"),
    "finding_answered": N_("Choose an action…"),
    "segment_without_journey": N_("Choose a journey…"),
    "segment_with_journey": N_("Choose a journey…"),
    "segment_without_objective": N_("Choose an objective…"),
    "segment_aimed_at": N_("Choose an objective…"),
    "journey_without_objective": N_("Choose an objective…"),
    "journey_with_objective": N_("Choose an objective…"),
    "action_aimed": N_("Choose an objective…"),
    "action_without_kpi": N_("Choose an indicator…"),
    "action_measured": N_("Choose an indicator…"),
    "objective_without_kpi": N_("Choose an indicator…"),
    "trace_rule_objective_kpi": N_("Choose an indicator…"),
    "objective_without_baseline": N_("Say where it starts…"),
    "objective_without_due_date": N_("Choose a date…"),
    "objective_without_owner": N_("Choose an owner…"),
    "action_without_owner": N_("Choose an owner…"),
    "action_without_dates": N_("Choose dates…"),
    "action_without_cost": N_("Say what it costs…"),
    "journey_examined": N_("Note what was found…"),
    "action_founded": N_("Choose what it answers…"),
    "trace_rule_action_frictions": N_("Choose what it answers…"),
    "kpi_moved": N_("Choose an action…"),
    "trace_rule_weakness_action": N_("Choose an action…"),
}


def cure_words(names: Naming, cure: Cure) -> str:
    """What the cure does, for a button: "Link to segment “Young families”"."""
    return _said(names, cure, _TITLE_LENGTH)


def candidate_words(names: Naming, cure: Cure) -> str:
    """What the cure does, among others of one list: the name alone where all do the same."""
    if cure.way is Way.LINK and cure.about is not None:
        return _title(names, cure.about)
    if cure.way is Way.MEASURE and cure.value is None and cure.about is not None:
        return names.label(cure.about.id)
    if cure.way in _VALUES:
        return _VALUES[cure.way](names, cure.value)
    return _said(names, cure, _TITLE_LENGTH * 2)


def reason_words(cure: Cure) -> str:
    """What speaks for the cure; "" for nothing in particular."""
    return tr(_REASONS[cure.because]) if cure.because in _REASONS else ""


def choice_words(question: str) -> str:
    """The button that offers several cures."""
    return tr(_CHOICES[question])


def cure_icon(cure: Cure) -> str:
    """The sign of what the cure brings."""
    return _WAY_ICONS.get(cure.way) or (ICONS.get(cure.about.kind, "link") if cure.about else "link")


def _said(names: Naming, cure: Cure, length: int) -> str:
    title = shortened(_title(names, cure.about), length) if cure.about is not None else ""
    if cure.way is Way.LINK and cure.about is not None:
        return tr(_LINKED[cure.about.kind]).format(title=title)
    if cure.way is Way.NEW_ACTION and isinstance(cure.value, str):
        return tr("Create an action: {title}").format(title=names.label(cure.value))
    if cure.way is Way.MEASURE and isinstance(cure.value, str):
        action = shortened(names.about("action", cure.value) or tr("Untitled"), length)
        return tr("Measure “{action}” by “{title}”").format(action=action, title=title)
    value = _VALUES[cure.way](names, cure.value) if cure.way in _VALUES else ""
    return tr(_WAYS[cure.way]).format(title=title, value=value)


def _title(names: Naming, about: Element) -> str:
    return names.about(about.kind, about.id) or tr("Untitled")


def _money(names: Naming, value: object) -> str:
    return names.words.money(value if isinstance(value, float | int) else None, names.snapshot.plan.currency)


def _period(names: Naming, value: object) -> str:
    assert isinstance(value, tuple)
    start, end = value
    return tr("{start} to {end}").format(start=names.words.date(start), end=names.words.date(end))


_VALUES: Mapping[Way, Callable[[Naming, object], str]] = {
    Way.BASELINE: lambda names, value: names.words.number(value),  # type: ignore[arg-type]  # a figure
    Way.DUE_DATE: lambda names, value: names.words.date(value),  # type: ignore[arg-type]  # a date
    Way.OWNER: lambda _names, value: shortened(str(value), _TITLE_LENGTH),
    Way.PERIOD: _period,
    Way.COST: _money,
}
"""How the value of a cure is written."""
