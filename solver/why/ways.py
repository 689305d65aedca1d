"""Every way and start that comes into account for an activity, before any rule is asked.

Not allowed here: rules, other appointments, and moves (see ``rides``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.ids import FlightId, RegievoerderId, SessionId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.mode import Mode, Use
from solver.modes import flight_mode, modes_of
from solver.rules.grid import GRID
from solver.why.ground import Ground, moment_in

MAIN = {
    ActivityKind.CONVERSATION: ResourceKind.REGIEVOERDER,
    ActivityKind.MEETING: ResourceKind.REGIEVOERDER,
    ActivityKind.PRESENTATION: ResourceKind.SESSION,
    ActivityKind.DEPARTURE: ResourceKind.FLIGHT,
    ActivityKind.MOVE: ResourceKind.VEHICLE,
}
"""By which resource spots of a kind are told apart."""
TALKS = (ActivityKind.CONVERSATION, ActivityKind.MEETING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about an activity: everything, or only with one resource, or at one time."""

    resource: str | None = None
    start: Minute | None = None
    span: Interval | None = None
    """Another stretch than the one that is planned now."""


EVERYTHING = Question()


@dataclass(frozen=True, slots=True)
class Way:
    """A mode with the starts to look at, in order of time."""

    mode: Mode
    starts: tuple[Minute, ...]


def ways(ground: Ground, activity: Activity, question: Question = EVERYTHING) -> list[Way]:
    """Return the ways of an activity that has no vehicle."""
    found = []
    for mode in _modes(ground, activity, question):
        starts = (question.start,) if question.start is not None else _starts(ground, activity, mode, question)
        if question.start is not None and mode.fixed_start is not None:
            starts = tuple(start for start in (mode.fixed_start,) if start == question.start)
        if starts:
            found.append(Way(mode, tuple(starts)))
    return found


def main_resource(activity: Activity, mode: Mode) -> ResourceRef | None:
    """Return the resource by which an officer tells the spots of an activity apart."""
    kind = MAIN[activity.kind]
    return next((use.resource for use in mode.uses if use.resource.kind is kind), None)


def _modes(ground: Ground, activity: Activity, question: Question) -> Iterator[Mode]:
    found = modes_of(ground.known, activity)
    if question.resource is None:
        yield from found
        return
    asked = [mode for mode in found if any(use.resource.id == question.resource for use in mode.uses)]
    yield from asked or _foreign(ground, activity, question.resource, found)


def _foreign(ground: Ground, activity: Activity, code: str, found: Sequence[Mode]) -> Iterator[Mode]:
    """Yield ways with somebody or something that the activity would never be given."""
    known = ground.known
    if activity.kind is ActivityKind.DEPARTURE and FlightId(code) in known.flights:
        if activity.departure.booked_by is BookedBy.DTV:
            yield flight_mode(activity, known.flights[FlightId(code)])
    elif RegievoerderId(code) in known.regievoerders:
        somebody = ResourceRef(ResourceKind.REGIEVOERDER, code)
        yield from dict.fromkeys(_with_performer(mode, somebody) for mode in found)


def _with_performer(mode: Mode, who: ResourceRef) -> Mode:
    uses = tuple(replace(use, resource=who) if use.resource.kind is who.kind else use for use in mode.uses)
    return replace(mode, uses=uses if any(use.resource == who for use in uses) else (Use(who), *uses))


def _starts(ground: Ground, activity: Activity, mode: Mode, question: Question) -> Sequence[Minute]:
    span = question.span or ground.span(activity)
    if mode.fixed_start is not None:
        return (mode.fixed_start,) if span.contains(mode.fixed_start) else ()
    session = ground.known.sessions.get(SessionId(mode.resource(ResourceKind.SESSION) or ""))
    inside = Interval(activity.window.start, activity.latest_end).intersect(span) or span
    if session is not None:
        inside = session.interval.intersect(inside) or session.interval
    starts = _grid(activity, mode, inside)
    if activity.kind in TALKS:
        starts = [start for start in starts if moment_in(ground.desk_hours, start)] or starts
    return starts


def _grid(activity: Activity, mode: Mode, inside: Interval) -> list[Minute]:
    step = GRID[activity.kind]
    last = (inside.end or activity.latest_end) - mode.duration
    starts = {Minute(start) for start in range(-(-inside.start // step) * step, last + 1, step)}
    if activity.latest_end - activity.window.start == activity.duration and inside.contains(activity.window.start):
        starts.add(activity.window.start)
    return sorted(starts)
