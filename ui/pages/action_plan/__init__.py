"""Step 5: the action plan, its needs, tools, levers and follow-up."""
