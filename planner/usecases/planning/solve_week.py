"""Solving weeks: cut the problem, search, store the plan; all but the search is a few short transactions.

Not allowed here: how searching works (the ``Search`` port).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from planner.domain.issues import Issue
from planner.domain.plan import Plan
from planner.domain.time import Minute
from planner.ports.plans import PlanRecord
from planner.ports.search import Progress, Report, Search, Stopped
from planner.ports.store import Claim, Event, Store, Transaction
from planner.ports.surroundings import Clock, TravelTimes, Worker
from planner.usecases.planning.cut_problem import Cut, CutRequest, cut_problem
from planner.usecases.validation import validate

GRACE = 15
"""Minutes a claim outlives the search time asked for, or the last sign of life of the search."""


class SolveBusyError(RuntimeError):
    """Somebody else is solving the same weeks."""


class ClaimLostError(RuntimeError):
    """The claim ended or was taken over during the search; the plan was not stored."""


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
    with _claimed(tools, request) as claim:
        with tools.store.reading() as books:
            cut = cut_problem(books, tools.travel, request.cut)
            same = None if request.again else _same_plan(books, cut, request)
            if same is not None:
                plan = books.plans.load(same.id)
                return Solved(plan_id=same.id, plan=plan, cut=cut, problem_hash=same.problem_hash, reused=True)
        with tools.store.transaction() as books:
            problem_hash = books.problems.save(cut.problem)
        keep_alive = _keep_alive(tools, claim, report)
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
    with tools.store.transaction() as books:
        _refuse_lost(books, claim)
        plan_id = books.plans.add(
            plan,
            problem_hash=plan.origin.problem_hash,
            at=now,
            actor=request.actor,
            fingerprint=cut.fingerprint,
            release=cut.release,
        )
        books.claims.drop(claim.name)
        books.events.add(Event(at=now, actor=request.actor, what="solve", subject=f"plan {plan_id}"))
    return plan_id


@contextmanager
def _claimed(tools: SolveTools, request: SolveRequest) -> Iterator[Claim]:
    """Hold the claim on the weeks; whatever happens it is given back, if it is still ours."""
    claim = Claim(
        name=f"solve {request.cut.first} {request.cut.weeks}",
        holder=tools.worker.name,
        expires=_lease(tools.clock.now(), request.seconds),
    )
    with tools.store.transaction() as books:
        _refuse_busy(books, claim, tools)
        books.claims.put(claim)
    try:
        yield claim
    finally:
        with tools.store.transaction() as books:
            held = books.claims.find(claim.name)
            if held is not None and held.holder == claim.holder:
                books.claims.drop(claim.name)


def _lease(now: Minute, seconds: float) -> Minute:
    return Minute(now + int(seconds // 60) + GRACE)


def _refuse_busy(books: Transaction, claim: Claim, tools: SolveTools) -> None:
    held = books.claims.find(claim.name)
    if held is None or held.expires <= tools.clock.now() or tools.worker.is_gone(held.holder):
        return
    msg = f"deze weken worden al berekend door {held.holder}\nWacht tot die klaar is, of stop die berekening eerst."
    raise SolveBusyError(msg)


def _refuse_lost(books: Transaction, claim: Claim) -> None:
    held = books.claims.find(claim.name)
    if held is None or held.holder != claim.holder:
        msg = "de berekening is door een andere overgenomen; dit plan is niet opgeslagen\nBereken opnieuw."
        raise ClaimLostError(msg)


def _keep_alive(tools: SolveTools, claim: Claim, report: Report) -> Report:
    """Return a report that also extends the claim, at most once a minute."""
    extended = tools.clock.now()

    def reported(progress: Progress) -> None:
        nonlocal extended
        now = tools.clock.now()
        if now > extended:
            extended = now
            _extend(tools.store, claim, Minute(max(claim.expires, now + GRACE)))
        report(progress)

    return reported


def _extend(store: Store, claim: Claim, expires: Minute) -> None:
    with store.transaction() as books:
        held = books.claims.find(claim.name)
        if held is not None and held.holder == claim.holder:
            books.claims.put(Claim(name=claim.name, holder=claim.holder, expires=expires))
