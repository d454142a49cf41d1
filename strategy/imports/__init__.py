"""Customers, purchases and answers out of files that others made, until they are figures of groups.

No window and no open plan is known here. Everything runs in any thread; a `Watch` hears of progress and may cancel.
What identifies a customer stays in memory: only `GroupFigures` go on to `strategy.operations`.

    reading = detect(path)                                    how the file is written, each field correctable
    with open_table(path, reading) as table:                  columns, sheets, first rows
        mapping = recall(table) or guess(table)               what the columns mean
    customers = read_customers(path, reading, mapping)        one pass, with a report of the rows not used
    grouping = rfm_groups(rfm(customers), words)              or by_rules(customers, rules)
    figures(customers, grouping)                              size, share, basket, tenure, value of each group
"""

from strategy.imports.customers import Customers, read_customers
from strategy.imports.decisions import Decisions, Purchase, Treatment
from strategy.imports.detection import detect
from strategy.imports.grouping import (
    RFM_GROUPS,
    RFM_SCHEMES,
    GroupFigures,
    Grouping,
    figures,
    figures_sentences,
    merged,
    rfm_groups,
    whole,
)
from strategy.imports.mapping import FILE_KINDS, MEANINGS, FileKind, Mapping, Meaning, fitting_columns, guess
from strategy.imports.memory import recall, remember
from strategy.imports.reading import (
    DATE_ORDERS,
    DECIMALS,
    ENCODINGS,
    SEPARATORS,
    THOUSANDS,
    DateOrder,
    Notation,
    Reading,
)
from strategy.imports.report import Reason, Refusal, Report
from strategy.imports.rfm import CLASSES, Scores, rfm
from strategy.imports.rules import OPERATORS, Condition, Field, Operator, Rule, by_rules, fields, known_texts, rule_text
from strategy.imports.table import PreviewRow, Table, open_table
from strategy.imports.watch import UNWATCHED, Cancelled, Watch
from strategy.imports.workbooks import forget_workbook

__all__ = [
    "CLASSES",
    "DATE_ORDERS",
    "DECIMALS",
    "ENCODINGS",
    "FILE_KINDS",
    "MEANINGS",
    "OPERATORS",
    "RFM_GROUPS",
    "RFM_SCHEMES",
    "SEPARATORS",
    "THOUSANDS",
    "UNWATCHED",
    "Cancelled",
    "Condition",
    "Customers",
    "DateOrder",
    "Decisions",
    "Field",
    "FileKind",
    "GroupFigures",
    "Grouping",
    "Mapping",
    "Meaning",
    "Notation",
    "Operator",
    "PreviewRow",
    "Purchase",
    "Reading",
    "Reason",
    "Refusal",
    "Report",
    "Rule",
    "Scores",
    "Table",
    "Treatment",
    "Watch",
    "by_rules",
    "detect",
    "fields",
    "figures",
    "figures_sentences",
    "fitting_columns",
    "forget_workbook",
    "guess",
    "known_texts",
    "merged",
    "open_table",
    "read_customers",
    "recall",
    "remember",
    "rfm",
    "rfm_groups",
    "rule_text",
    "whole",
]
