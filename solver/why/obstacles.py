"""Which rules forbid one spot: those an activity breaks by itself, and those it breaks together with others.

The rules' own functions say so. Not allowed here: which spots to look at, and words around the rules' own.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Obstacle
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from solver.mode import Mode
from solver.rule import Rule, WindowRule
from solver.view import Scope, ScopeKind, View
from solver.what_if import own_rides
from solver.why.ground import ByKind, Ground

OF_VEHICLES = frozenset({RuleId("P17"), RuleId("P18"), RuleId("R40")})
"""The rules that look at what else a vehicle does."""
VEHICLES, NOTHING = frozenset({ResourceKind.VEHICLE}), frozenset[ResourceKind]()
ONE_OF_MANY = frozenset({ResourceKind.VEHICLE, ResourceKind.ESCORT, ResourceKind.OFFICER})
"""Means of which any will do: what all of them lack is one obstacle, not one for each."""


def own_obstacles(
    ground: Ground, activity: Activity, mode: Mode, starts: Sequence[Minute]
) -> dict[Minute, list[Obstacle]]:
    """Return per start the rules that the activity breaks whatever else is planned, without words."""
    found: dict[Minute, list[Obstacle]] = {start: [] for start in starts}
    for rule in ground.own:
        if activity.kind not in rule.kinds:
            continue
        left = set(rule.starts_left(ground.known, activity, mode, starts))
        if len(left) == len(found):
            continue
        obstacle = Obstacle(rule=rule.id, activity=activity.key)
        for start in starts:
            if start not in left:
                found[start].append(obstacle)
    return found


def joint_obstacles(
    ground: Ground, placed: Sequence[Appointment], rules: Collection[RuleId] | None = None
) -> list[Obstacle]:
    """Return the rules that appointments break together with what else is planned (``rules``: only these)."""
    return _obstacles(ground, placed, ground.joint, rules)


def nothing_between(ground: Ground, placed: Sequence[Appointment]) -> bool:
    """Return whether appointments break no rule together with what else is planned: no joint obstacles."""
    asked = _asked(ground, placed, ground.joint, None)
    return next(_broken(ground, surroundings(ground, placed, (), _aside(asked)), placed, asked), None) is None


def checked_obstacles(
    ground: Ground,
    placed: Sequence[Appointment],
    rules: Collection[RuleId] | None = None,
    without: Collection[ActivityKey] = (),
) -> list[Obstacle]:
    """Return everything that appointments break, by the checks of plans alone: the second way to find out.

    ``without`` are taken out of the plan first.
    """
    return _obstacles(ground, placed, ground.hard, rules, without)


def worded(ground: Ground, obstacle: Obstacle, activity: Activity, mode: Mode, start: Minute) -> Obstacle:
    """Return an obstacle with its rule's own sentence about a spot."""
    rule = ground.rule[obstacle.rule]
    if obstacle.because or not isinstance(rule, WindowRule):
        return obstacle
    return replace(obstacle, because=rule.because(ground.known, activity, mode.starting(start)))


def surroundings(
    ground: Ground,
    placed: Sequence[Appointment],
    without: Collection[ActivityKey] = (),
    aside: frozenset[ResourceKind] = NOTHING,
) -> View:
    """Return a look at appointments among what else is planned; they replace what their activities have now.

    What shares no more with them than means of the kinds in ``aside`` is left out.
    """
    out = {*without, *(appointment.activity for appointment in placed)}
    for key in tuple(out):
        out.update(own_rides(ground.view, key))
    near = ground.near(placed, out, aside)
    return ground.look((*near.values(), *placed))


def _obstacles(
    ground: Ground,
    placed: Sequence[Appointment],
    rules: Sequence[Rule],
    only: Collection[RuleId] | None,
    without: Collection[ActivityKey] = (),
) -> list[Obstacle]:
    """Return what is broken; of a means that is too small by itself nobody else is named."""
    asked = _asked(ground, placed, rules, only)
    found = list(_broken(ground, surroundings(ground, placed, without, _aside(asked)), placed, asked))
    mine = {appointment.activity for appointment in placed}
    shared = {b.rule for b in found if b.resource is not None and not mine.issuperset(b.activities)}
    alone: list[Breach] = []
    if shared:
        alone = list(_broken(ground, ground.look(placed), placed, [rule for rule in asked if rule.id in shared]))
    too_small = {(breach.rule, breach.resource): breach for breach in alone}
    return [_obstacle(placed, too_small.get((breach.rule, breach.resource), breach)) for breach in found]


def _aside(asked: Sequence[Rule]) -> frozenset[ResourceKind]:
    """Return the means that rules do not look at."""
    return NOTHING if any(rule.id in OF_VEHICLES for rule in asked) else VEHICLES


def _asked(
    ground: Ground, placed: Sequence[Appointment], rules: Sequence[Rule], only: Collection[RuleId] | None
) -> Sequence[Rule]:
    """Return the rules that can say something about appointments, worked out once per kinds and rules."""
    kinds = frozenset(ground.known.activities[appointment.activity].kind for appointment in placed)
    asked = kinds, rules is ground.hard, None if only is None else frozenset(only)
    if asked not in ground.asked:
        named = (rule for rule in rules if only is None or rule.id in only)
        ground.asked[asked] = tuple(rule for rule in named if _speaks(rule, kinds))
    return ground.asked[asked]


def _speaks(rule: Rule, kinds: Collection[ActivityKind]) -> bool:
    """Return whether a rule can say anything about appointments: not when it is about single ones of other kinds."""
    if not isinstance(rule, WindowRule) or type(rule).check is not WindowRule.check:
        return True
    return not rule.kinds.isdisjoint(kinds)


def _broken(ground: Ground, view: View, placed: Sequence[Appointment], rules: Sequence[Rule]) -> Iterator[Breach]:
    """Yield what is broken, as it is found."""
    mine = {appointment.activity for appointment in placed}
    by_kind = _scopes(ground, view, placed)
    for rule in rules:
        for scope in by_kind.get(rule.scope, ()):
            for breach in rule.check(view, scope):
                if breach.level is Level.HARD and not mine.isdisjoint(breach.activities):
                    yield breach


def _scopes(ground: Ground, view: View, placed: Sequence[Appointment]) -> ByKind:
    """Return the scopes that appointments touch, worked out once for the same activities with the same means."""
    means = tuple((a.activity, tuple(part.resource for part in a.participations)) for a in placed)
    if means not in ground.touched:
        scopes = sorted({scope for appointment in placed for scope in view.touched(appointment)}, key=_order)
        found: dict[ScopeKind, list[Scope]] = {}
        for scope in scopes:
            found.setdefault(scope.kind, []).append(scope)
        ground.touched[means] = found
    return ground.touched[means]


def _order(scope: Scope) -> tuple[str, ...]:
    means = "" if scope.resource is None else f"{scope.resource.kind} {scope.resource.id}"
    return scope.kind, scope.activity or "", means, scope.case or "", scope.household or ""


def _obstacle(placed: Sequence[Appointment], breach: Breach) -> Obstacle:
    mine = [appointment.activity for appointment in placed]
    activity: ActivityKey = next(key for key in mine if key in breach.activities)
    others = tuple(sorted(set(breach.activities).difference(mine)))
    alone = not others and breach.resource is not None and breach.resource.kind in ONE_OF_MANY
    return Obstacle(
        rule=breach.rule,
        activity=activity,
        resource=None if alone else breach.resource,
        others=others,
        because=breach.because,
    )
