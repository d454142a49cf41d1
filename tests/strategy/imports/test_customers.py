from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journey.model import Segment
from resources.i18n import words
from storage.errors import PlanError
from strategy import imports
from strategy.imports import Condition, Operator, Reason, Rule, Treatment
from strategy.model import Plan, SegmentImport
from strategy.operations import import_segments
from strategy.operations.importing import FileRead
from strategy.plan_file import create_plan
from tests.strategy.imports.files import TODAY, amounts, purchases, read, read_with, text_file, workbook

MESSY = purchases(
    "A,2024-01-10,10",
    "A,2024-03-10,30",
    "B,2024-02-01,20",
    ",2024-02-02,5",
    "B,31/31/2024,5",
    "B,,5",
    "C,2024-02-03,abc",
    "C,2024-02-04,",
    "C,2024-02-05,-8",
    "NA,2024-02-06,0",
    "B,2030-01-01,9",
    "B,2024-02-01,20,extra",
    "A,2024-01-10,10",
)


def test_every_row_is_used_or_counted_with_its_line_and_reason(tmp_path: Path) -> None:
    customers = read(text_file(tmp_path, MESSY))
    report = customers.report
    assert {(each.line, each.reason) for each in report.refusals} == {
        (5, Reason.NO_CUSTOMER),
        (6, Reason.BAD_DATE),
        (7, Reason.NO_DATE),
        (8, Reason.BAD_NUMBER),
        (9, Reason.NO_AMOUNT),
        (10, Reason.RETURN),
        (12, Reason.FUTURE),
        (13, Reason.TOO_MANY_CELLS),
    }
    assert (report.read, report.used, report.unused) == (13, 5, 8)
    assert amounts(customers) == {"A": 50.0, "B": 20.0, "NA": 0.0}


def test_the_decisions_change_what_counts(tmp_path: Path) -> None:
    path = text_file(tmp_path, MESSY)
    assert amounts(read(path, duplicates=Treatment.LEAVE_OUT))["A"] == 40.0
    assert "NA" not in amounts(read(path, zeros=Treatment.LEAVE_OUT))
    counted = read(path, returns=Treatment.COUNT)
    assert counted.report.counts[Reason.ONLY_RETURNS] == 1
    early = read(path, reference_date=datetime.date(2024, 2, 1))
    assert early.report.counts[Reason.AFTER_REFERENCE] > 0
    assert early.report.used + early.report.unused == early.report.read


@pytest.mark.parametrize(("purchase", "count"), [("order", 2), ("row", 4), ("day", 3)])
def test_a_purchase_is_an_order_a_row_or_a_day(tmp_path: Path, purchase: str, count: int) -> None:
    text = "InvoiceNo,CustomerID,InvoiceDate,Quantity,UnitPrice\n"
    text += "1,a,1/13/24 8:00,2,1.5\n1,a,1/13/24 8:00,1,4\n2,a,1/14/24 9:00,1,1\n"
    text += "2,a,1/15/24 9:00,1,1\n3,a,1/16/24 9:00,3,0\n"
    customers = read(text_file(tmp_path, text), purchase=imports.Purchase(purchase))
    assert (customers.orders.tolist(), customers.amount.tolist()) == ([count], [9.0])
    assert customers.report.counts == {Reason.ZERO: 1}


def test_one_row_per_customer_knows_tenure_and_keeps_the_first_row(tmp_path: Path) -> None:
    rows = [["Client", "Nombre de commandes", "Chiffre d’affaires", "Client depuis", "Dernier achat", "Ville"]]
    rows += [["a", 4, 200.0, datetime.date(2022, 6, 1), datetime.date(2026, 5, 1), "Lyon"]]  # type: ignore[list-item]
    rows += [["b", 1, 30.0, datetime.date(2025, 6, 1), "", "Nantes"], ["a", 9, 9.0, "", "", ""]]  # type: ignore[list-item]
    customers = read(workbook(tmp_path, rows), reference_date=TODAY)
    assert customers.tenure.tolist() == [pytest.approx(4, abs=0.01), pytest.approx(1, abs=0.01)]
    assert customers.report.counts == {Reason.SAME_CUSTOMER: 1}
    assert imports.rfm(customers).recency.tolist()[1] == 0
    (everyone,) = imports.figures(customers, imports.whole(customers))
    assert (everyone.average_basket, everyone.value_per_year) == (46.0, 115.0)


def test_no_usable_row_and_missing_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="None of the 1 rows"):
        read(text_file(tmp_path, purchases("a,2024-01-01,-3")))
    path = text_file(tmp_path, purchases("a,2024-01-01,3"))
    mapping = imports.Mapping(imports.FileKind.TRANSACTIONS, {})
    with pytest.raises(PlanError, match="identifies the customer"):
        imports.read_customers(path, imports.detect(path), mapping)


TWENTY = purchases(*(f"c{number},2024-01-{number:02d},{number * 10}" for number in range(1, 21)))


def test_rfm_follows_the_published_rule(tmp_path: Path) -> None:
    customers = read(text_file(tmp_path, TWENTY))
    scores = imports.rfm(customers)
    by_name = {customers.name_of(place): place for place in range(20)}
    ordered = [by_name[f"c{number}"] for number in range(1, 21)]
    assert scores.monetary[ordered].tolist() == [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4 + [5] * 4
    assert scores.recency[ordered].tolist() == scores.monetary[ordered].tolist()
    assert set(scores.frequency.tolist()) == {1}  # all equal: no cut lies strictly below


@settings(max_examples=40, deadline=None)
@given(figures=some.lists(some.integers(0, 6), min_size=1, max_size=60), classes=some.sampled_from(imports.CLASSES))
def test_scores_count_the_cuts_below_whatever_the_ties(figures: list[int], classes: int) -> None:
    import numpy as np

    from strategy.imports.rfm import _cuts, scores_of

    cuts = _cuts(np.array(figures, float), classes)
    scores = scores_of(np.array(figures, float), cuts).tolist()
    assert scores == [1 + sum(cut < figure for cut in cuts) for figure in figures]
    assert all(scores[a] == scores[b] for a in range(len(figures)) for b in range(a) if figures[a] == figures[b])
    assert 1 <= min(scores) <= max(scores) <= classes


@settings(max_examples=25, deadline=None)
@given(
    rows=some.lists(
        some.tuples(
            some.sampled_from(["a", "b", "", " c "]),
            some.sampled_from(["2024-01-05", "x", "", "2024-02-29", "2023-02-29"]),
            some.sampled_from(["1", "-2", "", "0", "1e3", "12 €", "?"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_used_and_unused_rows_add_up_and_equal_a_plain_count(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    known = {"1": 1.0, "0": 0.0, "1e3": 1000.0, "12 €": 12.0}
    good = [row for row in rows if row[0] and row[1] in ("2024-01-05", "2024-02-29") and row[2] in known]
    path = text_file(tmp_path_factory.mktemp("rows"), purchases("z,2024-01-01,1", *map(",".join, rows)))
    chosen: dict[str, Any] = {
        "header_line": 1,
        "separator": ",",
        "decimal": ".",
        "thousands": "",
        "date_order": imports.DateOrder.YMD,
    }
    names = {imports.Meaning.CUSTOMER: "customer_id", imports.Meaning.DATE: "date", imports.Meaning.AMOUNT: "amount"}
    mapping = imports.Mapping(imports.FileKind.TRANSACTIONS, names)
    customers = read_with(path, imports.detect(path, **chosen), mapping)
    assert customers.report.read == customers.report.used + customers.report.unused
    assert customers.report.used == 1 + len(good)
    expected = {name: sum(known[row[2]] for row in good if row[0].strip() == name) for name in ("a", "b", "c")}
    found = amounts(customers)
    assert all(math.isclose(found.get(name, 0.0), amount) for name, amount in expected.items())


THOUSANDS = {
    ".": ("1000", "1 000", "1,000", "1\u202f000,0", "1000.0"),
    ",": ("1 000", "1.000", "1\u202f000,0", "1000.0"),
}


@pytest.mark.parametrize(("mark", "thousand"), [(mark, text) for mark, texts in THOUSANDS.items() for text in texts])
def test_a_thousand_may_be_typed_in_the_ways_people_do(tmp_path: Path, mark: str, thousand: str) -> None:
    rows = "".join(f"c{number};2024-01-13;{number * 400}{mark}50\n" for number in range(1, 5))
    customers = read(text_file(tmp_path, f"customer_id;date;amount\n{rows}"))
    rules = [Rule("Large", (Condition("=amount", Operator.AT_LEAST, (thousand,)),))]
    assert [each.size for each in imports.figures(customers, imports.by_rules(customers, rules, words("fr")))] == [2, 2]


def test_the_first_rule_that_fits_decides_and_the_rest_remains(tmp_path: Path) -> None:
    text = "customer_id,date,amount,city\n" + "".join(
        f"c{number},2024-01-{number:02d},{number * 10},{'Lyon' if number % 2 else 'paris'}\n" for number in range(1, 21)
    )
    path = text_file(tmp_path, text)
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        guessed = imports.guess(table)
    mapping = imports.Mapping(guessed.kind, guessed.meanings, ("city",))
    customers = imports.read_customers(path, reading, mapping)
    rules = [
        Rule("Top", (Condition("=amount", Operator.AT_LEAST, ("150",)),)),
        Rule("Lyon", (Condition("city", Operator.IS, ("LYON",)), Condition("=amount", Operator.ABOVE, ("50,0",)))),
    ]
    found = imports.figures(customers, imports.by_rules(customers, rules, words("fr")))
    assert [(each.name, each.size) for each in found] == [("Top", 6), ("Lyon", 4), ("", 10)]
    assert sum(each.share for each in found) == pytest.approx(1)
    assert found[0].average_basket == 175.0
    with pytest.raises(PlanError, match="no order"):
        imports.by_rules(customers, [Rule("x", (Condition("city", Operator.ABOVE, ("Lyon",)),))])
    with pytest.raises(PlanError, match="Fill in"):
        imports.by_rules(customers, [Rule("x", (Condition("=amount", Operator.BETWEEN, ("1", " ")),))])


@pytest.mark.feature("feat_segment_import")
def test_counts_basket_tenure_and_value_of_a_known_file_enter_the_plan_in_one_step(tmp_path: Path) -> None:
    rows = ("A,2023-01-01,100", "A,2023-12-31,300", "B,2023-07-02,50", "C,2023-12-31,0")
    customers = read(text_file(tmp_path, purchases(*rows)))
    rules = [Rule("Buy again", (Condition("=orders", Operator.AT_LEAST, ("2",)),))]
    again, others = imports.figures(customers, imports.by_rules(customers, rules, words("en")))
    assert (again.size, again.average_basket) == (1, 200.0)
    assert again.tenure_years == pytest.approx(365 / 365.25)
    assert again.value_per_year == pytest.approx(400 * 365.25 / 365)
    assert (others.size, others.average_basket) == (2, 25.0)
    assert others.share == pytest.approx(2 / 3)
    with create_plan(tmp_path / "plan.periple", name="Essai", language="en") as plan:
        (segment_id,) = import_segments(
            plan, [again], FileRead.of("clients.csv", customers, TODAY), base=len(customers)
        )
        segment, source = plan.get(Segment, segment_id), plan.all(SegmentImport)[0]
        assert segment is not None
        assert (segment.name, segment.size, segment.average_basket) == ("Buy again", 1, 200.0)
        assert (source.rule, source.rows_used, source.rows_read) == ("Number of purchases is at least 2", 4, 4)
        assert plan.all(Plan)[0].customer_base == 3
        plan.undo()
        assert not plan.all(Segment)
        assert not plan.undo_step


def test_rows_beyond_the_list_are_counted(tmp_path: Path) -> None:
    report = read(text_file(tmp_path, purchases("a,2024-01-01,1", *[",2024-01-01,1"] * 10_050))).report
    assert (report.read, report.used, len(report.refusals), report.unused) == (10_051, 1, 10_000, 10_050)
    assert report.counts == {Reason.NO_CUSTOMER: 10_050}


def test_equal_sums_have_equal_scores_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [f"{name},2024-01-01,{amount}" for name in "abcde" for amount in ("0.1", "0.2", "0.3")]
    turned = [f"{name},2024-01-01,{amount}" for name in "fghij" for amount in ("0.3", "0.2", "0.1")]
    scores = imports.rfm(read(text_file(tmp_path, purchases(*rows, *turned))))
    assert set(scores.monetary.tolist()) == {1}


def test_the_screen_says_how_figures_are_reckoned(tmp_path: Path) -> None:
    customers = read(text_file(tmp_path, TWENTY))
    english = words("en")
    said = " ".join(
        [
            *imports.figures_sentences(customers, english),
            *imports.rfm(customers).sentences(customers, english),
            *customers.decisions.sentences(customers.kind, english, is_workbook=True),
        ]
    )
    for part in ("21 Jan 2024", "0.05 years", "less than a year", "same score", "strictly below", "Hidden rows"):
        assert part in said
