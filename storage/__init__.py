"""One plan, one SQLite file: rows, gestures, undo and the file's safety. Knows no domain."""
