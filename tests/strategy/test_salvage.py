"""A damaged plan becomes one that obeys all rules, of what is proven alone; what it lacks is told by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from resources.i18n import words
from storage import salvage as reading
from storage.base import Base
from storage.salvage import Salvage
from storage.schema import schema_of
from strategy.model import PLAN_ROW, Action, Plan
from strategy.plan_file import open_plan, to_json
from strategy.salvage import ALONE, EMPTIED, UNFIT, Salvaged, bring_salvaged, salvage_of
from strategy.salvage_report import SalvageReport
from strategy.snapshot import Snapshot
from tests.strategy.forgery import rewrite
from tests.support import opened_plan

PAGE = 4096


class Bank:
    """A sample that another computer made: this one keeps nothing of it."""

    def __init__(self, folder: Path, data: Path) -> None:
        with opened_plan(folder / "bank.periple", "bank") as document:
            self.json, self.plan_id = to_json(document), document.plan_id
            self.snapshot = Snapshot.of(document)
        self.content = (folder / "bank.periple").read_bytes()
        for kept in data.iterdir():
            shutil.rmtree(kept)

    def without(self, *words: bytes) -> bytes:
        """The file with pages of zeros where these words first stand."""
        content = self.content
        for each in words:
            page = self.content.index(each) // PAGE
            content = content[: page * PAGE] + bytes(PAGE) + content[(page + 1) * PAGE :]
        return content


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    folder, data = tmp_path_factory.mktemp("bank"), tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERIPLE_DATA", str(data))
        return Bank(folder, data)


@pytest.fixture(scope="module")
def renamed(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Salvaged:
    """The plan after somebody wrote another name of an action into its file: its proof says that it is not the one."""
    action = bank.snapshot.all(Action)[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERIPLE_DATA", str(tmp_path_factory.mktemp("data")))
        content = bank.content.replace(action.name.encode(), b"\n- " + action.name.swapcase().encode()[3:])
        return salvaged(content, tmp_path_factory.mktemp("renamed") / "bank.periple")


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    return tmp_path / "bank.periple"


def salvaged(content: bytes, path: Path) -> Salvaged:
    path.write_bytes(content)
    found = salvage_of(path, None, "en")
    assert path.read_bytes() == content
    return found


def test_pages_that_changed_places_cost_nothing(bank: Bank, damaged: Path, tmp_path: Path) -> None:
    pages = [bank.content[start : start + PAGE] for start in range(0, len(bank.content), PAGE)]
    pages[4], pages[5] = pages[5], pages[4]
    found = salvaged(b"".join(pages), damaged)
    assert found.is_exact
    with bring_salvaged(found, tmp_path / "again.periple") as plan:
        assert to_json(plan) == bank.json
        assert plan.plan_id == bank.plan_id
    assert SalvageReport(found, words("en")).summary() == f"All of it, as it was saved: {found.count} things proven"


def test_what_is_proven_becomes_a_plan_and_the_rest_is_named(bank: Bank, renamed: Salvaged, tmp_path: Path) -> None:
    action, found = bank.snapshot.all(Action)[0], renamed
    assert not found.is_exact
    with bring_salvaged(found, tmp_path / "again.periple") as plan:
        kept = Snapshot.of(plan)
        assert plan.plan_id != bank.plan_id, "it is another plan"
    assert kept.get(Action, action.id) is None
    truth = {(row.__tablename__, row.id) for row in bank.snapshot}
    here = {(row.__tablename__, row.id) for row in kept}
    lost = {loss.place for loss in found.losses if loss.why != EMPTIED}
    assert here | lost == truth
    assert here.isdisjoint(lost)
    assert found.count == len(here)
    assert ALONE in {loss.why for loss in found.losses}
    open_plan(tmp_path / "again.periple").close()
    report = SalvageReport(found, words("fr"))
    (why,) = (why for title, why in report.lines() if action.name.swapcase()[3:20] in title and "Action" in title)
    assert why == "ce qui a été lu n’est pas ce qui avait été écrit"
    assert str(len(found.losses)) in report.summary()


def test_the_row_of_the_plan_is_replaced_where_it_is_lost(bank: Bank, damaged: Path, tmp_path: Path) -> None:
    found = salvaged(bank.without(bank.snapshot.plan.summary.encode()[:30]), damaged)
    assert (Plan.__tablename__, PLAN_ROW) in {loss.place for loss in found.losses}
    with bring_salvaged(found, tmp_path / "again.periple") as plan:
        row = plan.get(Plan, PLAN_ROW)
        assert row is not None
        assert row.name == "bank"
        assert found.count == sum(len(plan.all(each.mapped)) for each in schema_of(Base).kinds.values()) - 1


def test_a_mention_of_something_lost_is_emptied_and_told(bank: Bank, damaged: Path) -> None:
    schema = schema_of(Base)
    mentions = [
        (kind.name, column.name)
        for kind in schema.kinds.values()
        for column in kind.mapped.__columns__.values()
        if column.reference is not None and column.reference.on_delete == "SET NULL"
    ]
    assert mentions
    found = reading.read(_written(bank.content, damaged), schema)
    for name, column in mentions:
        index = schema.kinds[name].columns.index(column)
        named = next((row for row in found.rows[name].values() if row[index] is not None), None)
        if named is not None:
            break
    else:
        pytest.skip("the sample has no such mention")
    target = schema.kinds[name].mapped.__columns__[column].reference
    assert target is not None
    rows = {kind: dict(of) for kind, of in found.rows.items()}
    del rows[target.kind][str(named[index])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read", lambda *_: Salvage(found.head, rows, (), is_exact=False, is_complete=True))
        left = salvage_of(damaged, None, "en")
    told = {loss.place: loss.why for loss in left.losses}
    assert told[name, str(named[schema.kinds[name].id_index])] == EMPTIED


def test_the_text_to_keep_has_every_loss_on_a_line_of_its_own(bank: Bank, renamed: Salvaged) -> None:
    text = SalvageReport(renamed, words("en")).text()
    assert text.startswith("What could be read of “bank.periple”\n")
    assert sum(line.startswith("- ") for line in text.splitlines()) == len(renamed.losses)
    assert bank.snapshot.all(Action)[0].name.swapcase()[3:20] in text


def test_what_no_gesture_could_have_written_is_left_out_though_it_is_proven(
    bank: Bank, damaged: Path, tmp_path: Path
) -> None:
    """Somebody made a file whose hashes are right."""
    damaged.write_bytes(bank.content)
    rewrite(damaged, "UPDATE friction SET severity = 17 WHERE id = (SELECT min(id) FROM friction)")
    found = salvage_of(damaged, None, "en")
    assert not found.is_exact
    assert [loss.place[0] for loss in found.losses if loss.why == UNFIT] == ["friction"]
    bring_salvaged(found, tmp_path / "again.periple").close()
    open_plan(tmp_path / "again.periple").close()


def test_a_file_with_nothing_to_read_gives_nothing(damaged: Path) -> None:
    found = salvaged(bytes(50_000), damaged)
    assert found.count == 0
    report = SalvageReport(found, words("en"))
    assert report.summary() == "Nothing in it can be proven."
    assert report.caution()


def _written(content: bytes, path: Path) -> Path:
    path.write_bytes(content)
    return path
