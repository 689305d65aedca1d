"""Which regievoerder gets which case: new, freed and marked cases, households together, within the load cap.

Not allowed here: appointments. Cases that nobody can take are returned with the rule in the way.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from planner.domain.cases import Case, Specialism
from planner.domain.civil import day_of
from planner.domain.ids import CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.plan import Assignment, Reason
from planner.domain.resources import Regievoerder
from planner.ports.search import Stopped
from solver.known import Known
from solver.solving import Limits, run

NEAREST = 20
"""How many of the nearest fitting regievoerders are considered per case."""
UNASSIGNED_COST = 100_000
LANGUAGE_BONUS = 30
"""Minutes of travel that speaking the person's language is worth."""
SPREAD_COST = 2
"""Cost per load point above an even share."""


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Cases that get one regievoerder together: a household, or a single case."""

    cases: tuple[Case, ...]
    points: int
    specialisms: frozenset[Specialism]
    place: PlaceId | None
    only: RegievoerderId | None
    """The regievoerder the rest of the household already has."""
    leaving: frozenset[RegievoerderId]
    """Whom an officer marked the case to be taken from."""


@dataclass(frozen=True, slots=True)
class AssignmentResult:
    """New owners, and cases without one with the reason."""

    assignments: tuple[Assignment, ...]
    unassigned: tuple[tuple[CaseId, Reason], ...]


class _Loads:
    """Load points per regievoerder: what they keep, and what the cap allows."""

    def __init__(self, known: Known, moving: Iterable[CaseId]) -> None:
        self._known = known
        start = known.problem.scope.start
        away = set(moving)
        self.kept: dict[RegievoerderId, int] = defaultdict(int)
        for case in known.cases.values():
            owner = known.owner(case.id, start)
            if owner is not None and case.id not in away and is_open(known, case):
                self.kept[owner] += case.load_points
        self._percent = known.setting("P14", "cap", start)

    def room(self, who: Regievoerder) -> int:
        """Return the points still allowed."""
        return who.load_cap * self._percent // 100 - self.kept[who.id]


def is_open(known: Known, case: Case) -> bool:
    """Return whether a case still runs when the scope starts."""
    return case.closed_on is None or case.closed_on > day_of(known.problem.scope.start)


def to_assign(known: Known) -> tuple[CaseId, ...]:
    """Return the open cases that need a regievoerder: without one when the scope starts, or marked."""
    start = known.problem.scope.start
    marked = {f.case for f in known.problem.case_file.ownerships if f.marked and f.valid.contains(start)}
    return tuple(
        case.id
        for case in known.problem.case_file.cases
        if is_open(known, case) and (case.id in marked or known.owner(case.id, start) is None)
    )


def assign(known: Known, limits: Limits, stopped: Stopped | None = None) -> AssignmentResult:
    """Give every case that needs one a regievoerder, as near and as evenly as possible."""
    moving = to_assign(known)
    loads = _Loads(known, moving)
    units = _units(known, moving)
    options = [_options(known, loads, unit) for unit in units]
    taken = _solve(known, loads, units, options, limits, stopped)
    assignments: list[Assignment] = []
    unassigned: list[tuple[CaseId, Reason]] = []
    for unit, people, who in zip(units, options, taken, strict=True):
        for case in unit.cases:
            if who is None:
                unassigned.append((case.id, _reason(known, unit, people)))
            else:
                assignments.append(Assignment(case=case.id, regievoerder=who))
    return AssignmentResult(tuple(assignments), tuple(unassigned))


def _units(known: Known, moving: Sequence[CaseId]) -> list[CaseGroup]:
    start = known.problem.scope.start
    groups: dict[str, list[CaseId]] = defaultdict(list)
    for case in moving:
        household = known.household(case, start)
        groups[f"gezin {household}" if household else f"zaak {case}"].append(case)
    return [_unit(known, members, set(moving)) for members in groups.values()]


def _unit(known: Known, members: Sequence[CaseId], moving: set[CaseId]) -> CaseGroup:
    start = known.problem.scope.start
    cases = tuple(known.cases[case] for case in members)
    household = known.household(members[0], start)
    others = [c for c in known.members.get(household, ()) if c not in moving] if household else []
    current = (known.owner(c, start) for c in others if known.household(c, start) == household)
    leaving = frozenset(who for c in members if (who := known.owner(c, start)) is not None)
    stays = (place for c in members for valid, place in known.stays(c) if valid.contains(start))
    return CaseGroup(
        cases,
        sum(case.load_points for case in cases),
        frozenset(chain.from_iterable(case.specialisms for case in cases)),
        next(stays, None),
        next((who for who in current if who is not None), None),
        leaving,
    )


def _able(known: Known, unit: CaseGroup) -> list[Regievoerder]:
    """Return who may have the unit, load apart."""
    scope = known.problem.scope
    return [
        who
        for who in known.problem.resources.regievoerders
        if unit.specialisms <= who.specialisms
        and who.id not in unit.leaving
        and (unit.only is None or who.id == unit.only)
        and any(slot.overlaps(scope.start, scope.end) for slot in known.working(who.id))
    ]


def _options(known: Known, loads: _Loads, unit: CaseGroup) -> list[Regievoerder]:
    fitting = [who for who in _able(known, unit) if loads.room(who) >= unit.points]
    fitting.sort(key=lambda who: (_distance(known, unit, who), who.id))
    return fitting[:NEAREST]


def _distance(known: Known, unit: CaseGroup, who: Regievoerder) -> int:
    """Return travel minutes from office to stay, less a bonus for speaking the language."""
    speaks = all(case.language in who.languages for case in unit.cases)
    return known.travel(who.office, unit.place) - LANGUAGE_BONUS * speaks


def _solve(
    known: Known,
    loads: _Loads,
    units: Sequence[CaseGroup],
    options: Sequence[Sequence[Regievoerder]],
    limits: Limits,
    stopped: Stopped | None,
) -> list[RegievoerderId | None]:
    model = CpModel()
    gets = [
        [model.new_bool_var(f"{unit.cases[0].id}-{who.id}") for who in people]
        for unit, people in _pairs(units, options)
    ]
    costs: list[LinearExpr] = []
    per_person: dict[RegievoerderId, list[tuple[int, IntVar]]] = defaultdict(list)
    for unit, people, literals in zip(units, options, gets, strict=True):
        model.add_at_most_one(literals)
        for who, literal in zip(people, literals, strict=True):
            costs.append((_distance(known, unit, who) + LANGUAGE_BONUS - UNASSIGNED_COST * len(unit.cases)) * literal)
            per_person[who.id].append((unit.points, literal))
    for who in known.problem.resources.regievoerders:
        costs += _load_limits(model, loads, who, per_person.get(who.id, []))
    if not costs:
        return [None] * len(units)
    model.minimize(LinearExpr.sum(costs))
    result = run(model, limits, stopped)
    if result is None:
        return [None] * len(units)
    solver = result[0]
    return [
        next((who.id for who, literal in zip(people, literals, strict=True) if solver.boolean_value(literal)), None)
        for people, literals in zip(options, gets, strict=True)
    ]


def _pairs(
    units: Sequence[CaseGroup], options: Sequence[Sequence[Regievoerder]]
) -> Iterable[tuple[CaseGroup, Sequence[Regievoerder]]]:
    return zip(units, options, strict=True)


def _load_limits(
    model: CpModel, loads: _Loads, who: Regievoerder, given: Sequence[tuple[int, IntVar]]
) -> list[LinearExpr]:
    """Keep one regievoerder under the cap; return the cost of an uneven share."""
    if not given:
        return []
    added = LinearExpr.sum([points * literal for points, literal in given])
    model.add(added <= loads.room(who))
    even = max(0, who.load_cap - loads.kept[who.id])
    most = sum(points for points, _ in given)
    over = model.new_int_var(0, most, "boven")
    model.add(over >= added - even)
    second = model.new_int_var(0, most, "veel")
    model.add(second >= added - max(1, even // 2))
    return [SPREAD_COST * over, SPREAD_COST * second]


def _reason(known: Known, unit: CaseGroup, people: Sequence[Regievoerder]) -> Reason:
    """Say which rule keeps the unit without a regievoerder."""
    able = _able(known, unit)
    if people:
        names = ", ".join(who.id for who in people[:3])
        because = f"de regievoerders met ruimte ({names}) kregen andere zaken tot hun grens"
        return Reason(rule=RuleId("P14"), because=because)
    if able:
        return Reason(
            rule=RuleId("P14"),
            because=f"{len(able)} regievoerders zijn geschikt, maar geen heeft nog {unit.points} punten ruimte",
        )
    asked = ", ".join(sorted(unit.specialisms)) or "geen"
    return Reason(rule=RuleId("P04"), because=f"geen aanwezige regievoerder met specialisme {asked}")
