"""Reading somebody's own version from data. Not allowed here: looking whether it exists."""

from datetime import datetime

from planner.domain.civil import at
from planner.domain.explaining import Wish
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute

MOST_WISHES = 20


class WishError(ValueError):
    """Data that is no version; the text says what is wrong, and on the next line what to do."""


def read_moment(text: str) -> Minute:
    """Read a Dutch civil time such as ``2026-11-24T10:00``; raise WishError."""
    try:
        found = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - a civil time has no zone
    except ValueError as error:
        msg = f"{text!r} is geen tijdstip\nSchrijf bijvoorbeeld 2026-11-24T10:00 (Nederlandse tijd)."
        raise WishError(msg) from error
    return at(found.date(), found.hour, found.minute)


def read_wishes(data: object) -> tuple[Wish, ...]:
    """Read ``{"wensen": [{"activiteit": ..., "tijd": ..., "middel": ...}]}``; raise WishError."""
    listed = data.get("wensen") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not listed or len(listed) > MOST_WISHES:
        msg = f"geen wensen gevonden\nGeef 1 tot {MOST_WISHES} wensen, elk met een activiteit."
        raise WishError(msg)
    return tuple(_wish(one) for one in listed)


def _wish(data: object) -> Wish:
    if not isinstance(data, dict) or not isinstance(data.get("activiteit"), str):
        msg = "een wens heeft geen activiteit\nGeef bij elke wens de sleutel van de activiteit."
        raise WishError(msg)
    time, resource = data.get("tijd"), data.get("middel")
    if any(value is not None and not isinstance(value, str) for value in (time, resource)):
        msg = "tijd of middel van een wens is geen tekst\nSchrijf ze tussen aanhalingstekens."
        raise WishError(msg)
    start = read_moment(time) if isinstance(time, str) else None
    return Wish(
        activity=ActivityKey(data["activiteit"]),
        start=start,
        resource=resource if isinstance(resource, str) else None,
    )
