"""What would be won if frictions were fixed, tried with a slider."""
