"""The rows of the timeline, in groups, with how full each is per day.

Not allowed here: items, and words beside names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.desk.known import NO_FLIGHT, place_name, row_of
from api.desk.shapes import Group, Row
from api.web.speech import _, country
from planner.domain.activities import ActivityKind
from planner.domain.ids import PlaceId
from planner.domain.language_names import language_name
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute, union
from planner.domain.vocabulary import word
from solver.known import Known

Days = Sequence[Interval]


@dataclass(frozen=True, slots=True)
class Offered:
    """How much of a row there is: stretches with a number of places in each."""

    stretches: tuple[tuple[Interval, int], ...] = ()

    def on(self, day: Interval) -> int:
        """Return the minutes that there are on a day."""
        parts = ((stretch.intersect(day), amount) for stretch, amount in self.stretches)
        return sum(((part.end or part.start) - part.start) * amount for part, amount in parts if part is not None)


class Rows:
    """The rows of one week of one plan."""

    def __init__(self, known: Known, appointments: Iterable[Appointment], days: Days) -> None:
        self._known, self._days = known, days
        self._week = Interval(days[0].start, days[-1].end)
        self._busy: dict[str, list[tuple[Minute, Minute, int]]] = defaultdict(list)
        self._flights: set[str] = set()
        for appointment in appointments:
            for part in appointment.participations:
                if self._week.overlaps(part.start, part.end):
                    self._busy[row_of(known, part.resource)].append((part.start, part.end, part.amount))
                    if part.resource.kind is ResourceKind.FLIGHT:
                        self._flights.add(part.resource.id)

    def groups(self) -> list[Group]:
        """Return every group that has rows."""
        found = [*self._people(), self._missions(), self._vehicles(), self._escorts(), self._journeys()]
        found += [self._pool(ResourceKind.ROOM, _("Locaties")), self._pool(ResourceKind.INTERPRETER, _("Tolken"))]
        return [group for group in found if group.rows]

    def _people(self) -> list[Group]:
        offices: dict[PlaceId, list[Row]] = defaultdict(list)
        for person in sorted(self._known.regievoerders.values(), key=lambda person: person.id):
            works = tuple(part for work in self._known.working(person.id) if (part := work.intersect(self._week)))
            skills = ", ".join(word(one) for one in sorted(person.specialisms))
            ref = ResourceRef(ResourceKind.REGIEVOERDER, person.id)
            offices[person.office].append(self._row(ref, person.id, skills, Offered(tuple((w, 1) for w in works))))
        names = {office: place_name(self._known, office) for office in offices}
        return [
            self._group(f"kantoor:{office}", names[office], "regievoerder", offices[office])
            for office in sorted(offices, key=lambda office: names[office])
        ]

    def _missions(self) -> Group:
        rows = []
        for mission in sorted(self._known.missions.values(), key=lambda mission: mission.id):
            sessions = [s for s in self._known.sessions_of(mission.id) if s.interval.intersect(self._week) is not None]
            if sessions:
                offered = Offered(tuple((s.interval, 1) for s in sessions))
                ref = ResourceRef(ResourceKind.SESSION, mission.id)
                rows.append(self._row(ref, str(mission.id), place_name(self._known, mission.place), offered))
        return self._group("vertegenwoordigingen", _("Vertegenwoordigingen"), "zitting", rows)

    def _vehicles(self) -> Group:
        rows = []
        for vehicle in sorted(self._known.vehicles.values(), key=lambda vehicle: vehicle.id):
            shifts = union(part for shift in vehicle.shifts if (part := shift.intersect(self._week)) is not None)
            ref = ResourceRef(ResourceKind.VEHICLE, vehicle.id)
            depot = place_name(self._known, vehicle.depot)
            rows.append(self._row(ref, str(vehicle.id), depot, Offered(tuple((shift, 1) for shift in shifts))))
        return self._group("voertuigen", _("Voertuigen"), "voertuig", rows)

    def _escorts(self) -> Group:
        rows = []
        for team in sorted(self._known.escort_teams.values(), key=lambda team: team.id):
            there = union(part for one in team.available if (part := one.intersect(self._week)) is not None)
            ref = ResourceRef(ResourceKind.ESCORT, team.id)
            rows.append(self._row(ref, str(team.id), str(team.size), Offered(tuple((s, team.size) for s in there))))
        return self._group("escortteams", _("Escortteams"), "escort", rows)

    def _journeys(self) -> Group:
        wanted = {
            activity.departure.country
            for activity in self._known.activities.values()
            if activity.kind is ActivityKind.DEPARTURE
        }
        flights = [
            flight
            for flight in self._known.flights.values()
            if flight.id in self._flights or (flight.country in wanted and self._week.contains(flight.departs))
        ]
        rows = []
        for flight in sorted(flights, key=lambda flight: (flight.departs, flight.id)):
            seats = Offered(((Interval(flight.departs, flight.arrives), max(1, flight.seats)),))
            ref = ResourceRef(ResourceKind.FLIGHT, flight.id)
            subtitle = f"{place_name(self._known, flight.origin)} → {country(flight.country)}"
            rows.append(self._row(ref, flight.number, subtitle, seats))
        rows.append(Row(id=NO_FLIGHT, kind="vlucht", title=_("Zelf of IOM"), load=[None] * len(self._days)))
        return self._group("vluchten", _("Vluchten"), "vlucht", rows)

    def _pool(self, kind: ResourceKind, title: str) -> Group:
        refs = {fact.resource for fact in self._known.problem.resources.capacities if fact.resource.kind is kind}
        rows = []
        for ref in sorted(refs, key=lambda ref: ref.id):
            offered = tuple(
                (part, fact.amount)
                for fact in self._known.capacities(ref)
                if (part := fact.interval.intersect(self._week)) is not None
            )
            name = place_name(self._known, PlaceId(ref.id)) if kind is ResourceKind.ROOM else str(language_name(ref.id))
            rows.append(self._row(ref, name, "", Offered(offered)))
        return self._group(f"{kind}s", title, str(kind), rows)

    def _row(self, ref: ResourceRef, title: str, subtitle: str, offered: Offered) -> Row:
        name = f"{ref.kind}:{ref.id}"
        return Row(
            id=name,
            kind=str(ref.kind),
            title=title,
            subtitle=subtitle,
            load=[_percent(_used(self._busy.get(name, ()), day), offered.on(day)) for day in self._days],
            works=[(part.start, part.end or part.start) for part, _amount in offered.stretches],
        )

    def _group(self, name: str, title: str, kind: str, rows: list[Row]) -> Group:
        loads = [[row.load[at] for row in rows] for at in range(len(self._days))]
        mean = [_mean([one for one in day if one is not None]) for day in loads]
        return Group(id=name, title=title, kind=kind, load=mean, rows=rows)


def _used(busy: Iterable[tuple[Minute, Minute, int]], day: Interval) -> int:
    end = day.end or day.start
    return sum((min(stop, end) - max(start, day.start)) * n for start, stop, n in busy if day.overlaps(start, stop))


def _percent(used: int, offered: int) -> int | None:
    if offered == 0:
        return None if used == 0 else 100
    return round(100 * used / offered)


def _mean(loads: list[int]) -> int | None:
    return round(sum(loads) / len(loads)) if loads else None
