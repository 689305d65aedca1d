"""What the rules say about one activity at a time, collected from the rules themselves: open starts and prices.

What they say about several activities together is the compiled search's to keep; a rule that says something there that
the search does not know is refused, so that none is overlooked. Not allowed here: search, and rules of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

from ortools.sat.python.cp_model import IntVar

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, PlaceId
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute
from solver.known import Known
from solver.listening import Listener
from solver.mode import Use
from solver.posting import post_rules
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.travel_time import TravelTime
from solver.variables import Candidate, Choice

KEPT_BY_THE_SEARCH: tuple[type[Rule], ...] = (TravelTime,)
"""Rules whose costs for several activities together the compiled search counts itself."""


class JointRuleError(NotImplementedError):
    """A rule says something about several diary activities together that the compiled search does not know."""


class Alone(Listener):
    """Listens to the rules: keeps what concerns one activity, passes over what the compiled search keeps itself.

    Between activities that search knows one place at a time, travel, pools and the cost of visits, and nothing else.
    """

    def __init__(
        self,
        known: Known,
        activities: Sequence[Activity],
        candidates: Mapping[ActivityKey, Sequence[Candidate]],
        fixed: Sequence[Appointment] = (),
    ) -> None:
        super().__init__(known, activities, candidates, fixed)
        post_rules(self, tuple(rule for rule in RULEBOOK if not isinstance(rule, KEPT_BY_THE_SEARCH)))

    # --- what the compiled search keeps between activities; here only around what is fixed -------

    def gaps(
        self,
        resource: ResourceRef,
        users: Sequence[tuple[Choice, Use]],
        gap: Callable[[PlaceId | None, PlaceId | None], int],
    ) -> None:
        """Keep away from what is fixed."""
        for choice, use in users:
            for part in self.fixed_parts(resource):
                there, back = gap(part.ends_at, choice.mode.place), gap(choice.mode.place, part.begins_at)
                self._around(choice, use, part, there, back)

    def no_overlap(
        self,
        resource: ResourceRef,
        users: Sequence[tuple[Choice, Use]],
        rest: Callable[[Minute], int] = lambda _: 0,
    ) -> None:
        """Pass over: starts that are taken were left out before, and persons are the compiled search's."""

    def share(self, users: Sequence[tuple[Choice, Use]], steps: Sequence[tuple[Minute, int]]) -> None:
        """Pass over: pools are the compiled search's."""

    # --- what the compiled search does not know ----------------------------------

    def at_most(self, amounts: Iterable[tuple[Choice, int]], limit: int, *, when: Choice | None = None) -> None:
        """Refuse, unless nothing here is concerned."""
        if any(True for _ in amounts):
            self._refuse()

    def begins_before(self, first: tuple[Choice, Sequence[Minute]], second: Choice, later: int) -> None:
        """Refuse."""
        self._refuse()

    def both(self, first: Choice, second: Choice) -> IntVar:
        """Refuse."""
        self._refuse()

    def together(self, groups: Sequence[Sequence[Choice]]) -> None:
        """Refuse, unless nothing here is concerned."""
        if any(groups):
            self._refuse()

    def needs(self, first: tuple[Choice, Minute], others: Sequence[tuple[Choice, Minute]]) -> None:
        """Refuse."""
        self._refuse()

    def price_beside(
        self, level: Level, activity: ActivityKey, other: ActivityKey, cost: Callable[[Minute, Minute | None], int]
    ) -> None:
        """Refuse."""
        self._refuse()

    def charge(self, level: Level, cost: int, literal: IntVar) -> None:
        """Refuse."""
        self._refuse()

    def spread(self, level: Level, choices: Sequence[Choice], fixed: Sequence[Minute]) -> None:
        """Refuse, unless nothing here is concerned."""
        if choices:
            self._refuse()

    @staticmethod
    def _refuse() -> NoReturn:
        raise JointRuleError(
            "a rule about several diary activities together that the compiled search does not keep\n"
            "Teach solver/diary the rule, or say it with keep and price."
        )
