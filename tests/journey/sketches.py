"""Random journeys as plain values, for the tests that write and read them."""

from __future__ import annotations

from hypothesis import strategies as some

from journey.model import Direction, NodeKind, RateOrigin
from journey.sketch import JourneySketch, SketchPassage, SketchPoint, SketchStage

_SIGNS = some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"))
NAMES = some.lists(some.text(_SIGNS | some.sampled_from("\"'#;:%|[]{}()<>&«»éà\u00a0`\\"), min_size=1, max_size=12),
                   min_size=1, max_size=3).map(" ".join).map(str.strip).filter(bool)  # fmt: skip
SHARES = some.floats(0, 1, allow_subnormal=False)
_POINT = some.fixed_dictionaries(
    {},
    optional={
        "channel": some.sampled_from(["ch_email", "ch_phone"]),
        "direction": some.sampled_from([each.value for each in Direction]),
        "minutes": some.floats(0, 1e6),
        "owner": NAMES,
        "note": NAMES,
        "x": some.floats(-100, 1000),
        "y": some.floats(-100, 1000),
        "data_used": some.just(["data_demographic"]),
        "principles": some.just({"prin_empathy": "met"}),
        "is_data_use_known": some.booleans(),
    },
)
_PASSAGE = some.fixed_dictionaries(
    {}, optional={"probability": SHARES, "delay_hours": some.floats(0, 1e4), "count": some.integers(0, 10**6)}
)


@some.composite
def sketches(draw: some.DrawFn, *, is_plain: bool = False) -> JourneySketch:
    """A journey with an entry, a success, a drop-off, and up to five touchpoints; `is_plain`: names and shares only."""
    stages = draw(some.lists(NAMES, max_size=3, unique=True))
    kinds = [*NodeKind, *draw(some.lists(some.just(NodeKind.TOUCHPOINT), max_size=4))]
    places = [draw(some.sampled_from([None, *range(len(stages))])) for _ in kinds]
    order = sorted(range(len(kinds)), key=lambda each: -1 if places[each] is None else places[each])
    points = [
        SketchPoint(
            f"k{number}",
            draw(NAMES),
            kinds[each],
            places[each],
            {} if is_plain else draw(_POINT),
            () if is_plain else draw(some.sampled_from([(), ({"emotion": "emo_joy", "valence": 0.25},)])),
            () if is_plain else draw(some.sampled_from([(), ({"text": "Attente <b>", "severity": 4},)])),
        )
        for number, each in enumerate(order)
    ]
    pairs = [(one.key, two.key) for one in points for two in points
             if one.kind not in (NodeKind.SUCCESS, NodeKind.DROP_OFF) and two.kind is not NodeKind.ENTRY]  # fmt: skip
    chosen = draw(some.lists(some.sampled_from(pairs), max_size=8, unique=True))
    passages = [SketchPassage(source, target, draw(_PASSAGE)) for source, target in chosen]
    if not is_plain and passages:
        origin = {**passages[0].values, "rate_origin": RateOrigin.STATED.value}
        passages[0] = SketchPassage(passages[0].source, passages[0].target, origin)
    return JourneySketch(
        draw(NAMES), stages=tuple(map(SketchStage, stages)), points=tuple(points), passages=tuple(passages)
    )
