"""The same plan gives the same file: nothing of the moment when it was written, but for the day of the export."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx.opc.serialized import PackageWriter

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_MOMENT = (1980, 1, 1, 0, 0, 0)


def steady(deck: Presentation) -> bytes:
    """The file of a deck, with the same times in its directory whenever it is written."""
    package: Any = deck.part.package  # what is inside is not for python-pptx's users
    members = _Members()
    _Writer(BytesIO(), package._rels, tuple(package.iter_parts())).write_into(members)
    steadied = BytesIO()
    with zipfile.ZipFile(steadied, "w", zipfile.ZIP_DEFLATED) as result:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            result.writestr(entry, content)
    return steadied.getvalue()


class _Members(dict[str, bytes]):
    """What python-pptx writes, by its names in the package, in the place of an archive that would be packed again."""

    def write(self, uri: Any, content: bytes) -> None:  # Any: python-pptx's name of a part
        self[uri.membername] = content


class _Writer(PackageWriter):
    def write_into(self, members: Any) -> None:  # Any: stands for python-pptx's archive
        self._write_content_types_stream(members)
        self._write_pkg_rels(members)
        self._write_parts(members)
