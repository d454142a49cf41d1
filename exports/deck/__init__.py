"""The client's deck: slides with native charts, tables and shapes, from a frozen plan."""
