"""The parts of the report, one module each: a title and the strips of its pages."""
