"""What officers decided by hand: in the drafts of some weeks, for the next solve; and beside one stored plan.

Not allowed here: deciding it.
"""

from collections.abc import Collection

from planner.domain.civil import IsoWeek, day_of
from planner.domain.commitments import Placement
from planner.domain.draft_line import State
from planner.domain.ids import ActivityKey
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute
from planner.ports.plans import PlanRecord
from planner.ports.store import Transaction


def standing_placements(
    books: Transaction, span: Interval, keys: Collection[ActivityKey], *, now: Minute
) -> tuple[Placement, ...]:
    """Return what holds of some activities; where two weeks speak of one, the later week counts."""
    last = span.start if span.end is None else Minute(span.end - 1)
    found: dict[ActivityKey, Placement] = {}
    for head in books.drafts.of_weeks(IsoWeek.of(day_of(span.start)), IsoWeek.of(day_of(last))):
        found |= books.drafts.decided(head.draft, head.version).placements
    return tuple(found[key] for key in sorted(found.keys() & set(keys)) if found[key].holds(now))


def problem_of(books: Transaction, record: PlanRecord) -> Problem:
    """Return the problem that a stored plan answers, with what officers added when it is a version of a draft."""
    answered = books.problems.load(record.problem_hash)
    head = books.drafts.of_plan(record.id)
    if head is None:
        return answered
    decided = books.drafts.decided(head.draft, head.version)
    state = State(Plan(), head.ground, Plan(), decided.placements, decided.own, decided.overrides)
    return state.problem(answered)
