"""Writes `docs/plan-format.md` and `docs/plan.schema.json`: `python -m tests.tasks.plan_format`.

The classes are the one place where a kind and its columns are described; a test fails when the documents lag behind.
"""

from __future__ import annotations

import ast
import datetime
import inspect
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from journey.kinds import Limits, column_types
from storage.base import Base
from storage.schema import LONGEST_TEXT
from strategy.kinds import KINDS
from strategy.model import PLAN_ROW
from strategy.plan_json import FORMAT, ID_PATTERN, VERSION, classes, has_default

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = DOCS / "plan-format.md"
SCHEMA = DOCS / "plan.schema.json"

_TYPE_WORDS = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime.date: "date",
    list: "list of texts",
    dict: "object",
}
_JSON_TYPES: dict[type, dict[str, Any]] = {  # Any: JSON Schema
    str: {"type": "string", "maxLength": LONGEST_TEXT},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date", "pattern": r"^(19|2[01])\d{2}-\d{2}-\d{2}$"},
    list: {"type": "array", "items": {"type": "string"}},
    dict: {"type": "object"},
}

CATALOGUE_LISTS = {
    "kpi": "kpis",
    "unit": "kpi_units",
    "channel": "channels",
    "channels": "channels",
    "emotion": "emotions",
    "emotions": "emotions",
    "evidence": "listening_methods",
    "method": "listening_methods",
    "trigger": "followup_triggers",
    "data_type": "customer_data_types",
    "data_used": "customer_data_types",
    "action.lever": "levers",
    "action.type": "action_types",
    "audit_note.signal": "churn_signals",
    "capability_answer.question": "capability_questions",
    "dismissed_warning.warning": "warnings",
    "engagement_rating.dimension": "engagement_dimensions",
    "friction.type": "friction_types",
    "functional_need.investments": "action_types",
    "functional_need.platform": "tool_categories",
    "guiding_answer.question": "workshop_questions",
    "journey.stage_set": "stage_sets",
    "moment.moment": "moments",
    "objective.aspect": "objectives",
    "objective.overall_aim": "objectives",
    "opportunity.type": "opportunity_types",
    "resource_answer.question": "resource_questions",
    "segment.example": "example_segments",
    "segment_criterion.criterion": "segmentation_criteria",
    "stage.stage": "stages",
    "swot_statement.area": "capability_areas",
    "tool.category": "tool_categories",
    "tool_rating.criterion": "tool_selection_criteria",
    "tool_weight.criterion": "tool_selection_criteria",
    "touchpoint.type": "touchpoint_types",
    "workshop_note.step": "steps",
}
"""The catalogue list that a column takes its ids from, by `kind.column`, or by column where all kinds agree."""

_HEAD = f"""\
# The open format of a plan

<!-- Written by `python -m tests.tasks.plan_format` from the mapped classes: change their docstrings, not this file. -->

`python main.py export PLAN OUT.json` writes a whole plan as JSON, and `python main.py new PLAN --from OUT.json` makes
a plan from it. Nothing is lost on the way: exporting the new plan gives the same bytes. A program that reads or writes
plans needs no part of Périple; [plan.schema.json](plan.schema.json) checks a file (JSON Schema 2020-12).

## The file

UTF-8, one object:

| entry | content |
|---|---|
| `format` | `"{FORMAT}"` |
| `version` | `{VERSION}` |
| `kinds` | the rows of the plan by kind, such as `"segment": [{{…}}, {{…}}]`; a kind without rows may be absent |

A row is an object with one entry per column. Périple writes every column; a reader of yours may leave out a column
that has a default. There is exactly one row of `plan`, with the id `{PLAN_ROW}`.

- **Version.** It is raised only when a column or a kind goes or changes its meaning. What is added has a default and
  leaves it as it is: files of an earlier Périple are read, with the defaults for what they do not have. A program of
  yours should pass over columns and kinds that it does not know; an earlier Périple refuses them and names the first.
- **Order.** Périple writes kinds so that what is referred to comes first, rows by `position` then `id`, columns as
  listed below. When reading, no order matters.
- **Ids.** Any text of unaccented letters, digits and `_ ~ . -`, unique within its kind. Rows that link two rows
  usually join their ids by `~`. Ids are never shown.
- **References.** A column that names a row of another kind says so below; the row must be in the file.
- **Catalogue.** Entries of the method's catalogue are stored by id (`ch_email`, `kpi_nps`). A column with such ids says
  from which list of `resources/catalogue/catalogue.json`; an entry of the plan's own is the id of its `own_entry` row.
  Ids that neither knows are kept and shown as they are.
- **Position.** Whole numbers with gaps: only their order counts.
- **Dates** are `YYYY-MM-DD`, from 1900 to 2199. **Proportions** run from 0 to 1. **Amounts** are in the plan's
  currency.
- **Texts** are plain text in the plan's language, at most {LONGEST_TEXT:,} characters.

Some rules concern several rows: a touchpoint sits in a stage of its own journey, a transition joins two touchpoints
of its journey, at most one from the one to the other, a friction sits on one touchpoint or one transition of its
journey, nobody leaves a success or a drop-off or comes back to an entry, an end is not before its start, no action
waits for itself. A file that breaks one is refused with a sentence that names the row.
"""


def document_text() -> str:
    """The whole of `plan-format.md`."""
    kinds = [_kind_text(mapped) for mapped in classes()]
    return "\n".join([_HEAD, "## Kinds", *kinds])


def schema_text() -> str:
    """The whole of `plan.schema.json`."""
    kinds: dict[str, dict[str, Any]] = {  # Any: JSON Schema
        mapped.__tablename__: {
            "type": "array",
            "description": _purpose(mapped),
            "items": _row_schema(mapped),
        }
        for mapped in classes()
    }
    kinds["plan"] |= {"minItems": 1, "maxItems": 1}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan of Périple in the open format",
        "type": "object",
        "required": ["format", "version", "kinds"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "kinds": {"type": "object", "required": ["plan"], "additionalProperties": False, "properties": kinds},
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _kind_text(mapped: type[Base]) -> str:
    described = _column_docstrings(mapped)
    lines = [
        f"\n### `{mapped.__tablename__}`\n",
        _purpose(mapped),
        "\n| column | type | default | meaning |\n|---|---|---|---|",
    ]
    for column in _columns(mapped):
        meaning = " ".join(filter(None, (_list_words(mapped, column), described.get(column))))
        cells = (f"`{column}`", _type_words(mapped, column), _default(mapped, column), meaning)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def catalogue_list(kind: str, column: str) -> str | None:
    """The catalogue list that a column takes its ids from, or None."""
    return CATALOGUE_LISTS.get(f"{kind}.{column}") or CATALOGUE_LISTS.get(column)


def _list_words(mapped: type[Base], column: str) -> str:
    found = catalogue_list(mapped.__tablename__, column)
    return f"From the list `{found}`." if found else ""


def _columns(mapped: type[Base]) -> list[str]:
    return ["id", *(column for column in column_types(mapped) if column != "id")]


def _type_words(mapped: type[Base], column: str) -> str:
    column_type = column_types(mapped)[column]
    words = _TYPE_WORDS[column_type.python]
    target = _target(mapped, column)
    if target:
        words = f"id of a `{target}`"
    limits = _limits(mapped, column)
    if limits and limits.choices:
        words = " or ".join(f"`{choice}`" for choice in sorted(limits.choices))
    elif limits:
        words += f", {limits.low:g} or more" if limits.high > 1e9 else f", {limits.low:g} to {limits.high:g}"
    return words + (", or null" if column_type.is_optional else "")


def _default(mapped: type[Base], column: str) -> str:
    if column == "id" or not has_default(mapped, column):
        return "required"
    value = _default_value(mapped, column)
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _default_value(mapped: type[Base], column: str) -> Any:  # Any: the column decides
    required = {name: "x" for name in column_types(mapped) if name != "id" and not has_default(mapped, name)}
    return getattr(mapped(**required), column)


def _row_schema(mapped: type[Base]) -> dict[str, Any]:  # Any: JSON Schema
    properties = {column: _column_schema(mapped, column) for column in _columns(mapped)}
    required = [column for column in _columns(mapped) if column == "id" or not has_default(mapped, column)]
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _column_schema(mapped: type[Base], column: str) -> dict[str, Any]:  # Any: JSON Schema
    if column == "id":
        return {"const": PLAN_ROW} if mapped.__tablename__ == "plan" else {"type": "string", "pattern": ID_PATTERN}
    column_type = column_types(mapped)[column]
    schema = {**_JSON_TYPES[column_type.python]}
    limits = _limits(mapped, column)
    if limits and limits.choices:
        schema["enum"] = [*sorted(limits.choices), *([None] if column_type.is_optional else [])]
    elif limits:
        schema["minimum"] = limits.low
        schema["maximum"] = limits.high
    if column_type.is_optional:
        schema["type"] = [schema["type"], "null"]
    target = _target(mapped, column)
    description = _column_docstrings(mapped).get(column, "")
    if target:
        description = f"Id of a {target}. {description}".strip()
    return {**schema, **({"description": description} if description else {})}


def _limits(mapped: type[Base], column: str) -> Limits | None:
    return KINDS[mapped].limits.get(column) if mapped in KINDS else None


def _target(mapped: type[Base], column: str) -> str:
    named = mapped.__columns__[column].reference
    return named.kind if named is not None else ""


def _purpose(mapped: type[Base]) -> str:
    return _in_json_words(mapped.__doc__ or "")


@cache
def _column_docstrings(mapped: type[Base]) -> dict[str, str]:
    """The strings that follow the columns in the source: Python itself forgets them."""
    return dict(_documented(ast.parse(inspect.getsource(mapped)).body[0]))


def _in_json_words(text: str) -> str:
    """A docstring on one line, with null for None."""
    return re.sub(r"\bNone\b", "null", " ".join(text.split()))


def _documented(definition: ast.stmt) -> Iterator[tuple[str, str]]:
    assert isinstance(definition, ast.ClassDef)
    for column, text in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(column, ast.AnnAssign)
            and isinstance(column.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            yield column.target.id, _in_json_words(str(text.value.value))


def main() -> int:
    """Write both documents."""
    DOCUMENT.write_text(document_text(), encoding="utf-8", newline="\n")
    SCHEMA.write_text(schema_text(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
