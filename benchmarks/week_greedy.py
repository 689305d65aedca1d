"""A week planned greedily, one activity after another, in two ways, to compare the search with.

``BY_STAGE``: stage after stage as a desk works, in each stage by deadline, each activity at the place that costs least.
``BY_DEADLINE``: everything in one row by deadline, each activity at the first place that fits.
Both know the rules' own windows and try every place on the rules; nothing is ever moved again. Not allowed here: the
product's stages and searches; only the escorts of one departure are picked by ``pick_teams``.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from benchmarks.week_given import Given, give_cases
from benchmarks.week_rides import Rides
from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.time import Minute
from solver.candidates import COMMITMENTS, Candidates
from solver.clock import Budget
from solver.diary.alone import Alone
from solver.escort_choice import pick_teams
from solver.escorts import needs_escorts, with_escorts
from solver.known import Known
from solver.mode import Mode
from solver.occupancy import Occupancy
from solver.reserved import reserved
from solver.settled import settled
from solver.solving import Limits
from solver.transport_chains import chained, without_lost
from solver.transport_orders import sort_moves
from solver.trial import Trials

STAGES = (ActivityKind.DEPARTURE, ActivityKind.PRESENTATION, ActivityKind.MEETING, ActivityKind.CONVERSATION)
TEAM = Limits(work=0.1, seconds=1.0)
Spot = tuple[Mode, Minute]


class Order(StrEnum):
    """In which order activities are placed, and where."""

    BY_STAGE = "greedy by stage"
    BY_DEADLINE = "greedy by deadline"


def greedily(problem: Problem, seconds: float, order: Order) -> Plan:
    """Return a greedy plan that accounts for every activity; what the time was too short for is left out."""
    return _Greedy(problem, seconds, order).run()


def left_out(activity: ActivityKey, code: UnplannedCode = UnplannedCode.CAPACITY) -> Unplanned:
    """Return an activity as not planned; a rival looks up no reasons."""
    return Unplanned(activity=activity, code=code, reasons=(Reason(rule=RuleId("P11"), because="no place found"),))


class _Greedy:
    """One greedy plan in the making."""

    def __init__(self, problem: Problem, seconds: float, order: Order) -> None:
        self._clock = Budget.of(seconds)
        self._problem, self._order = problem, order
        facts = Known(problem)
        self._given: Given = give_cases(facts)
        self._known = facts.assigned(self._given.assignments)
        self._candidates = Candidates(self._known)
        self._fixed = settled(facts)
        self._trials = Trials(self._known, self._fixed, self._given.assignments)
        self._occupancy = Occupancy(self._known, self._fixed, reserved(self._known, self._fixed))

    def run(self) -> Plan:
        """Place everything, moves last: what they serve must be there."""
        for activity in self._row():
            if self._clock.over:
                break
            found = self._place(activity)
            if found is not None:
                self._stand(found)
        waiting = self._move()
        planned = self._trials.appointments
        moves = [one for key, one in planned.items() if self._is_move(key)]
        rides, lost = without_lost(self._known, moves, self._fixed)
        kept = (*(one for key, one in planned.items() if not self._is_move(key)), *rides)
        told = {item.activity: item for item in (*waiting, *lost)}
        names = {appointment.activity for appointment in kept}
        absent = (activity.key for activity in self._problem.activities if activity.key not in names)
        return Plan(
            appointments=kept,
            unplanned=tuple(told.get(key) or left_out(key) for key in absent),
            assignments=self._given.assignments,
            unassigned=self._given.unassigned,
        )

    def _is_move(self, key: ActivityKey) -> bool:
        activity = self._known.activities.get(key)
        return activity is not None and activity.kind is ActivityKind.MOVE

    def _row(self) -> list[Activity]:
        """Return what is to be placed, moves apart, in the order in which it is."""
        open_ = [a for a in self._problem.activities if a.kind in STAGES and a.key not in self._trials.appointments]
        by_deadline: Callable[[Activity], tuple[int, str]] = lambda a: (self._due(a), a.key)  # noqa: E731
        if self._order is Order.BY_DEADLINE:
            return sorted(open_, key=by_deadline)
        return sorted(open_, key=lambda a: (STAGES.index(a.kind), *by_deadline(a)))

    def _due(self, activity: Activity) -> int:
        deadlines = (self._known.deadline(activity, term) for term in self._known.terms(activity))
        return min((*deadlines, activity.latest_end))

    def _place(self, activity: Activity) -> Appointment | None:
        for mode, start in self._spots(activity):
            if self._clock.over:
                return None
            if activity.kind not in COMMITMENTS and self._occupancy.blockers(mode, start):
                continue
            found = mode.at(start)
            if needs_escorts(activity):
                others = tuple(self._trials.appointments.values())
                found = with_escorts(self._known, found, pick_teams(self._known, (found,), others, TEAM))
            if not self._trials.hard_breaches(found) and self._trials.beyond_law(found) is None:
                return found
        return None

    def _spots(self, activity: Activity) -> Iterator[Spot]:
        """Yield the places of an activity: the cheapest first by stage, else the earliest."""
        options = self._candidates.of(activity)
        if self._order is Order.BY_DEADLINE or activity.kind in COMMITMENTS:
            spots = [(start, number) for number, option in enumerate(options) for start in option.starts]
            yield from ((options[number].mode, start) for start, number in sorted(spots))
            return
        alone = Alone(self._known, (activity,), {activity.key: options})
        priced = [
            (_by_level(alone.prices(choice.mode, starts), k), start, number)
            for number, choice in enumerate(alone.choices(activity.key))
            for starts in [alone.left[choice]]
            for k, start in enumerate(starts)
        ]
        modes = [choice.mode for choice in alone.choices(activity.key)]
        yield from ((modes[number], start) for _, start, number in sorted(priced))

    def _stand(self, found: Appointment) -> None:
        self._trials.add(found)
        self._occupancy.add(found)
        if self._known.activities[found.activity].kind in COMMITMENTS:
            for resource, stretches in reserved(self._known, (found,)).items():
                for stretch in stretches:
                    self._occupancy.reserve(resource, stretch)

    def _move(self) -> Sequence[Unplanned]:
        """Give every move a ride of its own; return what can have none yet, with its reason."""
        moves = chained(self._known, sort_moves(self._known, self._trials.appointments, self._problem.scope))
        for appointment in moves.fixed:
            if appointment.activity not in self._trials.appointments:
                self._trials.add(appointment)
        rides = Rides(self._known, self._trials.appointments.values())
        for order in sorted(moves.orders, key=lambda order: (order.windows.delivery.last, order.activity.key)):
            if self._clock.over:
                break
            found = next((ride for ride in rides.of(order) if not self._trials.hard_breaches(ride)), None)
            if found is not None:
                self._trials.add(found)
                rides.add(found)
        return moves.unplanned


def _by_level(prices: dict[Level, list[int]], number: int) -> tuple[int, ...]:
    return tuple(prices[level][number] if level in prices else 0 for level in Level)
