"""The same plan gives the same file: nothing of the moment when it was written, but for the day of the export."""

from __future__ import annotations

import zipfile
from io import BytesIO

_MOMENT = (1980, 1, 1, 0, 0, 0)


def steady(package: BytesIO) -> bytes:
    """The package with the same times in its directory, whenever it was written."""
    steadied = BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(steadied, "w", zipfile.ZIP_DEFLATED) as result:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, _MOMENT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            result.writestr(entry, source.read(member))
    return steadied.getvalue()
