"""How late something is, said the same way in the tables and on the dashboard of the follow-up."""

from __future__ import annotations

import datetime

from resources.i18n import current, ntr


def late_words(due: datetime.date, today: datetime.date) -> str:
    """How many days have passed since a reading was due."""
    days = (today - due).days
    return ntr("{n} day late", "{n} days late", days).format(n=current().number(days))
