"""What the columns of a table mean: guessed from their names and values, decided by the user."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from resources.i18n import N_
from strategy.imports.reading import Notation
from strategy.imports.table import Table
from strategy.imports.values import SPACES, day_in, number_in


class FileKind(StrEnum):
    """What one row of the file stands for."""

    TRANSACTIONS = "transactions"
    CUSTOMERS = "customers"


class Meaning(StrEnum):
    """What a column says."""

    CUSTOMER = "customer"
    DATE = "date"
    AMOUNT = "amount"
    ORDER = "order"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    ORDERS = "orders"
    FIRST = "first"
    LAST = "last"
    RECENCY_DAYS = "recency_days"
    TENURE_MONTHS = "tenure_months"


FILE_KINDS = (
    (FileKind.TRANSACTIONS, N_("One row per purchase")),
    (FileKind.CUSTOMERS, N_("One row per customer")),
)

MEANINGS: Pairs[FileKind, tuple[tuple[Meaning, str, bool], ...]] = {
    FileKind.TRANSACTIONS: (
        (Meaning.CUSTOMER, N_("Customer identifier"), True),
        (Meaning.DATE, N_("Date of purchase"), True),
        (Meaning.AMOUNT, N_("Amount"), False),
        (Meaning.QUANTITY, N_("Quantity"), False),
        (Meaning.UNIT_PRICE, N_("Unit price"), False),
        (Meaning.ORDER, N_("Order number"), False),
    ),
    FileKind.CUSTOMERS: (
        (Meaning.CUSTOMER, N_("Customer identifier"), False),
        (Meaning.AMOUNT, N_("Amount bought"), False),
        (Meaning.ORDERS, N_("Number of orders"), False),
        (Meaning.LAST, N_("Last purchase"), False),
        (Meaning.RECENCY_DAYS, N_("Days since the last purchase"), False),
        (Meaning.FIRST, N_("First purchase or start of the relationship"), False),
        (Meaning.TENURE_MONTHS, N_("Months since the start of the relationship"), False),
    ),
}
"""For each kind of file what its columns may mean: meaning, how it is called, whether the file must say it."""

DAY_MEANINGS = frozenset({Meaning.DATE, Meaning.FIRST, Meaning.LAST})
_TEXT_MEANINGS = frozenset({Meaning.CUSTOMER, Meaning.ORDER})


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column says what. `attributes` are further columns that rules may ask about."""

    kind: FileKind
    meanings: Pairs[Meaning, str] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """What is still to be decided, as sentences to translate; none when the file can be read."""
        if self.kind is FileKind.CUSTOMERS:
            return ()
        found = []
        if Meaning.CUSTOMER not in self.meanings:
            found.append(N_("Say which column identifies the customer."))
        if Meaning.DATE not in self.meanings:
            found.append(N_("Say which column holds the date of the purchase."))
        if Meaning.AMOUNT not in self.meanings and not self.has_price:
            found.append(N_("Say which column holds the amount, or which two hold the quantity and the unit price."))
        return tuple(found)

    @property
    def has_price(self) -> bool:
        """Whether the amount of a row is its quantity times its unit price."""
        has_both = Meaning.QUANTITY in self.meanings and Meaning.UNIT_PRICE in self.meanings
        return has_both and Meaning.AMOUNT not in self.meanings

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read, each once."""
        wanted = {meaning for meaning, _label, _must in MEANINGS[self.kind]}
        named = [column for meaning, column in self.meanings.items() if meaning in wanted]
        return tuple(dict.fromkeys((*named, *self.attributes)))


_NAMES: Pairs[Meaning, str] = {
    # Patterns on names in small letters without accents; the first meaning that fits a column best takes it.
    Meaning.ORDERS: r"(number|nb|nbre|nombre|num|count|n|total)( of| de| d| des)? "
    r"(orders?|commandes?|achats?|purchases?|transactions?|visits?|visites?|factures?)|"
    r"(orders?|purchases?|transaction|commandes?) ?(count|number|nb|total)|frequency|frequence|freq|orders|commandes",
    Meaning.RECENCY_DAYS: r"recency( days)?|recence( jours)?|"
    r"(days|jours) (since|depuis)( the| la| le)?( last| dernier).*",
    Meaning.TENURE_MONTHS: r"months? active|tenure( months)?|anciennete( mois| en mois)?|mois d anciennete|months .*",
    Meaning.LAST: r"(last|latest|most recent|dernier|derniere|date dernier|date derniere|date du dernier|"
    r"date de la derniere|date de derniere|date de dernier)( .*)?|.* (last|derniere?)",
    Meaning.FIRST: r"(first|premier|premiere|date premier|date premiere|date du premier|date de la premiere)( .*)?|"
    r"(created|creation|signup|sign up|registration|inscription|joined|join)( .*)?|.* (since|depuis)|"
    r"date (de |d )?(creation|inscription|entree)( .*)?|client depuis|customer since",
    Meaning.CUSTOMER: r"(customer|client|account|user|buyer|member|compte|cust|acheteur|adherent|shopper|contact|card)"
    r"( ?(id|no|num|number|nr|ref|code|key|numero|identifiant|name|nom))?|"
    r"(id|no|num|numero|n|code|ref|reference|identifiant)( du| de| de la| d)? ?(customer|client|compte|user|adherent)|"
    r"(id|identifiant|email|e mail|courriel)",
    Meaning.ORDER: r"(order|invoice|transaction|receipt|ticket|basket|commande|facture|panier|bill|sale|vente|recu)"
    r"( ?(id|no|num|number|nr|ref|code|numero))?|"
    r"(id|no|num|numero|n|code|ref|reference)( du| de| de la| d)? ?"
    r"(order|commande|facture|ticket|transaction|invoice|vente)",
    Meaning.DATE: r"date|day|jour|.* ?date|date .*|.* (at|time|day)|timestamp|invoice ?date|order ?date|datetime|when",
    Meaning.UNIT_PRICE: r"unit ?price|prix( unitaire| u)?|price|pu( ht| ttc)?|unit ?cost",
    Meaning.QUANTITY: r"(quantity|quantite|qty|qte|units|unites|nombre d articles|items)",
    Meaning.AMOUNT: r"(total )?(amount|montant|revenue|revenu|monetary|sales|turnover|spend|spent|spending|value|"
    r"valeur|ca|chiffre d affaires?|total|net|arr|sum|somme|depenses?|paid|paye)( .*)?|"
    r".* (amount|montant|total|revenue|spent|spend|ht|ttc)|price|prix",
}
_ORDER_OF_GUESSES: Pairs[FileKind, tuple[Meaning, ...]] = {
    FileKind.TRANSACTIONS: (
        Meaning.CUSTOMER,
        Meaning.DATE,
        Meaning.ORDER,
        Meaning.QUANTITY,
        Meaning.UNIT_PRICE,
        Meaning.AMOUNT,
    ),
    FileKind.CUSTOMERS: (
        Meaning.CUSTOMER,
        Meaning.ORDERS,
        Meaning.RECENCY_DAYS,
        Meaning.TENURE_MONTHS,
        Meaning.LAST,
        Meaning.FIRST,
        Meaning.AMOUNT,
    ),
}
_SAMPLE = 200
_FITTING = 0.3
"""Share of its values that must fit a column's name: the files that need a report most are full of others."""


def plain_name(name: str) -> str:
    """A name of a column without accents, capitals and punctuation: "CustomerID" and "customer_id" are the same."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    letters = unicodedata.normalize("NFKD", spaced.replace("’", " ")).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.casefold()).split())


def guess(table: Table, kind: FileKind | None = None) -> Mapping:
    """What the columns most likely mean, by their names, then by what their first rows hold; `kind` if it is known."""
    sample = _Sample(table)
    if kind is not None:
        return Mapping(kind, _by_name(sample, kind))
    customers = _by_name(sample, FileKind.CUSTOMERS)
    telling = {Meaning.ORDERS, Meaning.LAST, Meaning.FIRST, Meaning.RECENCY_DAYS, Meaning.TENURE_MONTHS}
    purchases = _by_name(sample, FileKind.TRANSACTIONS)
    if Meaning.DATE not in purchases or Meaning.AMOUNT not in purchases or Meaning.CUSTOMER not in purchases:
        purchases = _by_content(sample, purchases)
    repeats = Meaning.CUSTOMER in purchases and sample.repeats(purchases[Meaning.CUSTOMER])
    hints = len(telling & customers.keys())
    if Mapping(FileKind.TRANSACTIONS, purchases).missing() or hints > 1 or (hints and not repeats):
        return Mapping(FileKind.CUSTOMERS, customers)
    return Mapping(FileKind.TRANSACTIONS, purchases)


class _Sample:
    """The first rows of a table by column."""

    def __init__(self, table: Table) -> None:
        rows = [row.cells for row in table.preview(_SAMPLE)]
        self.notation: Notation = table.reading.notation
        self.texts = {
            name: [row[place].strip(SPACES) for row in rows if place < len(row) and row[place].strip(SPACES)]
            for place, name in enumerate(table.columns)
        }

    def fits(self, column: str, meaning: Meaning) -> bool:
        """Whether most values of the column can mean this."""
        texts = self.texts[column]
        if not texts or meaning in _TEXT_MEANINGS:
            return True
        if meaning in DAY_MEANINGS:
            return self.share_of_days(column) >= _FITTING
        return sum(number_in(text, self.notation) is not None for text in texts) >= _FITTING * len(texts)

    def share_of_days(self, column: str) -> float:
        """Share of the values that are dates."""
        texts = self.texts[column]
        return sum(day_in(text, self.notation.date_order) is not None for text in texts) / max(1, len(texts))

    def repeats(self, column: str) -> bool:
        """Whether a value comes back."""
        return len(set(self.texts[column])) < len(self.texts[column])


def _by_name(sample: _Sample, kind: FileKind) -> dict[Meaning, str]:
    found: dict[Meaning, str] = {}
    for meaning in _ORDER_OF_GUESSES[kind]:
        if meaning is Meaning.UNIT_PRICE and Meaning.QUANTITY not in found:
            continue  # a price without quantity is the amount
        fitting = [
            column
            for column in sample.texts
            if column not in found.values()
            and re.fullmatch(_NAMES[meaning], plain_name(column))
            and sample.fits(column, meaning)
        ]
        if fitting:
            found[meaning] = min(fitting, key=lambda column: _distance(column, meaning))
    return found


def _distance(column: str, meaning: Meaning) -> tuple[int, int]:
    """Smaller for better names: identifiers before names of persons, short before long."""
    name = plain_name(column)
    is_person = meaning is Meaning.CUSTOMER and bool(re.search(r"name|nom|mail|courriel|contact", name))
    return is_person, len(name)


def _by_content(sample: _Sample, found: dict[Meaning, str]) -> dict[Meaning, str]:
    """Fill in what the names did not tell."""
    found = dict(found)
    free = [column for column in sample.texts if column not in found.values() and sample.texts[column]]
    if Meaning.DATE not in found:
        days = [column for column in free if sample.share_of_days(column) >= 0.8]
        if days:
            found[Meaning.DATE] = days[0]
            free.remove(days[0])
    if Meaning.AMOUNT not in found and not Mapping(FileKind.TRANSACTIONS, found).has_price:
        numbers = [column for column in free if sample.fits(column, Meaning.AMOUNT)]
        decimal = sample.notation.decimal
        broken = [column for column in numbers if any(decimal in text for text in sample.texts[column])]
        if broken:
            found[Meaning.AMOUNT] = broken[-1]
            free.remove(broken[-1])
    if Meaning.CUSTOMER not in found:
        known = next((column for column in free if sample.repeats(column)), None)
        if known is not None:
            found[Meaning.CUSTOMER] = known
    return found


def fitting_columns(table: Table, meaning: Meaning) -> Sequence[str]:
    """The columns whose values can mean this, for a list to choose from: the fitting ones first."""
    sample = _Sample(table)
    return sorted(sample.texts, key=lambda column: not sample.fits(column, meaning))
