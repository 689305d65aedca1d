"""Which regievoerder gets which case: new, freed and marked cases, households together, within the load cap.

Not allowed here: appointments. Cases that nobody can take are returned with the rule in the way.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from planner.domain.cases import Case, Specialism
from planner.domain.ids import CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.people import Regievoerder
from planner.domain.plan import Assignment, Reason
from planner.domain.spelling import listed
from planner.ports.search import Stopped
from solver.assignment_model import Option, choose
from solver.demand import Demand
from solver.known import Known
from solver.rules.load_points import cap
from solver.solving import Limits

NEAREST = 20
"""How many of the best fitting regievoerders are considered per case."""
WEIGHED = 3 * NEAREST
"""How many of the nearest are weighed to find those."""
LANGUAGE_BONUS = 30
"""Minutes of travel that speaking the person's language is worth."""
MISSED = 2_000
"""Minutes of travel that being at work for a conversation that is due is worth."""


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


def to_assign(known: Known) -> tuple[CaseId, ...]:
    """Return the open cases that need a regievoerder: without one when the scope starts, or marked."""
    return tuple(case.id for case in known.problem.case_file.cases if known.needs_owner(case.id))


def assign(known: Known, limits: Limits, stopped: Stopped | None = None) -> AssignmentResult:
    """Give every case that needs one a regievoerder, as near and as evenly as possible."""
    moving = to_assign(known)
    desk = _Desk(known, moving)
    groups = desk.groups()
    options = [desk.options(group) for group in groups]
    norms = {who.id: (desk.room[who.id], who.load_cap - desk.kept[who.id]) for who in known.regievoerders.values()}
    taken = choose(options, norms, desk.demand, limits, stopped)
    assignments: list[Assignment] = []
    unassigned: list[tuple[CaseId, Reason]] = []
    for group, found, who in zip(groups, options, taken, strict=True):
        if who is None:
            unassigned += [(case.id, desk.reason(group, found)) for case in group.cases]
        else:
            assignments += [Assignment(case=case.id, regievoerder=who) for case in group.cases]
    return AssignmentResult(tuple(assignments), tuple(unassigned))


class _Desk:
    """What assigning looks at: who may have which cases, at what cost."""

    def __init__(self, known: Known, moving: Sequence[CaseId]) -> None:
        self._known = known
        self._start = known.problem.scope.start
        self._moving = dict.fromkeys(moving)
        self.demand = Demand(known, self._moving)
        self.kept = {who: known.points_of(who) - self._given_up(who) for who in known.regievoerders}
        self.room = {who: cap(known, who) - self.kept[who] for who in known.regievoerders}

    def _given_up(self, who: RegievoerderId) -> int:
        """Return the points of cases that may leave a regievoerder."""
        owned = (case for case in self._moving if self._known.owner(case, self._start) == who)
        return sum(self._known.cases[case].load_points for case in owned)

    def groups(self) -> list[CaseGroup]:
        """Return the cases to assign, households together."""
        found: dict[str, list[CaseId]] = defaultdict(list)
        for case in self._moving:
            household = self._known.household(case, self._start)
            found[f"gezin {household}" if household else f"zaak {case}"].append(case)
        return [self._group(members) for members in found.values()]

    def _group(self, members: Sequence[CaseId]) -> CaseGroup:
        known, start = self._known, self._start
        cases = tuple(known.cases[case] for case in members)
        household = known.household(members[0], start)
        others = [c for c in known.members.get(household, ()) if c not in self._moving] if household else []
        current = (known.owner(c, start) for c in others if known.household(c, start) == household)
        stays = (place for c in members for valid, place in known.stays(c) if valid.contains(start))
        return CaseGroup(
            cases,
            sum(case.load_points for case in cases),
            frozenset(chain.from_iterable(case.specialisms for case in cases)),
            next(stays, None),
            next((who for who in current if who is not None), None),
            frozenset(who for c in members if (who := known.owner(c, start)) is not None),
        )

    def options(self, group: CaseGroup) -> list[Option]:
        """Return the best fitting regievoerders with room for the group."""
        fitting = [who for who in self._able(group) if self.room[who.id] >= group.points]
        near = sorted(fitting, key=lambda who: (self._known.travel(who.office, group.place), who.id))
        priced = sorted((self._cost(group, who), who.id) for who in near[:WEIGHED])
        due = self.demand.one_day([case.id for case in group.cases])
        return [Option(who, cost, group.points, len(group.cases), due) for cost, who in priced[:NEAREST]]

    def _able(self, group: CaseGroup) -> list[Regievoerder]:
        """Return who may have the group, load apart."""
        scope = self._known.problem.scope
        return [
            who
            for who in self._known.problem.resources.regievoerders
            if not who.lp_officer
            and group.specialisms <= who.specialisms
            and who.id not in group.leaving
            and group.only in (None, who.id)
            and any(slot.overlaps(scope.start, scope.end) for slot in self._known.working(who.id))
        ]

    def _cost(self, group: CaseGroup, who: Regievoerder) -> int:
        """Return travel from office to stay, a bonus for the language, and conversations this person would miss."""
        speaks = all(case.language in who.languages for case in group.cases)
        missed = self.demand.missed([case.id for case in group.cases], who.id)
        return self._known.travel(who.office, group.place) + LANGUAGE_BONUS * (not speaks) + MISSED * missed

    def reason(self, group: CaseGroup, options: Sequence[Option]) -> Reason:
        """Say which rule keeps the group without a regievoerder."""
        if options:
            names = listed(option.who for option in options[:3])
            because = f"wie geschikt is en ruimte had ({names}) kreeg andere zaken tot de grens"
            return Reason(rule=RuleId("P14"), because=because)
        able = self._able(group)
        if able:
            most = max(self.room[who.id] for who in able)
            because = f"{len(able)} geschikt, maar niemand heeft ruimte voor {group.points} punten (meeste: {most})"
            return Reason(rule=RuleId("P14"), because=because)
        asked = listed(sorted(group.specialisms)) or "geen"
        because = f"geen regievoerder die deze periode werkt heeft specialisme {asked}"
        if group.only is not None:
            because = (
                f"het gezin heeft {group.only}, die deze zaak niet kan doen (specialisme {asked} of niet aan het werk)"
            )
        return Reason(rule=RuleId("P26"), because=because)
