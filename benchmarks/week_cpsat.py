"""A week as one CP-SAT model, to compare the search with: every activity's options as literals, every rule posted.

Departures, presentations, meetings and conversations stand in one model; persons are no-overlap, rooms, interpreters,
seats and escorts cumulative; the levels are solved one after another, each with half of the time that is left. What a
model cannot say in time is helped by the product itself, in the model's favour: new cases are given beforehand, and
rides are routed afterwards by the product's own kernel. Not allowed here: the product's other stages.
"""

from dataclasses import replace

from benchmarks.week_given import give_cases
from benchmarks.week_greedy import left_out
from planner.domain.activities import Activity, ActivityKind
from planner.domain.plan import Appointment, Plan, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.ports.search import Progress
from solver.candidates import COMMITMENTS, Candidates
from solver.clock import Budget
from solver.escort_choice import pick_teams
from solver.escort_limits import enough_on_offer, limit_escorts
from solver.escort_pool import fixed_duties
from solver.escorts import needs_escorts, with_escorts
from solver.known import Known
from solver.posting import post_rules
from solver.reserved import reserved
from solver.settled import settled
from solver.solving import Limits, level_by_level
from solver.transport import plan_transport
from solver.variables import Candidate, Variables

WORKERS = 2
RIDES_SHARE = 0.2
"""How much of the time goes to the rides."""
ENDLESS_WORK = 1e9


def with_cp_sat(problem: Problem, seconds: float, seed: int) -> Plan:
    """Return the plan of the model; everything is left out when it finds nothing in time."""
    clock = Budget.of(seconds)
    facts = Known(problem)
    given = give_cases(facts)
    known = facts.assigned(given.assignments)
    fixed = settled(facts)
    chosen = _chosen(known, fixed, clock.but(seconds * RIDES_SHARE), seed)
    planned = {appointment.activity: appointment for appointment in (*fixed, *chosen)}
    transport = plan_transport(
        problem,
        planned,
        days=problem.scope,
        seconds=max(1.0, clock.left),
        seed=seed,
        report=_silent,
        stopped=lambda: False,
    )
    planned |= {appointment.activity: appointment for appointment in transport.appointments}
    told = {item.activity: item for item in transport.unplanned}
    absent = (activity.key for activity in problem.activities if activity.key not in planned)
    return Plan(
        appointments=tuple(planned.values()),
        unplanned=tuple(told.get(key) or left_out(key, UnplannedCode.TIME_OUT) for key in absent),
        assignments=given.assignments,
        unassigned=given.unassigned,
    )


def _chosen(known: Known, fixed: tuple[Appointment, ...], clock: Budget, seed: int) -> list[Appointment]:
    """Return what the model plans, with escorts; what a ride needs the person for is left out."""
    standing = {appointment.activity for appointment in fixed}
    activities = [
        activity
        for activity in known.problem.activities
        if activity.kind is not ActivityKind.MOVE and activity.key not in standing
    ]
    candidates = Candidates(known)
    options = {activity.key: _options(known, candidates, activity, fixed) for activity in activities}
    v = Variables(known, activities, options, fixed)
    post_rules(v)
    limit_escorts(v, fixed_duties(known, fixed))
    limits = Limits(work=ENDLESS_WORK, seconds=clock.left, seed=seed, workers=WORKERS)
    outcome = level_by_level(v, limits) if clock.left > 0 else None
    if outcome is None:
        return []
    found = list(outcome.appointments.values())
    roster = pick_teams(known, found, fixed, replace(limits, work=1.0, seconds=max(1.0, clock.left)))
    served = [with_escorts(known, one, roster) for one in found if one.activity not in roster.unserved]
    return [one for one in served if not _in_the_way(known, one, served)]


def _options(
    known: Known, candidates: Candidates, activity: Activity, fixed: tuple[Appointment, ...]
) -> tuple[Candidate, ...]:
    found = candidates.of(activity)
    if not needs_escorts(activity):
        return found
    taken = fixed_duties(known, fixed)
    return tuple(candidate for candidate in found if enough_on_offer(known, activity, candidate, taken))


def _in_the_way(known: Known, one: Appointment, planned: list[Appointment]) -> bool:
    """Return whether a diary appointment lies where a person of it rides to or from a journey or presentation."""
    if known.activities[one.activity].kind in COMMITMENTS:
        return False
    cases = {part.resource for part in one.of_kind(ResourceKind.CASE)}
    mine = [other for other in planned if other is not one and _commitment_of(known, other, cases)]
    stretches = reserved(known, mine) if mine else {}
    return any(stretch.overlaps(one.start, one.end) for case in cases for stretch in stretches.get(case, ()))


def _commitment_of(known: Known, other: Appointment, cases: set[ResourceRef]) -> bool:
    if known.activities[other.activity].kind not in COMMITMENTS:
        return False
    return not cases.isdisjoint(part.resource for part in other.participations)


def _silent(_progress: Progress) -> None:
    """Tell nobody."""
