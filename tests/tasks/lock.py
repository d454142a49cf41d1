"""Lock the dependencies of pyproject.toml: `python3 run.py lock [--upgrade]`.

One file serves every system and Python version. It holds hashes and no address: where packages come from is
each machine's own business.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = {
    "app": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev", "--constraints", "locks/app.txt"],
    "lock": ["--group", "lock"],
}
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
]


def main() -> None:
    """Write the three locks; the options given on the command line go to uv."""
    for name, source in SOURCES.items():
        target = f"locks/{name}.txt"
        command = [sys.executable, "-m", "uv", "pip", "compile", *source, *OPTIONS, *sys.argv[1:], "-o", target]
        subprocess.run(command, cwd=ROOT, check=True)
        print(f"{target} is up to date")


if __name__ == "__main__":
    main()
