from __future__ import annotations

import pytest

from journey.analysis import journey_results
from journey.model import Journey, JourneyKind, RateOrigin, Touchpoint, Transition
from journey.what_if import WhatIf, what_if
from storage.document import Document
from storage.errors import PlanError
from strategy import operations
from strategy.snapshot import Snapshot
from tests.gestures import Ids


def leaving_shares(plan: Document, point_id: str) -> list[float | None]:
    return [each.probability for each in plan.all(Transition, source_id=point_id)]


def test_applying_a_what_if_derives_the_to_be_and_gives_it_the_success_announced(plan: Document, ids: Ids) -> None:
    prepared = what_if(Snapshot.of(plan), ids["sound journey"])
    assert isinstance(prepared, WhatIf)
    wanted = prepared.result({ids["sound friction"]: 0.5}).success_after
    to_be_id = operations.apply_what_if(plan, ids["sound journey"], {ids["sound friction"]: 0.5})
    to_be = plan.get(Journey, to_be_id)
    assert to_be is not None
    assert to_be.kind == JourneyKind.TO_BE
    assert journey_results(Snapshot.of(plan), to_be_id).success == pytest.approx(wanted)
    assert leaving_shares(plan, ids["counter"]) == [0.6, 0.4]
    (twin,) = plan.all(Touchpoint, journey_id=to_be_id, origin_id=ids["counter"])
    assert {each.rate_origin for each in plan.all(Transition, source_id=twin.id)} == {RateOrigin.ASSUMED.value}


def test_applying_again_writes_into_the_same_to_be_journey(plan: Document, ids: Ids) -> None:
    first = operations.apply_what_if(plan, ids["sound journey"], {ids["sound friction"]: 0.5})
    assert operations.apply_what_if(plan, ids["sound journey"], {ids["sound friction"]: 1.0}) == first


def test_a_touchpoint_that_the_to_be_dropped_is_refused_in_words(plan: Document, ids: Ids) -> None:
    to_be_id = operations.apply_what_if(plan, ids["sound journey"], {ids["sound friction"]: 0.5})
    (twin,) = plan.all(Touchpoint, journey_id=to_be_id, origin_id=ids["counter"])
    operations.delete(plan, Touchpoint, twin.id)
    with pytest.raises(PlanError, match="no longer has this touchpoint"):
        operations.apply_what_if(plan, ids["sound journey"], {ids["sound friction"]: 0.5})
