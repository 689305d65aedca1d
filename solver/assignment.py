"""Which regievoerder gets which case: new, freed and marked cases, households together, within the load cap.

Not allowed here: appointments. Cases that nobody can take are returned with the rule in the way.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from planner.domain.cases import Case, Specialism
from planner.domain.ids import CaseId, PlaceId, RegievoerderId, RuleId
from planner.domain.people import Regievoerder
from planner.domain.plan import Assignment, Reason
from planner.domain.spelling import listed
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from planner.ports.search import Stopped
from solver.assignment_model import Option, choose
from solver.demand import Demand
from solver.known import Known
from solver.load import Slot
from solver.rules.continuity import familiar
from solver.solving import Limits

NEAREST = 20
"""How many of the best fitting regievoerders are considered per case."""
WEIGHED = 3 * NEAREST
"""How many of the nearest are weighed to find those."""
LANGUAGE_BONUS = 30
"""Minutes of travel that speaking the person's language is worth."""
MISSED = 2_000
"""Minutes of travel that being at work for a conversation that is due is worth."""
_AT_CAP = Text(
    nl="wie geschikt is ({names}) zit met andere zaken aan de grens",
    en="who is suitable ({names}) is at the cap with other cases",
)
_NO_ROOM = Text(
    nl="{able} geschikt, maar niemand heeft ruimte voor {points:punt|punten} (meeste: {most})",
    en="{able} suitable, but nobody has room for {points:point|points} (most: {most})",
)
_NOBODY = Text(
    nl="geen regievoerder die deze periode werkt heeft specialisme {specialism}",
    en="no regievoerder who works in this period has specialism {specialism}",
)
_HOUSEHOLD = Text(
    nl="het gezin heeft {who}, die deze zaak niet kan doen (specialisme {specialism} of niet aan het werk)",
    en="the household has {who}, who cannot do this case (specialism {specialism} or not at work)",
)
_NONE = Text(nl="geen", en="none")


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
    before: frozenset[RegievoerderId] = frozenset()
    """Who had one of the cases before."""


@dataclass(frozen=True, slots=True)
class AssignmentResult:
    """New owners, and cases without one with the reason.

    ``others`` says who suits no less, loads apart, of cases that are by themselves and that nobody knew before.
    """

    assignments: tuple[Assignment, ...]
    unassigned: tuple[tuple[CaseId, Reason], ...]
    others: Mapping[CaseId, tuple[RegievoerderId, ...]] = field(default_factory=dict)


def to_assign(known: Known) -> tuple[CaseId, ...]:
    """Return the open cases that need a regievoerder: without one when the scope starts, or marked."""
    return tuple(case.id for case in known.problem.case_file.cases if known.needs_owner(case.id))


def assign(known: Known, limits: Limits, stopped: Stopped | None = None) -> AssignmentResult:
    """Give every case that needs one a regievoerder: who comes there anyway or is near, and as evenly as possible."""
    desk = _Desk(known, to_assign(known))
    groups = desk.groups()
    options = [desk.options(group) for group in groups]
    free = desk.settle(groups, options)
    chosen = choose([options[number] for number in free], desk.rooms(), desk.even(), desk.demand, limits, stopped)
    takers = dict(zip(free, chosen, strict=True))
    assignments: list[Assignment] = []
    unassigned: list[tuple[CaseId, Reason]] = []
    for number, (group, found) in enumerate(zip(groups, options, strict=True)):
        who = takers[number] if number in takers else next((option.who for option in found), None)
        if who is None:
            unassigned += [(case.id, desk.reason(group, found)) for case in group.cases]
        else:
            assignments += [Assignment(case=case.id, regievoerder=who) for case in group.cases]
    others = {
        groups[number].cases[0].id: _as_good(options[number], takers[number])
        for number in free
        if len(groups[number].cases) == 1 and not groups[number].before
    }
    return AssignmentResult(tuple(assignments), tuple(unassigned), others)


def suitable(
    known: Known, cases: Collection[CaseId]
) -> dict[CaseId, tuple[tuple[CaseId, ...], tuple[RegievoerderId, ...]]]:
    """Return for these cases, if to assign, which go together, themselves among them, and who fits them best."""
    desk = _Desk(known, to_assign(known))
    found: dict[CaseId, tuple[tuple[CaseId, ...], tuple[RegievoerderId, ...]]] = {}
    for group in desk.groups():
        together = tuple(case.id for case in group.cases)
        if any(case in cases for case in together):
            people = tuple(option.who for option in desk.options(group))
            found.update(dict.fromkeys(together, (together, people)))
    return found


def _as_good(options: Sequence[Option], taker: RegievoerderId | None) -> tuple[RegievoerderId, ...]:
    """Return who suits no less than who was chosen, loads apart."""
    most = next((option.cost for option in options if option.who == taker), -1)
    return tuple(option.who for option in options if option.cost <= most and option.who != taker)


class _Desk:
    """What assigning looks at: who may have which cases, at what cost."""

    def __init__(self, known: Known, moving: Sequence[CaseId]) -> None:
        self._known = known
        self._start = known.problem.scope.start
        self._moving = dict.fromkeys(moving)
        self.demand = Demand(known, self._moving)
        self._load = known.load
        self._strange = known.setting("P32", "weight", self._start)
        self._change: dict[Slot, int] = defaultdict(int)
        self._relief: dict[Slot, int] = defaultdict(int)
        for case in self._moving:
            for slot, amount in self._taken(case).items():
                self._relief[slot] += amount
        scope, people = known.problem.scope, known.problem.resources.regievoerders
        self._there = [
            who
            for who in people
            if not who.lp_officer and any(slot.overlaps(scope.start, scope.end) for slot in known.working(who.id))
        ]
        self._row = {who.id: row for row, who in enumerate(self._there)}
        self._least = np.array([self._leaves_room(who.id) for who in self._there], np.int64)

    def _taken(self, case: CaseId) -> Mapping[Slot, int]:
        """Return what goes off somebody's load when a case gets another regievoerder, whoever that is."""
        return self._load.taken(case)

    def settle(self, groups: Sequence[CaseGroup], options: Sequence[Sequence[Option]]) -> list[int]:
        """Put the groups whose household decides on the load; return the numbers of those that are chosen freely."""
        for group, found in zip(groups, options, strict=True):
            for option in found if group.only is not None else ():
                for slot, amount in (*option.added, *((slot, -amount) for slot, amount in option.taken)):
                    self._change[slot] += amount
        return [number for number, group in enumerate(groups) if group.only is None]

    def rooms(self) -> dict[Slot, int]:
        """Return what fits under the cap in each stretch of each regievoerder."""
        stretches = range(len(self._load.first_days))
        slots = [(who, stretch) for who in self._known.regievoerders for stretch in stretches]
        return {slot: self._load.room(*slot) - self._change[slot] for slot in slots}

    def even(self) -> dict[RegievoerderId, int]:
        """Return the points that each regievoerder is below the norm, in the fullest stretch."""
        below = {slot: room - self._load.margin(*slot) for slot, room in self.rooms().items()}
        return {
            who: min(
                self._load.whole_points(who, stretch, below[who, stretch])
                for stretch in range(len(self._load.first_days))
            )
            for who in self._known.regievoerders
        }

    def _leaves_room(self, who: RegievoerderId) -> list[int]:
        """Return what fits in each stretch of a regievoerder, once everything that can leave has left."""
        stretches = range(len(self._load.first_days))
        return [self._load.room(who, stretch) + self._relief[who, stretch] for stretch in stretches]

    def _fitting(self, group: CaseGroup, able: Sequence[Regievoerder]) -> list[Regievoerder]:
        """Return who may have room for a group, once everything that can leave has left."""
        added = np.array([self._load.weight(case.id) for case in group.cases], np.int64).sum(axis=0)
        fits = ((added <= self._least) | (added == 0)).all(axis=1)
        return [
            who for who in able if (fits[self._row[who.id]] if self._load.alone(who.id) else self._fits(group, who.id))
        ]

    def _fits(self, group: CaseGroup, who: RegievoerderId) -> bool:
        """Return the same for one who has stand-ins, and leaves a part to them."""
        added = self._added(group, who)
        return all(amount <= self._load.room(*slot) + self._relief[slot] for slot, amount in added.items())

    def _added(self, group: CaseGroup, who: RegievoerderId) -> Mapping[Slot, int]:
        parts = [self._load.added(case.id, who) for case in group.cases]
        if len(parts) == 1:
            return parts[0]
        found: dict[Slot, int] = defaultdict(int)
        for slot, amount in (pair for part in parts for pair in part.items()):
            found[slot] += amount
        return found

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
        stays = (place for c in members for valid, place in known.stays(c) if valid.contains(start))
        return CaseGroup(
            cases,
            sum(case.load_points for case in cases),
            frozenset(chain.from_iterable(case.specialisms for case in cases)),
            next(stays, None),
            min(chain.from_iterable(known.household_owners(c) for c in members), default=None),
            frozenset(who for c in members if (who := known.owner(c, start)) is not None),
            frozenset(who for c in members if (who := familiar(known, c)) is not None),
        )

    def options(self, group: CaseGroup) -> list[Option]:
        """Return the best fitting regievoerders with room for the group, who had it before among them."""
        able = self._able(group)
        fitting = able if group.only is not None else self._fitting(group, able)
        near = sorted(fitting, key=lambda who: (self._way(who, group), who.id))
        weighed = [*near[:WEIGHED], *(who for who in near[WEIGHED:] if who.id in group.before)]
        before = [familiar(self._known, case.id) for case in group.cases]
        priced = sorted((self._cost(group, who, before), who.id) for who in weighed)
        kept = [*priced[:NEAREST], *(pair for pair in priced[NEAREST:] if pair[1] in group.before)]
        due = self.demand.one_day([case.id for case in group.cases])
        taken = [pair for case in group.cases for pair in self._taken(case.id).items()]
        return [
            Option(
                who=who,
                cost=cost,
                points=group.points,
                cases=len(group.cases),
                due=due,
                added=tuple(self._added(group, who).items()),
                taken=tuple(taken),
            )
            for cost, who in kept
        ]

    def _able(self, group: CaseGroup) -> list[Regievoerder]:
        """Return who may have the group, load apart."""
        return [
            who
            for who in self._there
            if group.specialisms <= who.specialisms and who.id not in group.leaving and group.only in (None, who.id)
        ]

    def _cost(self, group: CaseGroup, who: Regievoerder, before: Sequence[RegievoerderId | None]) -> int:
        """Return the way to the stay, a bonus for the language, and what this person would miss or not know.

        ``before`` says of each case who knows it.
        """
        speaks = all(case.language in who.languages for case in group.cases)
        missed = self.demand.missed([case.id for case in group.cases], who.id)
        strange = sum(one not in (None, who.id) for one in before) * self._strange
        return self._way(who, group) + LANGUAGE_BONUS * (not speaks) + MISSED * missed + strange

    def _way(self, who: Regievoerder, group: CaseGroup) -> int:
        """Return the minutes from the office to where a group stays; none for who has conversations there anyway."""
        return 0 if self.demand.goes(who.id, group.place) else self._known.travel(who.office, group.place)

    def _most(self, who: RegievoerderId) -> int:
        """Return the most points that could be added to a regievoerder's own load."""
        return min(self._load.whole_points(who, stretch, room) for stretch, room in enumerate(self._leaves_room(who)))

    def reason(self, group: CaseGroup, options: Sequence[Option]) -> Reason:
        """Say which rule keeps the group without a regievoerder."""
        if options:
            names = listed(option.who for option in options[:3])
            because = _AT_CAP.say(names=names)
            return Reason(rule=RuleId("P14"), because=because)
        able = self._able(group)
        if able:
            most = max(self._most(who.id) for who in able)
            because = _NO_ROOM.say(able=len(able), points=group.points, most=most)
            return Reason(rule=RuleId("P14"), because=because)
        asked = listed(map(word, sorted(group.specialisms))) or str(_NONE)
        because = _NOBODY.say(specialism=asked)
        if group.only is not None:
            because = _HOUSEHOLD.say(who=group.only, specialism=asked)
        return Reason(rule=RuleId("P26"), because=because)
