"""T11: any text goes to a workbook and comes back exactly, and is never a formula or an error code.

The campaign also has LibreOffice open the last of them, where it is installed: another judge of what is a formula.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from exports.cells import text_cell
from tests.campaigns.trial import Campaign, Control, Trial
from tests.exports.test_cells import HOSTILE, round_trip, saved

_TOGETHER = 200
_BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "\n", "'", "{=", "＝", "_x000D_", "_x005F_", "#N/A", "#REF!", "", "", ""]
_PIECES = [
    *["A1", "SUM(1,1)", "cmd|'/c calc'!A0", 'HYPERLINK("x")', "_x0041_", "_xff_", "<b>", "&amp;", "]]>", "\ud800"],
    *["\ufffe", "\x00", "\x07", "\x1b", "\r\n", "\n", " ", "\u00a0", "\u202e", "😀", "é", "e\u0301", "שלום", "漢"],
    *["1/2", "00123", "1e5", "12:30", "2024-01-31", "50%", "TRUE", "$x$", "{name}", "%s"],
]


def texts_of(dice: Random) -> list[str]:
    """Texts as people and attackers write them."""
    made = [_text(dice) for _ in range(_TOGETHER - 10)]
    return [*made, *dice.sample(HOSTILE, 10)]


def _text(dice: Random) -> str:
    if dice.random() < 0.2:
        return "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randint(1, 12)))
    pieces = dice.choices(_PIECES, k=dice.randint(0, 4))
    return dice.choice(_BEGINNINGS) + "".join(pieces)


def play(trial: Trial, folder: Path) -> None:
    texts: list[str] = []
    for dice in trial:
        texts = texts_of(dice)
        for text, found in zip(texts, round_trip(texts), strict=True):
            if found != text:
                trial.lose(f"{text!r} came back as {found!r}")
        trial.count("texts", len(texts))
    if not trial.is_in_suite and texts:
        _ask_libreoffice(trial, folder, texts)


def _ask_libreoffice(trial: Trial, folder: Path, texts: list[str]) -> None:
    office = shutil.which("soffice")
    if office is None:
        trial.count("LibreOffice is absent")
        return
    path = folder / "texts.xlsx"
    path.write_bytes(saved([text_cell(f"A{row}", 0, text)[0] for row, text in enumerate(texts, 1)]).getvalue())
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    for form in ("fods", "xlsx:Calc MS Excel 2007 XML"):
        (folder / "saved").mkdir(exist_ok=True)
        command = [office, own, "--headless", "--convert-to", form, "--outdir", str(folder / "saved"), str(path)]
        environment = {**os.environ, "HOME": str(folder)}
        subprocess.run(command, capture_output=True, timeout=180, check=True, env=environment)
    converted = (folder / "saved" / "texts.fods").read_text(encoding="utf-8")
    trial.count("texts that LibreOffice opened", len(texts))
    trial.expect("table:formula=" not in converted, "LibreOffice sees a formula")
    trial.expect('calcext:value-type="error"' not in converted, "LibreOffice sees an error")
    sheet = load_workbook(folder / "saved" / "texts.xlsx").worksheets[0]
    for row, text in enumerate(texts, 1):
        found = sheet.cell(row, 1)
        trial.expect(found.data_type != "f", f"{text!r} is a formula once LibreOffice has saved it")
        if text.isprintable() and text.strip() and "_x" not in text:
            trial.count("natural texts that LibreOffice saved")
            trial.expect(found.value == text, f"LibreOffice made {found.value!r} of {text!r}")


def careless(trial: Trial, _folder: Path) -> None:
    """A program that hands texts to its library."""
    warnings.simplefilter("ignore")
    for dice in trial:
        workbook, file = Workbook(), BytesIO()
        sheet = workbook.worksheets[0]
        for row, text in enumerate(texts_of(dice), 1):
            try:
                sheet.cell(row, 1).value = text
            except IllegalCharacterError:
                trial.lose(f"{text!r} cannot be written")
            if trial.losses:
                return
            text.encode()
        workbook.save(file)
        xml = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
        trial.expect(b"<f>" not in xml and b't="e"' not in xml, "a text is a formula")
        load_workbook(file)


CAMPAIGN = Campaign(
    "T11",
    "texts through a workbook",
    play,
    goal=500,
    in_suite=15,
    controls=[Control("texts handed to the library", careless, rounds=3)],
)
