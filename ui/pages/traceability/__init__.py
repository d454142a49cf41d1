"""The chain from objectives to KPIs: health, gaps and paths."""
