"""Texts of users inside Mermaid and DOT, where many signs mean something: none of them does after this."""

from __future__ import annotations

import re

_MERMAID = re.compile(r"[^\w .,'’()/!?+=*°€$@^·–—…«»\u00a0\u202f\u00c0-\u024f-]|(?<=-)-|^[-+]|_|\*|(?<=\$)\$")
_LIST_MARK = re.compile(r"^(\d+)([.)])(?= |$)")
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_KEYWORD = re.compile(r"^(journey|title|section|accTitle|accDescr)(?=\W|$)", re.IGNORECASE)


def one_line(text: str) -> str:
    """A text on one line, without signs that are no letters; spaces that hold words together stay."""
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()


def mermaid_text(text: str) -> str:
    """A text on one line, its signs written as the numbers of letters that Mermaid shows as they are.

    It takes labels for Markdown, where "1. " begins a list, and what stands between two $$ for mathematics.
    """
    signs = _MERMAID.sub(lambda found: f"#{ord(found[0])};", one_line(text))
    return _LIST_MARK.sub(lambda found: f"{found[1]}#{ord(found[2])};", signs)


def mermaid_name(text: str) -> str:
    """The same at the beginning of a line of a journey, where words such as "section" are commands."""
    line = one_line(text)
    found = _KEYWORD.match(line)
    if found is None:
        return mermaid_text(line).lstrip() or "-"
    return f"#{ord(line[0])};{mermaid_text(line[1:])}"


def dot_text(text: str) -> str:
    """A quoted text of DOT, on one line."""
    line = one_line(text)
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
