"""What the calculators say: names of inputs, of ways of computing and of choices, and what to do about an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resources.catalogue import catalogue
from resources.i18n import N_, Words
from strategy.kpis.inputs import ErrorCode, Input, InputKind, KpiError, Remark

FIRST_FORMS = {
    "kpi_churn_rate": N_("Customers lost"),
    "kpi_nps": N_("The three groups"),
    "kpi_csat_5": N_("Answers per score"),
    "kpi_csat_7": N_("Answers per score"),
    "kpi_average_review_rating": N_("Answers per score"),
    "kpi_first_response_time": N_("List of delays"),
    "kpi_engagement_index": N_("Equal weights"),
    "kpi_touchpoint_measured_share": N_("Counts"),
    "kpi_irritation_load": N_("A journey of the plan"),
    "kpi_emotional_balance": N_("A journey of the plan"),
}
FORMS = {
    "from_retention": N_("Start, end and new customers"),
    "from_month": N_("Monthly rate, for a year"),
    "from_counts": N_("Answers per score"),
    "from_answers": N_("List of answers"),
    "from_median": N_("Median already known"),
    "weighted": N_("Own weights"),
    "from_journey": N_("A journey of the plan"),
    "from_figures": N_("Figures typed"),
}
_INPUTS = {
    "customers_end": N_("Customers at the end of the period"),
    "customers_new": N_("Customers acquired during the period"),
    "monthly_churn": N_("Churn per month (0-1)"),
    "first_margin": N_("First margin received"),
    "states": N_("States"),
    "promoters": N_("Promoters (9-10)"),
    "passives": N_("Passives (7-8)"),
    "detractors": N_("Detractors (0-6)"),
    "answers_list": N_("Answers, one by one"),
    "counts": N_("Answers per score"),
    "top": N_("Scores counted as satisfied"),
    "waits_sample": N_("Sample of waits"),
    "median_h": N_("Median (hours)"),
    "graph": N_("Journey"),
    "touchpoint": N_("Touchpoint"),
}
_CHOICES = {
    "later": N_("At the end of the first period"),
    "now": N_("Now"),
    "6_7": N_("6 and 7"),
    "5_7": N_("5 to 7"),
    "stay": N_("To stay"),
    "buy": N_("To buy"),
    "recommend": N_("To recommend"),
    "reach": N_("Reach"),
    "followers": N_("Followers"),
    "impressions": N_("Impressions"),
}
_TO_DO = {
    ErrorCode.EMPTY: N_("Still to fill in: {names}."),
    ErrorCode.ZERO_DENOMINATOR: N_("Nothing can be divided by 0: correct {names}."),
    ErrorCode.NEGATIVE: N_("A figure under 0 has no meaning here: correct {names}."),
    ErrorCode.NOT_INTEGER: N_("Enter a whole number: {names}."),
    ErrorCode.OUT_OF_SCALE: N_("Outside the scale, or not a figure: correct {names}."),
    ErrorCode.INCONSISTENT: N_("These figures contradict one another: check {names}."),
    ErrorCode.MODEL_DOMAIN: N_("No finite result with these figures: change {names}."),
}
_GRAPH_TO_DO = {
    ErrorCode.EMPTY: N_("Choose a journey that has an entry and a success."),
    ErrorCode.ZERO_DENOMINATOR: N_("This journey has no touchpoint yet: add one in step 3."),
    ErrorCode.NEGATIVE: N_("A time of this journey is under 0: correct it in step 3."),
    ErrorCode.INCONSISTENT: N_("The probabilities out of each touchpoint must sum to 100%: correct them in step 3."),
    ErrorCode.MODEL_DOMAIN: N_("Customers get stuck in this journey: lead every touchpoint to an end in step 3."),
}
_OWN_TO_DO = {
    (ErrorCode.MODEL_DOMAIN, "churn"): N_("Without churn the lifetime has no end: enter a churn above 0."),
    (ErrorCode.MODEL_DOMAIN, "touchpoint"): N_("Nobody goes on from this touchpoint: choose another one."),
    (ErrorCode.EMPTY, "frictions"): N_("Give each friction its severity and its frequency."),
    (ErrorCode.EMPTY, "emotions"): N_("Note an emotion at a touchpoint that customers reach."),
}
_REMARKS = {
    Remark.SMALL_SAMPLE: N_("Fewer than 30 answers: read it with its wide margin of error."),
    Remark.CHECK: N_("Unusual value: check the figures."),
    Remark.NO_FRICTION: N_("This journey has no friction noted."),
    Remark.NOBODY_DROPS_OFF: N_("Nobody drops off at this touchpoint."),
}
_BESIDE = {
    "mean": N_("mean {figure}"),
    "median": N_("median {figure}"),
    "margin": N_("95% margin of error ± {figure}"),
    "normalised_mean": N_("mean on 0-100: {figure}"),
    "margin_now": N_("with a margin now: {figure}"),
    "margin_later": N_("with the first margin later: {figure}"),
    "left_out": N_("left out: {figure}"),
    "z": N_("z {figure}"),
    "p_value": N_("p-value {figure}"),
    "lowest": N_("lowest {figure}"),
}
_HOW_TO_WRITE = {
    InputKind.FIGURES: N_("Separate the figures with semicolons."),
}
_LINES = {
    "P": N_("A line for each state: its probabilities, separated by semicolons."),
    "frictions": N_("A line for each friction: severity; frequency; passages."),
    "emotions": N_("A line for each emotion: valence; visits."),
}


def input_name(words: Words, kpi: str, key: str) -> str:
    """What an input is called in the reader's language; its key for one that nobody knows, such as a channel's id."""
    if key in _INPUTS:
        return words.tr(_INPUTS[key])
    entry = catalogue().get(kpi)
    named = [part for part in (entry.parts("inputs") if entry is not None else ()) if part.get("key") == key]
    return named[0].label(words.language) if named else words.label(key).replace("_", " ")


def choice_name(words: Words, choice: str) -> str:
    """What an option of an input is called."""
    return words.tr(_CHOICES[choice]) if choice in _CHOICES else choice


def form_name(words: Words, kpi: str, form: str) -> str:
    """What a way of computing a KPI is called."""
    return words.tr(FORMS[form] if form else FIRST_FORMS.get(kpi, N_("Figures")))


def how_to_write(words: Words, asked: Input) -> str:
    """How several figures are written in one field; "" for one figure."""
    if asked.kind is InputKind.COUNTS:
        low = 0 if asked.size == 11 else 1
        text = words.tr(N_("{count} counts in order, for {low} to {high}, separated by semicolons."))
        return text.format(count=asked.size, low=low, high=low + asked.size - 1)
    return words.tr(_LINES.get(asked.key) or _HOW_TO_WRITE.get(asked.kind, ""))


def to_do(words: Words, kpi: str, problem: KpiError) -> str:
    """Why there is no value and what to do about it, in one sentence."""
    first = problem.keys[0] if problem.keys else ""
    is_of_graph = len(problem.keys) > 1 or problem.code is not ErrorCode.EMPTY
    if first == "graph" and is_of_graph:
        return words.tr(_GRAPH_TO_DO[problem.code])
    own = _OWN_TO_DO.get((problem.code, first))
    return words.tr(own or _TO_DO[problem.code]).format(names=_names(words, kpi, problem.keys))


def remark_words(words: Words, remarks: Sequence[Remark]) -> str:
    """What to know of a value, "" for nothing."""
    return " ".join(words.tr(_REMARKS[each]) for each in remarks)


def beside_words(words: Words, beside: Mapping[str, float]) -> str:
    """The figures beside a value, such as the mean of answers; "" without any."""
    states = [words.number(value) for key, value in beside.items() if key.startswith("state_")]
    if states:
        return words.tr(N_("Value of each state: {figures}")).format(figures=words.set_apart(states))
    known = {key: value for key, value in beside.items() if key in _BESIDE and (value or key != "left_out")}
    return ", ".join(words.tr(_BESIDE[key]).format(figure=words.number(value)) for key, value in known.items())


def _names(words: Words, kpi: str, keys: Sequence[str]) -> str:
    quoted = words.tr(N_("“{name}”"))
    return words.join(quoted.format(name=input_name(words, kpi, key)) for key in keys)
