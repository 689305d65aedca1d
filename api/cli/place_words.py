"""Places in the terminal: reading the values of options, and telling what is known of a place.

Not allowed here: commands and the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.cli.console import show, table
from api.cli.failure import CommandFailure, ExitCode, from_text

if TYPE_CHECKING:
    from planner.domain.ids import CountryCode, PlaceId
    from planner.domain.places import Place, PlaceContact, PlaceKind
    from planner.ports.store import RecordedFact


def read_code(text: str) -> PlaceId:
    """Read the code of a new place."""
    from planner.domain.ids import PlaceId
    from planner.intake.kinds import CODE
    from planner.intake.moments import CellError

    try:
        return PlaceId(str(CODE.parse(text)))
    except CellError as error:
        raise CommandFailure(error.problem, error.remedy) from error


def read_kind(text: str) -> PlaceKind:
    """Read a kind of building by its word on the screen."""
    from planner.domain.places import PlaceKind
    from planner.intake.tables.shared import PLACE_KINDS

    wanted = PLACE_KINDS.get(text.strip().lower())
    found = next((kind for kind in PlaceKind if kind is wanted), None)
    if found is None:
        raise CommandFailure(f"{text!r} is geen soort gebouw", f"Kies uit: {', '.join(PLACE_KINDS)}.")
    return found


def kind_word(kind: PlaceKind) -> str:
    """Return the word on the screen of a kind of building."""
    from planner.intake.tables.shared import PLACE_KINDS

    return next(word for word, known in PLACE_KINDS.items() if known is kind)


def read_country(text: str) -> CountryCode:
    """Read a country by its two letters."""
    from planner.domain.ids import CountryCode
    from planner.intake.kinds import COUNTRY
    from planner.intake.moments import CellError

    try:
        return CountryCode(str(COUNTRY.parse(text)))
    except CellError as error:
        raise CommandFailure(error.problem, error.remedy) from error


def read_contacts(texts: list[str]) -> tuple[PlaceContact, ...]:
    """Read contacts by function; empty texts are none."""
    from planner.domain.contacts import parse_contact

    try:
        return tuple(parse_contact(text) for text in texts if text.strip())
    except ValueError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error


def position_words(place: Place) -> tuple[str, str]:
    """Return where a place lies and how sure that is."""
    from planner.domain.places import Certainty, certainty

    words = {Certainty.SURE: "zeker", Certainty.ABOUT: "ongeveer", Certainty.UNCERTAIN: "onzeker"}
    return f"{place.lat:.4f} {place.lon:.4f}", words[certainty(place)]


def tell_place(place: Place) -> None:
    """Show everything of a place."""
    from planner.domain.contacts import contact_text

    position, sure = position_words(place)
    rows = [
        ("naam", place.with_town),
        ("soort", kind_word(place.kind)),
        ("ligging", f"{position} ({sure})"),
        ("herkomst", place.provenance or "onbekend"),
        ("open", place.opening_hours or "onbekend"),
        ("contacten", ", ".join(contact_text(one) for one in place.contacts) or "onbekend"),
        ("toegang", place.vehicle_access or "onbekend"),
    ]
    show(table((place.id, ""), rows))


def place_data(one: Place) -> dict[str, object]:
    """Return a place for a script."""
    from planner.domain.contacts import contact_text

    return {
        "code": one.id,
        "naam": one.name,
        "soort": kind_word(one.kind),
        "plaats": one.city,
        "land": one.country,
        "breedtegraad": one.lat,
        "lengtegraad": one.lon,
        "nauwkeurigheid": one.confidence,
        "herkomst": one.provenance,
        "openingstijden": one.opening_hours,
        "contacten": [contact_text(contact) for contact in one.contacts],
        "toegang": one.vehicle_access,
    }


def recorded_data(one: RecordedFact[Place]) -> dict[str, object]:
    """Return a place for a script, with when it stood in the books and who delivered it."""
    from planner.domain.spelling import moment

    retired = None if one.retired_at is None else moment(one.retired_at)
    return {**place_data(one.fact), "bron": one.source, "van": moment(one.recorded_at), "tot": retired}
