"""The follow-up: the dashboard, the readings, two indicators crossed, and A/B tests."""
