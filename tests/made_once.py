"""What takes long to make and is the same in all processes of a run: the first makes it, the others read its file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path


def made_once(name: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or what another process of this run has kept of it under that name."""
    shared = os.environ.get("PERIPLE_TEST_RUN")  # set in `tests/conftest.py` where there are several
    if shared is None:
        return make()
    kept = Path(shared, name)
    with contextlib.suppress(FileNotFoundError):
        return kept.read_bytes()
    made = make()
    part = kept.with_suffix(f".{os.getpid()}")
    part.write_bytes(made)
    part.replace(kept)
    return made
