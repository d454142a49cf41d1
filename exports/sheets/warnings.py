"""Warnings: what the method would look at again, with the reasons for those that the team set aside."""

from __future__ import annotations

from exports.columns import Column, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from resources.i18n import N_
from strategy.method import findings
from strategy.model import DismissedWarning
from strategy.rules.registry import ERROR, INFO, Finding

TITLE = N_("Warnings")

_COLUMNS = (
    Column(N_("No."), Kind.ID, "id"),
    Column(N_("Warning"), width="name"),
    Column(N_("Level"), width=14),
    Column(N_("Step"), width=22),
    Column(N_("Concerns"), width=44),
    Column(N_("Dismissed"), Kind.WORD, 12),
    Column(N_("Reason"), width=40),
    Column(N_("Rule"), Kind.ID, 34),
)


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    found = findings(edition.snapshot, include_dismissed=True, today=edition.exported_on)
    open_ones = [each for each in found if each.level != INFO and not _dismissal(edition, each)]
    count = edition.words.ntr("{count} open warning.", "{count} open warnings.", len(open_ones))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(open_ones))))
    rows = [_row(edition, number, each) for number, each in enumerate(found, 1)]
    sheet.table("t_warnings", _COLUMNS, rows, edition.tr(N_("No warning: nothing to look at again.")))
    sheet.finish(frozen_columns=2)


def _row(edition: Edition, number: int, found: Finding) -> list[Value]:
    dismissal = _dismissal(edition, found)
    levels = {INFO: N_("Information"), ERROR: N_("Error")}
    return [
        f"W{number}",
        edition.label(found.rule_id),
        edition.tr(levels.get(found.level, N_("Warning"))),
        edition.label(found.step),
        edition.about(found.kind, found.row_id),
        edition.yes_no(True) if dismissal else None,
        dismissal.note if dismissal else "",
        found.rule_id,
    ]


def _dismissal(edition: Edition, found: Finding) -> DismissedWarning | None:
    return edition.snapshot.get(DismissedWarning, found.dismissal_id)
