"""What a driver is told of a place in a sample: hours, the way in and a telephone number by function, all made up.

Not allowed here: where places lie; that is known and stands in the gazetteer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.domain.opening import ALWAYS
from planner.domain.places import Place, PlaceContact, PlaceKind

SITE_NOTE = "Openingstijden, contacten en toegang van locaties zijn verzonnen."
_NOBODYS = "000-0000000"
"""A number that nobody can have."""


@dataclass(frozen=True, slots=True)
class _Site:
    hours: str
    function: str
    access: str


_GUARDED = _Site(ALWAYS, "portier", "voertuigsluis, melden bij de portier")
_RECEPTION = _Site("ma-vr 07:00-22:00; za-zo 09:00-18:00", "receptie", "hoofdingang, wachten op het voorplein")
_OFFICE = _Site("ma-vr 07:30-18:00", "receptie", "ingang aan de achterzijde")
_SITES: Mapping[PlaceKind, _Site] = {
    PlaceKind.AZC: _RECEPTION,
    PlaceKind.GLO: _RECEPTION,
    PlaceKind.VBL: _RECEPTION,
    PlaceKind.HTL: _RECEPTION,
    PlaceKind.DETENTION: _GUARDED,
    PlaceKind.DEPOT: _Site(ALWAYS, "meldkamer", ""),
    PlaceKind.OFFICE: _OFFICE,
    PlaceKind.IOM: _OFFICE,
    PlaceKind.COURT: _Site("ma-vr 08:00-17:30", "bode", "cellencomplex, ingang aan de zijkant"),
}


def with_site(place: Place) -> Place:
    """Return the place with what its kind of building has; airports and missions stay as they are."""
    site = _SITES.get(place.kind)
    if site is None:
        return place
    contact = PlaceContact(function=site.function, phone=_NOBODYS)
    return replace(place, opening_hours=site.hours, contacts=(contact,), vehicle_access=site.access)
