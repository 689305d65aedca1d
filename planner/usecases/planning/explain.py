"""Asking why, about a plan in the store. The plan that was asked about last is kept: the next question is quick.

Not allowed here: answering (``Explains`` does), and words for the screen.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.explaining import Answer, CaseAnswer, Evaluation, Share, StandbyAnswer, Wish
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.plan import Plan
from planner.domain.time import Minute
from planner.domain.wording import either
from planner.ports.explaining import Explains, ExplanationError
from planner.ports.store import Store
from planner.usecases.planning.current_plan import CurrentPlan, stored_plan

LARGE = 50
"""So many appointments of another plan are put into ours one by one; of more, the plans are compared as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked about one activity. ``level`` 1 to 3; with ``resource`` or ``start`` only about that."""

    activity: ActivityKey
    level: int = 3
    resource: str | None = None
    start: Minute | None = None


AtHand = Callable[[int], CurrentPlan | None]
"""Returns a plan that somebody has in memory by its number."""


class Questions:
    """Questions about stored plans."""

    def __init__(self, store: Store, explains: Explains, at_hand: AtHand = lambda _: None) -> None:
        self._store, self._explains, self._at_hand = store, explains, at_hand
        self._kept: CurrentPlan | None = None
        self._lock = threading.Lock()

    def plan(self, number: int | None = None) -> CurrentPlan:
        """Return a plan (None: the newest) with its problem; raise StoreError when there is none."""
        with self._lock, self._store.reading() as books:
            newest = books.plans.newest() if number is None else None
            wanted = number if newest is None else newest.id
            held = None if wanted is None else self._at_hand(wanted)
            if held is not None:
                return held
            if self._kept is None or self._kept.number != wanted:
                self._kept = stored_plan(books, wanted)
            return self._kept

    def why(self, asked: Asked, number: int | None = None) -> Answer:
        """Return what stands in the way of an activity, or what else it could have been; raise ExplanationError."""
        about = self.plan(number)
        return self._explains.why(
            about.problem,
            about.plan,
            asked.activity,
            level=asked.level,
            resource=asked.resource,
            start=asked.start,
        )

    def why_case(self, case: CaseId, number: int | None = None) -> CaseAnswer:
        """Return why a case has no regievoerder, or whom else it could have had; raise ExplanationError."""
        about = self.plan(number)
        return self._explains.why_case(about.problem, about.plan, case)

    def why_not_standby(self, activity: ActivityKey, number: int | None = None) -> tuple[StandbyAnswer, ...]:
        """Return per flight what keeps a departure from standing by for it; raise ExplanationError."""
        about = self.plan(number)
        return self._explains.why_not_standby(about.problem, about.plan, activity)

    def evaluate(self, wishes: tuple[Wish, ...], number: int | None = None, *, seconds: float = 10.0) -> Evaluation:
        """Return what somebody's version breaks, changes and costs; raise ExplanationError."""
        about = self.plan(number)
        if not wishes:
            msg = either(
                "er is geen wens opgegeven\nGeef een activiteit met een tijd of een middel.",
                "no wish was given\nGive an activity with a time or a means.",
            )
            raise ExplanationError(msg)
        return self._explains.evaluate(about.problem, about.plan, wishes, seconds=seconds)

    def evaluate_plan(self, other: Plan, number: int | None = None, *, seconds: float = 10.0) -> Evaluation:
        """Return the same about another plan: what differs is put into ours, or the two are compared when much does."""
        about = self.plan(number)
        wishes = differing(about.plan, other)
        if not wishes or len(wishes) > LARGE:
            return self._explains.compare(about.problem, about.plan, other)
        return self._explains.evaluate(about.problem, about.plan, wishes, seconds=seconds)

    def shares(self, by: str, number: int | None = None) -> tuple[Share, ...]:
        """Return where the cost of a plan comes from: by ``regel``, ``middel`` or ``persoon``."""
        about = self.plan(number)
        return self._explains.shares(about.problem, about.plan, by)


def differing(ours: Plan, theirs: Plan) -> tuple[Wish, ...]:
    """Return the appointments of another plan that ours does not have so."""
    mine = {appointment.activity: appointment for appointment in ours.appointments}
    return tuple(
        Wish(activity=appointment.activity, appointment=appointment)
        for appointment in theirs.appointments
        if mine.get(appointment.activity) != appointment
    )
