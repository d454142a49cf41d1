"""The window of the program and pages' bridges, for every test of windows."""

from collections.abc import Iterator

import pytest

from tests.kept_plans import KeptPlans
from tests.ui.long_words import long_words, paintings
from tests.ui.pages.conftest import bridge_to
from tests.windows import open_window, told

__all__ = ["bridge_to", "long_words", "open_window", "paintings", "told"]


@pytest.fixture(scope="session")
def kept_plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptPlans]:
    """The plans that tests of pages share."""
    plans = KeptPlans(tmp_path_factory.mktemp("plans"))
    yield plans
    plans.close()
