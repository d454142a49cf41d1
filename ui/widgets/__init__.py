"""The kit: small widgets that look and behave as the design system says; they know nothing of the plan."""
