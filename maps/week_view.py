"""What the maps of a week and of a difference may show: frozen view-models of ready-made texts, positions and counts.

Not allowed here: rules about rights, drawing, time zones.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial

from maps.view import MapPoint
from planner.domain.wording import Text, either


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A person or household on the way to a session. Without ``origin`` nothing is known of where they come from."""

    who: str
    persons: int = 1
    origin: MapPoint | None = None
    place: str = ""
    picked_up: str = ""
    vehicle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionSession:
    """One sitting of a mission in the week, with who comes. ``quota`` is 0 where the viewer need not know it."""

    code: str
    at: MapPoint
    place: str
    date: date
    time: str
    quota: int = 0
    trips: tuple[Trip, ...]

    @property
    def persons(self) -> int:
        """The number of persons heard."""
        return sum(trip.persons for trip in self.trips)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationWeek:
    """The sessions of one week. ``detailed``: missions and cases are named, for the planner alone."""

    monday: date
    title: str = field(default_factory=partial(str, Text(nl="Presentaties", en="Presentations")))
    release: str
    sessions: tuple[MissionSession, ...]
    detailed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSite:
    """A place where conversations are held in the week."""

    at: MapPoint
    place: str
    conversations: int
    persons: tuple[str, ...]
    """Codes of the regievoerders who hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTrip:
    """So many times this way was driven by regievoerders of one office."""

    origin: MapPoint
    origin_place: str
    destination: MapPoint
    destination_place: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPerson:
    """What the week asks of one regievoerder; minutes and kilometres are of all trips together."""

    code: str
    office: str
    conversations: int
    sites: int
    minutes: int
    kilometres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOffice:
    """An office with the trips of its regievoerders."""

    name: str
    at: MapPoint
    trips: tuple[WorkTrip, ...]
    persons: tuple[WorkPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkloadWeek:
    """Conversations and travel of a week; for the planner only."""

    monday: date
    title: str = field(default_factory=partial(str, Text(nl="Werklast", en="Workload")))
    release: str
    sites: tuple[WorkSite, ...]
    offices: tuple[WorkOffice, ...]
    travel_source: str
    travel_is_estimate: bool = True


class ChangeKind(StrEnum):
    """What became of an appointment; the value is the Dutch word on the screen."""

    NEW = "nieuw"
    MOVED = "gewijzigd"
    CANCELLED = "vervallen"

    @property
    def words(self) -> str:
        """The word in the language spoken now."""
        return either(self.value, _CHANGED[self.value])


_CHANGED = {"nieuw": "new", "gewijzigd": "changed", "vervallen": "dropped"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and where an appointment was or is; ``at`` is None where the place is not known."""

    time: str
    place: str
    at: MapPoint | None
    means: str = ""
    """Vehicle, flight and so on, as codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One appointment that is not as it was."""

    kind: ChangeKind
    reference: str
    what: str
    who: str
    before: Occasion | None
    after: Occasion | None
    told: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a change that says neither before nor after as its kind asks."""
        wanted = {ChangeKind.NEW: (False, True), ChangeKind.MOVED: (True, True), ChangeKind.CANCELLED: (True, False)}
        if (self.before is not None, self.after is not None) != wanted[self.kind]:
            raise ValueError(f"{self.reference} is {self.kind.value}\nGive before and after as that asks.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceMap:
    """What changed from one release to the next; for the planner only."""

    title: str = field(default_factory=partial(str, Text(nl="Verschil", en="Difference between")))
    release: str
    previous: str
    changes: tuple[Change, ...]
