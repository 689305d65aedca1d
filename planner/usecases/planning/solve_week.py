"""Solving weeks: cut the problem, search, store the plan; all but the search is a few short transactions.

Not allowed here: how searching works (the ``Search`` port).
"""

from dataclasses import dataclass, replace

from planner.domain.issues import Issue
from planner.domain.plan import Plan
from planner.ports.plans import PlanRecord
from planner.ports.search import Progress, Report, Search, Stopped
from planner.ports.store import Claim, Event, Store, Transaction
from planner.ports.surroundings import Clock, TravelTimes, Worker
from planner.usecases.planning.claiming import Claiming, claimed, keeping_alive, refuse_lost
from planner.usecases.planning.cut_problem import Cut, CutRequest, cut_problem
from planner.usecases.validation import validate

_BUSY = "deze weken worden al berekend door {}\nWacht tot die klaar is, of stop die berekening eerst."


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveRequest:
    """What to solve, how long and for whom. ``again``: also when nothing changed since the last plan.

    ``scenario``: not the weeks themselves but a what-if of them (``solve_scenario``).
    """

    cut: CutRequest
    actor: str
    seconds: float = 60.0
    seed: int = 1
    again: bool = False
    scenario: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A stored plan with the cut it answers. ``reused``: nothing had changed, the plan is an earlier one."""

    plan_id: int
    plan: Plan
    cut: Cut
    problem_hash: str
    reused: bool = False

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Bad facts of the problem that was solved."""
        return (*validate(self.cut.problem), *self.cut.doubtful)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveTools:
    """The ports a solve needs."""

    store: Store
    clock: Clock
    worker: Worker
    travel: TravelTimes
    search: Search


def _say_nothing(_progress: Progress) -> None:
    """Ignore progress."""


def _never() -> bool:
    return False


def solve_week(
    tools: SolveTools, request: SolveRequest, *, report: Report = _say_nothing, stopped: Stopped = _never
) -> Solved:
    """Return a plan for the weeks asked for; raise SolveBusyError or ClaimLostError.

    The plan is stored only when the claim on the weeks still holds at the end. A claim of a process
    that was killed is taken over, so that the same request can simply be repeated.
    """
    claiming = Claiming(store=tools.store, clock=tools.clock, worker=tools.worker)
    name = f"solve {request.cut.first} {request.cut.weeks}"
    with claimed(claiming, name, request.seconds, busy=_BUSY) as claim:
        with tools.store.reading() as books:
            cut = cut_problem(books, tools.travel, request.cut)
            same = None if request.again else _same_plan(books, cut, request)
            if same is not None:
                plan = books.plans.load(same.id)
                return Solved(plan_id=same.id, plan=plan, cut=cut, problem_hash=same.problem_hash, reused=True)
            packed = books.problems.pack(cut.problem)
        with tools.store.transaction() as books:
            problem_hash = books.problems.save(packed)
        keep_alive = keeping_alive(claiming, claim, report)
        plan = tools.search.solve(
            cut.problem, seconds=request.seconds, seed=request.seed, report=keep_alive, stopped=stopped
        )
        plan = _stamped(plan, request, problem_hash)
        plan_id = _store_plan(tools, request, cut, plan, claim)
    return Solved(plan_id=plan_id, plan=plan, cut=cut, problem_hash=problem_hash)


def _same_plan(books: Transaction, cut: Cut, request: SolveRequest) -> PlanRecord | None:
    """Return the newest plan of the same facts and seed, when nobody else published since."""
    found = books.plans.newest(fingerprint=cut.fingerprint)
    if found is None or found.seed != request.seed:
        return None
    others = set(books.releases.plans_since(found.release)) - {found.id}
    return None if others else found


def _stamped(plan: Plan, request: SolveRequest, problem_hash: str) -> Plan:
    origin = replace(plan.origin, problem_hash=problem_hash, seed=request.seed, seconds=int(request.seconds))
    return replace(plan, origin=origin)


def _store_plan(tools: SolveTools, request: SolveRequest, cut: Cut, plan: Plan, claim: Claim) -> int:
    now = tools.clock.now()
    with tools.store.reading() as books:
        packed = books.plans.pack(plan)
    with tools.store.transaction() as books:
        refuse_lost(books, claim)
        plan_id = books.plans.add(
            packed,
            problem_hash=plan.origin.problem_hash,
            at=now,
            actor=request.actor,
            fingerprint=cut.fingerprint,
            release=cut.release,
        )
        books.claims.drop(claim.name)
        books.events.add(Event(at=now, actor=request.actor, what="solve", subject=f"plan {plan_id}"))
    return plan_id
