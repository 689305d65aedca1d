"""Who carries how much: day by day and case by case, over every four weeks that begin in the week.

Written from the description: an open case weighs its points on its regievoerder; half from the day after its published
departure; nothing once closed. On a day on which the regievoerder is away all day and somebody stands in, it weighs on
that person, and the day counts for neither the load nor the norm of who is away.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from planner.domain.activities import ActivityKind
from planner.domain.cases import Case
from planner.domain.civil import day_interval, day_of, day_start
from planner.domain.ids import CaseId
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from tests.recheck.facts import Facts
from tests.recheck.finding import Finding, Findings

_HUNDRED = 100


def workload(facts: Facts) -> Findings:
    """Nobody who carries a case that was chosen for somebody is over the cap in the four weeks around it."""
    today = day_of(facts.problem.scope.start)
    span, most = (facts.norm("P14", key, today) for key in ("span", "cap"))
    first, last = today, day_of(Minute(facts.problem.scope_end - 1))
    given = {item.case: str(item.regievoerder) for item in facts.plan.assignments}
    for start in _days(first, (last - first).days + 1):
        carried: dict[str, int] = defaultdict(int)
        norm: dict[str, int] = defaultdict(int)
        chosen: set[str] = set()
        for day in _days(start, span):
            away = {who: _stand_in(facts, who, day) for who in facts.people}
            for who, person in facts.people.items():
                norm[who] += 0 if away[who] else person.load_cap * most
            for case in facts.cases.values():
                owner = _owner(facts, given, case.id, day)
                weight = _weight(facts, case, day)
                who = away.get(owner) or owner
                carried[who] += weight
                if weight and case.id in given and not _follows_household(facts, given, case.id):
                    chosen.add(who)
        for who in sorted(chosen & facts.people.keys()):
            if carried[who] > norm[who]:
                yield Finding("workload", f"{who} carries {carried[who]} of {norm[who]} from {start}")


def _days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(count)]


def _owner(facts: Facts, given: Mapping[CaseId, str], case: CaseId, day: date) -> str:
    held = [o for o in facts.problem.case_file.ownerships if o.case == case and o.valid.contains(day_start(day))]
    return given.get(case) or (str(held[0].regievoerder) if held else "")


def _stand_in(facts: Facts, who: str, day: date) -> str:
    whole = day_interval(day)
    start, end = whole.start, whole.end or whole.start
    absences = [a for a in facts.problem.resources.absences if a.resource.kind is ResourceKind.REGIEVOERDER]
    if not any(a.resource.id == who and a.interval.covers(start, end) for a in absences):
        return ""
    turns = [s for s in facts.problem.resources.substitutes if s.owner == who and s.interval.covers(start, end)]
    return str(min(turns, key=lambda turn: (turn.interval.start, turn.substitute)).substitute) if turns else ""


def _weight(facts: Facts, case: Case, day: date) -> int:
    """Return hundredths of a point."""
    if case.closed_on is not None and case.closed_on <= day:
        return 0
    leaves = [
        day_of(item.start)
        for key, item in facts.published.items()
        if key in facts.activities
        and facts.activities[key].kind is ActivityKind.DEPARTURE
        and case.id in facts.activities[key].cases
    ]
    gone = bool(leaves) and min(leaves) < day
    left = facts.norm("P14", "leaving", day_of(facts.problem.scope.start))
    return case.load_points * (left if gone else _HUNDRED)


def _follows_household(facts: Facts, given: Mapping[CaseId, str], case: CaseId) -> bool:
    """Return whether another member who keeps the regievoerder has the same one already."""
    start = facts.problem.scope.start
    homes = [m for m in facts.problem.case_file.memberships if m.valid.contains(start)]
    household = next((m.household for m in homes if m.case == case), None)
    others = {m.case for m in homes if household is not None and m.household == household and m.case != case}
    held = [o for o in facts.problem.case_file.ownerships if o.case in others and o.valid.contains(start)]
    loose = {o.case for o in held if o.marked}
    open_cases = {c.id for c in facts.cases.values() if c.closed_on is None or c.closed_on > day_of(start)}
    kept = {str(o.regievoerder) for o in held if o.case not in loose or o.case not in open_cases}
    return given[case] in kept
