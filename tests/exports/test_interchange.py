"""Journeys written for other programs, and what comes back."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from exports import interchange
from exports.interchange.drawn import Drawn
from exports.interchange.escaping import mermaid_text
from exports.interchange.graphml import _Graph
from exports.interchange.mermaid import _chart, _diagram
from journey.model import Journey, NodeKind
from journey.sketch import JourneySketch, SketchPoint, SketchStage, sketch_of
from resources.i18n import words
from strategy.imports.journeys import ReadJourney, read_journeys
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from tests.journey.sketches import sketches
from tests.support import sample_plan

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first journey of a sample in all formats."""
    folder = tmp_path_factory.mktemp("written")
    shop = sample_plan("shop")
    interchange.write_graphml(shop, folder / "a.graphml", "fr")
    interchange.write_gexf(shop, folder / "a.gexf", "fr")
    interchange.write_dot(shop, folder / "a.dot", "fr")
    interchange.write_flowchart(shop, folder / "flow.mmd", "fr")
    interchange.write_journey_diagram(shop, folder / "journey.mmd", "fr")
    return folder


def read(path: Path) -> ReadJourney:
    (journey,) = read_journeys(path).journeys
    return journey


def first_journey() -> JourneySketch:
    shop = sample_plan("shop")
    return sketch_of(shop, shop.all(Journey)[0].id, words("fr").label)


def drawing(sketch: JourneySketch) -> Drawn:
    return Drawn(Snapshot(), "", sketch, Naming(Snapshot(), words("fr")))


def shape(sketch: JourneySketch) -> tuple[object, ...]:
    """Points and passages by their order, without keys."""
    place = {point.key: number for number, point in enumerate(sketch.points)}
    points = [(point.name, point.kind, point.stage) for point in sketch.points]
    passages = sorted(
        (place[each.source], place[each.target], *(str(each.values.get(name)) for name in _FIGURES))
        for each in sketch.passages
    )
    return points, passages


_FIGURES = ("probability", "delay_hours", "count")


def test_graphml_comes_back_as_it_was(written: Path) -> None:
    found = read_journeys(written / "a.graphml")
    assert found.journeys[0].sketch == first_journey()
    assert found.report.unused == 0


def test_other_programs_read_the_graphml_with_types(written: Path) -> None:
    import networkx

    graph = networkx.read_graphml(io.BytesIO((written / "a.graphml").read_bytes()), force_multigraph=True)
    sketch = first_journey()
    assert len(graph) == len(sketch.points)
    assert graph.number_of_edges() == len(sketch.passages)
    point = next(each for each in sketch.points if each.name == "Fiche produit")
    node = graph.nodes[point.key]
    assert (node["label"], node["kind"], node["channel"], node["score"]) == (
        "Fiche produit",
        "touchpoint",
        "Site web",
        2,
    )
    assert isinstance(node["minutes"], float)
    assert isinstance(node["x"], float)
    assert {type(each["probability"]) for *_ends, each in graph.edges(data=True)} == {float}


def test_networkx_reads_the_gexf(written: Path) -> None:
    import networkx

    graph = networkx.read_gexf(io.BytesIO((written / "a.gexf").read_bytes()), version="1.3")
    assert {each["label"] for _id, each in graph.nodes(data=True)} >= {"Fiche produit", "Panier"}
    assert graph.number_of_edges() == len(first_journey().passages)


@pytest.mark.parametrize("name", ["a.gexf", "a.dot", "flow.mmd"])
def test_points_stages_shares_and_delays_come_back_from_every_drawing(written: Path, name: str) -> None:
    assert shape(read(written / name).sketch) == shape(first_journey())


def test_what_a_diagram_cannot_hold_is_told_in_it(written: Path) -> None:
    written_again = interchange.write_flowchart(sample_plan("shop"), written / "again.mmd", "en")
    assert "6 frictions are not in this file." in written_again.notes
    assert "  %% 6 frictions are not in this file." in (written / "again.mmd").read_text(encoding="utf-8")
    assert not interchange.write_graphml(sample_plan("shop"), written / "again.graphml", "en").notes


def test_the_same_plan_gives_the_same_bytes(written: Path) -> None:
    interchange.write_gexf(sample_plan("shop"), written / "twice.gexf", "fr")
    assert (written / "twice.gexf").read_bytes() == (written / "a.gexf").read_bytes()


@FEW
@given(sketch=sketches())
def test_any_journey_comes_back_from_graphml(tmp_path: Path, sketch: JourneySketch) -> None:
    path = tmp_path / "a.graphml"
    path.write_text(_Graph(drawing(sketch)).text(), encoding="utf-8", newline="\n")
    assert read(path).sketch == sketch


@FEW
@given(sketch=sketches(is_plain=True))
def test_any_journey_comes_back_from_a_flow_chart(tmp_path: Path, sketch: JourneySketch) -> None:
    path = tmp_path / "a.mmd"
    path.write_text(_chart(drawing(sketch), []), encoding="utf-8", newline="\n")
    found = read(path)
    assert shape(found.sketch) == shape(sketch)
    assert found.sketch.name == sketch.name
    assert [each.name or words("fr").label(each.stage) for each in found.sketch.stages] == [
        each.name for each in sketch.stages
    ]


@FEW
@given(sketch=sketches(is_plain=True))
def test_stages_names_and_scores_come_back_from_a_journey_diagram(tmp_path: Path, sketch: JourneySketch) -> None:
    path = tmp_path / "a.mmd"
    points = [each for each in sketch.points if each.kind is NodeKind.TOUCHPOINT]
    path.write_text(_diagram(drawing(sketch), points, []), encoding="utf-8", newline="\n")
    found = read(path).sketch
    assert found.name == sketch.name
    assert [each.name for each in found.points] == [each.name for each in points]
    assert [each.stage for each in found.points] == [each.stage for each in points]
    assert {each.emotions[0]["valence"] for each in found.points} <= {0.0}


HOSTILE = 'section "<b>%%{init}%%</b>" #quot; ;A-->B[x]|y| `]](( «fin»\n&lt; -- :: end'


@pytest.mark.parametrize("text", ["$$x^2$$", "a $$$ b", "1. one", "12) two", "+ three", "- four"])
def test_mermaid_takes_no_text_for_mathematics_or_a_list(text: str) -> None:
    written = mermaid_text(text)
    assert "$$" not in written
    assert not re.match(r"\d+[.)]( |$)|[-+*]", written)
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), written) == text
    assert mermaid_text("5.5 $ or 1.5") == "5.5 $ or 1.5"


def test_no_text_of_a_user_is_markup(tmp_path: Path) -> None:
    point = SketchPoint("k0", HOSTILE, stage=0, values={"owner": "a,b"})
    sketch = JourneySketch(HOSTILE, stages=(SketchStage(HOSTILE),), points=(point,))
    line = " ".join(HOSTILE.split())
    for name, text in (
        ("a.graphml", _Graph(drawing(sketch)).text()),
        ("b.mmd", _chart(drawing(sketch), [])),
        ("c.mmd", _diagram(drawing(sketch), [point], [])),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
        found = read(tmp_path / name).sketch
        assert [" ".join(each.name.split()) for each in found.points] == [line]
        assert len(found.stages) == 1
    assert "<b>" not in text
    empty = replace(sketch, name="", stages=(), points=(replace(point, name="", stage=None),))
    assert _chart(drawing(empty), []).count("p1") == 1
