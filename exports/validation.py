"""Rules for what the reader types into a column: lists by name, dates, numbers, percentages, in the file's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from exports.blocks import Block
from exports.columns import Accepts, Column
from exports.layout import list_formula
from resources.i18n import N_, Words

if TYPE_CHECKING:
    from exports.hidden import Lists

SPARE_ROWS = 200
"""How far below the last block its rules still hold, for rows that the reader adds."""
_LONGEST_MESSAGE, _LONGEST_TITLE = 225, 32
_CHOOSE = N_("Choose one of the list.")


def validations(
    block: Block, columns: Sequence[Column], words: Words, lists: Lists, *, is_last: bool
) -> Iterator[DataValidation]:
    """The rules of a block, which reach past its last row as far as no other block follows."""
    last = block.last_row + (SPARE_ROWS if is_last else 1)
    for column, letter in zip(columns, _letters(block, columns), strict=True):
        rule = _list_rule(column, words, lists) if column.choices else None
        if column.accepts is not None:
            rule = _value_rule(column.accepts, block, words)
        if rule is not None:
            rule.errorTitle = rule.promptTitle = block.headings.get(column.key, "")[:_LONGEST_TITLE] or None
            rule.add(f"{letter}{block.first_row}:{letter}{last}")
            yield rule


def _letters(block: Block, columns: Sequence[Column]) -> list[str]:
    first = column_index_from_string(block.first_letter)
    return [get_column_letter(first + index) for index in range(len(columns))]


def _list_rule(column: Column, words: Words, lists: Lists) -> DataValidation | None:
    formula = lists.name_of(column.choices_name, column.choices) if column.choices_name else None
    formula = formula or list_formula(column.choices)
    if formula is None:
        return None
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    rule.errorStyle = "stop" if column.is_input else "warning"
    _say(rule, words.tr(_CHOOSE), is_prompt=column.is_input)
    return rule


def _value_rule(accepts: Accepts, block: Block, words: Words) -> DataValidation:
    places = {key: f"${letter}{block.first_row}" for key, letter in block.letters.items()}
    low, high = (bound.format(**places) for bound in (accepts.low, accepts.high))
    rule = DataValidation(
        type=accepts.sort, operator="between", formula1=low, formula2=high, allow_blank=True, errorStyle="stop"
    )
    _say(rule, words.tr(accepts.message), is_prompt=True)
    return rule


def _say(rule: DataValidation, message: str, *, is_prompt: bool) -> None:
    rule.error = message[:_LONGEST_MESSAGE]
    rule.showErrorMessage = True
    if is_prompt:
        rule.prompt = message[:_LONGEST_MESSAGE]
        rule.showInputMessage = True
