"""Step 3: the journeys of each segment as an outline that is written by keyboard, and the inspector beside it."""
