"""Plans come and go here: a new one, one from a sample, one from the open format; opened, or written as JSON."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from resources.i18n import N_
from storage.base import Base
from storage.document import Document
from storage.errors import PlanError
from strategy import examination
from strategy.checks import check_together
from strategy.operations.plan import new_plan_rows
from strategy.plan_json import json_text, rows_from_text, rows_of
from strategy.snapshot import Snapshot

SAMPLES = ("saas", "bank", "shop")
"""The plans of fictitious companies that come with the program."""
LARGEST_FILE = 100_000_000
"""In bytes; a plan of a hundred workshops stays far below."""
_SAMPLES_FOLDER = Path(__file__).parents[1] / "resources" / "samples"
_BILINGUAL = {"fr", "en"}


def create_plan(
    path: str | Path,
    *,
    name: str,
    language: str,
    company: str = "",
    currency: str = "EUR",
    start_date: datetime.date | None = None,
    end_date: datetime.date | None = None,
    budget: float | None = None,
) -> Document:
    """A new, empty plan in a new file. Raises PlanError when the name is taken."""
    rows = new_plan_rows(
        name=name,
        language=language,
        company=company,
        currency=currency,
        start_date=start_date,
        end_date=end_date,
        budget=budget,
    )
    check_together(Snapshot(rows))
    return _created(path, rows)


def create_from_sample(path: str | Path, sample: str, language: str) -> Document:
    """A new plan filled with a sample, its texts in one language; it is marked fictitious."""
    return _created(path, sample_rows(sample, language))


def create_from_json(path: str | Path, file: str | Path) -> Document:
    """A new plan with the rows of a file in the open format; PlanError, and no new file, if it is not one."""
    return _created(path, rows_in_file(file))


def rows_in_file(file: str | Path) -> list[Base]:
    """The rows of a file in the open format, checked like those of a plan; PlanError if it is not one."""
    return rows_from_text(_text_of(Path(file)))


def create_from_rows(path: str | Path, rows: Iterable[Base]) -> Document:
    """A new plan with rows that another one was read into. Raises PlanError when the name is taken."""
    return _created(path, rows)


def open_plan(path: str | Path, *, takes_over: bool = False) -> Document:
    """The plan in an existing file, see `Document.open`; what no gesture could have written is damage as well."""
    return Document.open(path, examine=examination.finding, takes_over=takes_over)


def to_json(document: Document) -> str:
    """The whole plan in the open format: the same plan gives the same text."""
    return json_text(Snapshot.of(document))


def sample_rows(sample: str, language: str) -> list[Base]:
    """The rows of a sample with its texts in one language."""
    content = json.loads((_SAMPLES_FOLDER / f"{sample}.json").read_text(encoding="utf-8"))
    kinds = _in_language(content["kinds"], language)
    (plan,) = kinds["plan"]
    plan["language"] = language
    return rows_of(kinds)


def _created(path: str | Path, rows: Iterable[Base]) -> Document:
    folder = Path(os.path.realpath(path)).parent
    if not folder.is_dir():
        raise PlanError(N_("There is no folder “{folder}”. Create it, or choose another place."), folder=folder)
    return Document.create(path, rows)


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise PlanError(N_("“{name}” is too large to be a plan."), name=file.name)
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(N_("“{name}” is not a text file in UTF-8, as JSON must be."), name=file.name) from error
    except FileNotFoundError as error:
        raise PlanError(N_("There is no file “{name}”."), name=str(file)) from error
    except OSError as error:
        raise PlanError(
            N_("“{name}” cannot be read: {reason}."), name=str(file), reason=error.strerror or str(error)
        ) from error


def _in_language(value: Any, language: str) -> Any:  # Any: JSON of ours
    """The same JSON with each {"fr": …, "en": …} replaced by one of the two."""
    if isinstance(value, dict):
        if value.keys() == _BILINGUAL:
            return value[language]
        return {key: _in_language(each, language) for key, each in value.items()}
    return [_in_language(each, language) for each in value] if isinstance(value, list) else value
