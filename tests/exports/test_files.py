"""A file appears whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from exports.files import atomic_folder, atomic_write
from resources.i18n import words
from storage.errors import PlanError

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, text: str) -> None:
    with atomic_write(path) as part:
        part.write_text(text)


def write_half(path: Path) -> None:
    with atomic_write(path) as part:
        part.write_text("half")
        raise ZeroDivisionError


def test_the_file_takes_its_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    write(tmp_path / "out.xlsx", "new")
    assert names(tmp_path) == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_text() == "new"


@posix_only
def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    write(tmp_path / "out.xlsx", "new")
    assert (tmp_path / "out.xlsx").stat().st_mode & 0o777 == 0o600


@posix_only
def test_a_former_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_text("old")
    (tmp_path / "out.xlsx").chmod(0o640)
    write(tmp_path / "out.xlsx", "new")
    assert (tmp_path / "out.xlsx").stat().st_mode & 0o777 == 0o640


def test_a_failure_in_the_middle_keeps_the_former_file(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_half(tmp_path / "out.xlsx")
    assert names(tmp_path) == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_text() == "old"


@posix_only
def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real.xlsx").write_text("old")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real.xlsx")
    write(tmp_path / "link.xlsx", "new")
    assert (tmp_path / "link.xlsx").is_symlink()
    assert (tmp_path / "real.xlsx").read_text() == "new"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "denied"), "«\u00a0out.xlsx\u00a0» ne peut pas être remplacé"),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), "«\u00a0out.xlsx\u00a0» est un dossier. Choisissez"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "Le nom «\u00a0out.xlsx\u00a0» est trop long. "),
        (OSError(errno.ENOSPC, "full"), "Il n’y a plus de place sur le disque pour «\u00a0out.xlsx\u00a0»"),
        (OSError(errno.EIO, "broken"), "«\u00a0out.xlsx\u00a0» n’a pas pu être écrit\u00a0: broken"),
    ],
)
def test_what_prevents_the_writing_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    (tmp_path / "out.xlsx").write_text("old")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PlanError) as raised:
        write(tmp_path / "out.xlsx", "new")
    assert raised.value.text(words("fr")).startswith(sentence)
    assert names(tmp_path) == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_text() == "old"


def test_a_folder_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as raised:
        write(tmp_path / "gone" / "out.xlsx", "new")
    assert "gone" in raised.value.text(words("en"))


def test_a_folder_of_files_is_whole_or_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    with pytest.raises(ZeroDivisionError), atomic_folder(target) as folder:
        write_half(folder / "a.csv")
    assert names(tmp_path) == []
    for said in ("old", "new"):
        with atomic_folder(target) as folder:
            write(folder / "a.csv", said)
        (target / "mine.txt").touch()
    assert (target / "a.csv").read_text() == "new"
    assert [names(target), names(tmp_path)] == [["a.csv", "mine.txt"], ["tables"]]
