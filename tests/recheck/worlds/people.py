"""Who there is: groups of cases with stays and owners, regievoerders with hours, absences and substitutes."""

from dataclasses import dataclass
from datetime import timedelta

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
from planner.domain.civil import at, day_start
from planner.domain.ids import CaseId, CountryCode, HouseholdId, LanguageCode, PlaceId, RegievoerderId
from planner.domain.people import Regievoerder, Substitute, WorkingHours
from planner.domain.places import PlaceKind
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval
from tests.recheck.worlds.frame import COUNTRIES, Frame, several, some, weighted

LANGUAGES = ("ar", "en", "ka", "fr")
_REGIMES = {
    PlaceKind.DETENTION: (Regime.DETENTION, Regime.DETENTION, Regime.DUBLIN, Regime.BORDER),
    PlaceKind.VBL: (Regime.VBL,),
    PlaceKind.AZC: (Regime.GENERAL, Regime.GENERAL, Regime.DUBLIN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A single person or a household at one place."""

    number: int
    cases: tuple[Case, ...]
    place: PlaceId
    owner: RegievoerderId | None

    @property
    def held(self) -> bool:
        """Whether they are detained."""
        return self.place.startswith(("DC-", "GGV-"))

    @property
    def household(self) -> HouseholdId:
        """Code of the household."""
        return HouseholdId(f"H{self.number:02d}")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody."""

    groups: tuple[Group, ...]
    staff: tuple[Regievoerder, ...]
    absences: tuple[Absence, ...]
    substitutes: tuple[Substitute, ...]


def draw_people(frame: Frame) -> People:
    """Return 10 to 40 cases and their regievoerders."""
    dice = frame.stream("people")
    staff = _staff(frame)
    owners = [person.id for person in staff if not person.lp_officer]
    groups: list[Group] = []
    wanted, total = dice.randint(10, 40), 0
    while total < wanted:
        size = weighted(dice, (1, 70.0), (2, 8.0), (3, 10.0), (5, 12.0))
        kinds = (PlaceKind.AZC, PlaceKind.VBL, PlaceKind.DETENTION)
        place = dice.choice(frame.of_kind(*kinds))
        if size > 1 and place.startswith("DC-"):
            place = PlaceId("GGV-1")
        owner = None if some(dice, 0.12) else dice.choice(owners)
        group = Group(
            number=len(groups) + 1, cases=_cases(frame, len(groups) + 1, size, place), place=place, owner=owner
        )
        groups.append(group)
        total += size
    absences, substitutes = _absences(frame, staff)
    return People(groups=tuple(groups), staff=staff, absences=absences, substitutes=substitutes)


def _cases(frame: Frame, number: int, size: int, place: PlaceId) -> tuple[Case, ...]:
    dice = frame.stream(f"group {number}")
    kind = next(known.kind for known in frame.places if known.id == place)
    regime = dice.choice(_REGIMES[kind]) if place != "GGV-1" else Regime.FAMILY_FACILITY
    country = "DE" if regime is Regime.DUBLIN else dice.choice(COUNTRIES[:-1])
    language = dice.choice(LANGUAGES)
    risk = weighted(dice, (RiskLevel.NONE, 6.0), (RiskLevel.RAISED, 3.0), (RiskLevel.HIGH, 1.0))
    special = frozenset({Specialism.FAMILIES}) if size > 1 and some(dice, 0.5) else frozenset[Specialism]()
    return tuple(
        Case(
            id=CaseId(f"Z{number:02d}{'ABCDE'[member]}"),
            target_group=TargetGroup.REJECTED,
            country=CountryCode(country),
            language=LanguageCode(language),
            handed_over=frame.today - timedelta(days=dice.randint(3, 120)),
            regime=regime,
            sex=dice.choice((Sex.MALE, Sex.FEMALE)),
            minor=member > 1 or (size == 1 and some(dice, 0.05)),
            specialisms=special,
            risk=risk if member == 0 else RiskLevel.NONE,
            nurse=some(dice, 0.1),
            wheelchair=some(dice, 0.05),
            child_seat=member > 2,
        )
        for member in range(size)
    )


def memberships(frame: Frame, group: Group) -> list[Membership]:
    """Return who belongs to the household; now and then one member joins later."""
    dice = frame.stream(f"household {group.number}")
    if len(group.cases) == 1:
        return []
    since = [day_start(frame.today - timedelta(days=300)) for _ in group.cases]
    if some(dice, 0.1):
        since[-1] = day_start(frame.days[dice.randint(0, 20)])
    return [
        Membership(household=group.household, case=case.id, valid=Interval(start))
        for case, start in zip(group.cases, since, strict=True)
    ]


def separations(frame: Frame, group: Group) -> list[SeparationApproval]:
    """Return the approval of one household in eight."""
    if len(group.cases) == 1 or not some(frame.stream(f"separation {group.number}"), 0.12):
        return []
    return [SeparationApproval(household=group.household, valid=Interval(frame.horizon.start))]


def stays(frame: Frame, group: Group) -> list[Stay]:
    """Return where they stay; now and then they move house during the horizon."""
    dice = frame.stream(f"stay {group.number}")
    since = day_start(frame.today - timedelta(days=90))
    if group.held or not some(dice, 0.1):
        return [Stay(case=case.id, place=group.place, valid=Interval(since)) for case in group.cases]
    changed = day_start(frame.days[dice.randint(1, 20)])
    other = dice.choice(frame.of_kind(PlaceKind.AZC))
    return [
        Stay(case=case.id, place=place, valid=valid)
        for case in group.cases
        for place, valid in ((group.place, Interval(since, changed)), (other, Interval(changed)))
    ]


def ownerships(frame: Frame, group: Group) -> list[Ownership]:
    """Return whose cases they are."""
    if group.owner is None:
        return []
    marked = some(frame.stream(f"owner {group.number}"), 0.05)
    since = Interval(day_start(frame.today - timedelta(days=60)))
    return [Ownership(case=case.id, regievoerder=group.owner, valid=since, marked=marked) for case in group.cases]


def _staff(frame: Frame) -> tuple[Regievoerder, ...]:
    dice = frame.stream("staff")
    count = dice.randint(3, 5)
    people: list[Regievoerder] = []
    for number in range(1, count + 1):
        off = dice.choice((None, None, 2, 4))
        hours = [(8 * 60, 12 * 60 + 30), (13 * 60, 17 * 60)] if some(dice, 0.2) else [(8 * 60 + 30, 17 * 60)]
        people.append(
            Regievoerder(
                id=RegievoerderId(f"R{number}"),
                office=dice.choice(frame.of_kind(PlaceKind.OFFICE)),
                hours=tuple(WorkingHours(weekday=d, start=a, end=b) for d in range(5) if d != off for a, b in hours),
                specialisms=frozenset(several(dice, list(Specialism), 4)),
                languages=frozenset(LanguageCode(one) for one in several(dice, LANGUAGES, 2)),
                load_cap=dice.choice((150, 300, 500)),
                lp_officer=number == count and some(dice, 0.4),
            )
        )
    return tuple(people)


def _absences(frame: Frame, staff: tuple[Regievoerder, ...]) -> tuple[tuple[Absence, ...], tuple[Substitute, ...]]:
    dice = frame.stream("absences")
    absences: list[Absence] = []
    substitutes: list[Substitute] = []
    for person in staff:
        if not some(dice, 0.5):
            continue
        first = dice.choice(frame.days[:10])
        interval = Interval(at(first, dice.choice((0, 13))), at(first + timedelta(days=dice.randint(0, 6)), 24))
        absences.append(Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, person.id), interval=interval))
        others = [other for other in staff if other is not person]
        if some(dice, 0.6):
            substitutes.append(Substitute(owner=person.id, substitute=dice.choice(others).id, interval=interval))
    return tuple(absences), tuple(substitutes)
