"""Segments by rules: conditions on the figures and columns of the customers. The first rule that fits decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import Flags, Floats
from strategy.imports.customers import Attribute, Customers
from strategy.imports.grouping import Grouping
from strategy.imports.reading import Notation
from strategy.imports.rfm import Scores
from strategy.imports.values import day_in, number_in

if TYPE_CHECKING:
    from resources.i18n import Words


class Operator(StrEnum):
    """How a condition compares. Numbers and dates are compared as such, anything else as text without capitals."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"
    BETWEEN = "between"
    CONTAINS = "contains"
    IS_EMPTY = "is_empty"
    IS_FILLED = "is_filled"


OPERATORS: tuple[tuple[Operator, str, int | None], ...] = (
    (Operator.IS, N_("is one of"), None),
    (Operator.IS_NOT, N_("is none of"), None),
    (Operator.AT_LEAST, N_("is at least"), 1),
    (Operator.AT_MOST, N_("is at most"), 1),
    (Operator.ABOVE, N_("is above"), 1),
    (Operator.BELOW, N_("is below"), 1),
    (Operator.BETWEEN, N_("is between"), 2),
    (Operator.CONTAINS, N_("contains one of"), None),
    (Operator.IS_EMPTY, N_("is empty"), 0),
    (Operator.IS_FILLED, N_("is filled in"), 0),
)
"""Each operator, what it says, and how many values it takes; None = one or more."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: `field` is the key of a `Field`, `values` are texts as the user typed them."""

    field: str
    operator: Operator
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Who belongs to the segment `name`: customers who meet all conditions, or any of them."""

    name: str
    conditions: tuple[Condition, ...]
    is_any: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What a condition may ask about. `label` is a text to translate for figures, a column's own name otherwise."""

    key: str
    label: str
    is_number: bool
    is_own: bool
    """Whether it is a column of the file: its label is not translated."""


_FIGURES: tuple[tuple[str, str, Callable[[Customers], Floats]], ...] = (
    ("=orders", N_("Number of purchases"), lambda customers: customers.orders),
    ("=amount", N_("Amount bought"), lambda customers: customers.amount),
    ("=basket", N_("Average basket"), lambda customers: customers.basket),
    ("=recency", N_("Days since the last purchase"), lambda customers: customers.recency),
    ("=tenure", N_("Tenure in years"), lambda customers: customers.tenure),
)
_SCORES = (
    ("=r", N_("Recency score"), "recency"),
    ("=f", N_("Frequency score"), "frequency"),
    ("=m", N_("Amount score"), "monetary"),
)


def fields(customers: Customers, scores: Scores | None = None) -> tuple[Field, ...]:
    """All that conditions may ask about: the figures that the file tells, the scores, its attributes."""
    import numpy as np

    known = [Field(key, label, True, False) for key, label, read in _FIGURES if not np.isnan(read(customers)).all()]
    scored = [Field(key, label, True, False) for key, label, _name in _SCORES] if scores is not None else []
    own = [Field(name, name, False, True) for name in customers.attributes]
    return (*known, *scored, *own)


def by_rules(
    customers: Customers, rules: Sequence[Rule], words: Words | None = None, scores: Scores | None = None
) -> Grouping:
    """Sort the customers by rules, the first that fits. With `words` the rules are also written out in a language.

    Raises PlanError for a rule without name or condition, and for a value that its operator cannot use.
    """
    import numpy as np

    group_of = np.full(len(customers), -1)
    for place, rule in reversed(list(enumerate(rules))):
        group_of[_members(customers, rule, scores)] = place
    texts = tuple("" if words is None else rule_text(rule, words) for rule in rules)
    return Grouping(tuple(rule.name for rule in rules), texts, group_of)


def _members(customers: Customers, rule: Rule, scores: Scores | None) -> Flags:
    import numpy as np

    if not rule.name.strip():
        raise PlanError(N_("Give every segment a name."))
    if not rule.conditions:
        raise PlanError(N_("Give the segment “{name}” at least one condition."), name=rule.name)
    met = [_meeting(customers, condition, scores) for condition in rule.conditions]
    found = np.logical_or.reduce(met) if rule.is_any else np.logical_and.reduce(met)
    return np.asarray(found, np.bool_)


def _meeting(customers: Customers, condition: Condition, scores: Scores | None) -> Flags:
    """Which customers meet a condition. A figure that is unknown meets none but "is empty" and "is none of"."""
    _check_count(condition)
    numbers = _figure(customers, condition.field, scores)
    if numbers is not None:
        return _compare(numbers, condition, _typed_number(customers.notation))
    attribute = customers.attributes.get(condition.field)
    if attribute is None:
        raise PlanError(
            N_("The file has no column “{name}”. Choose another one for this condition."), name=condition.field
        )
    return _meeting_texts(attribute, customers, condition)[attribute.codes]


def _check_count(condition: Condition) -> None:
    wanted = next(count for operator, _label, count in OPERATORS if operator is condition.operator)
    filled = [value for value in condition.values if value.strip()]
    if (wanted is not None and len(filled) != wanted) or (wanted is None and not filled):
        raise PlanError(N_("Fill in the values of every condition."))


def _figure(customers: Customers, key: str, scores: Scores | None) -> Floats | None:
    import numpy as np

    for name, _label, read in _FIGURES:
        if name == key:
            return read(customers)
    for name, _label, attribute in _SCORES:
        if name == key and scores is not None:
            values = getattr(scores, attribute)
            return np.where(values == 0, np.nan, values)
    return None


def _meeting_texts(attribute: Attribute, customers: Customers, condition: Condition) -> Flags:
    """Which texts of a column meet a condition: as numbers or dates if all its values are such, else as texts."""
    import numpy as np

    texts = [text.casefold().strip() for text in attribute.texts]
    wanted = [value.casefold().strip() for value in condition.values if value.strip()]
    operator = condition.operator
    if operator in (Operator.IS_EMPTY, Operator.IS_FILLED):
        return np.array([(not text) == (operator is Operator.IS_EMPTY) for text in texts], np.bool_)
    if operator is Operator.CONTAINS:
        return np.array([any(value in text for value in wanted) for text in texts], np.bool_)
    for read in _readers(customers):
        if all(read(text) is not None for text in (*filter(None, texts), *wanted)):
            found = [read(text) for text in texts]
            numbers = np.array([np.nan if number is None else number for number in found], np.float64)
            return _compare(numbers, condition, read)
    if operator in (Operator.IS, Operator.IS_NOT):
        return np.array([(text in wanted) == (operator is Operator.IS) for text in texts], np.bool_)
    raise PlanError(
        N_("“{name}” holds texts, which have no order: compare them with “is one of” or “contains”."),
        name=condition.field,
    )


def _readers(customers: Customers) -> tuple[Callable[[str], float | None], ...]:
    notation = customers.notation
    return (_typed_number(notation), lambda text: day_in(text, notation.date_order))


def _typed_number(notation: Notation) -> Callable[[str], float | None]:
    """Reads numbers as the file writes them, then as a team may type them: 1 000, 1,000 for a thousand, 2,5 for 2.5."""
    other = "," if notation.decimal == "." else "."
    typed = [replace(notation, thousands=mark) for mark in (" ", other)]
    notations = (notation, *typed, replace(notation, decimal=other, thousands=" "))

    def read(text: str) -> float | None:
        found = (number_in(text, each) for each in notations)
        return next((number for number in found if number is not None), None)

    return read


def _compare(numbers: Floats, condition: Condition, read: Callable[[str], float | None]) -> Flags:
    import numpy as np

    values = [read(text.strip()) for text in condition.values if text.strip()]
    bounds = [value for value in values if value is not None]
    if len(bounds) < len(values) or condition.operator is Operator.CONTAINS:
        raise PlanError(N_("Enter a number for each condition that compares numbers."))
    operator = condition.operator
    found: Any  # Any: what each comparison gives is an array of truth
    if operator is Operator.IS:
        found = np.isin(numbers, bounds)
    elif operator is Operator.IS_NOT:
        found = ~np.isin(numbers, bounds)
    elif operator in (Operator.IS_EMPTY, Operator.IS_FILLED):
        found = np.isnan(numbers) == (operator is Operator.IS_EMPTY)
    elif operator is Operator.BETWEEN:
        found = (numbers >= min(bounds)) & (numbers <= max(bounds))
    else:
        found = _ONE_BOUND[operator](numbers, bounds[0])
    return np.asarray(found, np.bool_)


_ONE_BOUND: dict[Operator, Callable[[Any, float], Any]] = {  # Any: arrays and what comparing them gives
    Operator.AT_LEAST: lambda numbers, bound: numbers >= bound,
    Operator.AT_MOST: lambda numbers, bound: numbers <= bound,
    Operator.ABOVE: lambda numbers, bound: numbers > bound,
    Operator.BELOW: lambda numbers, bound: numbers < bound,
}


def rule_text(rule: Rule, words: Words) -> str:
    """A rule in words, for the screen and for the origin of a segment's figures."""
    joint = words.tr(N_(" or ")) if rule.is_any else words.tr(N_(" and "))
    return joint.join(_condition_text(condition, words) for condition in rule.conditions)


def _condition_text(condition: Condition, words: Words) -> str:
    labels = {key: label for key, label, _read in _FIGURES} | {key: label for key, label, _name in _SCORES}
    name = words.tr(labels[condition.field]) if condition.field in labels else condition.field
    says = next(label for operator, label, _count in OPERATORS if operator is condition.operator)
    joint = words.tr(N_(" and ")) if condition.operator is Operator.BETWEEN else ", "
    return f"{name} {words.tr(says)} {joint.join(condition.values)}".strip()


def known_texts(attribute: Attribute, most: int = 50) -> list[str]:
    """The most frequent values of a column, to choose from in an editor of rules."""
    import numpy as np

    counts = np.bincount(attribute.codes, minlength=len(attribute.texts))
    return [attribute.texts[code] for code in np.argsort(-counts, kind="stable")[:most].tolist()]
