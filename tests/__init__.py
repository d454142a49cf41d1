"""Tests, mirroring the packages; `bench/` and `tasks/` hold what developers start through run.py."""
