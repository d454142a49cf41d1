"""Check everything: `python3 run.py test`; with arguments, only pytest, which receives them."""

from __future__ import annotations

import os
import subprocess
import sys
import time

WORKERS = min(8, os.cpu_count() or 1)
_PYTEST = ["pytest", "-q", f"--numprocesses={WORKERS}", "--dist=worksteal"]
_CAMPAIGNS = "tests/campaigns"
CHECKS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "types": ["mypy", "--no-error-summary"],
    "suite": [*_PYTEST, f"--ignore={_CAMPAIGNS}"],
    "campaigns": [*_PYTEST, _CAMPAIGNS],
}
"""What is checked, in this order; the campaigns play a few rounds of each (docs/reliability.md)."""


def main() -> int:
    """Run every check, and say how long each took; 1 if one of them failed."""
    if sys.argv[1:]:
        return start("pytest", *sys.argv[1:])
    failed, took = [], []
    for name, command in CHECKS.items():
        begun = time.monotonic()
        if start(*command) != 0:
            failed.append(name)
        took.append(f"{name} {time.monotonic() - begun:.0f} s")
    print(", ".join(took))
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def start(module: str, *arguments: str) -> int:
    """Run a tool of the environment; its exit code."""
    return subprocess.run([sys.executable, "-m", module, *arguments]).returncode


if __name__ == "__main__":
    sys.exit(main())
