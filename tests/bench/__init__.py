"""Measurements for developers, started by `python3 run.py bench NAME`."""
