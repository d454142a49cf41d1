"""Journeys as pictures: white ground, title, legend and date, on an image, in a file of vectors or on pages.

`picture.picture_of` makes a picture from a snapshot; it paints itself on any QPainter, in any thread. `sharp` writes
PNG and SVG, `pages` PDF; `writing` picks by the name of the file. Nothing here knows a window.
"""
