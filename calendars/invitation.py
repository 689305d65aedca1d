"""One appointment for an outside partner: as an event, and as busy time alone.

Nothing but when and in which building. Not allowed here: who may ask for it.
"""

from calendars import lines
from calendars.words import UID_DOMAIN
from planner.domain.civil import to_utc
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.time import Minute

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vertrekplanner//NL\r\nCALSCALE:GREGORIAN\r\n"
TAIL = b"END:VCALENDAR\r\n"


def render_invitation(number: int, request: PartnerRequest, building: str, now: Minute) -> bytes:
    """Return the appointment as one event, tentative until it is confirmed; a tombstone once it is withdrawn."""
    gone = request.state is RequestState.WITHDRAWN
    status = "CANCELLED" if gone else "CONFIRMED" if request.state is RequestState.CONFIRMED else "TENTATIVE"
    parts = (
        b"BEGIN:VEVENT\r\n",
        *_identity(number, now),
        lines.moment("DTSTART", to_utc(request.start)),
        lines.moment("DTEND", to_utc(request.end)),
        b"CLASS:PRIVATE\r\n",
        lines.plain("STATUS", status),
        lines.plain("TRANSP", "TRANSPARENT" if gone else "OPAQUE"),
        lines.text("SUMMARY", f"{'VERVALLEN: afspraak' if gone else 'Afspraak'} {request.reference}".rstrip()),
        lines.text("LOCATION", building) if building else b"",
        b"END:VEVENT\r\n",
    )
    return HEAD + b"".join(parts) + TAIL


def render_busy(number: int, request: PartnerRequest, now: Minute) -> bytes:
    """Return when the office is busy with this appointment, and nothing else of the office."""
    start, end = (f"{to_utc(minute):%Y%m%dT%H%M%SZ}" for minute in (request.start, request.end))
    kinds = {RequestState.CONFIRMED: "BUSY", RequestState.WITHDRAWN: "FREE"}
    kind = kinds.get(request.state, "BUSY-TENTATIVE")
    parts = (
        b"BEGIN:VFREEBUSY\r\n",
        *_identity(number, now),
        lines.moment("DTSTART", to_utc(request.start)),
        lines.moment("DTEND", to_utc(request.end)),
        f"FREEBUSY;FBTYPE={kind}:{start}/{end}\r\n".encode("ascii"),
        b"END:VFREEBUSY\r\n",
    )
    return HEAD + b"".join(parts) + TAIL


def _identity(number: int, now: Minute) -> tuple[bytes, ...]:
    return lines.text("UID", f"voorstel-{number}@{UID_DOMAIN}"), lines.moment("DTSTAMP", to_utc(now))
