"""Journeys and flow charts of Mermaid, as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from resources.i18n import words
from strategy.imports.journeys import completed
from strategy.imports.report import Reason
from tests.strategy.imports.journeys.reading import file_of, journey_of, passages, points, refusal_of, refused

JOURNEY = """---
title: Week
---
%%{init: {'theme': 'base'}}%%
journey
    accDescr: told to nobody
    title A day #58; mine   %% a remark
    section Découverte
      Voir: la pub: 4: Me, Cat
      Pay : 1
    section Découverte
      Leave#59; or stay:x: Me
    nonsense
"""
CHART = """Some text
```mermaid
flowchart LR; classDef big fill:#fff
  subgraph one ["Discover &amp; <b>see</b>"]
    direction TB
    A([Start]) -->|60 %| B["Home<br/>page"] & C(Shop):::big
    B -- "30%, 2 h" --> D{{Cart}}
    B -.->|n = 7| E>Leave]
  end
  subgraph two
    D ==> F((Paid)); D --> E
  end
  C --> D
  C -.-x|yes| E
  B <--> C
  one --> two
  style A fill:#fff
  class A big
  ~~ what
```
```python
print("no diagram")
```
"""


def test_sections_are_stages_and_scores_are_emotions(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.mmd", JOURNEY)
    (read,) = file.journeys
    sketch = read.sketch
    assert sketch.name == "A day : mine"
    assert [(stage.name, stage.stage) for stage in sketch.stages] == [("", "st_discovery"), ("Découverte", None)]
    assert [point.name for point in sketch.points] == ["Voir: la pub", "Pay", "Leave; or stay"]
    assert [point.stage for point in sketch.points] == [0, 0, 1]
    assert [point.emotions[0]["valence"] if point.emotions else None for point in sketch.points] == [0.5, -1.0, None]
    assert sketch.points[0].values["note"] == "Me, Cat"
    assert refused(file) == [
        (4, "%%{init: {'theme': 'base'}}%%", Reason.LOOKS),
        (6, "told to nobody", Reason.NO_PLACE),
        (13, "nonsense", Reason.NOT_UNDERSTOOD),
        (12, "x", Reason.BAD_NUMBER),
    ]


def test_a_journey_gets_an_entry_and_an_end_and_everybody_goes_on(tmp_path: Path) -> None:
    sketch = completed(journey_of(tmp_path, "a.mmd", JOURNEY))
    kinds = [kind for _name, kind in points(sketch)]
    assert kinds == ["ENTRY", "TOUCHPOINT", "TOUCHPOINT", "TOUCHPOINT", "DROP_OFF", "SUCCESS"]
    assert set(passages(sketch).values()) == {1.0}
    assert ("Leave; or stay", "DROP_OFF") in passages(sketch)  # by its name


def test_a_flow_chart_gives_points_stages_and_shares(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.md", CHART)
    (read,) = file.journeys
    assert points(read.sketch) == [
        ("Start", "ENTRY"), ("Home page", "TOUCHPOINT"), ("Shop", "TOUCHPOINT"), ("Cart", "TOUCHPOINT"),
        ("Leave", "DROP_OFF"), ("Paid", "TOUCHPOINT"),
    ]  # fmt: skip
    assert [stage.name for stage in read.sketch.stages] == ["Discover & see", "two"]
    assert [point.stage for point in read.sketch.points] == [0, 0, 0, 0, 0, 1]
    found = passages(read.sketch)
    assert (found["Start", "Home page"], found["Start", "Shop"], found["Home page", "Cart"]) == (0.6, 0.6, 0.3)
    (cart,) = [each for each in read.sketch.passages if (each.source, each.target) == ("B", "D")]
    assert cart.values["delay_hours"] == 2.0
    assert found["Home page", "Shop"] is None
    assert ("Shop", "Home page") in found
    assert ("Cart", "Paid") in found
    assert [remark.text(words("en")) for remark in read.remarks] == [
        "1 arrow leads from or to a whole stage: it is not drawn.",
        "1 arrow with two heads was read as two.",
        "More than 100% leaves 1 touchpoint: Start.",
        "1 touchpoint has arrows with figures and arrows without: Home page.",
    ]
    reasons = {value: reason for _line, value, reason in refused(file)}
    assert reasons["direction TB"] is Reason.LOOKS
    assert reasons["~~ what"] is Reason.NOT_UNDERSTOOD
    assert reasons["yes"] is Reason.NO_PLACE
    assert completed(read).points[-1].kind.name == "SUCCESS"


@pytest.mark.parametrize(
    ("arrow", "is_joined"),
    [("-->", True), ("---", True), ("----->", True), ("-.->", True), ("-..->", True), ("==>", True), ("--x", True),
     ("--o", True), ("o--o", True), ("<-->", True), ("-- text -->", True), ("-. text .->", True),
     ("== text ==>", True), ("-->|text|", True), ('-->|"a | b"|', True), ("e1@-->", True), ("~~~", False)],
)  # fmt: skip
def test_every_arrow_of_mermaid_is_known(tmp_path: Path, arrow: str, is_joined: bool) -> None:
    sketch = journey_of(tmp_path, "a.mmd", f"graph TD\n A {arrow} B\n").sketch
    assert [point.key for point in sketch.points] == ["A", "B"]
    assert (("A", "B") in passages(sketch)) is is_joined


@pytest.mark.parametrize(
    "shape",
    ["[x y]", "(x y)", "([x y])", "[[x y]]", "[(x y)]", "((x y))", "(((x y)))", ">x y]", "{x y}", "{{x y}}", "[/x y/]",
     "[\\x y\\]", "[/x y\\]", '["x y"]', '["`**x** y`"]', '@{ shape: stadium, label: "x y" }', "[x<br>y]",
     '["x#32;y"]', "[fa:fa-car x y]", "[x y]:::some"],
)  # fmt: skip
def test_every_shape_of_mermaid_is_known(tmp_path: Path, shape: str) -> None:
    sketch = journey_of(tmp_path, "a.mmd", f"flowchart TD\n A{shape} --> B-1\n").sketch
    assert [point.name for point in sketch.points] == ["x y", "B-1"]


def test_texts_may_hold_semicolons_and_stages_other_groups(tmp_path: Path) -> None:
    text = "graph TD; subgraph a [x; y]\n subgraph b\n A[p; q]-->B; end\n C>r]; D\n end; E"
    file = file_of(tmp_path, "a.mmd", text)
    sketch = file.journeys[0].sketch
    assert [(point.name, point.stage) for point in sketch.points] == [
        ("p; q", 0), ("B", 0), ("r", 0), ("D", 0), ("E", None),
    ]  # fmt: skip
    assert [stage.name for stage in sketch.stages] == ["x; y"]
    assert refused(file) == [(2, "b", Reason.NO_PLACE)]


@pytest.mark.parametrize(
    ("labels", "shares"),
    [(("0.25", "0.75"), [0.25, 0.75]), (("25", "75"), [0.25, 0.75]), (("30", "90"), [0.25, 0.75]),
     (("n=1", "n=3"), [0.25, 0.75]), (("25 %", "75 %"), [0.25, 0.75]), (("12,5 %", "maybe"), [0.125, None]),
     (("-3", "x"), [None, None])],
)  # fmt: skip
def test_numbers_on_arrows_become_shares(tmp_path: Path, labels: tuple[str, str], shares: list[float | None]) -> None:
    first, second = labels
    sketch = journey_of(tmp_path, "a.mmd", f"graph TD\n A -->|{first}| B\n A -->|{second}| C\n").sketch
    assert list(passages(sketch).values()) == shares


def test_what_is_no_journey_is_told(tmp_path: Path) -> None:
    assert "another kind" in refusal_of(tmp_path, "a.mmd", "sequenceDiagram\n A->>B: x\n")
    assert "no diagram" in refusal_of(tmp_path, "a.md", "# Title\n\nText\n")
    assert "no touchpoint" in refusal_of(tmp_path, "a.mmd", "flowchart TD\n %% nothing\n")


def test_the_layout_named_in_the_head_is_no_part_of_the_drawing(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.mmd", "flowchart-elk LR\n A --> B\n")
    assert not file.report.refusals
    assert len(file.journeys[0].sketch.points) == 2
