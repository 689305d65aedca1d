"""Which escort teams could go along with a planned departure, and how many each can send.

Not allowed here: choosing.
"""

from planner.domain.ids import ActivityKey, FlightId
from planner.domain.resources import ResourceKind
from planner.ports.editing import EditImpossibleError, EscortChoice, TeamChoice
from solver.editing import wording
from solver.escort_pool import fixed_duties
from solver.escorts import duty_of, most, needs_escorts
from solver.why.ground import Ground


def escort_choice(ground: Ground, key: ActivityKey) -> EscortChoice | None:
    """Return who could go along beside what else is planned; None for what takes no escorts on a flight."""
    known, activity = ground.known, ground.known.activities.get(key)
    if activity is None:
        raise EditImpossibleError(wording.UNKNOWN.say(key=key))
    now = ground.view.appointments.get(key)
    if now is None or not needs_escorts(activity):
        return None
    flight = known.flights.get(FlightId(now.resource(ResourceKind.FLIGHT) or ""))
    if flight is None:
        return None
    duty = duty_of(known, activity, flight)
    taken = fixed_duties(known, (a for a in ground.view.appointments.values() if a.activity != key))
    sent = {part.resource.id: part.amount for part in now.of_kind(ResourceKind.ESCORT)}
    teams = tuple(
        TeamChoice(team=team.id, size=team.size, free=most(known, duty, team.id, taken), sent=sent.get(team.id, 0))
        for team in sorted(known.escort_teams.values(), key=lambda team: team.id)
    )
    away = duty.away
    return EscortChoice(
        start=away.start, end=away.end, rested=away.rested, needed=duty.escorts, nurse=duty.nurse, teams=teams
    )
