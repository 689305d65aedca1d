"""Places entered or corrected by hand: checked, kept in two times like every fact, and with their travel times anew.

Not allowed here: how travel times are found (``refresh_travel`` and its port), and what a delivery says of places.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isfinite

from planner.domain.ids import NETHERLANDS, CountryCode, PlaceId
from planner.domain.opening import OpeningHoursError, opening_hours_text, parse_opening_hours
from planner.domain.places import Certainty, Place, PlaceContact, PlaceKind
from planner.ports.store import Event, RecordedFact, Store
from planner.ports.surroundings import Clock

BY_HAND = "handmatig"
"""Source of places that were entered or changed by a person."""
_HOME_LAT, _HOME_LON = (50.5, 53.8), (3.1, 7.4)
_MAX_LAT, _MAX_LON = 90.0, 180.0
_MAX_TEXT = 300


class PlaceRefusedError(ValueError):
    """The place cannot be so; nothing was stored. Names the problem and, on a new line, the remedy, in Dutch."""


class UnknownPlaceError(LookupError):
    """The books do not know the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEdit:
    """What changes; None leaves a field as it is, an empty text or tuple takes away what was known."""

    name: str | None = None
    kind: PlaceKind | None = None
    city: str | None = None
    lat: float | None = None
    lon: float | None = None
    confidence: str | None = None
    provenance: str | None = None
    opening_hours: str | None = None
    contacts: tuple[PlaceContact, ...] | None = None
    vehicle_access: str | None = None
    country: CountryCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedPlace:
    """A place as it is now. ``before`` is None for a new one; ``source`` is who delivered it before."""

    place: Place
    before: Place | None
    source: str = BY_HAND

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return self.place != self.before

    @property
    def moved(self) -> bool:
        """Whether travel times to and from it no longer hold."""
        return self.before is None or (self.place.lat, self.place.lon) != (self.before.lat, self.before.lon)


def known_places(store: Store) -> tuple[RecordedFact[Place], ...]:
    """Return every place in force with its source, in order of code."""
    with store.reading() as books:
        return books.facts.recorded(Place)


def place_history(store: Store, code: str) -> tuple[RecordedFact[Place], ...]:
    """Return every value ever recorded of a place, oldest first; raise UnknownPlaceError where there is none."""
    with store.reading() as books:
        found = books.facts.history(Place, code)
    if not found:
        raise _unknown(code)
    return found


def add_place(store: Store, clock: Clock, place: Place, *, actor: str) -> EditedPlace:
    """Store a new place; raise PlaceRefusedError when it cannot be so or its code is taken."""
    _refuse_wrong_position(place)
    checked = _checked(place)
    now = clock.now()
    with store.transaction() as books:
        if place.id in books.facts.keys(Place):
            raise PlaceRefusedError(f"locatie {place.id} bestaat al\nWijzig haar met vertrekplanner places set.")
        books.facts.record([checked], source=BY_HAND, at=now)
        books.events.add(Event(at=now, actor=actor, what="place", subject=f"{place.id}: nieuw"))
    return EditedPlace(place=checked, before=None)


def change_place(store: Store, clock: Clock, code: PlaceId, edit: PlaceEdit, *, actor: str) -> EditedPlace:
    """Store the changed place and return it with what it was.

    Raises
    ------
    UnknownPlaceError
        When the books do not know the code.
    PlaceRefusedError
        When it cannot be so; a position is not moved without saying where the new one comes from.
    """
    now = clock.now()
    with store.transaction() as books:
        before = next((place for place in books.facts.in_force(Place) if place.id == code), None)
        if before is None:
            raise _unknown(code)
        done = EditedPlace(
            place=_checked(_edited(before, edit)), before=before, source=books.facts.keys(Place)[str(code)]
        )
        if done.moved:
            _refuse_wrong_position(done.place)
        if done.moved and edit.provenance is None:
            raise PlaceRefusedError("een punt verschuift niet zonder herkomst\nZeg waar het nieuwe punt vandaan komt.")
        if done.changed:
            books.facts.record([done.place], source=BY_HAND, at=now)
            subject = f"{code}: {', '.join(_different(before, done.place))}"
            books.events.add(Event(at=now, actor=actor, what="place", subject=subject))
    return done


def _edited(place: Place, edit: PlaceEdit) -> Place:
    return replace(
        place,
        name=_chosen(edit.name, place.name),
        kind=place.kind if edit.kind is None else edit.kind,
        city=_chosen(edit.city, place.city),
        lat=place.lat if edit.lat is None else edit.lat,
        lon=place.lon if edit.lon is None else edit.lon,
        confidence=_chosen(edit.confidence, place.confidence),
        provenance=_chosen(edit.provenance, place.provenance),
        opening_hours=_chosen(edit.opening_hours, place.opening_hours),
        contacts=place.contacts if edit.contacts is None else edit.contacts,
        vehicle_access=_chosen(edit.vehicle_access, place.vehicle_access),
        country=place.country if edit.country is None else edit.country,
    )


def _chosen(new: str | None, old: str) -> str:
    return old if new is None else new.strip()


def _different(before: Place, after: Place) -> Iterable[str]:
    """Return the names of the fields that differ; their values may hold telephone numbers and stay out of the log."""
    return [name for name in PlaceEdit.__slots__ if getattr(before, name) != getattr(after, name)]


def _checked(place: Place) -> Place:
    """Return the place with its hours in their even notation; raise PlaceRefusedError."""
    if place.confidence not in tuple(Certainty):
        words = ", ".join(Certainty)
        raise PlaceRefusedError(f"{place.confidence!r} zegt niet hoe zeker de ligging is\nKies uit: {words}.")
    for text, what in ((place.name, "naam"), (place.city, "plaats")):
        if not text:
            raise PlaceRefusedError(f"locatie {place.id} heeft geen {what}\nVul een {what} in.")
    for text in (place.name, place.city, place.provenance, place.vehicle_access):
        if len(text) > _MAX_TEXT or not text.isprintable():
            raise PlaceRefusedError(
                f"een tekst van {place.id} is te lang of bevat stuurtekens\n"
                f"Gebruik hoogstens {_MAX_TEXT} tekens op één regel."
            )
    if place.confidence == Certainty.SURE and not place.provenance:
        raise PlaceRefusedError("een zeker punt heeft een herkomst\nZeg waar het punt vandaan komt.")
    try:
        return replace(place, opening_hours=opening_hours_text(parse_opening_hours(place.opening_hours)))
    except OpeningHoursError as error:
        raise PlaceRefusedError(str(error)) from error


def _refuse_wrong_position(place: Place) -> None:
    lat, lon = place.lat, place.lon
    if not (isfinite(lat) and isfinite(lon) and abs(lat) <= _MAX_LAT and abs(lon) <= _MAX_LON):
        raise PlaceRefusedError(
            f"{lat:g}, {lon:g} ligt niet op aarde\nGeef breedte en lengte in graden, zoals 52.37 4.9."
        )
    if place.country != NETHERLANDS or _at_home(lat, lon):
        return
    remedy = (
        "Breedte en lengte lijken verwisseld: de breedte is hier rond de 52."
        if _at_home(lon, lat)
        else "Controleer breedte en lengte, of zeg in welk land zij ligt."
    )
    raise PlaceRefusedError(f"{lat:g}, {lon:g} ligt niet in Nederland\n{remedy}")


def _at_home(lat: float, lon: float) -> bool:
    return _HOME_LAT[0] <= lat <= _HOME_LAT[1] and _HOME_LON[0] <= lon <= _HOME_LON[1]


def _unknown(code: str) -> UnknownPlaceError:
    return UnknownPlaceError(
        f"locatie {code} is niet bekend\nZie vertrekplanner places list, of voeg haar toe met add."
    )
