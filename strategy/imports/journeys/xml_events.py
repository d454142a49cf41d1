"""XML that others made, read element by element within limits: no DTD, no entities, no depth, no flood."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.journeys.plain_text import LARGEST_XML, check_size
from strategy.imports.opening import UNSAFE_XML, reading_of

DEEPEST = 64
MOST_ELEMENTS = 1_000_000
_PIECE = 1 << 16


class Listener(Protocol):
    """Hears of every element. `line` is where it stands; names come without their namespaces."""

    def begin(self, name: str, attributes: Mapping[str, str], line: int) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


def read_xml(path: Path, listener: Listener) -> None:
    """Tell `listener` what a file holds. Raises PlanError for what is no XML, or is made to do harm."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    target = _Target(listener)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.parser = parser.parser
    try:
        with reading_of(path):
            check_size(path, LARGEST_XML)
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    parser.feed(piece)
        parser.close()
    except DefusedXmlException as error:
        raise PlanError(UNSAFE_XML) from error
    except (ParseError, LookupError, ValueError) as error:
        line = max(getattr(error, "position", (0, 0))[0], 1)
        raise PlanError(N_("This file is damaged: its XML cannot be read from line {line} on."), line=line) from error


class _Target:
    """What the parser calls."""

    def __init__(self, listener: Listener) -> None:
        self.parser: Any = None  # Any: the parser of expat, which counts lines
        self._listener = listener
        self._depth = self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise PlanError(N_("This file is nested too deeply or has too many elements: no journey is made so."))
        line = int(self.parser.CurrentLineNumber)
        self._listener.begin(_bare(tag), {_bare(name): value for name, value in attributes.items()}, line)

    def data(self, text: str) -> None:
        """A piece of the text inside the element."""
        self._listener.text(text)

    def end(self, tag: str) -> None:
        """An element is over."""
        self._depth -= 1
        self._listener.end(_bare(tag))

    def close(self) -> None:
        """The file is over."""


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
