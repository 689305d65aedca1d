"""A step that lands on another problem than the version before it: a solve taken over, or taken back.

Not allowed here: which steps do so.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.domain.draft_line import State, stepped
from planner.domain.editing import Deal, Ground
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.ports.editing import Desk, Desks, Objection, Prepared
from planner.ports.store import Transaction
from planner.usecases.editing.heads import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Onto:
    """Where a step lands: the problem, the solved plan it came with, and the desk of the version it makes."""

    ground: Ground
    answered: Problem
    reference: Plan
    desk: Desk
    lay: Callable[[Transaction], Ground] | None = None
    """Puts the ground into the books, in the transaction of the step, where it is not there yet."""
    release: int | None = None
    """The publication that is its baseline; None: the one of the version before."""


def landed(
    desks: Desks, opened: Opened, deal: Deal, ground: Ground, answered: Problem, reference: Plan
) -> tuple[Prepared, Onto]:
    """Return what a step breaks newly and costs on the problem where it lands: judged whole."""
    state = stepped(opened.state, deal, ground, (), reference)
    return landed_on(desks, opened, deal, desks.make(answered, state), answered, state)


def landed_on(
    desks: Desks, opened: Opened, deal: Deal, desk: Desk, answered: Problem, state: State
) -> tuple[Prepared, Onto]:
    """Return what a step breaks newly and costs where it lands; the desk of that version is at hand."""
    reference, found = state.reference, desk.broken()
    relaxed = bool(state.own or state.overrides)
    levels = desks.levels(found, () if relaxed else reference.levels)
    before = Counter(_name(breach) for breach in opened.desk.broken())
    fresh = [breach for breach in found if breach.level is Level.HARD and before[_name(breach)] == 0]
    prepared = Prepared(deal=deal, objections=tuple(Objection(breach=breach) for breach in fresh), levels=levels)
    return prepared, Onto(ground=state.ground, answered=answered, reference=reference, desk=desk)


def _name(breach: Breach) -> tuple[object, ...]:
    return breach.rule, breach.activities, breach.resource


def unproven(solved: Plan) -> Plan:
    """Return a solved plan without what was found out about it as a whole, once its facts are otherwise."""
    return replace(solved, certificates=(), simulation=None, levels=())


def lay_ground(  # noqa: PLR0913 - one ground has so many parts
    books: Transaction, answered: Problem, reference: Plan, opened: Opened, *, parent: int, actor: str, at: Minute
) -> Ground:
    """Put a problem that nobody solved into the books, with the plan that a draft on it goes on from."""
    problem_hash = books.problems.save(answered)
    solved = books.plans.add(
        reference, problem_hash=problem_hash, at=at, actor=actor, parent=parent, release=opened.newest
    )
    return Ground(problem_hash=problem_hash, solved=solved, whole=False)
