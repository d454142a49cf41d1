"""How long half a million purchases take from a file to RFM groups, beside what the reading library alone needs.

The same files, one after the other in one process, in processor time: `csv.reader` over the text, calamine over the
workbook, then everything of ours: detection, meanings of columns, reading, scores, groups and their figures.
"""

from __future__ import annotations

import csv
import datetime
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

ROWS = 500_000
CUSTOMERS = 60_000
ROUNDS = 5
LIMIT = 2.0
_FIRST_DAY = datetime.date(2024, 1, 1)
_FIRST_SERIAL = 45292
"""The same day as spreadsheets count it."""


def main() -> int:
    """Print the figures beside their limits; 1 when one is passed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PERIPLE_DATA"] = folder
        cases: list[tuple[str, Path, Callable[[Path], object]]] = [
            ("csv", _csv(Path(folder, "purchases.csv")), _csv_alone),
            ("csv, all quoted", _csv(Path(folder, "quoted.csv"), csv.QUOTE_ALL), _csv_alone),
            ("xlsx", _xlsx(Path(folder, "purchases.xlsx")), _xlsx_alone),
        ]
        _ours(cases[0][1])  # numpy is loaded once
        print(f"{'':18}{'alone':>8}{'ours':>8}{'times':>8}{'limit':>8}   seconds of processor time, {ROWS} rows")
        is_slow = False
        for name, path, alone in cases:
            rounds = [(_seconds(alone, path), _seconds(_ours, path)) for _ in range(ROUNDS if "csv" in name else 2)]
            library, ours = (min(column) for column in zip(*rounds, strict=True))
            is_slow |= ours > LIMIT * library
            verdict = "ok" if ours <= LIMIT * library else "TOO MUCH"
            print(f"{name:18}{library:8.2f}{ours:8.2f}{ours / library:8.2f}{LIMIT:8.1f}   {verdict}")
    return int(is_slow)


def _seconds(work: Callable[[Path], object], path: Path) -> float:
    before = time.process_time()
    work(path)
    return time.process_time() - before


def _csv_alone(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        deque(csv.reader(file, delimiter=";"), maxlen=0)


def _xlsx_alone(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    deque(CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows(), maxlen=0)


def _ours(path: Path) -> None:
    from resources.i18n import words
    from strategy import imports

    imports.forget_workbook()
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = imports.guess(table)
    customers = imports.read_customers(path, reading, mapping)
    groups = imports.figures(customers, imports.rfm_groups(imports.rfm(customers), words("fr")))
    assert customers.report.used == ROWS
    assert sum(group.size for group in groups) == len(customers)


def _purchases() -> Iterator[tuple[str, int, int, float]]:
    """Customer, order, day counted from the first, and amount."""
    dice = random.Random(1)
    for order in range(ROWS):
        yield f"C{dice.randrange(CUSTOMERS):06d}", order, dice.randrange(700), dice.randrange(20_000) / 100


def _csv(path: Path, quoting: int = csv.QUOTE_MINIMAL) -> Path:
    days = [(_FIRST_DAY + datetime.timedelta(days=day)).strftime("%d/%m/%Y") for day in range(700)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=quoting)  # type: ignore[arg-type]  # one of its constants
        writer.writerow(["Client", "N° commande", "Date", "Montant"])
        for customer, order, day, amount in _purchases():
            writer.writerow([customer, order, days[day], f"{amount:.2f}".replace(".", ",")])
    return path


def _xlsx(path: Path) -> Path:
    """A plain workbook, written by hand because the libraries take a minute for it."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main_names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kinds}styles+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}worksheet+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{head}<workbook {main_names} xmlns:r="{office}"><sheets>'
            f'<sheet name="Ventes" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/>'
            f"</Relationships>",
        )
        archive.writestr(
            "xl/styles.xml",
            f'{head}<styleSheet {main_names}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            f"</styleSheet>",
        )
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f"{head}<worksheet {main_names}><sheetData>".encode())
            names = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("Client", "Date", "Montant"))
            sheet.write(f'<row r="1">{names}</row>'.encode())
            for line, (customer, _order, day, amount) in enumerate(_purchases(), start=2):
                sheet.write(
                    f'<row r="{line}"><c r="A{line}" t="inlineStr"><is><t>{customer}</t></is></c>'
                    f'<c r="B{line}" s="1"><v>{_FIRST_SERIAL + day}</v></c>'
                    f'<c r="C{line}"><v>{amount}</v></c></row>'.encode()
                )
            sheet.write(b"</sheetData></worksheet>")
    return path


if __name__ == "__main__":
    sys.exit(main())
