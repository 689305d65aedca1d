"""All checks on one plan: what a second reader finds wrong, in words."""

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from tests.recheck.accounting import complete, identities, nothing_dropped, times
from tests.recheck.bookings import announcements, bookings
from tests.recheck.conversations import conversations, pools
from tests.recheck.departures import flight_taken, hard_terms, may_leave, notices
from tests.recheck.escorts import duties, enough_escorts
from tests.recheck.facts import Facts
from tests.recheck.finding import Finding, Findings
from tests.recheck.flights import aboard, households
from tests.recheck.moves import moves
from tests.recheck.performers import assignments, performers
from tests.recheck.presentations import presentations, sessions
from tests.recheck.roads import Roads
from tests.recheck.standing import answers, frozen, pins
from tests.recheck.timelines import timelines
from tests.recheck.vehicles import vehicles

_CHECKS = (
    nothing_dropped,
    identities,
    complete,
    times,
    flight_taken,
    may_leave,
    notices,
    hard_terms,
    bookings,
    announcements,
    aboard,
    households,
    enough_escorts,
    duties,
    moves,
    presentations,
    sessions,
    conversations,
    pools,
    performers,
    assignments,
    frozen,
    pins,
    answers,
)


def recheck(problem: Problem, plan: Plan) -> tuple[Finding, ...]:
    """Return everything that is wrong with a plan, each thing once."""
    return tuple(sorted(set(_all(Facts(problem, plan)))))


def _all(facts: Facts) -> Findings:
    for check in _CHECKS:
        yield from check(facts)
    roads = Roads(facts.problem.travel)
    yield from vehicles(facts, roads)
    yield from timelines(facts, roads)
