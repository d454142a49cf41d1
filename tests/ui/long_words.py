"""The window in a language whose texts are 35 % longer, and what it paints."""

from __future__ import annotations

import pytest

from resources.i18n import Words
from tests.ui.paintings import Paintings

_FILLER = "amet dolor sit ipsum elit " * 20


def longer(text: str) -> str:
    """The text with a third more letters, in words that can be broken; gaps stay as they are."""
    extra = round(len(text) * 0.35)
    return f"{text} {_FILLER[: extra - 1]}".rstrip() if extra > 1 else text


@pytest.fixture
def long_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text of the window is longer, labels of the method included; what the team wrote is not."""
    plain_tr, plain_ntr, plain_label = Words.tr, Words.ntr, Words.label
    monkeypatch.setattr(Words, "tr", lambda self, text: longer(plain_tr(self, text)))
    monkeypatch.setattr(Words, "ntr", lambda self, one, many, count: longer(plain_ntr(self, one, many, count)))
    monkeypatch.setattr(Words, "label", lambda self, entry: longer(plain_label(self, entry)))


@pytest.fixture
def paintings(monkeypatch: pytest.MonkeyPatch) -> Paintings:
    """Notes every text that is painted from here on."""
    return Paintings(monkeypatch)
