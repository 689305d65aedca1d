"""A release of national size without searching for it: only its numbers matter here.

Not allowed here: measuring.
"""

import random
from collections.abc import Iterator
from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.escorts import EscortTeam
from planner.domain.ids import ActivityKey, CaseId, EscortTeamId, PlaceId, RegievoerderId, VehicleId
from planner.domain.people import Regievoerder
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Stop, appointment, part, with_parts
from planner.domain.release import CalendarEntry, Release, ReleaseScope
from planner.domain.resources import ResourceKind, ResourceRef, Resources
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle

CONVERSATIONS, MOVES, DEPARTURES = 2_500, 1_700, 170
PEOPLE, SITES, VEHICLES, TEAMS = 250, 60, 65, 40
MONDAY = Minute(3_628_740)
PUBLISHED = Minute(MONDAY - 4 * 1440)
WEEK = Interval(MONDAY, Minute(MONDAY + 7 * 1440))


def national_release(seed: int = 1) -> Release:
    """Return release 1: all conversations, rides and escort duties of a week."""
    chance = random.Random(seed)
    pairs = tuple(_pairs(chance))
    appointments = tuple(item for item, _ in pairs)
    entries = tuple(
        CalendarEntry(id=part.id, participation=part, appointment=item, sequence=0, changed_at=PUBLISHED)
        for item in appointments
        for part in item.participations
    )
    return Release(
        number=1,
        published_at=PUBLISHED,
        plan_id=1,
        problem_hash="",
        scope=ReleaseScope(),
        horizon=WEEK,
        appointments=appointments,
        entries=entries,
        activities=tuple(activity for _, activity in pairs),
        changed=tuple(entry.id for entry in entries),
        resources=_resources(),
        secret=str(seed),
    )


def with_changes(release: Release, share: float, seed: int = 2) -> Release:
    """Return the next release, in which this share of the entries moved by a quarter."""
    chance = random.Random(seed)
    at = Minute(release.published_at + 60)
    entries = tuple(_moved(entry, at) if chance.random() < share else entry for entry in release.entries)
    changed = tuple(entry.id for entry in entries if entry.changed_at == at)
    return replace(release, number=release.number + 1, published_at=at, entries=entries, changed=changed)


def _moved(entry: CalendarEntry, at: Minute) -> CalendarEntry:
    old = entry.participation
    moved = replace(old, start=Minute(old.start + 15), end=Minute(old.end + 15))
    return replace(entry, participation=moved, sequence=entry.sequence + 1, changed_at=at)


def _pairs(chance: random.Random) -> Iterator[tuple[Appointment, Activity]]:
    for number in range(CONVERSATIONS):
        activity = _activity(number, ActivityKind.CONVERSATION)
        used = (
            ResourceRef(ResourceKind.REGIEVOERDER, f"RV-{number % PEOPLE:04}"),
            ResourceRef(ResourceKind.CASE, activity.cases[0]),
            ResourceRef(ResourceKind.ROOM, f"AZC-{number % SITES:02}"),
        )
        start = _some_quarter(chance)
        yield appointment(activity.key, start, Minute(start + 75), PlaceId(f"AZC-{number % SITES:02}"), used), activity
    for number in range(CONVERSATIONS, CONVERSATIONS + MOVES):
        yield _ride(_activity(number, ActivityKind.MOVE), number, _some_quarter(chance))
    for number in range(CONVERSATIONS + MOVES, CONVERSATIONS + MOVES + DEPARTURES):
        activity = _activity(number, ActivityKind.DEPARTURE)
        team = (ResourceRef(ResourceKind.ESCORT, f"ET-{number % TEAMS:02}"),)
        start = _some_quarter(chance)
        yield appointment(activity.key, start, Minute(start + 600), PlaceId("AZC-00"), team), activity


def _ride(activity: Activity, number: int, start: Minute) -> tuple[Appointment, Activity]:
    places = PlaceId(f"AZC-{number % SITES:02}"), PlaceId(f"AZC-{(number + 7) % SITES:02}")
    end = Minute(start + 100)
    stops = (Stop(place=places[0], start=start, end=Minute(start + 15)), Stop(place=places[1], start=end, end=end))
    base = appointment(activity.key, start, end, places[0])
    vehicle = ResourceRef(ResourceKind.VEHICLE, f"DV-{number % VEHICLES:02}")
    return with_parts(base, part(base.id, vehicle, start, end, stops=stops)), activity


def _activity(number: int, kind: ActivityKind) -> Activity:
    place = PlaceId(f"AZC-{(number + 7) % SITES:02}")
    detail = MoveDetail(destination=place, role=MoveRole.CHAIN) if kind is ActivityKind.MOVE else None
    return Activity(
        key=ActivityKey(f"Z-26-{number:05}/{kind}/1"),
        kind=kind,
        step=kind.value,
        duration=60,
        window=WEEK,
        cases=(CaseId(f"Z-26-{number:05}"),),
        detail=detail,
    )


def _some_quarter(chance: random.Random) -> Minute:
    return Minute(MONDAY + 1440 * chance.randrange(5) + 15 * chance.randint(32, 60))


def _resources() -> Resources:
    places = [f"AZC-{number:02}" for number in range(SITES)]
    return Resources(
        places=tuple(
            Place(id=PlaceId(code), name=f"azc {code}", kind=PlaceKind.AZC, city=code, lat=52.0, lon=5.0)
            for code in places
        ),
        regievoerders=tuple(
            Regievoerder(id=RegievoerderId(f"RV-{n:04}"), office=PlaceId(f"AZC-{n % 6:02}"), hours=())
            for n in range(PEOPLE)
        ),
        vehicles=tuple(
            Vehicle(id=VehicleId(f"DV-{n:02}"), depot=PlaceId("AZC-00"), seats=8, compartments=4, shifts=())
            for n in range(VEHICLES)
        ),
        escort_teams=tuple(
            EscortTeam(id=EscortTeamId(f"ET-{n:02}"), base=PlaceId("AZC-00"), size=2, available=())
            for n in range(TEAMS)
        ),
    )
