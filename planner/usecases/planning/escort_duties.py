"""Published duties of escorts for departures that a problem does not hold: they still rest, and count as long duties.

Pure functions. Not allowed here: reading the books (``cut_problem``).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from planner.domain.bookings import Booking, BookingState
from planner.domain.civil import day_of
from planner.domain.commitments import Outcome
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Participation
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from planner.domain.settings import Settings
from planner.domain.time import MINUTES_PER_DAY, Minute

_ESCORTS = (ResourceKind.ESCORT, ResourceKind.OFFICER)


def other_duties(
    problem: Problem,
    published: Iterable[Appointment],
    outcomes: Mapping[ActivityKey, Outcome],
    bookings: Iterable[Booking],
) -> tuple[Appointment, ...]:
    """Return the escorts' parts of published departures outside the problem, until they really came home.

    As far back as the spread of long duties looks (setting P41). A cancelled booking frees its escorts at once.
    """
    inside = {activity.key for activity in problem.activities}
    span = Settings(problem.settings).value("P41", "span", on=day_of(problem.horizon.start))
    since = Minute(problem.horizon.start - span * MINUTES_PER_DAY)
    cancelled = {(b.activity, str(b.flight)) for b in bookings if b.state is BookingState.CANCELLED}
    outside = (item for item in published if item.activity not in inside and not _freed(item, cancelled))
    duties = (_only_escorts(item, outcomes.get(item.activity), since) for item in outside)
    return tuple(sorted((item for item in duties if item.participations), key=lambda item: (item.start, item.activity)))


def _freed(item: Appointment, cancelled: Collection[tuple[ActivityKey, str]]) -> bool:
    return (item.activity, item.resource(ResourceKind.FLIGHT)) in cancelled


def _only_escorts(item: Appointment, outcome: Outcome | None, since: Minute) -> Appointment:
    parts = (part for kind in _ESCORTS for part in item.of_kind(kind))
    really = (part for part in _really(parts, item, outcome) if part.end > since)
    return replace(item, participations=tuple(sorted(really, key=lambda part: part.resource)))


def _really(parts: Iterable[Participation], item: Appointment, outcome: Outcome | None) -> Iterator[Participation]:
    """Yield the parts as they went: later home after a late arrival, free at once after a departure that failed."""
    for part in parts:
        end = part.end
        if outcome is not None and outcome.code.done:
            end = Minute(end + max(0, outcome.ended - item.end))
        elif outcome is not None:
            end = min(end, outcome.ended)
        if end > part.start:
            yield replace(part, end=end)
