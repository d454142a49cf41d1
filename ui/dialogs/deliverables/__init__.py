"""The dialog of the deliverables: what is chosen, what it will look like, and how far it is."""
