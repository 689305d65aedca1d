"""An absence that somebody fills in on a page, as the calendar object that the own programs then get.

Not allowed here: storing it, and why somebody is away.
"""

from calendars.lines import moment, plain, text
from planner.domain.civil import to_utc
from planner.domain.time import Interval, Minute


def absence_object(uid: str, away: Interval, *, stamp: Minute) -> str:
    """Return one event with its times and nothing else; raise ValueError for a stretch without an end."""
    if away.end is None:
        msg = f"absence {uid} has no end\nGive the last minute."
        raise ValueError(msg)
    lines = (
        plain("BEGIN", "VCALENDAR"),
        plain("VERSION", "2.0"),
        plain("PRODID", "-//Vertrekplanner//NL"),
        plain("BEGIN", "VEVENT"),
        text("UID", uid),
        moment("DTSTART", to_utc(away.start)),
        moment("DTEND", to_utc(away.end)),
        moment("DTSTAMP", to_utc(stamp)),
        text("SUMMARY", "Afwezig"),
        plain("CLASS", "PRIVATE"),
        plain("END", "VEVENT"),
        plain("END", "VCALENDAR"),
    )
    return b"".join(lines).decode()
