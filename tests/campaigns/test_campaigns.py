"""Each campaign in small: some rounds, and its controls, which must lose something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns import nursery
from tests.campaigns.trial import Absent, Campaign, Control, Trial, campaigns, controlled

SEED = 1
CAMPAIGNS = campaigns()
CONTROLS = [(each, control) for each in CAMPAIGNS.values() for control in each.controls if control.in_suite]


@pytest.fixture(scope="module", autouse=True)
def _nurseries() -> Iterator[None]:
    yield
    nursery.close_all()


@pytest.mark.parametrize("campaign", [each for each in CAMPAIGNS.values() if each.in_suite], ids=lambda each: each.name)
def test_nothing_is_lost(campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERIPLE_DATA", str(tmp_path / "unused"))
    trial = Trial(campaign.name, SEED, campaign.in_suite, campaign.seconds_in_suite, is_in_suite=True)
    (tmp_path / "here").mkdir()
    try:
        campaign.play(trial, tmp_path / "here")
    except Absent as absent:
        pytest.skip(str(absent))
    assert trial.losses == []
    assert trial.played > 0


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


def test_a_round_is_played_again_by_its_number() -> None:
    whole = [dice.random() for dice in Trial("T", 7, 5)]
    assert [dice.random() for dice in Trial("T", 7, 1, first=3)] == whole[3:4]
    assert [dice.random() for dice in Trial("T", 8, 5)] != whole
