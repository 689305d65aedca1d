"""Which starts each mode may have: on the grid, in its window, inside every stretch the window rules allow.

The functions are the rules' own, so a candidate breaks no rule by itself; what others take is not looked at.
Not allowed here: search, and rules about more than one appointment.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from planner.domain.activities import Activity, ActivityKind
from planner.domain.civil import day_of
from planner.domain.commitments import PinGrade
from planner.domain.ids import ActivityKey, RegievoerderId, SessionId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.mode import Mode
from solver.modes import Owners, modes_of
from solver.rule import Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.stretches import starts_that_fit
from solver.variables import Candidate

GRID = 15
"""Minutes between possible starts of conversations, meetings and presentations."""
COMMITMENTS = (ActivityKind.DEPARTURE, ActivityKind.PRESENTATION)
"""Kinds that may be planned anywhere in the horizon; the others only inside the scope."""


class Candidates:
    """Candidates of every activity, worked out when first asked for."""

    def __init__(self, known: Known, owners: Owners | None = None, rules: Sequence[Rule] = RULEBOOK) -> None:
        self.known = known
        self.owners: Owners = owners or {}
        self._rules = tuple(rule for rule in rules if isinstance(rule, WindowRule))
        self._found: dict[ActivityKey, tuple[Candidate, ...]] = {}

    def of(self, activity: Activity) -> tuple[Candidate, ...]:
        """Return the modes of an activity that have a start left."""
        found = self._found.get(activity.key)
        if found is None:
            modes = modes_of(self.known, activity, self.owners)
            found = tuple(c for c in (self._candidate(activity, mode) for mode in modes) if c.starts)
            self._found[activity.key] = found
        return found

    def among(self, activities: Sequence[Activity]) -> Mapping[ActivityKey, Sequence[Candidate]]:
        """Return the candidates of several activities by key."""
        return {activity.key: self.of(activity) for activity in activities}

    def _candidate(self, activity: Activity, mode: Mode) -> Candidate:
        starts = [s for s in self._grid(activity, mode) if self._pinned(activity, mode, s)]
        allowed: list[Minute] = []
        for _, group in groupby(starts, key=day_of):
            day = list(group)
            allowed += self._inside_rules(activity, mode, day)
        return Candidate(mode, tuple(allowed))

    def _inside_rules(self, activity: Activity, mode: Mode, starts: list[Minute]) -> list[Minute]:
        """Keep the starts of one civil day that every window rule allows; settings hold as on that day."""
        for rule in self._rules:
            if activity.kind not in rule.kinds or not starts:
                continue
            stretches = rule.allowed(self.known, activity, mode.starting(starts[0]))
            if stretches is not None:
                starts = starts_that_fit(stretches, starts, mode.duration, whole=rule.whole)
        return starts

    def _grid(self, activity: Activity, mode: Mode) -> Iterator[Minute]:
        for stretch in self._stretches(activity, mode):
            first = max(stretch.start, self.known.now)
            last = (stretch.end or first) - mode.duration
            if mode.fixed_start is not None:
                if first <= mode.fixed_start <= last:
                    yield mode.fixed_start
                continue
            for start in range(-(-first // GRID) * GRID, last + 1, GRID):
                yield Minute(start)

    def _stretches(self, activity: Activity, mode: Mode) -> tuple[Interval, ...]:
        """Return where the appointment may lie before any rule: solved stretch, window, session, stay."""
        problem = self.known.problem
        solved = problem.horizon if activity.kind in COMMITMENTS else problem.scope
        if mode.all_day or (mode.fixed_start is not None and activity.kind is ActivityKind.DEPARTURE):
            return (Interval(solved.start, Minute(problem.horizon_end + mode.duration)),)
        window = Interval(activity.window.start, activity.latest_end).intersect(solved)
        if window is None:
            return ()
        parts: tuple[Interval, ...] = (window,)
        session = mode.resource(ResourceKind.SESSION)
        if session is not None:
            sitting = self.known.sessions[SessionId(session)]
            parts = _cut(parts, (sitting.interval,))
        if activity.place is None and activity.kind is ActivityKind.CONVERSATION:
            stays = self.known.stays(activity.cases[0])
            parts = _cut(parts, tuple(valid for valid, place in stays if place == mode.place))
        return parts

    def _pinned(self, activity: Activity, mode: Mode, start: Minute) -> bool:
        """Return whether a start agrees with what a person fixed about the published appointment."""
        pin, published = self.known.pins.get(activity.key), self.known.baseline.get(activity.key)
        if pin is None or published is None or (pin.expires is not None and pin.expires <= self.known.now):
            return True
        return agrees(published, pin.grade, mode, start)


def agrees(published: Appointment, grade: PinGrade, mode: Mode, start: Minute) -> bool:
    """Return whether a mode and start keep what a pin of this grade fixes."""
    person = published.resource(ResourceKind.REGIEVOERDER)
    if grade in (PinGrade.TIME, PinGrade.ALL) and start != published.start:
        return False
    if grade is PinGrade.DAY and day_of(start) != day_of(published.start):
        return False
    return grade not in (PinGrade.PERSON, PinGrade.ALL) or mode.resource(ResourceKind.REGIEVOERDER) == person


def performer_of(candidate: Candidate) -> RegievoerderId | None:
    """Return who performs in a candidate."""
    who = candidate.mode.resource(ResourceKind.REGIEVOERDER)
    return None if who is None else RegievoerderId(who)


def _cut(parts: Sequence[Interval], others: Sequence[Interval]) -> tuple[Interval, ...]:
    return tuple(part for a in parts for b in others if (part := a.intersect(b)) is not None)
