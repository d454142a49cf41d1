"""The method's rules, one module per step: what completes the step, what deserves a warning."""
