"""Journeys from elsewhere, drawn into a plan in one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from journey.model import Journey, NodeKind, Segment, Touchpoint
from journey.sketch import MOST_POINTS, JourneySketch, SketchPassage, SketchPoint, SketchStage, sketch_of
from resources.i18n import words
from storage.document import Document
from storage.errors import PlanError
from strategy.model import OwnEntry
from strategy.naming import Naming
from strategy.operations import import_journey
from strategy.snapshot import Snapshot
from tests.journey.sketches import sketches
from tests.support import opened_plan, sample_plan


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    with opened_plan(tmp_path_factory.mktemp("plan") / "a.periple", "empty") as plan:
        yield plan


@pytest.fixture
def plan(shared: Document) -> Iterator[Document]:
    yield shared
    while shared.undo():
        pass


def told(plan: Document, journey_id: str) -> JourneySketch:
    """The journey as the plan has it, points named by their order."""
    snapshot = Snapshot.of(plan)
    return renumbered(sketch_of(snapshot, journey_id, Naming(snapshot, words("en")).label))


def renumbered(sketch: JourneySketch) -> JourneySketch:
    keys = {point.key: f"k{number}" for number, point in enumerate(sketch.points)}
    return replace(
        sketch,
        points=tuple(replace(point, key=keys[point.key]) for point in sketch.points),
        passages=tuple(replace(each, source=keys[each.source], target=keys[each.target]) for each in sketch.passages),
        opportunities=tuple((keys.get(key or ""), values) for key, values in sketch.opportunities),
    )


def test_a_journey_of_another_plan_arrives_whole(plan: Document) -> None:
    shop = sample_plan("shop")
    for journey in shop.all(Journey):
        sketch = sketch_of(shop, journey.id, Naming(shop, words("fr")).label)
        before = plan.revision
        made = import_journey(plan, sketch, language="en")
        assert plan.revision == before + 1
        assert told(plan, made) == renumbered(sketch)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sketch=sketches())
def test_any_journey_is_drawn_as_it_is(plan: Document, sketch: JourneySketch) -> None:
    assert told(plan, import_journey(plan, sketch, language="fr")) == renumbered(sketch)


def test_words_that_nobody_knows_become_entries_of_the_plan(plan: Document) -> None:
    points = tuple(
        SketchPoint(name, name, values={"channel": channel})
        for name, channel in (("a", "Totem"), ("b", "totem "), ("c", "Courriel"), ("d", "ch_phone"))
    )
    made = import_journey(plan, JourneySketch("X", points=points), language="en")
    (own,) = plan.all(OwnEntry)
    assert (own.list_name, own.name) == ("channels", "Totem")
    found = [each.channel for each in plan.all(Touchpoint, journey_id=made) if each.kind == NodeKind.TOUCHPOINT]
    assert found == [own.id, own.id, "ch_email", "ch_phone"]


def test_an_entry_and_ends_are_added_in_the_words_of_the_plan(plan: Document) -> None:
    sketch = JourneySketch(stages=(SketchStage("Un"), SketchStage("Deux")), points=(SketchPoint("a", "A", stage=0),))
    made = import_journey(plan, sketch, language="fr", name="Nom")
    found = {each.kind: each.name for each in plan.all(Touchpoint, journey_id=made)}
    assert found == {
        "nk_touchpoint": "A", "nk_start": "Entrée", "nk_goal": "Sortie réussie", "nk_exit": "Abandon ou départ",
    }  # fmt: skip
    assert [each.name for each in plan.all(Journey)] == ["Nom"]


@pytest.mark.parametrize(
    "sketch",
    [
        JourneySketch(),
        JourneySketch(points=tuple(SketchPoint(f"{n}") for n in range(MOST_POINTS + 5))),
        JourneySketch(points=(SketchPoint("a", kind=NodeKind.SUCCESS), SketchPoint("b")),
                      passages=(SketchPassage("a", "b"),)),
        JourneySketch(points=(SketchPoint("a", values={"minutes": -1.0}),)),
    ],
)  # fmt: skip
def test_what_no_plan_may_say_changes_nothing(plan: Document, sketch: JourneySketch) -> None:
    with pytest.raises(PlanError):
        import_journey(plan, sketch, language="en")
    assert not plan.all(Journey)


def test_a_segment_that_is_gone_is_told(plan: Document) -> None:
    assert plan.get(Segment, "gone") is None
    with pytest.raises(PlanError):
        import_journey(plan, JourneySketch(points=(SketchPoint("a"),)), language="en", segment_id="gone")
