"""Putting a solve and a draft together: what people hold stays, the rest is the solve's, and both must go together.

What the solve has otherwise is offered; what does not go together is set back, or left out with the rule that forbids
it. Not allowed here: storage.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from planner.domain.activities import MoveDetail
from planner.domain.draft_line import Stands, State, stepped
from planner.domain.editing import Change, Deal, Ground, HandOver, Stand
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.ports.editing import Desk, Desks, Findings, Prepared
from planner.usecases.editing.heads import Opened
from planner.usecases.editing.landing import Onto, landed_on

ROUNDS = 6
_NOT_YET = "nog niet berekend"
_GONE = "door een medewerker weer weggehaald terwijl het werd berekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Solve:
    """A stored solve; its plan is in the order of keys. ``desk`` is of that plan alone."""

    number: int
    plan: Plan
    problem: Problem
    problem_hash: str
    desk: Desk

    @classmethod
    def of(
        cls, desks: Desks, number: int, plan: Plan, problem: Problem, problem_hash: str, found: Findings | None = None
    ) -> "Solve":
        """Return a solve with its desk; ``found`` is what the rules found in it before."""
        desk = desks.make(problem, State(plan, Ground(problem_hash=problem_hash, solved=number), plan), found)
        return cls(number=number, plan=plan, problem=problem, problem_hash=problem_hash, desk=desk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What people edited or pinned: the solve does not change it."""

    items: frozenset[ActivityKey]
    cases: frozenset[CaseId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An item of which the draft keeps its own, and what the solve has instead."""

    activity: ActivityKey
    mine: Stand
    theirs: Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A solve and a draft put together, judged where it lands."""

    solve: Solve
    state: State
    prepared: Prepared
    onto: Onto
    offers: tuple[Offer, ...]
    fixed: Mapping[ActivityKey, Stand]
    """What of the solve did not go with what people hold, and became this."""
    broken: tuple[Breach, ...]
    """Hard, and not to be mended here: facts changed under what people hold."""


def merge(desks: Desks, opened: Opened, solve: Solve, held: Held, before: Merge | None = None) -> Merge:
    """Put a solve and the newest version of a draft together.

    ``before``: the two as they were a moment ago, when somebody edited meanwhile; only what differs is judged again.
    """
    stands, theirs = Stands(opened.state), Stands(State(solve.plan, opened.state.ground, solve.plan))
    own = opened.state.own.keys()
    due = {activity.key for activity in solve.problem.activities} | own
    mine = {key: stands.of(key) for key in held.items & due}
    gone = {key: stand for key, stand in mine.items() if stand.appointment is None and stand.unplanned is None}
    held = replace(held, items=_with_rides(solve.problem, held.items) & due)
    keys = sorted(due | {a.activity for a in opened.state.plan.appointments} | _named(opened.state.plan))
    wanted = {key: _wanted(key, stands.of(key), theirs.of(key), key in held.items, key in due) for key in keys}
    wanted.update({key: replace(stand, unplanned=_taken_back(key)) for key, stand in gone.items()})
    set_back = {} if before is None else {k: v for k, v in before.fixed.items() if k in wanted.keys() - held.items}
    wanted.update(set_back)
    whole = all(wanted[key] == theirs.of(key) for key in keys)
    ground = Ground(problem_hash=solve.problem_hash, solved=solve.number, whole=whole)
    given = tuple(_hand_overs(opened.state, stands, theirs, solve, held))
    deal, state = _step(opened, solve, wanted, given, ground)
    if before is None:
        desk = _judged(solve.desk, State(solve.plan, ground, solve.plan), state, wanted)
    else:
        desk = _judged(before.onto.desk, before.state, state, wanted)
    desk, fixed = _fixed(desk, state, {k: stands.of(k) for k in keys}, held.items, set_back)
    if fixed != set_back:
        wanted.update(fixed)
        deal, state = _step(opened, solve, wanted, given, replace(ground, whole=False))
        desk = desk.renewed(state)
    prepared, onto = landed_on(desks, opened, deal, desk, solve.problem, state)
    offers = (
        Offer(activity=key, mine=wanted[key], theirs=theirs.of(key))
        for key in sorted(held.items | fixed.keys())
        if wanted[key].appointment != theirs.of(key).appointment
    )
    return Merge(
        solve=solve,
        state=state,
        prepared=replace(prepared, objections=()),
        onto=onto,
        offers=tuple(offers),
        fixed=fixed,
        broken=tuple(breach for breach in onto.desk.broken() if breach.level is Level.HARD),
    )


def _step(
    opened: Opened,
    solve: Solve,
    wanted: Mapping[ActivityKey, Stand],
    given: tuple[HandOver, ...],
    ground: Ground,
) -> tuple[Deal, State]:
    """Return the step by which a draft takes a solve over, and what it becomes."""
    deal = _deal(Stands(opened.state), wanted, given)
    return deal, stepped(opened.state, deal, ground, (), solve.plan)


def _judged(desk: Desk, before: State, after: State, keys: Iterable[ActivityKey]) -> Desk:
    """Return the desk of a version, judged where another version has it otherwise; ``desk`` is of that one."""
    theirs, ours = Stands(before), Stands(after)
    plans = (before.plan, after.plan)
    cases = {item.case for plan in plans for item in plan.assignments}
    cases |= {case for plan in plans for case, _ in plan.unassigned}
    kept = (HandOver(case=one, before=theirs.holder(one), after=ours.holder(one)) for one in sorted(cases))
    deal = _deal(theirs, {key: ours.of(key) for key in keys}, tuple(one for one in kept if one.before != one.after))
    return desk.after(after, deal)


def _wanted(key: ActivityKey, mine: Stand, theirs: Stand, held: bool, due: bool) -> Stand:  # noqa: FBT001 - two facts
    """Return what an activity becomes: its own where people hold it, else the solve's; nothing when it is not due."""
    if held and (mine.appointment is not None or mine.unplanned is not None):
        return mine
    taken = replace(
        mine,
        appointment=theirs.appointment,
        unplanned=theirs.unplanned,
        fallbacks=theirs.fallbacks,
        standbys=theirs.standbys,
    )
    if not due or taken.appointment is not None or taken.unplanned is not None:
        return taken
    return replace(taken, unplanned=_left_out(key, RuleId("P11"), _NOT_YET))


def _fixed(
    desk: Desk,
    state: State,
    mine: Mapping[ActivityKey, Stand],
    held: Collection[ActivityKey],
    before: Mapping[ActivityKey, Stand],
) -> tuple[Desk, dict[ActivityKey, Stand]]:
    """Return what of the solve is set back or left out so that nothing hard is broken with what people hold.

    With it comes the desk of the version that is left; ``before`` is what was set back already.
    """
    fixed = dict(before)
    for _ in range(ROUNDS):
        hard = [breach for breach in desk.broken() if breach.level is Level.HARD]
        stands = Stands(state)
        changes: dict[ActivityKey, Change] = {}
        for breach in hard:
            for key in (key for key in breach.activities if key not in held and key not in changes):
                now = stands.of(key)
                if now.appointment is None:
                    continue
                changes[key] = Change(activity=key, before=now, after=_other(key, now, mine.get(key), breach, fixed))
                break
        if not changes:
            break
        deal = Deal(changes=tuple(changes[key] for key in sorted(changes)))
        levels = desk.judge(deal).levels
        state = stepped(state, deal, replace(state.ground, whole=False), levels, state.reference)
        desk = desk.after(state, deal)
        fixed.update({key: change.after for key, change in changes.items()})
    return desk, fixed


def _other(
    key: ActivityKey, now: Stand, mine: Stand | None, breach: Breach, fixed: Mapping[ActivityKey, Stand]
) -> Stand:
    """Return where an item stood in the draft, the first time; after that nowhere, with the rule that forbids it."""
    if key not in fixed and mine is not None and mine.appointment not in (None, now.appointment):
        return mine
    return replace(now, appointment=None, fallbacks=(), unplanned=_left_out(key, breach.rule, breach.because))


def _taken_back(key: ActivityKey) -> Unplanned:
    """Return what is said of an item that an officer added and took back while it was being planned."""
    reason = Reason(rule=RuleId("P09"), because=_GONE)
    return Unplanned(activity=key, code=UnplannedCode.FACT, reasons=(reason,))


def _left_out(key: ActivityKey, rule: RuleId, because: str) -> Unplanned:
    code = UnplannedCode.TIME_OUT if because == _NOT_YET else UnplannedCode.CAPACITY
    return Unplanned(activity=key, code=code, reasons=(Reason(rule=rule, because=because),))


def _hand_overs(state: State, stands: Stands, theirs: Stands, solve: Solve, held: Held) -> Iterable[HandOver]:
    plans = (state.plan, solve.plan)
    cases = {item.case for plan in plans for item in plan.assignments}
    cases |= {case for plan in plans for case, _ in plan.unassigned}
    for case in sorted(cases - held.cases):
        one = HandOver(case=case, before=stands.holder(case), after=theirs.holder(case))
        if one.before != one.after:
            yield one


def _deal(stands: Stands, wanted: Mapping[ActivityKey, Stand], given: tuple[HandOver, ...]) -> Deal:
    found = (Change(activity=key, before=stands.of(key), after=wanted[key]) for key in sorted(wanted))
    return Deal(changes=tuple(change for change in found if change.before != change.after), hand_overs=given)


def _with_rides(problem: Problem, held: frozenset[ActivityKey]) -> frozenset[ActivityKey]:
    """Return what is held with the rides that serve it, or follow on them."""
    found = set(held)
    moves = [(a.key, a.detail) for a in problem.activities if isinstance(a.detail, MoveDetail)]
    while more := {key for key, detail in moves if key not in found and {detail.serves, detail.after} & found}:
        found |= more
    return frozenset(found)


def _named(plan: Plan) -> set[ActivityKey]:
    return {item.activity for item in plan.unplanned}
