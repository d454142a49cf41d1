"""The method to read: its steps, concepts, principles and the figures that its articles quote, each with its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resources.catalogue import Entry, catalogue
from resources.folding import plain
from resources.i18n import N_, Words

STEPS = "steps"
FIGURES = "key_figures"
_CHAPTERS = {
    "concepts": N_("Concepts"),
    "principles": N_("Principles"),
    FIGURES: N_("Quoted figures"),
    "expected_benefits": N_("Expected benefits"),
    "challenges": N_("Challenges"),
    "best_practices": N_("Good practices"),
    "trends": N_("Trends"),
    "illustrations": N_("Examples quoted"),
}
"""Lists of the catalogue that make a chapter each, in reading order, after that of the steps."""
_ROLES = {
    "input": N_("Takes: {text}"),
    "output": N_("Gives: {text}"),
    "feeds": N_("Leads to: {text}"),
    "note": "{text}",
}
_UNITS = {"percent": N_("{value}%"), "times": N_("{value} times"), "points": N_("{value} points")}
_QUALIFIERS = {"up_to": N_("up to {figure}"), "can_be": N_("about {figure}")}


@dataclass(frozen=True, slots=True)
class Article:
    """One thing to read: `figure` is a quoted figure with its unit, `notes` stand under the text."""

    id: str
    title: str
    text: str
    origin: str
    figure: str = ""
    notes: tuple[str, ...] = ()

    def tells_of(self, wanted: str) -> bool:
        """Whether all the words of `wanted` are in it, whatever their accents and capitals."""
        everything = plain(" ".join((self.title, self.text, self.origin, self.figure, *self.notes)))
        return all(word in everything for word in plain(wanted).split())


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles of one kind; `foreword` is what to know before reading them."""

    id: str
    title: str
    foreword: str
    articles: tuple[Article, ...]


def chapters(words: Words) -> tuple[Chapter, ...]:
    """The whole guide in a language."""
    steps = Chapter(STEPS, words.tr("The steps"), "", tuple(_steps(words)))
    return (steps, *(_chapter(list_name, words) for list_name in _CHAPTERS))


def _chapter(list_name: str, words: Words) -> Chapter:
    foreword = words.label("key_figures_note") if list_name == FIGURES else ""
    articles = tuple(_article(entry, words) for entry in catalogue().entries(list_name))
    return Chapter(list_name, words.tr(_CHAPTERS[list_name]), foreword, articles)


def _steps(words: Words) -> Iterator[Article]:
    details = catalogue().entries("step_details")
    for step in catalogue().entries("steps"):
        own = [each for each in details if each.get("step") == step.id]
        purposes = [each.label(words.language) for each in own if each.get("kind") == "purpose"]
        notes = [
            words.tr(_ROLES[each.get("kind")]).format(text=each.label(words.language))
            for each in own
            if each.get("kind") in _ROLES
        ]
        yield Article(step.id, step.label(words.language), " ".join(purposes), _origin(own, words), notes=tuple(notes))


def _article(entry: Entry, words: Words) -> Article:
    language = words.language
    texts = [entry.help(language), entry.text("impact", language)]
    notes = [entry.text("check", language), entry.text("solution", language)]
    if entry.list_name == FIGURES:
        quoted = entry.text("attributed_to", language)
        known = words.tr("Quoted by the article from {source}, not verified.").format(source=quoted)
        notes.append(known if quoted else words.tr("Quoted by the article without a source, not verified."))
    return Article(
        entry.id,
        entry.label(language),
        " ".join(filter(None, texts)),
        _origin([entry], words),
        _figure(entry, words),
        tuple(filter(None, notes)),
    )


def _figure(entry: Entry, words: Words) -> str:
    value = entry.get("value")
    if entry.list_name != FIGURES or value is None:
        return ""
    ends = value if isinstance(value, list) else [value]
    shown = words.tr("{low} to {high}").format(low=ends[0], high=ends[-1]) if len(ends) > 1 else words.number(ends[0])
    figure = words.tr(_UNITS[entry.get("unit")]).format(value=shown)
    qualifier = _QUALIFIERS.get(entry.get("qualifier"))
    return words.tr(qualifier).format(figure=figure) if qualifier else figure


def _origin(entries: list[Entry], words: Words) -> str:
    """Where the method has them from: article and section; a section keeps the title that it has there."""
    found = dict.fromkeys(source for entry in entries for source in entry.ids("source"))
    known = [catalogue()[source] for source in found if source in catalogue()]
    said = [
        words.tr("article {number}, “{section}”").format(number=each.get("article"), section=words.label(each.id))
        for each in known
        if each.get("article")
    ]
    return words.tr("Source: {origin}").format(origin=", ".join(said)) if said else ""
