"""Numbers, money, dates and sentences as each language writes them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

from resources import i18n
from resources.i18n import Words, words

NB = "\u00a0"
THIN = "\u202f"


@pytest.fixture(autouse=True)
def _english_windows() -> Iterator[None]:
    yield
    i18n.use_language("en")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["1,234.5", "12.5%", "€18,000", "€1,344k", "€13.4M", "£6,772.50", "CHF" + NB + "900", "-€20", "n/a"]),
        (
            "fr",
            [
                f"1{THIN}234,5",
                f"12,5{NB}%",
                f"18{THIN}000{NB}€",
                f"1{THIN}344{NB}k€",
                f"13,4{NB}M€",
                f"6{THIN}772,50{NB}£",
                f"900{NB}CHF",
                f"-20{NB}€",
                "n/d",
            ],
        ),
    ],
)
def test_figures_follow_the_language(language: str, expected: list[str]) -> None:
    w = words(language)
    assert [
        w.number(1234.5),
        w.percent(0.125),
        w.money(18_000),
        w.compact_money(1_344_000),
        w.compact_money(13_440_000),
        w.money(6772.5, "GBP", decimals=2),
        w.money(900, "CHF"),
        w.money(-20),
        w.number(None),
    ] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["30 Jun 2026", "30 Jun", "June 2026", "Jun", "30 Jun 2026 at 09:05"]),
        ("fr", ["30 juin 2026", "30 juin", "juin 2026", "juin", "30 juin 2026 à 09:05"]),
    ],
)
def test_dates_follow_the_language(language: str, expected: list[str]) -> None:
    w, day = words(language), date(2026, 6, 30)
    moment = w.moment(datetime(2026, 6, 30, 9, 5))
    assert [w.date(day), w.day(day), w.month(day), w.short_month(day), moment] == expected
    assert w.date(None) == ""


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        (3.2, "percent", "3.2%", f"3,2{NB}%"),
        (18.0, "points", f"18{NB}pts", f"18{NB}pts"),
        (6772.5, "currency", "€6,772.50", f"6{THIN}772,50{NB}€"),
        (8505.0, "currency", "€8,505", f"8{THIN}505{NB}€"),
        (1.25, "orders_per_customer", "1.25", "1,25"),
        (4.0, "a unit of the user's", "4", "4"),
    ],
)
def test_an_indicator_is_shown_with_its_unit(value: float, unit: str, english: str, french: str) -> None:
    assert words("en").measure(value, unit) == english
    assert words("fr").measure(value, unit) == french


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("fr", f"1{THIN}344,5", 1344.5),
        ("fr", "1.234,5", 1234.5),
        ("fr", "12.5", 12.5),
        ("fr", f"18 000{NB}€", 18000.0),
        ("en", "12,500", 12500.0),
        ("en", "1,234.5", 1234.5),
        ("en", "12,5", 12.5),
        ("en", "-3.2%", -3.2),
        ("en", "\u22124", -4.0),
        ("en", "many", None),
        ("en", "", None),
        ("en", "1.2.3", None),
        ("en", "1e5", None),
        ("fr", "9" * 40, None),
    ],
)
def test_a_typed_number_is_read_in_the_habits_of_its_language(language: str, typed: str, expected: float) -> None:
    assert words(language).read_number(typed) == expected


@pytest.mark.parametrize(
    "value", [0, 7, -999, 1000, 1234567, 0.06, 12.346, -1234.6, 99.999, 1e15, 3.14e-7, 123456789.12]
)
def test_figures_agree_with_the_reference_library(value: float) -> None:
    # Values on a half are left out: spreadsheets round them up, babel to the even digit.
    for language, locale in (("fr", "fr_FR"), ("en", "en_GB")):
        for decimals in (0, 1, 2, None):
            pattern = "#,##0.##" if decimals is None else "#,##0." + "0" * decimals if decimals else "#,##0"
            expected = format_decimal(value, format=pattern, locale=locale)
            assert words(language).number(value, decimals) == expected


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_agree_with_the_reference_library(month: int) -> None:
    day = date(2026, month, 12)
    assert words("fr").date(day) == format_date(day, "d MMM y", locale="fr_FR")
    assert words("fr").month(day) == format_date(day, "MMMM y", locale="fr_FR")
    assert words("en").date(day) == format_date(day, "d MMM y", locale="en_US")
    assert words("en").month(day) == format_date(day, "MMMM y", locale="en_GB")


def test_the_first_of_a_french_month_is_ordinal() -> None:
    assert words("fr").date(date(2027, 1, 1)) == "1er janv. 2027"
    assert words("en").date(date(2027, 1, 1)) == "1 Jan 2027"


def test_halves_are_rounded_as_spreadsheets_do() -> None:
    w = words("en")
    assert [w.number(2.5, 0), w.number(0.285, 2), w.number(-2.5, 0), w.number(-0.4, 0)] == ["3", "0.29", "-3", "0"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None])
def test_a_figure_that_is_not_one_reads_not_available(value: float | None) -> None:
    w = words("en")
    assert {w.number(value), w.percent(value), w.money(value), w.compact_money(value), w.measure(value, "points")} == {
        "n/a"
    }


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (9_400, "€9,400", f"9{THIN}400{NB}€"),
        (18_400, "€18.4k", f"18,4{NB}k€"),
        (103_000, "€103k", f"103{NB}k€"),
        (-22_000, "-€22k", f"-22{NB}k€"),
    ],
)
def test_money_is_shortened_in_tight_places(amount: float, english: str, french: str) -> None:
    assert words("en").compact_money(amount) == english
    assert words("fr").compact_money(amount) == french


def test_a_recent_moment_is_told_as_people_do() -> None:
    now = datetime(2026, 3, 2, 11, 0)
    moments = [datetime(2026, 3, 2, 10, 42), datetime(2026, 3, 1, 17, 5), datetime(2026, 2, 12), datetime(2025, 2, 12)]
    assert [words("fr").recent(m, now) for m in moments] == [
        "Aujourd’hui à 10:42", "Hier à 17:05", "12 févr.", "12 févr. 2025",
    ]  # fmt: skip
    assert words("en").recent(moments[2], now) == "12 Feb"


def test_what_is_written_can_be_read_again() -> None:
    for language in i18n.LANGUAGES:
        w = words(language)
        for value in (0.0, 12.5, 1234.25, 1_000_000.0, -18_000.5):
            assert w.read_number(w.number(value)) == value


def test_several_things_are_joined_without_a_comma_before_and() -> None:
    assert words("en").join(["a", "b", "c"]) == "a, b and c"
    assert words("fr").join(["a", "b", "c"]) == "a, b et c"
    assert words("fr").join(["a"]) == "a"
    assert words("fr").join([]) == ""


def test_longer_things_stand_apart_as_the_language_sets_its_semicolon() -> None:
    assert words("en").set_apart(["a", "b, {c}", "d"]) == "a; b, {c}; d"
    assert words("fr").set_apart(["a", "b"]) == "a\u00a0; b"
    assert words("fr").set_apart([]) == ""


def test_an_empty_text_stays_empty() -> None:
    assert words("fr").tr("") == ""


def test_an_unknown_text_and_an_unknown_id_come_back_as_they_are() -> None:
    assert words("fr").tr("No such text") == "No such text"
    assert words("fr").label("9f2c") == "9f2c"
    assert words("fr").label(None) == ""


def test_the_windows_speak_english_until_told_otherwise() -> None:
    assert i18n.tr("n/a") == "n/a"
    i18n.use_language("fr")
    assert i18n.tr("n/a") == "n/d"
    assert i18n.current() is words("fr")


@pytest.mark.parametrize(("name", "language"), [("fr_CA.UTF-8", "fr"), ("fr-FR", "fr"), ("de_DE", "en"), (None, "en")])
def test_the_first_language_comes_from_the_system(name: str | None, language: str) -> None:
    assert i18n.language_of(name) == language


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        Words("de")


def test_the_first_window_waits_neither_for_babel_nor_for_the_catalogue() -> None:
    code = """import sys, datetime, resources.i18n as i
w = i.use_language('fr')
w.tr('n/a'), w.money(18000), w.date(datetime.date(2026, 6, 30))
sys.exit('babel' in sys.modules or 'resources.catalogue' in sys.modules)"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
