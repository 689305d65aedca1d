"""Which starts each mode may have: on the grid, in its window, inside every stretch the window rules allow.

The functions are the rules' own, so a candidate breaks no rule by itself; what others take is not looked at.
Not allowed here: search, and rules about more than one appointment.
"""

from collections.abc import Sequence
from typing import cast

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey, SessionId
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.mode import Mode
from solver.modes import modes_of
from solver.occupancy import Occupancy
from solver.rule import Rule, WindowRule
from solver.rulebook import RULEBOOK
from solver.rules.grid import GRID
from solver.variables import Candidate

COMMITMENTS = (ActivityKind.DEPARTURE, ActivityKind.PRESENTATION)
"""Kinds that may be planned anywhere in the horizon; the others only inside the scope."""


class Candidates:
    """Candidates of every activity, worked out when first asked for."""

    def __init__(self, known: Known, rules: Sequence[Rule] = RULEBOOK) -> None:
        self.known = known
        self._rules = tuple(rule for rule in rules if isinstance(rule, WindowRule))
        self._offer = Occupancy(known)
        self._allowed: dict[ActivityKey, tuple[Candidate, ...]] = {}
        self._found: dict[ActivityKey, tuple[Candidate, ...]] = {}

    def of(self, activity: Activity) -> tuple[Candidate, ...]:
        """Return the modes of an activity with the starts that rules allow and at which all it uses is on offer."""
        found = self._found.get(activity.key)
        if found is None:
            found = self.allowed(activity)
            if activity.kind not in COMMITMENTS:
                found = tuple(Candidate(c.mode, self._offer.open_starts(c.mode, c.starts)) for c in found)
                found = tuple(c for c in found if c.starts)
            self._found[activity.key] = found
        return found

    def allowed(self, activity: Activity) -> tuple[Candidate, ...]:
        """Return the modes of an activity that have a start left by the window rules, whatever is on offer."""
        found = self._allowed.get(activity.key)
        if found is None:
            made = (self._candidate(activity, mode) for mode in modes_of(self.known, activity))
            found = tuple(c for c in made if c.starts)
            self._allowed[activity.key] = found
        return found

    def _candidate(self, activity: Activity, mode: Mode) -> Candidate:
        starts: Sequence[Minute] = self._grid(activity, mode)
        for rule in self._rules:
            if starts and activity.kind in rule.kinds:
                starts = rule.starts_left(self.known, activity, mode, starts)
        return Candidate(mode, tuple(starts))

    def _grid(self, activity: Activity, mode: Mode) -> Sequence[Minute]:
        """Return the starts on the grid, in order and each once."""
        step = GRID.get(activity.kind, 15)
        found: set[Minute] = set()
        for stretch in self._stretches(activity, mode):
            first = max(stretch.start, self.known.now)
            last = (stretch.end or first) - mode.duration
            if mode.fixed_start is not None:
                if first <= mode.fixed_start <= last:
                    found.add(mode.fixed_start)
                continue
            if first == last == activity.window.start:
                found.add(first)
            found.update(cast("Sequence[Minute]", range(-(-first // step) * step, last + 1, step)))
        return sorted(found)

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


def _cut(parts: Sequence[Interval], others: Sequence[Interval]) -> tuple[Interval, ...]:
    return tuple(part for a in parts for b in others if (part := a.intersect(b)) is not None)
