"""From patterns that come back to the sittings of a stretch of time.

Pure functions. Not allowed here: who is heard in which sitting (see ``solver``).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planner.domain.civil import at, day_of, days_between
from planner.domain.ids import NETHERLANDS, SessionId
from planner.domain.missions import Mission, Rhythm, Session, SessionPattern
from planner.domain.resources import ClosedDays
from planner.domain.terms import work_calendars
from planner.domain.time import Interval, Minute

_WEEK = timedelta(weeks=1)


def expand_sessions(
    patterns: Iterable[SessionPattern],
    missions: Iterable[Mission],
    closed: Iterable[ClosedDays],
    announced: Iterable[Session],
    span: Interval,
) -> tuple[Session, ...]:
    """Return the announced sittings, and those of the patterns on days without one, in order of their codes.

    A sitting falls on days that are working days both here and in the mission's country; on a holiday there is none.
    One that the mission announced itself takes the place of its patterns that day, also with a quota of nobody.
    ``span`` has an end.
    """
    known = {mission.id: mission for mission in missions}
    calendars = work_calendars(closed)
    found = {session.id: session for session in announced}
    taken = {(session.mission, day_of(session.interval.start)) for session in found.values()}
    for pattern in patterns:
        mission = known.get(pattern.mission)
        if mission is None:
            continue
        theirs = calendars.get(mission.country, calendars[NETHERLANDS])
        for day in _days(pattern, mission, span):
            if calendars[NETHERLANDS].is_working(day) and theirs.is_working(day) and (mission.id, day) not in taken:
                session = _session(pattern, day)
                found.setdefault(session.id, session)
    return tuple(found[key] for key in sorted(found))


def _days(pattern: SessionPattern, mission: Mission, span: Interval) -> Iterator[date]:
    """Yield the days of the rhythm, holidays included."""
    stretch = pattern.valid.intersect(span)
    if stretch is None or stretch.end is None:
        return
    receiving = {hours.weekday for hours in mission.hours}
    for day in days_between(stretch.start, stretch.end):
        if not stretch.contains(at(day, *divmod(pattern.start, 60))):
            continue
        if pattern.rhythm is Rhythm.ON_REQUEST and pattern.weekday is None:
            if not receiving or day.weekday() in receiving:
                yield day
        elif day.weekday() == pattern.weekday and _in_week(pattern, day):
            yield day


def _in_week(pattern: SessionPattern, day: date) -> bool:
    """Return whether the day is the right one of its weekday in the month; every one, unless the rhythm is monthly."""
    if pattern.rhythm is not Rhythm.MONTHLY:
        return True
    if pattern.week_of_month == -1:
        return (day + _WEEK).month != day.month
    return (day.day - 1) // 7 + 1 == pattern.week_of_month


def _session(pattern: SessionPattern, day: date) -> Session:
    interval = Interval(_moment(day, pattern.start), _moment(day, pattern.end))
    code = SessionId(f"{pattern.id}-{day:%Y%m%d}")
    return Session(id=code, mission=pattern.mission, interval=interval, quota=pattern.quota)


def _moment(day: date, minutes: int) -> Minute:
    return at(day, *divmod(minutes, 60))
