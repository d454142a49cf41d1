"""What the program is: its version and those of what it is made of, with their licences."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from resources.i18n import tr
from resources.version import VERSION
from storage.database import SQLITE_VERSION
from ui.shell.brand import BrandMark
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label
from ui.widgets.surface import Surface

_WIDTH, _COLUMNS = 600, 2
_LIBRARIES = (
    ("PySide6", "PySide6_Essentials", "LGPL 3"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("NetworkX", "networkx", "BSD 3"),
    ("NumPy", "numpy", "BSD 3"),
    ("SciPy", "scipy", "BSD 3"),
    ("Matplotlib", "matplotlib", "PSF"),
    ("openpyxl", "openpyxl", "MIT"),
    ("python-calamine", "python-calamine", "MIT"),
    ("python-pptx", "python-pptx", "MIT"),
    ("pypdf", "pypdf", "BSD 3"),
    ("icalendar", "icalendar", "BSD 2"),
    ("defusedxml", "defusedxml", "PSF"),
    ("platformdirs", "platformdirs", "MIT"),
)
"""Name, package and licence of the libraries that come with the program, as far as they are installed."""


class AboutDialog(Dialog):
    """Version, licence, and where the work of others is credited."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("About Périple"), parent, width=_WIDTH, closable=True, name="about")
        head = QHBoxLayout()
        head.setSpacing(theme().px(16))
        head.addWidget(BrandMark(56))
        head.addWidget(Label(tr("Périple {version}").format(version=VERSION), "title", name="about_version"), 1)
        self.body.addLayout(head)
        sentences = (
            tr("From your goals to the action plan, in five steps."),
            tr("Free software under the MIT licence. Your files stay on your computer; nothing is sent."),
            tr("Typefaces Inter and Source Serif 4 (SIL Open Font License), icons by Lucide (ISC licence)."),
        )
        for sentence in sentences:
            self.body.addWidget(Label(sentence, "body", "ink2", wrap=True))
        self.body.addWidget(_versions_table())
        close = self.add_button(Button(tr("Close"), "primary", name="about_done"), accepts=True)
        self.set_default(close)
        close.setFocus()


def versions() -> list[tuple[str, str, str]]:
    """Name, version and licence of what the program is made of."""
    found = [
        ("Python", platform.python_version(), "PSF"),
        ("Qt", qVersion(), "LGPL 3"),
        ("SQLite", SQLITE_VERSION, tr("public domain")),
    ]
    for name, package, licence in _LIBRARIES:
        try:
            found.append((name, version(package), licence))
        except PackageNotFoundError:  # a packaged program may leave the descriptions of its parts out
            continue
    return found


def _versions_table() -> QWidget:
    frame = Surface("sheet", radius="card", outline="line", name="versions")
    grid = QGridLayout(frame)
    px = theme().px
    grid.setContentsMargins(px(12), px(8), px(12), px(8))
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(2))
    shown = versions()
    rows = -(-len(shown) // _COLUMNS)
    for index, (name, number, licence) in enumerate(shown):
        row, side = index % rows, 3 * (index // rows)
        grid.addWidget(Label(name, "small"), row, side)
        grid.addWidget(Label(number, "small", "ink2", tabular=True), row, side + 1)
        grid.addWidget(Label(licence, "small", "ink3"), row, side + 2)
        grid.setColumnStretch(side + 2, 1)
    return frame
