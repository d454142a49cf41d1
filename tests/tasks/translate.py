"""Brings the French translation in step with the code: `python -m tests.tasks.translate [FILE.json] [--prune]`.

Collects the English texts marked by `tr`, `ntr` and `N_`, merges them into the .po file, fills in the French of
FILE.json ({english: french}, or {english singular: [one, many]}), compiles the .mo file and prints what is missing.
`--prune` also forgets the translations that no code asks for any more.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from filelock import FileLock

from tests.sources import findings, looks_at

ROOT = Path(__file__).parents[2]
PO_FILE = ROOT / "resources/locale/fr/LC_MESSAGES/periple.po"
MO_FILE = PO_FILE.with_suffix(".mo")
SOURCES = ("resources", "storage", "journey", "strategy", "exports", "ui", "main.py")

Translations: TypeAlias = dict[str, str | list[str]]


class FrenchCatalog(Catalog):
    """A message catalogue whose header holds no date, version or author: the same words give the same bytes."""

    def __init__(self) -> None:
        super().__init__(locale="fr", fuzzy=False, header_comment="# French words of Périple.")

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "fr"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
        ]


def source_files() -> Iterator[Path]:
    """Every Python file whose words reach a user."""
    for name in SOURCES:
        path = ROOT / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []


def marked_texts() -> dict[str, str | None]:
    """The English texts of the code: {singular: plural, or None when the text has one form}."""
    found: dict[str, str | None] = {}
    for path in source_files():
        for singular, plural in findings(_marked, path.read_bytes()):
            found[singular] = plural or found.get(singular)
    return found


@looks_at(ast.Call)
def _marked(call: ast.Call) -> Iterator[tuple[str, str | None]]:
    """The texts that a call marks, with their plurals, be it between the braces of another text."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "ntr" and len(call.args) > 1:
        yield from zip(_texts_of(call.args[0]), _texts_of(call.args[1]), strict=True)
    elif name in ("tr", "N_") and call.args:
        yield from ((text, None) for text in _texts_of(call.args[0]))


def _texts_of(value: ast.expr) -> Iterator[str]:
    """A text, or each of those that a condition chooses from; none for what is told elsewhere."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (*_texts_of(value.body), *_texts_of(value.orelse))
    elif isinstance(value, ast.BoolOp):
        yield from (text for each in value.values for text in _texts_of(each))


def merged(known: Catalog, translations: Translations, *, prune: bool) -> FrenchCatalog:
    """A fresh catalogue of the marked texts with their French; the others are kept aside as obsolete unless pruned."""
    texts = marked_texts()
    catalog = FrenchCatalog()
    for singular, plural in sorted(texts.items()):
        previous = known.get(singular) or known.obsolete.get(singular)
        french = translations.get(singular, previous.string if previous else "")
        catalog.add((singular, plural) if plural else singular, string=_string(french, plural=plural is not None))
    if not prune:
        for message in [*known, *known.obsolete.values()]:
            if message.id and _singular(message) not in texts and message.string:
                catalog.obsolete[_singular(message)] = Message(message.id, message.string)
    return catalog


def french(text: str) -> str:
    """The same text with the spaces and apostrophes of French typography."""
    text = text.replace("'", "’")
    text = re.sub(r" (?=[:;?!%€»])|(?<=«) ", "\u00a0", text)
    return re.sub(r"(?<=«)(?=[^\s])", "\u00a0", text)


def po_bytes(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalog, no_location=True, width=0, sort_output=True)
    return file.getvalue().rstrip() + b"\n"


def mo_bytes(catalog: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def read_french() -> Catalog:
    """The catalogue as the .po file holds it, empty when there is none yet."""
    catalog = FrenchCatalog()
    if PO_FILE.exists():
        with PO_FILE.open("rb") as file:
            stored = read_po(file, locale="fr")
        for message in stored:
            if message.id:
                catalog.add(message.id, message.string, flags=message.flags)
        catalog.obsolete.update(stored.obsolete)
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """The texts without French, in the order of the file."""
    return [_singular(message) for message in catalog if message.id and not _is_translated(message)]


def main(arguments: list[str]) -> int:
    """Merge, write, compile, report. Returns 1 when something is missing."""
    files = [argument for argument in arguments if not argument.startswith("--")]
    translations: Translations = {}
    for name in files:
        translations.update(json.loads(Path(name).read_text(encoding="utf-8")))
    # Two terminals may translate at once; the second waits and then sees what the first has written.
    with FileLock(Path(tempfile.gettempdir()) / "periple-translate.lock", timeout=60):
        catalog = merged(read_french(), translations, prune="--prune" in arguments)
        PO_FILE.parent.mkdir(parents=True, exist_ok=True)
        PO_FILE.write_bytes(po_bytes(catalog))
        MO_FILE.write_bytes(mo_bytes(catalog))
    return _report(catalog, translations)


def _report(catalog: Catalog, translations: Translations) -> int:
    texts = {_singular(message) for message in catalog if message.id}
    for text in sorted(set(translations) - texts):
        print(f"not in the code:  {text!r}")
    gaps = missing(catalog)
    for text in gaps:
        print(f"not translated:   {text!r}")
    print(f"{len(texts) - len(gaps)} of {len(texts)} texts translated, {len(catalog.obsolete)} obsolete")
    return 1 if gaps else 0


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_translated(message: Message) -> bool:
    return all(_forms(message.string))


def _forms(string: str | Sequence[str] | None) -> list[str]:
    return [string or ""] if isinstance(string, str) or string is None else list(string)


def _string(value: str | Sequence[str] | None, *, plural: bool) -> str | tuple[str, str]:
    """The French in the shape of its text: one form, or two. One form given for two serves both."""
    forms = [french(form) for form in _forms(value)]
    return (forms[0], forms[-1]) if plural else forms[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
