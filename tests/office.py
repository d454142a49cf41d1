"""LibreOffice, where it is installed, opens what we have written."""

from __future__ import annotations

import atexit
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product">
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.9</value></prop>
</item>
</oor:items>
"""
"""Settings of a version to come: after an update, and that is each time here, it first tries out how it draws."""


def converted(sources: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them in another format; one start for all: starting takes a while."""
    profile = f"-env:UserInstallation={_profile().as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=55)
    return [folder / f"{source.stem}.{kind.split(':')[0]}" for source in sources]


@cache
def _profile() -> Path:
    """A profile for all the starts of this process: the first start with a new one takes longer."""
    folder = Path(mkdtemp(prefix="periple-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(_SETTINGS, encoding="utf-8")
    return folder
