"""The list of plans opened lately."""

from __future__ import annotations

import datetime
import stat
from pathlib import Path

from resources.i18n import use_language
from storage.folders import application_folder
from ui.pages.welcome.cards import spoken_date
from ui.recent import KEPT, RecentPlan, forget, recent_plans, remember


def test_the_plan_used_last_comes_first_and_only_once() -> None:
    for name in ("a", "b", "a"):
        remember(RecentPlan(path=f"/plans/{name}.periple", name=name))
    assert [plan.name for plan in recent_plans()] == ["a", "b"]


def test_a_forgotten_plan_leaves_the_list_and_keeps_its_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.periple"
    path.touch()
    remember(RecentPlan(path=str(path), name="plan"))
    forget(str(path))
    assert recent_plans() == ()
    assert path.exists()


def test_a_plan_whose_file_has_gone_is_missing(tmp_path: Path) -> None:
    remember(RecentPlan(path=str(tmp_path / "gone.periple"), name="gone"))
    assert recent_plans()[0].is_missing


def test_what_other_programs_wrote_in_the_list_is_ignored() -> None:
    file = application_folder() / "recent.json"
    file.write_text('[{"path": 3}, 7, {"path": "/a", "name": null, "steps": ["odd"], "sketch": "x"}]', encoding="utf-8")
    (plan,) = recent_plans()
    assert (plan.path, plan.name, plan.steps, plan.sketch) == ("/a", "", (), ())
    file.write_text("{", encoding="utf-8")
    assert recent_plans() == ()


def test_the_list_stays_short() -> None:
    for number in range(KEPT + 3):
        remember(RecentPlan(path=f"/plans/{number}", name=str(number)))
    assert len(recent_plans()) == KEPT


def test_only_its_owner_reads_the_list() -> None:
    remember(RecentPlan(path="/a", name="client"))
    assert stat.S_IMODE((application_folder() / "recent.json").stat().st_mode) == 0o600


def test_dates_are_said_as_people_say_them() -> None:
    use_language("en")
    now = datetime.datetime(2027, 3, 5, 18, 0)
    assert spoken_date(datetime.datetime(2027, 3, 5, 9, 5), now) == "Today at 09:05"
    assert spoken_date(datetime.datetime(2027, 3, 4, 9, 5), now) == "Yesterday at 09:05"
    assert spoken_date(datetime.datetime(2027, 1, 4, 9, 5), now) == "4 Jan"
    assert spoken_date(datetime.datetime(2026, 1, 4, 9, 5), now) == "4 Jan 2026"
    assert spoken_date(None, now) == ""
