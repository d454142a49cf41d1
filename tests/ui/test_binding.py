"""Questions to Qt that upset the binding, each found by a crash: `ui/widgets/tab_order.py` asks others instead."""

from __future__ import annotations

import re
from pathlib import Path

import ui

_ASKED = re.compile(r"(?<!`)\b(nextInFocusChain|previousInFocusChain|focusProxy|itemAt)\(\w*\)")
_OF_OUR_OWN = {"widgets/flow.py", "pages/swot/card.py"}  # a FlowLayout keeps its items itself


def test_no_module_asks_what_upsets_the_binding() -> None:
    root = Path(ui.__file__).parent
    asked = {
        f"{path.relative_to(root).as_posix()}: {found[0]}"
        for path in root.rglob("*.py")
        if path.relative_to(root).as_posix() not in _OF_OUR_OWN
        for found in _ASKED.finditer(path.read_text(encoding="utf-8"))
    }
    assert asked == set()


def test_the_questions_are_recognised() -> None:
    assert _ASKED.search("widget.focusProxy() is None")
    assert _ASKED.search("layout.itemAt(place)")
    assert not _ASKED.search("widget.setFocusProxy(control)")
