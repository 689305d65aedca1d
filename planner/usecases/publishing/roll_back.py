"""Turning back to an earlier publication: a plan that wants what was published then, judged as any other.

Not allowed here: publishing it.
"""

from dataclasses import replace

from planner.domain.civil import IsoWeek, day_of
from planner.domain.ids import RuleId
from planner.domain.plan import Plan, PlanOrigin, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.domain.wording import Text
from planner.ports.store import Event, Store, StoreError
from planner.ports.surroundings import Clock, TravelTimes
from planner.usecases.planning.cut_problem import CutRequest, cut_problem

_THEN = Text(
    "stond niet in publicatie {number}, waarnaar wordt teruggedraaid",
    "did not stand in release {number}, which is turned back to",
)
_NEWEST = Text(
    "publicatie {number} is de nieuwste\nKies een eerdere om naar terug te draaien.",
    "release {number} is the newest\nChoose an earlier one to turn back to.",
)
_STANDS = RuleId("P11")
_A_WEEK = 7


def turn_back(store: Store, clock: Clock, travel: TravelTimes, number: int, *, actor: str) -> int:
    """Store a plan that wants what was published under a number, and return the plan's number; raise StoreError.

    What has begun stays as the newest release has it; activities that are new since stay out, with the reason.
    """
    now = clock.now()
    with store.transaction() as books:
        newest, wanted = books.releases.newest(), books.releases.load(number)
        if newest is None or newest.number == number:
            raise StoreError(_NEWEST.say(number=number))
        answered = books.problems.load(newest.problem_hash)
        cut = cut_problem(books, travel, _request(answered, now))
        plan = _plan(cut.problem, wanted, newest)
        kept = books.problems.save(cut.problem)
        plan = replace(plan, origin=PlanOrigin(problem_hash=kept))
        made = books.plans.add(plan, problem_hash=kept, at=now, actor=actor, release=cut.release)
        books.events.add(Event(at=now, actor=actor, what="turn back", subject=f"publicatie {number}, plan {made}"))
    return made


def _request(answered: Problem, now: Minute) -> CutRequest:
    """Return the weeks that the newest release was solved for, seen from now."""
    first, last = day_of(answered.scope.start), day_of(Minute(answered.scope_end - 1))
    return CutRequest(first=IsoWeek.of(first), weeks=((last - first).days + 1) // _A_WEEK or 1, as_of=now)


def _plan(problem: Problem, wanted: Release, newest: Release) -> Plan:
    then = {item.activity: item for item in wanted.appointments}
    stands = {item.activity: item for item in newest.appointments if item.start <= problem.recorded_at}
    chosen = [(activity.key, stands.get(activity.key) or then.get(activity.key)) for activity in problem.activities]
    because = Reason(rule=_STANDS, because=_THEN.say(number=wanted.number))
    left = (key for key, item in chosen if item is None)
    return Plan(
        appointments=tuple(item for _key, item in chosen if item is not None),
        unplanned=tuple(Unplanned(activity=key, code=UnplannedCode.LATER, reasons=(because,)) for key in left),
    )
