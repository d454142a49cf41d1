"""The window of the program, for every test of windows."""

from tests.windows import open_window, told

__all__ = ["open_window", "told"]
