"""A wall between files that others made and the window: they are read by another process, within bounds.

The process has so much memory and time, and no more; it knows neither plan nor window. What comes back are plain values
of a few known classes, rebuilt without running anything (`codec`), so whatever a file makes a reader do stays there.
"""

from exports.wall.asking import ReaderStopped, Wall, wall

__all__ = ["ReaderStopped", "Wall", "wall"]
