"""The items of a proof: what each activity can come to, as the rules say it, and what it takes of scarce means.

What rules say about several activities together becomes a row where a sum says it, and is dropped where none does:
leaving out what forbids can only lower a bound. Not allowed here: prices.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from ortools.sat.python.cp_model import IntVar

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import at, day_interval, days_between
from planner.domain.ids import ActivityKey, PlaceId, RegievoerderId, SessionId
from planner.domain.levels import Level
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.ports.search import Stopped
from solver.candidates import COMMITMENTS, Candidates
from solver.escort_limits import limit_escorts
from solver.escort_pool import fixed_duties
from solver.known import Known
from solver.listening import Listener
from solver.mode import Mode, Use
from solver.posting import post_rules
from solver.proof.anybody import ANYBODY, with_anybody
from solver.proof.ledger import Column, Item, Ledger, merged
from solver.proof.whole_choices import chosen_whole
from solver.proof.windows import Measure, Window, windows
from solver.rules.days_without_act import days_with_nothing_due
from solver.settled import settled
from solver.steps import offers
from solver.variables import Candidate, Choice

NOON = 13
"""The hour at which days are cut in two: a pool is counted per half-day."""


class GivenUpError(Exception):
    """The ledger is no longer asked for."""


def ledger_of(problem: Problem, stopped: Stopped = lambda: False) -> Ledger:
    """Return the ledger of everything but moves. Nothing that a search decided is in it; what is frozen stays out.

    Raise GivenUpError soon after ``stopped`` says so.
    """
    return ledger_of_heard(heard_of(problem, stopped), stopped)


def ledger_of_heard(heard: "Relaxed", stopped: Stopped = lambda: False) -> Ledger:
    """Return the ledger of what the rules say. Raise GivenUpError soon after ``stopped`` says so."""
    items = [*items_of(heard, _while_wanted(heard.activities, stopped)), *heard.visits(), *nothing_due(heard.known)]
    whole, more = chosen_whole(items, heard.firm, heard.commitments)
    used = {row for item in whole for column in item.columns for row, _ in column.uses}
    return Ledger(whole, {row: most for row, most in (*heard.rows.items(), *more.items()) if row in used})


def heard_of(problem: Problem, stopped: Stopped = lambda: False) -> "Relaxed":
    """Return what the rules say of everything but moves. Raise GivenUpError soon after ``stopped`` says so."""
    known = with_anybody(problem)
    frozen = {appointment.activity for appointment in settled(known)}
    open_ = [a for a in problem.activities if a.kind is not ActivityKind.MOVE and a.key not in frozen]
    candidates = Candidates(known)
    return Relaxed(known, open_, {a.key: candidates.of(a) for a in _while_wanted(open_, stopped)})


def items_of(heard: "Relaxed", activities: Iterable[Activity]) -> Iterator[Item]:
    """Yield an item for each activity."""
    for activity in activities:
        yield Item(activity.key, merged(tuple(_columns(heard, activity))))


def nothing_due(known: Known) -> Iterator[Item]:
    """Yield the days in detention of those for whom nothing is due: what no choice changes."""
    for case in known.cases:
        idle = days_with_nothing_due(known, case)
        if idle:
            yield Item(f"idle {case}", (Column(_row({Level.TIMELY: idle})),))


def _while_wanted(activities: Iterable[Activity], stopped: Stopped) -> Iterator[Activity]:
    for activity in activities:
        if stopped():
            raise GivenUpError
        yield activity


def _columns(heard: "Relaxed", activity: Activity) -> Iterator[Column]:
    """Yield what an activity can come to: each start, staying as it was published, and being left out."""
    for choice in heard.choices(activity.key):
        starts = heard.left[choice]
        costs = heard.prices(choice.mode, starts)
        for k, start in enumerate(starts):
            yield Column(_row({level: prices[k] for level, prices in costs.items()}), heard.taken(choice, start))
    yield from without(heard, activity)


def without(heard: "Relaxed", activity: Activity) -> Iterator[Column]:
    """Yield what an activity can come to that is not planned anew: staying as it was published, or being left out."""
    published = heard.known.baseline.get(activity.key)
    if published is not None:
        mode = Mode.of(published, activity)
        costs = heard.prices(mode, [published.start])
        yield Column(_row({level: prices[0] for level, prices in costs.items()}))
    if activity.key not in heard.required:
        yield Column(_row(heard.unplanned[activity.key]))


def _row(costs: Mapping[Level, int]) -> tuple[int, ...]:
    return tuple(costs.get(level, 0) for level in Level)


class Relaxed(Listener):
    """Listens to the rules and turns what they say of several activities into rows of a ledger."""

    def __init__(
        self, known: Known, activities: Sequence[Activity], candidates: Mapping[ActivityKey, Sequence[Candidate]]
    ) -> None:
        super().__init__(known, activities, candidates)
        self.rows: dict[str, int] = {}
        self._flat: dict[Choice, list[tuple[str, int]]] = defaultdict(list)
        self._windows: dict[tuple[Choice, int], list[tuple[str, Window, Measure, int]]] = defaultdict(list)
        self._marked: dict[IntVar, list[tuple[Choice, frozenset[Minute]]]] = {}
        self.asked: list[tuple[str, int, tuple[str, ...]]] = []
        self._visited: dict[Choice, list[tuple[str, frozenset[Minute]]]] = defaultdict(list)
        self._asks: dict[tuple[Choice, Minute], list[tuple[str, int]]] = defaultdict(list)
        self._half_days = tuple(_half_days(known.problem.scope))
        post_rules(self)
        limit_escorts(self, fixed_duties(known, ()))

    @cached_property
    def commitments(self) -> frozenset[str]:
        """The departures and presentations."""
        return frozenset(activity.key for activity in self.activities if activity.kind in COMMITMENTS)

    @property
    def firm(self) -> dict[str, int]:
        """The rows that nothing widens: all but those of visits."""
        asked = {row for _, _, rows in self.asked for row in rows}
        return {row: most for row, most in self.rows.items() if row not in asked}

    def taken(self, choice: Choice, start: Minute) -> tuple[tuple[str, int], ...]:
        """Return what a choice takes of the rows when it starts then."""
        uses: dict[str, int] = defaultdict(int)
        for row, amount in self._flat.get(choice, ()):
            uses[row] += amount
        end = start + choice.mode.duration
        for number in range(self._half_day(start), self._half_day(Minute(end - 1)) + 1):
            for row, window, measure, amount in self._windows.get((choice, number), ()):
                both = min(end, window.until) - max(start, window.first)
                if both > 0:
                    uses[row] += measure.of(both) * amount
        for row, amount in self._asks.get((choice, start), ()):
            uses[row] += amount
        for name, starts in self._visited.get(choice, ()):
            if start in starts:
                uses[f"{name} {choice.mode.activity}"] += 1
        return tuple(sorted(uses.items()))

    def _half_day(self, moment: Minute) -> int:
        """Return the number of the half-day a moment lies in, also before the first and after the last."""
        return bisect_right(self._half_days, moment, key=_first) - 1

    def visits(self) -> Iterator[Item]:
        """Yield an item per day and place that may get a visit, which what is planned there asks for."""
        none = (0,) * len(Level)
        for name, cost, rows in self.asked:
            there = Column(_row({Level.EFFICIENT: cost}), tuple((row, -1) for row in rows))
            yield Item(name, (Column(none), there))

    # --- rows ---------------------------------------------------------------------

    def share(self, users: Sequence[tuple[Choice, Use]], steps: Sequence[tuple[Minute, int]]) -> None:
        """Count a pool per half-day: what is used of it is no more than what there is."""
        for pool, mine in _by_resource(users).items():
            for window in windows(steps, self._half_days):
                self._window(f"{pool.kind} {pool.id}", mine, window)

    def no_overlap(
        self,
        resource: ResourceRef,
        users: Sequence[tuple[Choice, Use]],
        rest: Callable[[Minute], int] = lambda _: 0,  # noqa: ARG002 - rest is left aside
    ) -> None:
        """Count the time of a regievoerder per half-day, and that of a session; other persons are left aside."""
        if resource.kind is ResourceKind.REGIEVOERDER and resource.id != ANYBODY:
            works = offers((when, 1) for when in self.known.working(RegievoerderId(resource.id)))
            for window in windows(works, self._half_days):
                self._window(f"{resource.kind} {resource.id}", users, window)

        session = self.known.sessions.get(SessionId(resource.id)) if resource.kind is ResourceKind.SESSION else None
        if session is not None and session.interval.end is not None:
            self._sitting(f"{resource.kind} {resource.id}", users, (session.interval.start, session.interval.end))

    def _sitting(self, name: str, users: Sequence[tuple[Choice, Use]], when: tuple[Minute, Minute]) -> None:
        """Count what choices take of a session, which hears one after another: each lies inside it."""
        for number, measure in enumerate(Window(0, *when, ((*when, 1),)).measures()):
            counted = [(choice, measure.of(choice.mode.duration)) for choice, _ in users]
            if sum(length for _, length in counted) > measure.most:
                self.rows[f"{name}.{number}"] = measure.most
                for choice, length in counted:
                    self._flat[choice].append((f"{name}.{number}", length))

    def _window(self, name: str, users: Sequence[tuple[Choice, Use]], whole: Window) -> None:
        """Count what choices take of a window, if they could take more than there is of it where they can be."""
        spans = {choice: span for choice, _ in users if (span := _span(choice, whole)) is not None}
        if not spans:
            return
        window = whole.between(min(first for first, _ in spans.values()), max(until for _, until in spans.values()))
        lengths: dict[ActivityKey, int] = defaultdict(int)
        for choice, use in users:
            if choice in spans:
                key, length = choice.mode.activity, min(choice.mode.duration, spans[choice][1] - spans[choice][0])
                lengths[key] = max(lengths[key], use.amount * length)
        if sum(lengths.values()) <= window.minutes:
            return
        for number, measure in enumerate(window.measures()):
            row = f"{name} {window.number}.{number}"
            self.rows[row] = measure.most
            for choice, use in users:
                if choice in spans:
                    self._windows[choice, window.number].append((row, window, measure, use.amount))

    def at_most(self, amounts: Iterable[tuple[Choice, int]], limit: int, *, when: Choice | None = None) -> None:
        """Make a row; a limit that holds only sometimes is dropped."""
        counted = tuple(amounts)
        if when is None and counted and sum(amount for _, amount in counted) > limit:
            name = f"grens {len(self.rows)}"
            self.rows[name] = limit
            for choice, amount in counted:
                self._flat[choice].append((name, amount))

    def any_start(self, taken: Iterable[tuple[Choice, Sequence[Minute]]]) -> IntVar:
        """Return a literal that stands for these starts."""
        literal = self.model.new_bool_var("op-een-van")
        self._marked[literal] = [(choice, frozenset(starts)) for choice, starts in taken]
        return literal

    def any_of(self, choices: Iterable[Choice]) -> IntVar:
        """Return a literal that stands for these choices."""
        return self.any_start((choice, choice.starts) for choice in choices)

    def charge(self, level: Level, cost: int, literal: IntVar) -> None:
        """Count a visit; another cost of several activities together is dropped, as no cost is below 0."""
        if cost < 0:
            raise ValueError(f"a saving of {cost} for several activities together\nA bound cannot leave it out.")
        marked = self._marked.get(literal)
        if level is not Level.EFFICIENT or marked is None:
            return
        if any(use.resource.id == ANYBODY for choice, _ in marked for use in choice.mode.uses):
            return
        name = f"bezoek {len(self.asked)}"
        rows = tuple(dict.fromkeys(f"{name} {choice.mode.activity}" for choice, _ in marked))
        self.asked.append((name, cost, rows))
        self.rows.update(dict.fromkeys(rows, 0))
        for choice, starts in marked:
            self._visited[choice].append((name, starts))

    def needs(self, first: tuple[Choice, Minute], others: Sequence[tuple[Choice, Minute]]) -> None:
        """Make a row of departures and presentations: the first asks for one of the others.

        It is dropped when any of them may stay as it was published.
        """
        keys = {choice.mode.activity for choice, _ in (first, *others)}
        if not keys <= self.commitments or not keys.isdisjoint(self.known.baseline):
            return
        name = f"samen {len(self.rows)}"
        self.rows[name] = 0
        self._asks[first].append((name, 1))
        for other in others:
            self._asks[other].append((name, -1))

    # --- dropped --------------------------------------------------------------------

    def gaps(
        self,
        resource: ResourceRef,
        users: Sequence[tuple[Choice, Use]],
        gap: Callable[[PlaceId | None, PlaceId | None], int],
    ) -> None:
        """Drop travel between appointments."""

    def begins_before(self, first: tuple[Choice, Sequence[Minute]], second: Choice, later: int) -> None:
        """Drop orders."""

    def price_beside(
        self, level: Level, activity: ActivityKey, other: ActivityKey, cost: Callable[[Minute, Minute | None], int]
    ) -> None:
        """Drop what one costs because of another; no cost is below 0."""

    def together(self, groups: Sequence[Sequence[Choice]]) -> None:
        """Drop what belongs together."""

    def spread(self, level: Level, choices: Sequence[Choice], fixed: Sequence[Minute]) -> None:
        """Drop waiting."""


def _half_days(scope: Interval) -> Iterator[tuple[Minute, Minute]]:
    for day in days_between(scope.start, scope.end or scope.start):
        whole, noon = day_interval(day), at(day, NOON)
        yield whole.start, noon
        yield noon, whole.end or noon


def _span(choice: Choice, window: Window) -> tuple[Minute, Minute] | None:
    """Return between which moments of a window a choice can be, or None."""
    starts, length = choice.starts, choice.mode.duration
    low = bisect_right(starts, window.first - length)
    high = bisect_left(starts, window.until)
    if low >= high:
        return None
    return max(starts[low], window.first), min(Minute(starts[high - 1] + length), window.until)


def _first(half_day: tuple[Minute, Minute]) -> Minute:
    return half_day[0]


def _by_resource(users: Sequence[tuple[Choice, Use]]) -> dict[ResourceRef, list[tuple[Choice, Use]]]:
    found: dict[ResourceRef, list[tuple[Choice, Use]]] = defaultdict(list)
    for choice, use in users:
        found[use.resource].append((choice, use))
    return found
