"""Step 1: what the relationship must change, and where it stands today."""
