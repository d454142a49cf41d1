"""The French words are complete, in step with the code, and follow French typography."""

from __future__ import annotations

import gettext
import re
from functools import cache
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from resources.i18n import words
from tests.tasks import translate


@cache
def french() -> Catalog:
    return translate.read_french()


@cache
def marked() -> frozenset[str]:
    """The texts of the code; finding them takes longer than all else here."""
    return frozenset(translate.marked_texts())


def english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def pairs() -> list[tuple[str, str]]:
    """Every (English, French) pair that is translated; of a plural text, both forms."""
    found = []
    for message in french():
        if not message.id or not message.string:
            continue
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        found += list(zip(texts, forms, strict=True))
    return found


def gaps_of(text: str) -> set[str | None]:
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def test_every_text_of_the_code_is_translated() -> None:
    assert marked() - {english(message) for message in french()} == set()
    assert translate.missing(french()) == []


def test_texts_between_the_braces_of_another_are_found_too() -> None:
    assert {"Figures are those of the day of export.", "Show only these"} <= marked()


def test_no_translation_is_left_over_or_doubtful() -> None:
    known = {english(message) for message in french() if message.id}
    assert known - marked() == set()
    assert list(french().obsolete) == [], "run `python -m tests.tasks.translate --prune`"
    assert [message.id for message in french() if message.id and message.fuzzy] == []


def test_the_compiled_file_is_in_step_with_the_readable_one() -> None:
    assert translate.MO_FILE.read_bytes() == translate.mo_bytes(french())
    assert translate.PO_FILE.read_bytes() == translate.po_bytes(french())


def test_both_languages_fill_the_same_gaps() -> None:
    # A singular may say "one action" without its count; what it does name must exist in English.
    assert [(e, f) for e, f in pairs() if not gaps_of(f) <= gaps_of(e)] == []
    assert [(e, f) for e, f in pairs() if gaps_of(e) - gaps_of(f) - {"count", "n"}] == []


def test_french_texts_follow_french_typography() -> None:
    wrong = re.compile(r" [:;?!%€»]|« |'|!|\.\.\.|(?<=[^\s\u00a0\u202f])»|«(?=[^\u00a0])")
    assert [text for _, text in pairs() if wrong.search(text)] == []
    unspaced = re.compile(r"\w[;?!]|\w:(?=\s|$)")
    assert [text for _, text in pairs() if unspaced.search(text)] == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("L'action : prête ?", "L’action\u00a0: prête\u00a0?"),
        ("« Annuler »", "«\u00a0Annuler\u00a0»"),
        ("12 % à 10:42", "12\u00a0% à 10:42"),
        ("«\u00a0déjà juste\u00a0»\u00a0; bien", "«\u00a0déjà juste\u00a0»\u00a0; bien"),
    ],
)
def test_typed_french_gets_its_typographic_spaces(typed: str, expected: str) -> None:
    assert translate.french(typed) == expected


def test_french_counts_none_as_singular() -> None:
    catalog = translate.FrenchCatalog()
    catalog.add(("{n} action", "{n} actions"), string=("{n} action fr", "{n} actions fr"))
    compiled = gettext.GNUTranslations(BytesIO(translate.mo_bytes(catalog)))
    forms = [compiled.ngettext("{n} action", "{n} actions", n) for n in (0, 1, 2)]
    assert forms == ["{n} action fr", "{n} action fr", "{n} actions fr"]
    assert words("en").ntr("action", "actions", 0) == "actions"


def test_new_texts_join_the_file_and_old_ones_wait_until_pruned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translate, "marked_texts", lambda: {"Save": None, "{n} action": "{n} actions"})
    known = translate.FrenchCatalog()
    known.add("Old", string="Ancien")
    texts: translate.Translations = {"Save": "Enregistrer", "{n} action": ["{n} action", "{n} actions"]}
    kept = translate.merged(known, texts, prune=False)
    assert translate.missing(kept) == []
    assert list(kept.obsolete) == ["Old"]
    assert list(translate.merged(known, texts, prune=True).obsolete) == []
    assert translate.missing(translate.merged(known, {}, prune=True)) == ["Save", "{n} action"]


def test_one_english_word_with_two_meanings_is_two_texts() -> None:
    own = words("fr")
    assert (own.tr("Open"), own.tr("To settle")) == ("Ouvrir", "À traiter")
    assert (own.tr("None"), own.tr("No action"), own.tr("No rank")) == ("Aucun", "Aucune action", "Aucune")


def test_a_stage_is_called_as_the_glossary_does() -> None:
    assert [english(message) for message in french() if "phase" in str(message.string).lower()] == []
