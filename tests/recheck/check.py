"""All checks on one plan: what a second reader finds wrong, in words."""

from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.ids import ActivityKey
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from tests.recheck.accounting import complete, identities, nothing_dropped, times
from tests.recheck.bookings import announcements, bookings
from tests.recheck.conversations import conversations, pools
from tests.recheck.crews import crews
from tests.recheck.departures import flight_taken, hard_terms, may_leave, notices
from tests.recheck.escorts import duties, enough_escorts
from tests.recheck.facts import Facts
from tests.recheck.finding import Finding, Findings
from tests.recheck.flights import aboard, households
from tests.recheck.moves import in_reach, moves
from tests.recheck.officers import officers
from tests.recheck.performers import assignments, performers
from tests.recheck.presentations import presentations, sessions
from tests.recheck.roads import Roads
from tests.recheck.said import gates, minors, placements
from tests.recheck.standing import answers, frozen, pins
from tests.recheck.timelines import timelines
from tests.recheck.vehicles import vehicles
from tests.recheck.workload import workload

_CHECKS = (
    nothing_dropped,
    identities,
    complete,
    times,
    flight_taken,
    may_leave,
    notices,
    hard_terms,
    gates,
    minors,
    placements,
    bookings,
    announcements,
    aboard,
    households,
    enough_escorts,
    duties,
    officers,
    moves,
    presentations,
    sessions,
    conversations,
    pools,
    performers,
    assignments,
    workload,
    pins,
    answers,
)


_NOT_OF_FACTS = frozenset({"dropped", "assignment", "workload", "past", "scope"})


def recheck(problem: Problem, plan: Plan) -> tuple[Finding, ...]:
    """Return everything that is wrong with a plan, each thing once."""
    facts = Facts(problem, plan)
    return tuple(sorted({*_all(facts), *frozen(facts, _loosened(problem))}))


def _loosened(problem: Problem) -> frozenset[ActivityKey]:
    """Return what the facts of today no longer allow as it was published, and the moves that go with it."""
    if not problem.baseline:
        return frozenset()
    as_published = Facts(problem, Plan(appointments=problem.baseline))
    wrong = {key for one in _all(as_published) if one.check not in _NOT_OF_FACTS for key in one.about}
    wrong |= {activity.key for activity in problem.activities if _with_family(problem, activity) & wrong}
    wrong |= {a.key for a in problem.activities if isinstance(a.detail, MoveDetail) and a.detail.serves in wrong}
    return frozenset(ActivityKey(key) for key in wrong)


def _with_family(problem: Problem, activity: Activity) -> set[str]:
    """Return the departures of the household that a departure belongs to."""
    if activity.kind is not ActivityKind.DEPARTURE:
        return set()
    homes = {one.household for one in problem.case_file.memberships if one.case in activity.cases}
    family = {one.case for one in problem.case_file.memberships if one.household in homes}
    return {a.key for a in problem.activities if a.kind is ActivityKind.DEPARTURE and not family.isdisjoint(a.cases)}


def _all(facts: Facts) -> Findings:
    for check in _CHECKS:
        yield from check(facts)
    roads = Roads(facts)
    yield from vehicles(facts, roads)
    yield from crews(facts, roads)
    yield from timelines(facts, roads)
    yield from in_reach(facts, roads)
