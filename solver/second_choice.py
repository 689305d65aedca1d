"""Giving a new case to another regievoerder when its conversation found no moment with the one it was assigned to.

Assignment comes before the diaries and cannot know which moments are taken. Who else might have the case, and whether
the load allows it, is asked where assignments are made. Not allowed here: moving what is planned.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Assignment
from planner.domain.resources import ResourceKind
from solver.assignment import suitable
from solver.candidates import Candidates
from solver.clock import Budget
from solver.diary.making import Option, make_diary
from solver.known import Known
from solver.occupancy import Occupancy
from solver.reserved import reserved
from solver.trial import Trials


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Assignments with the second choices in them, and what could be planned by them."""

    assignments: tuple[Assignment, ...]
    appointments: tuple[Appointment, ...]


def hand_over(
    facts: Known,
    assignments: Sequence[Assignment],
    planned: Sequence[Appointment],
    unplanned: Iterable[Activity],
    clock: Budget,
) -> HandedOver:
    """Try others for each case whose conversation is not planned, until the time is up."""
    wanting = [activity for activity in unplanned if activity.cases]
    desk = _Desk(facts, assignments, planned, {activity.cases[0] for activity in wanting})
    for activity in wanting:
        if clock.over:
            break
        desk.try_others(activity)
    return HandedOver(tuple(desk.assignments.values()), tuple(desk.added))


class _Desk:
    """The plan as it grows."""

    def __init__(
        self,
        facts: Known,
        assignments: Sequence[Assignment],
        planned: Sequence[Appointment],
        wanting: Collection[CaseId],
    ) -> None:
        self._facts = facts
        self.assignments: dict[CaseId, Assignment] = {item.case: item for item in assignments}
        self._planned: dict[ActivityKey, Appointment] = {item.activity: item for item in planned}
        self._occupancy = Occupancy(facts, planned, reserved(facts, planned))
        self._suitable = suitable(facts, wanting)
        self._served = {
            part.resource.id
            for item in planned
            if item.of_kind(ResourceKind.REGIEVOERDER)
            for part in item.of_kind(ResourceKind.CASE)
        }
        self.added: list[Appointment] = []

    def try_others(self, activity: Activity) -> None:
        """Give the case to the first who has a moment for it, with those it goes together with."""
        if activity.cases[0] not in self.assignments:
            return
        together, people = self._suitable.get(activity.cases[0], ((), ()))
        if not self._served.isdisjoint(together):
            return  # somebody already does something for one of them
        for who in people:
            if who != self.assignments[activity.cases[0]].regievoerder:
                changed = self._changed(together, who)
                found = self._place(activity, changed)
                if found is not None and self._light_enough(changed):
                    self._take(found, changed)
                    return

    def _changed(self, together: Iterable[CaseId], who: RegievoerderId) -> dict[CaseId, Assignment]:
        return self.assignments | {case: Assignment(case=case, regievoerder=who) for case in together}

    def _light_enough(self, changed: Mapping[CaseId, Assignment]) -> bool:
        return all(room >= 0 for room in self._facts.load.after(tuple(changed.values())).values())

    def _place(self, activity: Activity, changed: Mapping[CaseId, Assignment]) -> Appointment | None:
        """Return the cheapest appointment that breaks nothing and is better than none."""
        known = self._facts.assigned(tuple(changed.values()))
        diary = make_diary(Candidates(known), [activity], self._occupancy)
        left_out = [_row(costs) for costs in diary.unplanned]
        ways = (
            (cost, option.mode.at(option.starts[k]))
            for found in diary.options
            for cost, option, k in _priced(found)
            if cost < left_out[0]
        )
        better = sorted(ways, key=lambda way: (way[0], way[1].start))
        if not better:
            return None
        trials = Trials(known, self._planned.values(), tuple(changed.values()))
        return next((one for _, one in better if not trials.hard_breaches(one)), None)

    def _take(self, appointment: Appointment, changed: dict[CaseId, Assignment]) -> None:
        self.assignments = changed
        self._planned[appointment.activity] = appointment
        self._occupancy.add(appointment)
        self._served.update(part.resource.id for part in appointment.of_kind(ResourceKind.CASE))
        self.added.append(appointment)


def _priced(options: Iterable[Option]) -> Iterator[tuple[tuple[int, ...], Option, int]]:
    for option in options:
        for k in range(len(option.starts)):
            yield _row({level: prices[k] for level, prices in option.prices.items()}), option, k


def _row(costs: Mapping[Level, int]) -> tuple[int, ...]:
    return tuple(costs.get(level, 0) for level in Level)
