"""Measure something: `python3 run.py bench NAME`, where NAME is a module of tests/bench/ with a `main()`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

BENCHES = Path(__file__).parents[1] / "bench"


def main() -> int:
    """Run the bench named on the command line; the exit code is 1 when a limit is passed."""
    names = sorted(path.stem for path in BENCHES.glob("[!_]*.py"))
    if len(sys.argv) != 2 or sys.argv[1] not in names:
        print(f"Choose what to measure: {', '.join(names)}", file=sys.stderr)
        return 2
    bench = importlib.import_module(f"tests.bench.{sys.argv[1]}")
    return int(bench.main())


if __name__ == "__main__":
    sys.exit(main())
