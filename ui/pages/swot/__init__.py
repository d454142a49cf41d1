"""Step 4: the four quadrants, the diagnostic of the capabilities and the resources."""
