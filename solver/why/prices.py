"""What a change of a plan costs, per rule: the same rules over the same neighbourhood, before and after.

Rides of what moves are left aside (they are planned anew); those of what is left out go with it. Left aside are rules
about what follows from a finished plan too: who brings back whom, and who stands by. Not allowed here: which changes to
make.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from planner.domain.activities import ActivityKind
from planner.domain.explaining import Difference
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Plan
from solver.rules.fallback_for_departure import FallbackForDeparture
from solver.view import Scope, ScopeKind, View
from solver.what_if import own_rides
from solver.why.ground import ELSEWHERE, Ground

Changes = Mapping[ActivityKey, Appointment | None]
"""What each activity gets; None: it is left out."""
LATER = (FallbackForDeparture, *ELSEWHERE)


def difference(ground: Ground, changes: Changes) -> tuple[Difference, ...]:
    """Return by how much each rule costs more after the changes, in order of level; hard rules are not priced."""
    left_out = (key for key, after in changes.items() if after is None)
    changes = {**dict.fromkeys(ride for key in left_out for ride in own_rides(ground.view, key)), **changes}
    rides = {ride for key in changes for ride in rides_of(ground, key)} - changes.keys()
    now = {key: ground.view.appointments.get(key) for key in changes}
    placed = [a for a in (*now.values(), *changes.values()) if a is not None]
    around = ground.near(placed, {*changes, *rides})
    before, after = _look(ground, around, now), _look(ground, around, changes)
    scopes = _scopes((before, after), placed, rides)
    costs = _costs(ground, after, scopes)
    costs.subtract(_costs(ground, before, scopes))
    found = [Difference(rule=rule, level=level, amount=amount) for (level, rule), amount in costs.items() if amount]
    return tuple(sorted(found, key=lambda one: (one.level, one.rule)))


def total(price: Iterable[Difference]) -> tuple[int, ...]:
    """Return the sums per level, most important first: what prices are compared by."""
    sums = Counter[Level]()
    for one in price:
        sums[one.level] += one.amount
    return tuple(sums[level] for level in Level)


def rides_of(ground: Ground, key: ActivityKey) -> tuple[ActivityKey, ...]:
    """Return the moves that belong to an activity, planned or not."""
    activity = ground.known.activities.get(key)
    if activity is None or activity.kind is ActivityKind.MOVE:
        return ()
    linked = ground.known.linked.get(key, ())
    return tuple(dict.fromkeys((*linked, *own_rides(ground.view, key))))


def _look(ground: Ground, around: Mapping[ActivityKey, Appointment], changes: Changes) -> View:
    planned = (*around.values(), *(a for a in changes.values() if a is not None))
    left = tuple(item for key in changes if changes[key] is None and (item := ground.unplanned.get(key)) is not None)
    return View(ground.known, Plan(appointments=planned, unplanned=left), owners_known=True)


def _scopes(
    views: Iterable[View], placed: Iterable[Appointment], rides: Iterable[ActivityKey]
) -> dict[ScopeKind, list[Scope]]:
    appointments = tuple(placed)
    touched = {scope for view in views for appointment in appointments for scope in view.touched(appointment)}
    touched -= {Scope(ScopeKind.ACTIVITY, activity=key) for key in rides}
    kinds: dict[ScopeKind, list[Scope]] = {}
    for scope in touched:
        kinds.setdefault(scope.kind, []).append(scope)
    return kinds


def _costs(ground: Ground, view: View, scopes: Mapping[ScopeKind, Iterable[Scope]]) -> Counter[tuple[Level, RuleId]]:
    found: Counter[tuple[Level, RuleId]] = Counter()
    for rule in ground.rules:
        if isinstance(rule, LATER):
            continue
        for scope in scopes.get(rule.scope, ()):
            for breach in rule.check(view, scope):
                if breach.level is not Level.HARD:
                    found[breach.level, breach.rule] += breach.cost
    return found
