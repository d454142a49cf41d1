"""Files that others made come in: how they are read, what their columns mean, what is taken into the plan."""
