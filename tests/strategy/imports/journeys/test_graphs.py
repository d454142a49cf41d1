"""Graphs of other programs: GraphML, GEXF and DOT; plans in JSON; lists of touchpoints."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.model import Journey
from resources.i18n import words
from strategy.imports.journeys import completed
from strategy.imports.report import Reason
from strategy.plan_json import json_text
from tests.strategy.imports.journeys.reading import file_of, journey_of, passages, points, refusal_of, refused
from tests.support import sample_plan

GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="t" for="node" attr.name="type" attr.type="string"/>
<key id="p" for="node" attr.name="phase" attr.type="string"><default>Achat</default></key>
<key id="c" for="node" attr.name="Canal" attr.type="string"/>
<key id="f" for="node" attr.name="pain_points" attr.type="string"/>
<key id="s" for="node" attr.name="satisfaction" attr.type="double"/>
<key id="k" for="node" attr.name="colour" attr.type="string"/>
<key id="w" for="edge" attr.name="weight" attr.type="int"/>
<key id="d" for="edge" attr.name="delay_days" attr.type="double"/>
<key id="y" for="node" yfiles.type="nodegraphics"/>
<graph edgedefault="directed">
 <node id="n0"><data key="t">start</data>
  <data key="y"><y:ShapeNode><y:NodeLabel>Envie</y:NodeLabel></y:ShapeNode></data></node>
 <node id="n1"><data key="c">Boutique</data><data key="f">Attente
Prix &lt;net&gt;</data><data key="s">4,5</data><data key="k">red</data><data key="zz">odd</data></node>
 <node id="g" yfiles.foldertype="group"><data key="y"><y:ShapeNode><y:NodeLabel>Essai</y:NodeLabel></y:ShapeNode></data>
  <graph edgedefault="directed"><node id="g::n2"><data key="c">Totem</data></node></graph></node>
 <node id="n3"><data key="t">exit</data></node>
 <node id="n1"/>
 <edge source="n0" target="n1"/>
 <edge source="n1" target="g::n2"><data key="w">30</data><data key="d">0.5</data></edge>
 <edge source="n1" target="n3"><data key="w">50</data></edge>
 <edge source="n1" target="n3"><data key="w">20</data></edge>
 <edge source="n1" target="n9"/>
 <edge source="n3" target="n3"/>
 <hyperedge/>
</graph></graphml>"""


def test_attributes_are_known_by_their_names(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.graphml", GRAPHML)
    (read,) = file.journeys
    sketch = read.sketch
    assert points(sketch) == [
        ("Envie", "ENTRY"), ("n1", "TOUCHPOINT"), ("g::n2", "TOUCHPOINT"), ("n3", "DROP_OFF"),
    ]  # fmt: skip
    assert [stage.name for stage in sketch.stages] == ["Essai", "Achat"]
    assert [point.stage for point in sketch.points] == [1, 1, 0, 1]
    shop = sketch.points[1]
    assert (shop.values["channel"], sketch.points[2].values["channel"]) == ("ch_store", "Totem")
    assert [each["text"] for each in shop.frictions] == ["Attente", "Prix <net>"]
    assert shop.emotions[0]["valence"] == 0.75
    assert passages(sketch) == {("Envie", "n1"): None, ("n1", "g::n2"): 0.3, ("n1", "n3"): 0.7}
    assert sketch.passages[1].values["delay_hours"] == 12.0
    assert {(value, reason) for _line, value, reason in refused(file)} == {
        ("red", Reason.NO_PLACE), ("odd", Reason.NO_PLACE), ("n1", Reason.SAME_POINT), ("", Reason.NOT_UNDERSTOOD),
        ("n1 → n9", Reason.UNKNOWN_END), ("n3 → n3", Reason.NOT_ALLOWED),
    }  # fmt: skip
    assert [line for line, value, _reason in refused(file) if value == "odd"] == [15]
    assert completed(read).passages[0].values["probability"] == 1.0


def test_gexf_of_gephi_is_read(tmp_path: Path) -> None:
    text = (
        '<gexf xmlns="http://gexf.net/1.3"><meta><title>Été</title></meta><graph defaultedgetype="undirected">'
        '<attributes class="node"><attribute id="0" title="stage" type="string"/></attributes><nodes>'
        '<node id="a" label="Un"><attvalues><attvalue for="0" value="Avant"/></attvalues></node>'
        '<node id="b" label="Deux"/><node id="c" label="Quit"/></nodes><edges>'
        '<edge source="a" target="b" weight="3"/><edge source="a" target="c" weight="1"/></edges></graph></gexf>'
    )
    read = journey_of(tmp_path, "a.gexf", text)
    assert read.sketch.name == "Été"
    assert points(read.sketch) == [("Un", "TOUCHPOINT"), ("Deux", "TOUCHPOINT"), ("Quit", "DROP_OFF")]
    assert passages(read.sketch) == {("Un", "Deux"): 0.75, ("Un", "Quit"): 0.25}
    assert "no direction" in read.remarks[0].text(words("en"))


def test_dot_of_graphviz_is_read(tmp_path: Path) -> None:
    text = (
        '/* x */ strict digraph "Mon parcours" { rankdir=LR; node [shape=box];\n'
        ' subgraph cluster_0 { label="Avant"; a [label="Un\\nmot", color=red]; b:n -> {c d} [label="20%"] }\n'
        ' a -> b -> "e f" [weight=2]; // end\n e_2 [label=<<b>Gras</b>>] }'
    )
    file = file_of(tmp_path, "a.dot", text)
    sketch = file.journeys[0].sketch
    assert sketch.name == "Mon parcours"
    assert [point.name for point in sketch.points] == ["Un mot", "b", "c", "d", "e f", "Gras"]
    assert [point.stage for point in sketch.points] == [0, 0, 0, 0, None, None]
    assert passages(sketch)["b", "c"] == 0.2
    assert ("b", "e f") in passages(sketch)


def test_journeys_of_a_plan_in_json_come_whole(tmp_path: Path) -> None:
    plan = sample_plan("shop")
    file = file_of(tmp_path, "a.json", json_text(plan))
    assert [each.sketch.name for each in file.journeys] == [each.name for each in plan.all(Journey)]
    first = completed(file.journeys[0])
    assert len(first.opportunities) == 3
    assert sum(len(lane.cards) for lane in first.lanes) == 6


@pytest.mark.parametrize("separator", [";", ","])
def test_a_list_of_touchpoints_is_a_journey_in_its_order(tmp_path: Path, separator: str) -> None:
    rows = [
        ("Étape", "Point de contact", "Canal", "Émotion", "Irritant", "Gravité", "Couleur"),
        ("Découverte", "Site", "web", "Joie", "Lent", "4", ""),
        ("", "Caisse", "Borne", "zen", "", "", "bleu"),
        ("Chez nous", "", "", "", "", "", ""),
        ("Achat", "Site", "", "😡", "Un | Deux", "critique", ""),
    ]
    file = file_of(tmp_path, "liste.csv", "\n".join(separator.join(row) for row in rows))
    sketch = file.journeys[0].sketch
    assert [point.name for point in sketch.points] == ["Site", "Caisse", "Site"]
    assert [(stage.stage, stage.name) for stage in sketch.stages] == [("st_discovery", ""), (None, "Achat")]
    assert [point.stage for point in sketch.points] == [0, 0, 1]
    assert [point.values.get("channel") for point in sketch.points] == ["ch_website", "Borne", None]
    assert [each["severity"] for point in sketch.points for each in point.frictions] == [4, 5, 5]
    assert sketch.points[2].emotions[0]["emotion"] == "emo_anger"
    assert len(sketch.passages) == 2
    assert {(line, reason) for line, _value, reason in refused(file)} == {
        (1, Reason.NO_PLACE), (3, Reason.UNKNOWN_WORD), (4, Reason.NO_NAME),
    }  # fmt: skip


def test_a_decimal_comma_does_not_part_a_score_and_a_severity_without_friction_is_told(tmp_path: Path) -> None:
    text = "point de contact;émotion;friction;gravité\nSite;3,5;;4\nCaisse;-0,5;;\nRetour;Joie, Colère;Lent;2\n"
    file = file_of(tmp_path, "a.csv", text)
    site, checkout, back = file.journeys[0].sketch.points
    assert [each["valence"] for each in site.emotions] == [0.25]
    assert checkout.emotions == ()
    assert [each["emotion"] for each in back.emotions] == ["emo_joy", "emo_anger"]
    assert refused(file) == [(2, "4", Reason.NO_PLACE), (3, "-0,5", Reason.OUT_OF_SCALE)]


def test_a_list_may_say_who_leads_where(tmp_path: Path) -> None:
    text = "touchpoint,next,share\nAd,Shop,60 %\nAd,Leave,40 %\nShop,,\nLeave,,\n"
    sketch = journey_of(tmp_path, "a.csv", text).sketch
    assert passages(sketch) == {("Ad", "Shop"): 0.6, ("Ad", "Leave"): 0.4}


def test_a_graph_without_stages_may_be_given_some(tmp_path: Path) -> None:
    read = journey_of(tmp_path, "a.mmd", "graph TD\n A --> B --> C --> D\n")
    sketch = completed(read, ["D"], stage_set="stset_buying")
    assert [(point.name, point.stage) for point in sketch.points][1:5] == [("A", 0), ("B", 1), ("C", 2), ("D", 2)]


def test_what_no_reader_knows_is_told(tmp_path: Path) -> None:
    assert "Choose GraphML" in refusal_of(tmp_path, "a.bin", "hello")
    assert "no graph" in refusal_of(tmp_path, "a.graphml", "<html/>")
    assert "neither" in refusal_of(tmp_path, "a.dot", "hello")
    assert "names a touchpoint" in refusal_of(tmp_path, "a.csv", "stage,touchpoint\nA,\nB,\n")
    assert "No column" in refusal_of(tmp_path, "b.csv", "date,amount\n1,2\n3,4\n")


def test_a_workbook_is_read_from_the_sheet_that_lists_touchpoints(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for title, rows in (("Cover", (["Plan"], ["2026"])), ("Map", (["Phase", "Touchpoint"], ["Go", "Walk"]))):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    book.close()
    (point,) = journey_of(tmp_path, "a.xlsx", (tmp_path / "a.xlsx").read_bytes()).sketch.points
    assert point.name == "Walk"
