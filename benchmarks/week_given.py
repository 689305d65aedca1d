"""Who gets a new case when nobody searches: the first fitting regievoerder with room, case after case."""

from collections import defaultdict
from dataclasses import dataclass

from planner.domain.ids import CaseId, RuleId
from planner.domain.plan import Assignment, Reason
from solver.assignment import suitable, to_assign
from solver.known import Known
from solver.load import Slot


@dataclass(frozen=True, slots=True)
class Given:
    """New owners, and cases without one."""

    assignments: tuple[Assignment, ...]
    unassigned: tuple[tuple[CaseId, Reason], ...]


def give_cases(known: Known) -> Given:
    """Give every case that needs one a regievoerder, in the order of the cases; nothing is given twice."""
    moving = to_assign(known)
    best = suitable(known, moving)
    used: dict[Slot, int] = defaultdict(int)
    assignments: dict[CaseId, Assignment] = {}
    unassigned: list[tuple[CaseId, Reason]] = []
    for case in moving:
        if case in assignments:
            continue
        together, people = best[case]
        for who in people:
            added: dict[Slot, int] = defaultdict(int)
            for each in together:
                for slot, amount in known.load.added(each, who).items():
                    added[slot] += amount
            if all(used[slot] + amount <= known.load.room(*slot) for slot, amount in added.items()):
                for slot, amount in added.items():
                    used[slot] += amount
                assignments |= {each: Assignment(case=each, regievoerder=who) for each in together}
                break
        else:
            unassigned.append((case, Reason(rule=RuleId("P14"), because="nobody has room")))
    return Given(tuple(assignments.values()), tuple(unassigned))
