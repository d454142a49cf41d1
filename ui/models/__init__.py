"""Item models of lists and tables, and what pages read from a snapshot to fill them."""
