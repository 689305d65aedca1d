"""Departures onto flights and presentations into sessions, over the whole horizon in one model.

Escort teams are scarce: a pooled limit stands in the model, then the exact teams are picked. A departure that
gets none may not take that flight and the model is solved again.
Not allowed here: conversations, transport.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.ports.search import Stopped
from solver.candidates import Candidates
from solver.escort_choice import pick_teams
from solver.escort_limits import enough_on_offer, limit_escorts
from solver.escort_pool import fixed_duties
from solver.escorts import Roster, needs_escorts, with_escorts
from solver.known import Known
from solver.posting import post_rules
from solver.solving import Limits, Outcome, hint, level_by_level
from solver.variables import Candidate, Variables

ROUNDS = 4
"""How often flights are chosen again when the exact teams do not work out."""
ROSTER_WORK = 0.4
"""Deterministic time to pick escorts; what remains of it spreads the duties evenly."""
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
    limit_escorts(v, fixed_duties(known, fixed))
    hint(v, current)
    return level_by_level(v, limits, stopped)


def _options(
    known: Known, candidates: Candidates, activity: Activity, fixed: Sequence[Appointment]
) -> tuple[Candidate, ...]:
    """Return the candidates of a commitment; for escorted departures those with enough teams on offer."""
    found = candidates.of(activity)
    if not needs_escorts(activity):
        return found
    taken = fixed_duties(known, fixed)
    return tuple(c for c in found if enough_on_offer(known, activity, c, taken))


def _without(
    options: Mapping[ActivityKey, Sequence[Candidate]], forbidden: Forbidden
) -> dict[ActivityKey, list[Candidate]]:
    return {
        key: [c for c in found if (key, c.mode.resource(ResourceKind.FLIGHT) or "") not in forbidden]
        for key, found in options.items()
    }


def _flights(planned: Sequence[Appointment], refused: frozenset[ActivityKey]) -> Forbidden:
    return frozenset((a.activity, a.resource(ResourceKind.FLIGHT) or "") for a in planned if a.activity in refused)
