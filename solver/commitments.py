"""Departures onto flights and presentations into sessions, over the whole horizon in one model.

Escort teams are scarce: a pooled limit stands in the model, then the exact teams are picked. A departure that
gets none may not take that flight and the model is solved again.
Not allowed here: conversations, transport.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.domain.activities import Activity
from planner.domain.escorts import EscortTeam
from planner.domain.ids import ActivityKey, EscortTeamId, FlightId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute, subtract
from planner.ports.search import Stopped
from solver.candidates import Candidates
from solver.escorts import Duty, Roster, busy, can_go, duty_of, needs_escorts, pick_teams, with_escorts
from solver.known import Known
from solver.mode import Use
from solver.posting import post_rules
from solver.solving import Limits, Outcome, hint, level_by_level
from solver.variables import Candidate, Choice, Variables

ROUNDS = 4
"""How often flights are chosen again when the exact teams do not work out."""
ROSTER_WORK = 0.4
"""Deterministic time to pick teams; what remains of it spreads the duties evenly."""
LONG_AGO, FAR_AHEAD = Minute(-(10**7)), Minute(10**8)
Forbidden = frozenset[tuple[ActivityKey, str]]
"""(departure, flight) that turned out to have no teams."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentResult:
    """Planned commitments with escorts; whether nothing better exists; levels reached with their bounds."""

    appointments: tuple[Appointment, ...]
    finished: bool = True
    outcome: Outcome | None = field(default=None)


def commit(
    candidates: Candidates,
    activities: Sequence[Activity],
    fixed: Sequence[Appointment],
    limits: Limits,
    stopped: Stopped | None = None,
) -> CommitmentResult:
    """Plan departures and presentations around what is fixed."""
    known = candidates.known
    options = {activity.key: _options(known, candidates, activity, fixed) for activity in activities}
    forbidden: Forbidden = frozenset()
    current = {key: known.baseline[key] for key in options if key in known.baseline}
    until = time.monotonic() + limits.seconds
    best = CommitmentResult(appointments=(), finished=False)
    for _ in range(ROUNDS):
        left = replace(limits, seconds=until - time.monotonic())
        outcome = _choose(known, activities, _without(options, forbidden), fixed, (current, left, stopped))
        if outcome is None:
            break
        planned = tuple(outcome.appointments.values())
        roster = pick_teams(known, planned, fixed, replace(left, work=ROSTER_WORK), stopped)
        best = max(best, _result(known, planned, roster, outcome), key=lambda result: len(result.appointments))
        refused = frozenset(roster.unserved)
        if not refused or left.seconds <= 0 or (stopped is not None and stopped()):
            break
        forbidden |= _flights(planned, refused)
        current = outcome.appointments
    return best


def _result(known: Known, planned: Sequence[Appointment], roster: Roster, outcome: Outcome) -> CommitmentResult:
    kept = tuple(with_escorts(known, a, roster) for a in planned if a.activity not in roster.unserved)
    return CommitmentResult(appointments=kept, finished=outcome.proven, outcome=outcome)


def _choose(
    known: Known,
    activities: Sequence[Activity],
    options: Mapping[ActivityKey, Sequence[Candidate]],
    fixed: Sequence[Appointment],
    how: tuple[Mapping[ActivityKey, Appointment], Limits, Stopped | None],
) -> Outcome | None:
    current, limits, stopped = how
    v = Variables(known, activities, options, fixed)
    post_rules(v)
    _escort_pools(v, fixed)
    hint(v, current)
    return level_by_level(v, limits, stopped)


def _options(
    known: Known, candidates: Candidates, activity: Activity, fixed: Sequence[Appointment]
) -> tuple[Candidate, ...]:
    """Return the candidates of a commitment; for escorted departures those with enough teams on offer."""
    found = candidates.of(activity)
    if not needs_escorts(activity):
        return found
    taken = busy(known, fixed)
    return tuple(c for c in found if enough_on_offer(known, activity, c, taken))


def enough_on_offer(
    known: Known, activity: Activity, candidate: Candidate, taken: Mapping[EscortTeamId, Sequence[Interval]]
) -> bool:
    """Return whether teams offered for the flight's whole duty, and not bound already, suffice."""
    duty_ = _duty(known, activity, candidate.mode.resource(ResourceKind.FLIGHT))
    teams = known.problem.resources.escort_teams
    able = [team for team in teams if can_go(team, duty_, taken.get(team.id, ()))]
    return sum(t.size for t in able) >= duty_.escorts and (not duty_.nurse or any(t.nurse for t in able))


def _duty(known: Known, activity: Activity, flight: str | None) -> Duty:
    return duty_of(known, activity, known.flights[FlightId(flight or "")])


def _escort_pools(v: Variables, fixed: Sequence[Appointment]) -> None:
    """Limit duties to the teams on offer, duties with their rest to all teams, and nurses to nurse teams."""
    teams = v.known.problem.resources.escort_teams
    taken = busy(v.known, fixed)
    users = _escort_users(v, max((team.size for team in teams), default=1))
    if not users:
        return
    offered = {team.id: subtract(team.available, taken.get(team.id, ())) for team in teams}
    always = {team.id: subtract((Interval(LONG_AGO, FAR_AHEAD),), taken.get(team.id, ())) for team in teams}
    on_duty = [(choice, use) for choice, use, _, _ in users]
    with_rest = [(choice, _longer(use, rest)) for choice, use, rest, _ in users]
    v.share(on_duty, _steps(offered.values()))
    v.share(with_rest, _steps(always.values()))
    nursed = [(choice, _one(_longer(use, rest))) for choice, use, rest, nurse in users if nurse]
    if nursed:
        v.share(nursed, _steps(always[team.id] for team in _nurses(teams)))


def _nurses(teams: Sequence[EscortTeam]) -> list[EscortTeam]:
    return [team for team in teams if team.nurse]


def _escort_users(v: Variables, size: int) -> list[tuple[Choice, Use, int, bool]]:
    """Return (choice, use of the pool in teams, rest, nurse) for every choice that needs escorts."""
    pool = ResourceRef(ResourceKind.ESCORT, "alle teams")
    found = []
    for choice in v.choices():
        activity = v.known.activities[choice.mode.activity]
        if not needs_escorts(activity):
            continue
        duty_ = _duty(v.known, activity, choice.mode.resource(ResourceKind.FLIGHT))
        lead = duty_.flight.departs - duty_.when.start
        use = Use(pool, lead, duty_.end - duty_.flight.arrives, -(-duty_.escorts // size))
        found.append((choice, use, duty_.rest, duty_.nurse))
    return found


def _longer(use: Use, minutes: int) -> Use:
    return Use(use.resource, use.lead, use.tail + minutes, use.amount)


def _one(use: Use) -> Use:
    return Use(use.resource, use.lead, use.tail)


def _steps(groups: Iterable[Sequence[Interval]]) -> list[tuple[Minute, int]]:
    """Return (from this moment on, so many free) for what several teams offer."""
    changes: dict[Minute, int] = {LONG_AGO: 0, FAR_AHEAD: 0}
    for stretches in groups:
        for stretch in stretches:
            end = min(stretch.end or FAR_AHEAD, FAR_AHEAD)
            changes[stretch.start] = changes.get(stretch.start, 0) + 1
            changes[end] = changes.get(end, 0) - 1
    steps, free = [], 0
    for moment in sorted(changes):
        free += changes[moment]
        steps.append((moment, free))
    return steps


def _without(
    options: Mapping[ActivityKey, Sequence[Candidate]], forbidden: Forbidden
) -> dict[ActivityKey, list[Candidate]]:
    return {
        key: [c for c in found if (key, c.mode.resource(ResourceKind.FLIGHT) or "") not in forbidden]
        for key, found in options.items()
    }


def _flights(planned: Sequence[Appointment], refused: frozenset[ActivityKey]) -> Forbidden:
    return frozenset((a.activity, a.resource(ResourceKind.FLIGHT) or "") for a in planned if a.activity in refused)
