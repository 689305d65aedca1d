"""What somebody sees of plans and publications: which appointments are within reach, and what is told of each.

One table says under which right each kind of participant is told of. Not allowed here: requests.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from api.v1.shapes import AppointmentShown, FlightShown, PartShown, PlaceShown, ReasonShown, StopShown, UnplannedShown
from planner.domain.access import Field, Reach, Role, Visitor
from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CaseId, FlightId, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Participation, Unplanned
from planner.domain.problem import Problem
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind
from solver.said_again import said_again

TOLD: Mapping[ResourceKind, Field] = {
    ResourceKind.REGIEVOERDER: Field.STAFF,
    ResourceKind.ROOM: Field.PLACE,
    ResourceKind.INTERPRETER: Field.COUNTRY,
    ResourceKind.SESSION: Field.COUNTRY,
    ResourceKind.FLIGHT: Field.COUNTRY,
    ResourceKind.ESCORT: Field.ESCORT,
    ResourceKind.OFFICER: Field.ESCORT_NAMES,
    ResourceKind.VEHICLE: Field.TRANSPORT,
    ResourceKind.PARTNER: Field.HISTORY,
    ResourceKind.CASE: Field.CASE_CODE,
}
"""An interpreter is named by the language, a session by its mission: both give a nationality away."""
CARRIES_OUT: Mapping[Role, ResourceKind] = {Role.KMAR: ResourceKind.ESCORT, Role.DJI: ResourceKind.VEHICLE}
"""What an organisation carries out: the appointments in which its means take part."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What appointments are told with."""

    activities: Mapping[ActivityKey, Activity]
    places: Mapping[PlaceId, Place]
    flights: Mapping[FlightId, Flight]
    release: Release | None = None

    @classmethod
    def of_problem(cls, problem: Problem) -> "Facts":
        """Return the facts that a plan answers."""
        return cls(
            activities={one.key: one for one in problem.activities},
            places={one.id: one for one in problem.resources.places},
            flights={one.id: one for one in problem.resources.flights},
        )

    @classmethod
    def of_release(cls, release: Release) -> "Facts":
        """Return the facts that were published."""
        return cls(
            activities={one.key: one for one in release.activities},
            places={one.id: one for one in release.resources.places},
            flights={one.id: one for one in release.resources.flights},
            release=release,
        )

    @cached_property
    def owned(self) -> Mapping[CaseId, str]:
        """Who has each case, as far as the publication says."""
        found = self.release
        known = () if found is None else (*found.owners, *found.assignments)
        return {one.case: one.regievoerder for one in known}


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What one visitor sees with certain facts."""

    visitor: Visitor
    facts: Facts

    def reaches(self, item: Appointment) -> bool:
        """Return whether an appointment is there for the visitor."""
        match self.visitor.grant.reach:
            case Reach.ALL:
                return True
            case Reach.OWN:
                return self._is_own(item)
            case Reach.OPERATIONS:
                return self._is_carried_out(item)
            case _:
                return False

    def appointment(self, item: Appointment) -> AppointmentShown:
        """Return an appointment as far as it may be told."""
        sees, activity = self.visitor.sees, self.facts.activities.get(item.activity)
        country = self._country(item, activity) if sees(Field.COUNTRY) else {}
        release = self.facts.release
        return AppointmentShown.model_validate(
            {
                **(self._what(item.activity, activity)),
                **({"operation": operation_number(release, item)} if release and sees(Field.ESCORT) else {}),
                **({"start": item.start, "end": item.end, "all_day": item.all_day} if sees(Field.TIMES) else {}),
                **({"escorts": _escorts(item)} if sees(Field.ESCORT) and item.of_kind(ResourceKind.ESCORT) else {}),
                "place": self._place(item.place),
                "parts": [self._part(part) for part in item.participations if self._tells_of(part)],
                **country,
            }
        )

    def unplanned(self, item: Unplanned) -> UnplannedShown:
        """Return something that is not planned."""
        shown = self._what(item.activity, self.facts.activities.get(item.activity))
        if self.visitor.sees(Field.REASONS):
            reasons = [ReasonShown(rule=one.rule, because=said_again(one.because)) for one in item.reasons]
            shown = {**shown, "code": item.code.value, "reasons": reasons}
        shown.pop("step", None)
        return UnplannedShown.model_validate(shown)

    def cases(self, keys: Iterable[ActivityKey]) -> set[CaseId]:
        """Return the cases that the visitor learns of with these activities, for the log of reads."""
        if not self.visitor.sees(Field.CASE_CODE):
            return set()
        found = (self.facts.activities.get(key) for key in keys)
        return {case for one in found if one is not None for case in one.cases}

    def _what(self, key: ActivityKey, activity: Activity | None) -> dict[str, object]:
        sees, shown = self.visitor.sees, dict[str, object]()
        if sees(Field.CASE_CODE):
            shown["activity"] = key
        if activity is None:
            return shown
        shown["kind"] = activity.kind.value
        if sees(Field.CASE_CODE):
            shown["cases"] = list(activity.cases)
        if sees(Field.HISTORY):
            shown["step"] = activity.step
        return shown

    def _country(self, item: Appointment, activity: Activity | None) -> dict[str, object]:
        shown = dict[str, object]()
        number = item.resource(ResourceKind.FLIGHT)
        flight = None if number is None else self.facts.flights.get(FlightId(number))
        if flight is not None:
            shown["flight"] = FlightShown(number=flight.number, destination=flight.destination, country=flight.country)
        if activity is not None and isinstance(activity.detail, DepartureDetail):
            shown["country"] = activity.detail.country
        if activity is not None and activity.language is not None:
            shown["language"] = activity.language
        return shown

    def _tells_of(self, part: Participation) -> bool:
        return part.resource.kind is not ResourceKind.CASE and self.visitor.sees(TOLD[part.resource.kind])

    def _part(self, part: Participation) -> PartShown:
        stops = [StopShown(place=self._known(stop.place), start=stop.start, end=stop.end) for stop in part.stops]
        code = part.resource.id
        if part.resource.kind is ResourceKind.ROOM:
            code = self._known(PlaceId(code)).code or ""
        return PartShown(
            kind=part.resource.kind.value,
            code=code,
            start=part.start,
            end=part.end,
            amount=part.amount,
            stops=stops or None,
        )

    def _place(self, place: PlaceId | None) -> PlaceShown | None:
        return None if place is None else self._known(place)

    def _known(self, place: PlaceId) -> PlaceShown:
        """Return a place by its building, its town alone, or its full name, as the visitor may know it."""
        sees, found = self.visitor.sees, self.facts.places.get(place)
        if found is None or not sees(Field.PLACE):
            return PlaceShown(name="" if found is None else found.city)
        if found.kind is PlaceKind.MISSION and not sees(Field.COUNTRY):
            return PlaceShown(name=found.building)
        return PlaceShown(name=found.with_town, code=place)

    def _is_own(self, item: Appointment) -> bool:
        own = self.visitor.code
        if not own:
            return False
        if any(part.resource.id == own for part in item.of_kind(ResourceKind.REGIEVOERDER)):
            return True
        activity = self.facts.activities.get(item.activity)
        return activity is not None and any(self.facts.owned.get(case) == own for case in activity.cases)

    def _is_carried_out(self, item: Appointment) -> bool:
        kind = CARRIES_OUT.get(self.visitor.role)
        if kind is not None:
            return bool(item.of_kind(kind))
        return self.visitor.role is Role.INSPECTORATE and _is_escorted_removal(self.facts.activities.get(item.activity))


def _is_escorted_removal(activity: Activity | None) -> bool:
    if activity is None or activity.kind is not ActivityKind.DEPARTURE:
        return False
    detail = activity.departure
    return detail.escorted and not detail.track.independent and detail.booked_by is BookedBy.DTV


def _escorts(item: Appointment) -> int:
    return sum(part.amount for part in item.of_kind(ResourceKind.ESCORT))
