"""``serve``: the web server, on this machine only."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import note, say
from api.cli.failure import CommandFailure, ExitCode, from_text
from api.cli.options import DEFAULT_DATABASE, Database

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.types import ASGIApp

    from api.runs.jobs import Jobs
    from api.scenarios.running import Running
    from api.server.feeds import Feeds
    from api.server.shelf import Shelf

MAX_PORT = 65535
EXAMPLES = """
Voorbeelden:

  vertrekplanner serve

  vertrekplanner serve --port 9000

  VERTREKPLANNER_ADRES=https://rooster.example vertrekplanner serve --proxy 8001

Er is aanmelden nodig; bij de eerste keer staat hier het adres waarop de eerste beheerder een wachtwoord kiest. De
server luistert alleen op 127.0.0.1, want over het netwerk mag alleen versleuteld. Met --proxy is er een tweede poort,
voor een omgekeerde proxy op deze machine; daar zijn alleen agenda's, berichten en verwijzingen te vinden, en met
--desk-outside voor wie zich aanmeldt ook de rest (docs/BUITEN.md).
"""


def serve(  # noqa: PLR0913 - each is an option of the command
    host: Annotated[str, typer.Option(help="Adres om op te luisteren; alleen deze machine.", metavar="ADRES")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="Poort.", min=1, max=MAX_PORT)] = 8000,
    proxy: Annotated[
        int, typer.Option(help="Poort voor een omgekeerde proxy op deze machine; 0 is geen.", min=0, max=MAX_PORT)
    ] = 0,
    database: Database = DEFAULT_DATABASE,
    *,
    desk_outside: Annotated[
        bool, typer.Option("--desk-outside", help="Laat mensen ook door de proxy aanmelden, en dan bij hun pagina's.")
    ] = False,
    clock: Annotated[
        bool, typer.Option("--clock/--no-clock", help="Doe ook het werk dat terugkeert (clock status).")
    ] = True,
    alone: Annotated[
        bool, typer.Option("--alone", help="Eén proces, voor een kleine machine; anders beantwoorden twee de vragen.")
    ] = False,
) -> None:
    """Start de webserver, alleen op deze machine."""
    from api.server.listening import HostRefusedError, checked_host

    try:
        address = checked_host(host)
    except HostRefusedError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    _refuse_taken(address, port)
    if proxy or desk_outside:
        _refuse_open_way(port, proxy)
        _refuse_taken(address, proxy)
    _refuse_wrong_settings()
    from api.cli.account import tell_of_first
    from api.clock.starting import clock_of
    from api.composition import SystemClock, address_of, opened
    from api.server.app import Share, create_app
    from api.server.listening import listen
    from api.server.readying import Readying
    from api.server.shelf import Shelf

    with opened(database) as store:
        shelf = Shelf(store)
        elsewhere = "" if alone else address_of(store)
        store.seal_leftovers()
        say(f"Open http://{address}:{port}/ in de browser; stoppen met Ctrl-C.", style="bold")
        tell_of_first(store, f"http://{address}:{port}")
        if proxy:
            note(f"Voor de omgekeerde proxy: poort {proxy}.")
        share = Share.DESK if elsewhere else Share.ALL
        app = create_app(store, SystemClock(), shelf, proxy=proxy, desk_outside=desk_outside, share=share)
        solving = (app.state.jobs, app.state.scenario_runs)
        _resume(solving)
        readying = Readying(app)
        readying.start()
        beside = _beside(app, elsewhere, proxy, desk_outside) if elsewhere else _prepared(app, shelf)
        with clock_of(store, database) if clock else nullcontext(), beside as whole:
            listen(whole, host=address, port=port, proxy=proxy)
        _close((*solving, app.state.feeds))
        readying.end()
    note("Gestopt.")


@contextmanager
def _beside(app: ASGIApp, database: str, proxy: int, desk_outside: bool) -> Iterator[ASGIApp]:  # noqa: FBT001 - as asked
    """Give the application with the other process beside it, for the length of the block."""
    from api.server.beside import Beside
    from api.server.neighbour import Neighbour

    neighbour = Neighbour(database, proxy=proxy, desk_outside=desk_outside)
    neighbour.start()
    try:
        yield Beside(app, neighbour.way)
    finally:
        neighbour.end()


@contextmanager
def _prepared(app: ASGIApp, shelf: Shelf) -> Iterator[ASGIApp]:
    """Give the application, and make its maps beforehand, for the length of the block."""
    from api.server.preparing import Preparing

    preparing = Preparing(shelf)
    preparing.start()
    try:
        yield app
    finally:
        preparing.end()


def _resume(work: Iterable[Running | Jobs]) -> None:
    """Go on with what waited when an earlier server ended."""
    for part in work:
        part.resume()


def _close(parts: Iterable[Feeds | Running | Jobs]) -> None:
    for part in parts:
        part.close()


def _refuse_open_way(port: int, proxy: int) -> None:
    """Fail when who comes from outside would see the desk, or would come unencrypted."""
    from api.address import ADDRESS, configured_address

    if not proxy:
        raise CommandFailure("--desk-outside gaat samen met --proxy", "Geef ook de poort voor de omgekeerde proxy.")
    if proxy == port:
        raise CommandFailure(f"--proxy en --port zijn allebei {port}", "Geef de proxy een eigen poort.")
    try:
        address = configured_address()
    except ValueError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error
    if not address.startswith("https://"):
        raise CommandFailure(
            f"met --proxy moet {ADDRESS} een adres met https zijn, en het is {address or 'leeg'}",
            f"Zet {ADDRESS} op het adres waaronder mensen komen, bijvoorbeeld https://rooster.example.",
        )


def _refuse_wrong_settings() -> None:
    """Fail before anybody opens a page: unreadable roads, no tile server, or no identity provider at an address."""
    from api.access.oidc.settings import configured_oidc
    from api.roads import configured_roads
    from api.tiles import configured_tiles

    configured_roads()
    try:
        configured_tiles()
        configured_oidc()
    except ValueError as error:
        raise from_text(str(error), ExitCode.WRONG_INPUT) from error


def _refuse_taken(address: str, port: int) -> None:
    import socket

    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            raise CommandFailure(
                f"poort {port} is al in gebruik of mag niet", "Kies een andere met --port, bijvoorbeeld 8765."
            ) from error
