"""The window of the program and pages' bridges, for every test of windows."""

from tests.ui.pages.conftest import bridge_to
from tests.windows import open_window, told

__all__ = ["bridge_to", "open_window", "told"]
