from __future__ import annotations

import json

from journey.model import Friction
from resources.i18n import words
from strategy.capability_report import capability_lines, capability_values
from strategy.model import SwotFriction, SwotStatement
from strategy.naming import Naming
from tests.support import drawn, plan_of, sample_plan


def test_the_report_has_the_paths_behind_each_figure() -> None:
    bank = sample_plan("bank")
    values = json.loads(json.dumps(capability_values(bank, Naming(bank, words("en"))), allow_nan=False))
    first = values["weaknesses"][0]
    assert (first["id"], first["rank"], first["unknown_costs"]) == ("sw_bank_3", 1, 0)
    dearest = first["paths"][0]
    assert (dearest["friction"], dearest["touchpoint"], dearest["segment"]) == ("fc_bank_2", "ca_phone", "sg_bank_long")
    assert dearest["ways"] == [{"tie": "touchpoint", "by": "cb_phone"}]
    together = values["weaknesses_together"]
    assert together["cost_per_year"] < together["sum_of_weaknesses"]
    assert {each["area"] for each in values["weak_areas"]} == {
        "cap_data_sources", "cap_marketing_tools", "cap_multichannel_operations",
    }  # fmt: skip


def test_what_is_not_known_is_null_and_left_out_of_the_text() -> None:
    weak = SwotStatement(id="w", quadrant="swot_weakness", text="Slow")
    rows = [weak, Friction(id="f", journey_id="jr", touchpoint_id="a"),
            SwotFriction(id="w~f", statement_id="w", friction_id="f")]  # fmt: skip
    plan = plan_of(drawn({"in>a": 1.0, "a>won": 0.5, "a>lost": 0.5}), rows)
    naming = Naming(plan, words("en"))
    (found,) = capability_values(plan, naming)["weaknesses"]
    assert (found["cost_per_year"], found["rank"], found["unknown_costs"]) == (None, None, 1)
    assert list(capability_lines(plan, naming)) == []


def test_the_text_names_the_weakness_that_holds_back_most() -> None:
    bank = sample_plan("bank")
    lines = list(capability_lines(bank, Naming(bank, words("en"))))
    assert lines[1].startswith("  1: Téléphone, agence et messages gérés à part, €1,011,540 a year, frictions: 5")
    assert lines[-1].startswith("  together €1,038,627")
