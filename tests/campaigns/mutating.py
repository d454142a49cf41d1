"""Damage as disks, cables and careless programs do it to a file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Mutation = Callable[[bytearray, Random], object]
_PAGE, _SECTOR = 4096, 512


def _flip(content: bytearray, dice: Random, times: int = 1) -> None:
    for _ in range(times):
        content[dice.randrange(len(content))] ^= dice.randrange(1, 256)


def _zero(content: bytearray, dice: Random, size: int) -> None:
    start = dice.randrange(len(content) // size + 1) * size
    content[start : start + size] = bytes(len(content[start : start + size]))


def _swap(content: bytearray, dice: Random) -> None:
    one, other = (dice.randrange(max(1, len(content) // _PAGE)) * _PAGE for _ in range(2))
    first, second = content[one : one + _PAGE], content[other : other + _PAGE]
    content[one : one + len(second)], content[other : other + len(first)] = second, first


def _turn_a_bit(content: bytearray, dice: Random) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _change_a_letter(content: bytearray, dice: Random) -> None:
    """In what is not zero, where the rows are, so that few of these hit empty space."""
    filled = [place for place in (dice.randrange(len(content)) for _ in range(200)) if content[place] > 31]
    for place in filled[:1]:
        content[place] ^= 1


def _cut(content: bytearray, dice: Random, step: int) -> None:
    del content[dice.randrange(len(content) // step + 1) * step :]


def _lengthen(content: bytearray, dice: Random) -> None:
    content += dice.randbytes(dice.choice([1, 511, _PAGE, 10_000]))


def _head(content: bytearray, dice: Random) -> None:
    content[dice.randrange(min(100, len(content)))] = dice.randrange(256)


def _repeat(content: bytearray, dice: Random) -> None:
    """A page that arrives where another should be, as a sync program or a controller does."""
    _swap_from = dice.randrange(max(1, len(content) // _PAGE)) * _PAGE
    to = dice.randrange(max(1, len(content) // _PAGE)) * _PAGE
    page = content[_swap_from : _swap_from + _PAGE]
    content[to : to + len(page)] = page


MUTATIONS: dict[str, Mutation] = {
    "a byte": _flip,
    "eight bytes": lambda content, dice: _flip(content, dice, 8),
    "a bit": _turn_a_bit,
    "a letter": _change_a_letter,
    "a sector of zeros": lambda content, dice: _zero(content, dice, _SECTOR),
    "a page of zeros": lambda content, dice: _zero(content, dice, _PAGE),
    "two pages": _swap,
    "a page twice": _repeat,
    "cut": lambda content, dice: _cut(content, dice, 1),
    "cut at a page": lambda content, dice: _cut(content, dice, _PAGE),
    "a tail": _lengthen,
    "the head": _head,
}


def mutated(content: bytes, dice: Random) -> tuple[str, bytes]:
    """One of these, and what is left of the content."""
    name = dice.choice(sorted(MUTATIONS))
    changed = bytearray(content)
    MUTATIONS[name](changed, dice)
    return name, bytes(changed)
