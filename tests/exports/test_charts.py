from __future__ import annotations

from functools import cache

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from exports import charts
from exports.charts import Bubble, BubbleWords, Drawing, bubble_chart
from exports.label_places import best_place, free_along
from resources.i18n import words

SAID = BubbleWords("Value now, {unit} a year", "Potential in 12 months, {unit}", "Potential equals today", "€")
FREE = Bubble("free", "Free users", 0, 612_000, 18_400, 0)
TEAMS = Bubble("teams", "Teams", 1_344_000, 1_905_000, 4_600, 1)


@cache
def drawing(*bubbles: Bubble, ratio: float = 1.0, theme: str = "light", language: str = "en") -> Drawing:
    return bubble_chart(bubbles, SAID, words(language), size=(580, 340), ratio=ratio, theme=theme)


def test_the_area_of_a_bubble_is_its_size() -> None:
    places = drawing(FREE, TEAMS).places
    assert (places["free"][2] / places["teams"][2]) ** 2 == pytest.approx(18_400 / 4_600)


def test_more_value_is_further_right_and_more_potential_higher() -> None:
    places = drawing(FREE, TEAMS).places
    assert places["teams"][0] > places["free"][0]
    assert places["teams"][1] < places["free"][1]


def test_no_bubble_is_cut_by_the_edge() -> None:
    for x, y, radius in drawing(FREE, TEAMS).places.values():
        assert radius <= x <= 580 - radius
        assert radius <= y <= 340 - radius


def test_a_sharper_screen_gets_more_pixels_of_the_same_picture() -> None:
    plain, sharp = drawing(FREE, TEAMS), drawing(FREE, TEAMS, ratio=2.0)
    assert (sharp.width, sharp.height) == (2 * plain.width, 2 * plain.height)
    assert len(sharp.pixels) == sharp.width * sharp.height * 4
    assert sharp.places == plain.places


def test_the_ground_follows_the_theme() -> None:
    assert drawing(FREE).pixels[:3] == b"\xff\xff\xff"
    assert max(drawing(FREE, theme="dark").pixels[:3]) < 0x40


def test_a_name_is_never_a_formula() -> None:
    drawing(Bubble("a", "Cost $x^{ < 5$ & <b>", 1, 2, 3, 0), language="fr")


@pytest.mark.parametrize("size", [(572, 462), (240, 210)])
def test_no_words_are_cut_by_the_edge_or_lie_on_others(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    figure = Figure(figsize=(size[0] / 96, size[1] / 96), dpi=96)
    monkeypatch.setattr(charts, "Figure", lambda **_given: figure)
    longer = " and all who have come with them for more than ten years"
    made = [Bubble(str(at), f"Segment {at}{longer}", at * 4e6, 2e6 + at * at * 5e6, 9_000, at) for at in range(4)]
    said = BubbleWords(f"{SAID.x_title}, longer", f"{SAID.y_title}, longer", f"{SAID.diagonal}, longer", "€")
    bubble_chart(made, said, words("fr"), size=size, strong="1")
    texts: list[Text] = figure.findobj(Text)
    upright = [each for each in texts if each.get_visible() and each.get_text().strip() and not each.get_rotation()]
    places = {f"{each.get_text()} {at}": each.get_window_extent() for at, each in enumerate(upright)}
    assert sum("…" in each for each in places) == 4
    assert [text for text, at in places.items() if at.x0 < -1 or at.y0 < -1 or at.x1 > size[0] or at.y1 > size[1]] == []
    pairs = [(one, other) for one in places for other in places if one < other]
    over = [pair for pair in pairs if Bbox.intersection(*(places[each].padded(-1.5) for each in pair)) is not None]
    assert over == []


@pytest.mark.parametrize("bubbles", [(), (Bubble("a", "A", 0, 0, 0, 0),), (Bubble("a", "A", -5, -9, 3, 9),)])
def test_poor_figures_still_make_a_chart(bubbles: tuple[Bubble, ...]) -> None:
    assert set(drawing(*bubbles).places) == {bubble.id for bubble in bubbles}


def test_a_label_leaves_the_place_that_is_taken() -> None:
    right = best_place((100, 100), 10, (40, 12), [], (0, 0, 300, 300))
    other = best_place((100, 100), 10, (40, 12), [(110, 80, 200, 120)], (0, 0, 300, 300))
    assert right[0] > 100
    assert other != right


def test_a_label_stays_inside() -> None:
    left, top = best_place((290, 290), 5, (60, 12), [], (0, 0, 300, 300))
    assert 0 <= left <= 240
    assert 0 <= top <= 288


def test_words_along_a_line_avoid_what_stands_on_it() -> None:
    free = free_along((0, 300), (300, 0), 80, 8, [])
    moved = free_along((0, 300), (300, 0), 80, 8, [(140, 80, 220, 140)])
    assert free is not None
    assert moved is not None
    assert free != moved
    assert free_along((0, 300), (300, 0), 80, 8, [(0, 0, 300, 300)]) is None
