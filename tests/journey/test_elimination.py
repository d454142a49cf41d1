from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey import elimination


@settings(max_examples=30)
@given(st.integers(0, 10**9), st.integers(4, 60))
def test_entries_of_loops_are_those_of_its_inverse(seed: int, size: int) -> None:
    random = numpy.random.default_rng(seed)
    circle = numpy.arange(size)
    source = numpy.concatenate((circle, random.integers(0, size, 2 * size)))
    target = numpy.concatenate(((circle + 1) % size, random.integers(0, size, 2 * size)))
    weight = random.random(len(source)) * random.integers(0, 2, len(source)) + 1e-3
    probability = weight / (numpy.bincount(source, weight, size) * 1.02)[source]
    between = numpy.zeros((size, size))
    numpy.add.at(between, (source, target), probability)
    inverse = numpy.linalg.inv(numpy.identity(size) - between)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "CORE", 3)
        patch.setattr(elimination, "_DENSE_SHARE", 2.0)
        diagonal, back = elimination.selected_entries(size, source, target, probability)
    assert diagonal == pytest.approx(inverse.diagonal(), rel=1e-9)
    assert back == pytest.approx(inverse[target, source], rel=1e-9)
