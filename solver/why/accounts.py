"""The reasons that stand with what a plan leaves out: the same verified sets as level 2, shortened for a list.

What cannot be verified keeps the reason it had, and says so. Not allowed here: placing anything.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Conflict, Obstacle, Proof
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import Appointment, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind
from solver.clock import Budget, OutOfTimeError
from solver.rule import WindowRule
from solver.why import wording
from solver.why.absent import code_of as code_of_absent
from solver.why.conflict import fixed_conflict
from solver.why.examined import Examined, checked, examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground

ORDER = (
    ActivityKind.DEPARTURE,
    ActivityKind.PRESENTATION,
    ActivityKind.MEETING,
    ActivityKind.CONVERSATION,
    ActivityKind.MOVE,
)
"""What is accounted for first when there is little time."""
ONE_BY_ONE = frozenset({ResourceKind.VEHICLE, ResourceKind.ESCORT, ResourceKind.OFFICER})
"""Of these many come into account: their reasons are told together."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """A plan with its reasons, how many of them were verified, and the moves that got a place while looking."""

    plan: Plan
    verified: int
    placed: tuple[Appointment, ...] = ()


def with_verified_reasons(ground: Ground, seconds: float | None = None) -> Accounts:
    """Return the plan of a question with verified reasons, as many as there is time for.

    A move for which a place turns out to be free gets it: who was accounted for before is then looked at once more.
    """
    clock = Budget.of(seconds)
    found: dict[ActivityKey, Unplanned] = {}
    placed: list[Appointment] = []
    waiting = deque(_in_order(ground, ground.plan.unplanned))
    while waiting:
        item = waiting.popleft()
        try:
            clock.check()
            account = accounted(ground, item, clock)
        except OutOfTimeError:
            break
        if account is not None:
            found[item.activity] = account
            continue
        mine = _free_ride(ground, item.activity)
        if mine is not None:
            placed.append(mine)
            ground = ground.over((*ground.plan.appointments, mine))
            again = [key for key, one in found.items() if one.code is UnplannedCode.CAPACITY and _is_move(ground, key)]
            waiting.extend(found.pop(key) for key in again)
    now = {appointment.activity for appointment in placed}
    items = tuple(found.get(item.activity, item) for item in ground.plan.unplanned if item.activity not in now)
    plan = replace(ground.plan, unplanned=items)
    return Accounts(plan=plan, verified=sum(item.verified for item in items), placed=tuple(placed))


def accounted(ground: Ground, item: Unplanned, clock: Budget | None = None) -> Unplanned | None:
    """Return why something is not planned, verified; as it was when that fails; None when a spot is free.

    Of a move the reason that the routes found stays alone where its rules forbid every spot; else it stays first, with
    the verified set behind it.
    """
    activity = ground.known.activities.get(item.activity)
    if activity is None:
        return item
    spots = examined(ground, activity)
    conflict = fixed_conflict(ground, activity, found=spots, seconds=clock.left if clock else None)
    if conflict is None:
        return None
    if conflict.proof is not Proof.PROVEN:
        return item
    if activity.kind is ActivityKind.MOVE and item.code is not UnplannedCode.TIME_OUT:
        more = () if _covered(ground, spots, conflict, item) else reasons_of(conflict.obstacles)
        return replace(item, reasons=tuple(dict.fromkeys((*item.reasons, *more))), verified=True)
    code = _code(ground, activity, conflict, item.code)
    return Unplanned(activity=item.activity, code=code, reasons=reasons_of(conflict.obstacles), verified=True)


def _covered(ground: Ground, spots: Sequence[Examined], conflict: Conflict, item: Unplanned) -> bool:
    """Return whether the rules of a reason, judged with the activity in the plan, forbid every spot."""
    rules = frozenset(reason.rule for reason in item.reasons)
    if not spots:
        return rules.issuperset(obstacle.rule for obstacle in conflict.obstacles)
    return all(checked(ground, spot, rules) for spot in spots)


def reasons_of(obstacles: Sequence[Obstacle]) -> tuple[Reason, ...]:
    """Return obstacles as reasons for a list: one per rule and means, with how many more there are alike."""
    groups: dict[object, list[Obstacle]] = {}
    for obstacle in obstacles:
        means = obstacle.resource
        row = None if means is None or means.kind in ONE_BY_ONE else means
        groups.setdefault((obstacle.rule, row), []).append(obstacle)
    return tuple(_reason(alike) for alike in groups.values())


def _reason(alike: Sequence[Obstacle]) -> Reason:
    first, more = alike[0], len(alike) - 1
    tail = wording.ALIKE.say(number=more) if more else ""
    return Reason(rule=RuleId(first.rule), because=f"{first.because}{tail}")


def _free_ride(ground: Ground, key: ActivityKey) -> Appointment | None:
    """Return the first free ride of a move; others without a place are for the searches to place."""
    if not _is_move(ground, key):
        return None
    free = free_spots(ground, ground.known.activities[key])
    best = min(free, key=lambda spot: (spot.start, str(spot.resource)), default=None)
    return None if best is None else best.place().appointments[0]


def _is_move(ground: Ground, key: ActivityKey) -> bool:
    activity = ground.known.activities.get(key)
    return activity is not None and activity.kind is ActivityKind.MOVE


def _in_order(ground: Ground, items: Iterable[Unplanned]) -> list[Unplanned]:
    """Return what weighs most first, and of moves those last that take long: others could carry them."""
    known = ground.known.activities

    def order(item: Unplanned) -> tuple[int, bool]:
        activity = known.get(item.activity)
        kind = len(ORDER) if activity is None else ORDER.index(activity.kind)
        return kind, item.code in (UnplannedCode.CAPACITY, UnplannedCode.TIME_OUT)

    return sorted(items, key=order)


def _served(activity: Activity) -> frozenset[ActivityKey]:
    """Return what a move is for: that it stands where it does is no lack of room."""
    served = activity.move.serves if activity.kind is ActivityKind.MOVE else None
    return frozenset() if served is None else frozenset({served})


def _code(ground: Ground, activity: Activity, conflict: Conflict, was: UnplannedCode) -> UnplannedCode:
    """Return the kind of cause that a verified set amounts to."""
    if not conflict.looked_at:
        return code_of_absent(ground, activity)
    others = {key for obstacle in conflict.obstacles for key in obstacle.others}
    if others and all(key not in ground.view.appointments for key in others):
        return UnplannedCode.DEPENDS if activity.kind is ActivityKind.MOVE else UnplannedCode.NO_OPTION
    if was is UnplannedCode.LATER:
        return was
    if others - _served(activity):
        return UnplannedCode.CAPACITY
    rules = [ground.rule[obstacle.rule] for obstacle in conflict.obstacles]
    facts = all(isinstance(rule, WindowRule) and rule.fact for rule in rules)
    return UnplannedCode.FACT if facts else UnplannedCode.NO_OPTION
