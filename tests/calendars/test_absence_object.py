"""Absences as programs send them: the right instants, and nothing kept but times."""

from datetime import date

import pytest

from calendars.dav.absence_object import AbsenceObject, AbsenceObjectError, read_absence
from planner.domain.civil import at
from planner.domain.time import Interval

WITHIN = Interval(at(date(2026, 10, 1), 0), at(date(2027, 10, 1), 0))
STAMP = at(date(2026, 10, 1), 9)
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//Y\r\n"


def read(*lines: str, head: str = "") -> AbsenceObject:
    event = "".join(
        f"{line}\r\n" for line in ("BEGIN:VEVENT", "UID:u1", "DTSTAMP:20261001T000000Z", *lines, "END:VEVENT")
    )
    return read_absence(f"{HEAD}{head}{event}END:VCALENDAR\r\n", within=WITHIN, stamp=STAMP)


def hours(day: date, first: int, last: int) -> Interval:
    return Interval(at(day, first), at(day, last))


def test_a_time_with_a_dutch_zone_is_that_instant() -> None:
    found = read("DTSTART;TZID=Europe/Amsterdam:20261126T090000", "DTEND;TZID=Europe/Amsterdam:20261126T110000")

    assert found.intervals == (hours(date(2026, 11, 26), 9, 11),)


def test_a_time_without_a_zone_is_by_the_dutch_clock() -> None:
    found = read("DTSTART:20261126T090000", "DTEND:20261126T110000")

    assert found.intervals == (hours(date(2026, 11, 26), 9, 11),)


def test_whole_days_end_before_the_day_named_last() -> None:
    found = read("DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261128")

    assert found.intervals == (Interval(at(date(2026, 11, 26), 0), at(date(2026, 11, 28), 0)),)


def test_what_comes_back_weekly_keeps_its_hour_over_the_clock_change() -> None:
    found = read(
        "DTSTART;TZID=Europe/Amsterdam:20261022T090000",
        "DURATION:PT2H",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "EXDATE;TZID=Europe/Amsterdam:20261029T090000",
    )

    assert found.intervals == (hours(date(2026, 10, 22), 9, 11), hours(date(2026, 11, 5), 9, 11))
    assert found.recurrence == "FREQ=WEEKLY;COUNT=3"


def test_what_is_given_back_is_read_the_same() -> None:
    first = read(
        "DTSTART;TZID=Europe/Amsterdam:20261022T090000",
        "DTEND;TZID=Europe/Amsterdam:20261022T100000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Amsterdam:20261029T090000",
    )

    again = read_absence(first.body, within=WITHIN, stamp=STAMP)

    assert again == first


def test_nothing_but_times_is_kept() -> None:
    found = read(
        "DTSTART:20261126T080000Z",
        "DTEND:20261126T090000Z",
        "SUMMARY:geheim tandarts",
        "DESCRIPTION:geheim",
        "LOCATION:geheim",
        "ATTENDEE:mailto:geheim@example.org",
        "X-GEHEIM:geheim",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:geheim",
        "TRIGGER:-PT15M",
        "END:VALARM",
    )

    assert "geheim" not in found.body.lower()
    assert "SUMMARY:Afwezig" in found.body


def test_a_zone_that_lies_about_dutch_time_is_not_believed() -> None:
    lie = (
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )

    found = read(
        "DTSTART;TZID=Europe/Amsterdam:20261126T090000", "DTEND;TZID=Europe/Amsterdam:20261126T110000", head=lie
    )
    after = read("DTSTART;TZID=Europe/Amsterdam:20261126T090000", "DTEND;TZID=Europe/Amsterdam:20261126T110000")

    assert found.intervals == after.intervals == (hours(date(2026, 11, 26), 9, 11),)


def test_what_is_shown_as_free_is_no_absence() -> None:
    found = read("DTSTART:20261126T080000Z", "DTEND:20261126T090000Z", "TRANSP:TRANSPARENT")

    assert found.intervals == ()


def test_what_is_cancelled_is_no_absence_and_stays_cancelled() -> None:
    found = read("DTSTART:20261126T080000Z", "DTEND:20261126T090000Z", "STATUS:CANCELLED", "SUMMARY:x")

    assert found.intervals == ()
    assert "STATUS:CANCELLED\r\n" in found.body


def test_one_time_of_many_that_is_cancelled_is_no_absence() -> None:
    exception = (
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:u1",
        "DTSTAMP:20261001T000000Z",
        "RECURRENCE-ID:20261112T080000Z",
        "DTSTART:20261112T080000Z",
        "DTEND:20261112T090000Z",
        "STATUS:CANCELLED",
    )

    found = read("DTSTART:20261105T080000Z", "DTEND:20261105T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3", *exception)

    assert found.intervals == (hours(date(2026, 11, 5), 9, 10), hours(date(2026, 11, 19), 9, 10))


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("SUMMARY:x",), "needs a start"),
        (("DTSTART:20261001T000000Z", "DURATION:PT1M", "RRULE:FREQ=MINUTELY"), "more often than once a day"),
        (("DTSTART:20261001T000000Z", "DURATION:PT1M", "RRULE:FREQ=DAILY;BYHOUR=1,2"), "more often than once a day"),
    ],
)
def test_what_cannot_be_planned_around_is_refused(lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(AbsenceObjectError, match=why):
        read(*lines)


@pytest.mark.parametrize(
    "text", ["", "geen kalender", f"{HEAD}END:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"]
)
def test_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(AbsenceObjectError):
        read_absence(text, within=WITHIN, stamp=STAMP)
