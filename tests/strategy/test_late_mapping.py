"""The classes are mapped late; what was read before must stay readable."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from strategy.plan_file import create_plan

_READ_MAP_READ = """
import sys
from pathlib import Path
from strategy.plan_file import open_plan
from strategy.snapshot import Snapshot
with open_plan(Path(sys.argv[1])) as document:
    plan = Snapshot.of(document).plan
    assert "sqlalchemy.orm" not in sys.modules
    document.session
    print(plan.currency)
"""


def test_a_copy_read_before_the_classes_are_mapped_stays_readable(tmp_path: Path) -> None:
    create_plan(tmp_path / "plan.periple", name="Plan", language="en", currency="CHF").close()
    # In a process of its own: in this one the classes are mapped already.
    command = [sys.executable, "-c", _READ_MAP_READ, str(tmp_path / "plan.periple")]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert ran.stdout == "CHF\n", ran.stderr
