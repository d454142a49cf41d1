from __future__ import annotations

import contextlib
import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from storage.errors import PlanError
from strategy import imports
from strategy.imports import DateOrder
from tests.strategy.imports.files import amounts, read, text_file, workbook

FRENCH = "Référence client;Date d’achat;Montant\nA1;02/01/2024;1 234,50\nB2;13/01/2024;12,00\nA1;05/02/2024;7,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_french_file_is_read_in_the_encodings_of_french_programs(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    path = text_file(tmp_path, FRENCH.replace("\n", line_end), encoding)
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        assert table.columns == ("Référence client", "Date d’achat", "Montant")
        assert [row.line for row in table.preview()] == [2, 3, 4]
    assert (reading.separator, reading.decimal, reading.thousands, reading.date_order) == (";", ",", " ", DateOrder.DMY)
    assert amounts(read(path)) == {"A1": 1242.0, "B2": 12.0}


@pytest.mark.parametrize(
    ("dates", "order", "is_certain"),
    [
        (["12/1/10 8:26", "12/13/10 9:02"], DateOrder.MDY, True),
        (["1/12/10 8:26", "13/12/10 9:02"], DateOrder.DMY, True),
        (["01/02/2024", "03/04/2024"], DateOrder.DMY, False),
        (["01/02/2024 3:15 PM", "03/04/2024 1:00 AM"], DateOrder.MDY, False),
        (["2024-01-31T08:00:00", "2024-02-01"], DateOrder.YMD, True),
        (["31 janv. 2024", "1er février 2024"], DateOrder.DMY, True),
        (["Wednesday, January 31, 2024", "Thu 1 Feb 2024"], DateOrder.DMY, True),
        (["1.12.2010", "12.13.2010"], DateOrder.MDY, True),
        (["01.02.24", "03.04.24"], DateOrder.DMY, False),
    ],
)
def test_the_order_of_dates_is_told_from_the_days_above_twelve(
    tmp_path: Path, dates: list[str], order: DateOrder, is_certain: bool
) -> None:
    reading = imports.detect(text_file(tmp_path, "\n".join(["when|who", *(f"{date}|x" for date in dates)])))
    assert reading.date_order is order
    assert reading.is_date_order_certain is is_certain


def test_days_may_be_the_numbers_of_a_spreadsheet(tmp_path: Path) -> None:
    path = text_file(tmp_path, "customer_id,date,amount\na,45292,5\na,45293.75,6\n")
    assert imports.detect(path).date_order is DateOrder.SERIAL
    assert read(path).period == (datetime.date(2024, 1, 1), datetime.date(2024, 1, 2))


def test_what_the_user_corrects_is_kept_and_the_rest_follows(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Ventes\n\nclient;date;montant\nA;01/02/2024;5\n")
    reading = imports.detect(path, date_order=DateOrder.MDY)
    assert (reading.header_line, reading.first_line, reading.date_order) == (3, 4, DateOrder.MDY)
    reading = imports.detect(path, header_line=None, separator=",")
    assert (reading.header_line, reading.first_line, reading.separator) == (None, 1, ",")


def test_titles_and_blanks_above_the_table_are_passed_over(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [
            ["Extraction du CRM"],
            [],
            [None, "Client", "Date", "Montant", "Montant", None],
            [None, 17850, datetime.datetime(2024, 1, 5, 8, 30), 12.5, 1, "x"],
            [],
            [None, "NA", datetime.date(2024, 1, 6), "8,5", 2, None],
        ],
    )
    reading = imports.detect(path, decimal=",")
    with imports.open_table(path, reading) as table:
        assert table.columns[1:5] == ("Client", "Date", "Montant", "Montant (2)")
        assert [row.line for row in table.preview()] == [4, 6]
    assert amounts(read(path, chosen={"decimal": ","})) == {"17850": 12.5, "NA": 8.5}


def test_runs_of_spaces_without_header_are_columns(tmp_path: Path) -> None:
    path = text_file(tmp_path, " 00004 19970101  2   29.33\n 00004 19970118 12  129.73\n 00021 19970101  3   63.34\n")
    customers = read(path)
    assert amounts(customers) == {"00004": pytest.approx(159.06), "00021": 63.34}
    assert customers.report.read == 3


def test_quotes_separators_and_line_breaks_inside_cells_do_not_count(tmp_path: Path) -> None:
    text = 'name,customer_id,date,amount\r\n"Dupont, ""Jo""\r\nParis",7,2024-01-02,"1,5"\r\n'
    text += "y,7,2024-01-03,1\r\ny,7,2024-01-04,1\r\nx,8,bad,2\r\n"
    customers = read(text_file(tmp_path, text), chosen={"decimal": ","})
    assert amounts(customers) == {"7": 3.5}
    assert [(each.line, each.value) for each in customers.report.refusals] == [(6, "bad")]


def test_quotes_where_no_rule_wants_them_are_read_as_the_csv_module_does(tmp_path: Path) -> None:
    rows = "".join(f'c{number},2024-01-02,{number},5" pipe\n' for number in range(5))
    customers = read(text_file(tmp_path, f"customer_id,date,amount,what\n{rows}"))
    assert amounts(customers) == {f"c{number}": float(number) for number in range(5)}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "no table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "not a table of text"),
        (b"PK\x03\x04 not a workbook", "cannot be read"),
    ],
)
def test_what_holds_no_table_is_refused_with_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    with pytest.raises(PlanError, match=words):
        imports.detect(path)


def test_a_cell_that_never_ends_is_named_by_its_line(tmp_path: Path) -> None:
    text = 'customer_id,date,amount\na,2024-01-01,1\n"b,2024-01-01,2\n' + "c,2024-01-01,3\n" * 20_000
    with pytest.raises(PlanError, match="line 3"):
        read(text_file(tmp_path, text))


def test_reading_can_be_cancelled_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = text_file(tmp_path, "customer_id,date,amount\n" + "a,2024-01-01,1\n" * 100)
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = imports.guess(table)
    heard: list[int] = []
    watch = imports.Watch(lambda done, _whole, _name: heard.append(done))
    imports.read_customers(path, reading, mapping, watch=watch)
    assert heard
    assert heard[-1] == 1000
    with pytest.raises(imports.Cancelled):
        imports.read_customers(path, reading, mapping, watch=imports.Watch(is_cancelled=lambda: True))


def test_the_meaning_of_columns_is_remembered_without_any_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERIPLE_DATA", str(tmp_path / "own"))
    path = text_file(tmp_path, "who,when,how much\nAnna,2024-01-01,5\n")
    meanings = {imports.Meaning.CUSTOMER: "who", imports.Meaning.DATE: "when", imports.Meaning.AMOUNT: "how much"}
    mapping = imports.Mapping(imports.FileKind.TRANSACTIONS, meanings, ())
    with imports.open_table(path, imports.detect(path)) as table:
        assert imports.recall(table) is None
        imports.remember(table, mapping)
        assert imports.recall(table) == mapping
    assert "Anna" not in (tmp_path / "own" / "imports.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "amount",
    [
        "CHF 1'234.50",
        "1 234,50 EUR",
        "1.234,50\u00a0€",
        "1\u2009234,50",
        "$ 1,234.50",
        "1\u202f234,50\u00a0€",
        "£1234.50",
    ],
)
def test_money_is_understood_with_its_currency(tmp_path: Path, amount: str) -> None:
    small = amount.replace("1'2", "2").replace("1,2", "2").replace("1.2", "2")
    for space in " \u2009\u202f":
        small = small.replace(f"1{space}2", "2")
    path = text_file(tmp_path, f"client;date;montant\nA;31/01/2024;{amount}\nB;13/02/2024;{small}\n")
    assert amounts(read(path))["A"] == 1234.5


def test_one_row_shows_how_its_file_is_written(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Client;Date;Montant\nA;31/01/2024;12,50\n")
    assert amounts(read(path)) == {"A": 12.5}


def test_the_euro_of_iso_8859_15_is_told_from_windows(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Client;Date;Dépense\nZoé;31/01/2024;12,50 €\n", "iso8859-15")
    assert imports.detect(path).encoding == "iso8859-15"
    assert amounts(read(path)) == {"Zoé": 12.5}


def test_a_few_zeros_in_a_text_are_passed_over(tmp_path: Path) -> None:
    path = text_file(tmp_path, "client;date;montant\nA\0;31/01/2024;12,50\nB;13/02/2024;\0007,25\n")
    assert amounts(read(path)) == {"A": 12.5, "B": 7.25}
    path.write_bytes(b"\0\1\2\3client;date\n" * 9)
    with pytest.raises(PlanError):
        imports.detect(path)


def test_a_french_time_may_follow_the_day(tmp_path: Path) -> None:
    path = text_file(tmp_path, "client;date;montant\nA;31/01/2024 à 14h05;5\nA;13/02/2024 à 9h;6\n")
    assert read(path).period == (datetime.date(2024, 1, 31), datetime.date(2024, 2, 13))


def test_a_quotation_mark_that_is_not_closed_swallows_no_rows(tmp_path: Path) -> None:
    rows = "".join(f"B{number};13/02/2024;{number}\n" for number in range(40))
    path = text_file(tmp_path, f'client;date;montant\nA;31/01/2024;5\nA;"31/01/2024;5\n{rows}')
    with pytest.raises(PlanError, match="line 3") as refused:
        read(path)
    assert refused.value.values == {"line": 3}


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009 \u00a0"])
def test_wide_spaces_are_no_identifier_and_part_of_none(tmp_path: Path, space: str) -> None:
    rows = f"{space};31/01/2024;5\n{space}A{space};31/01/2024;6\nA;13/02/2024;7\né{space};13/02/2024;8\n"
    customers = read(text_file(tmp_path, f"client;date;montant\n{rows}"))
    assert amounts(customers) == {"A": 13.0, "é": 8.0}
    assert customers.report.counts == {imports.Reason.NO_CUSTOMER: 1}


def test_a_point_before_three_digits_is_no_number_where_commas_are_decimal_marks(tmp_path: Path) -> None:
    rows = "A;31/01/2024;1.234\nB;13/02/2024;7,25\nC;13/02/2024;12.5\nD;13/02/2024;0.125\n"
    customers = read(text_file(tmp_path, f"client;date;montant\n{rows}"), chosen={"decimal": ",", "thousands": ""})
    assert amounts(customers) == {"B": 7.25, "C": 12.5, "D": 0.125}
    assert customers.report.counts == {imports.Reason.BAD_NUMBER: 1}


def test_the_points_of_dates_are_no_marks_of_thousands(tmp_path: Path) -> None:
    path = text_file(tmp_path, FRENCH.replace("/", "."), "cp1252")
    reading = imports.detect(path)
    assert (reading.decimal, reading.thousands, reading.date_order) == (",", " ", DateOrder.DMY)
    assert amounts(read(path)) == {"A1": 1242.0, "B2": 12.0}


@pytest.mark.parametrize(("separator", "written"), [(";", "1.234"), (",", '"1,234"')])
def test_three_digits_after_every_mark_are_thousands(tmp_path: Path, separator: str, written: str) -> None:
    rows = [f"A{number};13/02/2024;{written}" for number in range(3)]
    text = "\n".join(["client;date;montant", *rows]).replace(";", separator)
    assert set(amounts(read(text_file(tmp_path, text))).values()) == {1234.0}


@pytest.mark.parametrize("encoding", [value for value, _name in imports.ENCODINGS])
def test_a_wrong_encoding_is_told_or_shown_but_never_a_fault(tmp_path: Path, encoding: str) -> None:
    path = text_file(tmp_path, FRENCH)
    with contextlib.suppress(PlanError):
        reading = imports.detect(path, encoding=encoding)
        with imports.open_table(path, reading) as table:
            table.preview()
    right = imports.detect(path)
    with imports.open_table(path, right) as table:
        mapping = imports.guess(table)
    with contextlib.suppress(PlanError):
        imports.read_customers(path, replace(right, encoding=encoding), mapping)


def test_utf_16_without_its_mark_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="encoding"):
        imports.detect(text_file(tmp_path, FRENCH), encoding="utf-16")


def test_a_file_that_changed_since_it_was_looked_at_is_told(tmp_path: Path) -> None:
    path = text_file(tmp_path, FRENCH)
    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = imports.guess(table)
    text_file(tmp_path, FRENCH.replace("Montant", "Prix"))
    with pytest.raises(PlanError, match="no column “Montant”"):
        imports.read_customers(path, reading, mapping)
