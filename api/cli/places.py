"""``places``: the buildings of the service: where they lie, how sure that is, and what a driver must know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import counted, heading, note, say, say_json, show, table
from api.cli.failure import ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.place_words import (
    kind_word,
    place_data,
    position_words,
    read_code,
    read_contacts,
    read_country,
    read_kind,
    recorded_data,
    tell_place,
)
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.ports.store import Store
    from planner.ports.surroundings import Clock
    from planner.usecases.planning.edit_places import EditedPlace

BY_HAND = "handmatig"
LIST_EXAMPLES = """
Voorbeelden:

  vertrekplanner places list

  vertrekplanner places list --uncertain
"""
SHOW_EXAMPLES = """
Voorbeeld:

  vertrekplanner places show AZC-TERAPEL
"""
SET_EXAMPLES = """
Voorbeelden:

  vertrekplanner places set AZC-TERAPEL --lat 52.8761 --lon 7.0672 --confidence high --provenance "BAG, 2026-11"

  vertrekplanner places set AZC-TERAPEL --hours "ma-vr 07:00-22:00; za 10:00-16:00" --contact "receptie: 088-1234567"
  --access "poort 2, hoogte 2,60 m"
"""
ADD_EXAMPLES = """
Voorbeeld:

  vertrekplanner places add AZC-NIEUW --name "azc Nieuwstad" --kind azc --town Nieuwstad --lat 52.51 --lon 6.09
  --confidence medium --provenance "adres, 2026-11"
"""
EXAMPLES = f"{LIST_EXAMPLES}{SET_EXAMPLES.replace('Voorbeelden:', '')}"

app = typer.Typer(
    cls=Program,
    name="places",
    help="Locaties bekijken, toevoegen en verbeteren: ligging, openingstijden, contacten en toegang.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Code = Annotated[str, typer.Argument(help="Code van de locatie.", metavar="LOCATIE")]
Name = Annotated[str | None, typer.Option(help="Naam van het gebouw.", metavar="TEKST")]
Kind = Annotated[str | None, typer.Option(help="Soort gebouw, zoals azc of kantoor.", metavar="SOORT")]
Town = Annotated[str | None, typer.Option(help="Plaats.", metavar="TEKST")]
Country = Annotated[str | None, typer.Option(help="Land (ISO 3166-1), anders NL.", metavar="LAND")]
Lat = Annotated[float | None, typer.Option(help="Noorderbreedte in graden.", metavar="GRADEN")]
Lon = Annotated[float | None, typer.Option(help="Oosterlengte in graden.", metavar="GRADEN")]
Confidence = Annotated[
    str | None, typer.Option(help="Hoe zeker de ligging is: high, medium of low.", metavar="ZEKERHEID")
]
Provenance = Annotated[str | None, typer.Option(help="Waar het punt vandaan komt.", metavar="TEKST")]
Hours = Annotated[str | None, typer.Option(help="Openingstijden per weekdag; leeg: onbekend.", metavar="TIJDEN")]
Contact = Annotated[
    list[str] | None,
    typer.Option(help="Functie en telefoon, nooit een naam; mag vaker. Vervangt alle contacten.", metavar="CONTACT"),
]
Access = Annotated[str | None, typer.Option(help="Hoe een voertuig binnenkomt; leeg: onbekend.", metavar="TEKST")]


@app.command("list", cls=DutchCommand, epilog=LIST_EXAMPLES, options_metavar="[OPTIES]")
def list_places(
    database: Database = DEFAULT_DATABASE,
    *,
    uncertain: Annotated[bool, typer.Option("--uncertain", help="Alleen waarvan de ligging onzeker is.")] = False,
    as_json: Json = False,
) -> None:
    """Toon alle locaties met hun ligging en hoe zeker die is."""
    from api.composition import opened
    from planner.domain.places import Certainty, certainty
    from planner.usecases.planning.edit_places import known_places

    with opened(database) as store:
        known = [one for one in known_places(store) if not uncertain or certainty(one.fact) is Certainty.UNCERTAIN]
    if as_json:
        say_json({"locaties": [recorded_data(one) for one in known]})
        return
    columns = ("Locatie", "Naam", "Soort", "Ligging", "Zekerheid", "Open", "Bron")
    rows = [
        (
            one.fact.id,
            one.fact.with_town,
            kind_word(one.fact.kind),
            *position_words(one.fact),
            one.fact.opening_hours,
            one.source,
        )
        for one in known
    ]
    show(table(columns, rows))
    say(f"{counted(len(known), 'locatie', 'locaties')}.")


@app.command("show", cls=DutchCommand, epilog=SHOW_EXAMPLES, options_metavar="[OPTIES]")
def show_place(code: Code, database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon één locatie, met alles wat ooit over haar is vastgelegd."""
    from api.composition import opened
    from planner.domain.spelling import moment
    from planner.usecases.planning.edit_places import UnknownPlaceError, place_history

    with opened(database) as store:
        try:
            history = place_history(store, code)
        except UnknownPlaceError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    if as_json:
        say_json({"locatie": place_data(history[-1].fact), "geschiedenis": [recorded_data(one) for one in history]})
        return
    tell_place(history[-1].fact)
    heading("Vastgelegd")
    rows = [
        (
            moment(one.recorded_at),
            "" if one.retired_at is None else moment(one.retired_at),
            one.source,
            *position_words(one.fact),
        )
        for one in history
    ]
    show(table(("Van", "Tot", "Bron", "Ligging", "Zekerheid"), rows))


@app.command("set", cls=DutchCommand, epilog=SET_EXAMPLES, options_metavar="[OPTIES]")
def set_place(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    code: Code,
    name: Name = None,
    kind: Kind = None,
    town: Town = None,
    country: Country = None,
    lat: Lat = None,
    lon: Lon = None,
    confidence: Confidence = None,
    provenance: Provenance = None,
    hours: Hours = None,
    contact: Contact = None,
    access: Access = None,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Wijzig een locatie; wat niet genoemd wordt, blijft. Bij een ander punt worden de rijtijden opnieuw berekend."""
    from planner.domain.ids import PlaceId
    from planner.usecases.planning.edit_places import PlaceEdit, change_place

    edit = PlaceEdit(
        name=name,
        kind=None if kind is None else read_kind(kind),
        city=town,
        lat=lat,
        lon=lon,
        confidence=confidence,
        provenance=provenance,
        opening_hours=hours,
        contacts=None if contact is None else read_contacts(contact),
        vehicle_access=access,
        country=None if country is None else read_country(country),
    )

    def change(store: Store, clock: Clock) -> EditedPlace:
        return change_place(store, clock, PlaceId(code), edit, actor=actor)

    _carry_out(change, database, actor, as_json=as_json)


@app.command("add", cls=DutchCommand, epilog=ADD_EXAMPLES, options_metavar="[OPTIES]")
def add_place(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    code: Code,
    name: Annotated[str, typer.Option(help="Naam van het gebouw.", metavar="TEKST")],
    kind: Annotated[str, typer.Option(help="Soort gebouw, zoals azc of kantoor.", metavar="SOORT")],
    town: Annotated[str, typer.Option(help="Plaats.", metavar="TEKST")],
    lat: Annotated[float, typer.Option(help="Noorderbreedte in graden.", metavar="GRADEN")],
    lon: Annotated[float, typer.Option(help="Oosterlengte in graden.", metavar="GRADEN")],
    provenance: Annotated[str, typer.Option(help="Waar het punt vandaan komt.", metavar="TEKST")],
    confidence: Annotated[str, typer.Option(help="high, medium of low.", metavar="ZEKERHEID")] = "low",
    country: Annotated[str, typer.Option(help="Land (ISO 3166-1).", metavar="LAND")] = "NL",
    hours: Annotated[str, typer.Option(help="Openingstijden per weekdag; leeg: onbekend.", metavar="TIJDEN")] = "",
    contact: Contact = None,
    access: Annotated[str, typer.Option(help="Hoe een voertuig binnenkomt.", metavar="TEKST")] = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    as_json: Json = False,
) -> None:
    """Voeg een locatie toe en bereken de rijtijden ernaartoe."""
    from planner.domain.places import Place
    from planner.usecases.planning import edit_places

    place = Place(
        id=read_code(code),
        name=name.strip(),
        kind=read_kind(kind),
        city=town.strip(),
        lat=lat,
        lon=lon,
        confidence=confidence,
        provenance=provenance.strip(),
        opening_hours=hours,
        contacts=read_contacts(contact or []),
        vehicle_access=access.strip(),
        country=read_country(country),
    )

    def add(store: Store, clock: Clock) -> EditedPlace:
        return edit_places.add_place(store, clock, place, actor=actor)

    _carry_out(add, database, actor, as_json=as_json)


def _carry_out(edit: Callable[[Store, Clock], EditedPlace], database: str, actor: str, *, as_json: bool) -> None:
    """Change the books, and the travel times where the place moved."""
    from api.composition import SystemClock, opened
    from planner.usecases.planning.edit_places import PlaceRefusedError, UnknownPlaceError

    clock = SystemClock()
    with opened(database) as store:
        try:
            done = edit(store, clock)
        except PlaceRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
        except UnknownPlaceError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
        travel = _refresh(store, clock, actor) if done.moved else "gelden nog"
    if as_json:
        say_json({"locatie": place_data(done.place), "gewijzigd": done.changed, "rijtijden": travel})
        return
    tell_place(done.place)
    say(f"Locatie {done.place.id} {_what(done)}; rijtijden {travel}.", style="bold")
    if done.before is not None and done.changed and done.source != BY_HAND:
        note(f"Een volgende aanlevering van {done.source} kan deze waarden weer vervangen; import toont dat vooraf.")


def _refresh(store: Store, clock: Clock, actor: str) -> str:
    """Compute the travel times anew; where their source does not answer they stay behind, and are not used."""
    from api.roads import planning_travel
    from maps.roads.graph import RoadGraphError
    from maps.service import RoutingServiceError
    from planner.usecases.planning.refresh_travel import refresh_travel

    try:
        refresh_travel(store, clock, planning_travel(store, clock), actor=actor)
    except (RoutingServiceError, RoadGraphError, OSError) as error:
        note(str(error))
        return "verouderd; bereken ze met vertrekplanner roads refresh zodra de bron antwoordt"
    return "opnieuw berekend"


def _what(done: EditedPlace) -> str:
    if done.before is None:
        return "toegevoegd"
    return "gewijzigd" if done.changed else "was al zo"
