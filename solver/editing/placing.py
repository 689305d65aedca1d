"""Where an activity goes when a person says when, with what or where: of the ways that are so, the one least broken.

Not allowed here: what follows for others (``rides``), pins, and whether it may be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.editing import Move
from planner.domain.ids import ActivityKey, EscortTeamId, FlightId, MissionId, SessionId
from planner.domain.plan import Appointment, with_parts
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import listed
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.ports.editing import EditImpossibleError
from solver.editing import wording
from solver.escort_pool import fixed_duties
from solver.escorts import ALL, able, duty_of, escort_parts, most, needs_escorts
from solver.why.company import Placed
from solver.why.examined import Examined, examined
from solver.why.ground import Ground
from solver.why.ways import MAIN, Question


def main_of(activity: Activity, appointment: Appointment | None) -> ResourceRef | None:
    """Return the resource by which an officer tells the places of an activity apart, as it is now."""
    if appointment is None:
        return None
    kind = MAIN[activity.kind]
    return next((part.resource for part in appointment.participations if part.resource.kind is kind), None)


def household_on_board(ground: Ground, activity: Activity) -> tuple[ActivityKey, ...]:
    """Return the planned departures of the same household on the same journey."""
    now = ground.view.appointments.get(activity.key)
    if activity.kind is not ActivityKind.DEPARTURE or now is None:
        return ()
    known, found = ground.known, dict[ActivityKey, None]()
    for case in activity.cases:
        house = known.household(case, now.start)
        if house is None or known.separation_approved(house, now.start):
            continue
        for member in known.members.get(house, ()):
            found |= dict.fromkeys(other.key for other in known.departures_of(member))
    there = (key for key in found if key != activity.key and key in ground.view.appointments)
    return tuple(key for key in there if ground.view.appointments[key].start == now.start)


def questions(ground: Ground, activity: Activity, move: Move, now: Appointment | None) -> list[Question]:
    """Return what to look at for a move: the resource and time asked for, else those it has."""
    start = move.start if move.start is not None else _start_of(ground, activity, move.resource, now)
    asked = move.resource or main_of(activity, now)
    if activity.kind is ActivityKind.PRESENTATION and (move.resource is None or _is_mission(ground, move.resource)):
        if start is None:
            raise EditImpossibleError(wording.NO_TIME.say(key=activity.key))
        return [Question(resource=code, start=start) for code in _sessions_at(ground, activity, start)]
    if start is None:
        raise EditImpossibleError(wording.NO_TIME.say(key=activity.key))
    return [Question(resource=None if asked is None else asked.id, start=start)]


def spots_for(ground: Ground, activity: Activity, move: Move, now: Appointment | None) -> list[Examined]:
    """Return the spots that are as a move asks, the least broken first; raise EditImpossibleError when none is."""
    found = [spot for one in questions(ground, activity, move, now) for spot in examined(ground, activity, one)]
    place = move.place or (now.place if now is not None and activity.kind is ActivityKind.CONVERSATION else None)
    there = [spot for spot in found if place is None or spot.mode.place == place]
    if move.place is not None and not there:
        there = [_elsewhere(ground, spot, move) for spot in found]
    there = there or found
    if not there:
        what = word(move.resource.kind) if move.resource is not None else word(MAIN[activity.kind])
        raise EditImpossibleError(wording.NO_PLACE.say(key=activity.key, what=what))
    return sorted(there, key=lambda spot: (len(spot.rules), not _same_people(spot, now)))


def with_teams(ground: Ground, placed: Placed, teams: Sequence[EscortTeamId]) -> Placed:
    """Return what is placed with these escort teams and no others; raise EditImpossibleError when they are too few."""
    return Placed(tuple(_with_teams(ground, one, teams) for one in placed.appointments))


def _with_teams(ground: Ground, appointment: Appointment, teams: Sequence[EscortTeamId]) -> Appointment:
    known = ground.known
    activity = known.activities[appointment.activity]
    flight = known.flights.get(FlightId(appointment.resource(ResourceKind.FLIGHT) or ""))
    if flight is None or not needs_escorts(activity):
        return appointment
    duty = duty_of(known, activity, flight)
    taken = fixed_duties(known, [a for a in ground.plan.appointments if a.activity != activity.key])
    sent, officers, left = [], [], duty.escorts
    for team in teams:
        if team not in known.escort_teams:
            raise EditImpossibleError(wording.NO_RESOURCE.say(what=team))
        number = min(left, most(known, duty, team, taken) or known.escort_teams[team].size, ALL)
        sent.append((team, number))
        left -= number
        officers += able(known, duty, team, taken)[:number] if team in known.escorts.rosters else []
    if left > 0 or not sent:
        raise EditImpossibleError(wording.TEAMS.say(teams=listed(teams), needed=duty.escorts))
    others = tuple(
        part
        for part in appointment.participations
        if part.resource.kind not in (ResourceKind.ESCORT, ResourceKind.OFFICER)
    )
    bare = replace(appointment, participations=others)
    return with_parts(bare, *escort_parts(known, bare, [one for one in sent if one[1]], officers))


def _start_of(
    ground: Ground, activity: Activity, resource: ResourceRef | None, now: Appointment | None
) -> Minute | None:
    """Return the time that a resource has by itself, else the one that the activity has now."""
    known = ground.known
    if resource is not None and resource.kind is ResourceKind.FLIGHT:
        flight = known.flights.get(FlightId(resource.id))
        return None if flight is None else flight.departs
    if resource is not None and resource.kind is ResourceKind.SESSION:
        session = known.sessions.get(SessionId(resource.id))
        if session is not None and (now is None or not session.interval.contains(now.start)):
            return next(_free_in(ground, activity, session.id), session.interval.start)
    return None if now is None else now.start


def _free_in(ground: Ground, activity: Activity, session: SessionId) -> Iterator[Minute]:
    spots = examined(ground, activity, Question(resource=session))
    yield from (spot.start for spot in spots if not spot.obstacles)


def _is_mission(ground: Ground, resource: ResourceRef) -> bool:
    return MissionId(resource.id) in ground.known.missions


def _sessions_at(ground: Ground, activity: Activity, start: Minute) -> list[str]:
    sessions = ground.known.sessions_of(activity.presentation.mission)
    found = [session.id for session in sessions if session.interval.contains(start)]
    if not found:
        raise EditImpossibleError(wording.NO_PLACE.say(key=activity.key, what=word(ResourceKind.SESSION)))
    return [str(code) for code in found]


def _elsewhere(ground: Ground, spot: Examined, move: Move) -> Examined:
    """Return a spot at a place where the activity would never be put; its rooms are those of that place."""
    if move.place not in ground.known.places:
        raise EditImpossibleError(wording.NO_RESOURCE.say(what=move.place))
    uses = tuple(
        replace(use, resource=ResourceRef(ResourceKind.ROOM, move.place))
        if use.resource.kind is ResourceKind.ROOM
        else use
        for use in spot.mode.uses
    )
    mode = replace(spot.mode, place=move.place, uses=uses)
    placed = Placed((mode.at(spot.start),))
    return replace(spot, mode=mode, place=lambda: placed)


def _same_people(spot: Examined, now: Appointment | None) -> bool:
    used = {use.resource for use in spot.mode.uses if use.resource.kind is not ResourceKind.CASE}
    return now is not None and used <= {part.resource for part in now.participations}
