"""Where the parts of a file lie while it is written: in the program's own folder, and no longer than the program lives.

Libraries write them into the system's folder for temporary files, where a killed program leaves a client's words that
"Forget this client" cannot know of.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from storage.folders import scratch_folder
from storage.holding import try_to_lock

_VARIABLE = "TMPDIR"
"""What Python looks at first, on every system, when it first needs such a folder."""
_HELD = "held"


@contextlib.contextmanager
def scratch() -> Iterator[None]:
    """Has temporary files of this program and those that it starts written into a folder that goes at the end.

    What programs that died have left goes first. Where no folder can be made, the system's own one serves.
    """
    before = os.environ.get(_VARIABLE)
    with contextlib.ExitStack() as at_the_end:
        with contextlib.suppress(OSError):
            sweep()
            folder = scratch_folder() / secrets.token_hex(8)
            folder.mkdir(mode=0o700)
            at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
            descriptor = os.open(folder / _HELD, os.O_RDWR | os.O_CREAT, 0o600)
            at_the_end.callback(os.close, descriptor)
            if try_to_lock(descriptor):
                os.environ[_VARIABLE] = str(folder)
        try:
            yield
        finally:
            os.environ.pop(_VARIABLE, None)
            if before is not None:
                os.environ[_VARIABLE] = before


def sweep() -> None:
    """Removes what programs that are no more have left. Raises OSError where the folder is out of reach."""
    for folder in scratch_folder().iterdir():
        if not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    try:
        descriptor = os.open(folder / _HELD, os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_to_lock(descriptor)
    finally:
        os.close(descriptor)
