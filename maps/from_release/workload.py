"""Conversations and travel of regievoerders in a week, for the planner only.

A regievoerder is taken to leave the own office each day, to go from appointment to appointment in order of time, and to
come back to the office; the plan says where they must be, not where they sleep.

Not allowed here: drawing, files, who may open what.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from maps.from_release.words import full_name, point, release_name
from maps.saying import source_words
from maps.travel import FittedGreatCircle, road_kilometres
from maps.week_view import WorkloadWeek, WorkOffice, WorkPerson, WorkSite, WorkTrip
from planner.domain.activities import ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.ids import PlaceId
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from planner.domain.spelling import numeric_date
from planner.ports.surroundings import TravelTimes

_ESTIMATE = FittedGreatCircle()
_Way = tuple[PlaceId, PlaceId]


def workload_weeks(release: Release) -> tuple[IsoWeek, ...]:
    """Return the weeks in which a conversation is planned, in order."""
    kinds = {activity.key: activity.kind for activity in release.activities}
    starts = (i.start for i in release.appointments if kinds.get(i.activity) is ActivityKind.CONVERSATION)
    return tuple(sorted({IsoWeek.of(day_of(start)) for start in starts}))


def workload_week(release: Release, week: IsoWeek, travel: TravelTimes = _ESTIMATE) -> WorkloadWeek:
    """Return the week's conversations per site and the travel per regievoerder."""
    work = _Work(release, week, travel)
    source = travel.table(())
    return WorkloadWeek(
        monday=week.monday,
        release=release_name(release),
        sites=work.sites(),
        offices=work.offices(),
        travel_source=f"{source_words(source.source)}, {numeric_date(source.made_on)}",
        travel_is_estimate=source.source.startswith("schatting"),
    )


@dataclass(slots=True)
class _Diary:
    """What one regievoerder does in the week: places of conversations, and ways driven."""

    conversations: list[PlaceId] = field(default_factory=list)
    ways: Counter[_Way] = field(default_factory=Counter)


class _Work:
    def __init__(self, release: Release, week: IsoWeek, travel: TravelTimes) -> None:
        self._people = release.resources.regievoerders
        self._places: dict[PlaceId, Place] = {place.id: place for place in release.resources.places}
        self._kinds = {activity.key: activity.kind for activity in release.activities}
        self._diaries = self._read(release.appointments, frozenset(week.days()))
        known = tuple(self._places.values())
        self._index = {place.id: row for row, place in enumerate(known)}
        self._minutes = travel.table(known).minutes
        self._kilometres = road_kilometres([(place.lat, place.lon) for place in known])

    def sites(self) -> tuple[WorkSite, ...]:
        """Return the places of conversations, most conversations first."""
        counts: Counter[PlaceId] = Counter()
        held: dict[PlaceId, set[str]] = defaultdict(set)
        for person, diary in self._diaries.items():
            counts.update(diary.conversations)
            for place in diary.conversations:
                held[place].add(person)
        ordered = sorted(counts, key=lambda place: (-counts[place], place))
        return tuple(
            WorkSite(
                at=point(self._places[place]),
                place=full_name(self._places[place]),
                conversations=counts[place],
                persons=tuple(sorted(held[place])),
            )
            for place in ordered
        )

    def offices(self) -> tuple[WorkOffice, ...]:
        """Return the offices whose regievoerders have anything planned, by name."""
        by_office: dict[PlaceId, list[Regievoerder]] = defaultdict(list)
        for person in self._people:
            if person.id in self._diaries and person.office in self._places:
                by_office[person.office].append(person)
        found = (self._office(self._places[office], people) for office, people in by_office.items())
        return tuple(sorted(found, key=lambda office: office.name))

    def _office(self, office: Place, people: Sequence[Regievoerder]) -> WorkOffice:
        ways: Counter[_Way] = Counter()
        for person in people:
            ways.update(self._diaries[person.id].ways)
        return WorkOffice(
            name=full_name(office),
            at=point(office),
            trips=tuple(self._trip(way, times) for way, times in sorted(ways.items())),
            persons=tuple(self._person(person, office) for person in sorted(people, key=lambda one: one.id)),
        )

    def _trip(self, way: _Way, times: int) -> WorkTrip:
        origin, destination = self._places[way[0]], self._places[way[1]]
        return WorkTrip(
            origin=point(origin),
            origin_place=full_name(origin),
            destination=point(destination),
            destination_place=full_name(destination),
            times=times,
        )

    def _person(self, person: Regievoerder, office: Place) -> WorkPerson:
        diary = self._diaries[person.id]
        cells = {way: self._index[way[0]] * len(self._index) + self._index[way[1]] for way in diary.ways}
        return WorkPerson(
            code=person.id,
            office=full_name(office),
            conversations=len(diary.conversations),
            sites=len(set(diary.conversations)),
            minutes=sum(self._minutes[cells[way]] * times for way, times in diary.ways.items()),
            kilometres=sum(self._kilometres[cells[way]] * times for way, times in diary.ways.items()),
        )

    def _read(self, planned: Sequence[Appointment], days: frozenset[object]) -> dict[str, _Diary]:
        offices = {str(person.id): person.office for person in self._people}
        visits: dict[tuple[str, object], list[Appointment]] = defaultdict(list)
        for item in sorted(planned, key=lambda one: (one.start, one.activity)):
            if item.place in self._places and day_of(item.start) in days:
                for part in item.of_kind(ResourceKind.REGIEVOERDER):
                    visits[part.resource.id, day_of(item.start)].append(item)
        diaries: dict[str, _Diary] = defaultdict(_Diary)
        for (person, _), items in visits.items():
            diary = diaries[person]
            talks = (i for i in items if self._kinds.get(i.activity) is ActivityKind.CONVERSATION)
            diary.conversations += [item.place for item in talks if item.place is not None]
            diary.ways.update(self._ways(offices.get(person), items))
        return dict(diaries)

    def _ways(self, office: PlaceId | None, items: Sequence[Appointment]) -> Iterator[_Way]:
        home = () if office is None or office not in self._places else (office,)
        places = (*home, *(item.place for item in items if item.place is not None), *home)
        return ((a, b) for a, b in pairwise(places) if a != b)
