"""What the choice of flights must know of escorts: whether enough are on offer for a flight, and for all together.

Necessary, not sufficient: who exactly goes is chosen afterwards (``escort_choice``).
Not allowed here: choosing.
"""

from collections.abc import Sequence

from planner.domain.activities import Activity
from planner.domain.escorts import EscortSkill
from planner.domain.ids import FlightId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver import steps
from solver.escort_pool import offer
from solver.escorts import Duty, Taken, able, duty_of, most, needs_escorts
from solver.known import Known
from solver.mode import Use
from solver.rules.escort_duty import has_nurse
from solver.variables import Candidate, Choice, Variables

POOL = ResourceRef(ResourceKind.ESCORT, "alle teams")


def enough_on_offer(known: Known, activity: Activity, candidate: Candidate, taken: Taken) -> bool:
    """Return whether what the teams can still send for the flight's whole duty suffices, and a nurse with them."""
    duty = _duty(known, activity, candidate.mode.resource(ResourceKind.FLIGHT))
    teams = known.problem.resources.escort_teams
    sent = {team.id: most(known, duty, team.id, taken) for team in teams}
    if sum(sent.values()) < duty.escorts:
        return False
    return not duty.nurse or any(
        has_nurse(known, ResourceRef(ResourceKind.ESCORT, team))
        or any(EscortSkill.NURSE in known.officers[who].skills for who in able(known, duty, team, taken))
        for team, number in sent.items()
        if number
    )


def limit_escorts(v: Variables, taken: Taken) -> None:
    """Limit who is on duty to what all teams offer, who is away to all escorts, and nurses to all nurses."""
    users = _users(v)
    if not users:
        return
    teams = [(offer(v.known, team.id), taken.get(_ref(team.id), ())) for team in v.known.problem.resources.escort_teams]
    there = (steps.less(offered, [(o.start, o.end, o.amount) for o in fixed]) for offered, fixed in teams)
    v.share([(choice, use) for choice, use, _ in users], steps.together(_not_below_zero(left) for left in there))
    heads = sum(steps.highest(offered) for offered, _ in teams)
    away = [(other.start, other.rested, other.amount) for _, fixed in teams for other in fixed]
    rested = [(choice, _rested(use, duty, use.amount)) for choice, use, duty in users]
    v.share(rested, steps.less([(steps.FIRST, heads), (steps.LAST, 0)], away))
    nursed = [(choice, _rested(use, duty, 1)) for choice, use, duty in users if duty.nurse]
    if nursed:
        v.share(nursed, [(steps.FIRST, _nurses(v.known)), (steps.LAST, 0)])


def _ref(team: str) -> ResourceRef:
    return ResourceRef(ResourceKind.ESCORT, team)


def _duty(known: Known, activity: Activity, flight: str | None) -> Duty:
    return duty_of(known, activity, known.flights[FlightId(flight or "")])


def _users(v: Variables) -> list[tuple[Choice, Use, Duty]]:
    """Return every choice that needs escorts, with what it takes of all teams together."""
    found = []
    for choice in v.choices():
        activity = v.known.activities[choice.mode.activity]
        if needs_escorts(activity):
            duty = _duty(v.known, activity, choice.mode.resource(ResourceKind.FLIGHT))
            lead, tail = duty.flight.departs - duty.away.start, duty.away.end - duty.flight.arrives
            found.append((choice, Use(POOL, lead, tail, duty.escorts), duty))
    return found


def _rested(use: Use, duty: Duty, amount: int) -> Use:
    return Use(use.resource, use.lead, use.tail + duty.away.rested - duty.away.end, amount)


def _not_below_zero(left: Sequence[tuple[Minute, int]]) -> steps.Steps:
    return [(moment, max(free, 0)) for moment, free in left]


def _nurses(known: Known) -> int:
    """Return how many nurses there are: one in each such team, and those on rosters."""
    named = sum(EscortSkill.NURSE in officer.skills for officer in known.officers.values())
    return named + sum(has_nurse(known, _ref(team.id)) for team in known.problem.resources.escort_teams)
