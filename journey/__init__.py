"""Whom the plan serves and what they live: segments, personas, journeys, frictions."""
