"""Check everything: `python3 run.py test`; with arguments, only pytest, which receives them."""

from __future__ import annotations

import os
import subprocess
import sys

STATIC_CHECKS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "types": ["mypy", "--no-error-summary"],
}
WORKERS = min(8, os.cpu_count() or 1)


def main() -> int:
    """Run lint, format, types, then the tests, whose closing line comes last when all is well."""
    if sys.argv[1:]:
        return start("pytest", *sys.argv[1:])
    failed = [name for name, command in STATIC_CHECKS.items() if start(*command) != 0]
    if start("pytest", "-q", f"--numprocesses={WORKERS}", "--dist=worksteal") != 0:
        failed.append("tests")
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def start(module: str, *arguments: str) -> int:
    """Run a tool of the environment; its exit code."""
    return subprocess.run([sys.executable, "-m", module, *arguments]).returncode


if __name__ == "__main__":
    sys.exit(main())
