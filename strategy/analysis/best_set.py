"""The best set of actions within a budget: what to keep, what to drop and why, and what more money would buy.

Each action is in or out; as much gain as possible; within the budget and the days there are; an action only with all
that it needs (`programme`). Of equal sets the cheaper one is taken, then the one with less work, then the one whose
actions come first in the plan, so that the same plan always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from strategy.analysis.programme import Bound, Members, Programme, solve

IsCancelled = Callable[[], bool]
_HUNDREDTHS = 100
"""Money and days are counted in hundredths."""
MORE = 1000.0
"""How much more money is asked about."""
_LEAST_STEPS, _MOST_STEPS = 3, 40


class Why(StrEnum):
    """Why an action is not in the set."""

    NO_COST = "no_cost"
    NO_EFFORT = "no_effort"
    BLOCKED = "blocked"
    TOO_DEAR = "too_dear"
    TOO_LONG = "too_long"
    NO_GAIN = "no_gain"
    GIVES_WAY = "gives_way"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action that may be in the set: what it brings, costs and takes, None where that is unknown.

    `needs`: the actions without which it cannot be; one that is no candidate cannot be had. `is_fixed`: it is in,
    whatever it costs. `owner`: whose days it takes.
    """

    id: str
    value: float | None
    cost: float | None
    days: float | None = None
    needs: tuple[str, ...] = ()
    is_fixed: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An action that is not in the set, and why.

    `blocked_by`: what it needs and cannot have. `loss`: what having it all the same would take from the gain of the
    set; None when it cannot be had.
    """

    id: str
    why: Why
    blocked_by: tuple[str, ...] = ()
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What a higher budget buys: which actions come in, which leave, and how much gain that adds."""

    budget: float
    extra: float
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BestSet:
    """The set, in the order of the candidates.

    `steps`: the budgets at which the gain grows, the nearest first; all of them as far as `MORE` above this budget.
    `most`: the gain of all that could be done with any budget. Both are about the days there are.
    """

    chosen: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    value: float
    cost: float
    days: float
    steps: tuple[Step, ...]
    most: float

    def step_within(self, budget: float) -> Step | None:
        """The last step that this budget reaches."""
        return next((each for each in reversed(self.steps) if each.budget <= budget), None)


class DoesNotFitError(Exception):
    """What must be kept takes more than there is: by how much money, and by how many days."""

    def __init__(self, cost: float, days: float) -> None:
        super().__init__(cost, days)
        self.cost = cost
        self.days = days


class CancelledError(Exception):
    """The answer is not wanted any more."""


def best_set(
    candidates: Sequence[Candidate],
    budget: float | None,
    days: float | None = None,
    is_cancelled: IsCancelled = lambda: False,
    owner_days: Mapping[str, float] = MappingProxyType({}),
) -> BestSet:
    """The set with the most gain; None for a limit that there is not. `owner_days` bound the work of single owners.

    What is fixed is in with all that it needs. An action whose cost is unknown, or its days where days are limited, is
    only taken when something fixed needs it, and counts as 0. Raises DoesNotFitError, and CancelledError when asked to.
    """
    field = _Field(candidates, days, owner_days)
    field.check_fits(budget)
    chosen = field.best(budget)
    dropped = []
    for place in range(len(candidates)):
        if is_cancelled():
            raise CancelledError
        if place not in chosen:
            dropped.append(field.explain(place, chosen, budget))
    return BestSet(
        field.ids(chosen),
        tuple(dropped),
        field.total(field.values, chosen),
        field.total(field.costs, chosen),
        field.total(field.days, chosen),
        tuple(field.steps(chosen, budget, is_cancelled)) if budget is not None else (),
        field.most(None) or field.total(field.values, field.fixed),
    )


def most_gains(
    candidates: Sequence[Candidate],
    budgets: Iterable[float],
    days: float | None = None,
    is_cancelled: IsCancelled = lambda: False,
    owner_days: Mapping[str, float] = MappingProxyType({}),
) -> tuple[float | None, ...]:
    """The most gain that each of these budgets allows; None where it does not pay for what is fixed."""
    field, found = _Field(candidates, days, owner_days), []
    for budget in budgets:
        if is_cancelled():
            raise CancelledError
        found.append(field.most(budget))
    return tuple(found)


class _Field:
    """The candidates by place, their figures as whole numbers, and who is in or out from the start."""

    def __init__(self, candidates: Sequence[Candidate], days: float | None, owner_days: Mapping[str, float]) -> None:
        self._all, self._owners = candidates, owner_days
        places = {each.id: place for place, each in enumerate(candidates)}
        self.values = tuple(_whole(each.value) for each in candidates)
        self.costs = tuple(_whole(each.cost) for each in candidates)
        self.days = tuple(_whole(each.days) for each in candidates)
        self._work = [] if days is None else [Bound(self.days, high=_whole(days))]
        for owner, limit in owner_days.items():
            own = tuple(taken if each.owner == owner else 0 for taken, each in zip(self.days, candidates, strict=True))
            self._work.append(Bound(own, high=_whole(limit)))
        self._is_work_bound = days is not None
        self.needs = tuple(
            (place, places[needed])
            for place, each in enumerate(candidates)
            for needed in each.needs
            if needed in places
        )
        self.fixed = self._with_needs(place for place, each in enumerate(candidates) if each.is_fixed)
        self.unknown = {place: why for place in range(len(candidates)) if (why := self._unknown(place))}
        lost = {
            place for place, each in enumerate(candidates) if place in self.unknown or set(each.needs) - set(places)
        } - self.fixed  # what is in whatever it needs can be needed
        self.out = frozenset(
            place for place in range(len(candidates)) if lost & self._with_needs([place]) and place not in self.fixed
        )

    def programme(self, budget: float | None, included: Members = frozenset()) -> Programme:
        """Which sets are possible within this budget."""
        bounds = [*([] if budget is None else [Bound(self.costs, high=_whole(budget))]), *self._work]
        inside = self.fixed | included
        return Programme(len(self._all), self.needs, inside, self.out - inside, tuple(bounds))

    def best(self, budget: float | None) -> Members:
        """The best set that there is; what is fixed fits."""
        return solve(self.programme(budget), [self.values, *self._preferences()]) or self.fixed

    def most(self, budget: float | None) -> float | None:
        """The gain of the best set, whichever of equal ones that is; None where what is fixed does not fit."""
        members = solve(self.programme(budget), [self.values])
        return None if members is None else self.total(self.values, members)

    def check_fits(self, budget: float | None) -> None:
        """Raises DoesNotFitError when what is fixed does not."""
        cost = 0 if budget is None else sum(self.costs[each] for each in self.fixed) - _whole(budget)
        days = max((bound.excess(self.fixed) for bound in self._work), default=0)
        if cost > 0 or days > 0:
            raise DoesNotFitError(max(0, cost) / _HUNDREDTHS, max(0, days) / _HUNDREDTHS)

    def explain(self, place: int, chosen: Members, budget: float | None) -> Dropped:
        """Why an action is not among the chosen ones."""
        each = self._all[place]
        if place in self.unknown:
            return Dropped(each.id, self.unknown[place])
        if place in self.out:
            return Dropped(each.id, Why.BLOCKED, self._missing(place))
        programme = self.programme(budget, frozenset([place]))
        forced = solve(programme, [self.values])
        if forced is None:
            cost_alone = Programme(programme.size, programme.needs, programme.included, programme.excluded,
                                   programme.bounds[:1] if budget is not None else ())  # fmt: skip
            is_dear = budget is not None and solve(cost_alone, [self.values]) is None
            return Dropped(each.id, Why.TOO_DEAR if is_dear else Why.TOO_LONG)
        loss = self.total(self.values, chosen) - self.total(self.values, forced)
        return Dropped(each.id, Why.GIVES_WAY if self.values[place] else Why.NO_GAIN, loss=loss)

    def steps(self, chosen: Members, budget: float, is_cancelled: IsCancelled) -> Iterator[Step]:
        """The cheapest set that brings more, then the cheapest that brings more than that one."""
        before, here = self.total(self.values, chosen), chosen
        for place in range(_MOST_STEPS):
            if is_cancelled():
                raise CancelledError
            if place >= _LEAST_STEPS and self.total(self.costs, here) > budget + MORE:
                return
            wanted = self.programme(None)
            more = Bound(self.values, low=sum(self.values[each] for each in here) + 1)
            found = solve(
                replace(wanted, bounds=(*wanted.bounds, more)),
                [self._less(self.costs), self.values, *self._preferences()[1:]],
            )
            if found is None:
                return
            gain = self.total(self.values, found) - before
            yield Step(self.total(self.costs, found), gain, self.ids(found - chosen), self.ids(chosen - found))
            here = found

    def ids(self, members: Members) -> tuple[str, ...]:
        return tuple(self._all[place].id for place in sorted(members))

    def total(self, amounts: tuple[int, ...], members: Members) -> float:
        return sum(amounts[each] for each in members) / _HUNDREDTHS

    def _preferences(self) -> list[tuple[int, ...]]:
        """Cheaper, less work, first in the plan; what brings nothing is only in when it must be."""
        count = len(self._all)
        order = tuple(count - place if value else -1 for place, value in enumerate(self.values))
        return [self._less(self.costs), self._less(self.days), order]

    def _less(self, amounts: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(-each for each in amounts)

    def _with_needs(self, places: Iterable[int]) -> Members:
        found, waiting = set[int](), list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting += [needed for thing, needed in self.needs if thing == place]
        return frozenset(found)

    def _unknown(self, place: int) -> Why | None:
        each = self._all[place]
        if place in self.fixed:
            return None
        if each.cost is None:
            return Why.NO_COST
        is_bound = self._is_work_bound or each.owner in self._owners
        return Why.NO_EFFORT if is_bound and each.days is None else None

    def _missing(self, place: int) -> tuple[str, ...]:
        """What an action needs, directly or not, and cannot have."""
        known = {each.id for each in self._all}
        found: list[str] = []
        for needed in sorted(self._with_needs([place])):
            found += [self._all[needed].id] if needed in self.unknown else []
            found += [each for each in self._all[needed].needs if each not in known]
        return tuple(dict.fromkeys(found))


def _whole(amount: float | None) -> int:
    return round((amount or 0.0) * _HUNDREDTHS)
