"""Nobody can give a time zone another meaning for everybody else on the server."""

from datetime import UTC, datetime

import vobject

from calendars.dav.application import register_time_zones

LIE = (
    "BEGIN:VTIMEZONE\r\nTZID:{zone}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//Y\r\n{lie}BEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260701T000000Z\r\n"
    "DTSTART;TZID={zone}:20260701T090000\r\nDTEND;TZID={zone}:20260701T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def begins(zone: str, *, lie: bool) -> datetime:
    text = EVENT.format(zone=zone, lie=LIE.format(zone=zone) if lie else "")
    found: datetime = vobject.readOne(text).vevent.dtstart.value
    return found.astimezone(UTC)


def test_a_zone_keeps_its_meaning_after_somebody_lied_about_it() -> None:
    register_time_zones()

    for zone in ("Europe/Amsterdam", "W. Europe Standard Time"):
        lied, honest = begins(zone, lie=True), begins(zone, lie=False)

        assert lied == honest == datetime(2026, 7, 1, 7, tzinfo=UTC)
