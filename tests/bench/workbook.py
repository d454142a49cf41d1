"""How long the workbook of 500 actions takes, beside a plain openpyxl write of the very cells that are in it.

Side by side in one process, in processor time: ours is the deliverable as the window and the command line write it.
It reads the plan, works out scores, budget, load and traceability, draws the journeys, and writes all sheets with
looks, rules, charts, pictures and values of formulas; the plain write appends the finished values, sheet by sheet, with
no look at all. The lines after are ours without the pictures, then the action plan alone, plain: a part of the others.
"""

from __future__ import annotations

import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook

from exports.client_columns import ACTIONS
from exports.workbook import write_workbook
from journey.model import Segment
from resources.i18n import words
from storage.base import Base, link_id
from strategy.model import Action, ActionFriction, ActionSegment, ActionTouchpoint
from strategy.plan_file import sample_rows
from strategy.snapshot import Snapshot
from ui.deliverables.formats import WORKBOOK, Order

ACTIONS_IN_ALL = 500
ROUNDS = 5
LIMIT = 1.5
MOST_BYTES = 2_000_000
Values = Mapping[str, Sequence[Sequence[object]]]


def main() -> int:
    """Print the figures beside their limits; 1 when one is passed."""
    rows = large_plan()
    with tempfile.TemporaryDirectory() as folder:
        target, beside = Path(folder, "plan.xlsx"), Path(folder, "plain.xlsx")
        _deliver(rows, target)  # everything is loaded once
        cells, plan = _cells(target)
        rounds = [
            (
                _seconds(lambda: write_workbook(Snapshot(rows), beside, "fr")),
                _seconds(lambda: _deliver(rows, target)),
                _seconds(lambda: _plain(cells, beside)),
                _seconds(lambda: _plain({plan: cells[plan]}, beside)),
            )
            for _ in range(ROUNDS)
        ]
        size = target.stat().st_size
    bare, ours, plain, sheet_alone = (min(column) for column in zip(*rounds, strict=True))
    count = sum(value is not None for table in cells.values() for row in table for value in row)
    print(f"{ACTIONS_IN_ALL} actions, {count} cells in {len(cells)} sheets, seconds of processor time")
    is_slow, is_large = ours > LIMIT * plain, size > MOST_BYTES
    print(f"ours {ours:.2f}, the same cells plain {plain:.2f}: {ours / plain:.2f} times, at most {LIMIT}"
          f"   {'TOO MUCH' if is_slow else 'ok'}")  # fmt: skip
    print(f"ours without pictures {bare:.2f}: {bare / plain:.2f} times")
    print(f"the cells of “{plan}” alone, plain: {sheet_alone:.2f}")
    print(f"{size / 1e6:.2f} MB, at most {MOST_BYTES / 1e6:.0f}   {'TOO MUCH' if is_large else 'ok'}")
    return int(is_slow or is_large)


def _deliver(rows: Sequence[Base], path: Path) -> None:
    WORKBOOK.write(Order(Snapshot(rows), path, "fr"), None, None)


def large_plan() -> list[Base]:
    """A sample whose actions are repeated with their segments, frictions and touchpoints."""
    rows: list[Base] = list(sample_rows("saas", "fr"))
    known = [row for row in rows if isinstance(row, Action)]
    links = [row for row in rows if isinstance(row, ActionSegment | ActionFriction | ActionTouchpoint)]
    segments = [row.id for row in rows if isinstance(row, Segment)]
    for number in range(ACTIONS_IN_ALL - len(known)):
        pattern = known[number % len(known)]
        values = {name: getattr(pattern, name) for name in Action.__columns__}
        new_id = f"repeated{number:04}"
        own = {"id": new_id, "name": f"{pattern.name} {number}", "position": 1_000_000 + number}
        filled = {"contributors": "Ana, Bob", "deliverable": f"Livrable {number}", "priority": 1 + number % 3,
                  "risk": "Moins de temps que prévu", "client_comment": "À revoir ensemble"}  # fmt: skip
        rows.append(Action(**{**values, **own, **filled}))
        rows.append(ActionSegment(id=link_id(new_id, segments[number % len(segments)]), action_id=new_id,
                                  segment_id=segments[number % len(segments)]))  # fmt: skip
        for link in links:
            if link.action_id == pattern.id and not isinstance(link, ActionSegment):
                columns = {name: getattr(link, name) for name in type(link).__columns__}
                rows.append(type(link)(**{**columns, "id": link.id.replace(pattern.id, new_id), "action_id": new_id}))
    return rows


def _cells(path: Path) -> tuple[Values, str]:
    """The values of all sheets as another reader finds them, and the name of the sheet with the actions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(path, data_only=True)
    assert any(ACTIONS in sheet.tables for sheet in workbook.worksheets)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets}
    return found, words("fr").tr("Action plan")


def _plain(cells: Values, path: Path) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in cells.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    sys.exit(main())
