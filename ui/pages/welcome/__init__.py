"""The first screen: new plan, open, recent plans, samples. It imports nothing that opens a plan."""
