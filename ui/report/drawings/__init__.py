"""The drawings of the report: vectors with their words, painted on any QPainter."""
