"""What the team decides: objectives, capabilities, actions, follow-up, and the rules of the method."""
