from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.files import create_exclusively, replacing, scratch_folder, sweep


def fill(target: Path, content: str, *, fail: bool = False) -> None:
    with replacing(target) as part:
        part.write_text(content)
        if fail:
            raise RuntimeError("in the middle")


def test_a_file_is_replaced_whole_or_stays(tmp_path: Path) -> None:
    target = tmp_path / "a"
    fill(target, "first")
    with pytest.raises(RuntimeError, match="in the middle"):
        fill(target, "half", fail=True)
    assert target.read_text() == "first"
    fill(target, "second")
    assert target.read_text() == "second"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_new_file_is_private_and_a_replaced_one_keeps_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "a"
    fill(target, "first")
    assert target.stat().st_mode & 0o777 == 0o600
    target.chmod(0o644)
    fill(target, "second")
    assert target.stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "a", tmp_path / "link"
    fill(target, "first")
    link.symlink_to(target)
    fill(link, "second")

    assert link.is_symlink()
    assert target.read_text() == "second"


def test_an_existing_name_is_never_created_again(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("kept")
    with pytest.raises(FileExistsError):
        create_exclusively(tmp_path / "a")


def test_old_scratch_files_are_swept_and_nothing_else(tmp_path: Path) -> None:
    names = [".~0123456789ab.part", ".~fedcba987654.part", "letter.part", ".~lock.part", ".~0123456789ab.part-journal"]
    for name in names:
        (tmp_path / name).write_text("client text")
    for name in [names[0], *names[2:]]:
        os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)

    assert sorted(os.listdir(tmp_path)) == sorted(names[1:4])


def test_a_folder_that_a_killed_program_left_is_swept_with_what_is_in_it(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as young:
        left = tmp_path / ".~0123456789ab.part"
        left.mkdir()
        (left / "client.csv").touch()
        os.utime(left, (0, 0))
        sweep(tmp_path)
        assert list(tmp_path.iterdir()) == [young]
        assert os.name == "nt" or young.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []
