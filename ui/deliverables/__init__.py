"""All that leaves a plan for a client, in one place: for the dialog and for the command line."""
