"""What a calculator is given, what it gives back, and how raw figures are checked before it sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LARGEST = 1e15
"""No figure of a company is beyond it; whole numbers up to it are exact."""


class InputKind(StrEnum):
    """How an input is written and checked."""

    COUNT = "count"
    """A whole number."""
    FIGURE = "figure"
    """Any number."""
    COUNTS = "counts"
    """A whole number for each step of a scale, `size` of them."""
    FIGURES = "figures"
    """Several numbers in any order; those missing are None."""
    TABLE = "table"
    """Lines of `size` numbers each, or of as many as there are lines when `size` is 0."""
    CHOICE = "choice"
    TEXT = "text"
    JOURNEY = "journey"
    TOUCHPOINT = "touchpoint"


class ErrorCode(StrEnum):
    """Why there is no value, under the catalogue's ids."""

    EMPTY = "err_empty"
    ZERO_DENOMINATOR = "err_zero_denominator"
    NEGATIVE = "err_negative"
    NOT_INTEGER = "err_not_integer"
    OUT_OF_SCALE = "err_out_of_scale"
    INCONSISTENT = "err_inconsistent"
    MODEL_DOMAIN = "err_model_domain"


class Remark(StrEnum):
    """What to know of a value that there is: warnings of the catalogue, and notes of a calculator."""

    SMALL_SAMPLE = "warn_small_sample"
    CHECK = "warn_check"
    NO_FRICTION = "note_no_friction"
    NOBODY_DROPS_OFF = "note_nobody_drops_off"


@dataclass(frozen=True, slots=True)
class Input:
    """One raw figure that a KPI is computed from; `key` is the catalogue's, or one that stands for it.

    `low` and `high` are the ends of its scale: beyond them it is out of scale. `is_positive` refuses what is under 0
    by its own code. `is_base`: it is divided by. `is_context` is kept with the value and not computed with.
    """

    key: str
    kind: InputKind
    is_base: bool = False
    is_positive: bool = False
    low: float | None = None
    high: float | None = None
    size: int = 0
    default: float | str | None = None
    options: tuple[str, ...] = ()
    is_context: bool = False
    former_keys: tuple[str, ...] = ()
    """Other keys under which a plan may hold it."""

    @property
    def is_optional(self) -> bool:
        return self.is_context or self.default is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value in the unit of its KPI, at full precision, with remarks and the figures to show beside it."""

    value: float
    remarks: tuple[Remark, ...] = ()
    beside: Mapping[str, float] = field(default_factory=dict)


class KpiError(Exception):
    """There is no value: why, which inputs are concerned, and the figures that there are all the same."""

    def __init__(self, code: ErrorCode, *keys: str, beside: Mapping[str, float] | None = None) -> None:
        super().__init__(code.value, *keys)
        self.code = code
        self.keys = keys
        self.beside = dict(beside or {})


def read_input(asked: Input, given: Mapping[str, object]) -> object:
    """The value of an input as its calculator takes it; KpiError when it is missing or outside its limits."""
    raw = next((given[key] for key in (asked.key, *asked.former_keys) if not _is_missing(given.get(key))), None)
    if raw is None:
        if asked.is_optional:
            return asked.default
        raise KpiError(ErrorCode.EMPTY, asked.key)
    if asked.kind in (InputKind.COUNT, InputKind.FIGURE):
        return _read_number(asked, raw)
    if asked.kind is InputKind.COUNTS:
        return _read_counts(asked, raw)
    if asked.kind is InputKind.FIGURES:
        return tuple(None if _is_missing(each) else _read_number(asked, each) for each in _listed(raw))
    if asked.kind is InputKind.TABLE:
        return _read_table(asked, raw)
    if asked.kind is InputKind.CHOICE and raw not in asked.options:
        raise KpiError(ErrorCode.OUT_OF_SCALE, asked.key)
    return str(raw)


def _read_number(asked: Input, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= LARGEST:
        raise KpiError(ErrorCode.OUT_OF_SCALE, asked.key)
    if asked.is_positive and raw < 0:
        raise KpiError(ErrorCode.NEGATIVE, asked.key)
    if (asked.low is not None and raw < asked.low) or (asked.high is not None and raw > asked.high):
        raise KpiError(ErrorCode.OUT_OF_SCALE, asked.key)
    if asked.kind not in (InputKind.COUNT, InputKind.COUNTS):
        return float(raw)
    if not float(raw).is_integer():
        has_scale = asked.low is not None
        raise KpiError(ErrorCode.OUT_OF_SCALE if has_scale else ErrorCode.NOT_INTEGER, asked.key)
    return int(raw)


def _read_counts(asked: Input, raw: object) -> tuple[float, ...]:
    counts = _listed(raw)
    if len(counts) != asked.size:  # answers outside the scale
        raise KpiError(ErrorCode.OUT_OF_SCALE, asked.key)
    if any(_is_missing(each) for each in counts):
        raise KpiError(ErrorCode.EMPTY, asked.key)
    return tuple(_read_number(asked, each) for each in counts)


def _read_table(asked: Input, raw: object) -> tuple[tuple[float, ...], ...]:
    lines = tuple(tuple(_read_number(asked, each) for each in _listed(line)) for line in _listed(raw))
    if any(len(line) != (asked.size or len(lines)) for line in lines):
        raise KpiError(ErrorCode.INCONSISTENT, asked.key)
    return lines


def _listed(raw: object) -> list[object]:
    if isinstance(raw, Mapping):
        return list(raw.values())
    return list(raw) if isinstance(raw, list | tuple) else [raw]


def _is_missing(raw: object) -> bool:
    return raw is None or (isinstance(raw, str | list | tuple | dict) and not raw)
