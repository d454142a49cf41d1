"""Our own modules as their syntax: each is parsed and walked once in a run for all who look for something in them."""

from __future__ import annotations

import ast
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from tests.made_once import made_once

ROOT = Path(__file__).parents[1]
OURS = ("resources", "storage", "journey", "strategy", "exports", "ui", "main.py", "run.py")

Found = TypeVar("Found", bound=tuple[Any, ...])  # Any: numbers and texts, which JSON keeps as they are
Node = TypeVar("Node", bound=ast.AST)
Look = Callable[[Node], Iterator[Found]]

_looks: dict[type[ast.AST], list[Look[Any, Any]]] = defaultdict(list)  # Any: each is for one type of node


def looks_at(*types: type[ast.AST]) -> Callable[[Look[Node, Found]], Look[Node, Found]]:
    """Marks a function that is shown each node of these types, and yields what it finds there."""

    def marked(look: Look[Node, Found]) -> Look[Node, Found]:
        for each in types:
            _looks[each].append(look)
        _kept.cache_clear()  # else it would find nothing where others have looked before
        return look

    return marked


def findings(look: Look[Any, Found], source: bytes) -> list[Found]:  # Any: as above
    """What a marked function finds in the source of a module, the outer before the inner."""
    of_module = _kept().get(_digest(source))
    if of_module is None or _name(look) not in of_module:  # not ours, or another process has not looked for this
        return _found(source).get(look, [])
    return of_module[_name(look)]


@cache
def _kept() -> dict[str, dict[str, list[Any]]]:
    """What each of them finds in our modules, by the digest of the source and by its name."""
    kept = json.loads(made_once("findings.json", _in_ours))
    return {
        digest: {name: [tuple(each) for each in found] for name, found in of_module.items()}
        for digest, of_module in kept.items()
    }


def _in_ours() -> bytes:
    paths = [path for name in OURS for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))]
    everyone = {look for looks in _looks.values() for look in looks}
    made = {}
    for path in paths:
        source = path.read_bytes()
        found = _found(source)
        made[_digest(source)] = {_name(look): found.get(look, []) for look in everyone}
    return json.dumps(made).encode()


def _digest(source: bytes) -> str:
    return hashlib.blake2b(source, digest_size=16).hexdigest()


def _name(look: Look[Any, Any]) -> str:
    return f"{look.__module__}.{look.__qualname__}"


def _found(source: bytes) -> dict[Look[Any, Any], list[Any]]:
    """What each of them finds. The tree goes: it would slow every collection of garbage down."""
    found: dict[Look[Any, Any], list[Any]] = defaultdict(list)
    nodes: list[ast.AST] = [ast.parse(source)]
    for node in nodes:  # grows: `ast.walk` takes twice as long, which one notices with a million nodes
        for look in _looks.get(type(node), ()):
            found[look] += look(node)
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                nodes += [each for each in value if isinstance(each, ast.AST)]
            elif isinstance(value, ast.AST) and not isinstance(value, ast.expr_context):
                nodes.append(value)
    return dict(found)
