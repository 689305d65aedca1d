"""Why an activity has no spot at all to look at: nobody, no session, no flight, or a later week.

Each answer is counted over the facts themselves before it is given. Not allowed here: rules about spots.
"""

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.explaining import Obstacle
from planner.domain.ids import RuleId
from planner.domain.plan import UnplannedCode
from planner.domain.spelling import day, moment, stretch
from planner.domain.time import Interval
from solver import naming
from solver.candidates import COMMITMENTS
from solver.hearing import by_officer, officers
from solver.modes import modes_of, performers
from solver.why import wording
from solver.why.ground import Ground
from solver.why.rides import mapped, may_wait, served_by
from solver.windows import move_windows


def absent(ground: Ground, activity: Activity) -> Obstacle | None:
    """Return what keeps an activity from having any spot; None when nothing does that this can tell."""
    span = ground.span(activity)
    if activity.kind is ActivityKind.MOVE:
        return _move(ground, activity)
    if span.end is not None and activity.window.start >= span.end:
        return _obstacle(activity, "P06", wording.LATER.say(moment=moment(activity.window.start)))
    if activity.kind is ActivityKind.DEPARTURE and activity.departure.booked_by is BookedBy.DTV:
        return _flightless(ground, activity, span)
    if activity.kind is ActivityKind.PRESENTATION:
        return _unheard(ground, activity, span)
    if activity.kind not in COMMITMENTS and not modes_of(ground.known, activity):
        who = activity.cases[0] if activity.cases else activity.key
        return _obstacle(activity, "P07", wording.NO_PERFORMER.say(who=who))
    until = activity.latest_end if span.end is None else span.end
    return _obstacle(activity, "P06", wording.NO_START.say(period=stretch(span.start, until)))


def code_of(ground: Ground, activity: Activity) -> UnplannedCode:
    """Return the kind of cause of having no spot."""
    if activity.kind is ActivityKind.MOVE:
        return UnplannedCode.FACT if not mapped(ground, activity) else UnplannedCode.LATER
    end = ground.span(activity).end
    return UnplannedCode.LATER if end is not None and activity.window.start >= end else UnplannedCode.NO_OPTION


def _move(ground: Ground, activity: Activity) -> Obstacle | None:
    if not mapped(ground, activity):
        places = ground.problem.travel.places
        lost = activity.move.destination if activity.place in places else activity.place
        return _obstacle(activity, "P18", wording.NO_ROADS.say(place=naming.place(ground.known, lost)))
    windows = move_windows(activity, served_by(ground, activity), ground.known.settings)
    if windows is not None and may_wait(ground, activity, windows):
        return _obstacle(activity, "P06", wording.NOT_YET.say(until=day(windows.pickup.last)))
    return None


def _flightless(ground: Ground, activity: Activity, span: Interval) -> Obstacle | None:
    inside = activity.window.intersect(span)
    flights = ground.known.flights.values()
    if inside is not None and any(
        f.country == activity.departure.country and inside.contains(f.departs) for f in flights
    ):
        return None
    window = stretch(activity.window.start, activity.latest_end)
    return _obstacle(activity, "P19", wording.NO_FLIGHT.say(country=activity.departure.country, window=window))


def _unheard(ground: Ground, activity: Activity, span: Interval) -> Obstacle | None:
    known = ground.known
    mission = known.missions.get(activity.presentation.mission)
    until = activity.latest_end if span.end is None else span.end
    sessions = [s for s in known.sessions.values() if s.mission == activity.presentation.mission]
    if mission is None or not any(span.overlaps(s.interval.start, s.interval.end) for s in sessions):
        called = activity.presentation.mission if mission is None else naming.place(known, mission.place)
        said = wording.NO_SPOT_MISSION.say(mission=called, period=stretch(span.start, until))
        return _obstacle(activity, "P16a", said)
    if by_officer(known, activity) and not officers(known):
        return _obstacle(activity, "P07", str(wording.NO_HEARER))
    if not performers(known, activity):
        who = activity.cases[0] if activity.cases else activity.key
        return _obstacle(activity, "P07", wording.NO_PERFORMER.say(who=who))
    return None


def _obstacle(activity: Activity, rule: str, because: str) -> Obstacle:
    return Obstacle(rule=RuleId(rule), activity=activity.key, because=because)
