"""A real spreadsheet program opens the workbook and computes what we computed."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.exports.conftest import SAMPLES, Exported, formulas, opened

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def converted(source: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=55)
    return folder / f"{source.stem}.{kind.split(':')[0]}"


def without_values(source: Path, target: Path) -> Path:
    """The workbook without the computed values, so that the reader has to compute them."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as bare:
        for member in package.infolist():
            content = package.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            bare.writestr(member, content)
    return target


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_formula_computes_to_the_value_beside_it(exported: Exported, tmp_path: Path, sample: str) -> None:
    source = exported(sample, "fr")
    bare = without_values(source, tmp_path / "bare.xlsx")
    (tmp_path / "out").mkdir()
    computed = opened(converted(bare, "xlsx:Calc MS Excel 2007 XML", tmp_path / "out"), data_only=True)
    ours = opened(source, data_only=True)
    wrong = []
    for sheet, address, _ in formulas(source):
        wanted, found = ours[sheet][address].value, computed[sheet][address].value
        if isinstance(wanted, int | float):
            is_same = found == pytest.approx(wanted, abs=1e-6)
        else:
            is_same = (found or "") == (wanted or "")
        if not is_same:
            wrong.append((sheet, address, wanted, found))
    assert not wrong


def test_it_prints(exported: Exported, tmp_path: Path) -> None:
    printed = converted(exported("bank", "en"), "pdf", tmp_path)
    assert printed.read_bytes().startswith(b"%PDF")
