"""Play many more random gestures than the suite does: `python3 run.py soak [GESTURES]`, 20,000 by default."""

from __future__ import annotations

import os
import subprocess
import sys


def main() -> int:
    """Run the tests marked `soak` with a longer walk and no time limit."""
    gestures = sys.argv[1] if sys.argv[1:] else "20000"
    environment = {**os.environ, "PERIPLE_GESTURES": gestures}
    command = [sys.executable, "-m", "pytest", "-m", "soak", "-q", "-o", "faulthandler_timeout=0"]
    return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
