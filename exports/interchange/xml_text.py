"""XML as text: nothing that a user typed becomes markup, and no file lacks a sign that its reader needs."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, escaped or not."""
_SPACES = {ord(sign): f"&#{ord(sign)};" for sign in "\t\n\r"}
"""What a reader would make plain spaces of inside an attribute."""


def element(name: str, attributes: Mapping[str, str] | None = None, *inside: str) -> str:
    """An element with its attributes; `inside` is XML, text through `text`."""
    said = "".join(f' {key}="{text(value).translate(_SPACES)}"' for key, value in (attributes or {}).items())
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def text(plain: str) -> str:
    """A text as XML holds it."""
    return html.escape(_UNWRITABLE.sub("", plain)).replace("\r", "&#13;")


def value_text(value: str | int | float | bool) -> str:
    """A value of an attribute of a graph as text."""
    return str(value).lower() if isinstance(value, bool) else str(value)
