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
from solver.rules.escort_duty import has_nurse
from solver.variables import Candidate, Choice, Variables


def enough_on_offer(known: Known, activity: Activity, candidate: Candidate, taken: Taken) -> bool:
    """Return whether what the teams can still send for the flight's whole duty suffices, and a nurse with them."""
    duty = _duty(known, activity, candidate.mode.resource(ResourceKind.FLIGHT))
    teams = known.problem.resources.escort_teams
    sent = {team.id: most(known, duty, team.id, taken) for team in teams}
    if sum(sent.values()) < duty.escorts:
        return False
    return not duty.nurse or any(
        has_nurse(known, ResourceRef(ResourceKind.ESCORT, team))
        or any(EscortSkill.NURSE in known.escorts.officers[who].skills for who in able(known, duty, team, taken))
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
    on_duty = [(choice, duty.away.start, duty.away.end, duty.escorts) for choice, duty in users]
    _share(v, on_duty, steps.together(_not_below_zero(left) for left in there))
    heads = sum(steps.highest(offered) for offered, _ in teams)
    away = [(other.start, other.rested, other.amount) for _, fixed in teams for other in fixed]
    rested = [(choice, duty.away.start, duty.away.rested, duty.escorts) for choice, duty in users]
    _share(v, rested, steps.less([(steps.FIRST, heads), (steps.LAST, 0)], away))
    nursed = [(choice, duty.away.start, duty.away.rested, 1) for choice, duty in users if duty.nurse]
    _share(v, nursed, [(steps.FIRST, _nurses(v.known)), (steps.LAST, 0)])


_Users = Sequence[tuple[Choice, Minute, Minute, int]]
"""Choices with what they take: from when, until when, how many."""


def _share(v: Variables, users: _Users, free: steps.Steps) -> None:
    """Let users never take more than is free: flights are fixed in time, so a few sums say it all.

    Where the same users are away, the smallest number free counts.
    """
    least: dict[tuple[int, ...], int] = {}
    for at in {start for _, start, _, _ in users} | {moment for moment, _ in free}:
        away = tuple(i for i, (_, start, end, _) in enumerate(users) if start <= at < end)
        least[away] = min(steps.at(free, at), least.get(away, steps.at(free, at)))
    for away, left in least.items():
        amounts = [(users[i][0], users[i][3]) for i in away]
        if sum(amount for _, amount in amounts) > left:
            v.at_most(amounts, max(left, 0))


def _ref(team: str) -> ResourceRef:
    return ResourceRef(ResourceKind.ESCORT, team)


def _duty(known: Known, activity: Activity, flight: str | None) -> Duty:
    return duty_of(known, activity, known.flights[FlightId(flight or "")])


def _users(v: Variables) -> list[tuple[Choice, Duty]]:
    """Return every choice that needs escorts, with its duty."""
    found = []
    for choice in v.choices():
        activity = v.known.activities[choice.mode.activity]
        if needs_escorts(activity):
            found.append((choice, _duty(v.known, activity, choice.mode.resource(ResourceKind.FLIGHT))))
    return found


def _not_below_zero(left: Sequence[tuple[Minute, int]]) -> steps.Steps:
    return [(moment, max(free, 0)) for moment, free in left]


def _nurses(known: Known) -> int:
    """Return how many nurses there are: one in each such team, and those on rosters."""
    named = sum(EscortSkill.NURSE in officer.skills for officer in known.escorts.officers.values())
    return named + sum(has_nurse(known, _ref(team.id)) for team in known.problem.resources.escort_teams)
