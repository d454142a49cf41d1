from __future__ import annotations

import datetime
import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from journey.event_log import Discovery
from storage.errors import PlanError
from strategy import imports
from strategy.imports import events
from strategy.imports.moments import moment_in
from strategy.imports.reading import DateOrder
from strategy.imports.xes import read_xes
from tests.strategy.imports.files import text_file

TABLE = """Case ID;Activity;Timestamp;lifecycle
NA;call;2024/01/02 10:00:00.000;start
NA;call;2024/01/02 10:30:00.000;complete
7;visit;2024/01/03 09:00:00.000;complete
7;call;2024/01/02 09:00:00.000;complete
;call;2024/01/02 09:00:00.000;complete
7;;2024/01/02 09:00:00.000;complete
7;call;yesterday;complete
"""

XES = """<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org/">
 <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
 <trace><string key="concept:name" value="NA"/>
  <event><string key="concept:name" value="call"/><date key="time:timestamp" value="2024-01-02T10:00:00+01:00"/></event>
  <event><string key="concept:name" value="visit"/><date key="time:timestamp" value="2024-01-02T09:30:00Z"/>
   <string key="lifecycle:transition" value="START"/></event>
 </trace>
 <trace><event><string key="concept:name" value="call"/></event></trace>
</log>
"""


def test_a_case_called_na_is_a_case_and_bad_rows_are_counted(tmp_path: Path) -> None:
    path = text_file(tmp_path, TABLE)
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = events.guess_events(table)
    assert mapping is not None
    found, report = events.read_events(path, reading, mapping)
    assert Discovery(found).case_count == 2
    assert report.counts == {
        imports.Reason.NO_CASE: 1,
        imports.Reason.NO_ACTIVITY: 1,
        imports.Reason.BAD_DATE: 1,
    }
    complete, _report = events.read_events(path, reading, replace(mapping, only_complete=True))
    assert {variant.activities for variant in Discovery(complete).variants} == {("call",), ("call", "visit")}


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_log_in_xes_is_read_by_its_standard_keys(tmp_path: Path, is_packed: bool) -> None:
    path = tmp_path / "log.xes"
    path.write_bytes(gzip.compress(XES.encode()) if is_packed else XES.encode())
    found, report = read_xes(path)
    discovery = Discovery(found)
    assert [variant.activities for variant in discovery.variants] == [("call", "visit")]
    assert discovery.passages[0].mean_seconds == 1800.0
    assert report.counts == {imports.Reason.NO_DATE: 1}
    _complete, report = read_xes(path, only_complete=True)
    assert report.counts[imports.Reason.NOT_COMPLETE] == 1


@pytest.mark.parametrize(
    "content", ['<!DOCTYPE log [<!ENTITY a "aaaa">]><log><trace/></log>', "<log><trace>", "not XML", "<log/>"]
)
def test_entities_and_what_is_no_log_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(PlanError):
        read_xes(text_file(tmp_path, content, name="log.xes"))


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2024-01-02 10:00:00+01:00", DateOrder.DMY, "2024-01-02T09:00:00+00:00"),
        ("2024/01/02 10:00:00.500", DateOrder.DMY, "2024-01-02T10:00:00.500000+00:00"),
        ("02/01/2024 10:05", DateOrder.DMY, "2024-01-02T10:05:00+00:00"),
        ("1/2/24 3:05 PM", DateOrder.MDY, "2024-01-02T15:05:00+00:00"),
        ("2 janvier 2024 10h05", DateOrder.DMY, "2024-01-02T10:05:00+00:00"),
        ("02/01/2024", DateOrder.DMY, "2024-01-02T00:00:00+00:00"),
        ("02/13/2024 10:00", DateOrder.DMY, None),
        ("10:00", DateOrder.DMY, None),
    ],
)
def test_moments_are_read_with_their_zone(text: str, order: DateOrder, expected: str | None) -> None:
    found = moment_in(text, order)
    assert found == (None if expected is None else datetime.datetime.fromisoformat(expected).timestamp())
