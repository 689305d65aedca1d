"""``feeds``: who may fetch which calendar, with which device, and when that last happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.agenda_link import EXAMPLES as LINK_EXAMPLES
from api.cli.agenda_link import link
from api.cli.console import counted, say, say_json, show, table
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.program import DutchCommand, Program

if TYPE_CHECKING:
    from planner.domain.feeds import CalendarRef, Credential, DetailLevel, LastFetch
    from planner.usecases.agendas.feed_access import Granted

GRANT_EXAMPLES = """
Voorbeelden:

  vertrekplanner feeds grant RV-0001 --calendar regievoerder/RV-0001 --label "Outlook op kantoor"

  vertrekplanner feeds grant DJI --calendar voertuig/DV-07 --calendar voertuig/DV-08 --label planbord --level kort

  vertrekplanner feeds grant RV-0001 --calendar regievoerder/RV-0001 --label webagenda --address
"""
LIST_EXAMPLES = """
Voorbeelden:

  vertrekplanner feeds list

  vertrekplanner feeds list RV-0001 --json
"""
RENEW_EXAMPLES = """
Voorbeeld:

  vertrekplanner feeds renew t1a2b3c4d
"""
REFRESH_EXAMPLES = """
Voorbeeld:

  vertrekplanner feeds refresh

Na een levering gebeurt dit vanzelf.
"""
REVOKE_EXAMPLES = """
Voorbeeld:

  vertrekplanner feeds revoke t1a2b3c4d
"""

app = typer.Typer(
    cls=Program,
    name="feeds",
    help="Toegang tot agenda's: geven, vernieuwen, intrekken en zien wie er ophaalt.",
    epilog=f"{GRANT_EXAMPLES}{LIST_EXAMPLES.replace('Voorbeelden:', '')}",
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
app.command("link", cls=DutchCommand, epilog=LINK_EXAMPLES, options_metavar="[OPTIES]")(link)
Owner = Annotated[str, typer.Argument(help="Dienstnummer, of de naam van de partner.", metavar="EIGENAAR")]
Id = Annotated[str, typer.Argument(help="Nummer van de toegang, zoals in de lijst.", metavar="TOEGANG")]
AnyOwner = Annotated[str | None, typer.Argument(help="Alleen van deze eigenaar.", metavar="EIGENAAR")]
CalendarNames = Annotated[
    list[str], typer.Option("--calendar", help="Agenda als SOORT/CODE; mag vaker.", metavar="AGENDA")
]
Label = Annotated[str, typer.Option(help="Waar het voor is, zoals 'telefoon'.", metavar="TEKST")]
Level = Annotated[str | None, typer.Option(help="Hoeveel te zien is: bezet, kort of volledig.", metavar="NIVEAU")]
Address = Annotated[
    bool, typer.Option("--address", help="Een geheim adres, voor een programma dat geen wachtwoord kan sturen.")
]


@app.command("grant", cls=DutchCommand, epilog=GRANT_EXAMPLES, options_metavar="[OPTIES]")
def grant(  # noqa: PLR0913 - one parameter per option of the command
    owner: Owner,
    calendar: CalendarNames,
    label: Label = "toestel",
    level: Level = None,
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "planner",
    *,
    address: Address = False,
    as_json: Json = False,
) -> None:
    """Geef een toestel of programma toegang tot agenda's. Het wachtwoord wordt één keer getoond."""
    from api.composition import SystemClock, opened
    from api.feeds import addresses_allowed
    from planner.domain.feeds import CredentialKind
    from planner.usecases.agendas.feed_access import AccessRefusedError, AccessWanted, grant_access

    wanted = AccessWanted(
        owner=owner,
        label=label,
        calendars=tuple(_calendar(name) for name in calendar),
        kind=CredentialKind.ADDRESS if address else CredentialKind.DEVICE,
        level=_level(level, address=address),
        actor=actor,
    )
    with opened(database, must_exist=True) as store:
        try:
            granted = grant_access(store, SystemClock(), wanted, addresses=addresses_allowed())
        except AccessRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    _tell(granted, as_json=as_json)


@app.command("list", cls=DutchCommand, epilog=LIST_EXAMPLES, options_metavar="[OPTIES]")
def listing(owner: AnyOwner = None, database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon wie agenda's mag ophalen, en wie het laatst ophaalde."""
    from api.composition import SystemClock, opened

    with opened(database, must_exist=True) as store, store.reading() as books:
        found = books.credentials.all(owner=owner)
        last = {fetch.credential: fetch for fetch in books.credentials.last_fetches()}
    now = SystemClock().now()
    if as_json:
        say_json({"toegangen": [_data(one, last.get(one.id), valid=one.valid(now)) for one in found]})
        return
    columns = ("Toegang", "Eigenaar", "Waarvoor", "Agenda's", "Niveau", "Geldig", "Laatst opgehaald")
    rows = [(*_row(one), _until(one, valid=one.valid(now)), _fetched(last.get(one.id))) for one in found]
    show(table(columns, rows))
    say(f"{counted(len(found), 'toegang', 'toegangen')}.")


@app.command("renew", cls=DutchCommand, epilog=RENEW_EXAMPLES, options_metavar="[OPTIES]")
def renew(
    credential: Id, database: Database = DEFAULT_DATABASE, actor: Actor = "planner", *, as_json: Json = False
) -> None:
    """Geef een nieuw wachtwoord; het oude werkt nog een dag."""
    from api.composition import SystemClock, opened
    from planner.usecases.agendas.feed_access import AccessRefusedError, renew_access

    with opened(database, must_exist=True) as store:
        try:
            granted = renew_access(store, SystemClock(), credential, actor=actor)
        except AccessRefusedError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    _tell(granted, as_json=as_json)


@app.command("revoke", cls=DutchCommand, epilog=REVOKE_EXAMPLES, options_metavar="[OPTIES]")
def revoke(credential: Id, database: Database = DEFAULT_DATABASE, actor: Actor = "planner") -> None:
    """Trek toegang meteen in. Wat al is opgehaald blijft op het toestel tot het daar wordt verwijderd."""
    from api.composition import SystemClock, opened
    from planner.usecases.agendas.feed_access import AccessRefusedError, revoke_access

    with opened(database, must_exist=True) as store:
        try:
            ended = revoke_access(store, SystemClock(), credential, actor=actor)
        except AccessRefusedError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    say(f"Toegang {ended.id} van {ended.owner} is ingetrokken.", style="bold")


@app.command("refresh", cls=DutchCommand, epilog=REFRESH_EXAMPLES, options_metavar="[OPTIES]")
def refresh(database: Database = DEFAULT_DATABASE, actor: Actor = "planner", *, as_json: Json = False) -> None:
    """Zet vertrekken in de agenda van wie de zaak nu heeft, zonder nieuwe publicatie."""
    from api.composition import SystemClock, opened
    from calendars.event import EventRenderer
    from planner.usecases.agendas.renew_owners import renew_owners

    with opened(database, must_exist=True) as store:
        touched = renew_owners(store, SystemClock(), EventRenderer(), actor=actor)
    if as_json:
        say_json({"agendas": [str(calendar) for calendar in touched]})
        return
    say(f"{len(touched)} agenda's bijgewerkt{': ' if touched else '.'}{', '.join(map(str, touched))}", style="bold")


def _calendar(name: str) -> CalendarRef:
    from planner.domain.feeds import calendar_ref

    try:
        return calendar_ref(name)
    except ValueError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error


def _level(text: str | None, *, address: bool) -> DetailLevel:
    """Read the level; an address, which others may find, tells only busy unless asked otherwise."""
    from planner.domain.feeds import DetailLevel

    if text is None:
        return DetailLevel.BUSY if address else DetailLevel.FULL
    try:
        return DetailLevel(text)
    except ValueError as error:
        raise CommandFailure(f"niveau {text!r} bestaat niet", f"Kies uit {', '.join(DetailLevel)}.") from error


def _tell(granted: Granted, *, as_json: bool) -> None:
    from planner.domain.feeds import CredentialKind

    credential = granted.credential
    by_address = credential.kind is CredentialKind.ADDRESS
    paths = [f"/ical/a/{granted.secret}.ics"] if by_address else [f"/ical/{one}.ics" for one in credential.calendars]
    if as_json:
        say_json({**_data(credential, None, valid=True), "geheim": granted.secret, "paden": paths})
        return
    say(f"Toegang {credential.id} voor {credential.owner} ({credential.label}), {credential.level}.", style="bold")
    for path in paths:
        say(f"Adres: {path}")
    if not by_address:
        say(f"Gebruikersnaam: {credential.id}")
        say(f"Wachtwoord: {granted.secret}")
    say("Dit geheim wordt niet bewaard en niet nog eens getoond.", style="yellow")


def _row(credential: Credential) -> tuple[str, ...]:
    calendars = ", ".join(str(calendar) for calendar in credential.calendars)
    return credential.id, credential.owner, credential.label, calendars, credential.level.value


def _until(credential: Credential, *, valid: bool) -> str:
    from planner.domain.spelling import stamp

    if not valid:
        return "beëindigd"
    return f"tot {stamp(min(credential.expires_at, credential.revoked_at or credential.expires_at))}"


def _fetched(fetch: LastFetch | None) -> str:
    from planner.domain.spelling import stamp

    return "nog niet" if fetch is None else f"{stamp(fetch.at)} met {fetch.agent or 'onbekend programma'}"


def _data(credential: Credential, fetch: LastFetch | None, *, valid: bool) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "toegang": credential.id,
        "soort": credential.kind.value,
        "eigenaar": credential.owner,
        "waarvoor": credential.label,
        "agendas": [str(calendar) for calendar in credential.calendars],
        "niveau": credential.level.value,
        "geldig": valid,
        "verloopt": to_utc(credential.expires_at).isoformat(),
        "opgehaald": None if fetch is None else {"op": to_utc(fetch.at).isoformat(), "met": fetch.agent},
    }
