"""Pictures from the command line: each view in each kind of file, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import main as program
from tests.support import opened_plan

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The file of the sample shop, in English."""
    document = opened_plan(tmp_path / "shop.periple", "shop")
    document.close()
    return document.path


def export(*arguments: object) -> int:
    return program.main(["export", *(str(each) for each in arguments)])


@pytest.mark.parametrize("view", ["map", "graph", "compare"])
def test_each_view_is_drawn_and_drawn_the_same_again(shop: Path, tmp_path: Path, view: str) -> None:
    drawings = []
    for name in ("one.svg", "two.SVG"):
        assert export(shop, tmp_path / name, "--view", view) == 0
        drawings.append((tmp_path / name).read_bytes())
    assert drawings[0] == drawings[1]
    assert b"Fictitious example" in drawings[0]


def test_a_journey_is_found_by_name_in_any_case_or_by_id(shop: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    for name in ("BUYING AGAIN ONLINE - TO-BE", "jr_shop_to_be"):
        target.unlink(missing_ok=True)
        assert export(shop, target, "--journey", name) == 0, name
        assert "· To be ·" in target.read_text(encoding="utf-8")


def test_what_does_not_exist_is_told_and_nothing_is_written(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.svg"
    assert export(shop, target, "--view", "tree") == 1
    assert "There is no view “tree”" in capsys.readouterr().err
    assert export(shop, target, "--journey", "Nowhere") == 1
    assert "There is no journey “Nowhere”" in capsys.readouterr().err
    empty = opened_plan(tmp_path / "empty.periple", "empty")
    empty.close()
    assert export(empty.path, target) == 1
    assert "no journey yet" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.feature("feat_graph_image")
def test_dots_per_inch_decide_the_size_of_an_image(shop: Path, tmp_path: Path) -> None:
    assert export(shop, tmp_path / "a.png") == 0
    assert export(shop, tmp_path / "b.png", "--dpi", 96) == 0
    with Image.open(tmp_path / "a.png") as twice, Image.open(tmp_path / "b.png") as once:
        assert twice.width == pytest.approx(2 * once.width, abs=1)
        assert twice.info["dpi"] == pytest.approx((192, 192), abs=0.1)
        assert {twice.getpixel((x, y)) for x in (0, twice.width - 1) for y in (0, 9)} == {(255, 255, 255)}


def test_words_too_small_for_the_paper_take_several_sheets_and_this_is_told(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(shop, tmp_path / "a.pdf", "--paper", "A4", "--view", "graph", "--tiled") == 0
    assert capsys.readouterr().err == ""
    saas = opened_plan(tmp_path / "saas.periple", "saas")
    saas.close()
    assert export(saas.path, tmp_path / "b.pdf", "--paper", "A4") == 0
    assert "too small on one sheet of A4" in capsys.readouterr().err
