"""Plain values as bytes and back: JSON for what is small, raw memory for arrays. Never objects that run something.

A class is named by its module and its name; only dataclasses and enumerations of the modules below come back, built
from their fields without a call. So bytes from the other side of the wall can be wrong, but do nothing.
"""

from __future__ import annotations

import base64
import datetime
import json
import math
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.wall.readers import readers
from storage.errors import PeripleError, PlanError
from strategy.imports.customers import STAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODULES = ("strategy.imports.", "exports.returned.", "journey.event_log", "journey.sketch", "journey.model")
"""Where the classes are that may come back."""
_KIND = "\0"
"""The key under which a JSON object says what it stands for; no key of ours begins so."""
_ARRAYS = "biufUS"


def encode(value: object) -> tuple[bytes, list[bytes]]:
    """A value as JSON, and the memory of its arrays beside it. TypeError for what is not plain."""
    arrays: list[bytes] = []
    text = json.dumps(_plain(value, arrays), ensure_ascii=False, allow_nan=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass"), arrays


def decode(text: bytes, arrays: list[bytes]) -> Any:
    """The value again. ValueError for what is none of ours."""
    try:
        return _value(json.loads(text.decode("utf-8", "surrogatepass")), arrays)
    except (KeyError, TypeError, AttributeError, IndexError, ImportError, RecursionError) as error:
        raise ValueError("not a value of ours") from error


def _plain(value: Any, arrays: list[bytes]) -> Any:
    if value is None or isinstance(value, bool) or type(value) in (str, int):
        return value
    if type(value) is float:
        return value if math.isfinite(value) else {_KIND: "float", "v": repr(value)}
    if isinstance(value, Enum):
        return {_KIND: "enum", "c": _named(type(value)), "v": value.value}
    if type(value) in (list, tuple, set, frozenset):
        items = [_plain(each, arrays) for each in value]
        return items if type(value) is list else {_KIND: type(value).__name__, "v": items}
    if isinstance(value, Mapping):
        pairs = [[_plain(key, arrays), _plain(each, arrays)] for key, each in value.items()]
        return {_KIND: "counter" if isinstance(value, Counter) else "dict", "v": pairs}
    return _of_a_class(value, arrays)


def _of_a_class(value: Any, arrays: list[bytes]) -> Any:
    if type(value) in _DATES:
        return {_KIND: type(value).__name__, "v": value.isoformat()}
    if isinstance(value, datetime.timedelta):
        return {_KIND: "timedelta", "v": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, bytes):
        return {_KIND: "bytes", "v": base64.b64encode(value).decode("ascii")}
    if isinstance(value, Path):
        return {_KIND: "path", "v": str(value)}
    if isinstance(value, PeripleError):
        return {_KIND: "error", "v": [value.msgid, _plain(value.values, arrays)]}
    if isinstance(value, type):
        return {_KIND: "class", "c": _named(value)}
    if type(value).__module__ == "numpy":
        return _array(value, arrays)
    if hasattr(type(value), "plain_state"):
        return {_KIND: "state", "c": _named(type(value)), "v": _plain(value.plain_state(), arrays)}
    if is_dataclass(value):
        told = [each for each in fields(value) if not each.metadata.get(STAYS)]
        return {
            _KIND: "data",
            "c": _named(type(value)),
            "v": {each.name: _plain(getattr(value, each.name), arrays) for each in told},
        }
    raise TypeError(f"{type(value).__name__} is not plain")


def _array(value: Any, arrays: list[bytes]) -> Any:
    if not hasattr(value, "dtype"):
        raise TypeError("not an array")
    if value.ndim == 0:
        return _plain(value.item(), arrays)
    if value.dtype.kind not in _ARRAYS:
        raise TypeError(f"an array of {value.dtype}")
    arrays.append(value.tobytes())
    return {_KIND: "array", "t": value.dtype.str, "s": list(value.shape), "v": len(arrays) - 1}


def _value(found: Any, arrays: list[bytes]) -> Any:
    if isinstance(found, list):
        return [_value(each, arrays) for each in found]
    if not isinstance(found, dict):
        return found
    return _READERS[found[_KIND]](found, arrays)


def _dataclass(found: Mapping[str, Any], arrays: list[bytes]) -> Any:
    made_of = _class(found["c"])
    if not is_dataclass(made_of):
        raise ValueError("not a class of values")
    made: Any = object.__new__(made_of)  # type: ignore[arg-type]  # a class, as its name was looked up
    for each in fields(made_of):
        value = None if each.metadata.get(STAYS) else _value(found["v"][each.name], arrays)
        object.__setattr__(made, each.name, value)
    return made


def _state(found: Mapping[str, Any], arrays: list[bytes]) -> Any:
    made_of = _class(found["c"])
    return made_of.from_plain_state(_value(found["v"], arrays))


def _enum(found: Mapping[str, Any], _arrays: list[bytes]) -> Any:
    made_of = _class(found["c"])
    if not issubclass(made_of, Enum):
        raise ValueError("not an enumeration")
    return made_of(found["v"])


def _read_array(found: Mapping[str, Any], arrays: list[bytes]) -> NDArray[Any]:
    import numpy as np

    kind = np.dtype(str(found["t"]))
    if kind.kind not in _ARRAYS:
        raise ValueError("not an array of ours")
    return np.frombuffer(arrays[found["v"]], kind).reshape([int(each) for each in found["s"]]).copy()


def _error(found: Mapping[str, Any], arrays: list[bytes]) -> PlanError:
    msgid, values = found["v"]
    return PlanError(str(msgid), **_value(values, arrays))


def _named(made_of: type) -> str:
    return f"{made_of.__module__}:{made_of.__qualname__}"


def _class(name: str) -> Any:
    module, _colon, qualified = name.partition(":")
    if not module.startswith(MODULES) or "." in qualified or qualified.startswith("_"):
        raise ValueError("a class that may not pass the wall")
    readers()  # all modules of such classes are loaded
    made_of = getattr(sys.modules[module], qualified)
    if not isinstance(made_of, type) or made_of.__module__ != module:
        raise ValueError("not a class")
    return made_of


_DATES = (datetime.date, datetime.datetime, datetime.time)
_READERS: Mapping[str, Any] = {
    "float": lambda found, _arrays: float(found["v"]),
    "enum": _enum,
    "data": _dataclass,
    "state": _state,
    "array": _read_array,
    "error": _error,
    "class": lambda found, _arrays: _class(found["c"]),
    "tuple": lambda found, arrays: tuple(_value(each, arrays) for each in found["v"]),
    "set": lambda found, arrays: {_value(each, arrays) for each in found["v"]},
    "frozenset": lambda found, arrays: frozenset(_value(each, arrays) for each in found["v"]),
    "dict": lambda found, arrays: {_value(key, arrays): _value(each, arrays) for key, each in found["v"]},
    "counter": lambda found, arrays: Counter({_value(key, arrays): _value(each, arrays) for key, each in found["v"]}),
    "bytes": lambda found, _arrays: base64.b64decode(found["v"], validate=True),
    "path": lambda found, _arrays: Path(found["v"]),
    "date": lambda found, _arrays: datetime.date.fromisoformat(found["v"]),
    "datetime": lambda found, _arrays: datetime.datetime.fromisoformat(found["v"]),
    "time": lambda found, _arrays: datetime.time.fromisoformat(found["v"]),
    "timedelta": lambda found, _arrays: datetime.timedelta(*found["v"]),
}
