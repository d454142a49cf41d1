"""The icons and words that stand for things of a journey: channels, directions, kinds of points, evidence."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Direction, Measured, NodeKind, RateOrigin, Touchpoint
from resources.i18n import N_, current, tr

CHANNEL_ICONS: Mapping[str, str] = {
    "ch_website": "globe", "ch_mobile_app": "smartphone", "ch_social": "megaphone", "ch_live_chat": "message-circle",
    "ch_chatbot": "message-square", "ch_customer_service": "headset", "ch_sales_rep": "user-round",
    "ch_self_service": "life-buoy", "ch_email": "mail", "ch_phone": "phone", "ch_store": "store",
    "ch_in_product": "app-window", "ch_sms": "message-square", "ch_mail_document": "file-text",
    "ch_blog_content": "newspaper", "ch_webinar": "video", "ch_event": "calendar", "ch_community": "users",
    "ch_online_reviews": "star", "ch_word_of_mouth": "users", "ch_influencer": "megaphone",
    "ch_advertising": "megaphone",
}  # fmt: skip
_POINT_ICONS: Mapping[str, str] = {
    NodeKind.ENTRY.value: "log-in",
    NodeKind.SUCCESS.value: "circle-check",
    NodeKind.DROP_OFF.value: "log-out",
}
DIRECTION_ICONS: Mapping[str, str] = {Direction.ONE_WAY.value: "arrow-right", Direction.TWO_WAY.value: "repeat"}
_MEASURED: Mapping[str, str] = {
    Measured.YES.value: N_("Measured"),
    Measured.PARTLY.value: N_("Partly measured"),
    Measured.NO.value: N_("Not measured"),
}


def point_icon(point: Touchpoint) -> str:
    """The icon of a touchpoint: its channel's, or that of the entry and of the ends."""
    return _POINT_ICONS.get(point.kind) or CHANNEL_ICONS.get(point.channel or "", "map-pin")


def measured_options() -> list[tuple[object, str]]:
    """The three answers to "is it measured?", in the reader's language."""
    return [(value, tr(words)) for value, words in _MEASURED.items()]


def measured_label(value: str | None) -> str:
    """One of these answers; "" when the team has not said."""
    return tr(_MEASURED[value]) if value is not None and value in _MEASURED else ""


def face_of(valence: float | None) -> int | None:
    """The face, -2 to +2, of a valence between -1 and 1; halves go away from zero."""
    if valence is None:
        return None
    size = int(abs(valence) * 2 + 0.5)
    return size if valence >= 0 else -size


def hours_label(hours: float | None) -> str:
    """A delay as the reader says it: 45 min, 6 h, 3 d; "" when it is not known."""
    if hours is None:
        return ""
    figure = current().number
    if abs(hours) < 1 and hours:
        return tr("{n} min").format(n=figure(hours * 60, 0))
    if abs(hours) < 48:
        return tr("{n} h").format(n=figure(round(hours, 1)))
    return tr("{n} d").format(n=figure(round(hours / 24, 1)))


_ORIGINS = {
    RateOrigin.MEASURED: N_("Measured"),
    RateOrigin.STATED: N_("Stated by the team"),
    RateOrigin.ASSUMED: N_("Assumed"),
}


def origin_options() -> list[tuple[object, str]]:
    """Where the probability of a passage may come from."""
    return [(origin.value, tr(words)) for origin, words in _ORIGINS.items()]
