"""Cases, households, stays and ownership. Codes only: nobody has a name here.

Not allowed here: tracks, conditions and documents (see ``status``).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from planner.domain.cases import (
    Case,
    Membership,
    Ownership,
    Regime,
    RiskLevel,
    SeparationApproval,
    Sex,
    Specialism,
    Stay,
    TargetGroup,
)
from planner.domain.civil import day_start
from planner.domain.facts import Fact
from planner.domain.ids import CaseId, HouseholdId, LanguageCode, PlaceId
from planner.domain.people import Regievoerder
from planner.domain.places import PlaceKind
from planner.domain.time import Interval
from planner.sample.caseload import FAMILY_FACILITY, Group
from planner.sample.countries import DUBLIN_ORIGINS, ORIGINS, Origin
from planner.sample.world import World, chance, pick

_TARGET_GROUPS = (
    (TargetGroup.REJECTED, 65.0),
    (TargetGroup.SUPERVISION, 20.0),
    (TargetGroup.WITHDRAWN, 10.0),
    (TargetGroup.BORDER, 5.0),
)
_RISKS = ((RiskLevel.NONE, 80.0), (RiskLevel.RAISED, 15.0), (RiskLevel.HIGH, 5.0))
_ORIGIN_WEIGHTS = tuple((origin, origin.weight) for origin in ORIGINS)
_CODE_STEP = 61_843
_CODES = 90_000
_CODES_A_WEEK, _HOUSEHOLDS_A_WEEK = 6_000, 10_000
"""So many are kept for each week of a world that goes on, so that no code ever comes back."""
ADULTS = 2
"""The first two of a household are its adults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One person, or one household, with its cases; the first case is the one addressed."""

    group: Group
    cases: tuple[Case, ...]
    household: HouseholdId | None = None
    marked: bool = False
    placed: date
    """Since when they stay where they are."""

    @property
    def head(self) -> Case:
        """The case through which the unit is known."""
        return self.cases[0]

    @property
    def place(self) -> PlaceId:
        """Where they stay."""
        return self.group.place

    @property
    def adults(self) -> tuple[Case, ...]:
        """The members who take part in conversations."""
        return tuple(case for case in self.cases if not case.minor) or self.cases


class _Codes:
    """Hands out case codes that look random and never repeat."""

    def __init__(self, world: World, stream: Random) -> None:
        offset = stream.randrange(_CODES)
        if world.since is not None:
            begun = replace(world, week=world.since, since=None)
            offset = begun.stream("people").randrange(_CODES) + world.weeks_on * _CODES_A_WEEK * _CODE_STEP
        self._offset = offset
        self._used = Counter[int]()

    def next(self, handed_over: date) -> CaseId:
        year = handed_over.year % 100
        self._used[year] += 1
        number = 10_000 + (self._used[year] * _CODE_STEP + self._offset) % _CODES
        return CaseId(f"Z-{year:02d}-{number}")


def draw_units(world: World, groups: Iterable[Group], staff: tuple[Regievoerder, ...]) -> tuple[Unit, ...]:
    """Return every unit in the order of the groups."""
    stream = world.stream("people")
    codes = _Codes(world, stream)
    return tuple(
        _unit(stream, world, group, staff[group.owner].specialisms if staff else frozenset(), codes, number)
        for number, group in enumerate(groups, start=1 + world.weeks_on * _HOUSEHOLDS_A_WEEK)
    )


def _unit(
    stream: Random,
    world: World,
    group: Group,
    able: frozenset[Specialism],
    codes: _Codes,
    number: int,
) -> Unit:
    days_ago = stream.randint(0, 6) if group.new else stream.randint(25, 850)
    handed_over = world.today - timedelta(days=days_ago)
    origin = pick(stream, _ORIGIN_WEIGHTS)
    specialisms = _specialisms(stream, group, able, origin)
    shared = _Shared(
        origin=origin,
        target_group=pick(stream, _TARGET_GROUPS),
        handed_over=handed_over,
        specialisms=specialisms,
        regime=_regime(stream, group, specialisms),
        language=pick(stream, origin.languages),
    )
    return Unit(
        group=group,
        cases=tuple(_case(stream, shared, codes.next(handed_over), place) for place in range(group.size)),
        household=HouseholdId(f"H-{number:05d}") if group.size > 1 else None,
        marked=not group.new and chance(stream, 0.003),
        placed=max(handed_over, world.today - timedelta(days=_days_in_place(stream, group, shared.regime))),
    )


def _days_in_place(stream: Random, group: Group, regime: Regime) -> int:
    """Draw how long they stay here, inside the longest stay of the place."""
    if group.place == FAMILY_FACILITY:
        return stream.randint(0, 5)
    if group.pool == "detention":
        return stream.randint(0, 20 if regime is Regime.DUBLIN else 120)
    return stream.randint(3, 65) if regime is Regime.VBL else stream.randint(5, 800)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What the members of a unit have in common."""

    origin: Origin
    target_group: TargetGroup
    handed_over: date
    specialisms: frozenset[Specialism]
    regime: Regime
    language: LanguageCode


def _specialisms(stream: Random, group: Group, able: frozenset[Specialism], origin: Origin) -> frozenset[Specialism]:
    """Draw what the unit asks of its regievoerder, out of what its owner can do."""
    found: set[Specialism] = set()
    if group.pool == "detention":
        found.add(Specialism.DETENTION)
    if group.size > 1:
        found.add(Specialism.FAMILIES)
    elif group.pool == "general" and chance(stream, 0.2):
        found.add(stream.choice((Specialism.MINORS, Specialism.MEDICAL)))
    if origin.country in DUBLIN_ORIGINS and chance(stream, 0.35):
        found.add(Specialism.DUBLIN)
    return frozenset(found) & able


def _regime(stream: Random, group: Group, specialisms: frozenset[Specialism]) -> Regime:
    if group.place == FAMILY_FACILITY:
        return Regime.FAMILY_FACILITY
    if group.place.startswith("VBL-"):
        return Regime.VBL
    if Specialism.DUBLIN in specialisms:
        return Regime.DUBLIN
    if group.place == "DC-SCH" and chance(stream, 0.5):
        return Regime.BORDER
    return Regime.DETENTION if group.pool == "detention" else Regime.GENERAL


def _case(stream: Random, shared: _Shared, code: CaseId, place: int) -> Case:
    alone = Specialism.MINORS in shared.specialisms
    minor = alone or place >= ADULTS
    risk = RiskLevel.NONE if minor else pick(stream, _RISKS)
    medical = Specialism.MEDICAL in shared.specialisms
    return Case(
        id=code,
        target_group=shared.target_group,
        country=shared.origin.country,
        language=shared.language,
        handed_over=shared.handed_over,
        regime=shared.regime,
        sex=Sex.MALE if chance(stream, 0.5 if place else 0.75) else Sex.FEMALE,
        minor=minor,
        specialisms=shared.specialisms,
        load_points=stream.randint(6, 14),
        risk=risk,
        nurse=medical and chance(stream, 0.4),
        wheelchair=chance(stream, 0.06 if medical else 0.005),
        child_seat=minor and not alone and chance(stream, 0.4),
    )


def facts_of_people(world: World, units: Iterable[Unit], staff: tuple[Regievoerder, ...]) -> list[Fact]:
    """Return cases, households, stays and ownership."""
    stream = world.stream("stays")
    facts: list[Fact] = []
    for unit in units:
        handed_over = day_start(unit.head.handed_over)
        facts += unit.cases
        if unit.household:
            open_end = Interval(handed_over)
            facts += [Membership(household=unit.household, case=c.id, valid=open_end) for c in unit.cases]
            if chance(stream, 0.02):
                facts.append(SeparationApproval(household=unit.household, valid=Interval(world.as_of)))
        facts += _stays(stream, world, unit)
        if staff and not unit.group.new:
            facts += _ownerships(stream, unit, staff)
    return facts


def _stays(stream: Random, world: World, unit: Unit) -> list[Stay]:
    """Return where they stay now, after an earlier place when they came later than they were handed over."""
    begins, moved = day_start(unit.head.handed_over), day_start(unit.placed)
    stays = [Stay(case=case.id, place=unit.place, valid=Interval(moved)) for case in unit.cases]
    if begins < moved:
        before = stream.choice(world.of_kind(PlaceKind.AZC))
        stays += [Stay(case=case.id, place=before, valid=Interval(begins, moved)) for case in unit.cases]
    return stays


def _ownerships(stream: Random, unit: Unit, staff: tuple[Regievoerder, ...]) -> list[Ownership]:
    """Return the owner, now and then after an earlier one."""
    start = day_start(unit.head.handed_over + timedelta(days=3))
    owner = staff[unit.group.owner].id
    now = Interval(start)
    facts: list[Ownership] = []
    if chance(stream, 0.03):
        changed = day_start(unit.head.handed_over + timedelta(days=20))
        earlier = staff[stream.randrange(len(staff))].id
        facts += [Ownership(case=case.id, regievoerder=earlier, valid=Interval(start, changed)) for case in unit.cases]
        now = Interval(changed)
    facts += [Ownership(case=case.id, regievoerder=owner, valid=now, marked=unit.marked) for case in unit.cases]
    return facts
