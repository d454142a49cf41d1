"""Search over a whole plan: every row by its title and by what the team wrote in it, in both languages at once.

An index is made from a snapshot, in any thread; `find` then takes a few milliseconds for thousands of rows. Accents and
capitals do not count, several words may stand anywhere in a row, and one mistyped letter is forgiven in titles.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from resources.catalogue import catalogue
from resources.folding import plain, spellings
from resources.i18n import LANGUAGES, words
from strategy.naming import Naming
from strategy.search_texts import RowTexts, Text, title_of
from strategy.search_words import KIND_WORDS, TITLED_BY
from strategy.snapshot import mapped_classes

if TYPE_CHECKING:
    from resources.catalogue import Entry
    from strategy.snapshot import Snapshot

Place = tuple[str, str]
"""A kind and an id: of a row, or of a list and an entry of the method."""

METHOD_LISTS = ("levers", "kpis", "workshop_questions")
"""Lists of the method whose entries are found beside the rows of the plan."""
_FEW = 3
_SHORTEST_TYPO = 5
_BEFORE, _AFTER = 24, 90
_MOST_WORDS = 12
_LONGEST_WORD = 40
_HANDICAPS: Mapping[str, int] = {
    **dict.fromkeys(TITLED_BY, 4),  # what the team named comes before what the method calls so in many places
    **dict.fromkeys(("tool_rating", "lane", "transition"), 10),
}


class Hit(NamedTuple):
    """One thing found. `column` says where the words stand: "" for the title, else the column that has `text`.

    `start` and `length` say which part of the text matches, 0 and 0 when its words stand apart.
    """

    place: Place
    title: str
    column: str
    text: str
    start: int
    length: int
    score: int
    """The lower, the better: 0 for a title that begins with the words."""


class _Thing(NamedTuple):
    place: Place
    titles: tuple[Text, ...]
    texts: tuple[Text, ...]
    everything: str
    """All that can be found of it, in one text."""
    length: int
    """Letters of the title: of equals, the shorter comes first."""
    handicap: int
    """What is added to its score: a transition has the names of its ends, which are meant first."""


class PlanIndex:
    """What can be found in one snapshot, and in the method."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._rows = tuple(_things(snapshot))
        self._method = method_things()

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, typed: str, language: str, recent: Collection[Place] = (), limit: int = 50) -> tuple[Hit, ...]:
        """The best rows for these words; of equals, those seen lately first. Nothing for no words."""
        return _best(self._rows, typed, language, recent, limit)

    def find_in_method(self, typed: str, language: str, limit: int = 12) -> tuple[Hit, ...]:
        """The best levers, indicators and questions of the method for these words."""
        return _best(self._method, typed, language, (), limit)


@cache
def method_things() -> tuple[_Thing, ...]:
    """The entries of the method that can be found."""
    return tuple(
        _made((list_name, entry.id), _labels(entry), ())
        for list_name in METHOD_LISTS
        for entry in catalogue().entries(list_name)
    )


def title_in(snapshot: Snapshot, place: Place, language: str) -> str:
    """What a thing that was found is called, for things seen lately; "" when it is gone."""
    names = Naming(snapshot, words(language))
    row = names.row(*place)
    return title_of(names, row) if row is not None else ""


def matched(folded: str, asked: str) -> tuple[int, int, int] | None:
    """How well words that were typed fit a short name: score, start and length of the match; None if not at all.

    Both as `plain` gives them.
    """
    found = _in_title(folded, asked, asked.split())
    if found is None and (place := _mistyped(folded, asked)) is not None:
        found = 8, *place
    return found


def _things(snapshot: Snapshot) -> Iterator[_Thing]:
    """Every row that is seen on screen, in the order of their kinds."""
    by_kind = {mapped.__tablename__: mapped for mapped in mapped_classes()}
    texts = RowTexts(snapshot)
    for kind in KIND_WORDS:
        for row in snapshot.all(by_kind[kind]) if kind in by_kind else ():
            titles = texts.titles(row)
            if titles:
                yield _made((kind, row.id), titles, tuple(texts.texts(row)), texts.code(row))


def _made(place: Place, titles: tuple[Text, ...], texts: tuple[Text, ...], code: str = "") -> _Thing:
    kind = place[0]
    parts = [each.folded for each in titles] + [each.folded for each in texts]
    everything = "\n".join((*parts, _nouns(kind), code))
    length = len(titles[0].shown) if len(titles) == 1 else min(len(each.shown) for each in titles)
    return _Thing(place, titles, texts, everything, length, _HANDICAPS.get(kind, 0))


def _labels(entry: Entry) -> tuple[Text, ...]:
    labels = dict.fromkeys(entry.label(each) for each in LANGUAGES)
    return tuple(Text("", each, plain(each)) for each in labels)


@cache
def _nouns(kind: str) -> str:
    """What a kind is called in all languages."""
    return plain(" ".join(words(each).tr(KIND_WORDS.get(kind, "")) for each in LANGUAGES))


def _best(
    things: tuple[_Thing, ...], typed: str, language: str, recent: Collection[Place], limit: int
) -> tuple[Hit, ...]:
    asked = " ".join(plain(typed).split())
    parts = [spellings(each[:_LONGEST_WORD]) for each in asked.split()[:_MOST_WORDS]]
    if not parts:
        return ()
    lately: Mapping[Place, int] = {place: rank for rank, place in enumerate(recent)}
    last, whole = len(lately), spellings(asked)
    fitting: Collection[_Thing] = things
    for ways in parts:
        fitting = _having(fitting, ways)
    # Only the best are looked at closely: a letter or two fit almost everything.
    best = nsmallest(
        limit, fitting, key=lambda each: (_rough_score(each, whole), lately.get(each.place, last), each.length)
    )
    hits = ((thing, _hit(thing, asked, parts, language)) for thing in best)
    found = [hit._replace(score=hit.score + thing.handicap) for thing, hit in hits]
    if len(found) < _FEW:
        known = {each.place for each in found}
        found += [each for each in _nearly(things, asked, language) if each.place not in known]
    return tuple(sorted(found, key=lambda hit: (hit.score, lately.get(hit.place, last), len(hit.title))))[:limit]


def _having(things: Collection[_Thing], ways: tuple[str, ...]) -> list[_Thing]:
    """The things that have a word, in one of the ways to write it; most words have one."""
    if len(ways) == 1:
        (word,) = ways
        return [thing for thing in things if word in thing.everything]
    return [thing for thing in things if any(way in thing.everything for way in ways)]


def _rough_score(thing: _Thing, whole: tuple[str, ...]) -> int:
    """About the score of the hit, without looking for its words one by one."""
    for named in thing.titles:
        for way in whole:
            if way in named.folded:
                inside = 0 if named.folded.startswith(way) else 1 if f" {way}" in named.folded else 2
                return thing.handicap + inside
    return thing.handicap + (5 if any(way in thing.everything for way in whole) else 6)


def _hit(thing: _Thing, asked: str, parts: list[tuple[str, ...]], language: str) -> Hit:
    title = _own_title(thing, language)
    bare = [ways[0] for ways in parts]
    for named in thing.titles:
        place = _in_title(named.folded, asked, bare)
        if place is not None:
            column = "" if named is title else "other_language"
            return Hit(thing.place, title.shown, column, named.shown, place[1], place[2], place[0])
    best: Hit | None = None
    for text in thing.texts:
        whole = _whole(text.folded, asked)
        if whole is not None:
            return _extract(thing, title, text, *whole, 5)
        at = max(text.folded.find(way) for ways in parts for way in ways)
        if at >= 0 and best is None:
            score = 6 if all(any(way in text.folded for way in ways) for ways in parts) else 7
            length = max(len(way) for ways in parts for way in ways if text.folded.startswith(way, at))
            best = _extract(thing, title, text, at, length, score)
    return best or Hit(thing.place, title.shown, "", title.shown, 0, 0, 4)


def _in_title(folded: str, asked: str, parts: list[str]) -> tuple[int, int, int] | None:
    whole = _whole(folded, asked)
    if whole is not None:
        starts_word = whole[0] == 0 or not folded[whole[0] - 1].isalnum()
        return 0 if whole[0] == 0 else 1 if starts_word else 2, *whole
    places = [folded.find(each) for each in parts]
    if parts and min(places) >= 0:
        return 3, min(places), len(parts[places.index(min(places))])
    return None


def _whole(folded: str, asked: str) -> tuple[int, int] | None:
    """Start and length of the words as they were typed."""
    return next(((folded.find(way), len(way)) for way in spellings(asked) if asked and way in folded), None)


def _extract(thing: _Thing, title: Text, text: Text, at: int, length: int, score: int) -> Hit:
    """The words around a match, on one line; a cut is shown by an ellipsis."""
    first = max(0, at - _BEFORE)
    if first:
        first = text.shown.find(" ", first, at) + 1 or first
    cut = text.shown[first : at + length + _AFTER]
    lead = "…" if first else ""
    tail = "…" if at + length + _AFTER < len(text.shown) else ""
    line = re.sub(r"\s", " ", cut)
    return Hit(thing.place, title.shown, text.column, f"{lead}{line}{tail}", at - first + len(lead), length, score)


def _nearly(things: tuple[_Thing, ...], asked: str, language: str) -> Iterator[Hit]:
    """Things whose title has the words but for one letter."""
    for thing in things:
        for named in thing.titles:
            place = _mistyped(named.folded, asked)
            if place is not None:
                title = _own_title(thing, language)
                column = "" if named is title else "other_language"
                yield Hit(thing.place, title.shown, column, named.shown, *place, 8)
                break


def _mistyped(folded: str, asked: str) -> tuple[int, int] | None:
    """Start and length of a word's beginning that is the words typed but for one letter; short ones are not guessed."""
    half = len(asked) // 2
    if not _SHORTEST_TYPO <= len(asked) <= _LONGEST_WORD:
        return None
    if asked[:half] not in folded and asked[half + 1 :] not in folded:  # one of them is right, and that is soon known
        return None
    at = folded.find(asked[0])  # the first letter is rarely wrong, and without it too much would fit
    while at >= 0:
        if (at > 0 and folded[at - 1].isalnum()) is not asked[0].isalnum():  # a word begins here
            length = _length_but_for_one(folded[at : at + len(asked) + 1], asked)
            if length:
                return at, length
        at = folded.find(asked[0], at + 1)
    return None


def _length_but_for_one(here: str, asked: str) -> int:
    """How many letters of a text are the words with one letter missing, wrong, swapped or too many; 0 if none are."""
    count = len(asked)
    same = next((place for place in range(count) if here[place : place + 1] != asked[place]), count - 1)
    if here[same + 1 : count + 1] == asked[same:]:  # missing
        return count + 1
    swapped = asked[same + 1 : same + 2] + asked[same]
    if here[same + 1 : count] == asked[same + 1 :] and len(here) >= count:  # wrong
        return count
    if here[same:count] == swapped + asked[same + 2 :]:
        return count
    return count - 1 if here[same : count - 1] == asked[same + 1 :] else 0  # too many


def _own_title(thing: _Thing, language: str) -> Text:
    """The title for this reader: the first is French, the second, if it differs, English."""
    return thing.titles[min(LANGUAGES.index(language), len(thing.titles) - 1)]
