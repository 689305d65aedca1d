"""What every planning rule must say about itself, and the common shapes of rules.

Not allowed here: ortools (the judge must work without it) and single rules (see ``rules/``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from planner.domain.civil import day_of, day_start
from planner.domain.clearances import OverrideRight
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import Breach
from planner.domain.settings import Mark
from planner.domain.time import Minute
from planner.domain.wording import Text
from solver.mode import Mode
from solver.stretches import fits, starts_that_fit
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity, ActivityKind
    from planner.domain.levels import Level
    from planner.domain.resources import ResourceRef
    from planner.domain.time import Interval
    from solver.known import Known
    from solver.variables import Variables


DAY = timedelta(days=1)
NOT_SAID = Text(nl="", en="")
"""What a rule says about something that does not concern it."""


class Word(StrEnum):
    """The small vocabulary the searches know; each rule maps to some of it."""

    TIME_WINDOW = "tijdvenster"
    SKILL = "vaardigheid"
    CAPACITY = "capaciteit"
    CONFLICT = "conflict"
    TOGETHER = "samen"
    SHARED_SLOT = "gedeeld moment"
    TERM = "termijn"
    REST = "rust"
    ORDER = "volgorde"
    COST = "kosten"


class Rule(ABC):
    """One planning rule, said twice: to a reader of plans and to the searches.

    ``check`` is the specification; ``encode`` must agree with it on every plan. Texts are in both languages, for the
    screen; each kind of statement about a breach is one ``Text`` of the class, said with its values. ``source`` names
    where the rule comes from, ``settings`` its keys in the settings.
    """

    id: ClassVar[RuleId]
    title: ClassVar[Text]
    why: ClassVar[Text]
    source: ClassVar[Text]
    level: ClassVar[Level]
    scope: ClassVar[ScopeKind]
    words: ClassVar[frozenset[Word]]
    settings: ClassVar[tuple[tuple[str, str], ...]] = ()
    """(rule id, key) of each setting the rule reads."""
    norm: ClassVar[frozenset[Mark]] = frozenset()
    """How sure the norm is, where no setting of its own says so."""
    anchor: ClassVar[Text] = NOT_SAID
    """From what its term is counted."""
    override: ClassVar[OverrideRight] = OverrideRight.NOBODY
    """Who may make an exception for one activity, with a reason."""
    exception_by: ClassVar[Text] = NOT_SAID
    """How an exception comes about when it is not recorded as one, but is another entry."""

    @property
    def overridable(self) -> bool:
        """Return whether an exception for one activity can be recorded."""
        return self.exception_by is NOT_SAID and self.override.suffices_for(self.override)

    def excepted(self, known: Known, activity: ActivityKey, start: Minute) -> bool:
        """Return whether somebody with the right made an exception for an activity that starts at a moment."""
        return known.records.excepted(self.id, self.override, activity, start)

    @abstractmethod
    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield every breach inside one scope of a plan."""

    def encode(self, v: Variables) -> None:  # noqa: B027 - rules of the route search have nothing to post
        """Post the rule on a sub-problem: hard limits, or costs through ``v.charge``.

        A rule that only the route search can break says so by not overriding this (see ``words``).
        """

    def breach(
        self,
        *activities: ActivityKey,
        because: str,
        cost: int = 1,
        resource: ResourceRef | None = None,
        level: Level | None = None,
    ) -> Breach:
        """Build a breach that carries this rule's name and level."""
        return Breach(
            rule=self.id,
            level=self.level if level is None else level,
            cost=cost,
            because=because,
            activities=activities,
            resource=resource,
        )


class WindowRule(Rule):
    """A rule that says, for one way of carrying out an activity, within which stretches it must lie.

    One function serves the checker, the model and the explanations: they cannot drift apart.
    """

    scope: ClassVar[ScopeKind] = ScopeKind.ACTIVITY
    kinds: ClassVar[frozenset[ActivityKind]]
    """Kinds of activity the rule speaks about."""
    whole: ClassVar[bool] = True
    """Whether the whole appointment must lie in a stretch; False: only its start."""
    daily: ClassVar[bool] = True
    """Whether what its settings allow may differ from one day of starting to another."""
    fact: ClassVar[bool] = False
    """Whether what the rule asks is a fact that people entered, which no planning can change."""

    @abstractmethod
    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the allowed stretches, in order and not overlapping; None when the rule does not apply."""

    @abstractmethod
    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say in one sentence, with values, what the rule asks of this activity."""

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when the appointment lies outside all allowed stretches."""
        found = view.planned_as(scope.activity)
        if found is None or found.activity.kind not in self.kinds:
            return
        activity, appointment, mode = found.activity, found.appointment, found.mode
        allowed = self.allowed(view.known, activity, mode)
        if allowed is None:
            return
        end = appointment.end if self.whole else Minute(appointment.start + 1)
        if not fits(allowed, appointment.start, end) and not self.excepted(view.known, activity.key, appointment.start):
            yield self.breach(activity.key, because=self.because(view.known, activity, mode))

    def encode(self, v: Variables) -> None:
        """Limit every choice to the allowed stretches, and post the rest."""
        for choice in v.choices():
            activity = v.known.activities[choice.mode.activity]
            if activity.kind in self.kinds:
                v.keep(choice, self.starts_left(v.known, activity, choice.mode, choice.starts))
        self.encode_rest(v)

    def starts_left(self, known: Known, activity: Activity, mode: Mode, starts: Sequence[Minute]) -> Sequence[Minute]:
        """Return the starts, in order, that the rule or an exception to it allows; settings hold as on their day."""
        exceptions = known.records.exceptions(self.id, self.override, activity.key)
        if exceptions:
            free = frozenset(start for start in starts if any(e.valid.contains(start) for e in exceptions))
            bound = frozenset(self._inside(known, activity, mode, [start for start in starts if start not in free]))
            return [start for start in starts if start in free or start in bound]
        return self._inside(known, activity, mode, starts)

    def _inside(self, known: Known, activity: Activity, mode: Mode, starts: Sequence[Minute]) -> Sequence[Minute]:
        """Return the starts that lie in the allowed stretches."""
        daily = (bool(self.settings) and self.daily) or mode.all_day
        left: list[Minute] = []
        for some in _by_day(starts) if daily else (starts,):
            allowed = self.allowed(known, activity, mode.starting(some[0]) if daily else mode)
            left += some if allowed is None else starts_that_fit(allowed, some, mode.duration, whole=self.whole)
        return left

    def encode_rest(self, v: Variables) -> None:
        """Post what stretches of time cannot say: costs. A search that shaped its choices posts only this."""


class ModeRule(WindowRule):
    """A rule that some ways of carrying out an activity break, whatever the time."""

    @abstractmethod
    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Say in one sentence, with values, what is wrong with this way; None when nothing is."""

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return no stretch at all when there is an objection."""
        return None if self.objection(known, activity, mode) is None else ()

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Return the objection."""
        return self.objection(known, activity, mode) or str(self.title)


def _by_day(starts: Sequence[Minute]) -> Iterator[Sequence[Minute]]:
    """Yield the starts of each civil day; they are in order."""
    first = 0
    while first < len(starts):
        end = bisect_left(starts, day_start(day_of(starts[first]) + DAY), first)
        yield starts[first:end]
        first = end
