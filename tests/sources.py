"""Our own modules as their syntax: each is parsed and walked once for all who look for something in them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

Found = TypeVar("Found")
Node = TypeVar("Node", bound=ast.AST)
Look = Callable[[Node], Iterator[Found]]

_looks: dict[type[ast.AST], list[Look[Any, Any]]] = defaultdict(list)  # Any: each is for one type of node


def looks_at(*types: type[ast.AST]) -> Callable[[Look[Node, Found]], Look[Node, Found]]:
    """Marks a function that is shown each node of these types, and yields what it finds there."""

    def marked(look: Look[Node, Found]) -> Look[Node, Found]:
        for each in types:
            _looks[each].append(look)
        _findings.cache_clear()  # else it would find nothing where others have looked before
        return look

    return marked


def findings(look: Look[Any, Found], source: bytes) -> list[Found]:  # Any: as above
    """What a marked function finds in the source of a module, the outer before the inner."""
    return _findings(source).get(look, [])


@cache
def _findings(source: bytes) -> dict[Look[Any, Any], list[Any]]:
    """What each of them finds. The trees go: they would slow every collection of garbage down."""
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
