"""The client's deck: native slides in one language, from a frozen plan, whole on disk or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from exports.deck.edition import DeckEdition, Pictures
from exports.deck.package import steady
from exports.deck.page import Foot, Plan, close_page, open_page
from exports.deck.sections import SECTIONS
from exports.deck.template import COVER, PLAIN, empty_deck, list_notes_master
from exports.files import atomic_write
from exports.written import IsCancelled, Progress, Written, stop_if
from resources.i18n import N_, current, words

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from strategy.snapshot import Snapshot


def write_deck(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    pictures: Pictures | None = None,
    journeys: Collection[str] | None = None,
) -> Written:
    """Write the plan as slides to `path` in "fr" or "en"; the plan's own texts stay in the plan's language.

    `journeys` are the ids of those to show, None for all. With `pictures`, each journey also has a slide with its
    picture. The same plan gives the same bytes on the same day: the day of the export is on the slides and in the
    properties of the file. Can run in any thread. Raises PlanError when the file cannot be written, ExportCancelled
    when `is_cancelled` said so; in both cases a former file is as it was.
    """
    reader = words(language)
    edition = DeckEdition(snapshot, reader, datetime.date.today(), journeys, pictures)
    plans: list[Plan] = []
    for section in SECTIONS:
        stop_if(is_cancelled)
        plans += section(edition)
    deck, shortened = empty_deck(reader), 0
    for number, plan in enumerate(plans):
        stop_if(is_cancelled)
        if progress:
            progress(number, len(plans), plan.title)
        shortened += add_slide(deck, plan, edition)
    list_notes_master(deck)
    _set_properties(deck, edition)
    stop_if(is_cancelled)
    with atomic_write(path) as part:  # the disk only sees the finished file
        part.write_bytes(steady(deck))
        stop_if(is_cancelled)
    if progress:
        progress(len(plans), len(plans), "")
    return Written(Path(path), tuple(plan.title for plan in plans), _notes(shortened))


def add_slide(deck: Presentation, plan: Plan, edition: DeckEdition) -> bool:
    """Draw a slide; True when some of its texts stand there in short."""
    layout = COVER if plan.step < 0 else PLAIN + plan.step
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    foot = Foot(edition.owner, edition.mark, edition.words.date(edition.exported_on))
    page = open_page(slide, plan, foot, edition.words.language)
    plan.draw(page)
    close_page(page, plan, edition.tr(N_("Where the figures come from: {source}")))
    return bool(page.shortened)


def _notes(shortened: int) -> tuple[str, ...]:
    """For whoever writes the deck, in their language."""
    reader = current()
    told = reader.ntr(
        "{n} slide shows long texts in short: its notes hold the whole of them.",
        "{n} slides show long texts in short: their notes hold the whole of them.",
        shortened,
    )
    return (told.format(n=reader.number(shortened)),) if shortened else ()


def _set_properties(deck: Presentation, edition: DeckEdition) -> None:
    """Whose deck it is, and neither the user's name nor the computer's; dated by the day alone."""
    told, moment = deck.core_properties, datetime.datetime.combine(edition.exported_on, datetime.time())
    told.author = told.last_modified_by = "Périple"
    told.title, told.subject = edition.owner, edition.mark
    told.created = told.modified = moment
    told.language = edition.words.language
    told.keywords = told.comments = told.category = ""
    told.revision = 1
