"""The shape of rules about terms: a deadline that is a wall, a legal term, or a due date, as each term says.

Not allowed here: single rules (see ``rules/terms``) and how terms are counted (see the domain's ``terms``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, Term
from planner.domain.legal_terms import AIM
from planner.domain.levels import Level
from planner.domain.spelling import days
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text
from solver import naming
from solver.lateness import counts_until, days_late
from solver.rule import WindowRule, Word
from solver.stretches import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from planner.domain.plan import Breach
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables
    from solver.view import Scope, View


class TermRule(WindowRule):
    """What is due by a term counted from an anchor day.

    A term entered as hard is a wall; a legal term costs 1 when it is passed, and so does an aim; a due date costs 1
    per day. Terms run as what happened in law makes them run; an exception takes away term and cost alike.
    """

    kinds = frozenset(ActivityKind)
    words = frozenset({Word.TERM, Word.TIME_WINDOW, Word.COST})
    daily = False
    obligation: ClassVar[Text]
    """What is due."""
    wall = Text(nl="{what} moet {latest}", en="{what} must take place {latest}")
    late = Text(
        nl="{what} moest {latest}; gepland {late} later",
        en="{what} was due {latest}; planned {late} later",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything before the first hard term ends."""
        ends = [known.deadline(activity, term) for term in self._terms(known, activity, Level.HARD)]
        if not ends:
            return None
        last = min(ends)
        if activity.kind is ActivityKind.DEPARTURE:
            last = Minute(last + mode.duration - 1)
        return (Interval(ALWAYS.start, last),)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Give the last moment."""
        terms = self._terms(known, activity, Level.HARD)
        return self.wall.say(what=self.obligation, latest=naming.due(known, activity, terms))

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach beyond a hard term, and the costs of legal terms and due dates that are passed."""
        yield from (replace(breach, level=Level.HARD) for breach in super().check(view, scope))
        found = view.planned_as(scope.activity)
        if found is None:
            return
        activity, start = found.activity, found.appointment.start
        if self.excepted(view.known, activity.key, start):
            return
        until = counts_until(activity, start, found.appointment.end)
        for level in (Level.LEGAL, Level.TIMELY):
            for term in self._terms(view.known, activity, level):
                late = days_late(until, view.known.deadline(activity, term))
                if late:
                    due = naming.due(view.known, activity, (term,))
                    yield self.breach(
                        activity.key,
                        cost=_weight(term, late),
                        level=level,
                        because=self.late.say(what=self.obligation, latest=due, late=days(late)),
                    )

    def encode_rest(self, v: Variables) -> None:
        """Charge what comes late."""
        for activity in v.activities:
            for level in (Level.LEGAL, Level.TIMELY):
                for term in self._terms(v.known, activity, level):
                    self._charge(v, activity, term, v.known.deadline(activity, term))

    def _charge(self, v: Variables, activity: Activity, term: Term, deadline: Minute) -> None:
        exceptions = v.known.records.exceptions(self.id, self.override, activity.key)

        def cost(mode: Mode, start: Minute) -> int:
            if exceptions and self.excepted(v.known, activity.key, start):
                return 0
            return _weight(term, days_late(counts_until(activity, start, Minute(start + mode.duration)), deadline))

        v.price(term.level, activity.key, cost)

    def _terms(self, known: Known, activity: Activity, level: Level) -> Iterator[Term]:
        return (term for term in known.terms(activity) if term.rule == self.id and term.level is level)


def _weight(term: Term, late: int) -> int:
    """Return what it weighs to be days over a term: a legal one and an aim weigh once."""
    return min(late, 1) if term.level is Level.LEGAL or term.key == AIM else late
