"""What was said in the room and is not yet part of the plan."""
