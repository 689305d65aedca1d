"""Rule: what is frozen, or lies outside the stretch being planned, stays as published."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, MoveDetail
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import stretch
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from planner.domain.wording import Text
from solver.lapsed import lapsed
from solver.mode import Mode
from solver.pinned import put_by_hand
from solver.rule import WindowRule, Word
from solver.standing import published_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from planner.domain.ids import ActivityKey
    from planner.domain.plan import Appointment, Breach
    from solver.known import Known
    from solver.variables import Variables
    from solver.view import Scope, View


ESCORTS = (ResourceKind.ESCORT, ResourceKind.OFFICER)


class FrozenStays(WindowRule):
    """Published appointments in the past, in the frozen zone or outside the scope stay exactly as they are.

    Unless a person put it elsewhere by hand, or it cannot go on as it stands because one of ``excuses`` forbids it (a
    new fact, an absence, a partner who declines) or a means or the time of a ride lapsed: then it is free, except in
    the past, and so is what the rest of the household was to leave with. A move follows what it serves.
    """

    id = RuleId("P08")
    title = Text(nl="Bevroren blijft staan", en="Frozen stays")
    why = Text(
        nl="Wat al begint of morgen is, is met mensen afgesproken; alleen nieuwe feiten maken het los.",
        en="What begins now or is tomorrow has been agreed with people; only new facts set it free.",
    )
    source = Text(
        nl="uitgangspunt van de planner; termijnen zijn aannames", en="principle of the planner; terms are assumptions"
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset(ActivityKind)
    whole = False
    settings: ClassVar[tuple[tuple[str, str], ...]] = tuple(
        ("P08", f"frozen-{kind.name.lower()}") for kind in ActivityKind
    )
    frozen = Text(
        nl="gepubliceerd voor {when} en bevroren",
        en="published for {when} and frozen",
    )
    gone = Text(
        nl="gepubliceerd voor {when} en bevroren, maar niet meer gepland",
        en="published for {when} and frozen, but no longer planned",
    )

    def __init__(self, excuses: Sequence[WindowRule] = ()) -> None:
        self._excuses = tuple(excuses)

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the published start for the published way, and nothing for another."""
        baseline = known.baseline.get(activity.key)
        if baseline is None or not self._stays(known, activity, baseline):
            return None
        return (Interval(baseline.start, Minute(baseline.start + 1)),) if _same_way(baseline, activity, mode) else ()

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Give the published time."""
        baseline = known.baseline[activity.key]
        return self.frozen.say(when=stretch(baseline.start, baseline.end))

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when a frozen appointment moved, changed or vanished."""
        activity = view.known.activities.get(scope.activity) if scope.activity else None
        baseline = None if activity is None else view.known.baseline.get(activity.key)
        if activity is None or baseline is None:
            return
        stands = _served_stands(view, activity)
        if stands or baseline.start < view.known.now:
            yield from super().check(view, scope)
        if stands and view.planned(activity) is None and self._stays(view.known, activity, baseline):
            when = stretch(baseline.start, baseline.end)
            yield self.breach(activity.key, because=self.gone.say(when=when))

    def encode_rest(self, v: Variables) -> None:
        """Plan what is frozen."""
        for activity in v.activities:
            baseline = v.known.baseline.get(activity.key)
            if baseline is not None and self._stays(v.known, activity, baseline):
                v.require(activity.key)

    def _stays(self, known: Known, activity: Activity, baseline: Appointment) -> bool:
        if baseline.start < known.now:
            return True
        if put_by_hand(known, activity.key) or not _firm(known, activity, baseline):
            return False
        return not any(
            self._forbidden(known, one, as_was) for one, as_was in published_together(known, activity, baseline)
        )

    def _forbidden(self, known: Known, activity: Activity, baseline: Appointment) -> bool:
        mode = Mode.of(baseline, activity)
        excuses = (rule for rule in self._excuses if activity.kind in rule.kinds)
        return any(_forbids(rule, known, activity, mode) for rule in excuses) or lapsed(known, activity)


def _firm(known: Known, activity: Activity, baseline: Appointment) -> bool:
    scope = known.problem.scope
    if not scope.contains(baseline.start):
        return True
    hours = known.setting("P08", f"frozen-{activity.kind.name.lower()}", baseline.start, activity)
    return baseline.start < known.now + hours * MINUTES_PER_HOUR


def _forbids(rule: WindowRule, known: Known, activity: Activity, mode: Mode) -> bool:
    start = mode.fixed_start
    return start is not None and not rule.starts_left(known, activity, mode, (start,))


def _same_way(baseline: Appointment, activity: Activity, mode: Mode) -> bool:
    """Return whether the mode is the published one; a mode without escorts gets its teams later."""
    published = Mode.of(baseline, activity)
    escorted = mode.resource(ResourceKind.ESCORT) is not None
    mine, theirs = (
        frozenset(use for use in way.uses if escorted or use.resource.kind not in ESCORTS) for way in (mode, published)
    )
    return (mode.place, mode.duration, mine) == (published.place, published.duration, theirs)


def _served_stands(view: View, activity: Activity) -> bool:
    """Return whether what a move serves, and the move before it, are where they were published; True for others."""
    if not isinstance(activity.detail, MoveDetail):
        return True
    first, serves = activity.detail.after, activity.detail.serves
    return (first not in view.known.activities or _stands(view, first)) and (serves is None or _stands(view, serves))


def _stands(view: View, key: ActivityKey) -> bool:
    planned, published = view.appointments.get(key), view.known.baseline.get(key)
    return planned is not None and published is not None and planned.start == published.start
