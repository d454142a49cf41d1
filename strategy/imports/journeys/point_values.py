"""What the attributes of a point mean: each by its name, each value looked up among the words of the method."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from journey.model import Direction
from journey.operations.map_gestures import ASSUMPTION, nearest_emotion
from journey.sketch import Values
from strategy.imports.journeys.figures import number_of, share_of
from strategy.imports.journeys.plain_text import name_of, note_of
from strategy.imports.journeys.vocabulary import channel_of, emotion_of, entry_of, kinds_of
from strategy.imports.mapping import plain_name
from strategy.imports.report import Reason, Report

MOST_CHANNELS = 40
"""Channels that neither the method nor the plan knows: more are no channels but remarks."""
_LONGEST_CHANNEL = 40
_SEPARATORS = re.compile(r"\s*(?:[\n;|•]|\s-\s|<br\s*/?>)\s*")
_NEUTRAL = 3.0
_SEVERITIES: Mapping[str, int] = {
    "negligible": 1, "negligeable": 1, "minor": 2, "low": 2, "faible": 2, "mineur": 2, "mineure": 2, "medium": 3,
    "moderate": 3, "moyen": 3, "moyenne": 3, "modere": 3, "major": 4, "high": 4, "majeur": 4, "majeure": 4, "eleve": 4,
    "elevee": 4, "forte": 4, "fort": 4, "critical": 5, "critique": 5, "blocking": 5, "bloquant": 5, "deal breaker": 5,
}  # fmt: skip
_DIRECTIONS: Mapping[str, Direction] = {
    "one way": Direction.ONE_WAY, "unidirectionnel": Direction.ONE_WAY, "sens unique": Direction.ONE_WAY,
    "two way": Direction.TWO_WAY, "bidirectionnel": Direction.TWO_WAY, "double sens": Direction.TWO_WAY,
}  # fmt: skip


class PointReader:
    """Reads the values of points, and tells the report of what they do not mean."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._own_channels: set[str] = set()

    def columns(self, said: Mapping[str, str], line: int) -> Values:
        """The columns of the touchpoint."""
        found: dict[str, Any] = {}  # Any: the column decides
        if "type" in said and not kinds_of(said["type"]):
            self._entry(found, "type", entry_of("touchpoint_types", said["type"]), said["type"], line)
        if "channel" in said:
            self._entry(found, "channel", self._channel(said["channel"]), said["channel"], line)
        if "direction" in said:
            direction = _DIRECTIONS.get(plain_name(said["direction"])) or entry_of("directions", said["direction"])
            self._entry(found, "direction", direction and str(direction), said["direction"], line)
        for column in ("owner", "content_tool"):
            if name_of(said.get(column, "")):
                found[column] = name_of(said[column])
                self._report.use()
        if "minutes" in said:
            minutes = self.number("minutes", said["minutes"], line, low=0.0)
            found |= {} if minutes is None else {"minutes": minutes}
        if note_of(said.get("note", "")):
            found["note"] = note_of(said["note"])
            self._report.use()
        return found

    def emotions(self, said: Mapping[str, str], line: int) -> tuple[Values, ...]:
        """The emotions of a point: words, a valence from -1 to 1, or a score from 1 to 5 where 3 is neutral."""
        valence = self._valence(said, line)
        named = []
        for word in _words(said.get("emotion", "")):
            emotion = emotion_of(word)
            if emotion is None and valence is None and (score := number_of(word)) is not None:
                valence = self._scored(score, word, line)
            elif emotion is None:
                self._report.leave(line, "emotion", word, Reason.UNKNOWN_WORD)
            else:
                self._report.use()
                named.append(emotion)
        if not named and valence is not None:
            named = [nearest_emotion(valence)]
        extra = {} if valence is None else {"valence": valence}
        return tuple({"emotion": emotion, "evidence": ASSUMPTION, **extra} for emotion in dict.fromkeys(named))

    def frictions(self, said: Mapping[str, str], line: int) -> tuple[Values, ...]:
        """The frictions of a point or a passage: one for each line of the text."""
        texts = [note_of(each) for each in _SEPARATORS.split(said.get("friction", ""))]
        texts = [each for each in texts if plain_name(each) not in ("", "none", "aucun", "aucune", "n a", "na")]
        extra: dict[str, Any] = {}  # Any: the column decides
        for column in ("severity", "frequency"):
            if said.get(column, "").strip() and not texts:
                self._report.leave(line, column, said[column], Reason.NO_PLACE)
        if "severity" in said and texts:
            severity = self._severity(said["severity"], line)
            extra |= {} if severity is None else {"severity": severity}
        if "frequency" in said and texts:
            frequency = share_of(said["frequency"]) if "%" in said["frequency"] else number_of(said["frequency"])
            if frequency is not None and 0.0 <= frequency <= 1.0:
                self._report.use()
                extra["frequency"] = frequency
            else:
                self._report.leave(line, "frequency", said["frequency"], Reason.OUT_OF_SCALE)
        self._report.use(len(texts))
        return tuple({**_friction(text), **extra} for text in texts)

    def opportunities(self, said: Mapping[str, str]) -> tuple[Values, ...]:
        """The opportunities that a point names: one for each line of the text."""
        texts = [note_of(each) for each in _SEPARATORS.split(said.get("opportunity", ""))]
        self._report.use(len(list(filter(None, texts))))
        return tuple({"text": text} for text in texts if text)

    def number(self, column: str, text: str, line: int, *, low: float) -> float | None:
        """A number from `low` up, None for what is none, which the report tells."""
        number = number_of(text)
        if number is None:
            self._report.leave(line, column, text, Reason.BAD_NUMBER)
        elif number < low:
            self._report.leave(line, column, text, Reason.NEGATIVE)
            return None
        else:
            self._report.use()
        return number

    def _entry(
        self, found: dict[str, Any], column: str, entry: str | None, text: str, line: int
    ) -> None:  # Any: column
        if entry:
            found[column] = entry
            self._report.use()
        elif text.strip():
            self._report.leave(line, column, text, Reason.UNKNOWN_WORD)

    def _channel(self, text: str) -> str | None:
        """The channel of the method, else the word itself: it becomes a channel of the plan's own."""
        first = next(filter(None, (each.strip() for each in re.split(r"[,;/\n]", text))), "")
        channel = channel_of(text) or channel_of(first)
        name = name_of(first)
        if channel is None and name and len(name) <= _LONGEST_CHANNEL:
            self._own_channels.add(name)
            channel = name if len(self._own_channels) <= MOST_CHANNELS else None
        return channel

    def _valence(self, said: Mapping[str, str], line: int) -> float | None:
        if "valence" in said:
            valence = number_of(said["valence"])
            if valence is not None and -1.0 <= valence <= 1.0:
                self._report.use()
                return valence
            self._report.leave(line, "valence", said["valence"], Reason.OUT_OF_SCALE)
        if said.get("score", "").strip():
            score = number_of(said["score"].partition("/")[0])
            return self._scored(score, said["score"], line)
        return None

    def _scored(self, score: float | None, text: str, line: int) -> float | None:
        if score is None or not 1.0 <= score <= 5.0:
            reason = Reason.BAD_NUMBER if score is None else Reason.OUT_OF_SCALE
            self._report.leave(line, "score", text, reason)
            return None
        self._report.use()
        return (score - _NEUTRAL) / 2.0

    def _severity(self, text: str, line: int) -> int | None:
        number = number_of(text.partition("/")[0])
        severity = _SEVERITIES.get(plain_name(text)) if number is None else round(number)
        if severity is not None and 1 <= severity <= 5:
            self._report.use()
            return severity
        self._report.leave(line, "severity", text, Reason.OUT_OF_SCALE)
        return None


def _words(text: str) -> list[str]:
    """The words of a list; a number with a decimal comma is one."""
    whole = text.strip()
    return [whole] if number_of(whole) is not None else [each for each in re.split(r"\s*[,;/\n]\s*", whole) if each]


def _friction(text: str) -> dict[str, Any]:  # Any: the column decides
    known = entry_of("friction_types", text)
    return {"type": known} if known else {"text": text}
