"""A disk that may lose power: what is surely on it, and what may be."""

from __future__ import annotations

from random import Random

from tests.campaigns.recording import Event

_SECTOR = 512


class Disk:
    """Files by number, so that a renamed one is the same. Feed it events; `after_cut` says what it may hold then."""

    def __init__(self, base: dict[str, bytes]) -> None:
        self._sure = {number: bytearray(content) for number, content in enumerate(base.values())}
        self._names = {name: number for number, name in enumerate(base)}
        self._seen = dict(self._names)
        self._writes: list[tuple[int, int | None, bytes | int]] = []
        """File, place, and bytes, or None and the length it is cut to; not yet synchronised."""
        self._renamings: list[tuple[str, int | None]] = []

    def feed(self, event: Event) -> None:
        """What the program asks of the system."""
        match event:
            case ("create", str(name)) if name not in self._seen:
                number = len(self._sure)
                self._sure[number] = bytearray()
                self._name(name, number)
            case ("remove", str(name)):
                self._name(name, None)
            case ("rename", str(name), str(other)) if name in self._seen:
                self._name(other, self._seen[name])
                self._name(name, None)
            case ("write", str(name), int(place), bytes(content)) if name in self._seen:
                self._writes.append((self._seen[name], place, content))
            case ("cut", str(name), int(length)) if name in self._seen:
                self._writes.append((self._seen[name], None, length))
            case ("sync", str(name)):
                self._settle(self._seen.get(name))
            case ("sync folder", *_):
                self._settle(None)

    def after_cut(self, dice: Random) -> dict[str, bytes]:
        """One of the states that it may be in, file by file."""
        content = {number: bytearray(each) for number, each in self._sure.items()}
        names = dict(self._names)
        for renaming in self._renamings[: dice.randint(0, len(self._renamings))]:
            _rename(names, renaming)
        share = dice.choice([0.0, 1.0, dice.random(), dice.random(), dice.random()])
        writes = list(self._writes)
        if dice.random() < 0.3:  # a length changes where it stands; what is written may arrive in another order
            movable = [index for index, each in enumerate(writes) if each[1] is not None]
            for index, source in zip(movable, dice.sample(movable, len(movable)), strict=True):
                writes[index] = self._writes[source]
        for number, place, what in writes:
            if dice.random() < share:
                torn = isinstance(what, bytes) and dice.random() < 0.1
                _write(content[number], place, _torn(what, dice) if torn else what)
        return {name: bytes(content[number]) for name, number in names.items()}

    def _name(self, name: str, number: int | None) -> None:
        _rename(self._seen, (name, number))
        self._renamings.append((name, number))

    def _settle(self, number: int | None) -> None:
        for renaming in self._renamings:
            _rename(self._names, renaming)
        self._renamings.clear()
        for each in self._writes:
            if each[0] == number:
                _write(self._sure[number], each[1], each[2])
        self._writes = [each for each in self._writes if each[0] != number]


def _rename(names: dict[str, int], renaming: tuple[str, int | None]) -> None:
    name, number = renaming
    if number is None:
        names.pop(name, None)
    else:
        names[name] = number


def _torn(content: bytes | int, dice: Random) -> bytes | int:
    return content[: dice.randrange(0, len(content) + 1, _SECTOR)] if isinstance(content, bytes) else content


def _write(content: bytearray, place: int | None, what: bytes | int) -> None:
    if isinstance(what, int):
        del content[what:]
        content.extend(bytes(what - len(content)))
    elif place is not None:
        content.extend(bytes(max(0, place - len(content))))
        content[place : place + len(what)] = what
