"""Text of files that others made: read up to a limit, decoded, and cleaned of what is no text."""

from __future__ import annotations

import html
import re
from pathlib import Path

from journey.kinds import whole_text
from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.encodings import encoding_of
from strategy.imports.opening import reading_of

LARGEST_TEXT = 4 << 20
"""Bytes of a diagram in text; one of 5,000 touchpoints takes less than 1 MB."""
LARGEST_XML = 30 << 20
"""Bytes of a drawing in XML; one of 5,000 touchpoints takes some 10 MB."""
LONGEST_NAME = 300
LONGEST_NOTE = 20_000

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
"""Not those that hold words together."""
_BREAKS = re.compile(r"<\s*br\s*/?\s*>|\\n", re.IGNORECASE)
_LAYOUT = re.compile(
    r"</?\s*(?:b|i|u|s|em|strong|small|big|sub|sup|span|font|center|code|pre|p|div|h[1-6])(?:\s[^<>]{0,300})?/?\s*>",
    re.IGNORECASE,
)
_CODE = re.compile(r"#(\d{1,7}|[A-Za-z][A-Za-z0-9]{1,30});")
_ICON = re.compile(r"\bfa[bsrl]?:fa-[\w-]+")


def text_of(path: Path) -> str:
    """The text of a drawing, ends of lines made alike. Raises PlanError for what is no text or too large."""
    with reading_of(path):
        check_size(path, LARGEST_TEXT)
        try:
            encoding = encoding_of(path)
        except PlanError as error:
            raise no_text() from error
        text = path.read_bytes().decode("utf-8-sig" if encoding == "utf-8" else encoding, "replace")
    if text.count("\x00") > 0:
        raise no_text()
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_size(path: Path, most: int) -> None:
    """Raises PlanError for a drawing that is empty or too large."""
    size = path.stat().st_size
    if not size:
        raise PlanError(N_("This file is empty. Export it again, then choose it."))
    if size > most:
        raise too_large(most)


def too_large(most: int) -> PlanError:
    """No journey takes so much room."""
    return PlanError(N_("This file is larger than {most} MB: no journey is. Choose another one."), most=most >> 20)


def no_text() -> PlanError:
    """The bytes are no text in any encoding that is known."""
    return PlanError(N_("This file is not text. Export the journey again, as GraphML or Mermaid, then choose it."))


def name_of(text: str) -> str:
    """A name on one line, without what is no text, cut where no screen shows it."""
    line = _SPACES.sub(" ", cleaned(text)).strip()
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


def note_of(text: str) -> str:
    """A longer text, its lines kept."""
    return cleaned(text).strip()[:LONGEST_NOTE]


def cleaned(text: str) -> str:
    """A text without control characters and half letters."""
    return _CONTROLS.sub("", whole_text(text))


def without_markup(label: str) -> str:
    """A label of a diagram as plain text: breaks and entities become what they stand for, signs of layout go.

    What is no layout stays as it was typed: it is text, and shown as such.
    """
    text = _LAYOUT.sub("", _BREAKS.sub(" ", label))
    text = _ICON.sub("", text)
    return html.unescape(_CODE.sub(_entity, text))


def _entity(found: re.Match[str]) -> str:
    code = found[1]
    return f"&#{code};" if code.isdigit() else f"&{code};"
