"""Each campaign in small: some rounds, and its controls, which must lose something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns import nursery
from tests.campaigns.trial import Absent, Campaign, Control, Trial, campaigns, controlled, played

SEED = 1
CAMPAIGNS = campaigns()
PARTS = [
    pytest.param(each, part, id=each.name if each.parts_in_suite == 1 else f"{each.name}-{part + 1}")
    for each in CAMPAIGNS.values()
    for part in range(each.parts_in_suite if each.in_suite else 0)
]
CONTROLS = [(each, control) for each in CAMPAIGNS.values() for control in each.controls if control.in_suite]


@pytest.fixture(scope="module", autouse=True)
def _nurseries() -> Iterator[None]:
    yield
    nursery.close_all()


@pytest.mark.parametrize(("campaign", "part"), PARTS)
def test_nothing_is_lost(campaign: Campaign, part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERIPLE_DATA", str(tmp_path / "unused"))
    try:
        trial = played(campaign.play, campaign.in_part(part, SEED))
    except Absent as absent:
        pytest.skip(str(absent))
    assert trial.losses == []
    assert trial.played > 0
    if trial.left_out:
        pytest.skip(f"played, but left out: {', '.join(trial.left_out)}")


@pytest.mark.parametrize(("campaign", "control"), CONTROLS, ids=lambda each: getattr(each, "name", None) or each.title)
def test_a_careless_program_loses_something(
    campaign: Campaign, control: Control, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PERIPLE_DATA", str(tmp_path / "unused"))
    try:
        trial = controlled(campaign, control, SEED)
    except Absent as absent:
        pytest.skip(str(absent))
    assert trial.losses, "the trial is blind"


def test_the_parts_of_the_suite_are_all_its_rounds() -> None:
    campaign = Campaign("T", "any", lambda trial, folder: None, goal=9, in_suite=7, controls=[], parts_in_suite=3)
    rounds = [dice.random() for part in range(3) for dice in campaign.in_part(part, 7)]
    assert rounds == [dice.random() for dice in Trial("T", 7, 7)]


def test_a_round_is_played_again_by_its_number() -> None:
    whole = [dice.random() for dice in Trial("T", 7, 5)]
    assert [dice.random() for dice in Trial("T", 7, 1, first=3)] == whole[3:4]
    assert [dice.random() for dice in Trial("T", 8, 5)] != whole
