"""Everything that a version breaks or costs, kept per scope, so that a step looks only at what it touches.

Not allowed here: what a step is, and words.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from planner.domain.activities import ActivityKind
from planner.domain.editing import Deal
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.levels import Level
from planner.domain.plan import Breach, LevelValue
from planner.domain.resources import ResourceKind, ResourceRef
from solver.known import Known
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.fallback_for_departure import FallbackForDeparture
from solver.rules.load_points import LoadPoints
from solver.view import Scope, ScopeKind, View

Found = Mapping[tuple[int, Scope], tuple[Breach, ...]]
"""What each rule, by its place in the rulebook, finds in each scope; nothing for those that find nothing."""
JOURNEYS = frozenset({ActivityKind.DEPARTURE, ActivityKind.MOVE})


class Tally:
    """What every rule finds in a version. Never changes."""

    def __init__(self, found: Found, rules: Sequence[Rule] = RULEBOOK) -> None:
        self._found, self._rules = found, tuple(rules)

    def __reduce__(self) -> tuple[type["Tally"], tuple[Found]]:
        """Go to another process without the rules: there they are the same."""
        if self._rules != RULEBOOK:
            raise TypeError(self._rules)
        return Tally, (self._found,)

    @classmethod
    def of(cls, view: View, rules: Sequence[Rule] = RULEBOOK) -> "Tally":
        """Judge a whole version."""
        scopes = {kind: tuple(view.scopes(kind)) for kind in ScopeKind}
        return cls(dict(_checked(view, rules, scopes)), rules)

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """Everything that is found, in the order of the rulebook."""
        ordered = sorted(self._found.items(), key=lambda item: (item[0][0], _place(item[0][1])))
        return tuple(breach for _, found in ordered for breach in found)

    @property
    def hard(self) -> tuple[Breach, ...]:
        """The hard rules that are broken, in no order."""
        return tuple(breach for found in self._found.values() for breach in found if breach.level is Level.HARD)

    def costs(self) -> Counter[Level]:
        """Return the cost per level."""
        sums: Counter[Level] = Counter()
        for found in self._found.values():
            for breach in found:
                sums[breach.level] += breach.cost
        return sums

    def levels(self, before: Iterable[LevelValue], *, bounded: bool) -> tuple[LevelValue, ...]:
        """Return cost per level with the bounds proven before, where they still hold."""
        bounds = {value.level: value.bound for value in before if bounded}
        sums = self.costs()
        return tuple(LevelValue(level=level, cost=sums[level], bound=bounds.get(level)) for level in Level)

    def after(self, view: View, touched: Mapping[ScopeKind, Collection[Scope]], skip: Collection[Rule]) -> "Step":
        """Return what the rules find after a step that touches these scopes; some rules need no second look."""
        rules = [(number, rule) for number, rule in enumerate(self._rules) if rule not in skip]
        gone = {
            (number, scope): self._found[number, scope]
            for number, rule in rules
            for scope in touched.get(rule.scope, ())
            if (number, scope) in self._found
        }
        come = dict(_checked(view, self._rules, touched, skip))
        return Step(self, gone, come)

    def with_step(self, gone: Found, come: Found) -> "Tally":
        """Return the tally with some findings replaced."""
        left = {place: found for place, found in self._found.items() if place not in gone}
        return Tally({**left, **come}, self._rules)


class Step:
    """What a step takes away from and adds to a tally."""

    def __init__(self, tally: Tally, gone: Found, come: Found) -> None:
        self._tally, self._gone, self._come = tally, gone, come

    @property
    def new(self) -> tuple[Breach, ...]:
        """What is broken or costs more now and was not so before."""
        return _beyond(self._come, self._gone)

    @property
    def old(self) -> tuple[Breach, ...]:
        """What was broken or cost more before and no longer does."""
        return _beyond(self._gone, self._come)

    @property
    def tally(self) -> Tally:
        """The tally after the step."""
        return self._tally.with_step(self._gone, self._come)


class Reach:
    """Which scopes a step touches."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._of_case: dict[CaseId, list[ActivityKey]] = defaultdict(list)
        for activity in known.activities.values():
            for case in activity.cases:
                self._of_case[case].append(activity.key)

    def touched(self, before: View, after: View, deal: Deal) -> dict[ScopeKind, set[Scope]]:
        """Return the scopes in which something may be different after a step."""
        found: dict[ScopeKind, set[Scope]] = {kind: set() for kind in ScopeKind}
        for change in deal.changes:
            for view, appointment in ((before, change.before.appointment), (after, change.after.appointment)):
                for scope in () if appointment is None else view.touched(appointment):
                    found[scope.kind].add(scope)
            self._add_activity(found, before.known, after.known, change.activity)
        for one in deal.hand_overs:
            self._add_case(found, one.case)
            who = {one.before.regievoerder, one.after.regievoerder} - {None}
            refs = (ResourceRef(ResourceKind.REGIEVOERDER, code) for code in who if code is not None)
            found[ScopeKind.RESOURCE].update(Scope(ScopeKind.RESOURCE, resource=ref) for ref in refs)
        found[ScopeKind.PLAN] = {Scope(ScopeKind.PLAN)}
        return found

    def _add_activity(self, found: dict[ScopeKind, set[Scope]], before: Known, after: Known, key: ActivityKey) -> None:
        touched = (key, *after.linked.get(key, ()))
        found[ScopeKind.ACTIVITY].update(Scope(ScopeKind.ACTIVITY, activity=one) for one in touched)
        activity = after.activities.get(key) or before.activities.get(key)
        for case in activity.cases if activity is not None else ():
            self._add_case(found, case)

    def _add_case(self, found: dict[ScopeKind, set[Scope]], case: CaseId) -> None:
        found[ScopeKind.CASE].add(Scope(ScopeKind.CASE, case=case))
        for key in self._of_case.get(case, ()):
            found[ScopeKind.ACTIVITY].add(Scope(ScopeKind.ACTIVITY, activity=key))
        for household in self._known.households(case):
            found[ScopeKind.HOUSEHOLD].add(Scope(ScopeKind.HOUSEHOLD, household=household))


def needless(known: Known, deal: Deal, rules: Sequence[Rule] = RULEBOOK) -> list[Rule]:
    """Return the rules about the plan as a whole that a step cannot make a difference to."""
    skipped: list[Rule] = []
    changed = [known.activities.get(change.activity) for change in deal.changes]
    journeys = any(activity is None or activity.kind in JOURNEYS for activity in changed)
    for rule in rules:
        if isinstance(rule, LoadPoints) and not deal.hand_overs:
            skipped.append(rule)
        if isinstance(rule, FallbackForDeparture) and not journeys and not deal.hand_overs:
            skipped.append(rule)
    return skipped


def _checked(
    view: View,
    rules: Sequence[Rule],
    scopes: Mapping[ScopeKind, Collection[Scope]],
    skip: Collection[Rule] = (),
) -> Iterator[tuple[tuple[int, Scope], tuple[Breach, ...]]]:
    for number, rule in enumerate(rules):
        if rule in skip:
            continue
        for scope in scopes.get(rule.scope, ()):
            found = tuple(rule.check(view, scope)) if _is_there(view, scope) else ()
            if found:
                yield (number, scope), found


def _place(scope: Scope) -> tuple[str, str, str, str]:
    """Return by what scopes of one rule are put in order."""
    resource = "" if scope.resource is None else f"{scope.resource.kind} {scope.resource.id}"
    return scope.activity or "", resource, scope.case or "", scope.household or ""


def _is_there(view: View, scope: Scope) -> bool:
    """Return whether a scope is one that the version has: what an officer took back is not."""
    key = scope.activity
    return key is None or key in view.known.activities or key in view.appointments or key in view.unplanned


def _beyond(found: Found, other: Found) -> tuple[Breach, ...]:
    """Return the breaches that others do not hold too."""
    known = Counter(_name(breach) for breaches in other.values() for breach in breaches)
    fresh = []
    for breaches in found.values():
        for breach in breaches:
            if known[_name(breach)] > 0:
                known[_name(breach)] -= 1
            else:
                fresh.append(breach)
    return tuple(fresh)


def _name(breach: Breach) -> tuple[object, ...]:
    return breach.rule, breach.level, breach.cost, breach.activities, breach.resource
