"""Decision variables of one sub-problem, named in the planner's words.

A sub-problem plans a few activities around what is fixed. For each activity it chooses at most one
*choice*: a mode (place and resources) with a start. Only this file and the searches know CP-SAT.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python.cp_model import CpModel, Domain, IntervalVar, IntVar, LinearExpr, LinearExprT

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute, union
from solver.known import Known
from solver.mode import Mode, Use
from solver.stretches import starts_that_fit
from solver.whereabouts import whereabouts


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One mode of one activity: whether it is taken, when it starts, and its possible starts."""

    mode: Mode
    taken: IntVar
    start: LinearExprT
    starts: tuple[Minute, ...]

    def end(self) -> LinearExprT:
        """Return the end as an expression."""
        return self.start + self.mode.duration


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mode with the starts it may have, in order of time."""

    mode: Mode
    starts: tuple[Minute, ...]


@dataclass(frozen=True, slots=True)
class FixedPart:
    """What is fixed on a resource: when, how much of it, where it is at the start and at the end."""

    start: Minute
    end: Minute
    amount: int
    begins_at: PlaceId | None
    ends_at: PlaceId | None


@dataclass(slots=True)
class _Terms:
    terms: list[tuple[int, IntVar]] = field(default_factory=list)
    worst: int = 0
    constant: int = 0


class Variables:
    """The variables of one sub-problem around ``fixed`` appointments."""

    def __init__(
        self,
        known: Known,
        activities: Sequence[Activity],
        candidates: Mapping[ActivityKey, Sequence[Candidate]],
        fixed: Sequence[Appointment] = (),
    ) -> None:
        self.model = CpModel()
        self.known = known
        self.activities = tuple(activities)
        self.fixed = tuple(fixed)
        self._choices: dict[ActivityKey, list[Choice]] = {}
        self._costs: dict[Level, _Terms] = defaultdict(_Terms)
        self._late: dict[tuple[ActivityKey, Minute], IntVar] = {}
        self._exact: dict[tuple[int, Minute], IntVar] = {}
        self._fixed_parts: dict[ResourceRef, list[FixedPart]] = defaultdict(list)
        for appointment in self.fixed:
            for part in () if appointment.all_day else appointment.participations:
                places = whereabouts(known, appointment, part)
                self._fixed_parts[part.resource].append(FixedPart(part.start, part.end, part.amount, *places))
        for activity in activities:
            choices = [self._choice(candidate) for candidate in candidates.get(activity.key, ()) if candidate.starts]
            self._choices[activity.key] = choices
            self.model.add_at_most_one(choice.taken for choice in choices)

    def _choice(self, candidate: Candidate) -> Choice:
        name = f"{candidate.mode.activity}"
        taken = self.model.new_bool_var(name)
        if len(candidate.starts) == 1:
            return Choice(candidate.mode, taken, candidate.starts[0], candidate.starts)
        start = self.model.new_int_var_from_domain(Domain.from_values(list(candidate.starts)), f"{name}@")
        return Choice(candidate.mode, taken, start, candidate.starts)

    # --- reading --------------------------------------------------------------

    def choices(self, activity: ActivityKey | None = None) -> Iterable[Choice]:
        """Return the choices of one activity, or of all."""
        if activity is not None:
            return self._choices.get(activity, ())
        return (choice for choices in self._choices.values() for choice in choices)

    def planned(self, activity: ActivityKey) -> LinearExprT:
        """Return 1 when the activity is planned, else 0."""
        return LinearExpr.sum([choice.taken for choice in self._choices.get(activity, ())])

    def using(self, kind: ResourceKind) -> dict[ResourceRef, list[tuple[Choice, Use]]]:
        """Return per resource of a kind the choices that use it."""
        found: dict[ResourceRef, list[tuple[Choice, Use]]] = defaultdict(list)
        for choice in self.choices():
            for use in choice.mode.uses:
                if use.resource.kind is kind:
                    found[use.resource].append((choice, use))
        return found

    def fixed_parts(self, resource: ResourceRef) -> Sequence[FixedPart]:
        """Return what is fixed on a resource; what only has a day takes no time."""
        return self._fixed_parts.get(resource, [])

    # --- limits ---------------------------------------------------------------

    def limit(self, choice: Choice, allowed: Sequence[Interval], *, whole: bool = True) -> None:
        """Allow a choice only inside one of the stretches (``whole``: to its end; else only its start)."""
        self.keep(choice, starts_that_fit(allowed, choice.starts, choice.mode.duration, whole=whole))

    def keep(self, choice: Choice, left: Sequence[Minute]) -> None:
        """Allow a choice only at the starts that are left."""
        if len(left) == len(choice.starts):
            return
        if not left:
            self.forbid(choice)
            return
        domain = Domain.from_values(list(left))
        self.model.add_linear_expression_in_domain(choice.start, domain).only_enforce_if(choice.taken)

    def require(self, activity: ActivityKey) -> None:
        """Plan the activity; nothing when it has no choice at all here."""
        choices = self._choices.get(activity, ())
        if choices:
            self.model.add_exactly_one(choice.taken for choice in choices)

    def forbid(self, choice: Choice) -> None:
        """Never take a choice."""
        self.model.add(choice.taken == 0)

    def at_most(self, amounts: Iterable[tuple[Choice, int]], limit: int, *, when: Choice | None = None) -> None:
        """Let the taken choices together amount to no more than the limit (``when``: only if that choice is taken)."""
        terms = [amount * choice.taken for choice, amount in amounts]
        bound = self.model.add(LinearExpr.sum(terms) <= limit)
        if when is not None:
            bound.only_enforce_if(when.taken)

    def begins_before(self, first: tuple[Choice, Sequence[Minute]], second: Choice, later: int) -> None:
        """Let the first choice, at these of its starts, begin before ``later`` minutes after the second begins."""
        choice, starts = first
        if not starts:
            return
        counted = choice.taken if len(starts) == len(choice.starts) else self.any_start([(choice, starts)])
        self.model.add(choice.start + 1 <= second.start + later).only_enforce_if(counted, second.taken)

    def both(self, first: Choice, second: Choice) -> IntVar:
        """Return a literal that is true when both choices are taken."""
        literal = self.model.new_bool_var("beide")
        self.model.add_bool_or(~first.taken, ~second.taken, literal)
        return literal

    def together(self, groups: Sequence[Sequence[Choice]]) -> None:
        """Take one of each group or none at all (groups of choices that belong together)."""
        sums = [LinearExpr.sum([choice.taken for choice in group]) for group in groups]
        for other in sums[1:]:
            self.model.add(other == sums[0])

    def needs(self, first: tuple[Choice, Minute], others: Sequence[tuple[Choice, Minute]]) -> None:
        """Take the first choice at its start only when one of the others is taken at its start."""
        taken = LinearExpr.sum([self._taken_at(*other) for other in others])
        self.model.add(self._taken_at(*first) <= taken)

    def _taken_at(self, choice: Choice, start: Minute) -> IntVar:
        if len(choice.starts) == 1:
            return choice.taken
        key = (id(choice), start)
        if key not in self._exact:
            exact = self.model.new_bool_var("op")
            self.model.add_implication(exact, choice.taken)
            self.model.add(choice.start == start).only_enforce_if(exact)
            self.model.add(choice.start != start).only_enforce_if(choice.taken, ~exact)
            self._exact[key] = exact
        return self._exact[key]

    def no_overlap(
        self,
        resource: ResourceRef,
        users: Sequence[tuple[Choice, Use]],
        rest: Callable[[Minute], int] = lambda _: 0,
    ) -> None:
        """Let a resource do one thing at a time, around what is fixed, with ``rest(end)`` minutes after each.

        The rest after a choice is that of its first start.
        """
        timed = [(choice, use) for choice, use in users if not choice.mode.all_day]
        intervals = [self._interval(choice, use, rest(_first_end(choice, use))) for choice, use in timed]
        busy = (Interval(part.start, Minute(part.end + rest(part.end))) for part in self.fixed_parts(resource))
        intervals += [
            self.model.new_fixed_size_interval_var(when.start, when.end - when.start, "vast")
            for when in union(busy)
            if when.end is not None
        ]
        self.model.add_no_overlap(intervals)

    def _interval(self, choice: Choice, use: Use, rest: int = 0) -> IntervalVar:
        size = use.lead + choice.mode.duration + use.tail + rest
        return self.model.new_optional_fixed_size_interval_var(choice.start - use.lead, size, choice.taken, "deel")

    def gaps(
        self,
        resource: ResourceRef,
        users: Sequence[tuple[Choice, Use]],
        gap: Callable[[PlaceId | None, PlaceId | None], int],
    ) -> None:
        """Keep ``gap(a, b)`` minutes between one thing ending at ``a`` and the next starting at ``b``."""
        timed = [(choice, use) for choice, use in users if not choice.mode.all_day]
        for i, (first, a) in enumerate(timed):
            for second, b in timed[i + 1 :]:
                if first.mode.activity != second.mode.activity:
                    self._apart(first, a, second, b, gap)
            for part in self.fixed_parts(resource):
                there, back = gap(part.ends_at, first.mode.place), gap(first.mode.place, part.begins_at)
                self._around(first, a, part, there, back)

    def _apart(
        self,
        first: Choice,
        a: Use,
        second: Choice,
        b: Use,
        gap: Callable[[PlaceId | None, PlaceId | None], int],
    ) -> None:
        there, back = gap(first.mode.place, second.mode.place), gap(second.mode.place, first.mode.place)
        if not there and not back:
            return
        before = self.model.new_bool_var("voor")
        both = (first.taken, second.taken)
        self.model.add(second.start - b.lead >= first.end() + a.tail + there).only_enforce_if(*both, before)
        self.model.add(first.start - a.lead >= second.end() + b.tail + back).only_enforce_if(*both, ~before)

    def _around(self, choice: Choice, use: Use, part: FixedPart, there: int, back: int) -> None:
        if not (there or back):
            return
        early, late = part.start - choice.mode.duration - use.tail - back, part.end + there + use.lead
        self.keep(choice, [start for start in choice.starts if start >= late or start <= early])

    def share(self, users: Sequence[tuple[Choice, Use]], steps: Sequence[tuple[Minute, int]]) -> None:
        """Let users of a pool never exceed what is free: ``steps`` are (from this moment on, so many free)."""
        most = max((free for _, free in steps), default=0)
        demands = [use.amount for _, use in users]
        if sum(demands) <= min((free for _, free in steps), default=0):
            return
        intervals = [self._interval(choice, use) for choice, use in users]
        for (moment, free), (until, _) in pairwise(steps):
            if free < most:
                intervals.append(self.model.new_fixed_size_interval_var(moment, until - moment, "bezet"))
                demands.append(most - max(free, 0))
        self.model.add_cumulative(intervals, demands, most)

    # --- costs ----------------------------------------------------------------

    def charge(self, level: Level, cost: int, literal: IntVar) -> None:
        """Add a cost when the literal is true (a negative cost is a saving)."""
        group = self._costs[level]
        group.terms.append((cost, literal))
        group.worst += abs(cost)

    def always(self, level: Level, cost: Callable[[], int]) -> None:
        """Add what no choice changes."""
        self._costs[level].constant += cost()

    def charge_unplanned(self, level: Level, cost: int, activity: ActivityKey) -> None:
        """Add a cost when the activity is not planned."""
        self._costs[level].constant += cost
        for choice in self._choices.get(activity, ()):
            self.charge(level, -cost, choice.taken)

    def ends_after(self, activity: ActivityKey, moment: Minute) -> IntVar:
        """Return a literal that is true when the activity is planned to end after the moment."""
        key = (activity, moment)
        if key not in self._late:
            late = self.model.new_bool_var("laat")
            for choice in self._choices.get(activity, ()):
                self.model.add(choice.end() <= moment).only_enforce_if(choice.taken, ~late)
            self._late[key] = late
        return self._late[key]

    def price(self, level: Level, activity: ActivityKey, cost: Callable[[Mode, Minute], int]) -> None:
        """Add ``cost(mode, start)`` when the activity is planned so (no cost below 0)."""
        steps: dict[int, list[tuple[Choice, list[Minute]]]] = {}
        priced = [
            (choice, [(cost(choice.mode, s), s) for s in choice.starts]) for choice in self._choices.get(activity, ())
        ]
        for value in sorted({value for _, values in priced for value, _ in values if value > 0}):
            steps[value] = [(choice, [s for at, s in values if at >= value]) for choice, values in priced]
        below = 0
        for value, taken in steps.items():
            self.charge(level, value - below, self.any_start(taken))
            below = value

    def spread(self, level: Level, choices: Sequence[Choice], fixed: Sequence[Minute]) -> None:
        """Add the minutes from the first to the last start of the choices that are taken, and what is fixed beside."""
        moments = [*fixed, *(start for choice in choices for start in choice.starts)]
        if len({choice.mode.activity for choice in choices}) + len(fixed) < 2:  # noqa: PLR2004 - first and last
            return
        low, high = min(moments), max(moments)
        first, last = self.model.new_int_var(low, high, "eerste"), self.model.new_int_var(low, high, "laatste")
        for start in fixed:
            self.model.add(first <= start)
            self.model.add(last >= start)
        for choice in choices:
            self.model.add(first <= choice.start).only_enforce_if(choice.taken)
            self.model.add(last >= choice.start).only_enforce_if(choice.taken)
        wait = self.model.new_int_var(0, high - low, "wacht")
        self.model.add(wait >= last - first)
        group = self._costs[level]
        group.terms.append((1, wait))
        group.worst += high - low

    def price_beside(
        self, level: Level, activity: ActivityKey, other: ActivityKey, cost: Callable[[Minute, Minute | None], int]
    ) -> None:
        """Add ``cost(start of the other, end of the activity or None)`` when the other is planned (none below 0)."""
        mine = tuple(self._choices.get(activity, ()))
        for choice in self._choices.get(other, ()):
            for start in choice.starts:
                at = self._taken_at(choice, start)
                dropped = self.model.new_bool_var("zonder")
                self.model.add(LinearExpr.sum([dropped, *(c.taken for c in mine)]) >= at)
                self.charge(level, cost(start, None), dropped)
                costs = [[(cost(start, Minute(s + c.mode.duration)), s) for s in c.starts] for c in mine]
                below = 0
                for value in sorted({value for found in costs for value, _ in found if value > 0}):
                    dear = [(c, [s for at_, s in found if at_ >= value]) for c, found in zip(mine, costs, strict=True)]
                    both = self.model.new_bool_var("beide")
                    self.model.add_bool_or(~at, ~self.any_start(dear), both)
                    self.charge(level, value - below, both)
                    below = value

    def any_start(self, taken: Iterable[tuple[Choice, Sequence[Minute]]]) -> IntVar:
        """Return a literal that is true when one of the choices is taken at one of the starts beside it."""
        literal = self.model.new_bool_var("op-een-van")
        for choice, starts in taken:
            if len(starts) == len(choice.starts):
                self.model.add_implication(choice.taken, literal)
            elif starts:
                others = Domain.from_values([s for s in choice.starts if s not in set(starts)])
                self.model.add_linear_expression_in_domain(choice.start, others).only_enforce_if(choice.taken, ~literal)
        return literal

    def any_of(self, choices: Iterable[Choice]) -> IntVar:
        """Return a literal that is true when at least one of the choices is taken."""
        literal = self.model.new_bool_var("een-van")
        for choice in choices:
            self.model.add_implication(choice.taken, literal)
        return literal

    def minimise(self) -> None:
        """Set the objective: levels in order, each outweighing everything after it together."""
        weight, parts = 1, []
        for level in sorted(self._costs, reverse=True):
            group = self._costs[level]
            parts += [weight * cost * literal for cost, literal in group.terms]
            weight *= group.worst + 1
        if parts:
            self.model.minimize(LinearExpr.sum(parts))

    def levels(self) -> tuple[Level, ...]:
        """Return the levels that have a cost here, most important first."""
        return tuple(sorted(level for level, group in self._costs.items() if group.terms))

    def cost(self, level: Level) -> LinearExprT:
        """Return a level's cost as an expression, with the part that no choice changes."""
        group = self._costs[level]
        return LinearExpr.sum([cost * literal for cost, literal in group.terms]) + group.constant

    def cost_constant(self, level: Level) -> int:
        """Return the part of a level's cost that no choice changes."""
        return self._costs[level].constant


def _first_end(choice: Choice, use: Use) -> Minute:
    return Minute(choice.starts[0] + choice.mode.duration + use.tail)
