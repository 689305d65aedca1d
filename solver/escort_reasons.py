"""Saying who was free when, where a departure cannot get its escorts. No plan is changed, no search."""

from collections.abc import Sequence

from planner.domain.activities import Activity
from planner.domain.escorts import EscortSkill
from planner.domain.flights import Flight
from planner.domain.ids import EscortTeamId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import count, listed, moment
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver import naming, steps
from solver.escort_officers import demands, unfit
from solver.escort_pool import offer
from solver.escorts import Duty, Taken, able, answered, duty_of, most
from solver.known import Known
from solver.rules.escort_duty import has_nurse

MOST_NAMED = 3
_ASKED = Text(
    nl="{flight}: {number:escort|escorts} nodig van {start} tot {end}; {free} vrij",
    en="{flight}: {number:escort|escorts} needed from {start} until {end}; {free} free",
)
_OTHER_TEAM, _OTHER_TEAMS = Text(nl="ander team", en="other team"), Text(nl="andere teams", en="other teams")
_ANSWER = Text(nl="antwoord van de KMar", en="answer of the KMar")
_NOT_OFFERED = Text(nl="niet aangeboden om {at}", en="not offered at {at}")
_BUSY = Text(nl="{number} op dienst of in rust tot {until}", en="{number} on duty or resting until {until}")
_NO_NURSE = Text(nl="geen verpleegkundige onder hen", en="no nurse among them")
_LACKING = Text(nl="onder hen te weinig: {what}", en="too few among them: {what}")


def lack_of_escorts(known: Known, activity: Activity, flight: Flight, taken: Taken) -> str:
    """Return how many escorts a departure on a flight asks from when to when, and how many of which team were free."""
    duty = duty_of(known, activity, flight)
    free = {team.id: most(known, duty, team.id, taken) for team in known.problem.resources.escort_teams}
    total = sum(free.values())
    asked = _ASKED.say(
        flight=naming.flight(known, flight.id),
        number=duty.escorts,
        start=moment(duty.away.start),
        end=moment(duty.away.end),
        free=total,
    )
    missing = _missing(known, activity, duty, taken) if total >= duty.escorts else None
    if missing is not None:
        return f"{asked}, {missing}"
    said = [_team(known, duty, team, number, taken) for team, number in _order(free)[:MOST_NAMED]]
    rest = len(free) - len(said)
    if rest:
        said.append(count(rest, _OTHER_TEAM, _OTHER_TEAMS))
    return asked + (f": {listed(said)}" if said else "")


def _order(free: dict[EscortTeamId, int]) -> list[tuple[EscortTeamId, int]]:
    return sorted(free.items(), key=lambda item: (-item[1], item[0]))


def _team(known: Known, duty: Duty, team: EscortTeamId, number: int, taken: Taken) -> str:
    """Return ``E-01 2 (3 op dienst of in rust tot di 24 nov 11:00)``."""
    why = _why(known, duty, team, taken) if number < duty.escorts else ""
    return f"{team} {number}" + (f" ({why})" if why else "")


def _why(known: Known, duty: Duty, team: EscortTeamId, taken: Taken) -> str:
    ref = ResourceRef(ResourceKind.ESCORT, team)
    there, others = offer(known, team), taken.get(ref, ())
    if answered(known, duty, ref)[1] < duty.escorts:
        return str(_ANSWER)
    if steps.lowest(there, duty.away.start, duty.away.end) <= 0:
        return _NOT_OFFERED.say(at=moment(_gap(there, duty)))
    busy = [other for other in others if other.away(duty.away.start) or duty.away.away(other.start)]
    if busy:
        until = moment(min(other.rested for other in busy))
        return _BUSY.say(number=sum(other.amount for other in busy), until=until)
    reasons = (unfit(known, officer, duty.flight) for officer in known.escorts.rosters.get(team, ()))
    return next((reason for reason in reasons if reason is not None), "")


def _gap(there: steps.Steps, duty: Duty) -> Minute:
    """Return the first minute of a duty at which nobody is offered."""
    moments = [duty.away.start, *(at for at, _ in there if duty.away.start < at < duty.away.end)]
    return next(at for at in moments if steps.at(there, at) <= 0)


def _missing(known: Known, activity: Activity, duty: Duty, taken: Taken) -> str | None:
    """Say what a group would lack although there are enough escorts; None when the numbers do not go together."""
    teams = [team.id for team in known.problem.resources.escort_teams if most(known, duty, team.id, taken)]
    officers = [known.escorts.officers[who] for team in teams for who in able(known, duty, team, taken)]
    pools = [team for team in teams if team not in known.escorts.rosters]
    if duty.nurse and not _nurse(known, pools) and not any(EscortSkill.NURSE in o.skills for o in officers):
        return str(_NO_NURSE)
    if pools:
        return None
    lacking: Sequence[str] = [
        demand.what
        for demand in demands(known, activity, duty.flight)
        if sum(demand.fits(officer) for officer in officers) < demand.number
    ]
    return _LACKING.say(what=listed(lacking)) if lacking else None


def _nurse(known: Known, teams: Sequence[EscortTeamId]) -> bool:
    return any(has_nurse(known, ResourceRef(ResourceKind.ESCORT, team)) for team in teams)
