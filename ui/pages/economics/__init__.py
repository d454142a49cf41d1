"""What the action plan costs, whom it keeps busy, what it brings, and the best set of actions within a budget."""
