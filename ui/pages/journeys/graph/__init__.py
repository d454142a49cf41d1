"""The graph view of a journey: a canvas of touchpoints in the columns of their stages."""
