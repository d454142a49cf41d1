"""Small files as people send them, written where a test wants them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from strategy import imports

TODAY = datetime.date(2026, 6, 1)


def text_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "clients.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, rows: Sequence[Sequence[Any]], name: str = "clients.xlsx") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def read(path: Path, *, chosen: dict[str, Any] | None = None, **decided: Any) -> imports.Customers:
    """The customers of a file as detected and guessed, but for what is decided."""
    reading = imports.detect(path, **(chosen or {}))
    with imports.open_table(path, reading) as table:
        mapping = imports.guess(table)
    return read_with(path, reading, mapping, **decided)


def read_with(path: Path, reading: imports.Reading, mapping: imports.Mapping, **decided: Any) -> imports.Customers:
    from dataclasses import replace

    decisions = replace(imports.Decisions.of(mapping), today=TODAY, **decided)
    return imports.read_customers(path, reading, mapping, decisions)


def amounts(customers: imports.Customers) -> dict[str, float]:
    """What each customer bought."""
    return {customers.name_of(place): float(customers.amount[place]) for place in range(len(customers))}


def purchases(*rows: str) -> str:
    return "\n".join(["customer_id,date,amount", *rows, ""])
