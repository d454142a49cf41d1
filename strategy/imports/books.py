"""Numbers for texts: the same for the same text all through a column, or all through a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from strategy.imports.cells import Cells, Objects, Whole, Words
from strategy.imports.slices import Slices, are_all_distinct, distinct, text_of


class Book:
    """Numbers the distinct texts of a column, block after block."""

    def __init__(self) -> None:
        self._blocks: list[Words] = []
        self._codes: list[Whole] = []
        self._known = _Numbered()

    def add(self, cells: Cells, rows: Whole | None) -> None:
        """Take the texts of these rows of a block, of all when None."""
        import numpy as np

        if isinstance(cells, Slices):
            words = cells.words()
            self._blocks.append(words if rows is None else words[:, rows])
        elif isinstance(cells, Objects):
            codes = np.fromiter(map(self._known.__getitem__, cells.texts()), np.int64, len(cells))
            self._codes.append(codes if rows is None else codes[rows])

    def repeats(self) -> bool:
        """Whether some text may have come twice."""
        return bool(self._codes) or not are_all_distinct(_joined(self._blocks))

    def finish(self) -> tuple[Whole, Callable[[int], str], int]:
        """The number of each row's text, what text a number stands for, and how many numbers there are."""
        import numpy as np

        if self._codes:
            used, codes = np.unique(np.concatenate(self._codes), return_inverse=True)
            names = list(self._known)
            return codes, lambda code: names[int(used[code])], len(used)
        words = _joined(self._blocks)
        codes, first = distinct(words)
        texts = words[:, first]
        return codes, lambda code: text_of(texts[:, code]), len(first)


def fingerprints(columns: Sequence[Cells]) -> Words:
    """Two words for each row, the same for rows whose cells are all the same, and else hardly ever."""
    import numpy as np

    sums = np.zeros((2, len(columns[0])), np.uint64)
    for cells in columns:
        if isinstance(cells, Slices):
            words = cells.words()
        else:
            texts = (hash(cells.text(row)) & (1 << 64) - 1 for row in range(len(cells)))
            words = np.fromiter(texts, np.uint64, len(cells))[None, :]
        for word in words:
            for place, factor in enumerate((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)):
                mixed = (sums[place] ^ word) * np.uint64(factor)
                sums[place] = mixed ^ (mixed >> np.uint64(31))
        sums += np.uint64(1)  # so that a text does not slide from one column into the next
    return sums


class _Numbered(dict[str, int]):
    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def _joined(blocks: list[Words]) -> Words:
    """Blocks after each other, with as many words for a text as the longest needs."""
    import numpy as np

    if not blocks:
        return np.zeros((1, 0), np.uint64)
    width = max(len(block) for block in blocks)
    found = np.zeros((width, sum(block.shape[1] for block in blocks)), np.uint64)
    start = 0
    for block in blocks:
        found[: len(block), start : start + block.shape[1]] = block
        start += block.shape[1]
    return found
