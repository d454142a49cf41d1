"""No word of a picture is cut, covered or out of its place: in French, and with labels a third longer."""

from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import cycle

import pytest
from PySide6.QtCore import QRectF

from journey.model import EmotionObservation, Friction, Journey, Lane, LaneKind, Opportunity, Stage, Touchpoint
from resources.i18n import spoken_in, words
from strategy.naming import Naming
from strategy.plan_file import sample_rows
from strategy.snapshot import Snapshot
from tests.support import sample_plan
from tests.ui.pictures.drawings import DrawnShape, DrawnText, covered, overlapping, read
from ui.pages.journeys.map.printed import PrintedMap
from ui.pictures.frame import MARGIN
from ui.pictures.picture import Picture, View, picture_of
from ui.pictures.sharp import svg_of
from ui.theme.theme import on_paper

pytestmark = pytest.mark.usefixtures("qapp")

TODAY = datetime.date(2026, 11, 22)
PLANS = ("saas", "bank", "shop", "long")
LONG_WORDS = ("Renouvellement", "Institutionnalisation", "Anticonstitutionnellement", "Kundenzufriedenheit",
              "Rechtsschutzversicherung")  # fmt: skip
_FILLER = " et sa vérification complémentaire par les équipes concernées de l’entreprise"


@cache
def plan(name: str) -> Snapshot:
    return sample_plan(name) if name != "long" else _lengthened()


def _lengthened() -> Snapshot:
    """The sample shop, every label 35 % longer."""
    naming = Naming(sample_plan("shop"), words("fr"))
    rows = sample_rows("shop", "fr")
    for row in rows:
        if isinstance(row, Touchpoint | Journey | Stage | Lane):
            row.name = _longer(naming.title(row))
        elif isinstance(row, Friction | Opportunity):
            row.text = _longer(row.text)
        if isinstance(row, Friction | EmotionObservation):
            row.verbatim = _longer(row.verbatim)
    return Snapshot(rows)


def _longer(text: str) -> str:
    extra = max(5, round(len(text) * 0.35))
    return text + _FILLER[:extra].rstrip() if text else text


@cache
def picture(name: str, view: str) -> Picture:
    snapshot = plan(name)
    return picture_of(snapshot, snapshot.all(Journey)[0].id, view, "fr", TODAY)


@cache
def drawing(name: str, view: str) -> bytes:
    return svg_of(picture(name, view))


@cache
def seen(name: str, view: str) -> tuple[list[DrawnText], list[DrawnShape]]:
    """The texts and the shapes of a drawing, which the tests only look at."""
    return read(drawing(name, view))


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("name", PLANS)
def test_no_words_lie_on_others_or_under_shapes_or_beyond_the_edge(name: str, view: str) -> None:
    texts, shapes = seen(name, view)
    assert len(texts) > 25
    assert overlapping(texts) == []
    assert covered(texts, shapes) == []
    sheet = QRectF(0, 0, picture(name, view).width, picture(name, view).height)
    assert [each.words for each in texts if not sheet.adjusted(20, 10, -20, -10).contains(each.area)] == []


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("name", PLANS)
def test_no_words_are_cut(name: str, view: str) -> None:
    texts, _ = seen(name, view)
    assert [each.words for each in texts if "…" in each.words] == []
    written = _letters("".join(each.words for each in texts))
    snapshot = plan(name)
    journey = snapshot.all(Journey)[0]
    points = snapshot.where(Touchpoint, journey_id=journey.id, kind="touchpoint")
    wanted = [journey.name, *(point.name for point in points)]
    if view == View.MAP:
        wanted += [row.text for row in snapshot.where(Friction, journey_id=journey.id)]
    assert [each for each in wanted if _letters(each) not in written] == []


@pytest.mark.parametrize("name", PLANS)
def test_words_of_a_touchpoint_stay_in_its_box(name: str) -> None:
    texts, shapes = seen(name, "graph")
    boxes = [area for shape in shapes if 148 < (area := shape.outline.boundingRect()).width() < 154
             and area.height() > 50]  # fmt: skip
    inside = [(text, area) for text in texts for area in boxes if area.contains(text.area.center())]
    inside = [(text, area) for text, area in inside if not re.fullmatch(r"\+?\d", text.words)]  # badges sit on rims
    named = {text.words for text, _ in inside}
    assert len(named) > len(plan(name).where(Touchpoint, journey_id=plan(name).all(Journey)[0].id))
    assert [text.words for text, area in inside if not area.adjusted(-1, 0, 1, 0).contains(text.area)] == []


@pytest.mark.parametrize("long", [LONG_WORDS, ("Rechtsschutzversicherungen",)])
def test_no_long_word_is_broken_in_a_box_nor_leaves_it(long: tuple[str, ...]) -> None:
    texts, shapes = read(svg_of(picture_of(_wordy(*long), "jr_shop_as_is", View.GRAPH, "fr", TODAY)))
    said = {word for each in texts for word in each.words.split()}
    assert [each for each in long if each not in said] == []
    assert overlapping(texts) == []
    assert covered(texts, shapes) == []
    boxes = [area for shape in shapes if 148 < (area := shape.outline.boundingRect()).width() < 196
             and area.height() > 50]  # fmt: skip
    for each in texts:
        if any(word in each.words for word in long):
            assert any(area.adjusted(2, 2, -2, -2).contains(each.area) for area in boxes), each.words


def test_a_word_that_no_box_can_hold_is_parted_with_a_hyphen() -> None:
    texts, shapes = read(svg_of(picture_of(_wordy("Donaudampfschifffahrtsgesellschaftskapitän"), "jr_shop_as_is",
                                           View.GRAPH, "fr", TODAY)))  # fmt: skip
    parts = [each.words for each in texts if each.words.startswith("Donau")]
    assert parts
    assert all(each.endswith("-") and len(each) > 5 for each in parts)
    assert overlapping(texts) == []
    assert covered(texts, shapes) == []


def _wordy(*names: str) -> Snapshot:
    """The sample shop, with one long word in each name."""
    rows = sample_rows("shop", "fr")
    points = (row for row in rows if isinstance(row, Touchpoint) and row.journey_id == "jr_shop_as_is")
    for point, name in zip(points, cycle(names), strict=False):
        point.name = f"{name} et suite"
    return Snapshot(rows)


def test_no_word_of_a_stage_is_broken_for_the_share_beside_it() -> None:
    rows = sample_rows("bank", "fr")
    for row in rows:
        if isinstance(row, Stage):
            row.name = "Accompagnement et informations complémentaires"
    snapshot = Snapshot(rows)
    texts, _ = read(svg_of(picture_of(snapshot, snapshot.all(Journey)[0].id, View.GRAPH, "fr", TODAY)))
    said = [word for each in texts for word in each.words.split()]
    stages = snapshot.where(Stage, journey_id=snapshot.all(Journey)[0].id)
    assert said.count("Accompagnement") == said.count("complémentaires") == len(stages)


def test_the_heads_of_a_comparison_are_whole_and_make_no_column_as_wide_as_a_sentence() -> None:
    rows = sample_rows("bank", "fr")
    name = "Accompagnement, institutionnalisation et informations complémentaires sur le contrat"
    for row in rows:
        if isinstance(row, Stage):
            row.name = name
    snapshot = Snapshot(rows)
    drawn = picture_of(snapshot, snapshot.all(Journey)[0].id, View.COMPARE, "fr", TODAY)
    texts, shapes = read(svg_of(drawn))
    said = [word for each in texts for word in each.words.split()]
    count = said.count("contrat")
    assert count == said.count("Accompagnement,") == said.count("institutionnalisation") >= 3
    assert drawn.width < count * 300
    assert overlapping(texts) == []
    assert covered(texts, shapes) == []


@pytest.mark.parametrize("name", PLANS)
def test_words_of_the_map_stay_in_their_cells(name: str) -> None:
    with on_paper(), spoken_in("fr"):
        layout = PrintedMap(plan(name), plan(name).all(Journey)[0].id).layout
    texts, _ = seen(name, "map")
    left = MARGIN + layout.head_width
    top = next(each.area.top() for each in texts if each.words == "Étapes") - 17
    lanes = [layout.lane_rect(index).translated(left, top + layout.head_height) for index, lane
             in enumerate(layout.lanes) if lane.kind != LaneKind.EMOTION]  # fmt: skip
    heads = QRectF(left, top, layout.width, layout.head_height)
    borders = [left + layout.left(column) for column in range(len(layout.scene.stages))]
    checked = 0
    for each in texts:
        lane = next((lane for lane in (heads, *lanes) if lane.top() <= each.area.center().y() < lane.bottom()), None)
        if lane is not None and not each.words.startswith("ligne "):  # these two stand on the line that they name
            checked += 1
            assert lane.top() - 1 <= each.area.top(), each.words
            assert each.area.bottom() <= lane.bottom() + 1, each.words
            assert not any(each.area.left() + 1 < x < each.area.right() - 1 for x in borders), each.words
    assert checked > 40


def _letters(text: str) -> str:
    return "".join(text.split())
