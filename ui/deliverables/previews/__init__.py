"""What deliverables will look like, made of what would be written: in a thread, and never of anything else."""
