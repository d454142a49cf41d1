"""Delegates that paint and edit the cells of lists and tables."""
