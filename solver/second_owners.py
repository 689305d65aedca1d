"""Who else could have a new case, so that the diaries decide between them: whoever comes there on a day with room left.

Assignment comes before the diaries and cannot know which days and rooms will be taken. Offered are only cases with one
conversation and nothing else to do, to others who suit no less, and no more to anyone than stays below the norm with
all of it. Not allowed here: planning, and who suits which case (``assignment``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId
from planner.domain.plan import Appointment, Assignment
from planner.domain.resources import ResourceKind
from solver.assignment import AssignmentResult
from solver.candidates import Candidates
from solver.diary.making import Diary, make_diary
from solver.known import Known
from solver.load import Slot

OTHERS = 10
"""To so many a case is offered besides who it was assigned to."""

Owners = Mapping[CaseId, RegievoerderId]


@dataclass(frozen=True, slots=True)
class Offers:
    """Conversations of which the diaries choose the regievoerder, with the others who may have their case."""

    others: Mapping[ActivityKey, tuple[RegievoerderId, ...]] = field(default_factory=dict)

    def widened(self, diary: Diary, known: Known, assignments: Sequence[Assignment]) -> Diary:
        """Return a diary with the ways in which the others could do what is offered.

        ``known`` and ``assignments`` are the facts, and who has what as the diary was made.
        """
        options = {activity.key: list(found) for activity, found in zip(diary.activities, diary.options, strict=True)}
        offered = [activity for activity in diary.activities if activity.key in self.others]
        for turn in range(max((len(self.others[activity.key]) for activity in offered), default=0)):
            now = [activity for activity in offered if len(self.others[activity.key]) > turn]
            owners = {activity.cases[0]: self.others[activity.key][turn] for activity in now}
            candidates = Candidates(known.assigned(assigned_to(assignments, owners)))
            other = make_diary(candidates, now, diary.occupancy)
            for activity, found in zip(other.activities, other.options, strict=True):
                mine = (option for option in found if option.person.id == owners[activity.cases[0]])
                there = {option.person for option in options[activity.key]}
                options[activity.key] += [option for option in mine if option.person not in there]
        return replace(diary, options=tuple(tuple(options[activity.key]) for activity in diary.activities))

    def taken(self, assignments: Sequence[Assignment], appointments: Iterable[Appointment]) -> tuple[Assignment, ...]:
        """Return the assignments once these appointments are planned: who took an offer has the case."""
        owners: dict[CaseId, RegievoerderId] = {}
        for appointment in appointments:
            others = self.others.get(appointment.activity, ())
            for part in appointment.of_kind(ResourceKind.REGIEVOERDER) if others else ():
                if part.resource.id in others:
                    case = CaseId(appointment.of_kind(ResourceKind.CASE)[0].resource.id)
                    owners[case] = RegievoerderId(part.resource.id)
        return assigned_to(assignments, owners) if owners else tuple(assignments)


def assigned_to(assignments: Sequence[Assignment], owners: Owners) -> tuple[Assignment, ...]:
    """Return the assignments with these owners instead."""
    return tuple(Assignment(case=one.case, regievoerder=owners.get(one.case, one.regievoerder)) for one in assignments)


def offers(known: Known, assigned: AssignmentResult, activities: Sequence[Activity]) -> Offers:
    """Return what of these activities may be offered to others."""
    owners = {one.case: one.regievoerder for one in assigned.assignments}
    single = _alone(known, activities, owners)
    wishes = {case: people for case, people in assigned.others.items() if case in single}
    left = _below_norm(known, assigned.assignments)
    found: dict[ActivityKey, list[RegievoerderId]] = defaultdict(list)
    for rank in range(max(map(len, wishes.values()), default=0)):
        for case, people in wishes.items():
            if rank < len(people) and len(found[single[case]]) < OTHERS:
                added = known.load.added(case, people[rank])
                if all(amount <= left[slot] for slot, amount in added.items()):
                    found[single[case]].append(people[rank])
                    for slot, amount in added.items():
                        left[slot] -= amount
    return Offers({key: tuple(people) for key, people in found.items() if people})


def _alone(known: Known, activities: Iterable[Activity], owners: Owners) -> dict[CaseId, ActivityKey]:
    """Return the conversations that are all there is to do for a newly assigned case."""
    others = (a for a in known.problem.activities if a.kind is not ActivityKind.MOVE)
    count = Counter(chain.from_iterable(activity.cases for activity in others))
    return {
        activity.cases[0]: activity.key
        for activity in activities
        if activity.kind is ActivityKind.CONVERSATION
        and len(activity.cases) == 1
        and activity.cases[0] in owners
        and count[activity.cases[0]] == 1
    }


def _below_norm(known: Known, assignments: Sequence[Assignment]) -> dict[Slot, int]:
    """Return what fits below the norm in each stretch of each regievoerder, with what is assigned now."""
    load = known.load
    stretches = range(len(load.first_days))
    left = {(who, k): load.room(who, k) - load.margin(who, k) for who in known.regievoerders for k in stretches}
    for one in assignments:
        for slot, amount in load.added(one.case, one.regievoerder).items():
            left[slot] -= amount
        for slot, amount in load.taken(one.case).items():
            left[slot] += amount
    return left
